//! V208: numbers of headings repeat, jump or run backwards.

use crate::facts::Facts;
use crate::registry::{CheckInfo, Run, Scope};
use std::collections::BTreeMap;
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};
use tonghop_model::reading::{PassageKind, Section, Span};
use tonghop_text::fold;

pub const INFO: CheckInfo = CheckInfo {
    code: "V208",
    rule: "numbering",
    severity: Severity::Warning,
    scope: Scope::Report,
    title: "check-v208-title",
    description: "check-v208-description",
    advice: "check-v208-advice",
    source: "domain.md §8: heading numbers continuous; NĐ 30/2020/NĐ-CP, Annex I",
    run: Run::Report(run),
};

/// The letters that Vietnamese lists run through; lists by the international alphabet are accepted as well.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

/// A printed number as a place in its sequence.
#[derive(Debug, Clone, PartialEq)]
struct Number {
    /// Sequences do not mix: Roman, Arabic, letters, dotted with their prefix.
    style: String,
    /// The value, and for letters the place in the international alphabet as well.
    value: u32,
    other: u32,
}

/// What the sequence of one parent has reached.
struct Reached {
    value: u32,
    other: u32,
    section: usize,
}

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let sections = &facts.reading.sections;
    let mut reached: BTreeMap<(u8, String), Reached> = BTreeMap::new();
    let mut found = Vec::new();
    for (index, section) in sections.iter().enumerate() {
        // A heading closes the sequences below it.
        reached.retain(|(level, _), _| *level <= section.level);
        let Some(number) = read(section, &reached) else {
            continue;
        };
        let key = (section.level, number.style.clone());
        let at = |value, other| Reached {
            value,
            other,
            section: index,
        };
        let mut now = at(number.value, number.other);
        let Some(before) = reached.get(&key) else {
            reached.insert(key, now);
            continue;
        };
        let next = number.value == before.value + 1 || number.other == before.other + 1;
        let restart = number.value == 1 && before.value > 1;
        let due = || at(before.value + 1, before.other + 1);
        let expected = print(&number.style, before.value + 1);
        if is_misread(facts, section, &number, &expected) {
            now = due();
        } else if !next && !restart && !explained(facts, &sections[before.section], section, before.value, &number) {
            let problem = match number.value.cmp(&before.value) {
                std::cmp::Ordering::Equal => "check-v208-repeated",
                std::cmp::Ordering::Less => "check-v208-backwards",
                std::cmp::Ordering::Greater => "check-v208-gap",
            };
            found.push(finding(
                facts,
                problem,
                &sections[before.section],
                section,
                &number,
                before.value + 1,
            ));
            if number.value <= before.value {
                // What follows goes on from the number that should stand here.
                now = due();
            }
        }
        reached.insert(key, now);
    }
    items(facts, &mut found);
    found.sort_by_key(|f| f.places.first().and_then(|p| p.span).map(Span::begin));
    out.extend(found);
}

/// True on a page that was recognised from a picture where the number is one glyph away from the one that is due: "II" for
/// "III" is as likely a slip of the recognition as of the report.
fn is_misread(facts: &Facts, section: &Section, number: &Number, expected: &str) -> bool {
    let recognised = |page| {
        let warnings = &facts.reading.source.warnings;
        warnings.iter().any(|w| w.code == RECOGNISED && w.page == page)
    };
    let printed = section.number.trim().trim_end_matches(['.', ')', ':']);
    number.style == "roman" && one_apart(printed, expected) && recognised(section.span.page)
}

/// What readers call a page that was recognised from a picture.
const RECOGNISED: &str = "recognised_by_ocr";

/// True where one glyph more, less or other makes one text the other.
fn one_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (longer, shorter) = (a.len().max(b.len()), a.len().min(b.len()));
    a != b && longer - shorter <= 1 && head + tail + 1 >= longer
}

/// Passages between two items of one list.
const ITEMS_APART: usize = 8;

