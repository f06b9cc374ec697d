//! The JSON API under `/api/v1`: one folder per resource, one file per operation.

use crate::routes::Route;

/// The routes of the API.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
