//! Totals and their parts: which counts of a text are parts of which other count.
//!
//! Nothing is tuned to one wording: a total is a count that is followed by a mark of partition
//! ("trong đó", "gồm", "cụ thể", a bracket, a colon) or that is called one ("tổng"); its parts are the
//! counts after it at the same depth of brackets, sentence by sentence.

use crate::facts::{Facts, Figure};
use crate::phrases;
use tonghop_model::reading::PassageKind;

/// A count in a text.
pub struct Count<'f, 'a> {
    pub figure: &'f Figure<'a>,
    pub value: f64,
    pub unit: String,
    /// Byte offsets in the scope's folded text.
    pub at: usize,
    pub end: usize,
    /// Depth of brackets.
    pub depth: usize,
    /// Number of the sentence.
    pub sentence: usize,
}

/// A total with the counts that are told as its parts.
pub struct Partition<'f, 'a> {
    pub total: &'f Figure<'a>,
    pub total_value: f64,
    pub total_unit: String,
    pub parts: Vec<Part<'f, 'a>>,
    /// The words between announce that the parts are all there is ("gồm", "chia ra").
    pub exhaustive: bool,
    /// Counts of the same sentence that stand beyond a semicolon: what became of the same total, or of a part.
    pub beyond: Vec<f64>,
}

/// A part of a total.
pub struct Part<'f, 'a> {
    pub figure: &'f Figure<'a>,
    pub value: f64,
    pub unit: String,
    /// Its own words: from the count before it to the next one.
    pub words: String,
}

/// Marks after which parts follow; folded.
const SOME_PARTS: &[&str] = &[
    "trong do",
    "trong so do",
    "cu the",
    "cu the la",
    "bao gom",
    "gom",
    "gom co",
    "chia ra",
    "phan ra",
    "chia theo",
];
/// Marks after which all parts follow.
const ALL_PARTS: &[&str] = &["bao gom", "gom", "gom co", "chia ra", "phan ra", "chia theo"];
/// Counts of one scope that are looked at: bounds the work.
const COUNTS: usize = 60;

/// The partitions that the report tells.
pub fn partitions<'f, 'a>(facts: &'f Facts<'a>) -> Vec<Partition<'f, 'a>> {
    let mut out = Vec::new();
    for (text, counts) in scopes(facts) {
        collect(&text, &counts, &mut out);
    }
    out
}

/// Every scope of the report: its folded text and the counts in it, in order.
pub fn scopes<'f, 'a>(facts: &'f Facts<'a>) -> impl Iterator<Item = (String, Vec<Count<'f, 'a>>)> {
    let mut index = 0;
    std::iter::from_fn(move || {
        let first = (index < facts.texts.len()).then_some(index)?;
        let last = scope_end(facts, first);
        index = last + 1;
        Some(scope(facts, first, last))
    })
}

/// A scope is one text, together with the list that follows where it ends with a colon.
fn scope_end(facts: &Facts, first: usize) -> usize {
    let opens = |i: usize| facts.texts[i].folded.ends_with(':');
    let follows = |i: usize| {
        facts.texts.get(i).is_some_and(|t| {
            t.passage.kind == PassageKind::Narrative
                && t.passage.place == facts.texts[first].passage.place
                && t.folded.len() < 240
        })
    };
    let mut last = first;
    if opens(first) {
        while last < first + 8 && follows(last + 1) {
            last += 1;
        }
    }
    last
}

fn scope<'f, 'a>(facts: &'f Facts<'a>, first: usize, last: usize) -> (String, Vec<Count<'f, 'a>>) {
    let mut text = String::new();
    let mut starts = Vec::new();
    for item in &facts.texts[first..=last] {
        if !text.is_empty() {
            text.push_str(" ; ");
        }
        starts.push(text.len());
        text.push_str(&item.folded);
    }
    let mut counts: Vec<Count> = facts
        .figures_in(first..=last)
        .filter(|f| !f.measure.is_target && !f.is_rough())
        .filter_map(|figure| {
            let start = starts[figure.text? - first];
            let value = figure.count().filter(|v| v.is_finite() && *v >= 0.0)?;
            let (at, end) = (start + figure.at, (start + figure.end).min(text.len()));
            Some(Count {
                figure,
                value,
                unit: figure.counted_unit(),
                at,
                end,
                depth: 0,
                sentence: 0,
            })
        })
        .take(COUNTS)
        .collect();
    counts.sort_by_key(|c| c.at);
    mark(&text, &mut counts);
    (text, counts)
}

