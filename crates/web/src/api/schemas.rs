//! The named schemas of the description: what is read and what is written under names of which each means one thing.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Where schemas of what is read stand until they have their names.
const READ: &str = "/components/read";
/// Where all schemas stand in the description.
const NAMED: &str = "/components/schemas";

/// Schemas of what is read and what is written: the same type may have another shape in each direction, and two types may have
/// one name.
pub struct Schemas {
    /// Of what is read.
    pub read: SchemaGenerator,
    /// Of what is written.
    pub written: SchemaGenerator,
}

impl Schemas {
    /// None yet.
    pub fn new() -> Self {
        let settings = |place: &'static str| {
            SchemaSettings::draft2020_12().with(|s| {
                s.definitions_path = place.into();
                s.meta_schema = None;
            })
        };
        Self {
            read: settings(READ).for_deserialize().into_generator(),
            written: settings(NAMED).for_serialize().into_generator(),
        }
    }

    /// All schemas by name. What is read keeps its name unless something else is written under it; `paths`, which uses the
    /// schemas, is told the names.
    pub fn named(mut self, paths: &mut Value) -> Map<String, Value> {
        let read = self.read.take_definitions(true);
        let mut all = self.written.take_definitions(true);
        let names = names(&read, &all);
        for (name, mut schema) in read {
            rename(&mut schema, &names);
            let name = names.get(&name).cloned().unwrap_or(name);
            all.insert(name, schema);
        }
        rename(paths, &names);
        all
    }
}

/// The name of each schema that is read.
fn names(read: &Map<String, Value>, written: &Map<String, Value>) -> BTreeMap<String, String> {
    let mut names: BTreeMap<String, String> = read.keys().map(|n| (n.clone(), n.clone())).collect();
    // What uses something of another name is something else itself: until nothing changes.
    loop {
        let differs = |name: &String| {
            let mut own = read[name].clone();
            rename(&mut own, &names);
            names[name] == *name && written.get(name).is_some_and(|w| *w != own)
        };
        let wrong: Vec<String> = read.keys().filter(|n| differs(n)).cloned().collect();
        if wrong.is_empty() {
            return names;
        }
        for name in wrong {
            let mut new = format!("{name}Input");
            while read.contains_key(&new) || written.contains_key(&new) {
                new.push('_');
            }
            names.insert(name, new);
        }
    }
}

/// Lets every reference to something that is read lead to its name.
fn rename(value: &mut Value, names: &BTreeMap<String, String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(place)) = map.get_mut("$ref")
                && let Some(name) = place
                    .strip_prefix('#')
                    .and_then(|p| p.strip_prefix(READ)?.strip_prefix('/'))
            {
                let name = names.get(name).map_or(name, String::as_str);
                *place = format!("#{NAMED}/{name}");
            }
            map.values_mut().for_each(|v| rename(v, names));
        }
        Value::Array(list) => list.iter_mut().for_each(|v| rename(v, names)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn map(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn a_name_means_one_thing() {
        let read = map(json!({
            "Same": { "type": "string" },
            "Other": { "enum": ["a", "b"] },
            "User": { "properties": { "other": { "$ref": "#/components/read/Other" } } },
            "Only": { "properties": { "same": { "$ref": "#/components/read/Same" } } },
        }));
        let written = map(json!({
            "Same": { "type": "string" },
            "Other": { "type": "object" },
            "User": { "properties": { "other": { "$ref": "#/components/schemas/Other" } } },
        }));
        let found = names(&read, &written);
        let new: Vec<&str> = found.values().map(String::as_str).collect();
        assert_eq!(new, ["Only", "OtherInput", "Same", "UserInput"]);
        let mut user = read["User"].clone();
        rename(&mut user, &found);
        assert_eq!(user["properties"]["other"]["$ref"], "#/components/schemas/OtherInput");
    }
}
