//! V110: one thing with two values in one report.

use crate::amount;
use crate::facts::{Facts, Figure};
use crate::groups::groups;
use crate::phrases;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};
use tonghop_model::reading::AsOf;
use tonghop_text::words;

pub const INFO: CheckInfo = CheckInfo {
    code: "V110",
    rule: "figure_conflict",
    severity: Severity::Warning,
    scope: Scope::Figure,
    title: "check-v110-title",
    description: "check-v110-description",
    advice: "check-v110-advice",
    source: "product.md, capability 3: repeated figures",
    run: Run::Report(run),
};

/// A subject must say enough to name one thing.
const LEAST_WORDS: usize = 5;

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let named: Vec<(&Figure, &str)> = facts
        .figures
        .iter()
        .filter(|f| !f.measure.is_target && !f.is_rough() && f.measure.value.is_some() && !is_step(f) && !is_change(f))
        .map(|f| (f, f.subject()))
        .filter(|(_, subject)| words(thing(subject)).count() >= LEAST_WORDS)
        .collect();
    let things = groups(
        named
            .iter()
            .map(|(f, subject)| (subject, f.counted_unit(), f.is_percent(), time_key(f))),
    );
    for thing in things {
        let [figure, rest @ ..] = thing.as_slice() else {
            continue;
        };
        let figure = named[*figure].0;
        let mut others = rest.iter().map(|&other| named[other].0);
        let Some(other) = others.find(|o| o.measure.value != figure.measure.value && !facts.are_twins(figure, o))
        else {
            continue;
        };
        // Two lines that print their own counts are two things with one name.
        if figure.measure.denominator.is_some() && other.measure.denominator != figure.measure.denominator {
            continue;
        }
        let percent = if figure.is_percent() { " %" } else { "" };
        let value = |f: &Figure| {
            f.measure
                .value
                .map_or_else(String::new, |v| format!("{}{percent}", amount::plain(v)))
        };
        let message = Message::new("check-v110-message")
            .with("subject", figure.measure.subject.clone())
            .with("first", value(figure))
            .with("second", value(other));
        out.push(Finding {
            actual: Some(Phrase::Data(format!("{} / {}", value(figure), value(other)))),
            ..INFO.finding(message, vec![facts.figure_place(figure), facts.figure_place(other)])
        });
    }
}

/// The words of a folded subject that name the thing, before those that compare it with a plan or another time.
fn thing(subject: &str) -> &str {
    const COMPARED: [&str; 7] = ["tang", "giam", "vuot", "so voi", "so cung ky", "ke hoach", "du toan"];
    let at = COMPARED
        .iter()
        .filter_map(|words| phrases::position(subject, words))
        .min();
    &subject[..at.unwrap_or(subject.len())]
}

/// What tells the times of two figures apart.
fn time_key<'a>(figure: &Figure<'a>) -> Option<(&'a str, Option<&'a str>)> {
    figure.measure.as_of.as_ref().map(|time| match time {
        AsOf::Date(day) => (day.as_str(), None),
        AsOf::Window { from, to } => (from.as_str(), Some(to.as_str())),
    })
}

/// True for "tăng 160 xã so với cuối năm 2030": what changed by so much stands before, in another clause.
fn is_change(figure: &Figure) -> bool {
    let quote = figure.quote();
    ["tang ", "giam "].iter().any(|verb| quote.starts_with(verb))
}

/// True for a length of time that no indicator asks for: each step of a procedure has its own.
fn is_step(figure: &Figure) -> bool {
    let unit = figure.counted_unit();
    let time = ["phut", "gio", "ngay", "tuan", "thang"]
        .iter()
        .any(|t| unit.split(' ').next() == Some(t));
    time && figure.measure.indicator.is_none()
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    fn two(second: f64, unit: &str) -> Sample {
        Sample::new()
            .text("a", &[("thành viên tổ công nghệ số cộng đồng", 60.0, "người")])
            .text("b", &[("thành viên tổ công nghệ số cộng đồng", second, unit)])
    }

    #[test]
    fn fires() {
        assert_eq!(two(64.0, "người").run("V110").len(), 1);
    }

    #[test]
    fn headings_of_one_kind_tell_two_things_apart() {
        let told = |first: &str, second: &str| {
            let sown = "Tổng diện tích gieo trồng cả năm";
            Sample::new()
                .section("1", first, 2)
                .text(sown, &[(sown, 226.0, "ha")])
                .section("2", second, 2)
                .text(sown, &[(sown, 96.0, "ha")])
                .fires("V110")
        };
        assert!(!told("Vụ xuân", "Vụ hè thu"));
        assert!(!told("Quý I", "Quý II"));
        assert!(told("Trồng trọt", "Đánh giá chung"));
        assert!(told("Kết quả trồng trọt", "Kết quả chung"));
    }

    #[test]
    fn a_change_says_less_than_its_words() {
        let grown = |n: f64| [("lúa tăng so với cùng kỳ năm trước", n, "%")];
        assert!(
            !Sample::new()
                .text("a", &grown(2.0))
                .text("b", &grown(3.0))
                .fires("V110")
        );
    }

    #[test]
    fn stays_silent() {
        assert!(!two(60.0, "người").fires("V110"));
        assert!(!two(64.0, "tổ").fires("V110"));
        assert!(
            !Sample::new()
                .text("a", &[("Thời gian chậm nhất kể từ khi nhận", 15.0, "ngày")])
                .text("b", &[("Thời gian chậm nhất kể từ khi nhận", 5.0, "ngày")])
                .fires("V110")
        );
        assert!(
            !Sample::new()
                .text("a", &[("hồ sơ", 4.0, "hồ sơ")])
                .text("b", &[("hồ sơ", 5.0, "hồ sơ")])
                .fires("V110")
        );
    }

    #[test]
    fn changes_are_those_of_other_things() {
        let change = |first: &str, second: &str| {
            Sample::new()
                .text(first, &[(first, 160.0, "xã")])
                .text(second, &[(second, 261.0, "xã")])
                .fires("V110")
        };
        let words = "xã so với cuối năm 2030 của tỉnh";
        assert!(!change(&format!("tăng 160 {words}"), &format!("tăng 261 {words}")));
    }
}
