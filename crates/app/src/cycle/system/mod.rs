//! Keeping an installation: backup, restore, the doctor, settings, imports of values.

mod backup;
mod doctor;
mod imports;
mod settings;

pub use backup::{backup, restore};
pub use doctor::{Check, doctor};
pub use imports::{Import, ImportRow, ImportedValues, import_values, imports, undo_import};
pub use settings::{OWNER_NAME, change_setting, owner_name, settings};
