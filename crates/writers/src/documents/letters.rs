//! Letters of a round: the request that opens it and the reminder; the notice that lists late units.

use tonghop_messages::Messages;
use tonghop_model::message::Arg;
use tonghop_model::official::{Align, Annex, Block, Cell, HeadingLevel, Inline, OfficialDocument, Table, Title};
use tonghop_model::template::Template;
use tonghop_text::{fold, lower_first};

use super::annex_table;
use super::frame::frame;
use super::office::{Issue, LateUnit, Office, Round, RoundState, day};
use super::reference;
use super::text::{cell, column, heading, paragraph, sentence, value};

/// Units up to this number are named in the letter itself, more in its annex.
const NAMED_IN_LETTER: usize = 8;
/// First words of names that are units and no bodies.
const UNIT_KINDS: [&str; 8] = ["xã", "phường", "đặc", "thị", "tỉnh", "thành", "huyện", "quận"];

/// The letter that opens a round: what is to be reported, on which form, as of which day and until when.
#[must_use]
pub fn request(
    words: &Messages,
    office: &Office,
    issue: &Issue,
    round: &Round,
    template: Option<&Template>,
) -> OfficialDocument {
    let subject = word(words, "official-request-about", &[("subject", &round.subject)]);
    let mut document = frame(words, office, issue, "", Title::Letter { subject }, &round.addressees);
    let body = &mut document.body;
    let opening = if round.basis.is_empty() {
        "official-request-opening-plain"
    } else {
        "official-request-opening"
    };
    body.push(paragraph(word(
        words,
        opening,
        &[
            ("basis", &round.basis),
            ("office", &office.name),
            ("subject", &round.subject),
        ],
    )));
    let mut point = 0_usize;
    let mut add = |body: &mut Vec<Block>, key: &str, text: Vec<Inline>| {
        point += 1;
        body.push(heading(HeadingLevel::Point, point.to_string(), words.text(key)));
        body.push(Block::Paragraph(text));
    };
    let content = if template.is_some() {
        "official-request-content-annex"
    } else {
        "official-request-content"
    };
    let period = if round.period.is_empty() {
        words.text("official-request-this-period")
    } else {
        round.period.clone()
    };
    add(
        body,
        "official-request-content-head",
        sentence(words, content, vec![("period", Inline::Text(period))]),
    );
    if let Some(cut_off) = round.cut_off {
        let date = value(day(cut_off), "round:cut-off", words.text("official-source-round"));
        add(
            body,
            "official-request-cut-off-head",
            sentence(words, "official-request-cut-off", vec![("date", date)]),
        );
    }
    if let Some(deadline) = round.deadline {
        let date = value(day(deadline), "round:deadline", words.text("official-source-round"));
        add(
            body,
            "official-request-deadline-head",
            sentence(
                words,
                "official-request-deadline",
                vec![("date", date), ("office", Inline::text(office.name.as_str()))],
            ),
        );
    }
    if !round.contact.is_empty() {
        add(
            body,
            "official-request-contact-head",
            vec![Inline::Text(as_sentence(&round.contact))],
        );
    }
    if point == 1 {
        // A single point is no list.
        body.retain(|block| !matches!(block, Block::Heading { .. }));
    }
    body.push(paragraph(word(
        words,
        "official-request-closing",
        &[("office", &office.name)],
    )));
    if let Some(template) = template {
        document.annexes.push(Annex {
            title: words.text("official-request-form"),
            reference: None,
            landscape: true,
            body: vec![Block::Table(annex_table::empty(words, template))],
        });
    }
    reference::annexes(words, &mut document, &office.name);
    document
}

