//! An operation: a use case with what it takes and gives as types. The handler and the description are made from them.

use super::input::{self, Payload, Query};
use super::versions;
use crate::app::App;
use crate::context::{Context, Ctx};
use crate::problem::{More, Problem, WebError};
use crate::reply::Reply;
use crate::routes::{Access, Body, Route, Verb};
use crate::visits::counted;
use axum::extract::{RawPathParams, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use std::io::{self, Write};
use std::sync::Arc;
use tonghop_app::cycle::{Call, Cycle, CycleError, CycleResult};

/// Group, unique name and summary of an operation, for the description.
pub type Names = (&'static str, &'static str, &'static str);

/// Whether a request may or has to carry a key that makes repeating it harmless.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// It is not looked at.
    None,
    /// It may.
    Optional,
    /// It has to.
    Required,
}

/// What an operation is handed besides its input.
pub struct Env<'a> {
    /// The use cases.
    pub cycle: &'a Cycle,
    /// Who, when.
    pub call: &'a Call<'a>,
    /// The request: language, person.
    pub ctx: &'a Context,
    /// The server: configuration, name of the office.
    pub app: &'a App,
}

/// What a request says.
pub struct In<Q, B> {
    /// Number in the path; 0 where there is none.
    pub id: i64,
    /// Second parameter of the path; empty where there is none.
    pub second: String,
    /// Parameters behind the question mark.
    pub query: Q,
    /// Body.
    pub body: B,
    /// Idempotency key; empty where none was sent.
    pub key: String,
    /// True where the version stands in `If-Match`.
    pub conditional: bool,
}

impl<Q, B> In<Q, B> {
    /// The second parameter as a number.
    pub fn second_id<T: std::str::FromStr>(&self) -> CycleResult<T> {
        self.second.parse().map_err(|_| CycleError::NotFound("thing"))
    }

    /// The idempotency key, apart from those of other people and other places.
    pub fn scoped_key(&self, env: &Env<'_>, what: &str) -> String {
        if self.key.is_empty() {
            return String::new();
        }
        let account = env.call.actor.account.map_or(0, |a| a.0);
        format!("api:{account}:{what}:{}:{}", self.id, self.key)
    }
}

/// What an operation gives.
pub trait Output: Send + 'static {
    /// Status of the answer.
    const STATUS: StatusCode;
    /// Media type; empty where there is no body.
    const MEDIA: &'static str;
    /// Its schema, where it is JSON.
    fn schema(generator: &mut SchemaGenerator) -> Option<Schema>;
    /// The answer.
    fn reply(self) -> Reply;
}

