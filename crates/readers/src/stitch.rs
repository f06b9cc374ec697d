//! Joins tables that were cut over pages.
