//! A server in this process over an empty database, and a browser that keeps cookies.

#![allow(dead_code, reason = "each test file uses a part of it")]

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use tonghop_app::Engine;
use tonghop_app::cycle::{Call, Cycle, people, reports, rounds, setup, templates, units};
use tonghop_messages::{Lang, Messages};
use tonghop_model::cycle::{Action, Actor, ReportId, Role, RoundId, UnitId};
use tonghop_model::moment::Moment;
use tonghop_store::Store;
use tonghop_web::{App, Clock, Config, service};
use tower::ServiceExt;

/// A morning in September 2026.
pub const START: i64 = 1_789_000_000;
pub const PASSWORD: &str = "tám con ngựa vằn";

/// Deadline of a round that is open at [`START`].
pub const DEADLINE: &str = "2027-06-25";

/// A round, the report of one unit in it, and the tasks of its template.
pub struct Opened {
    pub round: RoundId,
    pub report: ReportId,
    pub tasks: Vec<String>,
}

static NUMBER: AtomicU32 = AtomicU32::new(0);

pub struct Server {
    pub app: App,
    pub router: Router,
    pub now: Arc<AtomicI64>,
    folder: PathBuf,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Server {
    /// Nothing set up yet.
    pub fn empty() -> Self {
        Self::with(Config::new("http://localhost"), false)
    }

    /// A province with its units and an invited administrator.
    pub fn new() -> Self {
        Self::with(Config::new("http://localhost"), true)
    }

    pub fn with(config: Config, set_up: bool) -> Self {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("tonghop-web-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let store = Store::open(folder.join("t.db").to_str().unwrap()).unwrap();
        let engine = Engine::new(None, Arc::new(Messages::new(Lang::Vi)), 1).unwrap();
        let cycle = Arc::new(Cycle::new(store, Arc::new(engine)));
        let system = Actor::system("test");
        let call = Call {
            actor: &system,
            now: Moment::from_unix(START),
            address: "",
        };
        setup::migrate(&cycle, &call).unwrap();
        if set_up {
            let input = setup::Bootstrap {
                province: "51".into(),
                login: "admin".into(),
                name: "Quản trị".into(),
            };
            setup::bootstrap(&cycle, &call, &input).unwrap();
        }
        let now = Arc::new(AtomicI64::new(START));
        let clock = Arc::clone(&now);
        let clock = Clock::new(move || Moment::from_unix(clock.load(Ordering::Relaxed)));
        let app = App::new(config, clock, cycle).unwrap();
        Self {
            router: service(&app),
            app,
            now,
            folder,
        }
    }

    /// A second server on the same database.
    pub fn beside(&self) -> Self {
        let clock = Arc::clone(&self.now);
        let clock = Clock::new(move || Moment::from_unix(clock.load(Ordering::Relaxed)));
        let app = App::new(self.app.config().clone(), clock, Arc::clone(self.app.cycle())).unwrap();
        Self {
            router: service(&app),
            app,
            now: Arc::clone(&self.now),
            folder: self.folder.clone(),
        }
    }

    pub fn cycle(&self) -> &Cycle {
        self.app.cycle()
    }

    pub fn system<T>(&self, work: impl FnOnce(&Cycle, &Call<'_>) -> T) -> T {
        let system = Actor::system("test");
        let call = Call {
            actor: &system,
            now: Moment::from_unix(self.now.load(Ordering::Relaxed)),
            address: "",
        };
        work(self.cycle(), &call)
    }

    /// Two communes of the province.
    pub fn communes(&self) -> (UnitId, UnitId) {
        let all = self.system(|cycle, call| units::tree(cycle, call, Action::ViewUnit).unwrap());
        let mut communes = all.iter().filter(|u| u.level == "commune").map(|u| UnitId(u.id));
        (communes.next().unwrap(), communes.next().unwrap())
    }

    pub fn province(&self) -> UnitId {
        let roots = units::roots(self.cycle()).unwrap();
        UnitId(roots[0].id)
    }

    /// Opens a round over the province, with the first template that is published.
    pub fn open_round(&self, unit: UnitId, deadline: &str) -> Opened {
        self.system(|cycle, call| {
            let all = templates::list(cycle, call).unwrap();
            let template = all.into_iter().find(|t| t.published).unwrap();
            let input = rounds::NewRound {
                title: "Báo cáo thử".into(),
                request_number: "1/SKHCN".into(),
                request_date: None,
                request_issuer: "Sở Khoa học và Công nghệ".into(),
                template: template.id,
                unit: self.province(),
                period: "nd09:2026-H1".parse().unwrap(),
                cut_off: None,
                deadline: deadline.parse().unwrap(),
                exempt: Vec::new(),
            };
            let opened = rounds::open(cycle, call, &input).unwrap();
            let owed = reports::mine(cycle, call, Some(opened.round)).unwrap();
            Opened {
                round: opened.round,
                report: owed.into_iter().find(|o| o.unit == unit).unwrap().report,
                tasks: template.content.tasks.iter().map(|t| t.node.clone()).collect(),
            }
        })
    }

    /// An account with a password and a role on a unit.
    pub fn person(&self, login: &str, name: &str, role: Option<(Role, UnitId)>) {
        self.system(|cycle, call| {
            let (account, link) = people::invite(cycle, call, &people::Invite::of(login, name)).unwrap();
            if let Some((role, unit)) = role {
                let input = people::NewRole {
                    account,
                    role,
                    unit,
                    programme: None,
                    from: call.today(),
                    to: None,
                    acting_for: None,
                };
                people::give_role(cycle, call, &input).unwrap();
            }
            people::use_link(cycle, call, &link, PASSWORD, "test").unwrap();
        });
    }

    pub fn browser(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
            token: String::new(),
            headers: Vec::new(),
        }
    }

    /// A browser in which somebody is signed in.
    pub async fn signed_in(&self, login: &str) -> Browser {
        let mut browser = self.browser();
        browser.get("/sign-in").await;
        let answer = browser
            .post("/sign-in", &[("login", login), ("password", PASSWORD)])
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser.get("/account").await;
        browser
    }
}

pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    /// Token of the last page.
    pub token: String,
    /// Sent with every request.
    pub headers: Vec<(&'static str, String)>,
}

#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn place(&self) -> &str {
        self.headers.get(LOCATION).map_or("", |v| v.to_str().unwrap())
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    /// The value of a hidden field, as a browser would send it.
    pub fn field(&self, name: &str) -> String {
        let begin = format!("name=\"{name}\" value=\"");
        let rest = self.body.split_once(&begin).map_or("", |(_, rest)| rest);
        let value = rest.split('"').next().unwrap_or_default();
        value
            .replace("&#34;", "\"")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
    }
}

impl Browser {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, "", String::new()).await
    }

    /// Posts a form with the token of the last page.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.token.clone();
        let mut form: Vec<(&str, &str)> = vec![("csrf", &token)];
        form.extend(fields);
        self.post_raw(path, &form).await
    }

    /// Posts exactly these fields.
    pub async fn post_raw(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        self.send("POST", path, "application/x-www-form-urlencoded", body.finish())
            .await
    }

    /// Posts a form with a file.
    pub async fn upload(&mut self, path: &str, fields: &[(&str, &str)], file: (&str, &str, &str)) -> Answer {
        let mut body = String::new();
        for (name, value) in [("csrf", self.token.as_str())].iter().chain(fields) {
            body += &format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }
        let (field, name, content) = file;
        body += &format!(
            "--b\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n{content}\r\n--b--\r\n"
        );
        self.send("POST", path, "multipart/form-data; boundary=b", body).await
    }

    pub async fn send(&mut self, method: &str, path: &str, media: &str, body: String) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(COOKIE, cookies.join("; "));
        if !media.is_empty() {
            request = request.header(CONTENT_TYPE, media);
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let request = request.body(Body::from(body)).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        for cookie in parts.headers.get_all(SET_COOKIE) {
            let (pair, rest) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let body = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((_, rest)) = body.split_once("<meta name=\"csrf\" content=\"") {
            self.token = rest.split('"').next().unwrap().to_owned();
        }
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }
}