/// Writes depth and sentence into the counts: where the number itself stands, near the end of the quote's start.
fn mark(text: &str, counts: &mut [Count]) {
    let (mut depth, mut sentence, mut next) = (0_usize, 0_usize, 0_usize);
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        while next < counts.len() && counts[next].at <= at {
            counts[next].depth = depth;
            counts[next].sentence = sentence;
            next += 1;
        }
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b'.' if bytes.get(at + 1).is_none_or(|b| *b == b' ') && depth == 0 => sentence += 1,
            _ => {}
        }
    }
    for count in &mut counts[next..] {
        count.sentence = sentence;
    }
}

fn collect<'f, 'a>(text: &str, counts: &[Count<'f, 'a>], out: &mut Vec<Partition<'f, 'a>>) {
    for (index, total) in counts.iter().enumerate() {
        let Some(next) = first_part(text, total, &counts[index + 1..]) else {
            continue;
        };
        let between = text.get(total.end..next.at.max(total.end)).unwrap_or("");
        // The mark may be part of the quotes themselves.
        let opening = text.get(total.at..next.end.max(total.end)).unwrap_or("");
        // "…, gồm 70 cán bộ": the quote of the first part may begin with the mark.
        let lead = text.get(next.at..next.end).unwrap_or("");
        let leads = |word: &&str| lead.strip_prefix(*word).is_some_and(|rest| rest.starts_with(' '));
        let mark = if ALL_PARTS.iter().any(leads) {
            Some(true)
        } else {
            first_mark(between, opening, next.depth > total.depth)
        };
        let called_total = phrases::has_any(&total.figure.words, &["tong", "tong so", "tong cong"]);
        let received = phrases::has_any(&total.figure.words, &["tiep nhan"])
            && phrases::has_any(&next.figure.words, &["giai quyet", "xu ly"]);
        if mark.is_none() && !called_total && !received {
            continue;
        }
        let depth = next.depth;
        if depth < total.depth {
            continue;
        }
        let inside = counts[index + 1..]
            .iter()
            .take_while(|c| c.depth >= depth && (depth == 0 || c.depth > 0));
        let members: Vec<&Count> = inside
            .filter(|c| c.depth == depth && compatible(&total.unit, &c.unit))
            .collect();
        let mut from = 0;
        while from < members.len() {
            let sentence = members[from].sentence;
            let to = from + members[from..].iter().take_while(|c| c.sentence == sentence).count();
            let parts = parts(text, &members[from..to]);
            // Only the sentence that carries the mark, and the next one, speak of the total.
            if parts.len() > 1 && sentence <= total.sentence + 1 {
                let exhaustive = mark.is_some_and(|m| m) && from == 0;
                let partition = |parts, exhaustive, beyond| Partition {
                    total: total.figure,
                    total_value: total.value,
                    total_unit: total.unit.clone(),
                    parts,
                    exhaustive,
                    beyond,
                };
                out.push(partition(parts, exhaustive, Vec::new()));
                for (segment, others) in segments(text, &members[from..to]) {
                    let beyond = others.iter().map(|c| c.value).collect();
                    out.push(partition(self::parts(text, &segment), exhaustive, beyond));
                }
            }
            from = to;
        }
    }
}

/// The count with which the parts of a total may begin: the next one, or the one after an aside that counts something
/// else ("41 trạm của 03 nhà mạng, trong đó: …").
fn first_part<'m, 'f, 'a>(text: &str, total: &Count<'f, 'a>, after: &'m [Count<'f, 'a>]) -> Option<&'m Count<'f, 'a>> {
    let next = after.first()?;
    let between = text.get(total.end..next.at.max(total.end)).unwrap_or("");
    let aside = !compatible(&total.unit, &next.unit)
        && next.depth == total.depth
        && !between.contains([',', ';', ':', '.'])
        && !phrases::has_any(between, SOME_PARTS);
    let part = after.get(1).filter(|c| aside && compatible(&total.unit, &c.unit));
    Some(part.unwrap_or(next))
}

/// Two or more counts between semicolons, each time with the other counts of the sentence. Nothing where there is no
/// semicolon to part them.
fn segments<'m, 'f, 'a>(
    text: &str,
    members: &[&'m Count<'f, 'a>],
) -> Vec<(Vec<&'m Count<'f, 'a>>, Vec<&'m Count<'f, 'a>>)> {
    let mut groups: Vec<Vec<&Count>> = Vec::new();
    for (index, count) in members.iter().enumerate() {
        let before = index.checked_sub(1).map(|i| members[i].end.min(count.at));
        let parted = before.is_none_or(|end| text.get(end..count.at).is_some_and(|between| between.contains(';')));
        match groups.last_mut() {
            Some(group) if !parted => group.push(count),
            _ => groups.push(vec![count]),
        }
    }
    let others = |own: usize| {
        let rest = groups.iter().enumerate().filter(move |(i, _)| *i != own);
        rest.flat_map(|(_, g)| g.iter().copied()).collect()
    };
    let several = groups.len() > 1;
    let wanted = (0..groups.len()).filter(|&i| several && groups[i].len() > 1);
    wanted.map(|i| (groups[i].clone(), others(i))).collect()
}

