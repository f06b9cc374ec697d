//! Reports as the unit sees them: the list, the page, saving, checking, sending.

mod answer_sheet;
mod check_cache;
mod checks;
mod copy_forward;
mod explain;
mod figures;
mod intake;
mod item;
mod item_name;
mod matrix_row;
mod mine;
mod missing;
mod page;
mod receipt;
mod save_item;
mod send;
mod start;
mod submission;
mod withdraw;

pub use checks::{Finding, check};
pub use copy_forward::copy_forward;
pub use explain::explain_finding;
pub use figures::without_unit;
pub use intake::{Intake, intake};
pub use item::Item;
pub use item_name::item_name;
pub use mine::{Owed, mine};
pub use missing::missing;
pub use page::{Attachment, Comment, Page, ReadingState, RegisterFigure, Review, TodoItem, page, todo};
pub use receipt::{Receipt, receipt};
pub use save_item::{ItemInput, save_item};
pub use send::{Sent, submit};
pub use start::start;
pub use submission::{Submission, newest};
pub use withdraw::withdraw;

pub(crate) use check_cache::CheckCache;
pub(crate) use checks::shown as shown_finding;
pub(crate) use figures::Wrong;
pub(crate) use item::class;
pub(crate) use item_name::name_of;
pub(crate) use matrix_row::{Cell as PackedCell, cells, pack as packed_cells, put as put_matrix_row};
pub(crate) use mine::returned;
pub(crate) use page::review;
pub(crate) use save_item::{Origin, save as save_row};