/// The letter that reminds the units whose reports are missing.
#[must_use]
pub fn reminder(
    words: &Messages,
    office: &Office,
    issue: &Issue,
    round: &Round,
    state: &RoundState,
) -> OfficialDocument {
    let about = about(words, round);
    let subject = word(words, "official-reminder-about", &[("subject", &about)]);
    let missing: Vec<&LateUnit> = state.late.iter().filter(|u| u.received.is_none()).collect();
    let is_listed = missing.len() > NAMED_IN_LETTER || round.addressed;
    let addressees = if missing.is_empty() || is_listed {
        round.addressees.clone()
    } else {
        missing.iter().map(|u| committee(words, &u.name)).collect()
    };
    let mut document = frame(words, office, issue, "", Title::Letter { subject }, &addressees);
    let opening = if round.request.is_empty() {
        "official-reminder-opening-plain"
    } else {
        "official-reminder-opening"
    };
    document.body.push(paragraph(word(
        words,
        opening,
        &[
            ("request", &round.request),
            ("office", &office.name),
            ("subject", &about),
        ],
    )));
    document
        .body
        .push(Block::Paragraph(state_sentence(words, round, state)));
    let ask = match missing.len() {
        _ if is_listed => "official-reminder-ask-listed",
        1 => "official-reminder-ask-one",
        _ => "official-reminder-ask",
    };
    document
        .body
        .push(paragraph(word(words, ask, &[("office", &office.name)])));
    document.body.extend(contact(round));
    document.body.push(paragraph(words.text("official-reminder-ignore")));
    document.body.push(paragraph(word(
        words,
        "official-request-closing",
        &[("office", &office.name)],
    )));
    if is_listed {
        document.annexes.push(Annex {
            title: words.text("official-reminder-list"),
            reference: None,
            landscape: false,
            body: vec![Block::Table(units_table(words, &missing, state, false))],
        });
    }
    reference::annexes(words, &mut document, &office.name);
    document
}

/// What the round is about, with its period where the words do not name it.
fn about(words: &Messages, round: &Round) -> String {
    if round.period.is_empty() || names_period(&round.subject, &round.period) {
        return round.subject.clone();
    }
    let args = [("subject", round.subject.as_str()), ("period", round.period.as_str())];
    word(words, "official-set-subject-period", &args)
}

/// True where the words name the period: "báo cáo năm 2025", but not a strategy "đến năm 2025".
fn names_period(subject: &str, period: &str) -> bool {
    let (subject, period) = (fold(subject), fold(period));
    let until = fold("đến");
    subject
        .match_indices(&period)
        .any(|(at, _)| !subject[..at].trim_end().ends_with(&until))
}

/// How to send and whom to ask, where the office says it.
fn contact(round: &Round) -> Option<Block> {
    let contact = round.contact.trim();
    (!contact.is_empty()).then(|| paragraph(as_sentence(contact)))
}

/// What an office wrote in a field of its own, as a sentence of a letter.
fn as_sentence(text: &str) -> String {
    let text = text.trim();
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    let end = if text.ends_with(['.', '!', '?', ':', ';']) {
        ""
    } else {
        "."
    };
    first.chain(characters).chain(end.chars()).collect()
}

/// The body that reports for a unit. A list of units may name the unit ("xã Suối Trăng") or the body ("UBND xã Suối Trăng").
fn committee(words: &Messages, unit: &str) -> String {
    let names_body = unit
        .split_whitespace()
        .next()
        .is_some_and(|w| !UNIT_KINDS.contains(&w.to_lowercase().as_str()));
    if names_body {
        unit.to_owned()
    } else {
        // A list may write the line with a capital.
        word(words, "official-reminder-unit", &[("unit", &lower_first(unit))])
    }
}