/// True where the mark is exhaustive, false where it only opens a list, none where there is no mark.
fn first_mark(between: &str, opening: &str, in_brackets: bool) -> Option<bool> {
    if phrases::has_any(between, ALL_PARTS) {
        return Some(true);
    }
    // "Trong 2.318 hồ sơ tiếp nhận, đã giải quyết …"
    let of_them = ["trong", "trong so", "trong tong so"]
        .iter()
        .filter_map(|w| opening.strip_prefix(w))
        .any(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    (phrases::has_any(opening, SOME_PARTS) || in_brackets || of_them || between.contains(':')).then_some(false)
}

fn parts<'f, 'a>(text: &str, members: &[&Count<'f, 'a>]) -> Vec<Part<'f, 'a>> {
    let mut out = Vec::with_capacity(members.len());
    for (index, count) in members.iter().enumerate() {
        let from = index
            .checked_sub(1)
            .map_or(count.at, |before| members[before].end.min(count.at));
        let to = count.end.max(from);
        let words = format!("{} {}", text.get(from..to).unwrap_or(""), count.figure.words);
        out.push(Part {
            figure: count.figure,
            value: count.value,
            unit: count.unit.clone(),
            words,
        });
    }
    out
}

/// Units of measure that can stand in one sum.
pub fn compatible(a: &str, b: &str) -> bool {
    a == b
        || a.is_empty()
        || b.is_empty()
        || (is_person(a) && (is_account(b) || counts_people(b)))
        || (is_account(a) && is_person(b))
        || { a.starts_with(b) || b.starts_with(a) }
        || (counts_people(a) && is_sex(b))
        || (is_sex(a) && is_sex(b))
}

/// "97 nam, 80 nữ".
fn is_sex(unit: &str) -> bool {
    matches!(unit, "nam" | "nu")
}

/// Units that count people by what they are.
pub fn counts_people(unit: &str) -> bool {
    const PEOPLE: [&str; 15] = [
        "thanh vien",
        "hoc vien",
        "hoi vien",
        "doan vien",
        "dang vien",
        "can bo",
        "cong chuc",
        "vien chuc",
        "lao dong",
        "dai bieu",
        "hoc sinh",
        "giao vien",
        "dong chi",
        "doi tuong",
        "luot nguoi",
    ];
    is_person(unit) || phrases::has_any(unit, &PEOPLE)
}

/// Units that count people.
pub fn is_person(unit: &str) -> bool {
    phrases::has_any(unit, &["nguoi", "cong dan", "nguoi dan", "nhan khau", "khach hang"])
}

/// Units that count accounts or the like: one person may hold several.
pub fn is_account(unit: &str) -> bool {
    phrases::has_any(unit, &["tai khoan", "luot", "the", "thue bao", "chung thu so"])
}

/// True where some two or more parts add up to the total: then the text explains itself.
pub fn some_add_up(total: f64, parts: &[f64]) -> bool {
    let parts = &parts[..parts.len().min(12)];
    (1_u32..1 << parts.len())
        .filter(|mask| mask.count_ones() > 1)
        .any(|mask| {
            let sum: f64 = parts
                .iter()
                .enumerate()
                .filter(|(i, _)| mask >> i & 1 == 1)
                .map(|(_, v)| v)
                .sum();
            (sum - total).abs() < 1e-6 * total.max(1.0)
        })
}

/// Families of parts that exclude each other and are all there is.
const FAMILIES: &[&[&[&str]]] = &[
    &[&["truc tuyen", "qua mang"], &["truc tiep"], &["buu chinh"]],
    &[
        &[
            "da giai quyet",
            "giai quyet xong",
            "da xu ly",
            "da hoan thanh",
            "da tra",
        ],
        &[
            "dang giai quyet",
            "dang xu ly",
            "chua giai quyet",
            "dang thuc hien",
            "chua den han",
        ],
        &["rut", "tra lai", "huy", "tu choi"],
    ],
    &[&["truoc han"], &["dung han"], &["qua han", "tre han"]],
    &[
        &["da kich hoat", "da duoc kich hoat"],
        &["chua kich hoat", "chua duoc kich hoat"],
    ],
    &[&["dat"], &["khong dat", "chua dat"]],
    &[&["da cai dat"], &["chua cai dat"]],
    &[&["da dang ky"], &["chua dang ky"]],
    &[&["da hoan thanh"], &["chua hoan thanh"]],
    &[&["nam"], &["nu"]],
];

/// Where money comes from: no sum comes from two of them.
const SOURCES: &[&[&str]] = &[
    &["ngan sach trung uong"],
    &["ngan sach tinh"],
    &["ngan sach huyen"],
    &["ngan sach", "ngan sach xa", "ngan sach phuong", "ngan sach nha nuoc"],
    &["xa hoi hoa", "dong gop", "tai tro", "huy dong"],
];

/// Telecom operators, each with the names of its networks.
pub const OPERATORS: &[(&str, &[&str])] = &[
    ("VNPT", &["vnpt", "vinaphone"]),
    ("Viettel", &["viettel"]),
    ("MobiFone", &["mobifone"]),
    ("Vietnamobile", &["vietnamobile"]),
    ("FPT", &["fpt"]),
];

/// The operators that a folded text names.
pub fn operators(folded: &str) -> Vec<&'static str> {
    let named = |names: &[&str]| phrases::has_any(folded, names);
    OPERATORS
        .iter()
        .filter(|(_, names)| named(names))
        .map(|(name, _)| *name)
        .collect()
}