/// JSON that was asked for.
pub struct Json<T>(pub T);
/// JSON about something that was made.
pub struct Made<T>(pub T);
/// It was done; there is nothing to say.
pub struct Done;
/// A file as it was sent.
pub struct File {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

fn json<T: Serialize>(status: StatusCode, value: &T) -> Reply {
    let text = serde_json::to_vec(value).map_err(WebError::internal)?;
    let media = [(CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    // Cloning shares the bytes.
    let text = axum::body::Bytes::from(text);
    Ok(versions::tagged((status, media, text.clone()).into_response(), &text))
}

/// An answer whose body is JSON.
macro_rules! answers_json {
    ($name:ident, $status:ident) => {
        impl<T: Serialize + JsonSchema + Send + 'static> Output for $name<T> {
            const STATUS: StatusCode = StatusCode::$status;
            const MEDIA: &'static str = "application/json";

            fn schema(generator: &mut SchemaGenerator) -> Option<Schema> {
                Some(generator.subschema_for::<T>())
            }

            fn reply(self) -> Reply {
                json(Self::STATUS, &self.0)
            }
        }
    };
}

answers_json!(Json, OK);
answers_json!(Made, CREATED);

impl Output for Done {
    const STATUS: StatusCode = StatusCode::NO_CONTENT;
    const MEDIA: &'static str = "";

    fn schema(_: &mut SchemaGenerator) -> Option<Schema> {
        None
    }

    fn reply(self) -> Reply {
        Ok(Self::STATUS.into_response())
    }
}

impl Output for File {
    const STATUS: StatusCode = StatusCode::OK;
    const MEDIA: &'static str = "application/octet-stream";

    fn schema(_: &mut SchemaGenerator) -> Option<Schema> {
        None
    }

    fn reply(self) -> Reply {
        let disposition = format!("attachment; filename*=UTF-8''{}", crate::reply::encoded(&self.name));
        let headers: [(HeaderName, HeaderValue); 3] = [
            // Whatever somebody sent is never taken for a page of ours.
            (CONTENT_TYPE, HeaderValue::from_static(Self::MEDIA)),
            (
                CONTENT_DISPOSITION,
                HeaderValue::from_str(&disposition).map_err(WebError::internal)?,
            ),
            (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        ];
        Ok((headers, self.bytes).into_response())
    }
}

/// A picture that this program drew (PNG).
pub struct Picture(
    /// Its bytes.
    pub Vec<u8>,
);

impl Output for Picture {
    const STATUS: StatusCode = StatusCode::OK;
    const MEDIA: &'static str = "image/png";

    fn schema(_: &mut SchemaGenerator) -> Option<Schema> {
        None
    }

    fn reply(self) -> Reply {
        let headers: [(HeaderName, HeaderValue); 2] = [
            (CONTENT_TYPE, HeaderValue::from_static(Self::MEDIA)),
            (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        ];
        Ok((headers, self.0).into_response())
    }
}

/// Writes a file piece by piece, on a thread that may wait.
pub type Writing = dyn FnOnce(&mut dyn Write) -> io::Result<()> + Send;

/// A file that is sent while it is written: a large one never stands in memory as a whole.
pub struct Streamed {
    /// Its name, ASCII.
    pub name: String,
    /// Writes it.
    pub write: Box<Writing>,
}

impl Output for Streamed {
    const STATUS: StatusCode = StatusCode::OK;
    const MEDIA: &'static str = "application/octet-stream";

    fn schema(_: &mut SchemaGenerator) -> Option<Schema> {
        None
    }

    fn reply(self) -> Reply {
        crate::stream::written(&self.name, Self::MEDIA, self.write)
    }
}

/// Makes the schema of a type.
pub type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// An operation as it is described.
pub struct Operation {
    /// Group, unique name, summary.
    pub names: Names,
    /// Whether it takes an idempotency key.
    pub key: Key,
    /// True where it names the version that was read, in its body, its query or `If-Match`.
    pub versioned: bool,
    /// Schema of what stands behind the question mark.
    pub query: SchemaOf,
    /// Media type and schema of the body.
    pub body: Option<(&'static str, SchemaOf)>,
    /// Status of the answer.
    pub status: StatusCode,
    /// Media type of the answer; empty where it has no body.
    pub media: &'static str,
    /// Schema of the answer.
    pub output: fn(&mut SchemaGenerator) -> Option<Schema>,
}

/// An operation without an idempotency key.
pub fn op<Q: Query, B: Payload, O: Output>(
    verb: Verb,
    path: &'static str,
    access: Access,
    names: Names,
    work: fn(&Env<'_>, In<Q, B>) -> CycleResult<O>,
) -> Route {
    keyed(Key::None, verb, path, access, names, work)
}

/// An operation that may or has to be named by the caller.
pub fn keyed<Q: Query, B: Payload, O: Output>(
    key: Key,
    verb: Verb,
    path: &'static str,
    access: Access,
    names: Names,
    work: fn(&Env<'_>, In<Q, B>) -> CycleResult<O>,
) -> Route {
    // Made once for each operation, not for each request.
    let known = Arc::new(input::parameters::<Q>());
    let in_body = B::takes_version();
    let versioned = known.contains_key("version") || in_body;
    let open = access == Access::Public;
    let handler = move |State(app): State<App>, ctx: Ctx, params: RawPathParams, request: Request| async move {
        if open {
            counted(&app, &ctx)?;
        }
        let params: Vec<(&str, &str)> = params.iter().collect();
        let place = input::place(&params)?;
        // Large bodies take their turns: what has been read of each stands in memory.
        let _turn = match B::READ.is_streamed() {
            true => Some(app.large_bodies().await?),
            false => None,
        };
        let known = input::Known {
            rows: app.config().limits.rows,
            key,
            parameters: &known,
            versioned,
            in_body,
        };
        let said = input::read::<Q, B>(&ctx, place, request, &known).await?;
        carry_out(app, ctx, said, work).await
    };
    let body = match B::MEDIA {
        "multipart/form-data" => Body::Upload,
        // The guard looks at the token of every request that changes something.
        _ if verb.is_safe() => Body::None,
        _ if B::READ.is_streamed() => Body::Stream,
        _ => Body::Raw,
    };
    let operation = Operation {
        names,
        key,
        versioned,
        query: |generator| Q::json_schema(generator),
        body: (!B::MEDIA.is_empty()).then_some((B::MEDIA, B::schema)),
        status: O::STATUS,
        media: O::MEDIA,
        output: O::schema,
    };
    Route::of_api((verb, path, access), body, handler, operation)
}

async fn carry_out<Q: Query, B: Payload, O: Output>(
    app: App,
    ctx: Ctx,
    said: In<Q, B>,
    work: fn(&Env<'_>, In<Q, B>) -> CycleResult<O>,
) -> Result<Response, WebError> {
    // Who names the version by a header is answered by the status that goes with it.
    let (status, code) = match said.conditional {
        true => (StatusCode::PRECONDITION_FAILED, "precondition-failed"),
        false => (StatusCode::CONFLICT, "conflict"),
    };
    let conflict = Problem {
        words: "conflict",
        ..Problem::new(status, code)
    };
    let (context, server) = (Arc::clone(&ctx.0), app.clone());
    let outcome = app
        .attempt(&ctx, move |cycle, call| {
            let env = Env {
                cycle,
                call,
                ctx: &context,
                app: &server,
            };
            work(&env, said)
        })
        .await?;
    match outcome {
        Ok(output) => output.reply(),
        // What stands there now is part of the answer: the caller need not ask again to show both.
        Err(CycleError::ItemConflict(item)) => {
            let present = serde_json::to_value(super::reports::Answer::from(*item)).map_err(WebError::internal)?;
            let mut problem = conflict;
            problem.more = Some(Box::new(More::Present(present)));
            Err(problem.into())
        }
        Err(CycleError::DecisionConflict(present)) => {
            let present = present.map(super::reports::Decision::from);
            let present = serde_json::to_value(present).map_err(WebError::internal)?;
            let mut problem = conflict;
            problem.more = Some(Box::new(More::Present(present)));
            Err(problem.into())
        }
        Err(CycleError::Conflict(_)) => Err(conflict.into()),
        Err(error) => Err(error.into()),
    }
}
