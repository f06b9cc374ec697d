//! Mistakes of TOML files in the words of the message files. The parser says in English which kind of mistake it is; what it
//! names (fields, values) stands between backquotes.

use tonghop_model::message::Message;

/// The message for what the parser says.
pub(super) fn worded(said: &str) -> Message {
    // Some mistakes have a second line that points into the text.
    let first = said.lines().next().unwrap_or_default();
    let named: Vec<&str> = first.split('`').skip(1).step_by(2).collect();
    let (name, known) = named.split_first().map_or(("", &[][..]), |(n, rest)| (*n, rest));
    let about = |key| Message::new(key).with("name", name);
    if first.starts_with("unknown field") {
        about("catalogue-unknown-field").with("known", known.join(", "))
    } else if first.starts_with("unknown variant") {
        about("catalogue-unknown-value").with("known", known.join(", "))
    } else if first.starts_with("missing field") {
        about("catalogue-missing-field")
    } else if first.starts_with("duplicate") {
        Message::new("catalogue-duplicate-key")
    } else if first.starts_with("invalid type") || first.starts_with("invalid value") {
        Message::new("catalogue-wrong-type")
    } else {
        Message::new("catalogue-syntax")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use tonghop_model::message::Arg;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Line {
        #[expect(dead_code, reason = "only parsed")]
        unit: Kind,
        #[expect(dead_code, reason = "only parsed")]
        year: Option<u16>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Share,
        Count,
    }

    #[test]
    fn every_kind_of_mistake_has_words() {
        for (text, key, name) in [
            ("unti = \"share\"", "catalogue-unknown-field", "unti"),
            ("unit = \"shere\"", "catalogue-unknown-value", "shere"),
            ("year = 2025", "catalogue-missing-field", "unit"),
            ("unit = \"share\"\nyear = \"x\"", "catalogue-wrong-type", ""),
            ("unit = \"share\"\nunit = \"count\"", "catalogue-duplicate-key", ""),
            ("[[line", "catalogue-syntax", ""),
            ("unit = \"share", "catalogue-syntax", ""),
        ] {
            let error = toml::from_str::<Line>(text).unwrap_err();
            let message = worded(error.message());
            assert_eq!(message.key, key, "{}", error.message());
            let named = message.args.iter().find(|(n, _)| *n == "name");
            if !name.is_empty() {
                assert_eq!(named.map(|(_, a)| a.clone()), Some(Arg::Text(name.into())), "{text}");
            }
        }
    }
}
