//! Reports sent over many connections: as fast as the server takes them, and at a given pace.

use super::http::Client;
use super::sample;
use serde_json::json;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tonghop_app::cycle::reports::ItemInput;
use tonghop_app::cycle::templates::Content;
use tonghop_model::cycle::ids::ReportId;

/// What is sent, to whom.
pub struct Load<'a> {
    pub address: SocketAddr,
    pub tokens: &'a [String],
    pub content: &'a Content,
    pub reports: &'a [ReportId],
}

/// Times of the answers, in order, and of all together.
pub struct Taken {
    pub times: Vec<Duration>,
    pub total: Duration,
}

impl Taken {
    pub fn per_second(&self) -> f64 {
        self.times.len() as f64 / self.total.as_secs_f64()
    }

    pub fn share(&self, percent: usize) -> Duration {
        self.times[(self.times.len() * percent / 100).min(self.times.len() - 1)]
    }
}

/// One request, made before the time runs.
struct Request {
    path: String,
    key: String,
    body: String,
}

impl Load<'_> {
    /// Sends each report once over so many connections; with a pace, the n-th is due n / pace seconds after the
    /// beginning and its time counts from then, whether or not a connection was free.
    pub fn send(&self, connections: usize, pace: Option<f64>) -> Taken {
        // By the number of the report: no part of the measurement repeats the texts of another one.
        let request = |report: &ReportId| Request {
            path: format!("/api/v1/reports/{report}/intake"),
            key: format!("do-{report}"),
            body: body(&sample::items(self.content, report.0 as usize)),
        };
        self.all(&self.reports.iter().map(request).collect::<Vec<_>>(), connections, pace)
    }

    /// The same for reports whose answers were saved and checked before: they are only sent.
    pub fn submit(&self, connections: usize, pace: Option<f64>) -> Taken {
        let request = |report: &ReportId| Request {
            path: format!("/api/v1/reports/{report}/submit"),
            key: format!("gui-{report}"),
            body: json!({ "note": "Số liệu để đo" }).to_string(),
        };
        self.all(&self.reports.iter().map(request).collect::<Vec<_>>(), connections, pace)
    }

    /// Asks for the checks of each report, as the page does before it is sent.
    pub fn check(&self, connections: usize) -> Taken {
        let request = |report: &ReportId| Request {
            path: format!("/api/v1/reports/{report}/check"),
            key: String::new(),
            body: String::new(),
        };
        self.all(&self.reports.iter().map(request).collect::<Vec<_>>(), connections, None)
    }

    fn all(&self, requests: &[Request], connections: usize, pace: Option<f64>) -> Taken {
        let next = AtomicUsize::new(0);
        let begun = Instant::now();
        let mut times: Vec<Duration> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..connections)
                .map(|number| {
                    let next = &next;
                    scope.spawn(move || self.work(number, requests, next, begun, pace))
                })
                .collect();
            workers.into_iter().flat_map(|w| w.join().unwrap()).collect()
        });
        let total = begun.elapsed();
        times.sort_unstable();
        Taken { times, total }
    }

    fn work(
        &self,
        number: usize,
        requests: &[Request],
        next: &AtomicUsize,
        begun: Instant,
        pace: Option<f64>,
    ) -> Vec<Duration> {
        let mut client = Client::new(self.address).unwrap();
        let token = format!("Authorization: Bearer {}\r\n", self.tokens[number % self.tokens.len()]);
        let mut times = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(request) = requests.get(place) else {
                return times;
            };
            let due = pace.map(|p| begun + Duration::from_secs_f64(place as f64 / p));
            if let Some(due) = due {
                std::thread::sleep(due.saturating_duration_since(Instant::now()));
            }
            let from = due.unwrap_or_else(Instant::now);
            client.headers = match request.key.as_str() {
                "" => token.clone(),
                key => format!("{token}Idempotency-Key: {key}\r\n"),
            };
            let media = if request.body.is_empty() {
                ""
            } else {
                "application/json"
            };
            let answer = client
                .send("POST", &request.path, media, request.body.as_bytes())
                .unwrap();
            times.push(from.elapsed());
            assert!(answer.status < 300, "{}: {}", answer.status, answer.text());
        }
    }
}

fn body(items: &[ItemInput]) -> String {
    let item = |i: &ItemInput| {
        let mut answer = json!({});
        for (name, text) in [("status", &i.status), ("result", &i.result)] {
            if !text.is_empty() {
                answer[name] = json!(text);
            }
        }
        for (name, number) in [("numerator", i.numerator), ("denominator", i.denominator)] {
            if let Some(number) = number {
                answer[name] = json!(number);
            }
        }
        json!({ "node": i.node, "answer": answer })
    };
    json!({ "items": items.iter().map(item).collect::<Vec<_>>(), "note": "Số liệu để đo" }).to_string()
}
