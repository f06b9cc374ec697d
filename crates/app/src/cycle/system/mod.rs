//! Keeping an installation: backup, restore, the doctor, settings, imports of values.

mod backup;
mod doctor;
mod import_check;
mod import_look;
mod import_sheet;
mod imports;
mod settings;

pub use backup::{backup, begin_backup, inspect, restore, write_backup};
pub use doctor::{Check, doctor};
pub use import_check::RowProblem;
pub use import_look::{Change, Numbers};
pub use import_sheet::{SheetFile, SheetImport, import_sheet, import_stored, import_template};
pub use imports::{Import, ImportRow, ImportedValues, MOST_ROWS, Manner, import_values, imports, undo_import};
pub use settings::{OWNER_NAME, change_setting, owner_name, settings};
