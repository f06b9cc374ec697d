//! The database: one typed code base for SQLite (one file) and PostgreSQL (several servers on one database).
//!
//! SQL stands only here. Functions take the connection of a running transaction ([`Db`]) and do one thing;
//! what belongs together is put into one transaction by the use case with [`Store::write`]. Nothing is decided
//! here: states and rights are those of `tonghop_model::cycle`.
//!
//! | Module | Tables |
//! |---|---|
//! | [`units`] | org_unit, succession |
//! | [`people`] | account, credential, role_grant, session, token, login_attempt |
//! | [`templates`] | programme_version, template_version |
//! | [`rounds`] | round, report |
//! | [`submissions`] | submission, submission_item |
//! | [`files`] | source_file, source_chunk, attachment, reading, candidate, remembered |
//! | [`findings`] | finding, waiver |
//! | [`compared`] | compared, passage_print: what checks over time and between units look up |
//! | [`handed_over`] | handed_over: drafts that wait for who may send them |
//! | [`reviews`] | review_item, comment |
//! | [`editions`] | edition, observation, recommendation, commitment |
//! | [`matrix`] | matrix_row |
//! | [`events`] | event_chain, event |
//! | [`locks`] | none: what several servers on one PostgreSQL do one after the other |
//! | [`once`] | once: what a request made that was sent twice |
//! | [`outbox`], [`settings`] | outbox, import_batch, setting |
//! | [`dump`] | all of them: backup and restore |

mod batch;
mod blob;
pub mod compared;
mod connection;
pub mod dump;
pub mod editions;
mod error;
pub mod events;
pub mod files;
pub mod findings;
pub mod handed_over;
pub mod locks;
pub mod matrix;
mod migrate;
pub mod once;
pub mod outbox;
mod pattern;
pub mod people;
mod pool;
pub mod reviews;
pub mod rounds;
pub mod schema;
pub mod settings;
mod statement;
mod store;
pub mod submissions;
pub mod templates;
pub mod units;
mod writer;

pub use blob::{pack, unpack};
pub use connection::{Backend, Db};
pub use error::{BackupFault, StoreError, StoreResult};
pub use migrate::{MIGRATIONS, Migration};
pub use store::{Store, create_database};
