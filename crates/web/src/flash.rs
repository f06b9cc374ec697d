//! A message that is shown once, on the page after a redirect. It travels in a cookie.

use tonghop_messages::Messages;
use tonghop_model::message::{Arg, Message};

/// How a message is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Good,
    /// Something needs attention.
    Warn,
    /// Something was not done.
    Bad,
}

impl Tone {
    /// The class of the style sheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Good => "flash-good",
            Self::Warn => "flash-warn",
            Self::Bad => "flash-bad",
        }
    }
}

/// A worded message with its tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flash {
    /// How it is meant.
    pub tone: Tone,
    /// The text.
    pub text: String,
}

/// Beginning of the keys that a cookie may name.
const PREFIX: &str = "web-flash-";
/// No message is longer.
const MAX_BYTES: usize = 1500;

/// The cookie's value for a message. The key has to begin with `web-flash-`.
pub fn encode(tone: Tone, message: &Message) -> String {
    let mut text = form_urlencoded::Serializer::new(String::new());
    text.append_pair("key", message.key);
    let tone = match tone {
        Tone::Good => "good",
        Tone::Warn => "warn",
        Tone::Bad => "bad",
    };
    text.append_pair("tone", tone);
    for (name, arg) in &message.args {
        match arg {
            Arg::Text(value) => text.append_pair(&format!("t-{name}"), value),
            Arg::Count(value) => text.append_pair(&format!("n-{name}"), &value.to_string()),
        };
    }
    let text = text.finish();
    // A cookie of several kilobytes is dropped by browsers; the names in such a message are not worth that.
    if text.len() > MAX_BYTES {
        format!("key={}", message.key)
    } else {
        text
    }
}

/// The message of a cookie; none where it names no message of ours.
pub fn decode(cookie: &str, messages: &Messages) -> Option<Flash> {
    let mut key = None;
    let mut tone = Tone::Good;
    let mut args: Vec<(&'static str, Arg)> = Vec::new();
    for (name, value) in form_urlencoded::parse(cookie.as_bytes()) {
        match &*name {
            "key" => key = Some(value.into_owned()),
            "tone" if value == "warn" => tone = Tone::Warn,
            "tone" if value == "bad" => tone = Tone::Bad,
            other => args.extend(argument(other, &value)),
        }
    }
    let key = key.filter(|k| k.starts_with(PREFIX) && messages.has(k))?;
    Some(Flash {
        tone,
        text: messages.word(&key, &args),
    })
}

/// The arguments that messages of this kind use.
const ARGUMENTS: [&str; 5] = ["name", "count", "date", "reason", "unit"];

fn argument(name: &str, value: &str) -> Option<(&'static str, Arg)> {
    let (kind, name) = name.split_once('-')?;
    let name = ARGUMENTS.into_iter().find(|a| *a == name)?;
    match kind {
        "t" => Some((name, Arg::Text(value.to_owned()))),
        "n" => Some((name, Arg::Count(value.parse().ok()?))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_messages::Lang;

    #[test]
    fn a_message_survives_the_cookie_and_nothing_else_does() {
        let messages = Messages::new(Lang::Vi);
        let cookie = encode(Tone::Warn, &Message::new("web-flash-adjusted").count("count", 1234));
        let flash = decode(&cookie, &messages).unwrap();
        assert_eq!(flash.tone, Tone::Warn);
        assert!(flash.text.contains("1.234"), "{}", flash.text);
        for wrong in ["", "key=cli-about", "key=web-flash-no-such", "%%%"] {
            assert!(decode(wrong, &messages).is_none(), "{wrong}");
        }
    }

    #[test]
    fn any_text_fits_into_a_cookie() {
        let hostile = Message::new("web-flash-adjusted").with("name", "Lê <b>; á\r\nSet-Cookie: a=\"b\"");
        let cookie = encode(Tone::Good, &hostile);
        assert!(
            cookie.is_ascii() && !cookie.contains([';', '"', '\r', '\n', ' ']),
            "{cookie}"
        );
        let long = Message::new("web-flash-adjusted").with("name", "x".repeat(5000));
        assert!(encode(Tone::Good, &long).len() < 100);
    }
}
