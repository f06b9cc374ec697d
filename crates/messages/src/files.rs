//! The embedded message files.

/// Area, Vietnamese text, English text. A test holds this list against the folder.
pub const FILES: &[(&str, &str, &str)] = &[
    (
        "app",
        include_str!("../locales/vi/app.ftl"),
        include_str!("../locales/en/app.ftl"),
    ),
    (
        "catalogue",
        include_str!("../locales/vi/catalogue.ftl"),
        include_str!("../locales/en/catalogue.ftl"),
    ),
    (
        "checks",
        include_str!("../locales/vi/checks.ftl"),
        include_str!("../locales/en/checks.ftl"),
    ),
    (
        "cli",
        include_str!("../locales/vi/cli.ftl"),
        include_str!("../locales/en/cli.ftl"),
    ),
    (
        "model",
        include_str!("../locales/vi/model.ftl"),
        include_str!("../locales/en/model.ftl"),
    ),
    (
        "readers",
        include_str!("../locales/vi/readers.ftl"),
        include_str!("../locales/en/readers.ftl"),
    ),
    (
        "writers",
        include_str!("../locales/vi/writers.ftl"),
        include_str!("../locales/en/writers.ftl"),
    ),
];
