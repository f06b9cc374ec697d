//! Folders and files that only the account of the program opens: they hold digests of passwords, secrets of second factors and
//! every report.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::Path;

/// Makes a folder with those above it, where it is not there yet. What is there keeps its rights: whoever made it chose them.
///
/// # Errors
/// Those of the file system.
pub fn folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes an empty file, in the place of one that is there.
///
/// # Errors
/// Those of the file system.
pub fn file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    {
        // One that was there keeps its rights otherwise.
        let rights = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        file.set_permissions(rights)?;
    }
    Ok(file)
}

/// Makes an empty file for a database where there is none yet: what the database puts beside it has the same rights.
///
/// # Errors
/// Those of the file system.
pub fn database(path: &Path) -> io::Result<()> {
    match fs::exists(path)? {
        true => Ok(()),
        false => file(path).map(drop),
    }
}

/// True where others than the owner may read a file.
pub fn is_open_to_others(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn nobody_else_reads_what_is_made() {
        let place = std::env::temp_dir().join(format!("tonghop-private-{}", std::process::id()));
        folder(&place.join("data")).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&place.join("data")), 0o700);
        let file_path = place.join("data/tonghop.db");
        database(&file_path).unwrap();
        assert_eq!(mode(&file_path), 0o600);
        assert!(!is_open_to_others(&file_path));
        fs::set_permissions(&file_path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(is_open_to_others(&file_path));
        database(&file_path).unwrap();
        assert_eq!(mode(&file_path), 0o644, "whoever opened it to others chose that");
        file(&file_path).unwrap();
        assert_eq!(mode(&file_path), 0o600);
        fs::remove_dir_all(&place).unwrap();
    }
}
