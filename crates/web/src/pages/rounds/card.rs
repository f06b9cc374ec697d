//! A round at a glance: dates, how many units have sent, what is left.

use crate::page::Page;
use tonghop_app::cycle::rounds::Round;
use tonghop_model::cycle::{RoundState, Timeliness};
use tonghop_model::period::ReportingPeriod;

/// A count with its words.
pub struct Figure {
    pub count: usize,
    pub label: String,
}

/// What the template shows.
pub struct Card {
    pub round: Round,
    /// Class of the tag of its state.
    pub tag: &'static str,
    pub state: String,
    pub period: String,
    /// Days until the deadline or since it, while the round is open.
    pub remaining: String,
    pub figures: Vec<Figure>,
    /// Share of the units that have sent, percent.
    pub share: usize,
    pub share_text: String,
}

impl Card {
    pub fn new(page: &Page, round: Round) -> Self {
        let (asked, sent) = (round.counts.asked(), round.counts.answered());
        let figure = |t: &Timeliness| Figure {
            count: of(&round, *t),
            label: page.t(&format!("web-timeliness-{}", t.key().replace('_', "-"))),
        };
        let figures = Timeliness::ALL.iter().map(figure).collect();
        let words = [("sent", page.number(sent)), ("asked", page.number(asked))];
        Self {
            tag: match round.state {
                RoundState::Open => "tag-info",
                RoundState::Closed => "",
                RoundState::Published => "tag-good",
            },
            state: page.t(&format!("web-round-{}", round.state.key())),
            period: period_label(page, &round.period),
            remaining: remaining(page, &round),
            figures,
            share: (sent * 100).checked_div(asked).unwrap_or(0),
            share_text: page.words("web-round-share", &words),
            round,
        }
    }
}

/// Units with this timeliness.
pub fn of(round: &Round, timeliness: Timeliness) -> usize {
    let place = Timeliness::ALL.iter().position(|t| *t == timeliness);
    place.map_or(0, |p| round.counts.timeliness[p])
}

/// "9 tháng đầu năm 2026 (15/12/2025 – 14/9/2026)".
pub fn period_label(page: &Page, code: &str) -> String {
    let period: Option<ReportingPeriod> = code.parse().ok();
    period.map_or_else(|| code.to_owned(), |p| page.format(&p.label()))
}

fn remaining(page: &Page, round: &Round) -> String {
    if round.state != RoundState::Open {
        return String::new();
    }
    let days = page.ctx.today().days_until(round.deadline);
    match u64::try_from(days) {
        Ok(0) => page.t("web-round-due-today"),
        Ok(left) => page.n("web-round-days-left", left),
        Err(_) => page.n("web-round-days-over", days.unsigned_abs()),
    }
}