/// The notice that lists the units whose reports are missing or came late. It has no addressee: those whom the round
/// concerns are its recipients.
#[must_use]
pub fn late(words: &Messages, office: &Office, issue: &Issue, round: &Round, state: &RoundState) -> OfficialDocument {
    let subject = if state.late.is_empty() {
        "official-late-subject-none"
    } else {
        "official-late-subject"
    };
    let title = Title::Named {
        kind: words.text("official-kind-notice"),
        subject: word(words, subject, &[("subject", &about(words, round))]),
    };
    let kind = words.text("official-abbreviation-notice");
    let mut issue = issue.clone();
    issue.recipients.splice(0..0, round.addressees.iter().cloned());
    let mut document = frame(words, office, &issue, &kind, title, &[]);
    let missing: Vec<&LateUnit> = state.late.iter().filter(|u| u.received.is_none()).collect();
    let delayed: Vec<&LateUnit> = state.late.iter().filter(|u| u.received.is_some()).collect();
    if !round.request.is_empty() {
        document.body.push(paragraph(word(
            words,
            "official-late-opening",
            &[("request", &round.request), ("office", &office.name)],
        )));
    }
    document
        .body
        .push(Block::Paragraph(state_sentence(words, round, state)));
    // Without a deadline nobody is late; without a date nobody can say.
    if round.deadline.is_some() && state.undated > 0 {
        let count = counted(words, state.undated, "round:undated");
        document.body.push(Block::Paragraph(sentence(
            words,
            "official-late-undated",
            vec![("count", count)],
        )));
    }
    if missing.is_empty() && delayed.is_empty() {
        if round.deadline.is_some() && state.undated == 0 {
            let units = counted(words, state.asked, "round:asked");
            let (key, slots) = if state.received == state.asked {
                ("official-late-none", vec![("units", units)])
            } else {
                ("official-late-nobody", vec![])
            };
            document.body.push(Block::Paragraph(sentence(words, key, slots)));
        }
        return document;
    }
    let lists = [
        ("official-late-missing", missing, false),
        ("official-late-delayed", delayed, true),
    ];
    for (number, (key, units, received)) in lists.into_iter().filter(|(_, units, _)| !units.is_empty()).enumerate() {
        document
            .body
            .push(heading(HeadingLevel::Point, (number + 1).to_string(), words.text(key)));
        document
            .body
            .push(Block::Table(units_table(words, &units, state, received)));
    }
    document.body.extend(contact(round));
    document.body.push(paragraph(word(
        words,
        "official-late-closing",
        &[("office", &office.name)],
    )));
    document
}

/// A count of the round.
fn counted(words: &Messages, count: usize, key: &str) -> Inline {
    value(words.number(count), key, words.text("official-source-round"))
}

/// "Tính đến ngày 25/10/2025, đã nhận được 80/95 báo cáo; còn 15 đơn vị chưa gửi."
fn state_sentence(words: &Messages, round: &Round, state: &RoundState) -> Vec<Inline> {
    let date = |on, key: &str| value(day(on), key, words.text("official-source-round"));
    let mut text = Vec::new();
    if let Some(deadline) = round.deadline {
        let slots = vec![("date", date(deadline, "round:deadline"))];
        text.extend(sentence(words, "official-state-deadline", slots));
        text.push(Inline::text(" "));
    }
    let asked = ("asked", counted(words, state.asked, "round:asked"));
    let (mut slots, keys) = if state.received == state.asked {
        (vec![asked], ["official-state-all", "official-state-all-on"])
    } else {
        let missing = state.asked.saturating_sub(state.received);
        let slots = vec![
            asked,
            ("received", counted(words, state.received, "round:received")),
            ("missing", counted(words, missing, "round:missing")),
        ];
        (slots, ["official-state", "official-state-on"])
    };
    slots.extend(state.as_of.map(|on| ("on", date(on, "round:as-of"))));
    text.extend(sentence(words, keys[usize::from(state.as_of.is_some())], slots));
    let delayed = state.late.iter().filter(|u| u.received.is_some()).count();
    if delayed > 0 {
        let slots = vec![("count", counted(words, delayed, "round:delayed"))];
        text.push(Inline::text(" "));
        text.extend(sentence(words, "official-state-delayed", slots));
    }
    if !state.extended.is_empty() {
        text.push(Inline::text(" "));
        text.extend(extended_sentence(words, state));
    }
    text
}

