//! The reporting cycle: every use case and every view of the server, without HTTP.
//!
//! Each function takes the [`Cycle`] (store, catalogue, readers) and a [`Call`] (who, when, from where), authorises,
//! loads, decides with `tonghop_model::cycle`, saves over the version that was read, and records the event, all in one
//! transaction. Functions block: call them from a thread that may wait. They return [`CycleError`] with a stable
//! code and a message.
//!
//! | Module | What is there |
//! |---|---|
//! | [`setup`] | `migrate`, `bootstrap` (empty database → units, templates, first administrator with a one-time link) |
//! | [`people`] | `sign_in`, `session`, `session_of_token`, `sign_out`, one-time links, passwords, second factor, `invite`, roles, access tokens, import of accounts |
//! | [`owner`] | `owner`: whose a thing is, for a rule to be applied before it is shown |
//! | [`units`] | the tree: `get`, `tree`, `children`, `search`; `planned_update`, `update` from the catalogue |
//! | [`templates`] | `list`, `get`, `create`, `draft`, `change` (one step), `edit`, `discard`, `publish`, `differences`, `suggest`, `from_document` |
//! | [`rounds`] | `open`, `list`, `get`, `close`, `reopen`, `publish`, `change_dates`; per unit `extend`, `exempt`, `declare_nothing`, `withdraw_nothing` |
//! | [`reports`] | `mine`, `page`, `start`, `save_item`, `copy_forward`, `undo_copy`, `check`, `explain_finding`, `hand_over`, `hand_back`, `submit`, `withdraw`, `intake`; `compare_next` (job) |
//! | [`files`] | `upload`, `download`, `run_next_reading` (job), `source`, candidates: `accept`, `correct`, `reject` |
//! | [`review`] | `queue`, `page`, `start`, `decide_item`, `return_items`, `accept`, `editions`, `diff`, `waive`, `comment`; for many `start_all`, `accept_clean` |
//! | [`views`] | `matrix`, `cell`, `distribution`, `indicators`, `completeness`, `findings`, `recommendations`, `commitments`, `compare`, `unit_page`; `published` for anybody |
//! | [`documents`] | `letter`, `consolidated`, `report` as official documents; the form as a workbook out and in; `keep_template`; `signatures` of files, trusted roots |
//! | [`audit`] | `list`, `verify` |
//! | [`mail`] | `remind`, `claim`, `sent`, `failed`, `again`, `in_states`, `list` |
//! | [`system`] | `backup`, `restore`, `doctor`, settings, imports of values with dry run and undo |

pub mod audit;
pub mod documents;
mod error;
pub mod files;
mod gate;
pub mod mail;
mod once;
pub mod owner;
pub mod people;
mod remembered;
pub mod reports;
pub mod review;
pub mod rounds;
mod secret;
pub mod setup;
mod shared;
pub mod system;
pub mod templates;
pub mod units;
pub mod views;

pub use error::{CycleError, CycleResult, FieldError};
pub use once::once;

use crate::Engine;
use std::sync::Arc;
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::{Action, Actor, Resource, authorise};
use tonghop_model::date::Date;
use tonghop_model::moment::Moment;
use tonghop_store::Store;

/// What every use case of the cycle needs. Shared by all requests.
#[derive(Debug)]
pub struct Cycle {
    /// The database.
    pub store: Store,
    /// Catalogue and readers.
    pub engine: Arc<Engine>,
    /// Texts by language, Vietnamese first: findings and mails are worded in both.
    pub messages: [Arc<Messages>; 2],
    /// Where people reach the system, without a slash at the end, for links in letters; none where nobody said it.
    pub address: Option<String>,
    /// True where letters go out: a mail server is configured.
    pub posts: bool,
    /// Published templates that were read.
    pub(crate) template_cache: templates::TemplateCache,
    /// What checks found in answers.
    pub(crate) check_cache: reports::CheckCache,
    /// Where those wait who check at the same time.
    pub(crate) check_gate: gate::Gate,
    /// Reports that units sent before, understood.
    pub(crate) before_cache: reports::BeforeCache,
    /// Long paragraphs of reports that were sent, by which others are compared.
    pub(crate) passages: reports::Passages,
    /// How shares lie in each round.
    pub(crate) spreads: reports::Spreads,
    /// How many are sending: what can wait lets them go first.
    pub(crate) rush: reports::Rush,
}

