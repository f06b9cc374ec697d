//! Texts for people, from Fluent files: Vietnamese first, English second.
//!
//! The files stand in `locales/<language>/<area>.ftl`. A key is unique over all areas.