/// Items of the text that are no headings: "a) …", "b) …", "d) …" leave out "c)".
fn items(facts: &Facts, out: &mut Vec<Finding>) {
    let mut last: Option<(usize, (u32, u32))> = None;
    for (index, text) in facts.texts.iter().enumerate() {
        let passage = text.passage;
        let Some((label, rest)) = passage
            .text
            .split_once(')')
            .filter(|_| passage.kind == PassageKind::Narrative)
        else {
            continue;
        };
        let lower = label.chars().all(char::is_lowercase) && rest.starts_with(char::is_whitespace);
        if !lower {
            continue;
        }
        let Some(letter) = one_letter(label) else {
            // "i)", "ii)", …, "v)": no letters of the alphabet.
            last = None;
            continue;
        };
        let near = last.filter(|(at, _)| facts.texts[*at].passage.place == passage.place && index - at <= ITEMS_APART);
        if let Some((at, before)) = near {
            let next = letter.0 == before.0 + 1 || letter.1 == before.1 + 1;
            // "f", "j", "w" and "z" have no place in the Vietnamese alphabet: what follows them is not known.
            let jumps = !next && before.0 > 0 && letter.0 > before.0 && letter.1 > before.1;
            let expected = format!("{})", print("lower", before.0 + 1));
            if jumps && !stands_between(facts, at, index, &expected) {
                out.push(item_left_out(facts, at, index, expected));
            }
        }
        last = Some((index, letter));
    }
}

/// True where an item stands within the texts from one item to the next: "b) …; c) …" before "d) …".
fn stands_between(facts: &Facts, before: usize, index: usize, label: &str) -> bool {
    let inner = format!(" {label}");
    let mut between = facts.texts[before..index].iter().map(|t| &t.passage.text);
    between.any(|text| text.starts_with(label) || text.contains(&inner))
}

fn item_left_out(facts: &Facts, before: usize, index: usize, expected: String) -> Finding {
    const SHOWN: usize = 60;
    let texts = [index, before].map(|at| facts.texts[at].passage);
    let [here, there] = texts.map(|p| p.text.split_once(')').unwrap_or((&p.text, "")));
    let message = Message::new("check-v208-item")
        .with("number", format!("{})", here.0))
        .with("title", here.1.trim().chars().take(SHOWN).collect::<String>())
        .with("before", format!("{})", there.0))
        .with("expected", expected.clone());
    Finding {
        expected: Some(Phrase::Data(expected)),
        actual: Some(Phrase::Data(format!("{})", here.0))),
        ..INFO.finding(message, texts.map(|p| facts.place(p.span, &p.text)).to_vec())
    }
}

fn finding(
    facts: &Facts,
    key: &'static str,
    before: &Section,
    section: &Section,
    number: &Number,
    expected: u32,
) -> Finding {
    let expected = print(&number.style, expected);
    let actual = section.number.trim().to_owned();
    let message = Message::new(key)
        .with("number", actual.clone())
        .with("title", section.title.clone())
        .with("before", before.number.trim())
        .with("expected", expected.clone());
    let quote = |s: &Section| format!("{} {}", dotted(&s.number), s.title);
    let places = vec![
        facts.place(section.span, &quote(section)),
        facts.place(before.span, &quote(before)),
    ];
    Finding {
        expected: Some(Phrase::Data(expected)),
        actual: Some(Phrase::Data(actual)),
        ..INFO.finding(message, places)
    }
}

fn dotted(number: &str) -> String {
    let number = number.trim();
    if number.ends_with(['.', ')']) {
        number.to_owned()
    } else {
        format!("{number}.")
    }
}

/// True where the numbers left out stand before texts that are no headings, or where it is no sequence at all.
fn explained(facts: &Facts, before: &Section, section: &Section, from: u32, number: &Number) -> bool {
    let to = number.value;
    if to <= from + 1 {
        return to < from && from > 1 && to == 1;
    }
    if to - from > 20 {
        return true;
    }
    let position = |s: &Section| (s.span.block, s.span.start);
    let between = |block: (usize, usize)| position(before) <= block && block <= position(section);
    (from + 1..to).any(|missing| {
        facts.texts.iter().any(|t| {
            let at = (t.passage.span.block, t.passage.span.start);
            // "2." below "I." is no second part.
            let label = fold(&print(&number.style, missing));
            let starts = t
                .folded
                .strip_prefix(&label)
                .is_some_and(|rest| rest.starts_with(['.', ')', ' ']));
            starts && between(at)
        })
    })
}

