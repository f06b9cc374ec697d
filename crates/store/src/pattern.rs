//! Patterns of `LIKE`.

/// A pattern of what contains these words, for `LIKE … ESCAPE '!'`: what people type is never a pattern itself.
pub fn containing(words: &str) -> String {
    format!("%{}%", words.replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}
