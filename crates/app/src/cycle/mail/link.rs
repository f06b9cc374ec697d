//! Telling somebody the one-time link with which the account is taken into use or gets a new password.

use super::occasion::Occasion;
use super::returned::queue;
use crate::cycle::{Call, Cycle, CycleResult};
use tonghop_messages::Lang;
use tonghop_model::cycle::ids::AccountId;
use tonghop_model::message::Arg;
use tonghop_model::moment::Moment;
use tonghop_store::people::AccountRow;
use tonghop_store::{Db, people};

/// Kind of these messages in the outbox.
pub(super) const INVITATION: &str = "invitation";
/// Keys of subject and body for who has not used the account.
const INVITED: [&str; 2] = ["cycle-mail-invited-subject", "cycle-mail-invited-body"];
/// The same for who sets a new password.
const PASSWORD: [&str; 2] = ["cycle-mail-password-subject", "cycle-mail-password-body"];

/// Queues the link that was just made, where letters go out from here and the address of the person is known.
pub(crate) fn tell_link(
    db: &mut Db,
    cycle: &Cycle,
    call: &Call<'_>,
    account: AccountId,
    (secret, until): (&str, Moment),
) -> CycleResult<()> {
    let Some(base) = cycle.address.as_deref().filter(|_| cycle.posts) else {
        return Ok(());
    };
    let Some(AccountRow {
        email: Some(email),
        language,
        login,
        name,
        state,
        ..
    }) = people::account(db, account.0)?
    else {
        return Ok(());
    };
    let texts = cycle.texts(if language == "en" { Lang::En } else { Lang::Vi });
    let [subject, body] = if state == "active" { PASSWORD } else { INVITED };
    let args = [
        ("name", Arg::Text(name)),
        ("login", Arg::Text(login)),
        ("link", Arg::Text(format!("{base}/link/{secret}"))),
        ("until", Arg::Text(until.in_vietnam())),
    ];
    let occasion = Occasion::Link {
        account: account.0,
        at: call.now.unix(),
    };
    let (subject, body) = (texts.word(subject, &[]), texts.word(body, &args));
    queue(db, call, &occasion.key(&email), INVITATION, (&email, &subject, &body))?;
    Ok(())
}
