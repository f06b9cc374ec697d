//! V106: a total counts people while its parts count accounts, or the reverse; accounts told as a share of people.

use crate::amount;
use crate::facts::{Facts, Figure};
use crate::figure::totals::{is_account, is_person, partitions};
use crate::phrases;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};

pub const INFO: CheckInfo = CheckInfo {
    code: "V106",
    rule: "unit_mismatch",
    severity: Severity::Warning,
    scope: Scope::Figure,
    title: "check-v106-title",
    description: "check-v106-description",
    advice: "check-v106-advice",
    source: "domain.md §8: persons against accounts",
    run: Run::Report(run),
};

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    of_partitions(facts, out);
    out.extend(facts.figures.iter().filter_map(|figure| of_share(facts, figure)));
}

/// "6.945 tài khoản, đạt 58,4% dân số": one person may have several. Accounts of electronic identity are one a person.
fn of_share(facts: &Facts, figure: &Figure) -> Option<Finding> {
    const ACCOUNTS: [(&str, &str); 2] = [("tai khoan", "tài khoản"), ("the", "thẻ")];
    const PEOPLE: [(&str, &str); 5] = [
        ("dan so", "dân số"),
        ("nguoi dan", "người dân"),
        ("cong dan", "công dân"),
        ("nhan khau", "nhân khẩu"),
        ("nguoi", "người"),
    ];
    let share = figure.is_percent() && figure.measure.numerator.is_some() && !figure.measure.is_target;
    let counted = figure.measure.numerator.map(amount::plain).filter(|_| share)?;
    let quote = figure.quote();
    let rest = &quote[quote.find(&counted)? + counted.len()..];
    let account = ACCOUNTS.iter().find(|(word, _)| {
        let after = rest.trim_start();
        after.starts_with(word) && !after[word.len()..].starts_with(char::is_alphanumeric)
    })?;
    let people = PEOPLE.iter().find(|(word, _)| phrases::has(rest, word))?;
    // One a person, unless there are more of them than people.
    let measure = figure.measure;
    let more = measure.numerator.zip(measure.denominator).is_some_and(|(n, d)| n > d);
    if !more
        && phrases::has_any(
            quote,
            &["dinh danh", "vneid", "bao hiem y te", "can cuoc", "nguoi co tai khoan"],
        )
    {
        return None;
    }
    let message = Message::new("check-v106-share")
        .with("counted", account.1)
        .with("people", people.1);
    Some(Finding {
        actual: Some(two_units(people.1, account.1)),
        ..INFO.finding(message, vec![facts.figure_place(figure)])
    })
}

/// The units of measure of a whole and its part: either may be the right one.
fn two_units(whole: &str, part: &str) -> Phrase {
    Message::new("check-v106-units")
        .with("whole", whole)
        .with("part", part)
        .into()
}

fn of_partitions(facts: &Facts, out: &mut Vec<Finding>) {
    let mut told: Vec<*const tonghop_model::reading::Measure> = Vec::new();
    for partition in partitions(facts) {
        let total = &partition.total_unit;
        // "2.455 lượt người …: 1.120 lượt": the short form of the same unit.
        let short = |part: &str| total.starts_with(part) || part.starts_with(total.as_str());
        let mixed = |part: &str| {
            !short(part) && ((is_person(total) && is_account(part)) || (is_account(total) && is_person(part)))
        };
        let id = std::ptr::from_ref(partition.total.measure);
        let Some(part) = partition.parts.iter().find(|p| mixed(&p.unit)) else {
            continue;
        };
        if told.contains(&id) {
            continue;
        }
        told.push(id);
        let unit = |u: &Option<String>| u.clone().unwrap_or_default();
        let (whole, one) = (unit(&partition.total.measure.unit), unit(&part.figure.measure.unit));
        let message = Message::new("check-v106-message")
            .with("total", whole.clone())
            .with("part", one.clone());
        let places = vec![facts.figure_place(partition.total), facts.figure_place(part.figure)];
        out.push(Finding {
            actual: Some(two_units(&whole, &one)),
            ..INFO.finding(message, places)
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;

    fn sample(unit: &str) -> Sample {
        Sample::new().text(
            "500 người đã cài đặt ứng dụng (đã kích hoạt 400, chưa kích hoạt 100).",
            &[
                ("500 người", 500.0, "người"),
                ("đã kích hoạt 400", 400.0, unit),
                ("chưa kích hoạt 100", 100.0, unit),
            ],
        )
    }

    #[test]
    fn fires() {
        assert_eq!(sample("tài khoản").run("V106").len(), 1);
    }

    #[test]
    fn fires_for_accounts_as_a_share_of_people() {
        let told = |quote: &str| Sample::new().ratio(quote, 6945.0, 11888.0, 58.42);
        assert!(told("có 6.945 tài khoản ngân hàng, đạt 58,42% dân số từ 15 tuổi").fires("V106"));
        assert!(told("6.945 tài khoản/11.888 người từ 15 tuổi, đạt 58,42%").fires("V106"));
        assert!(!told("6.945 người có tài khoản ngân hàng, đạt 58,42% dân số").fires("V106"));
        assert!(!told("6.945 tài khoản đã mở mới, đạt 58,42% kế hoạch").fires("V106"));
        assert!(!told("6.945 tài khoản định danh điện tử/11.888 công dân, đạt 58,42%").fires("V106"));
        let more = "8.945 tài khoản VNeID trên tổng số 7.900 người dân, đạt 113%";
        assert!(Sample::new().ratio(more, 8945.0, 7900.0, 113.0).fires("V106"));
    }

    #[test]
    fn the_short_form_of_a_unit_is_the_same_unit() {
        let visits = Sample::new().text(
            "500 lượt khách, trong đó sáng 400 lượt, chiều 90 lượt.",
            &[
                ("500 lượt người", 500.0, "lượt người"),
                ("sáng 400 lượt", 400.0, "lượt"),
                ("chiều 90 lượt", 90.0, "lượt"),
            ],
        );
        assert!(!visits.fires("V106"));
    }

    #[test]
    fn stays_silent() {
        assert!(!sample("người").fires("V106"));
    }
}
