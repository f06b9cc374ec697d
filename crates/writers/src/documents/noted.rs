//! A stretch of a report's own words with the places of its footnotes.

use tonghop_model::official::Inline;

use super::figures::Figures;

/// Words with their footnotes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Noted {
    /// The words, without marks.
    pub text: String,
    /// Footnotes in the order of their marks: how many characters of `text` stand before the mark, and the text of the note.
    pub notes: Vec<(usize, String)>,
}

/// A footnote of a row of the annex.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowNote {
    /// Index of the row in the reading.
    pub row: usize,
    /// Characters of the row's result before the mark; none where the mark stands elsewhere or was not found: then it
    /// is set at the end of the result.
    pub at: Option<usize>,
    /// The note.
    pub text: String,
}

impl<T: Into<String>> From<T> for Noted {
    fn from(text: T) -> Self {
        Self {
            text: text.into(),
            notes: Vec::new(),
        }
    }
}

impl Noted {
    /// Number of characters of the text.
    fn len(&self) -> usize {
        self.text.chars().count()
    }

    /// What stands before the byte `at`. Marks behind it move to the end: no note is lost.
    #[must_use]
    pub fn before(mut self, at: usize) -> Self {
        self.text.truncate(at);
        let end = self.len();
        self.notes.iter_mut().for_each(|(n, _)| *n = (*n).min(end));
        self
    }

    /// What stands from the byte `at` on. Marks before it move to the beginning.
    #[must_use]
    pub fn after(mut self, at: usize) -> Self {
        let cut = self.text[..at].chars().count();
        self.text.drain(..at);
        self.notes.iter_mut().for_each(|(n, _)| *n = n.saturating_sub(cut));
        self
    }

    /// The same without white space at its ends.
    #[must_use]
    pub fn trimmed(self) -> Self {
        let end = self.text.trim_end().len();
        let cut = self.before(end);
        let start = cut.text.len() - cut.text.trim_start().len();
        cut.after(start)
    }

    /// Goes on with other words behind a space.
    pub fn go_on(&mut self, more: Self) {
        let from = self.len() + 1;
        self.text.push(' ');
        self.text.push_str(&more.text);
        self.notes
            .extend(more.notes.into_iter().map(|(n, note)| (n + from, note)));
    }

    /// The words of the bytes `from..to` with the marks that stand in them; those at the very end of the text belong to
    /// the piece that ends there.
    #[must_use]
    pub fn piece(&self, from: usize, to: usize) -> Self {
        let start = self.text[..from].chars().count();
        let end = start + self.text[from..to].chars().count();
        let here = self
            .notes
            .iter()
            .filter(|(n, _)| (*n > start || *n == 0 && start == 0) && *n <= end);
        Self {
            text: self.text[from..to].to_owned(),
            notes: here.map(|(n, note)| (n - start, note.clone())).collect(),
        }
    }

    /// The pieces of a paragraph: figures bound to their measures, every mark in its place. A mark inside the digits of a figure
    /// stands behind it.
    pub(crate) fn inlines(&self, figures: &Figures<'_>) -> Vec<Inline> {
        let note = |text: &String| Inline::Footnote(figures.bound(text));
        let mut marks = self.notes.iter().peekable();
        let (mut out, mut done) = (Vec::new(), 0);
        for mut piece in figures.bound(&self.text) {
            let end = done + words_of(&piece).chars().count();
            while let Some((at, words)) = marks.next_if(|(at, _)| *at < end) {
                let Some((head, tail)) = cut(&piece, at.saturating_sub(done)) else {
                    // Inside the digits: behind the piece.
                    out.push(piece);
                    piece = Inline::text("");
                    done = end;
                    out.push(note(words));
                    continue;
                };
                if !words_of(&head).is_empty() {
                    out.push(head);
                }
                out.push(note(words));
                piece = tail;
                done = done.max(*at);
            }
            if !words_of(&piece).is_empty() {
                out.push(piece);
            }
            done = end;
        }
        out.extend(marks.map(|(_, words)| note(words)));
        out
    }
}

fn words_of(piece: &Inline) -> &str {
    match piece {
        Inline::Text(text) | Inline::Value { text, .. } => text,
        _ => "",
    }
}

/// The piece in two, the first of so many characters. A value is bound by the parts that have digits; none where the place lies
/// within a number.
fn cut(piece: &Inline, characters: usize) -> Option<(Inline, Inline)> {
    let text = words_of(piece);
    let byte = text.char_indices().nth(characters).map_or(text.len(), |(b, _)| b);
    let (head, tail) = text.split_at(byte);
    let Inline::Value { binding, .. } = piece else {
        return Some((Inline::text(head), Inline::text(tail)));
    };
    let has_digits = |part: &str| part.contains(|c: char| c.is_ascii_digit());
    let value = |part: &str| Inline::Value {
        text: part.to_owned(),
        binding: binding.clone(),
    };
    match (has_digits(head), has_digits(tail)) {
        (true, true) if within_number(head, tail) => None,
        (true, true) => Some((value(head), value(tail))),
        (true, false) => Some((value(head), Inline::text(tail))),
        _ => Some((Inline::text(head), value(tail))),
    }
}

