//! Who issued the document.

use super::folded::Folded;
use super::mentions::{self, Mention, capitalise, level};
use super::rows::{Anatomy, Row};
use crate::flow::Para;
use crate::outline::label::is_caps;
use std::collections::{BTreeMap, BTreeSet};
use tonghop_catalogue::Catalogue;
use tonghop_catalogue::units::{Lookup, UnitQuery};
use tonghop_text::fold;

/// The issuing body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Issuer {
    /// "UBND xã Minh Long", "Sở Khoa học và Công nghệ".
    pub name: String,
    /// "xã", "tỉnh", …
    pub level: Option<String>,
    /// Name of the unit: "Minh Long".
    pub unit: Option<String>,
    /// Province named in the header block.
    pub province: Option<String>,
    /// As the header block prints it, in capitals; none where it does not name the issuer.
    pub printed: Option<String>,
    /// The body above it there.
    pub superior: Option<String>,
}

/// The issuer from the header block, else from the text.
pub(crate) fn find(anatomy: &Anatomy<'_>, paras: &[Para], place: Option<&str>) -> Option<Issuer> {
    from_head(&anatomy.head, paras).or_else(|| from_text(anatomy, paras, place))
}

/// Mends the spelling of a name that only the header block has: capitals are often misread, and the
/// catalogue knows the name.
pub(crate) fn correct(issuer: &mut Issuer, paras: &[Para], date: Option<&str>, catalogue: &Catalogue) {
    if let Some(province) = &mut issuer.province
        && let Some(known) = catalogue.units().province_in(&format!("tỉnh {province}"), date)
        && fold(&known.name) == fold(province)
    {
        province.clone_from(&known.name);
    }
    let (Some(unit), Some(level)) = (issuer.unit.clone(), &issuer.level) else {
        return;
    };
    if paras.iter().any(|p| !is_caps(&p.text) && p.text.contains(&unit)) {
        return;
    }
    let name = format!("{level} {unit}");
    let query = UnitQuery {
        name: &name,
        province: issuer.province.as_deref(),
        date,
        ..UnitQuery::default()
    };
    if let Lookup::Found(known, _) = catalogue.units().lookup(&query)
        && fold(&known.name) == fold(&unit)
    {
        issuer.name = issuer.name.replace(&unit, &known.name);
        issuer.unit = Some(known.name.clone());
    }
}

/// First words of bodies, folded.
const BODIES: [&str; 26] = [
    "uy ban nhan dan",
    "ubnd",
    "hoi dong nhan dan",
    "hdnd",
    "so ",
    "phong ",
    "ban ",
    "dang uy",
    "dang bo",
    "tinh uy",
    "huyen uy",
    "thanh uy",
    "van phong",
    "chi cuc",
    "trung tam",
    "cong an",
    "bo ",
    "truong ",
    "tram ",
    "cuc ",
    "vien ",
    "uy ban ",
    "doan ",
    "lien doan",
    "to ",
    "hoi ",
];

