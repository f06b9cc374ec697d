//! Showing again who one is, before a way into one's own account is changed.

use super::{password, second_factor, sign_in};
use crate::cycle::{Call, Cycle, CycleError, CycleResult};
use tonghop_model::cycle::ids::AccountId;
use tonghop_store::people;

/// Holds where `proof` is the password of the account or a present code of its second factor. Wrong ones count as failed
/// attempts to sign in, so that whoever found an open browser cannot guess either.
///
/// # Errors
/// [`CycleError::SignIn`] with `wrong` or `locked`.
pub(super) fn show(cycle: &Cycle, call: &Call<'_>, id: AccountId, proof: &str) -> CycleResult<()> {
    let (account, credential) = cycle.store.read(|db| {
        let account = people::account(db, id.0)?.ok_or(CycleError::NotFound("account"))?;
        let (_, credential) = sign_in::candidate(db, call, &account.login)?;
        Ok::<_, CycleError>((account, credential))
    })?;
    let credential = credential.ok_or(CycleError::SignIn("wrong"))?;
    // A password has ten characters at least: six digits are a code, however they are spaced.
    let digits: String = proof.chars().filter(|c| !c.is_whitespace()).collect();
    let is_code = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit());
    // Outside of a transaction: a hash takes tens of milliseconds.
    let hash = credential.password_hash.as_deref().filter(|_| !is_code);
    let by_password = hash.is_some_and(|hash| password::verify(proof, hash));
    let shown = cycle.store.write(|db| {
        let by_code = is_code
            && credential.totp_confirmed
            && second_factor::accept_code(db, &credential, &digits, call.now.unix()).is_ok();
        if !by_password && !by_code {
            sign_in::failed(db, call, &account.login, Some(&account))?;
        }
        Ok::<_, CycleError>(by_password || by_code)
    })?;
    // What failed is recorded although it is refused.
    if shown {
        Ok(())
    } else {
        Err(CycleError::SignIn("wrong"))
    }
}
