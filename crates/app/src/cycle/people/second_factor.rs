//! The second factor: one-time codes by time (RFC 6238, SHA-1, six digits, 30 seconds).

use super::own_or_manage;
use crate::cycle::secret::{random, same};
use crate::cycle::{Call, Cycle, CycleError, CycleResult, shared};
use serde_json::json;
use sha1::{Digest, Sha1};
use tonghop_model::cycle::EventKind;
use tonghop_model::cycle::ids::AccountId;
use tonghop_store::Db;
use tonghop_store::people::{self, CredentialRow};

const STEP: i64 = 30;
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Makes a secret for one's own account; it counts once a code was shown for it. Returns the secret in base 32 and the
/// `otpauth:` address for a QR code.
///
/// # Errors
/// [`CycleError::SignIn`] where nobody is signed in.
pub fn set_up_second_factor(cycle: &Cycle, call: &Call<'_>) -> CycleResult<(String, String)> {
    let account = call.actor.account.ok_or(CycleError::SignIn("session"))?;
    let secret = base32(&random::<20>()?);
    cycle.store.write(|db| {
        let row = people::account(db, account.0)?.ok_or(CycleError::NotFound("account"))?;
        change(db, account.0, Some(secret.clone()), false)?;
        let address = format!(
            "otpauth://totp/Tong%20Hop:{}?secret={secret}&issuer=Tong%20Hop",
            escaped(&row.login)
        );
        Ok((secret, address))
    })
}

/// Shows a code for the new secret; from now on the account needs codes.
///
/// # Errors
/// [`CycleError::SignIn`] where the code is wrong.
pub fn confirm_second_factor(cycle: &Cycle, call: &Call<'_>, code: &str) -> CycleResult<()> {
    let account = call.actor.account.ok_or(CycleError::SignIn("session"))?;
    cycle.store.write(|db| {
        let known = people::credential(db, account.0)?.ok_or(CycleError::SignIn("second-factor"))?;
        accept_code(db, &known, code, call.now.unix())?;
        change(db, account.0, known.totp_secret, true)?;
        shared::record(
            db,
            call,
            EventKind::SecondFactorSet,
            ("account", account.0),
            None,
            json!({}),
        )
    })
}

/// Removes the second factor: of one's own account, or as administrator of another one.
///
/// # Errors
/// [`CycleError::Denied`].
pub fn remove_second_factor(cycle: &Cycle, call: &Call<'_>, account: AccountId) -> CycleResult<()> {
    own_or_manage(call, account)?;
    cycle.store.write(|db| {
        if people::account(db, account.0)?.is_none() {
            return Err(CycleError::NotFound("account"));
        }
        change(db, account.0, None, false)?;
        shared::record(
            db,
            call,
            EventKind::SecondFactorRemoved,
            ("account", account.0),
            None,
            json!({}),
        )
    })
}

fn change(db: &mut Db, account: i64, secret: Option<String>, confirmed: bool) -> CycleResult<()> {
    let known = people::credential(db, account)?;
    let row = CredentialRow {
        account_id: account,
        password_hash: known.as_ref().and_then(|c| c.password_hash.clone()),
        totp_secret: secret,
        totp_confirmed: confirmed,
        totp_last_step: known.as_ref().map_or(0, |c| c.totp_last_step),
        changed_at: known.map_or(0, |c| c.changed_at),
    };
    Ok(people::set_credential(db, &row)?)
}

/// Accepts a code of the present step or one beside it, each step once.
pub(crate) fn accept_code(db: &mut Db, known: &CredentialRow, code: &str, now: i64) -> CycleResult<()> {
    let wrong = || CycleError::SignIn("second-factor");
    let secret = known.totp_secret.as_deref().and_then(unbase32).ok_or_else(wrong)?;
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let step = now.div_euclid(STEP);
    let fits = (step - 1..=step + 1).find(|s| same(code_of(&secret, *s).as_bytes(), code.as_bytes()));
    let used = fits.ok_or_else(wrong)?;
    if people::use_totp_step(db, known.account_id, used)? {
        Ok(())
    } else {
        Err(wrong())
    }
}

fn code_of(secret: &[u8], step: i64) -> String {
    let mac = hmac(secret, &step.to_be_bytes());
    let offset = usize::from(mac[19] & 15);
    let four = [mac[offset] & 0x7f, mac[offset + 1], mac[offset + 2], mac[offset + 3]];
    format!("{:06}", u32::from_be_bytes(four) % 1_000_000)
}

/// HMAC-SHA-1 (RFC 2104); the secrets here are shorter than a block.
fn hmac(secret: &[u8], message: &[u8]) -> [u8; 20] {
    let mut key = [0_u8; 64];
    key.iter_mut().zip(secret).for_each(|(k, s)| *k = *s);
    let pad = |with: u8| key.map(|k| k ^ with);
    let inner = Sha1::new().chain_update(pad(0x36)).chain_update(message).finalize();
    Sha1::new()
        .chain_update(pad(0x5c))
        .chain_update(inner)
        .finalize()
        .into()
}

fn base32(bytes: &[u8]) -> String {
    let mut text = String::new();
    for five in bytes.chunks(5) {
        let mut padded = [0_u8; 8];
        padded[3..3 + five.len()].copy_from_slice(five);
        let bits = u64::from_be_bytes(padded);
        for place in 0..(five.len() * 8).div_ceil(5) {
            text.push(char::from(ALPHABET[(bits >> (35 - 5 * place)) as usize & 31]));
        }
    }
    text
}

fn unbase32(text: &str) -> Option<Vec<u8>> {
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for c in text.bytes() {
        let value = ALPHABET.iter().position(|a| *a == c)? as u32;
        bits = (bits << 5) | value;
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(bytes)
}

fn escaped(text: &str) -> String {
    let one = |b: u8| match b {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(b).to_string(),
        _ => format!("%{b:02X}"),
    };
    text.bytes().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_rfc_6238() {
        let secret = b"12345678901234567890";
        let at = |seconds: i64| code_of(secret, seconds / STEP);
        assert_eq!(at(59), "287082");
        assert_eq!(at(1_111_111_109), "081804");
        assert_eq!(at(20_000_000_000), "353130");
    }

    #[test]
    fn base_32_comes_back() {
        assert_eq!(base32(b"foobar"), "MZXW6YTBOI");
        for length in 0..40_u8 {
            let bytes: Vec<u8> = (0..length).map(|b| b.wrapping_mul(37)).collect();
            assert_eq!(unbase32(&base32(&bytes)).as_deref(), Some(&bytes[..]));
        }
    }
}
