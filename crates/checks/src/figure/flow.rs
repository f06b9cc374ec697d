//! What became of what was received, told in the sentences behind it: "Tiếp nhận 1.846 hồ sơ (trong đó trực tuyến …). Đã giải quyết
//! 1.790 hồ sơ, trong đó …; đang giải quyết 56 hồ sơ."

use crate::facts::Facts;
use crate::figure::totals::{Count, Part, Partition, compatible, scopes};
use crate::phrases::has_any;

const DONE: &[&str] = &["da giai quyet", "giai quyet xong", "da xu ly", "da hoan thanh"];
const PENDING: &[&str] = &["dang giai quyet", "dang xu ly", "chua giai quyet", "chua den han"];
const WITHDRAWN: &[&str] = &["rut", "tra lai", "huy", "tu choi"];
/// Words of what was received before the period: then what was received in it is not all.
const CARRIED: &[&str] = &[
    "ky truoc",
    "chuyen sang",
    "chuyen qua",
    "chuyen ky",
    "nam truoc",
    "thang truoc",
    "ton",
];

/// What was received with what became of it, where each is told once.
pub fn partitions<'f, 'a>(facts: &'f Facts<'a>) -> Vec<Partition<'f, 'a>> {
    scopes(facts)
        .filter_map(|(text, counts)| flow(&text, &counts))
        .collect()
}

fn flow<'f, 'a>(text: &str, counts: &[Count<'f, 'a>]) -> Option<Partition<'f, 'a>> {
    let received = |c: &Count| has_any(&c.figure.words, &["tiep nhan"]) && !became(c);
    let (at, total) = counts.iter().enumerate().find(|(_, c)| c.depth == 0 && received(c))?;
    if has_any(text, CARRIED) && !has_any(&total.figure.words, &["tong"]) {
        return None;
    }
    let near = |c: &&Count| c.depth == 0 && c.sentence <= total.sentence + 1 && compatible(&total.unit, &c.unit);
    let behind: Vec<&Count> = counts[at + 1..].iter().filter(near).collect();
    let only = |words: &[&str]| {
        let mut told = behind.iter().filter(|c| has_any(c.figure.quote(), words));
        told.next().copied().filter(|_| told.next().is_none())
    };
    let (done, pending) = (only(DONE)?, only(PENDING)?);
    let kept = [Some(done), Some(pending), only(WITHDRAWN)].into_iter().flatten();
    let part = |c: &Count<'f, 'a>| Part {
        figure: c.figure,
        value: c.value,
        unit: c.unit.clone(),
        words: c.figure.words.clone(),
    };
    Some(Partition {
        total: total.figure,
        total_value: total.value,
        total_unit: total.unit.clone(),
        parts: kept.map(part).collect(),
        exhaustive: true,
        beyond: Vec::new(),
    })
}

fn became(count: &Count) -> bool {
    [DONE, PENDING, WITHDRAWN]
        .iter()
        .any(|words| has_any(&count.figure.words, words))
}
