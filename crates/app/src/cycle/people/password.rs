//! Passwords: kept as argon2id with a salt of their own.

use super::sign_in;
use crate::cycle::secret::{self, hex, random};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use argon2::{Algorithm, Argon2, Params, Version};
use serde_json::json;
use tonghop_model::cycle::EventKind;
use tonghop_model::message::Message;
use tonghop_store::people;

/// Characters of the shortest password that is taken.
pub const SHORTEST_PASSWORD: usize = 10;
const LONGEST_PASSWORD: usize = 256;

/// Memory in KiB, passes, lanes (OWASP's second choice: 19 MiB, two passes).
const COST: (u32, u32, u32) = (19_456, 2, 1);
const LENGTH: usize = 32;

/// Changes one's own password; other sessions end. A wrong present one counts as a failed attempt to sign in, so that whoever
/// found an open browser cannot guess it here either.
///
/// # Errors
/// [`CycleError::SignIn`] with `wrong` where the present one is wrong and with `locked` after too many, [`CycleError::Invalid`]
/// for a weak new one.
pub fn change_password(cycle: &Cycle, call: &Call<'_>, present: &str, new: &str, session: &str) -> CycleResult<()> {
    let account = call.actor.account.ok_or(CycleError::SignIn("session"))?;
    let (row, known) = cycle.store.read(|db| {
        let row = people::account(db, account.0)?.ok_or(CycleError::SignIn("session"))?;
        let (_, known) = sign_in::candidate(db, call, &row.login)?;
        Ok::<_, CycleError>((row, known))
    })?;
    // Outside of a transaction: a hash takes tens of milliseconds.
    let fits = known
        .as_ref()
        .and_then(|c| c.password_hash.as_deref())
        .is_some_and(|h| verify(present, h));
    if !fits {
        cycle
            .store
            .write(|db| sign_in::failed(db, call, &row.login, Some(&row)))?;
        return Err(CycleError::SignIn("wrong"));
    }
    check(new, &[&row.login, &row.name])?;
    let hashed = hash(new)?;
    cycle.store.write(|db| {
        people::set_password(db, account.0, &hashed, call.now.unix())?;
        people::delete_sessions_of(db, account.0, &secret::digest(session))?;
        shared::record(
            db,
            call,
            EventKind::PasswordChanged,
            ("account", account.0),
            None,
            json!({}),
        )
    })
}

/// Refuses what is too short, too long, or guessed first: few different characters, rows of the keyboard or of figures, words that
/// everybody takes, the names of its owner (login, name).
///
/// # Errors
/// [`CycleError::Invalid`] with what is wrong.
pub fn check(password: &str, names: &[&str]) -> CycleResult<()> {
    let mut checker = shared::Checker::default();
    let length = password.chars().count();
    if length < SHORTEST_PASSWORD {
        checker.wrong(
            "password",
            Message::new("cycle-password-short").count("least", SHORTEST_PASSWORD),
        );
    }
    checker.length("password", password, LONGEST_PASSWORD);
    let mut characters: Vec<char> = password.chars().collect();
    characters.sort_unstable();
    characters.dedup();
    let is_guessed = characters.len() < 5 || is_row(password) || is_common(password, names);
    if length >= SHORTEST_PASSWORD && is_guessed {
        checker.wrong("password", Message::new("cycle-password-simple"));
    }
    checker.done()
}

/// Rows that are typed without thinking, forwards and backwards.
const ROWS: [&str; 5] = [
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
];

/// True where nothing is left of a password, or next to nothing, once pieces of rows are taken out of it.
fn is_row(password: &str) -> bool {
    let typed: Vec<char> = password.to_lowercase().chars().collect();
    let follows = |a: char, b: char| {
        ROWS.iter().any(|row| {
            let pair = |x: char, y: char| row.contains(&format!("{x}{y}"));
            pair(a, b) || pair(b, a)
        })
    };
    let breaks = typed.windows(2).filter(|w| !follows(w[0], w[1])).count();
    breaks <= typed.len() / 5
}

/// What passwords are most often made of, one line or many.
const COMMON: &str = include_str!("common_passwords.txt");
/// Letters that make a password worth guessing at: fewer beside common words and figures are tried by everybody.
const LETTERS: usize = 3;

