//! Values of many units from a file: checked first, imported, undone as a whole.

mod list;
mod values;

use crate::routes::{Access, Route, get, post, upload};
use tonghop_model::cycle::Action;

pub fn routes() -> Vec<Route> {
    let import = Access::Can(Action::ImportValues);
    vec![
        get("/imports", Access::Can(Action::ViewImports), list::show),
        post("/imports/{id}/undo", import, list::undo),
        get("/rounds/{id}/import", import, values::show),
        upload("/rounds/{id}/import", import, values::check),
        post("/rounds/{id}/import/apply", import, values::apply),
        get("/rounds/{id}/import/template/{format}", import, values::template),
    ]
}
