//! The description of the API (OpenAPI 3.1), made from the routing table and the types of its operations.

use super::input::{KEY_HEADER, LONGEST_KEY};
use super::operation::{Key, Operation};
use super::schemas::Schemas;
use crate::problem::WebError;
use crate::reply::Reply;
use crate::routes::{self, Access, Route, Verb, get};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::response::IntoResponse;
use schemars::SchemaGenerator;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

pub fn routes() -> Vec<Route> {
    vec![get("/api/v1/openapi.json", Access::Public, show)]
}

static DOCUMENT: LazyLock<Result<Vec<u8>, String>> =
    LazyLock::new(|| serde_json::to_vec(&document(&routes::table())).map_err(|e| e.to_string()));

async fn show() -> Reply {
    let text = DOCUMENT.as_deref().map_err(|e| WebError::internal(e.clone()))?;
    let media = [(CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    Ok((StatusCode::OK, media, text).into_response())
}

/// The description of all routes that are operations of the API.
pub fn document(table: &[Route]) -> Value {
    let mut schemas = Schemas::new();
    let mut paths: Map<String, Value> = Map::new();
    for route in table {
        let Some(operation) = &route.operation else { continue };
        let entry = paths.entry(route.path).or_insert_with(|| json!({}));
        entry[route.verb.text().to_lowercase()] = described(route, operation, &mut schemas);
    }
    paths.insert("/api/v1/openapi.json".into(), own_path());
    let mut paths = Value::Object(paths);
    let mut named = schemas.named(&mut paths);
    named.insert("Problem".into(), problem_schema());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Tổng Hợp",
            "version": "1",
            "description": DESCRIPTION,
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "paths": paths,
        "components": {
            "schemas": named,
            "responses": PROBLEMS.iter().map(problem).collect::<Map<_, _>>(),
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer", "description": "A personal access token, made on the page of one's account." },
                "session": {
                    "type": "apiKey", "in": "cookie", "name": "session",
                    "description": "The session of a browser. What changes something also needs the header X-CSRF-Token with the token of a page.",
                },
            },
        },
        "security": [{ "token": [] }, { "session": [] }],
    })
}

const DESCRIPTION: &str = "Rounds, reports, review and consolidated views of Tổng Hợp. Everybody may do here what they may do on \
    the pages. Problems are answered as application/problem+json (RFC 9457) with a stable `code`; `title` and `detail` are in \
    Vietnamese, or in English where `Accept-Language` or `?lang=en` asks for it. What changes something names the `version` that was \
    read and is refused with 409 where somebody else was faster. Lists are given in parts (`limit`, `skip`).";

fn own_path() -> Value {
    json!({ "get": {
        "operationId": "describe", "tags": ["description"], "summary": "This description.", "security": [],
        "responses": {
            "200": { "description": "The description.", "content": { "application/json": { "schema": { "type": "object" } } } },
            "500": { "$ref": "#/components/responses/P500" },
            "504": { "$ref": "#/components/responses/P504" },
        },
    } })
}

fn described(route: &Route, operation: &Operation, schemas: &mut Schemas) -> Value {
    let (tag, id, summary) = operation.names;
    let mut parameters = path_parameters(route.path);
    parameters.extend(query_parameters(operation, &mut schemas.read));
    parameters.extend(key_parameter(operation.key));
    parameters.extend(version_parameter(route, operation));
    let mut found = json!({
        "operationId": id,
        "tags": [tag],
        "summary": summary,
        "description": rule(route.access),
        "parameters": parameters,
        "responses": answers(route, operation, schemas),
    });
    if route.access == Access::Public {
        found["security"] = json!([]);
    }
    if let Some((media, schema)) = operation.body {
        found["requestBody"] =
            json!({ "required": true, "content": { media: { "schema": schema(&mut schemas.read) } } });
    }
    found
}

/// Who may use an operation, for people who read the description.
fn rule(access: Access) -> String {
    let name = |action| {
        serde_json::to_value(action)
            .ok()
            .and_then(|v| v.as_str().map(str::to_owned))
    };
    match access {
        Access::Can(action) | Access::Whole(action) | Access::On(action, _) => {
            format!("Needs the right `{}`.", name(action).unwrap_or_default())
        }
        Access::Public => "For everybody, also without a token.".into(),
        _ => "For everybody who is signed in.".into(),
    }
}

/// Kinds of documents.
const KINDS: [&str; 6] = ["request", "reminder", "late", "consolidated", "brief", "report"];

fn path_parameters(path: &str) -> Vec<Value> {
    let names = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let parameter = |name: &str| {
        let schema = match name {
            "node" => {
                json!({ "type": "string", "minLength": 1, "description": "Code of an item: `A.VII.2`, `T04`, `s:causes`." })
            }
            "kind" => json!({ "type": "string", "enum": KINDS, "description": "Kind of document." }),
            "session" => json!({ "type": "string", "minLength": 1, "description": "`key` of a session." }),
            _ => json!({ "type": "integer", "format": "int64", "minimum": 1 }),
        };
        json!({ "name": name, "in": "path", "required": true, "schema": schema })
    };
    names.map(parameter).collect()
}

fn query_parameters(operation: &Operation, generator: &mut SchemaGenerator) -> Vec<Value> {
    let schema = (operation.query)(generator);
    let required = schema
        .get("required")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let properties = schema.get("properties").and_then(Value::as_object);
    let parameter = |(name, schema): (&String, &Value)| {
        let mut schema = schema.clone();
        let description = schema.as_object_mut().and_then(|s| s.remove("description"));
        json!({
            "name": name, "in": "query", "required": required.iter().any(|r| r == name),
            "description": description.unwrap_or_default(), "schema": without_null(schema),
        })
    };
    properties.into_iter().flatten().map(parameter).collect()
}

