//! Counters for monitoring, in the text format of Prometheus.

use std::fmt::Write;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// Upper bounds of the duration buckets, milliseconds.
const BOUNDS: [u64; 9] = [5, 10, 25, 50, 100, 250, 1_000, 5_000, 30_000];

/// The counters of one server.
#[derive(Debug)]
pub struct Metrics {
    routes: Vec<RouteMetrics>,
    in_flight: AtomicI64,
    panics: AtomicU64,
}

#[derive(Debug)]
struct RouteMetrics {
    label: String,
    /// 1xx to 5xx.
    answers: [AtomicU64; 5],
    buckets: [AtomicU64; BOUNDS.len() + 1],
    micros: AtomicU64,
}

impl Metrics {
    /// Counters for these routes (method and path as declared); one more for requests that no route takes.
    pub fn new(routes: impl Iterator<Item = (&'static str, &'static str)>) -> Self {
        let label = |(method, path): (&str, &str)| format!("method=\"{method}\",route=\"{path}\"");
        let one = |label| RouteMetrics {
            label,
            answers: Default::default(),
            buckets: Default::default(),
            micros: AtomicU64::new(0),
        };
        let mut routes: Vec<_> = routes.map(label).map(one).collect();
        routes.push(one(label(("", "other"))));
        Self {
            routes,
            in_flight: AtomicI64::new(0),
            panics: AtomicU64::new(0),
        }
    }

    /// A request came in.
    pub fn begin(&self) {
        self.in_flight.fetch_add(1, Relaxed);
    }

    /// It was answered. `route` is its place in the table.
    pub fn end(&self, route: Option<usize>, status: u16, took: Duration) {
        self.in_flight.fetch_sub(1, Relaxed);
        let Some(counters) = route.and_then(|r| self.routes.get(r)).or(self.routes.last()) else {
            return;
        };
        let class = usize::from(status / 100).clamp(1, 5) - 1;
        counters.answers[class].fetch_add(1, Relaxed);
        let millis = took.as_millis() as u64;
        let bucket = BOUNDS.iter().position(|b| millis <= *b).unwrap_or(BOUNDS.len());
        counters.buckets[bucket].fetch_add(1, Relaxed);
        counters.micros.fetch_add(took.as_micros() as u64, Relaxed);
    }

    /// A handler panicked.
    pub fn panicked(&self) {
        self.panics.fetch_add(1, Relaxed);
    }

    /// The counters as text. Routes that nobody asked for are left out.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::from("# TYPE tonghop_requests_total counter\n");
        for route in &self.routes {
            for (class, answers) in route.answers.iter().enumerate() {
                let count = answers.load(Relaxed);
                if count > 0 {
                    let _ = writeln!(
                        out,
                        "tonghop_requests_total{{{},status=\"{}xx\"}} {count}",
                        route.label,
                        class + 1
                    );
                }
            }
        }
        out.push_str("# TYPE tonghop_request_seconds histogram\n");
        for route in self.routes.iter().filter(|r| r.total() > 0) {
            route.histogram(&mut out);
        }
        let _ = writeln!(
            out,
            "# TYPE tonghop_requests_in_flight gauge\ntonghop_requests_in_flight {}\n# TYPE tonghop_panics_total counter\ntonghop_panics_total {}",
            self.in_flight.load(Relaxed),
            self.panics.load(Relaxed)
        );
        out
    }
}

impl RouteMetrics {
    fn total(&self) -> u64 {
        self.buckets.iter().map(|b| b.load(Relaxed)).sum()
    }

    fn histogram(&self, out: &mut String) {
        let mut below = 0;
        for (i, bucket) in self.buckets.iter().enumerate() {
            below += bucket.load(Relaxed);
            let bound = BOUNDS
                .get(i)
                .map_or("+Inf".to_owned(), |b| (*b as f64 / 1000.0).to_string());
            let _ = writeln!(
                out,
                "tonghop_request_seconds_bucket{{{},le=\"{bound}\"}} {below}",
                self.label
            );
        }
        let seconds = self.micros.load(Relaxed) as f64 / 1e6;
        let _ = writeln!(out, "tonghop_request_seconds_sum{{{}}} {seconds}", self.label);
        let _ = writeln!(out, "tonghop_request_seconds_count{{{}}} {below}", self.label);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_per_route_and_class() {
        let metrics = Metrics::new([("GET", "/rounds/{id}")].into_iter());
        metrics.begin();
        metrics.end(Some(0), 200, Duration::from_millis(7));
        metrics.begin();
        metrics.end(None, 404, Duration::from_millis(1));
        let text = metrics.text();
        assert!(text.contains("tonghop_requests_total{method=\"GET\",route=\"/rounds/{id}\",status=\"2xx\"} 1"));
        assert!(text.contains("route=\"other\",status=\"4xx\"} 1"));
        assert!(text.contains("tonghop_request_seconds_bucket{method=\"GET\",route=\"/rounds/{id}\",le=\"0.01\"} 1"));
        assert!(text.contains("tonghop_requests_in_flight 0"));
    }
}
