//! Looking up and wording messages.

use crate::{FILES, Lang, number};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::sync::OnceLock;
use tonghop_model::consolidation::Addressee;
use tonghop_model::message::{Arg, Message, Phrase};
use unic_langid::LanguageIdentifier;

/// The messages of one language. An area is parsed when the first of its messages is asked for: most
/// commands use few of them. A message may therefore refer only to messages and terms of its own area.
pub struct Messages {
    lang: Lang,
    areas: Vec<Area>,
}

/// One file of messages.
struct Area {
    source: &'static str,
    bundle: OnceLock<FluentBundle<FluentResource>>,
}

impl Area {
    /// True where the file has a message with that key, parsed or not.
    fn defines(&self, key: &str) -> bool {
        if key.is_empty() {
            return false;
        }
        self.source.match_indices(key).any(|(at, _)| {
            let starts_line = at == 0 || self.source.as_bytes()[at - 1] == b'\n';
            starts_line && self.source[at + key.len()..].trim_start_matches(' ').starts_with('=')
        })
    }

    fn bundle(&self, lang: Lang) -> &FluentBundle<FluentResource> {
        self.bundle.get_or_init(|| parsed(self.source, lang))
    }
}

/// The files are part of the program; a mistake in one of them is caught by this crate's tests, and at run time
/// whatever could be parsed is used.
fn parsed(source: &str, lang: Lang) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // The texts are all left-to-right; isolation marks would only show up as boxes and break searching.
    bundle.set_use_isolating(false);
    let written = match lang {
        Lang::Vi => |value: &FluentValue, _: &_| write_number(value, Lang::Vi),
        Lang::En => |value: &FluentValue, _: &_| write_number(value, Lang::En),
    };
    bundle.set_formatter(Some(written));
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(usable, _)| usable);
    bundle.add_resource_overriding(resource);
    bundle
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Messages")
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}

impl Messages {
    /// The embedded messages of one language.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        let area = |(_, vi, en): &(&str, &'static str, &'static str)| Area {
            source: if lang == Lang::Vi { vi } else { en },
            bundle: OnceLock::new(),
        };
        Self {
            lang,
            areas: FILES.iter().map(area).collect(),
        }
    }

    /// The area that has the message: among the parsed ones first.
    fn bundle_with(&self, key: &str) -> Option<&FluentBundle<FluentResource>> {
        let mut parsed = self.areas.iter().filter_map(|a| a.bundle.get());
        parsed.find(|b| b.has_message(key)).or_else(|| {
            let mut waiting = self.areas.iter().filter(|a| a.bundle.get().is_none());
            waiting.find(|a| a.defines(key)).map(|a| a.bundle(self.lang))
        })
    }

    /// The language of these messages.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// True where the key exists.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle_with(key).is_some_and(|b| b.has_message(key))
    }

    /// What the official who reads a finding of this check does now; empty where the check is not known.
    #[must_use]
    pub fn advice(&self, check: &str) -> String {
        let key = format!("check-{}-advice", check.to_lowercase());
        if self.has(&key) { self.text(&key) } else { String::new() }
    }

    /// What the unit whose report it is does now, where that is something else than what its reviewer does.
    #[must_use]
    pub fn advice_to_unit(&self, check: &str) -> String {
        let key = format!("check-{}-advice-own", check.to_lowercase());
        if self.has(&key) {
            self.text(&key)
        } else {
            self.advice(check)
        }
    }

    /// The text of a message without arguments; the key itself where it does not exist.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.word(key, &[])
    }

    /// Words a message.
    #[must_use]
    pub fn format(&self, message: &Message) -> String {
        self.word(message.key, &message.args)
    }

    /// Words a message if it is one, and shows data as it stands.
    #[must_use]
    pub fn phrase(&self, phrase: &Phrase) -> String {
        match phrase {
            Phrase::Data(text) => text.clone(),
            Phrase::Message(message) => self.format(message),
        }
    }

    /// Whom a recommendation is made to: "Trung ương (…); doanh nghiệp", as in the middle of a sentence; says so where nobody is named.
    #[must_use]
    pub fn addressees(&self, of: &[Addressee]) -> String {
        if of.is_empty() {
            return self.text("addressee-none");
        }
        let names: Vec<String> = of
            .iter()
            .map(|a| self.text(&format!("addressee-{}", a.key())))
            .collect();
        names.join("; ")
    }

    /// A count as people of this language write it.
    #[must_use]
    pub fn number(&self, value: usize) -> String {
        number::integer(i64::try_from(value).unwrap_or(i64::MAX), self.lang)
    }

    /// A number with at most two decimal places, as people of this language write it.
    #[must_use]
    pub fn decimal(&self, value: f64) -> String {
        number::decimal(value, 2, self.lang)
    }

    /// Words a message whose key is put together at run time.
    #[must_use]
    pub fn word(&self, key: &str, args: &[(&'static str, Arg)]) -> String {
        let Some(bundle) = self.bundle_with(key) else {
            return bare(key, args);
        };
        let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else {
            return bare(key, args);
        };
        if args.is_empty() {
            return bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned();
        }
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            match arg {
                Arg::Text(text) => values.set(*name, FluentValue::String(Cow::Borrowed(text))),
                Arg::Count(count) => values.set(*name, *count),
            }
        }
        bundle
            .format_pattern(pattern, Some(&values), &mut Vec::new())
            .into_owned()
    }
}

/// What is shown for a message that has no wording yet: nothing of it is lost.
fn bare(key: &str, args: &[(&'static str, Arg)]) -> String {
    let mut text = key.to_owned();
    for (name, arg) in args {
        let value = match arg {
            Arg::Text(value) => value.clone(),
            Arg::Count(count) => count.to_string(),
        };
        text.push_str(&format!(" {name}={value}"));
    }
    text
}

/// Writes whole numbers with separators of thousands; everything else is left to Fluent.
fn write_number(value: &FluentValue, lang: Lang) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 && number.value.abs() < 1e15 => {
            Some(number::integer(number.value as i64, lang))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_key_shows_itself_with_its_arguments() {
        let messages = Messages::new(Lang::Vi);
        let message = Message::new("no-such-key").with("quote", "12 < 13").count("n", 2);
        assert_eq!(messages.format(&message), "no-such-key quote=12 < 13 n=2");
    }

    #[test]
    fn every_message_is_found_although_areas_are_parsed_only_when_asked_for() {
        for (_, source, _) in FILES {
            let keys = source
                .lines()
                .filter_map(|l| l.split_once('='))
                .map(|(key, _)| key.trim());
            let simple = |k: &&str| !k.is_empty() && k.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            for key in keys.filter(simple).filter(|k| !k.starts_with('-')) {
                // A fresh set each time would take long; the order of the files is as good a test.
                assert!(Messages::new(Lang::Vi).areas.iter().any(|a| a.defines(key)), "{key}");
            }
        }
        let messages = Messages::new(Lang::Vi);
        assert!(messages.areas.iter().all(|a| a.bundle.get().is_none()));
        assert!(messages.has("status-met") && !messages.has("status-me") && !messages.has(""));
        assert_eq!(messages.areas.iter().filter(|a| a.bundle.get().is_some()).count(), 1);
    }

    #[test]
    fn counts_are_grouped_and_no_isolation_marks_appear() {
        let text = Messages::new(Lang::Vi).format(
            &Message::new("app-progress-done")
                .count("done", 1234)
                .count("total", 3321),
        );
        assert!(text.contains("1.234") && text.contains("3.321"), "{text}");
        assert!(!text.contains('\u{2068}'));
    }
}