fn read(section: &Section, reached: &BTreeMap<(u8, String), Reached>) -> Option<Number> {
    let label = section.number.trim().trim_end_matches(['.', ')', ':']).trim();
    if label.is_empty() || label.chars().count() > 8 {
        return None;
    }
    if let Some((prefix, last)) = label.rsplit_once('.') {
        let value = last.parse().ok()?;
        return Some(Number {
            style: format!("dotted {prefix}."),
            value,
            other: value,
        });
    }
    if let Ok(value) = label.parse() {
        return Some(Number {
            style: "arabic".into(),
            value,
            other: value,
        });
    }
    let upper = label.chars().all(char::is_uppercase);
    let letter = one_letter(label);
    let open = |style: &str| reached.contains_key(&(section.level, style.to_owned()));
    if upper && let Some(value) = roman(label) {
        // "I", "V", "X" are letters where the siblings before are letters and no Roman sequence is open.
        let continues = letter.is_some_and(|l| open("upper") && !open("roman") && follows(reached, section.level, l));
        if !(continues || label == "C" || label == "D") {
            return Some(Number {
                style: "roman".into(),
                value,
                other: value,
            });
        }
    }
    if let Some((value, other)) = letter {
        return Some(Number {
            style: if upper { "upper" } else { "lower" }.into(),
            value,
            other,
        });
    }
    let at = label.find(|c: char| c.is_ascii_digit())?;
    let value = label[at..].parse().ok()?;
    Some(Number {
        style: format!("prefix {}", fold(&label[..at])),
        value,
        other: value,
    })
}

fn follows(reached: &BTreeMap<(u8, String), Reached>, level: u8, letter: (u32, u32)) -> bool {
    reached
        .get(&(level, "upper".to_owned()))
        .is_some_and(|r| r.value + 1 == letter.0 || r.other + 1 == letter.1)
}

/// Place in the Vietnamese and in the international alphabet, from 1.
fn one_letter(label: &str) -> Option<(u32, u32)> {
    let mut chars = label.chars();
    let letter = chars.next()?.to_lowercase().next()?;
    if chars.next().is_some() {
        return None;
    }
    let vietnamese = LETTERS.chars().position(|c| c == letter).map_or(0, |at| at as u32 + 1);
    let international = if letter.is_ascii_lowercase() {
        letter as u32 - 'a' as u32 + 1
    } else {
        0
    };
    // đ stands between d and e: in the international alphabet it has no place of its own.
    (vietnamese > 0 || international > 0).then_some((vietnamese, if international == 0 { 1000 } else { international }))
}

fn roman(label: &str) -> Option<u32> {
    let digits: Option<Vec<u32>> = label
        .chars()
        .map(|c| match c {
            'I' => Some(1),
            'V' => Some(5),
            'X' => Some(10),
            'L' => Some(50),
            'C' => Some(100),
            'D' => Some(500),
            _ => None,
        })
        .collect();
    let digits = digits?;
    let mut value = 0;
    for (index, digit) in digits.iter().enumerate() {
        if digits.get(index + 1).is_some_and(|next| next > digit) {
            value -= i64::from(*digit);
        } else {
            value += i64::from(*digit);
        }
    }
    u32::try_from(value).ok().filter(|v| *v > 0 && *v < 100)
}

