//! The JSON API under `/api/v1`: one file per resource. An operation is a function over one use case; what it takes and
//! gives is its type, and [`openapi`] describes it from the same type.

#![allow(
    clippy::needless_pass_by_value,
    reason = "every operation has one signature and takes its input as its own"
)]

mod audit;
mod candidates;
mod documents;
mod evidence;
mod files;
mod follow_ups;
mod import_rows;
mod imports;
mod input;
mod json_place;
mod json_words;
mod me;
mod openapi;
mod operation;
mod people;
pub mod published;
mod reports;
mod review;
mod review_many;
mod rounds;
mod schemas;
mod settings;
mod templates;
mod types;
mod units;
mod versions;
mod view;
mod views;
mod ways_in;

use crate::routes::Route;
pub(crate) use operation::Operation;

/// The routes of the API.
pub fn routes() -> Vec<Route> {
    let resources = [
        openapi::routes(),
        me::routes(),
        units::routes(),
        people::routes(),
        ways_in::routes(),
        templates::routes(),
        rounds::routes(),
        views::routes(),
        reports::routes(),
        files::routes(),
        candidates::routes(),
        review::routes(),
        review_many::routes(),
        follow_ups::routes(),
        imports::routes(),
        documents::routes(),
        evidence::routes(),
        published::routes(),
        settings::routes(),
        audit::routes(),
    ];
    resources.into_iter().flatten().collect()
}
