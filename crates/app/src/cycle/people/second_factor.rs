//! The second factor: one-time codes by time (RFC 6238, SHA-1, six digits, 30 seconds).

use super::{may_manage, proof};
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

/// A secret that waits for its first code.
#[derive(Clone, PartialEq, Eq)]
pub struct PendingFactor {
    /// The secret in base 32, to be typed.
    pub secret: String,
    /// The `otpauth:` address with it, for a QR code.
    pub address: String,
}

/// Makes a secret for one's own account. It waits beside the one that counts until a code was shown for it.
///
/// Where there is a second factor already, `proof` is the password or a present code of it; it is not looked at otherwise.
///
/// # Errors
/// [`CycleError::SignIn`] with `session` where nobody is signed in, `wrong` or `locked` where the proof does not hold.
pub fn begin_second_factor(cycle: &Cycle, call: &Call<'_>, proof: &str) -> CycleResult<PendingFactor> {
    let account = own(call)?;
    if has_factor(cycle, account)? {
        proof::show(cycle, call, account, proof)?;
    }
    let secret = base32(&random::<20>()?);
    cycle.store.write(|db| {
        let row = people::account(db, account.0)?.ok_or(CycleError::NotFound("account"))?;
        people::set_pending_totp(db, account.0, &secret, call.now.unix())?;
        let replaces = people::credential(db, account.0)?.is_some_and(|c| c.totp_confirmed);
        let detail = json!({ "replaces": replaces });
        shared::record(
            db,
            call,
            EventKind::SecondFactorBegun,
            ("account", account.0),
            None,
            detail,
        )?;
        Ok(pending(&row.login, secret))
    })
}

/// The secret that waits for its first code, so that a mistyped one can be typed again; none where none waits.
///
/// # Errors
/// [`CycleError::SignIn`] where nobody is signed in.
pub fn waiting_second_factor(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Option<PendingFactor>> {
    let account = own(call)?;
    cycle.store.read(|db| {
        let row = people::account(db, account.0)?.ok_or(CycleError::NotFound("account"))?;
        let secret = people::credential(db, account.0)?.and_then(|c| c.totp_pending);
        Ok(secret.map(|secret| pending(&row.login, secret)))
    })
}

fn pending(login: &str, secret: String) -> PendingFactor {
    let name = escaped(login);
    let address = format!("otpauth://totp/Tong%20Hop:{name}?secret={secret}&issuer=Tong%20Hop");
    PendingFactor { secret, address }
}

/// Shows a code for the waiting secret; from now on the account needs codes of it, and of no other.
///
/// # Errors
/// [`CycleError::SignIn`] with `second-factor` where the code is wrong or no secret waits.
pub fn confirm_second_factor(cycle: &Cycle, call: &Call<'_>, code: &str) -> CycleResult<()> {
    let account = own(call)?;
    let wrong = || CycleError::SignIn("second-factor");
    cycle.store.write(|db| {
        let known = people::credential(db, account.0)?.ok_or_else(wrong)?;
        let secret = known.totp_pending.ok_or_else(wrong)?;
        let step = step_of(&secret, code, call.now.unix()).ok_or_else(wrong)?;
        people::confirm_totp(db, account.0, &secret, step)?;
        let detail = json!({ "replaces": known.totp_confirmed });
        shared::record(
            db,
            call,
            EventKind::SecondFactorSet,
            ("account", account.0),
            None,
            detail,
        )
    })
}

/// Gives the second factor of one's own account up; `proof` is the password or a present code.
///
/// # Errors
/// [`CycleError::SignIn`] with `session`, `wrong` or `locked`.
pub fn give_up_second_factor(cycle: &Cycle, call: &Call<'_>, proof: &str) -> CycleResult<()> {
    let account = own(call)?;
    proof::show(cycle, call, account, proof)?;
    cycle.store.write(|db| removed(db, call, account))
}

/// Removes the second factor of somebody who lost it, as administrator. One's own is given up with a proof, by
/// [`give_up_second_factor`].
///
/// # Errors
/// [`CycleError::Denied`], [`CycleError::NotFound`]; [`CycleError::Invalid`] for one's own account.
pub fn remove_second_factor(cycle: &Cycle, call: &Call<'_>, account: AccountId) -> CycleResult<()> {
    cycle.store.write(|db| {
        may_manage(db, call, account)?;
        if call.actor.account == Some(account) {
            return Err(CycleError::invalid("account", "cycle-second-factor-own"));
        }
        removed(db, call, account)
    })
}

fn removed(db: &mut Db, call: &Call<'_>, account: AccountId) -> CycleResult<()> {
    if !people::remove_totp(db, account.0)? {
        return Ok(());
    }
    shared::record(
        db,
        call,
        EventKind::SecondFactorRemoved,
        ("account", account.0),
        None,
        json!({}),
    )
}

fn own(call: &Call<'_>) -> CycleResult<AccountId> {
    call.actor.account.ok_or(CycleError::SignIn("session"))
}

fn has_factor(cycle: &Cycle, account: AccountId) -> CycleResult<bool> {
    cycle
        .store
        .read(|db| Ok(people::credential(db, account.0)?.is_some_and(|c| c.totp_confirmed)))
}

/// Accepts a code of the present step or one beside it, each step once.
pub(crate) fn accept_code(db: &mut Db, known: &CredentialRow, code: &str, now: i64) -> CycleResult<()> {
    let wrong = || CycleError::SignIn("second-factor");
    let secret = known.totp_secret.as_deref().ok_or_else(wrong)?;
    let step = step_of(secret, code, now).ok_or_else(wrong)?;
    if people::use_totp_step(db, known.account_id, step)? {
        Ok(())
    } else {
        Err(wrong())
    }
}

/// The time step whose code this is: the present one or one beside it.
fn step_of(secret: &str, code: &str, now: i64) -> Option<i64> {
    let secret = unbase32(secret)?;
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let step = now.div_euclid(STEP);
    (step - 1..=step + 1).find(|s| same(code_of(&secret, *s).as_bytes(), code.as_bytes()))
}

/// The code of a secret in base 32 at a moment (seconds since 1970), as the person's app shows it; none where it is no
/// secret. For tests and tools: the server itself only compares.
#[must_use]
pub fn code_at(secret: &str, now: i64) -> Option<String> {
    Some(code_of(&unbase32(secret)?, now.div_euclid(STEP)))
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
