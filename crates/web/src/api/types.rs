//! Types that many operations share: moments, bounds of lists, lists in parts.

use super::json_words::BOUNDS;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use std::borrow::Cow;
use tonghop_model::moment::Moment;

/// A point in time, RFC 3339, UTC.
#[derive(Debug, Serialize)]
pub struct At(String);

impl From<Moment> for At {
    fn from(moment: Moment) -> Self {
        Self(moment.to_string())
    }
}

/// A point in time, where there is one.
pub fn at(moment: Option<Moment>) -> Option<At> {
    moment.map(At::from)
}

impl JsonSchema for At {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "At".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date-time" })
    }
}

/// Things of one kind as another kind.
pub fn all<T, V: From<T>>(things: Vec<T>) -> Vec<V> {
    things.into_iter().map(V::from).collect()
}

/// Most entries of one answer.
const MOST: u64 = 500;
/// Most entries that may be left out.
const FURTHEST: u64 = 1_000_000;

/// How many entries an answer has at most: 1 to 500, 100 where nothing is said.
#[derive(Debug, Clone, Copy)]
pub struct Limit(pub usize);

/// How many entries are left out: 0 to 1,000,000.
#[derive(Debug, Clone, Copy, Default)]
pub struct Skip(pub usize);

impl Default for Limit {
    fn default() -> Self {
        Self(100)
    }
}

fn within<'de, D: Deserializer<'de>>(source: D, least: u64, most: u64) -> Result<usize, D::Error> {
    let number = u64::deserialize(source)?;
    if (least..=most).contains(&number) {
        usize::try_from(number).map_err(D::Error::custom)
    } else {
        Err(D::Error::custom(format!("{least}{BOUNDS}{most}")))
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        within(source, 1, MOST).map(Self)
    }
}

impl<'de> Deserialize<'de> for Skip {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        within(source, 0, FURTHEST).map(Self)
    }
}

impl JsonSchema for Limit {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Limit".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 1, "maximum": MOST, "default": 100 })
    }
}

impl JsonSchema for Skip {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Skip".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0, "maximum": FURTHEST, "default": 0 })
    }
}

/// Which part of a list.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Part {
    /// How many entries at most.
    pub limit: Limit,
    /// How many entries are left out.
    pub skip: Skip,
}

/// A part of a list.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ListOf{T}")]
pub struct List<T> {
    /// The entries of this part.
    pub items: Vec<T>,
    /// How many entries there are in all.
    pub total: usize,
    /// How many were left out.
    pub skip: usize,
    /// How many this part has at most.
    pub limit: usize,
}

impl<T> List<T> {
    /// The part of a whole list.
    pub fn cut<S>(whole: Vec<S>, part: Part) -> Self
    where
        T: From<S>,
    {
        Self {
            total: whole.len(),
            skip: part.skip.0,
            limit: part.limit.0,
            items: whole
                .into_iter()
                .skip(part.skip.0)
                .take(part.limit.0)
                .map(T::from)
                .collect(),
        }
    }
}

/// The version that was read: the change is refused with 409 where somebody else was faster.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// The version that was read.
    pub version: i64,
}

/// The id of what was made.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MadeId {
    /// Its id.
    pub id: i64,
}

/// How many things were concerned.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Count {
    /// How many.
    pub count: usize,
}

/// A text in both languages.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Bilingual {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl From<[String; 2]> for Bilingual {
    fn from([vi, en]: [String; 2]) -> Self {
        Self { vi, en }
    }
}
