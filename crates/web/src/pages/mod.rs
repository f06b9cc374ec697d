//! The pages, one folder per area, one file per page. Each area names its routes in `mod.rs`.

pub mod account;
mod audit;
pub mod consolidated;
pub mod documents;
mod imports;
mod mail;
mod people;
pub mod published;
pub mod reports;
pub mod review;
pub mod rounds;
mod settings;
mod start;
mod system;
mod templates;
mod units;

use crate::routes::Route;

/// The routes of all pages.
pub fn routes() -> Vec<Route> {
    let areas = [
        system::routes(),
        start::routes(),
        account::routes(),
        people::routes(),
        units::routes(),
        audit::routes(),
        settings::routes(),
        rounds::routes(),
        templates::routes(),
        reports::routes(),
        review::routes(),
        consolidated::routes(),
        documents::routes(),
        mail::routes(),
        published::routes(),
        imports::routes(),
    ];
    areas.into_iter().flatten().collect()
}
