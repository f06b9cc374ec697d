//! Requests that make something and that people send twice: a second click, a line that was lost before the answer came. A
//! request has a key; with the same key it makes one thing and is answered with it again.

use super::error::TAKEN;
use super::secret::digest;
use super::{Call, Cycle, CycleError, CycleResult};
use std::thread;
use std::time::Duration;
use tonghop_model::cycle::submission::Refusal;
use tonghop_store::once;

/// How often, and after which time, a second request looks whether the first one is done.
const LOOKS: usize = 100;
const PAUSE: Duration = Duration::from_millis(50);

/// Makes something once. `make` gives its id and the answer; `again` the answer for what was made before. An empty key makes
/// it each time. The same key of two accounts, or of two kinds of things, is two requests. `content` is all that the request says.
///
/// # Errors
/// Those of `make` and `again`; `Refused` with `key-reused` where another content came with the key; [`CycleError::Conflict`] where the same request is still at work, or was broken off and nobody
/// knows what it made.
pub fn once<T>(
    cycle: &Cycle,
    call: &Call<'_>,
    (kind, key, content): (&str, &str, &str),
    make: impl FnOnce() -> CycleResult<(i64, T)>,
    again: impl FnOnce(i64) -> CycleResult<T>,
) -> CycleResult<T> {
    if key.is_empty() {
        return make().map(|(_, answer)| answer);
    }
    let account = call.actor.account.map_or(0, |a| a.0);
    let key = format!("{account}:{kind}:{key}");
    let content = digest(content);
    for _ in 0..LOOKS {
        let known = cycle
            .store
            .write(|db| Ok::<_, CycleError>(once::begin(db, (&key, &content), call.now.unix())?));
        match known {
            Ok(None) => return first(cycle, &key, make),
            // Requests of older programs have no print.
            Ok(Some((_, known))) if !known.is_empty() && known != content => return Err(Refusal::KeyReused.into()),
            Ok(Some((id, _))) if id > 0 => return again(id),
            // Another request has it in hand, here or on another server.
            Ok(Some(_)) | Err(CycleError::Conflict(TAKEN)) => thread::sleep(PAUSE),
            Err(error) => return Err(error),
        }
    }
    Err(CycleError::Conflict("request"))
}

fn first<T>(cycle: &Cycle, key: &str, make: impl FnOnce() -> CycleResult<(i64, T)>) -> CycleResult<T> {
    let made = make();
    cycle.store.write(|db| {
        match &made {
            Ok((id, _)) => once::made(db, key, *id)?,
            Err(_) => once::failed(db, key)?,
        }
        Ok::<_, CycleError>(())
    })?;
    made.map(|(_, answer)| answer)
}