/// Who asks, when, from where.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// When.
    pub now: Moment,
    /// Network address, for sign-in and sessions; empty for commands on the machine.
    pub address: &'a str,
}

impl Cycle {
    /// Over an open store.
    #[must_use]
    pub fn new(store: Store, engine: Arc<Engine>) -> Self {
        Self {
            store,
            engine,
            messages: Lang::ALL.map(|l| Arc::new(Messages::new(l))),
            address: None,
            posts: false,
            template_cache: templates::TemplateCache::new(templates::KEPT),
            check_cache: reports::CheckCache::new(reports::CHECKED_BYTES),
            check_gate: gate::Gate::for_processors(),
            before_cache: reports::BeforeCache::new(reports::BEFORE_KEPT),
            passages: reports::Passages::new(reports::PASSAGE_BYTES),
            spreads: reports::Spreads::default(),
            rush: reports::Rush::default(),
        }
    }

    /// The same where people reach the system under this address: `https://baocao.example.vn`.
    #[must_use]
    pub fn at(mut self, address: &str) -> Self {
        self.address = Some(address.trim_end_matches('/').to_owned());
        self
    }

    /// Where a one-time link goes by mail for a person with this address; none where it is only shown.
    #[must_use]
    pub fn mails_to(&self, email: Option<&str>) -> Option<String> {
        let email = email.map(str::trim).filter(|e| !e.is_empty());
        email
            .filter(|_| self.posts && self.address.is_some())
            .map(str::to_owned)
    }

    /// Name of the database program.
    #[must_use]
    pub const fn backend_name(&self) -> &'static str {
        match self.store.backend() {
            tonghop_store::Backend::Sqlite => "SQLite",
            tonghop_store::Backend::Postgres => "PostgreSQL",
        }
    }

    /// Texts of a language.
    #[must_use]
    pub fn texts(&self, lang: Lang) -> &Messages {
        &self.messages[usize::from(lang == Lang::En)]
    }
}

impl Call<'_> {
    /// Today in Vietnam.
    #[must_use]
    pub fn today(&self) -> Date {
        self.now.day_in_vietnam()
    }

    /// Allows or denies.
    ///
    /// # Errors
    /// [`CycleError::Denied`].
    pub fn may(&self, action: Action, resource: &Resource<'_>) -> CycleResult<()> {
        Ok(authorise(self.actor, action, resource, self.today())?)
    }

    /// Allows or denies what belongs to the installation as a whole.
    ///
    /// # Errors
    /// [`CycleError::Denied`] without a role at the root of the tree.
    pub fn may_whole(&self, action: Action) -> CycleResult<()> {
        self.may(action, &Resource::whole())
    }

    /// Allows or denies what belongs to a unit and a programme.
    pub(crate) fn may_on(&self, action: Action, path: &str, programme: &str) -> CycleResult<()> {
        self.may(action, &Resource::new(path, programme))
    }

    /// Subtrees on which the actor may do this.
    ///
    /// # Errors
    /// [`CycleError::Denied`] where there is none.
    pub(crate) fn reach(&self, action: Action) -> CycleResult<Vec<String>> {
        let reach = self.actor.reach(action, self.today());
        if reach.is_empty() {
            return Err(tonghop_model::cycle::Denied(action).into());
        }
        Ok(reach)
    }

    /// Subtrees on which the actor may do this to things of a programme.
    ///
    /// # Errors
    /// [`CycleError::Denied`] where there is none.
    pub(crate) fn reach_of(&self, action: Action, programme: &str) -> CycleResult<Vec<String>> {
        let reach = self.actor.reach_of(action, programme, self.today());
        if reach.is_empty() {
            return Err(tonghop_model::cycle::Denied(action).into());
        }
        Ok(reach)
    }
}
