//! Somebody has to be left who can give roles: without an administrator of the whole tree nobody can become one in the pages.

use super::sessions;
use crate::cycle::{CycleError, CycleResult};
use tonghop_model::cycle::{Resource, Role};
use tonghop_model::date::Date;
use tonghop_store::Db;
use tonghop_store::people;

/// Who manages the whole installation in their own right, for every programme, with an account in use.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Administrators {
    /// Logins of those whose role has no last day.
    pub(crate) lasting: Vec<String>,
    /// Logins of those whose role ends on a day to come, or today.
    pub(crate) ending: Vec<String>,
}

impl Administrators {
    /// Those of a day.
    pub(crate) fn on(db: &mut Db, today: Date) -> CycleResult<Self> {
        let mut found = Self::default();
        for (row, path) in people::grants(db, None)? {
            let account = row.account_id;
            let Some(grant) = sessions::of_row(row, path)? else {
                continue;
            };
            let own = grant.role == Role::Administrator && grant.acting_for.is_none();
            if !own || !grant.covers(&Resource::whole(), today) {
                continue;
            }
            if let Some(account) = people::account(db, account)?.filter(|a| a.state == "active") {
                let logins = match grant.to {
                    None => &mut found.lasting,
                    Some(_) => &mut found.ending,
                };
                logins.push(account.login);
            }
        }
        Ok(found)
    }

    /// Refuses a change after which nobody is left for good. Asked at the end of the transaction, once its event has locked the
    /// chain: of two who take the role from each other at one moment the second is refused.
    ///
    /// # Errors
    /// [`CycleError::Invalid`] for `field`.
    pub(super) fn stay(&self, db: &mut Db, today: Date, field: &str) -> CycleResult<()> {
        let left = Self::on(db, today)?;
        let gone = !self.lasting.is_empty() && left.lasting.is_empty();
        let none = !self.ending.is_empty() && left.lasting.is_empty() && left.ending.is_empty();
        if gone || none {
            return Err(CycleError::invalid(field, "cycle-people-last-administrator"));
        }
        Ok(())
    }
}