/// True where every part is that of one operator, none counted twice, and there are three or more: the country has
/// hardly more networks, so that they are all.
pub fn by_operator(parts: &[&str]) -> bool {
    let of: Vec<Vec<&str>> = parts.iter().map(|words| operators(words)).collect();
    let mut names: Vec<&str> = of.iter().filter(|o| o.len() == 1).map(|o| o[0]).collect();
    names.sort_unstable();
    names.dedup();
    parts.len() >= 3 && names.len() == parts.len()
}

/// True where the parts' own words exclude each other: each has its class, no class twice.
pub fn exclusive(parts: &[&str]) -> bool {
    FAMILIES.iter().any(|family| told_apart(family, parts))
}

/// True where every part is of another source of money. They need not be all sources there are, but cannot be more than the whole.
pub fn by_source(parts: &[&str]) -> bool {
    told_apart(SOURCES, parts)
}

fn told_apart(family: &[&[&str]], parts: &[&str]) -> bool {
    let classes: Option<Vec<usize>> = parts.iter().map(|words| class(family, words)).collect();
    classes.is_some_and(|mut classes| {
        let all = classes.len();
        classes.sort_unstable();
        classes.dedup();
        classes.len() == all && all > 1
    })
}

/// The one class whose phrase the words hold; the longest phrase wins ("chưa kích hoạt" over "kích hoạt").
fn class(family: &[&[&str]], words: &str) -> Option<usize> {
    family
        .iter()
        .enumerate()
        .flat_map(|(class, phrases)| phrases.iter().map(move |p| (class, *p)))
        .filter(|(_, phrase)| phrases::has(words, phrase))
        .max_by_key(|(_, phrase)| phrase.len())
        .map(|(class, _)| class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_exclude_each_other() {
        assert!(exclusive(&["tiep nhan truc tuyen 40", "truc tiep 2"]));
        assert!(exclusive(&["da kich hoat 4", "chua kich hoat 6"]));
        assert!(!exclusive(&["truoc han 40", "truoc han 2"]));
        assert!(!exclusive(&["ho ngheo 40", "ho can ngheo 2"]));
    }

    #[test]
    fn three_operators_make_up_a_total() {
        assert!(by_operator(&["viettel 18 tram", "vnpt 15", "mobifone 9"]));
        assert!(!by_operator(&["viettel 18 tram", "vnpt 15"]));
        assert!(!by_operator(&["viettel 18 tram", "vnpt 15", "viettel 4"]));
        assert!(!by_operator(&["viettel 18 tram", "vnpt 15", "khac 4"]));
    }

    #[test]
    fn an_aside_may_stand_between_a_total_and_its_parts() {
        let sample = crate::sample::Sample::new().text(
            "Có 60 lớp của 04 trường, trong đó: khối một 22 lớp, khối hai 20 lớp, khối ba 17 lớp.",
            &[
                ("Có 60 lớp", 60.0, "lớp"),
                ("04 trường", 4.0, "trường"),
                ("khối một 22 lớp", 22.0, "lớp"),
                ("khối hai 20 lớp", 20.0, "lớp"),
                ("khối ba 17 lớp", 17.0, "lớp"),
            ],
        );
        assert_eq!(sample.run("V105").len(), 1);
    }

    #[test]
    fn subsets_explain_a_total() {
        assert!(some_add_up(544.0, &[543.0, 543.0, 1.0]));
        assert!(!some_add_up(10.0, &[10.0, 3.0]));
        assert!(!some_add_up(1.0, &[1.0; 40][..1]));
    }
}