/// "1 đơn vị được gia hạn: xã Suối Trăng (đến hết ngày 30/10/2025)." Where there are many they are counted only.
fn extended_sentence(words: &Messages, state: &RoundState) -> Vec<Inline> {
    let count = counted(words, state.extended.len(), "round:extended");
    if state.extended.len() > NAMED_IN_LETTER {
        return sentence(words, "official-state-extended-count", vec![("count", count)]);
    }
    let units = state.extended.iter().map(|(name, until)| {
        word(
            words,
            "official-state-extended-unit",
            &[("unit", name), ("date", &day(*until))],
        )
    });
    let units = units.collect::<Vec<_>>().join("; ");
    sentence(
        words,
        "official-state-extended",
        vec![("count", count), ("units", Inline::Text(units))],
    )
}

/// Units with the days that they are late; those with a report up to its day, those without up to the day of the document.
fn units_table(words: &Messages, units: &[&LateUnit], state: &RoundState, received: bool) -> Table {
    let mut columns = vec![column(1.1, Align::Centre), column(4.6, Align::Left)];
    let mut head = vec![words.text("official-column-number"), words.text("official-column-unit")];
    if received {
        columns.push(column(2.5, Align::Centre));
        head.push(words.text(if state.by_printed_date {
            "official-column-printed"
        } else {
            "official-column-received"
        }));
    }
    // Before the deadline nobody is late by any day.
    let with_days = units.iter().any(|unit| unit.days.is_some());
    if with_days {
        columns.push(column(2.5, Align::Centre));
        head.push(match state.as_of.filter(|_| !received) {
            Some(on) => word(words, "official-column-days-on", &[("date", &day(on))]),
            None => words.text("official-column-days"),
        });
    }
    columns.push(column(2.8, Align::Left));
    head.push(words.text("official-column-remark"));
    let rows = units.iter().enumerate().map(|(i, unit)| {
        let mut row = vec![Cell::text((i + 1).to_string()), cell(&unit.name)];
        if received {
            let date = unit.received.map(|on| {
                value(
                    day(on),
                    format!("unit:{i}:received"),
                    words.text("official-source-round"),
                )
            });
            row.push(Cell::of(date.into_iter().collect()));
        }
        if with_days {
            let days = unit.days.map(|d| {
                value(
                    d.to_string(),
                    format!("unit:{i}:days"),
                    words.text("official-source-round"),
                )
            });
            row.push(Cell::of(days.into_iter().collect()));
        }
        row.push(cell(&unit.remark));
        row
    });
    Table {
        caption: words.text("official-late-caption"),
        show_caption: false,
        columns,
        rows: rows.collect(),
        head: vec![head.into_iter().map(Cell::text).collect()],
    }
}

fn word(words: &Messages, key: &str, args: &[(&'static str, &str)]) -> String {
    let args: Vec<(&'static str, Arg)> = args
        .iter()
        .map(|(name, text)| (*name, Arg::Text((*text).to_owned())))
        .collect();
    words.word(key, &args)
}

#[cfg(test)]
mod tests {
    use super::{committee, names_period};
    use tonghop_messages::{Lang, Messages};

    #[test]
    fn the_kind_of_a_unit_is_written_small_within_a_line() {
        let words = Messages::new(Lang::Vi);
        for (named, printed) in [
            ("Xã Suối Trăng", "Ủy ban nhân dân xã Suối Trăng"),
            ("phường Bến Lim", "Ủy ban nhân dân phường Bến Lim"),
            ("UBND xã Suối Trăng", "UBND xã Suối Trăng"),
        ] {
            assert_eq!(committee(&words, named), printed);
        }
    }

    #[test]
    fn a_strategy_until_a_year_names_no_period() {
        assert!(names_period("báo cáo kết quả Năm 2025 của xã", "năm 2025"));
        assert!(!names_period(
            "Chiến lược quốc gia đến năm 2025, định hướng đến năm 2030",
            "năm 2025"
        ));
        assert!(names_period("Chiến lược đến năm 2025: báo cáo năm 2025", "năm 2025"));
    }
}
