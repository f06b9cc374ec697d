//! The reporting cycle on both databases: SQLite always, PostgreSQL where `TONGHOP_TEST_POSTGRES` names a server.

mod concurrent;
mod fixture;
mod people;
mod survival;
mod walk;
