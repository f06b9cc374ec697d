//! Contradictions between mentions of documents, within a report and across reports of one unit.

use crate::dates;
use crate::document::{Mention, numbers_agree, one_holds_other, overlap};
use crate::registry::CheckInfo;
use std::collections::{BTreeMap, BTreeSet};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};

/// Day on which the units of the two-tier government began, and their numbers anew with 1
/// (Nghị quyết 202/2025/QH15, Luật 72/2025/QH15).
const NEW_UNITS: &str = "2025-07-01";

/// Mentions compared with each other per number or type: bounds the work.
const COMPARED: usize = 40;

/// One number that stands for two documents: other date, subject, type or issuer. One finding per number and kind of
/// contradiction. `wanted` chooses the pairs.
pub(crate) fn one_number(
    info: &CheckInfo,
    mentions: &[Mention],
    wanted: fn(&Mention, &Mention) -> bool,
) -> Vec<Finding> {
    let mut by_number: BTreeMap<&str, Vec<&Mention>> = BTreeMap::new();
    for mention in mentions
        .iter()
        .filter(|m| !m.series().is_empty() && m.running().is_some())
    {
        let group = by_number.entry(mention.number.as_str()).or_default();
        if group.len() < COMPARED {
            group.push(mention);
        }
    }
    let mut out = Vec::new();
    for group in by_number.values() {
        let mut told: Vec<&str> = Vec::new();
        for (index, a) in group.iter().enumerate() {
            for b in group[index + 1..].iter().filter(|b| wanted(a, b)) {
                if let Some((key, there, here)) = contradiction(a, b).filter(|(key, _, _)| !told.contains(key)) {
                    told.push(key);
                    let message = Message::new(key)
                        .with("number", b.citation.number.clone().unwrap_or_default())
                        .with("first", there.clone())
                        .with("second", here.clone());
                    out.push(Finding {
                        actual: Some(here_and_there(here, there)),
                        ..info.finding(message, vec![b.place(), a.place()])
                    });
                }
            }
        }
    }
    out
}

/// True where both subjects say the same but that one is about the commune and the other about its villages: "tổ công
/// nghệ số cộng đồng xã" and "… thôn".
fn other_range(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    const COMMUNE: [&str; 3] = ["xa", "phuong", "khu"];
    const VILLAGE: [&str; 6] = ["thon", "ap", "xom", "buon", "pho", "ban"];
    const SAME_MIN: usize = 4;
    let holds = |words: &BTreeSet<String>, of: &[&str]| words.iter().any(|w| of.contains(&w.as_str()));
    let apart = |commune: &BTreeSet<String>, village: &BTreeSet<String>| {
        let only = |x: &BTreeSet<String>, y: &BTreeSet<String>| -> BTreeSet<String> {
            x.difference(y)
                .filter(|w| !w.starts_with(|c: char| c.is_ascii_digit()))
                .cloned()
                .collect()
        };
        let (own, theirs) = (only(commune, village), only(village, commune));
        let ranged =
            |words: &BTreeSet<String>, of: &[&str]| !words.is_empty() && words.iter().all(|w| of.contains(&w.as_str()));
        ranged(&own, &COMMUNE)
            && ranged(&theirs, &VILLAGE)
            && !holds(commune, &VILLAGE)
            && commune.intersection(village).count() >= SAME_MIN
    };
    apart(a, b) || apart(b, a)
}

/// What two places say that cannot both be right: nobody knows which of them is.
pub(crate) fn here_and_there(here: String, there: String) -> Phrase {
    Message::new("check-elsewhere")
        .with("here", here)
        .with("there", there)
        .into()
}

/// How two mentions of one number contradict each other: key, what the first says, what the second says.
fn contradiction(a: &Mention, b: &Mention) -> Option<(&'static str, String, String)> {
    let subject = |m: &Mention| m.citation.subject.clone().unwrap_or_default();
    if !a.same_level(b) {
        // Two levels have documents of the same number; one and the same day and subject would be odd, nothing else.
        return None;
    }
    let alike = overlap(&a.subject, &b.subject);
    if let (Some(x), Some(y)) = (a.date(), b.date())
        && x != y
    {
        // Numbers start anew every year.
        let one_year = a.year() == b.year();
        let one_subject = alike >= 0.8 && numbers_agree(&a.subject, &b.subject);
        if one_year || one_subject {
            return Some(("check-document-date", dates::print(x), dates::print(y)));
        }
        return None;
    }
    let unlike =
        || a.subject.len() >= 4 && b.subject.len() >= 4 && alike < 0.2 && !one_holds_other(&a.subject, &b.subject);
    if !is_law(&a.number) && (other_range(&a.subject, &b.subject) || unlike()) {
        return Some(("check-document-subject", subject(a), subject(b)));
    }
    // "5348/CT-CS" alone: its type is guessed from the symbol.
    let printed = |m: &Mention| tonghop_text::fold(&m.citation.quote).contains(&tonghop_text::fold(&m.citation.kind));
    let kinds = !a.kind.is_empty() && !b.kind.is_empty() && a.kind != b.kind && printed(a) && printed(b);
    let issuer = |m: &Mention| m.citation.issuer.clone().unwrap_or_default();
    if a.other_office(b) {
        return Some(("check-document-issuer", issuer(a), issuer(b)));
    }
    (kinds && !a.kind.starts_with(&b.kind) && !b.kind.starts_with(&a.kind))
        .then(|| ("check-document-type", a.citation.kind.clone(), b.citation.kind.clone()))
}

