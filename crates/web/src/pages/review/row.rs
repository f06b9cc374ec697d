//! One item as a reviewer sees it: answer, source, findings, last period, what changed, remarks, decision.

use super::word_diff::{Piece, compare, shortened};
use crate::page::Page;
use crate::pages::consolidated::words;
use crate::pages::reports::form_view::{self, Builder, Remark, said};
use tonghop_app::cycle::Cycle;
use tonghop_app::cycle::reports::{Attachment, Comment, Finding, Item};
use tonghop_app::cycle::review::{COPIED_TEXT, Passage, ReviewPage, passages};
use tonghop_model::cycle::ReviewDecision;
use tonghop_model::finding::Severity;

/// A finding with its words.
pub struct Found {
    pub finding: Finding,
    pub remark: Remark,
    /// Who waived it and why; empty where nobody did.
    pub waived: String,
    /// True where it is an error or a warning that nobody waived.
    pub open: bool,
    /// Where the passages stand with other units that say nearly the same: name of the unit and address.
    pub others: Vec<(String, String)>,
}

/// What differs from the attempt before.
pub struct Difference {
    pub before: Vec<Piece>,
    pub after: Vec<Piece>,
}

/// One item.
pub struct Row {
    pub base: form_view::Row,
    /// Part of the annex that begins with this item.
    pub part: String,
    /// Class of a task's status with its style; empty for other items.
    pub class: String,
    pub style: &'static str,
    pub from: String,
    pub found: Vec<Found>,
    pub difference: Option<Difference>,
    /// What the unit changed of what its document says.
    pub read: Option<Difference>,
    /// Why the attempt before was returned for this item.
    pub returned_before: String,
    pub source: Vec<Passage>,
    pub sentence: String,
    pub page_number: String,
    pub file: String,
    pub comments: Vec<Comment>,
    /// Files that stand with the item.
    pub evidence: Vec<Attachment>,
    /// `accepted`, `returned`, empty.
    pub decision: &'static str,
    pub decided: String,
    /// Version of the decision; 0 where there is none.
    pub version: i64,
    pub reason: String,
    pub due: String,
    /// What is wrong with a reason or a day that was typed.
    pub wrong: String,
}

impl Row {
    /// Errors and warnings that nobody waived.
    pub fn open_findings(&self) -> usize {
        self.found.iter().filter(|f| f.open).count()
    }
}

/// Every item in the order of the paper. `due` is proposed as the day for what is returned.
pub fn rows(page: &Page, cycle: &Cycle, review: &ReviewPage, due: &str) -> Vec<Row> {
    let builder = Builder {
        page,
        cycle,
        data: &review.data,
        todo: &[],
        kept: &[],
    };
    let mut rows = Vec::new();
    for part in builder.parts() {
        let mut title = Some(part.title);
        for base in part.rows {
            rows.push(row(page, review, base, title.take().unwrap_or_default(), due));
        }
    }
    rows
}

fn row(page: &Page, review: &ReviewPage, base: form_view::Row, part: String, due: &str) -> Row {
    let data = &review.data;
    let node = base.node.clone();
    let item = data.items.iter().find(|i| i.node == node);
    let class = item.map(|i| i.class).unwrap_or_default();
    let decided = data.reviews.iter().find(|r| r.node == node);
    let returned = |r: &&tonghop_app::cycle::reports::Review| r.node == node;
    let before = data.returned.iter().find(returned).and_then(|r| reason(&r.decision));
    let (decision, reason, due) = match decided.map(|d| &d.decision) {
        Some(ReviewDecision::Accepted) => ("accepted", String::new(), due.to_owned()),
        Some(ReviewDecision::Returned { reason, due }) => ("returned", reason.clone(), due.to_string()),
        None => ("", String::new(), due.to_owned()),
    };
    let span = item.and_then(|i| i.span);
    let source = review
        .origins
        .get(&node)
        .and_then(|id| review.sources.iter().find(|s| s.0 == *id));
    Row {
        part,
        class: if base.kind == "task" && item.is_some() {
            words::class_with(page, class, item.and_then(|i| i.percent))
        } else {
            String::new()
        },
        style: words::class_style(class),
        from: item.map_or_else(String::new, |i| words::origin(page, i)),
        found: data
            .findings
            .iter()
            .filter(|f| f.node.as_deref() == Some(&node))
            .map(|f| Found {
                others: others(review, f),
                ..found(page, f)
            })
            .collect(),
        difference: review
            .changes
            .iter()
            .find(|c| c.node == node)
            .map(|c| difference(page, c.before.as_ref(), c.after.as_ref())),
        read: review.read.get(&node).map(|read| difference(page, Some(read), item)),
        returned_before: before.unwrap_or_default(),
        source: match (source, span, item) {
            (Some((_, source)), Some(span), Some(item)) => passages(source, span, item),
            _ => Vec::new(),
        },
        sentence: item.and_then(|i| i.sentence.clone()).unwrap_or_default(),
        page_number: span
            .and_then(|s| s.page)
            .map_or_else(String::new, |p| page.with("web-review-page", "page", p)),
        file: source.map_or_else(String::new, |(_, s)| s.file.to_string()),
        comments: data
            .comments
            .iter()
            .filter(|c| c.node.as_deref() == Some(&node))
            .cloned()
            .collect(),
        evidence: data
            .files
            .iter()
            .filter(|f| f.node.as_deref() == Some(&node))
            .cloned()
            .collect(),
        decision,
        decided: decided.map_or_else(String::new, |d| {
            let words = [("name", d.by.clone()), ("date", page.moment(d.at))];
            page.words("web-review-decided-by", &words)
        }),
        version: decided.map_or(0, |d| d.version),
        reason,
        due,
        wrong: String::new(),
        base,
    }
}

/// What both answers say; of long texts what differs, with some words around it: the answer itself stands beside it.
fn difference(page: &Page, before: Option<&Item>, after: Option<&Item>) -> Difference {
    let text = |item: Option<&Item>| item.map_or_else(String::new, |i| said(page, i));
    let (before, after) = compare(&text(before), &text(after));
    Difference {
        before: shortened(before),
        after: shortened(after),
    }
}

fn reason(decision: &ReviewDecision) -> Option<String> {
    match decision {
        ReviewDecision::Returned { reason, .. } => Some(reason.clone()),
        ReviewDecision::Accepted => None,
    }
}

fn others(review: &ReviewPage, finding: &Finding) -> Vec<(String, String)> {
    if finding.check != COPIED_TEXT {
        return Vec::new();
    }
    let own = review
        .shared
        .iter()
        .filter(|s| finding.node.as_deref() == Some(&s.node));
    own.map(|s| (s.unit_name.clone(), format!("/review/{}#i-{}", s.submission, s.there)))
        .collect()
}

/// A finding in words.
pub fn found(page: &Page, finding: &Finding) -> Found {
    Found {
        remark: form_view::remark(page, finding),
        waived: finding.waived.as_ref().map_or_else(String::new, |(reason, by, _)| {
            page.words("web-submit-waived", &[("reason", reason.clone()), ("name", by.clone())])
        }),
        open: finding.waived.is_none() && finding.severity != Severity::Info,
        finding: finding.clone(),
        others: Vec::new(),
    }
}
