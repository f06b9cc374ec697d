//! Empty databases of each kind: SQLite always, PostgreSQL where `TONGHOP_TEST_POSTGRES` names a server.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use tonghop_store::{Store, create_database, events};

static COUNT: AtomicU32 = AtomicU32::new(0);

pub struct Place {
    pub url: String,
    pub folder: Option<PathBuf>,
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

/// Empty databases of each kind that can be tested here.
pub fn places() -> Vec<Place> {
    let number = format!("{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let folder = std::env::temp_dir().join(format!("tonghop-store-{number}"));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("tonghop.db").to_string_lossy().into_owned();
    let mut found = vec![Place {
        url: file,
        folder: Some(folder),
    }];
    match std::env::var("TONGHOP_TEST_POSTGRES") {
        Ok(server) => {
            let url = create_database(&server, &format!("store_{number}")).unwrap();
            found.push(Place { url, folder: None });
        }
        Err(_) => println!("PostgreSQL skipped: TONGHOP_TEST_POSTGRES is not set"),
    }
    found
}

pub fn on_each(test: impl Fn(&Store, &Place)) {
    for place in places() {
        let store = ready(&place.url);
        test(&store, &place);
    }
}

pub fn ready(url: &str) -> Store {
    let store = Store::open(url).unwrap();
    store.migrate(1).unwrap();
    store.write(events::create_chains).unwrap();
    store
}
