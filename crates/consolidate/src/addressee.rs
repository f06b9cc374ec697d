//! Who a request is made to: what is asked of the centre is nothing that the province can answer, whatever the two have in common.

use crate::asked::{BODIES, HEADINGS, OPENINGS, VERBS, Word, starts, starts_folded, words_of};
use tonghop_model::consolidation::Addressee;

/// Words of the name of who is asked that are looked at.
const LONGEST: usize = 24;

/// Words with which the name of who is asked ends besides the verbs, lower case.
const STOPS: &[&[&str]] = &[
    &["chỉ", "đạo"],
    &["yêu", "cầu"],
    &["đôn", "đốc"],
    &["tham", "mưu"],
    &["làm", "việc"],
    &["về"],
    &["để"],
    &["nhằm"],
    &["theo"],
    &["sẽ"],
    &["khi"],
    &["giúp"],
    &["trao", "đổi"],
    &["thống", "nhất"],
    &["xây", "dựng"],
    &["quy", "định"],
    &["đẩy", "mạnh"],
    &["chủ", "trì"],
    &["thực", "hiện"],
];

/// Words after which a level says where something is and not who is asked: "doanh nghiệp trên địa bàn tỉnh".
const WHERE: &[&str] = &["bàn", "trên", "trong", "toàn", "tại", "thuộc", "của"];

const CENTRE: &[&[&str]] = &[
    &["chính", "phủ"],
    &["thủ", "tướng"],
    &["quốc", "hội"],
    &["trung", "ương"],
    &["các", "bộ"],
    &["bộ", "ngành"],
    &["bộ", "trưởng"],
];

/// What follows "Bộ" in the name of a ministry: "bộ phận", "bộ tiêu chí" are none.
const MINISTRIES: &[&str] = &[
    "khoa", "kh&cn", "khcn", "thông", "tt&tt", "tttt", "nội", "công", "tài", "tư", "y", "giáo", "gd&đt", "xây", "nông",
    "nn&mt", "văn", "vhttdl", "quốc", "ngoại", "dân",
];

const PROVINCE: &[&[&str]] = &[
    &["tỉnh"],
    &["thành", "phố"],
    &["sở"],
    &["các", "sở"],
    &["sở", "ngành"],
    &["hđnd"],
];

const DISTRICT: &[&[&str]] = &[&["huyện"], &["thị", "xã"]];

const COMMUNE: &[&[&str]] = &[&["xã"], &["phường"], &["đặc", "khu"]];

const BUSINESS: &[&[&str]] = &[
    &["doanh", "nghiệp"],
    &["nhà", "mạng"],
    &["tập", "đoàn"],
    &["công", "ty"],
    &["viettel"],
    &["vnpt"],
    &["mobifone"],
    &["vinaphone"],
    &["bưu", "điện"],
    &["điện", "lực"],
    &["ngân", "hàng"],
];

/// Everybody whom a request names, sorted; empty where it names nobody, or only "cấp trên", "cơ quan có thẩm quyền".
/// `heading` is the heading under which it stands: it counts where the request itself names nobody.
pub(crate) fn addressees(text: &str, heading: Option<&str>) -> Vec<Addressee> {
    let own = named(&words_of(text));
    if !own.is_empty() {
        return own;
    }
    heading.map_or_else(Vec::new, |h| classes(bounded(&words_of(h))))
}

