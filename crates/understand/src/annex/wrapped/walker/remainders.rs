//! What a line goes on with: the title, the lead, or behind a page break what is left of several cells.

use super::super::super::columns;
use super::super::follow::advance_far;
use super::super::line::Line;
use super::{Open, Phase, Walker};
use tonghop_text::{fold, fold_char};

/// Words of a line that are hardly the title's by chance.
const SURE_WORDS: usize = 4;
/// Rows above whose leads are looked at.
const LEADS_MAX: usize = 40;

impl<'l, 'd, 'p, 'a> Walker<'l, 'd, 'p, 'a> {
    /// Behind a page break, what is left of several cells may share one line: "đặc khu 2025 quyền". The year that the
    /// time frame still lacks tells them apart.
    pub(super) fn add_remainders(&mut self, i: usize) -> bool {
        let Some(open) = self.rows.last() else { return false };
        if !open.row.timeframe.text.ends_with(['-', '–', '—']) {
            return false;
        }
        let line = &self.lines[i];
        let Some(from) = columns::inner_year(line.text) else {
            return false;
        };
        let title = self.title_rest_length(open, line).unwrap_or(0).min(from);
        let (raw, origin) = line.piece(0, title);
        self.add_title(raw, origin);
        let (raw, origin) = line.piece(title, from);
        if !raw.trim().is_empty() {
            if self.has_lead {
                let Some(open) = self.rows.last_mut() else { return false };
                open.row.lead.push_raw(raw, origin);
            } else {
                self.add_title(raw, origin);
            }
        }
        self.add_timeframe(i, from, 4);
        true
    }

    /// True where a page break that repeated no headings stands above line `i`: below status and result it goes on with
    /// the title or the lead.
    pub(super) fn resumes(&self, i: usize) -> bool {
        let Some(open) = self.rows.last().filter(|open| open.phase == Phase::Body) else {
            return false;
        };
        let line = &self.lines[i].folded;
        let lacking = open
            .task
            .and_then(|t| self.prepared.tasks[t].words.get(open.title_words..));
        let of_title = lacking.is_some_and(|lacking| {
            line.len() >= SURE_WORDS && lacking.len() >= SURE_WORDS && lacking[..SURE_WORDS] == line[..SURE_WORDS]
        });
        of_title || open.row.lead.text.ends_with(',') && self.goes_on_with_lead(i)
    }

    /// Behind a page break, a line that goes on with a lead wording known from the template or another row.
    pub(super) fn add_lead_rest(&mut self, i: usize) -> bool {
        let Some(open) = self.rows.last() else { return false };
        if self.title_goes_on(open, &self.lines[i].folded) || !self.goes_on_with_lead(i) {
            return false;
        }
        let line = &self.lines[i];
        let Some(open) = self.rows.last_mut() else { return false };
        open.row.lead.push_raw(line.text, line.origin);
        true
    }

    /// True for a line with which the lead so far is the beginning of one that is known.
    fn goes_on_with_lead(&self, i: usize) -> bool {
        let Some(open) = self.rows.last().filter(|_| self.has_lead) else {
            return false;
        };
        let so_far = fold(&open.row.lead.text);
        let with_line = fold(&format!("{so_far} {}", self.lines[i].text.trim()));
        let templates = self.prepared.template.tasks.iter().filter_map(|t| t.lead.as_deref());
        let rows = self.rows.iter().rev().skip(1).map(|open| open.row.lead.text.as_str());
        !so_far.is_empty() && templates.chain(rows).any(|lead| fold(lead).starts_with(&with_line))
    }

    /// Characters at the start of the line that are just what the title still lacks, where more follows.
    pub(super) fn title_rest_length(&self, open: &Open, line: &Line<'_>) -> Option<usize> {
        let lacking = open
            .task
            .and_then(|t| self.prepared.tasks[t].words.get(open.title_words..))?;
        if lacking.is_empty() || line.folded.len() <= lacking.len() || line.folded[..lacking.len()] != *lacking {
            return None;
        }
        let mut words = 0;
        let mut in_word = false;
        for (n, c) in line.text.chars().enumerate() {
            if in_word && !c.is_alphanumeric() {
                words += 1;
                if words == lacking.len() {
                    return Some(n);
                }
            }
            in_word = c.is_alphanumeric();
        }
        None
    }

    /// True for a line with which the lead of a row above begins: a few of its words may look like the title's.
    pub(super) fn repeats_lead(&self, text: &str) -> bool {
        let above = self.rows.iter().rev().skip(1);
        let folded = fold(text.trim());
        self.has_lead
            && folded.contains(' ')
            && starts_lead(text)
            && above
                .take(LEADS_MAX)
                .any(|open| fold(&open.row.lead.text).starts_with(&folded))
    }

    pub(super) fn title_goes_on(&self, open: &Open, words: &[String]) -> bool {
        open.task.is_some_and(|t| {
            let wording = &self.prepared.tasks[t].words;
            open.title_words < wording.len() && advance_far(wording, open.title_words, words).is_some()
        })
    }

    /// True where these words are just what the title still lacks.
    pub(super) fn title_ends_with(&self, open: &Open, words: &[String]) -> bool {
        open.task
            .is_some_and(|t| self.prepared.tasks[t].words.get(open.title_words..) == Some(words))
    }
}

/// Characters before a lead that begins within a line: "Hàng năm thực hiện sát hạch, Sở Khoa học và".
pub(in super::super) fn before_lead(text: &str) -> Option<usize> {
    let words = text.match_indices(' ').map(|(blank, _)| blank + 1);
    let mut leads = words.filter(|&at| text[at..].starts_with(char::is_uppercase) && starts_lead(&text[at..]));
    leads.next().map(|at| text[..at].chars().count())
}

/// How names of bodies begin. Diacritics tell "Sở …" from "số …" and "Ban …" from "bàn …".
const BODIES: [&str; 19] = [
    "sở ",
    "ubnd",
    "ủy ban",
    "uỷ ban",
    "các sở",
    "công an",
    "văn phòng",
    "phòng ",
    "trung tâm",
    "ban ",
    "bộ ",
    "các phòng",
    "các trường",
    "các cơ quan",
    "các đơn vị",
    "các ngành",
    "đơn vị ",
    "triển khai bởi",
    "các ban",
];

/// The lead column names bodies: "Sở …", "UBND …", "Các sở, ban, ngành …".
pub(super) fn starts_lead(text: &str) -> bool {
    let lower = tonghop_text::nfc(text.trim()).to_lowercase();
    let begins = |body: &str| lower.starts_with(body) || lower == body.trim_end();
    // Some write without diacritics.
    let bare = |body: &str| lower.is_ascii() && begins(&body.chars().map(fold_char).collect::<String>());
    BODIES.iter().any(|body| begins(body) || bare(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_told_from_words_that_fold_alike() {
        for lead in [
            "Sở Khoa học và",
            "UBND xã",
            "SỞ TÀI CHÍNH",
            "Phong Van hoa",
            "Ban Chỉ đạo",
        ] {
            assert!(starts_lead(lead), "{lead}");
        }
        for other in ["số cho người dân", "bàn xã", "bố trí kinh phí", "phóng sự"] {
            assert!(!starts_lead(other), "{other}");
        }
    }
}
