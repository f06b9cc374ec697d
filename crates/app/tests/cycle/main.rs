//! The reporting cycle on both databases: SQLite always, PostgreSQL where `TONGHOP_TEST_POSTGRES` names a server.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // helpers of tests

mod apart;
mod at_once;
mod concurrent;
mod corrections;
mod documents;
mod fixture;
mod handed;
mod kept;
mod lineage;
mod memory;
mod narrative;
mod neighbours;
mod offline;
mod own_columns;
#[path = "../package/mod.rs"]
mod package;
mod people;
mod reminders;
mod rights_kept;
mod survival;
mod units;
mod views;
mod walk;
