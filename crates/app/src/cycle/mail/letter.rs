//! What goes out as one: a message, or several that wait for the same person.

use super::outbox::Mail;
use tonghop_model::moment::Moment;

/// Between two messages of one letter.
const RULE: &str = "\n\n----------------------------------------\n\n";

/// A letter to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Names what is in it: the same messages have the same key whenever and by whomever they are sent, other messages
    /// another one. The receiving server recognises by it what it had already.
    pub key: String,
    /// Address.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
    /// When the newest message in it was written.
    pub date: Moment,
    rows: Vec<Mail>,
    address: Option<String>,
}

impl Letter {
    /// The letter of claimed messages of one recipient, in their order; none of none.
    /// `address` is that of the system: lines with nothing but an address below it are links in HTML.
    pub(super) fn of(rows: Vec<Mail>, address: Option<&str>) -> Option<Self> {
        let first = rows.first()?;
        let date = rows.iter().map(|r| r.created_at).max()?;
        let to = first.recipient.clone();
        let (key, subject, text) = match rows.as_slice() {
            [only] => (only.idempotency_key.clone(), only.subject.clone(), only.body.clone()),
            several => (key(several), subject(several), text(several)),
        };
        Some(Self {
            key,
            to,
            subject,
            text,
            date: Moment::from_unix(date),
            rows,
            address: address.map(str::to_owned),
        })
    }

    /// The same in HTML.
    #[must_use]
    pub fn html(&self) -> String {
        let messages: Vec<(&str, &str)> = self
            .rows
            .iter()
            .map(|r| (r.subject.as_str(), r.body.as_str()))
            .collect();
        super::html::page(&messages, self.address.as_deref())
    }

    /// The messages in it.
    #[must_use]
    pub fn rows(&self) -> &[Mail] {
        &self.rows
    }
}

fn key(rows: &[Mail]) -> String {
    let ids: Vec<String> = rows.iter().map(|r| r.id.to_string()).collect();
    format!("{}.{}", rows[0].created_at, ids.join("."))
}

/// The first subject and how many follow, in figures: the messages may be in either language.
fn subject(rows: &[Mail]) -> String {
    format!("{} (+{})", rows[0].subject, rows.len() - 1)
}

/// Each message below its subject.
fn text(rows: &[Mail]) -> String {
    let parts: Vec<String> = rows
        .iter()
        .map(|r| format!("{}\n\n{}", r.subject, r.body.trim_end()))
        .collect();
    format!("{}\n", parts.join(RULE))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(id: i64, subject: &str) -> Mail {
        Mail {
            id,
            idempotency_key: format!("reminder-{id}"),
            kind: "reminder".into(),
            recipient: "a@example.vn".into(),
            subject: subject.into(),
            body: format!("Nội dung {id}\n"),
            state: "leased".into(),
            attempts: 1,
            due_at: 0,
            lease_until: 0,
            lease: String::new(),
            error: None,
            created_at: 100 + id,
            sent_at: None,
        }
    }

    #[test]
    fn one_message_goes_as_it_is() {
        let letter = Letter::of(vec![mail(1, "Nhắc")], None);
        let letter = letter
            .as_ref()
            .map(|l| (l.key.as_str(), l.subject.as_str(), l.text.as_str()));
        assert_eq!(letter, Some(("reminder-1", "Nhắc", "Nội dung 1\n")));
        assert_eq!(Letter::of(Vec::new(), None), None);
    }

    #[test]
    fn several_are_all_in_it_and_name_it() {
        let of = |rows| Letter::of(rows, None).map(|l| (l.key, l.subject, l.text, l.date.unix()));
        let (key, subject, text, date) = of(vec![mail(1, "Trả lại"), mail(2, "Nhắc")]).unwrap_or_default();
        assert_eq!((subject.as_str(), date), ("Trả lại (+1)", 102));
        assert!(
            text.starts_with("Trả lại\n\nNội dung 1\n\n--") && text.ends_with("--\n\nNhắc\n\nNội dung 2\n"),
            "{text}"
        );
        let same = of(vec![mail(1, "Trả lại"), mail(2, "Nhắc")]).unwrap_or_default();
        let more = of(vec![mail(1, "Trả lại"), mail(2, "Nhắc"), mail(3, "x")]).unwrap_or_default();
        assert_eq!(key, same.0);
        assert_ne!(
            key, more.0,
            "a server that knows the first letter must not drop the second"
        );
    }
}
