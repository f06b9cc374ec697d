//! The domain: programmes, templates, indicators, org units in time, readings, findings.
//!
//! Pure values and rules. No input or output, no clock, no file formats, no text for people:
//! a text that people will see is a [`message::Message`], worded later from the message files.
//! The vocabulary is that of `docs/glossary.md`.

pub mod consolidation;
pub mod cycle;
pub mod date;
pub mod deadline;
pub mod finding;
pub mod form;
pub mod holiday;
pub mod impossible;
pub mod indicator;
pub mod message;
pub mod moment;
pub mod official;
pub mod org_unit;
pub mod period;
pub mod printed;
pub mod programme;
pub mod reading;
pub mod template;
pub mod wording;