/// True where next to no letters stand beside common words, the names of the owner and figures, also where signs and
/// figures take the place of letters ("m@tkhau", "p4ssw0rd").
fn is_common(password: &str, names: &[&str]) -> bool {
    let own = names.iter().flat_map(|name| {
        let whole = letters_and_digits(name);
        let parts = name.split_whitespace().map(letters_and_digits).collect::<Vec<_>>();
        parts.into_iter().chain([whole])
    });
    let listed = COMMON.lines().filter(|l| !l.starts_with('#'));
    let listed = listed.flat_map(str::split_whitespace).map(str::to_owned);
    let mut words: Vec<String> = own.chain(listed).filter(|w| w.chars().count() >= 2).collect();
    // The longest first, so that none is left of what a shorter one is a part of.
    words.sort_unstable_by_key(|w| std::cmp::Reverse(w.len()));
    let written = letters_and_digits(&password.replace('@', "a").replace('$', "s"));
    let spelled: String = written.chars().map(letter).collect();
    [written, spelled].into_iter().any(|mut rest| {
        // A blank stays where a word stood: what is left of two sides makes no new word.
        for word in &words {
            rest = rest.replace(word.as_str(), " ");
        }
        rest.chars().filter(|c| c.is_alphabetic()).count() < LETTERS
    })
}

/// Without marks, capitals, blanks and signs.
fn letters_and_digits(text: &str) -> String {
    let folded = tonghop_text::fold(text);
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The letter that a figure stands for in a password.
const fn letter(c: char) -> char {
    match c {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        other => other,
    }
}

/// "argon2id$memory$passes$lanes$salt$hash".
pub(crate) fn hash(password: &str) -> CycleResult<String> {
    let salt = random::<16>()?;
    let out = derive(password, &salt, COST)?;
    let (memory, passes, lanes) = COST;
    Ok(format!(
        "argon2id${memory}${passes}${lanes}${}${}",
        hex(&salt),
        hex(&out)
    ))
}

/// True where the password belongs to the hash.
pub(crate) fn verify(password: &str, hash: &str) -> bool {
    let parts: Vec<&str> = hash.split('$').collect();
    let ["argon2id", memory, passes, lanes, salt, kept] = parts[..] else {
        return false;
    };
    let cost = (memory.parse(), passes.parse(), lanes.parse());
    let (Ok(memory), Ok(passes), Ok(lanes), Some(salt)) = (cost.0, cost.1, cost.2, unhex(salt)) else {
        return false;
    };
    password.chars().count() <= LONGEST_PASSWORD
        && derive(password, &salt, (memory, passes, lanes))
            .is_ok_and(|out| secret::same(hex(&out).as_bytes(), kept.as_bytes()))
}

/// Spends as long as a verification, for accounts that do not exist.
pub(crate) fn pretend(password: &str) {
    let short: String = password.chars().take(LONGEST_PASSWORD).collect();
    let _ = derive(&short, &[7; 16], COST);
}

fn derive(password: &str, salt: &[u8], cost: (u32, u32, u32)) -> CycleResult<[u8; LENGTH]> {
    let wrong = |e: argon2::Error| CycleError::Internal(format!("argon2: {e}"));
    let params = Params::new(cost.0, cost.1, cost.2, Some(LENGTH)).map_err(wrong)?;
    let mut out = [0; LENGTH];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt, &mut out)
        .map_err(wrong)?;
    Ok(out)
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    pairs
        .map(|p| u8::from_str_radix(std::str::from_utf8(p).ok()?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_itself_fits() {
        let kept = hash("mật khẩu dài đủ").unwrap();
        assert!(verify("mật khẩu dài đủ", &kept));
        assert!(!verify("mật khẩu dài đú", &kept) && !verify("", &kept) && !verify("x", "rubbish$1$2"));
        assert_ne!(kept, hash("mật khẩu dài đủ").unwrap(), "each has its own salt");
    }

    const OWN: [&str; 2] = ["soan21061", "Nguyễn Văn Quýt"];

    #[test]
    fn weak_passwords_are_refused() {
        assert!(
            check("ngắn", &[]).is_err()
                && check("aaaaaaaaaaaaaa", &[]).is_err()
                && check(&"dài quá ".repeat(60), &[]).is_err()
        );
        for guessed in [
            "1234567890",
            "0987654321",
            "qwertyuiop",
            "qwertyuiop123",
            "abcdefghij1",
            "soan21061soan21061",
            "Soan21061-1!",
            "soan2106112345",
            "password123",
            "P4ssw0rd2026",
            "matkhau123456",
            "Matkhau@123",
            "M@tKhẩu 2026",
            "quangngai2026",
            "Admin@123456",
            "nguyenvanquyt",
            "Quýt Nguyễn 1990",
            "27/11/2026-1999",
        ] {
            assert!(check(guessed, &OWN).is_err(), "{guessed}");
        }
        for good in ["tonghop-demo", "mưa ở Gò Thông 7", "soan21061 đi chợ sớm", "x7Kq-92mvT"] {
            assert!(check(good, &OWN).is_ok(), "{good}");
        }
        assert!(check("tám con ngựa vằn", &[]).is_ok());
    }
}