fn print(style: &str, value: u32) -> String {
    match style {
        "roman" => tonghop_text::roman(value as usize),
        "upper" | "lower" => {
            let letter = LETTERS
                .chars()
                .nth(value.saturating_sub(1) as usize)
                .unwrap_or('?')
                .to_string();
            if style == "upper" {
                letter.to_uppercase()
            } else {
                letter
            }
        }
        _ => {
            let prefix = style
                .strip_prefix("dotted ")
                .or_else(|| style.strip_prefix("prefix "))
                .unwrap_or("");
            format!("{}{value}", prefix.to_uppercase())
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::message::Phrase;

    fn outline(numbers: &[(&str, u8)]) -> Sample {
        numbers.iter().fold(Sample::new(), |sample, (number, level)| {
            sample.section(number, "Mục", *level)
        })
    }

    #[test]
    fn items_of_the_text_are_counted_as_headings_are() {
        let list = |labels: &[&str]| {
            labels.iter().fold(Sample::new(), |sample, label| {
                sample.text(&format!("{label}) Đã mở lớp."), &[])
            })
        };
        let found = list(&["a", "b", "d"]).run("V208");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].expected, Some(Phrase::Data("c)".into())));
        for right in [
            &["a", "b", "c", "d", "đ", "e"][..],
            &["a", "b", "c", "d", "e"],
            &["a", "b", "a", "b"],
            &["c", "d"],
            &["i", "ii", "iii", "iv", "v"],
            &["d", "e", "f", "h"],
        ] {
            assert!(!list(right).fires("V208"), "{right:?}");
        }
    }

    #[test]
    fn an_item_within_the_text_before_is_not_left_out() {
        let list = |second: &str| {
            ["a) Đã mở lớp.", second, "d) Đã lập tổ."]
                .iter()
                .fold(Sample::new(), |sample, text| sample.text(text, &[]))
        };
        assert!(!list("b) Đã mua máy; c) Đã nối mạng.").fires("V208"));
        let found = list("b) Đã mua máy và (c) Đã nối mạng.").run("V208");
        assert_eq!(found[0].message.key, "check-v208-item");
    }

    #[test]
    fn findings_stand_in_the_order_of_the_report() {
        let found = Sample::new()
            .text("a) Đã mở lớp.", &[])
            .text("c) Đã lập tổ.", &[])
            .section("1", "Mục", 1)
            .section("3", "Mục", 1)
            .run("V208");
        let keys: Vec<&str> = found.iter().map(|f| f.message.key).collect();
        assert_eq!(keys, ["check-v208-item", "check-v208-gap"]);
    }

    #[test]
    fn recognition_may_lose_a_stroke_of_a_number() {
        let mut scanned = outline(&[("I", 1), ("II", 1), ("II", 1), ("IV", 1)]);
        assert_eq!(scanned.run("V208").len(), 1);
        let warning = tonghop_model::reading::WarningRecord {
            code: super::RECOGNISED.into(),
            page: None,
            message: "…".into(),
            uncertain: None,
        };
        scanned.understood.reading.source.warnings.push(warning);
        assert!(!scanned.fires("V208"));
        assert!(super::one_apart("II", "III") && !super::one_apart("I", "III") && !super::one_apart("V", "V"));
    }

    #[test]
    fn fires() {
        let found = outline(&[("I", 1), ("II", 1), ("II", 1), ("IV", 1), ("V", 1)]).run("V208");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].expected, Some(Phrase::Data("III".into())));
        assert_eq!(outline(&[("1", 2), ("2", 2), ("5", 2)]).run("V208").len(), 1);
        assert_eq!(outline(&[("a)", 3), ("b)", 3), ("d)", 3)]).run("V208").len(), 1);
        assert_eq!(outline(&[("4.1", 3), ("4.1", 3)]).run("V208").len(), 1);
    }

    #[test]
    fn stays_silent() {
        assert!(!outline(&[("A", 1), ("I", 2), ("II", 2), ("B", 1), ("I", 2), ("C", 1), ("D", 1)]).fires("V208"));
        assert!(
            !outline(&[
                ("a)", 3),
                ("b)", 3),
                ("c)", 3),
                ("d)", 3),
                ("đ)", 3),
                ("e)", 3),
                ("g)", 3)
            ])
            .fires("V208")
        );
        assert!(
            !outline(&[
                ("a)", 3),
                ("b)", 3),
                ("c)", 3),
                ("d)", 3),
                ("e)", 3),
                ("f)", 3),
                ("g)", 3)
            ])
            .fires("V208")
        );
        assert!(!outline(&[("4", 2), ("4.1", 3), ("4.2", 3), ("5", 2)]).fires("V208"));
        assert!(!outline(&[("B1", 1), ("I", 2), ("IX", 2), ("B2", 1)][..2]).fires("V208"));
        let in_text = Sample::new()
            .section("1", "Mục", 2)
            .text("2. Nội dung", &[])
            .section("3", "Mục", 2);
        assert!(!in_text.fires("V208"));
        let roman = |text: &str| {
            Sample::new()
                .section("I", "Mục", 1)
                .text("1. Nội dung", &[])
                .text(text, &[])
                .section("III", "Mục", 1)
        };
        assert!(!roman("II. Nội dung").fires("V208"));
        // The list below the heading before is no second part.
        assert!(roman("2. Nội dung").fires("V208"));
    }
}
