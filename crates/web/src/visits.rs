//! Looks of people who are not signed in at what was published: counted, so that one address cannot take all.

use crate::app::App;
use crate::context::Context;
use crate::guard::too_many;
use crate::problem::WebError;

/// Counts a look of somebody who is not signed in.
pub fn counted(app: &App, context: &Context) -> Result<(), WebError> {
    if context.session.is_some() {
        return Ok(());
    }
    let per_minute = app.config().limits.public_per_minute;
    app.visits()
        .attempt(context.address, context.now, per_minute)
        .map_err(too_many)
}