fn from_head(head: &[Row<'_>], paras: &[Para]) -> Option<Issuer> {
    let mut bodies: Vec<String> = Vec::new();
    let mut motto_open = false;
    let mut begun = "";
    let mut ended = false;
    for row in head {
        // "ỦY" / "BAN NHÂN DÂN": a cell that was too narrow.
        if is_begun_word(row.text) {
            begun = row.text.trim();
            continue;
        }
        let whole = format!("{begun} {}", row.text);
        let text = left_column(if begun.is_empty() { row.text } else { &whole }, &mut motto_open);
        begun = "";
        // "-------", "|": the cell of the left column ends.
        ended |= !bodies.is_empty() && !row.text.is_empty() && !row.text.contains(char::is_alphanumeric);
        if row.text.contains('@') {
            // Visible mark of an electronic signature above the header block.
            bodies.clear();
            continue;
        }
        // "Số:" / "/BC-UBND": the symbol of a blank number.
        let symbol = row.text.trim_start().starts_with('/');
        if symbol || !is_caps(&text) || text.chars().any(|c| matches!(c, ':' | '/')) {
            continue;
        }
        let folded = fold(&text);
        let own_kind = mentions::kind_at(&text).is_some();
        // "HỘI NGHỊ SƠ KẾT …" is the title of an event.
        let event = ["hoi nghi", "hoi thao", "hoi thi"]
            .iter()
            .any(|e| folded.starts_with(e));
        if !event && BODIES.iter().any(|b| folded.starts_with(b)) {
            bodies.push(text);
        } else if let Some(last) = bodies.last_mut() {
            let complete = mentions::find(last).iter().any(|m| !m.name.is_empty());
            // "KHÓA IX, KỲ HỌP THỨ BA"
            if complete && ["khoa ", "ky hop", "nhiem ky"].iter().any(|w| folded.starts_with(w)) {
                ended = true;
            } else if own_kind && complete {
                bodies.push(format!("ỦY BAN NHÂN DÂN {text}"));
            } else if !(ended && complete) {
                last.push(' ');
                last.push_str(&text);
            }
        }
    }
    let named = |b: &String| mentions::find(b).into_iter().find(|m| !m.name.is_empty());
    let last = bodies.last()?;
    let superior = bodies.iter().rev().skip(1).find_map(named);
    let (printed, above) = (Some(last.clone()), bodies.iter().rev().nth(1).cloned());
    let province = bodies
        .iter()
        .filter_map(named)
        .find(|m| m.kind == "tỉnh")
        .map(|m| recase(&m.name, paras));
    let folded = fold(last);
    if let Some(mention) = named(last) {
        let unit = recase(&mention.name, paras);
        let body = if mention.committee && !folded.starts_with("hdnd") {
            String::from("UBND")
        } else {
            recase_body(last[..mention.start].trim(), paras)
        };
        // A ward with a number has its kind in its name: "Phường 1".
        let numbered = unit.starts_with(|c: char| c.is_ascii_digit());
        let kind = if numbered {
            capitalise_first(mention.kind)
        } else {
            mention.kind.to_owned()
        };
        let name = [body.as_str(), &kind, &unit]
            .iter()
            .filter(|s| !s.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ");
        return Some(Issuer {
            name,
            level: Some(mention.kind.into()),
            unit: Some(unit),
            province,
            printed,
            superior: above,
        });
    }
    if folded == "uy ban nhan dan" || folded == "ubnd" {
        return None;
    }
    let level = if folded.starts_with("so ") {
        Some("tỉnh".to_owned())
    } else {
        superior.as_ref().map(|m| m.kind.to_owned())
    };
    let unit = superior.as_ref().map(|m| recase(&m.name, paras));
    let mut name = recase_body(last, paras);
    // "ĐẢNG ỦY PHƯỜNG AN" / "BAN CHỈ ĐẠO …": which steering committee it is, the line above says.
    let committee = ["ban chi dao", "to cong tac"].iter().any(|b| folded.starts_with(b));
    if let (Some(superior), Some(unit), true) = (&superior, &unit, committee) {
        name = format!("{name} {} {unit}", superior.kind);
    }
    Some(Issuer {
        name,
        level,
        unit,
        province,
        printed,
        superior: above,
    })
}

/// True for the first word of a body alone on its row.
fn is_begun_word(row: &str) -> bool {
    matches!(row.trim(), "ỦY" | "UỶ" | "HỘI")
}

fn capitalise_first(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// A row of the header block without the national motto of the other column.
///
/// `open` tells that the motto's first line was broken off before its last words.
fn left_column(row: &str, open: &mut bool) -> String {
    let folded = Folded::new(row);
    let text = &folded.folded;
    if *open {
        let rest = [
            "xa hoi chu nghia viet nam",
            "hoi chu nghia viet nam",
            "chu nghia viet nam",
            "nghia viet nam",
            "viet nam",
        ];
        if let Some(at) = rest.iter().find_map(|r| text.find(r)) {
            *open = false;
            let end = text[at..]
                .find("viet nam")
                .map_or(text.len(), |i| at + i + "viet nam".len());
            return trimmed(&format!("{} {}", &row[..folded.back(at)], &row[folded.back(end)..]));
        }
        // "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT" / "NAM"
        if let Some(left) = text.strip_suffix("nam").filter(|l| l.is_empty() || l.ends_with(' ')) {
            *open = false;
            return trimmed(&row[..folded.back(left.len())]);
        }
    }
    for (from, to) in [
        ("cong hoa x", "viet nam"),
        ("doc lap", "hanh phuc"),
        ("dang cong san", "viet nam"),
    ] {
        if let Some(start) = text.find(from) {
            let end = text[start..].find(to).map(|i| folded.back(start + i + to.len()));
            *open |= end.is_none() && to == "viet nam";
            return trimmed(&format!(
                "{} {}",
                &row[..folded.back(start)],
                &row[end.unwrap_or(row.len())..]
            ));
        }
    }
    trimmed(row)
}

fn trimmed(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// A name in capitals as the text of the document spells it.
fn recase(name: &str, paras: &[Para]) -> String {
    if !is_caps(name) {
        return name.to_owned();
    }
    spelled(name, paras, true).unwrap_or_else(|| capitalise(name))
}

fn recase_body(body: &str, paras: &[Para]) -> String {
    if !is_caps(body) {
        return body.to_owned();
    }
    spelled(body, paras, false).unwrap_or_else(|| capitalised_body(body))
}

/// Fields of bodies of two syllables: the second one is small (Nghị định 30/2020/NĐ-CP, Annex II, part III: the first letter of
/// the kind of the body and of each field is a capital).
const FIELDS: &[(&str, &str)] = &[
    ("KHOA", "HỌC"),
    ("CÔNG", "NGHỆ"),
    ("THÔNG", "TIN"),
    ("TRUYỀN", "THÔNG"),
    ("TÀI", "CHÍNH"),
    ("TÀI", "NGUYÊN"),
    ("MÔI", "TRƯỜNG"),
    ("NỘI", "VỤ"),
    ("NGOẠI", "VỤ"),
    ("TƯ", "PHÁP"),
    ("GIÁO", "DỤC"),
    ("ĐÀO", "TẠO"),
    ("Y", "TẾ"),
    ("KINH", "TẾ"),
    ("XÃ", "HỘI"),
    ("XÂY", "DỰNG"),
    ("VĂN", "HÓA"),
    ("VĂN", "PHÒNG"),
    ("THỂ", "THAO"),
    ("DU", "LỊCH"),
    ("NÔNG", "NGHIỆP"),
    ("DÂN", "TỘC"),
    ("TÔN", "GIÁO"),
    ("THANH", "TRA"),
    ("HẠ", "TẦNG"),
    ("ĐÔ", "THỊ"),
    ("CHUYỂN", "ĐỔI"),
    ("ĐỔI", "SỐ"),
    ("CHÍNH", "PHỦ"),
];

fn capitalised_body(body: &str) -> String {
    let small = ["VÀ", "NHÂN", "DÂN", "ỦY", "ĐỒNG", "ĐẠO"];
    let words: Vec<&str> = body.split(' ').collect();
    let core = |word: &str| word.trim_end_matches(',').to_owned();
    let spelled = words.iter().enumerate().map(|(at, word)| {
        let before = at.checked_sub(1).map(|b| words[b]);
        let is_second = before.is_some_and(|b| FIELDS.iter().any(|f| *f == (b, core(word).as_str())));
        if is_second || (at > 0 && small.contains(word)) {
            word.to_lowercase()
        } else if is_abbreviation(word) {
            (*word).to_owned()
        } else {
            capitalise(word)
        }
    });
    spelled.collect::<Vec<_>>().join(" ")
}

/// "PCGD,", "XMC": no syllable is without a vowel.
fn is_abbreviation(word: &str) -> bool {
    let folded = fold(word);
    let letters = folded.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 2 && !folded.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// The most frequent spelling in small letters of a phrase in capitals.
fn spelled(caps: &str, paras: &[Para], each_word: bool) -> Option<String> {
    let wanted = caps.to_lowercase();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for para in paras {
        let lower = para.text.to_lowercase();
        // Lower-casing Vietnamese letters keeps their length in bytes; where it did not, the text is skipped.
        if lower.len() != para.text.len() {
            continue;
        }
        for (at, _) in lower.match_indices(&wanted) {
            let Some(found) = para.text.get(at..at + wanted.len()) else {
                continue;
            };
            let proper = found.starts_with(char::is_uppercase)
                && (!each_word || found.split(' ').all(|w| w.starts_with(|c: char| !c.is_lowercase())));
            if proper && !is_caps(found) {
                *seen.entry(found.to_owned()).or_default() += 1;
            }
        }
    }
    seen.into_iter().max_by_key(|(_, n)| *n).map(|(s, _)| s)
}

/// What a mention in the title counts.
const TITLE_WEIGHT: u32 = 6;

/// Votes of the text for a unit.
#[derive(Default)]
struct Votes {
    /// By kind and folded name: score and spelling.
    named: BTreeMap<(&'static str, String), (u32, String)>,
    /// Those of them that are more than a place in a sentence: a committee, in the title, or where the report was written.
    acting: BTreeSet<(&'static str, String)>,
    /// By kind, of "UBND xã" without a name.
    own: BTreeMap<&'static str, u32>,
}

impl Votes {
    fn add(&mut self, mention: &Mention, weight: u32) {
        if mention.name.is_empty() {
            *self.own.entry(mention.kind).or_default() += weight;
            return;
        }
        let weight = weight + u32::from(mention.committee);
        let name = if is_caps(&mention.name) {
            capitalise(&mention.name)
        } else {
            mention.name.clone()
        };
        let key = (mention.kind, fold(&name));
        if mention.committee || weight >= TITLE_WEIGHT {
            self.acting.insert(key.clone());
        }
        let entry = self.named.entry(key).or_insert((0, name));
        entry.0 += weight;
    }

    fn best(&self, keep: impl Fn(&(&'static str, String)) -> bool) -> Option<(&'static str, String)> {
        let rank = |k: &(&'static str, String), v: &(u32, String)| (v.0, level(k.0));
        let best = self
            .named
            .iter()
            .filter(|(k, _)| keep(k))
            .max_by_key(|(k, v)| rank(k, v))?;
        Some((best.0.0, best.1.1.clone()))
    }

    /// True where the unit acts by itself in the report.
    fn acts(&self, best: &(&'static str, String)) -> bool {
        self.acting.contains(&(best.0, fold(&best.1)))
    }

    /// True where no other unit of the kind is named nearly as often: a report that compares districts is none of theirs.
    fn is_clear(&self, best: &(&'static str, String)) -> bool {
        let own = fold(&best.1);
        let score = self.named.get(&(best.0, own.clone())).map_or(0, |v| v.0);
        let others = self.named.iter().filter(|(k, _)| k.0 == best.0 && k.1 != own);
        others.map(|(_, v)| v.0).all(|other| other * 2 < score)
    }

    fn own_kind(&self) -> Option<&'static str> {
        self.own.iter().max_by_key(|(k, n)| (**n, level(k))).map(|(k, _)| *k)
    }
}

fn from_text(anatomy: &Anatomy<'_>, paras: &[Para], place: Option<&str>) -> Option<Issuer> {
    let mut votes = Votes::default();
    for para in paras {
        for mention in mentions::find(&para.text) {
            votes.add(&mention, 1);
        }
    }
    for mention in mentions::find(&anatomy.title.join(" ")) {
        votes.add(&mention, TITLE_WEIGHT);
    }
    for row in &anatomy.tail {
        if let Some(kind) = body_level(row.text) {
            *votes.own.entry(kind).or_default() += 3;
        }
    }
    let place = place.map(fold);
    if let Some(place) = &place {
        for (key, value) in &mut votes.named {
            if key.1 == *place {
                value.0 += 8;
                votes.acting.insert(key.clone());
            }
        }
    }
    let (kind, unit) = match reporter(anatomy, paras) {
        Some(Reporter {
            kind: Some(kind),
            name: Some(name),
        }) => (kind, name),
        Some(Reporter {
            kind: None,
            name: Some(name),
        }) => {
            let folded = fold(&name);
            let kind = votes
                .best(|k| k.1 == folded)
                .map(|b| b.0)
                .or_else(|| votes.own_kind())?;
            (kind, name)
        }
        Some(Reporter {
            kind: Some(kind),
            name: None,
        }) => {
            let name = votes.best(|k| k.0 == kind && place.as_ref().is_none_or(|p| k.1 == *p));
            votes.best(|k| k.0 == kind).filter(|_| name.is_none()).or(name)?
        }
        _ => {
            let own = votes.own_kind();
            votes
                .best(|k| own.is_some_and(|o| o == k.0))
                .or_else(|| votes.best(|_| true))
                .filter(|best| votes.acts(best) && votes.is_clear(best))?
        }
    };
    let name = format!("UBND {kind} {unit}");
    Some(Issuer {
        name,
        level: Some(kind.into()),
        unit: Some(unit),
        ..Issuer::default()
    })
}

/// "TT. Đảng ủy xã": the level of the bodies that get a copy.
fn body_level(row: &str) -> Option<&'static str> {
    let folded = fold(row);
    let body = ["dang uy", "hdnd", "ubnd", "ubmttq", "mttq"]
        .iter()
        .any(|b| folded.contains(b));
    let last = row
        .trim_end_matches(|c: char| !c.is_alphanumeric())
        .rsplit(' ')
        .next()?;
    mentions::kind_at(last)
        .filter(|(_, taken)| body && *taken == last.len())
        .map(|(kind, _)| kind)
}

/// The subject of "… báo cáo".
#[derive(Debug)]
struct Reporter {
    kind: Option<&'static str>,
    name: Option<String>,
}

fn reporter(anatomy: &Anatomy<'_>, paras: &[Para]) -> Option<Reporter> {
    let mut tried: Vec<usize> = anatomy.opening.iter().chain(&anatomy.tail).map(|r| r.para).collect();
    tried.dedup();
    tried
        .into_iter()
        .filter_map(|p| paras.get(p))
        .find_map(|p| reporter_in(&p.text))
}

fn reporter_in(text: &str) -> Option<Reporter> {
    const VERBS: [&str; 9] = [
        "bao cao",
        "ban hanh",
        "xay dung",
        "kinh ",
        "trinh ",
        "thong bao",
        "tong hop",
        "xin bao cao",
        "de nghi",
    ];
    let folded = Folded::new(text);
    let says = |at: usize| {
        let rest = folded.text[at..].trim_start_matches([' ', ',']);
        let rest = fold(&rest.chars().take(16).collect::<String>());
        VERBS.iter().any(|v| rest.starts_with(v.trim_end()))
    };
    if let Some(m) = mentions::find(text)
        .into_iter()
        .rev()
        .find(|m| m.committee && says(m.end))
    {
        return Some(Reporter {
            kind: Some(m.kind),
            name: (!m.name.is_empty()).then_some(m.name),
        });
    }
    // "UBND Minh Long báo cáo", the kind left out.
    for (at, word) in text
        .match_indices("UBND ")
        .chain(text.match_indices("Ủy ban nhân dân "))
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
    {
        let rest = &text[at + word.len()..];
        let mut end = 0;
        for token in rest.split_inclusive(' ').take(4) {
            if !token.starts_with(char::is_uppercase) || is_caps(token.trim()) {
                break;
            }
            end += token.len();
        }
        let name = rest[..end].trim();
        if !name.is_empty() && says(at + word.len() + end) {
            return Some(Reporter {
                kind: None,
                name: Some(name.into()),
            });
        }
    }
    None
}

/// The provinces that the text names, most often named first; of cities only those that `is_province` knows.
pub(crate) fn provinces(paras: &[Para], is_province: impl Fn(&str) -> bool) -> Vec<(String, u32)> {
    let mut seen: BTreeMap<String, (u32, String)> = BTreeMap::new();
    for mention in paras.iter().flat_map(|p| mentions::find(&p.text)) {
        let city = mention.kind == "thành phố" && is_province(&mention.name);
        if !(mention.kind == "tỉnh" || city) || mention.name.is_empty() {
            continue;
        }
        let name = if is_caps(&mention.name) {
            capitalise(&mention.name)
        } else {
            mention.name
        };
        seen.entry(fold(&name)).or_insert((0, name)).0 += 1;
    }
    let mut all: Vec<_> = seen.into_values().map(|(n, name)| (name, n)).collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    all
}

#[cfg(test)]
mod tests {
    use super::capitalised_body;

    #[test]
    fn names_of_bodies_in_capitals_are_spelled_by_the_decree() {
        for (printed, spelled) in [
            ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Sở Khoa học và Công nghệ"),
            ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
            ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "Sở Thông tin và Truyền thông"),
            ("SỞ CÔNG THƯƠNG", "Sở Công Thương"),
            ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
        ] {
            assert_eq!(capitalised_body(printed), spelled);
        }
    }
}
