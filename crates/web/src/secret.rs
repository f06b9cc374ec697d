//! Random values and the token of the forms.

use sha2::{Digest, Sha256};

/// Bytes of randomness in what must not be guessed.
const RANDOM: usize = 32;
/// Bytes of the token of the forms.
const TOKEN: usize = 16;

/// Fresh random text of hexadecimal digits; none where the system has no randomness to give.
pub fn random() -> Option<String> {
    let mut bytes = [0_u8; RANDOM];
    getrandom::fill(&mut bytes).ok()?;
    Some(hex(&bytes))
}

/// The token that belongs to a cookie. It can be derived only by who knows the cookie.
fn derived(cookie: &str) -> [u8; TOKEN] {
    let digest = Sha256::new()
        .chain_update(b"tonghop forms\0")
        .chain_update(cookie)
        .finalize();
    let mut token = [0_u8; TOKEN];
    token.copy_from_slice(&digest[..TOKEN]);
    token
}

/// The token for the forms of one page: another text each time, so that compression of the page tells nothing about it.
pub fn form_token(cookie: &str) -> String {
    let mut mask = [0_u8; TOKEN];
    // Without randomness the token is still right, only always the same.
    let _ = getrandom::fill(&mut mask);
    let token = derived(cookie);
    let masked: Vec<u8> = mask.iter().zip(token).map(|(m, t)| m ^ t).collect();
    hex(&mask) + &hex(&masked)
}

/// True where the token was made for this cookie.
pub fn is_form_token(cookie: &str, token: &str) -> bool {
    let Some(bytes) = unhex(token).filter(|b| b.len() == 2 * TOKEN) else {
        return false;
    };
    let (mask, masked) = bytes.split_at(TOKEN);
    let wrong = mask
        .iter()
        .zip(masked)
        .zip(derived(cookie))
        .fold(0, |wrong, ((m, x), t)| wrong | (m ^ x ^ t));
    wrong == 0
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if !digits.len().is_multiple_of(2) || digits.len() > 256 || !text.is_ascii() {
        return None;
    }
    (0..digits.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(&text[i..i + 2], 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_fits_its_cookie_only_and_never_looks_the_same() {
        let (one, two) = (form_token("a"), form_token("a"));
        assert_ne!(one, two);
        assert!(is_form_token("a", &one) && is_form_token("a", &two));
        assert!(!is_form_token("b", &one));
        for wrong in ["", "00", "zz", &one[1..], "é".repeat(32).as_str()] {
            assert!(!is_form_token("a", wrong), "{wrong}");
        }
    }
}