/// True for the numbers of laws and decrees ("85/2016/NĐ-CP"): a report says of them what it needs them for, and
/// seldom their title.
fn is_law(number: &str) -> bool {
    let folded = tonghop_text::fold(number);
    ["nd-cp", "qh1", "ubtvqh", "/tt-", "-nq/tw", "ttlt"]
        .iter()
        .any(|s| folded.contains(s))
}

/// One document under two numbers: same type, same subject, compatible issuer.
pub(crate) fn one_document(
    info: &CheckInfo,
    mentions: &[Mention],
    wanted: fn(&Mention, &Mention) -> bool,
) -> Vec<Finding> {
    let mut by_kind: BTreeMap<&str, Vec<&Mention>> = BTreeMap::new();
    for mention in mentions
        .iter()
        .filter(|m| m.running().is_some() && !m.series().is_empty() && m.subject.len() >= 4)
    {
        let group = by_kind.entry(mention.kind.as_str()).or_default();
        if group.len() < COMPARED {
            group.push(mention);
        }
    }
    let mut out = Vec::new();
    for group in by_kind.values() {
        let mut told: Vec<[&str; 2]> = Vec::new();
        for (index, a) in group.iter().enumerate() {
            for b in group[index + 1..].iter().filter(|b| wanted(a, b)) {
                let mut pair = [a.number.as_str(), b.number.as_str()];
                pair.sort_unstable();
                if a.number == b.number || told.contains(&pair) || !one_subject(a, b) || swapped_elsewhere(group, a, b)
                {
                    continue;
                }
                told.push(pair);
                out.push(two_numbers(info, a, b));
            }
        }
    }
    out
}

/// "25/QĐ-TTg ngày 22/7/2031" and "25/2031/QĐ-TTg": decisions and rules of law are numbered apart, so one of them is wrong.
pub(crate) fn with_and_without_year(info: &CheckInfo, mentions: &[Mention]) -> Vec<Finding> {
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut out = Vec::new();
    for dated in mentions.iter().take(COMPARED * 5) {
        let Some((short, year)) = without_year(&dated.number) else {
            continue;
        };
        let other = mentions.iter().find(|m| {
            let own = m.year().is_some_and(|own| own == year);
            m.number == short && m.kind == dated.kind && m.same_level(dated) && own
        });
        if let Some(other) = other.filter(|_| told.insert(&dated.number)) {
            let subject = dated
                .citation
                .subject
                .clone()
                .or_else(|| other.citation.subject.clone());
            let number = |m: &Mention| m.citation.number.clone().unwrap_or_default();
            let message = Message::new("check-document-two-numbers")
                .with("first", number(other))
                .with("second", number(dated))
                .with("subject", subject.unwrap_or_else(|| dated.citation.kind.clone()));
            out.push(Finding {
                actual: Some(here_and_there(number(dated), number(other))),
                ..info.finding(message, vec![dated.place(), other.place()])
            });
        }
    }
    out
}

/// "25/2031/qd-ttg" as "25/qd-ttg" and "2031".
fn without_year(number: &str) -> Option<(String, &str)> {
    let mut parts = number.splitn(3, '/');
    let (running, year, symbol) = (parts.next()?, parts.next()?, parts.next()?);
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    is_year.then(|| (format!("{running}/{symbol}"), year))
}

fn one_subject(a: &Mention, b: &Mention) -> bool {
    a.same_level(b)
        && a.series() == b.series()
        && overlap(&a.subject, &b.subject) >= 0.75
        && numbers_agree(&a.subject, &b.subject)
        && (a.year().is_none() || b.year().is_none() || a.year() == b.year())
}

/// True where both numbers are cited for both subjects: then they are swapped, which another check tells.
fn swapped_elsewhere(group: &[&Mention], a: &Mention, b: &Mention) -> bool {
    swap_partner(group, a, b).is_some()
}

fn two_numbers(info: &CheckInfo, a: &Mention, b: &Mention) -> Finding {
    let number = |m: &Mention| m.citation.number.clone().unwrap_or_default();
    let day = |m: &Mention| m.date().and_then(|d| d.get(8..10)).and_then(|d| d.parse::<u32>().ok());
    // 26 of 29/8 and 29 of 26/8: number and day changed places.
    let transposed = a.running() == day(b) && b.running() == day(a) && a.running().is_some();
    let key = if transposed {
        "check-document-transposed"
    } else {
        "check-document-two-numbers"
    };
    let message = Message::new(key)
        .with("first", number(a))
        .with("second", number(b))
        .with("subject", b.citation.subject.clone().unwrap_or_default());
    Finding {
        actual: Some(here_and_there(number(b), number(a))),
        ..info.finding(message, vec![b.place(), a.place()])
    }
}

