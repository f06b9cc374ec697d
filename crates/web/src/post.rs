//! Sending the mail of the outbox. How a letter is handed to a mail server is known outside of this crate.

use crate::app::App;
use std::fmt;
use tonghop_app::cycle::CycleResult;
use tonghop_app::cycle::mail::{self, Letter};

/// The way to the office's mail server.
pub trait Post: fmt::Debug + Send + Sync {
    /// Hands a letter over; may wait for the network.
    ///
    /// # Errors
    /// [`NotSent`].
    fn send(&self, letter: &Letter) -> Result<(), NotSent>;
}

/// Why a letter was not handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotSent {
    /// What kind of failure.
    pub cause: Cause,
    /// What the mail server or the network said, for who looks after it; no secrets.
    pub detail: String,
}

/// What kind of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The receiver is no mail address.
    Receiver,
    /// The letter cannot be written as mail.
    Letter,
    /// The server refuses it for good.
    Refused,
    /// The server cannot be reached, or asks to come again.
    Unavailable,
}

impl Cause {
    /// Stable name, before the detail in the outbox.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Receiver => "receiver",
            Self::Letter => "letter",
            Self::Refused => "refused",
            Self::Unavailable => "unavailable",
        }
    }

    /// True where trying again does not help.
    const fn is_final(self) -> bool {
        !matches!(self, Self::Unavailable)
    }
}

/// What came of looking into the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Delivery {
    /// Nothing was due.
    Nothing,
    /// A letter was dealt with.
    Done,
    /// The mail server does not answer: the others can wait as well.
    Trouble,
}

/// Sends the next letter that is due, and notes what came of it.
pub(crate) fn deliver_next(app: &App, post: &dyn Post) -> CycleResult<Delivery> {
    let Some(letter) = mail::claim(app.cycle(), app.now())? else {
        return Ok(Delivery::Nothing);
    };
    let (lost, delivery) = match post.send(&letter) {
        Ok(()) => (mail::sent(app.cycle(), app.now(), &letter)?, Delivery::Done),
        Err(NotSent { cause, detail }) => {
            // The address is a person's: the log names the message.
            tracing::warn!(target: "tonghop::mail", letter = letter.rows().first().map(|r| r.id), "{}: {detail}", cause.key());
            let error = format!("{}: {detail}", cause.key());
            let lost = mail::failed(app.cycle(), app.now(), &letter, &error, cause.is_final())?;
            let trouble = cause == Cause::Unavailable;
            (lost, if trouble { Delivery::Trouble } else { Delivery::Done })
        }
    };
    if lost > 0 {
        tracing::warn!(target: "tonghop::mail", "{lost} messages were taken over by another server meanwhile");
    }
    Ok(delivery)
}
