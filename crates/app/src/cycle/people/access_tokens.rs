//! Personal access tokens for the API: the rights of the person, shown once, revocable.

use crate::cycle::{Call, Cycle, CycleError, CycleResult, secret, shared};
use serde_json::json;
use tonghop_model::cycle::EventKind;
use tonghop_model::cycle::ids::TokenId;
use tonghop_model::message::Message;
use tonghop_model::moment::Moment;
use tonghop_store::people;

/// A token holds at most so many days.
const LONGEST_DAYS: i64 = 366;

/// A token of one's own, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessToken {
    /// Id.
    pub id: TokenId,
    /// What it is for.
    pub label: String,
    /// When it was made.
    pub created_at: Moment,
    /// When it ends.
    pub expires_at: Moment,
    /// When it was revoked.
    pub revoked_at: Option<Moment>,
}

/// Makes a token; its secret, shown once.
///
/// # Errors
/// [`CycleError::SignIn`], [`CycleError::Invalid`].
pub fn create_token(cycle: &Cycle, call: &Call<'_>, label: &str, days: i64) -> CycleResult<(TokenId, String)> {
    let account = call.actor.account.ok_or(CycleError::SignIn("session"))?;
    let mut checker = shared::Checker::default();
    checker.line("label", label);
    if !(1..=LONGEST_DAYS).contains(&days) {
        checker.wrong(
            "days",
            Message::new("cycle-field-days").count("most", LONGEST_DAYS.unsigned_abs() as usize),
        );
    }
    checker.done()?;
    let (secret, _) = secret::secret()?;
    let shown = format!("th_{secret}");
    let now = call.now.unix();
    cycle.store.write(|db| {
        let digest = secret::digest(&shown);
        let id = people::insert_token(
            db,
            ("access", &digest, account.0, label.trim(), now, now + days * 86_400),
        )?;
        shared::record(
            db,
            call,
            EventKind::TokenCreated,
            ("token", id),
            None,
            json!({ "label": label.trim() }),
        )?;
        Ok((TokenId(id), shown))
    })
}

/// One's own tokens, newest first.
///
/// # Errors
/// [`CycleError::SignIn`].
pub fn list_tokens(cycle: &Cycle, call: &Call<'_>) -> CycleResult<Vec<AccessToken>> {
    let account = call.actor.account.ok_or(CycleError::SignIn("session"))?;
    let rows = cycle
        .store
        .read(|db| Ok::<_, CycleError>(people::tokens_of(db, account.0, "access")?))?;
    let shown = |t: people::TokenRow| AccessToken {
        id: TokenId(t.id),
        label: t.label,
        created_at: Moment::from_unix(t.created_at),
        expires_at: Moment::from_unix(t.expires_at),
        revoked_at: t.revoked_at.map(Moment::from_unix),
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// Revokes one of one's own tokens.
///
/// # Errors
/// [`CycleError::SignIn`], [`CycleError::NotFound`].
pub fn revoke_token(cycle: &Cycle, call: &Call<'_>, id: TokenId) -> CycleResult<()> {
    let account = call.actor.account.ok_or(CycleError::SignIn("session"))?;
    cycle.store.write(
        |db| match people::revoke_tokens(db, account.0, "access", Some(id.0), call.now.unix())? {
            0 => Err(CycleError::NotFound("token")),
            _ => shared::record(db, call, EventKind::TokenRevoked, ("token", id.0), None, json!({})),
        },
    )
}