/// A parameter is there or not there; it is never null.
fn without_null(mut schema: Value) -> Value {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|t| t != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema["type"] = only;
        }
    }
    if let Some(Value::Array(any)) = schema.get_mut("anyOf") {
        any.retain(|s| s["type"] != "null");
        if let [only] = any.as_slice() {
            return only.clone();
        }
    }
    schema
}

fn key_parameter(key: Key) -> Option<Value> {
    (key != Key::None).then(|| {
        json!({
            "name": KEY_HEADER, "in": "header", "required": key == Key::Required,
            "description": "Names the request: repeated with the same key it changes nothing and answers the same.",
            "schema": { "type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~]+$" },
        })
    })
}

fn version_parameter(route: &Route, operation: &Operation) -> Option<Value> {
    is_conditional(route, operation).then(|| {
        json!({
            "name": "if-match", "in": "header", "required": false,
            "description": "The version that was read, as `ETag` gave it, instead of `version`: 412 where somebody else was faster.",
            "schema": { "type": "string", "pattern": "^\"[0-9]{1,18}\"$" },
        })
    })
}

fn is_conditional(route: &Route, operation: &Operation) -> bool {
    operation.versioned && route.verb != Verb::Get
}

fn answers(route: &Route, operation: &Operation, schemas: &mut Schemas) -> Map<String, Value> {
    let mut found = Map::new();
    let mut answer = json!({ "description": operation.names.2 });
    if let Some(schema) = (operation.output)(&mut schemas.written) {
        answer["content"] = json!({ operation.media: { "schema": schema } });
    } else if !operation.media.is_empty() {
        answer["content"] = json!({ operation.media: { "schema": { "type": "string", "format": "binary" } } });
    }
    found.insert(operation.status.as_u16().to_string(), answer);
    for status in problems_of(route, operation) {
        let place = format!("#/components/responses/P{status}");
        found.insert(status.to_string(), json!({ "$ref": place }));
    }
    found
}

/// The problems that an operation may answer.
fn problems_of(route: &Route, operation: &Operation) -> Vec<u16> {
    let mut found = vec![401, 403, 500, 503, 504];
    if route.access == Access::Public {
        found.push(429);
    }
    let changes = route.verb != Verb::Get;
    if route.path.contains('{') || changes {
        found.push(404);
    }
    if changes {
        found.extend([409, 413, 422]);
    } else {
        found.push(422);
    }
    if is_conditional(route, operation) {
        found.push(412);
    }
    if operation.body.is_some() {
        found.extend([400, 415]);
    } else if operation.key != Key::None || is_conditional(route, operation) {
        found.push(400);
    }
    found.sort_unstable();
    found
}

/// Every problem with what it means.
const PROBLEMS: [(u16, &str); 13] = [
    (400, "What was sent cannot be read."),
    (401, "Nobody is signed in, or the token does not hold."),
    (
        403,
        "The person may not do this, or a session of a browser came without the token of a page.",
    ),
    (
        404,
        "There is no such thing, or it belongs to a unit outside of the person's reach.",
    ),
    (
        409,
        "Somebody else was faster (`conflict`), or the state does not allow it (`code` says which rule).",
    ),
    (412, "Somebody else was faster than the version in `If-Match`."),
    (413, "What was sent is larger than the limit."),
    (415, "What was sent is of another media type."),
    (422, "The input is wrong; `errors` names the fields."),
    (
        429,
        "Too many requests of this address within a minute; `Retry-After` says when to come again.",
    ),
    (500, "The program failed; `request` finds the failure in the log."),
    (503, "The database is busy; try again."),
    (504, "It took too long and was given up."),
];

fn problem((status, words): &(u16, &str)) -> (String, Value) {
    let content = json!({ "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } });
    (
        format!("P{status}"),
        json!({ "description": words, "content": content }),
    )
}

fn problem_schema() -> Value {
    json!({
        "type": "object",
        "description": "Problem details (RFC 9457).",
        "required": ["type", "title", "status", "detail", "code", "errors", "request"],
        "properties": {
            "type": { "type": "string", "description": "`urn:tonghop:problem:` and the code." },
            "title": { "type": "string", "description": "For people, in the language of the request." },
            "status": { "type": "integer" },
            "detail": { "type": "string", "description": "For people: what exactly." },
            "code": { "type": "string", "description": "Stable name of the problem." },
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["field", "detail"],
                    "properties": {
                        "field": {
                            "type": "string",
                            "description": "The field of the request; of a finding (`blocked`, `unexplained`) the code of its item. Empty for the whole.",
                        },
                        "detail": { "type": "string", "description": "For people, in the language of the request." },
                        "finding": { "type": "integer", "description": "Id of the finding; only of findings, as what follows." },
                        "check": { "type": "string", "description": "Code of the check that found it." },
                        "severity": { "type": "string", "enum": ["error", "warning", "info"] },
                        "message": {
                            "type": "object",
                            "description": "What was found, in both languages.",
                            "required": ["vi", "en"],
                            "properties": { "vi": { "type": "string" }, "en": { "type": "string" } },
                        },
                    },
                },
            },
            "request": { "type": "string", "description": "Names the request in the server's log." },
            "present": { "description": "After a conflict on an answer: the answer as it stands now." },
        },
    })
}
