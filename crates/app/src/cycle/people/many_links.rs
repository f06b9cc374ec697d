//! New one-time links for people who have not set a password yet, many at once: those of an import are shown once, and a lost
//! page must not cost a click for each of five thousand people.

use super::links::new_link_within;
use super::may_manage;
use crate::cycle::{Call, Cycle, CycleError, CycleResult, FieldError};
use tonghop_model::cycle::ids::AccountId;
use tonghop_model::cycle::{Action, Resource};
use tonghop_model::message::Message;

/// Most people of one click.
const MOST: usize = 500;

/// A link of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLink {
    /// Login.
    pub login: String,
    /// Name.
    pub name: String,
    /// Secret of the link, shown once.
    pub secret: String,
    /// Where it was sent by mail; none where it was not.
    pub mailed_to: Option<String>,
}

/// Makes a link for each of these people who is still invited; earlier links of theirs end. Who set a password in the
/// meantime is left out: a link would take the password away.
///
/// # Errors
/// [`CycleError::Denied`] and [`CycleError::NotFound`] as for one; [`CycleError::Invalid`] for more than 500 people. Nothing is
/// made then.
pub fn new_links(cycle: &Cycle, call: &Call<'_>, accounts: &[AccountId]) -> CycleResult<Vec<PersonLink>> {
    call.may(Action::ManagePeople, &Resource::anywhere())?;
    if accounts.len() > MOST {
        return Err(CycleError::Invalid(vec![FieldError {
            field: "account".into(),
            message: Message::new("cycle-links-too-many").count("most", MOST),
        }]));
    }
    cycle.store.write(|db| {
        let mut made = Vec::new();
        for account in accounts {
            let person = may_manage(db, call, *account)?;
            if person.state == "invited" {
                made.push(PersonLink {
                    login: person.login,
                    name: person.name,
                    secret: new_link_within(db, cycle, call, *account)?,
                    mailed_to: cycle.mails_to(person.email.as_deref()),
                });
            }
        }
        Ok(made)
    })
}
