//! The database: one typed code base for SQLite and PostgreSQL.