fn named(words: &[Word]) -> Vec<Addressee> {
    let mut found = Vec::new();
    let mut opened = false;
    for at in 0..words.len() {
        let asks = OPENINGS.iter().find(|o| starts_folded(&words[at..], o));
        let heads = HEADINGS.iter().find(|h| at == 0 && starts_folded(words, h));
        if let Some(opening) = asks.or(heads) {
            opened = true;
            found.extend(classes(name(&words[at + opening.len()..])));
        }
    }
    // "Ủy ban nhân dân tỉnh quan tâm …": nothing but the verb says that it is asked.
    if !opened && BODIES.iter().any(|b| starts(words, b)) {
        found = classes(name(words));
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn bounded(words: &[Word]) -> &[Word] {
    &words[..words.len().min(LONGEST)]
}

/// The words up to the first that says what is asked for; none where it comes first.
fn name(words: &[Word]) -> &[Word] {
    let words = bounded(words);
    let ends = |at: usize| {
        let rest = &words[at..];
        // "Ban Chỉ đạo", "các cấp", "cấp có thẩm quyền" are names.
        let named = BODIES.iter().any(|b| starts(rest, b))
            || at > 0 && BODIES.iter().any(|b| b.len() > 1 && starts(&words[at - 1..], b));
        !named
            && (VERBS.iter().chain(STOPS).any(|v| starts(rest, v)) || OPENINGS.iter().any(|o| starts_folded(rest, o)))
    };
    let end = (0..words.len()).find(|&at| ends(at)).unwrap_or(words.len());
    &words[..end]
}

/// Levels and kinds of bodies in a name.
fn classes(name: &[Word]) -> Vec<Addressee> {
    let mut found: Vec<Addressee> = Vec::new();
    let mut of_business = false;
    for at in 0..name.len() {
        let rest = &name[at..];
        let before = at.checked_sub(1).map_or("", |b| name[b].lower.as_str());
        if is(rest, BUSINESS) {
            found.push(Addressee::Business);
            of_business = true;
        } else if is_ministry(rest, before) || is(rest, CENTRE) {
            found.push(Addressee::Centre);
        } else if !of_business && !WHERE.contains(&before) {
            // "Bưu điện tỉnh", "doanh nghiệp trên địa bàn tỉnh" are no province.
            found.extend(level(rest, before));
        }
        // The next name in an enumeration.
        if name[at].ends || name[at].lower == "và" {
            of_business = false;
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The level of administration that a word stands for.
fn level(words: &[Word], before: &str) -> Option<Addressee> {
    const PART_OF_WORD: [&str; 3] = ["cơ", "thị", "tác"];
    if is(words, DISTRICT) {
        return Some(Addressee::District);
    }
    if PART_OF_WORD.contains(&before) || is(words, &[&["xã", "hội"]]) {
        return None;
    }
    if is(words, PROVINCE) {
        Some(Addressee::Province)
    } else {
        is(words, COMMUNE).then_some(Addressee::Commune)
    }
}

fn is(words: &[Word], names: &[&[&str]]) -> bool {
    names.iter().any(|n| starts(words, n))
}

fn is_ministry(words: &[Word], before: &str) -> bool {
    let [first, second, ..] = words else { return false };
    first.lower == "bộ"
        && before != "cán"
        && (MINISTRIES.contains(&second.lower.as_str()) || second.lower == "và" || first.ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Addressee::{Business, Centre, Commune, District, Province};

    #[test]
    fn who_is_asked_by_level() {
        for (text, expected) in [
            (
                "Đề nghị Bộ Khoa học và Công nghệ sớm ban hành hướng dẫn.",
                &[Centre][..],
            ),
            (
                "Kiến nghị Chính phủ, các bộ, ngành Trung ương bố trí kinh phí",
                &[Centre],
            ),
            ("Đề nghị tỉnh sớm hướng dẫn", &[Province]),
            (
                "Đề nghị Sở Khoa học và Công nghệ cử cán bộ hỗ trợ bộ phận một cửa",
                &[Province],
            ),
            (
                "Ủy ban nhân dân xã đề nghị Ủy ban nhân dân tỉnh quan tâm, mở lớp tập huấn",
                &[Province],
            ),
            ("Ủy ban nhân dân tỉnh quan tâm bố trí kinh phí", &[Province]),
            ("Đề nghị UBND huyện hỗ trợ", &[District]),
            ("Đề nghị thị xã Ba Đồn hỗ trợ", &[District]),
            ("Đề nghị Đảng ủy, UBND xã quan tâm bố trí kinh phí", &[Commune]),
            (
                "Đề nghị Hợp tác xã nông nghiệp, Bảo hiểm xã hội tỉnh phối hợp",
                &[Province],
            ),
            ("Đề nghị Công an tỉnh tiếp tục hỗ trợ các xã", &[Province]),
            ("Đề nghị Tỉnh ủy, HĐND, UBND tỉnh ban hành nghị quyết", &[Province]),
            ("Xã kiến nghị với tỉnh về kinh phí", &[Province]),
            ("Đề nghị cấp trên (UBND tỉnh, Sở KH&CN) hỗ trợ", &[Province]),
            ("Đề nghị Bộ, ngành Trung ương sớm hướng dẫn", &[Centre]),
            ("Đề nghị Sở Tài chính tham mưu UBND tỉnh bố trí kinh phí", &[Province]),
            ("Đề nghị UBND tỉnh, Viettel, VNPT hỗ trợ", &[Province, Business]),
            ("Đề nghị Bộ Y tế và UBND tỉnh xem xét", &[Centre, Province]),
            (
                "Đề nghị tỉnh bố trí kinh phí. Đề nghị Bộ Tài chính ban hành định mức.",
                &[Centre, Province],
            ),
            // Whom somebody else shall move, and where it is.
            (
                "Đề nghị UBND tỉnh chỉ đạo các doanh nghiệp viễn thông phủ sóng",
                &[Province],
            ),
            (
                "Đề nghị các doanh nghiệp viễn thông trên địa bàn tỉnh phủ sóng",
                &[Business],
            ),
            ("Đề nghị Bưu điện tỉnh, UBND tỉnh phối hợp", &[Province, Business]),
            ("Đề nghị hỗ trợ các xã của tỉnh, huyện", &[]),
            // Nobody that is known by name: who asks is not who is asked.
            ("Ủy ban nhân dân xã đề nghị quan tâm bố trí kinh phí", &[]),
            (
                "Kính đề nghị các cơ quan có thẩm quyền nghiên cứu, có cơ chế riêng",
                &[],
            ),
            ("Đề nghị cấp trên quan tâm bố trí ngân sách cho địa phương", &[]),
            ("Sớm ban hành định mức; trình Bộ Tài chính", &[]),
            ("Đề nghị sớm kết nối hệ thống của tỉnh với Bộ Công an", &[]),
            ("Đối với UBND tỉnh: Hỗ trợ kinh phí", &[Province]),
            ("", &[]),
        ] {
            assert_eq!(addressees(text, None), expected, "{text}");
        }
    }

    #[test]
    fn the_heading_counts_where_the_request_names_nobody() {
        let heading = Some("Đối với Bộ Khoa học và Công nghệ");
        assert_eq!(addressees("Hỗ trợ kinh phí", heading), [Centre]);
        assert_eq!(addressees("Đề nghị tỉnh hỗ trợ kinh phí", heading), [Province]);
        assert_eq!(addressees("Hỗ trợ kinh phí", Some("Về hạ tầng")), []);
    }
}