/// Two numbers whose subjects are exchanged between two pairs of mentions.
pub(crate) fn swaps(info: &CheckInfo, mentions: &[Mention], across: bool) -> Vec<Finding> {
    let usable: Vec<&Mention> = mentions
        .iter()
        .filter(|m| m.running().is_some() && m.subject.len() >= 3)
        .take(200)
        .collect();
    let mut out: Vec<Finding> = Vec::new();
    let mut told: Vec<[&str; 2]> = Vec::new();
    for (index, a) in usable.iter().enumerate() {
        for b in &usable[index + 1..] {
            let mut pair = [a.number.as_str(), b.number.as_str()];
            pair.sort_unstable();
            if a.number == b.number
                || a.report != b.report
                || a.kind != b.kind
                || a.series() != b.series()
                || told.contains(&pair)
            {
                continue;
            }
            let Some((a2, b2)) = swap_pair(&usable, a, b).filter(|(a2, _)| (a2.report != a.report) == across) else {
                continue;
            };
            told.push(pair);
            let number = |m: &Mention| m.citation.number.clone().unwrap_or_default();
            let message = Message::new("check-document-swapped")
                .with("first", number(a))
                .with("second", number(b));
            out.push(info.finding(message, vec![a.place(), b.place(), a2.place(), b2.place()]));
        }
    }
    out
}

/// The other mentions of both numbers, where the subjects stand the other way round.
fn swap_pair<'m, 'a>(
    group: &[&'m Mention<'a>],
    a: &Mention,
    b: &Mention,
) -> Option<(&'m Mention<'a>, &'m Mention<'a>)> {
    if !a.same_level(b) {
        return None;
    }
    let crossed = |x: &Mention, own: &Mention, other: &Mention| {
        x.same_level(own) && overlap(&x.subject, &other.subject) > overlap(&x.subject, &own.subject) + 0.05
    };
    let others = |number: &str, own: &Mention| {
        let (number, place) = (number.to_owned(), own.place());
        group
            .iter()
            .copied()
            .filter(move |m| m.number == number && m.place() != place)
    };
    others(&a.number, a).filter(|a2| crossed(a2, a, b)).find_map(|a2| {
        others(&b.number, b)
            .find(|b2| b2.report == a2.report && crossed(b2, b, a) && overlap(&a2.subject, &b2.subject) < 0.999)
            .map(|b2| (a2, b2))
    })
}

fn swap_partner<'m, 'a>(group: &[&'m Mention<'a>], a: &Mention, b: &Mention) -> Option<&'m Mention<'a>> {
    // The two mentions of one subject belong to different occasions; look for the exchanged partners of each.
    group
        .iter()
        .copied()
        .filter(|m| m.number == b.number && m.place() != b.place())
        .find(|b2| {
            overlap(&b2.subject, &b.subject) < overlap(&a.subject, &b.subject)
                && group.iter().any(|a2| {
                    a2.number == a.number
                        && a2.place() != a.place()
                        && overlap(&a2.subject, &b2.subject) > overlap(&a2.subject, &a.subject)
                })
        })
}

/// Mentions of one series by number and date.
type Members<'m, 'a> = BTreeMap<(u32, &'m str), &'m Mention<'a>>;

/// A smaller number with a later date within one issuer's series of one year.
pub(crate) fn order(info: &CheckInfo, mentions: &[Mention]) -> Vec<Finding> {
    let mut series: BTreeMap<(String, &str, bool), Members> = BTreeMap::new();
    for mention in mentions {
        // Without an issuer one cannot tell whose series it is.
        let issuer = mention.issuer.as_ref().or(mention.implied.as_ref());
        let (Some(number), Some(date), Some(issuer)) = (mention.running(), mention.date(), issuer) else {
            continue;
        };
        if mention.series().is_empty() {
            continue;
        }
        let head = crate::document::issuer_head(issuer);
        let key = (
            format!("{} {head}", mention.series()),
            mention.year().unwrap_or(""),
            date >= NEW_UNITS,
        );
        series.entry(key).or_default().entry((number, date)).or_insert(mention);
    }
    let mut out = Vec::new();
    for members in series.values() {
        let list: Vec<(&(u32, &str), &&Mention)> = members.iter().collect();
        for window in list.windows(2) {
            let (((first, early), a), ((second, late), b)) = (window[0], window[1]);
            if first < second && early > late {
                let number = |m: &Mention| m.citation.number.clone().unwrap_or_default();
                let message = Message::new("check-v213-message")
                    .with("first", number(a))
                    .with("first-date", dates::print(early))
                    .with("second", number(b))
                    .with("second-date", dates::print(late));
                out.push(Finding {
                    severity: Severity::Warning,
                    ..info.finding(message, vec![a.place(), b.place()])
                });
            }
        }
    }
    out
}