/// True where a number goes on over the place between two parts: "1.2|34", "1|.234".
fn within_number(head: &str, tail: &str) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (head, tail) = (head.trim_end_matches(['.', ',']), tail.trim_start_matches(['.', ',']));
    is_digit(head.chars().next_back()) && is_digit(tail.chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_messages::{Lang, Messages};
    use tonghop_model::reading::Measure;

    fn printed(noted: &Noted) -> String {
        let pieces = noted.inlines(&Figures::none());
        let shown = pieces.iter().map(|piece| match piece {
            Inline::Footnote(note) => match note.as_slice() {
                [Inline::Text(text)] => format!("[{text}]"),
                _ => String::new(),
            },
            Inline::Text(text) => text.clone(),
            _ => String::new(),
        });
        shown.collect()
    }

    fn sample() -> Noted {
        Noted {
            text: "- Quyết định, Kế hoạch của xã.".into(),
            notes: vec![(12, "a".into()), (22, "b".into()), (30, "c".into())],
        }
    }

    #[test]
    fn marks_stand_where_they_stood() {
        assert_eq!(printed(&sample()), "- Quyết định[a], Kế hoạch[b] của xã.[c]");
        assert_eq!(printed(&sample().after(2)), "Quyết định[a], Kế hoạch[b] của xã.[c]");
        let cut = sample().before("- Quyết định, Kế".len());
        assert_eq!(printed(&cut), "- Quyết định[a], Kế[b][c]");
    }

    #[test]
    fn a_mark_in_the_words_of_a_figure_stays_there() {
        let measure = Measure {
            quote: "thành lập Tổ của xã và 16 Tổ của thôn".into(),
            ..Measure::default()
        };
        let words = Messages::new(Lang::Vi);
        let measures = [measure];
        let figures = Figures::new(&words, "a.docx", &measures);
        let noted = |notes: &[usize]| Noted {
            text: "Đã thành lập Tổ của xã và 16 Tổ của thôn.".into(),
            notes: notes.iter().map(|at| (*at, at.to_string())).collect(),
        };
        let told = |notes: &[usize]| {
            let pieces = noted(notes).inlines(&figures);
            let shown = pieces.iter().map(|piece| match piece {
                Inline::Value { text, .. } => format!("<{text}>"),
                Inline::Footnote(_) => "*".to_owned(),
                other => words_of(other).to_owned(),
            });
            shown.collect::<String>()
        };
        assert_eq!(told(&[22, 40]), "Đã thành lập Tổ của xã*< và 16 Tổ của thôn>*.");
        assert_eq!(told(&[31]), "Đã <thành lập Tổ của xã và 16 Tổ>* của thôn.");
        assert_eq!(told(&[27]), "Đã <thành lập Tổ của xã và 16 Tổ của thôn>*.");
        assert_eq!(told(&[3]), "Đã *<thành lập Tổ của xã và 16 Tổ của thôn>.");
    }

    #[test]
    fn pieces_and_joined_words_keep_their_notes() {
        let whole = sample();
        let comma = "- Quyết định,".len();
        assert_eq!(printed(&whole.piece(0, comma)), "- Quyết định[a],");
        assert_eq!(
            printed(&whole.piece(comma, whole.text.len())),
            " Kế hoạch[b] của xã.[c]"
        );
        let mut first = whole.piece(0, comma);
        first.go_on(whole.piece(comma, whole.text.len()).trimmed());
        assert_eq!(printed(&first), printed(&whole));
    }

    #[test]
    fn a_value_is_parted_between_its_numbers_but_never_within_one() {
        let value = Inline::Value {
            text: "06 kế hoạch với 1.234".into(),
            binding: tonghop_model::official::Binding {
                key: "report:1:measure:1".into(),
                source: String::new(),
            },
        };
        let parts = cut(&value, "06 kế hoạch".chars().count());
        let parts = parts.map(|(head, tail)| (words_of(&head).to_owned(), words_of(&tail).to_owned()));
        assert_eq!(parts, Some(("06 kế hoạch".to_owned(), " với 1.234".to_owned())));
        assert_eq!(cut(&value, "06 kế hoạch với 1.2".chars().count()), None);
        assert_eq!(cut(&value, "06 kế hoạch với 1.".chars().count()), None);
    }
}
