//! V105: the parts told near a total do not add up to it.

use crate::amount;
use crate::facts::Facts;
use crate::figure::flow;
use crate::figure::totals::{Partition, by_operator, by_source, counts_people, exclusive, partitions, some_add_up};
use crate::phrases::has;
use crate::registry::{CheckInfo, Run, Scope};
use tonghop_model::finding::{Finding, Severity};
use tonghop_model::message::{Message, Phrase};

pub const INFO: CheckInfo = CheckInfo {
    code: "V105",
    rule: "sum_mismatch",
    severity: Severity::Error,
    scope: Scope::Figure,
    title: "check-v105-title",
    description: "check-v105-description",
    advice: "check-v105-advice",
    source: "domain.md §8: online + direct = received; solved + pending + withdrawn = received; early + on time + late = solved; \
             activated + not activated = installed; sum of parts by operator",
    run: Run::Report(run),
};

/// Parts that nearly add up were meant to: share of the total.
const NEARLY: f64 = 0.03;

fn run(facts: &Facts, out: &mut Vec<Finding>) {
    let mut told: Vec<(usize, usize)> = Vec::new();
    let mut all = partitions(facts);
    all.extend(flow::partitions(facts));
    for partition in all.iter().filter(|p| breaks(p)) {
        let id = |f: &crate::facts::Figure| std::ptr::from_ref(f.measure) as usize;
        let key = (id(partition.total), id(partition.parts[0].figure));
        // A part belongs to its nearest total: the same parts are not told twice.
        if told.iter().any(|(_, first)| *first == key.1) {
            continue;
        }
        told.push(key);
        out.push(finding(facts, partition));
    }
}

/// True where the parts were meant to be the whole and are not.
fn breaks(partition: &Partition) -> bool {
    let values: Vec<f64> = partition.parts.iter().map(|p| p.value).collect();
    let (total, sum) = (partition.total_value, values.iter().sum::<f64>());
    if total <= 0.0 || values.contains(&total) || some_add_up(total, &values) {
        return false;
    }
    // What stands beyond a semicolon may be told of a part, or be further parts of the same total.
    let beyond = &partition.beyond;
    if !beyond.is_empty() {
        let of_a_part = beyond.iter().any(|b| (b - sum).abs() < 1e-6);
        if of_a_part || (sum - total).abs() > total * 0.05 {
            return false;
        }
        let with_others: Vec<f64> = std::iter::once(sum).chain(beyond.iter().copied()).collect();
        if some_add_up(total, &with_others) && !some_add_up(total, beyond) {
            return false;
        }
    }
    let words: Vec<&str> = partition.parts.iter().map(|p| p.words.as_str()).collect();
    let one_unit = partition.parts.iter().all(|p| p.unit == partition.parts[0].unit);
    // "120 người dự, gồm 70 cán bộ và 60 người dân": people, whatever they are.
    let people = partition.parts.iter().all(|p| counts_people(&p.unit)) && counts_people(&partition.total_unit);
    let nearly = (sum - total).abs() <= total * NEARLY && total >= 20.0 && one_unit;
    let largest = values.iter().copied().fold(0.0, f64::max);
    // A total of the same kind as its parts stands beside them: "đã giải quyết 544, còn 15 đang giải quyết".
    let beside: Vec<&str> = words.iter().copied().chain([partition.total.words.as_str()]).collect();
    let most = sum >= total * 0.5;
    // A part greater than the total is a part of something else, where its own words do not say that it is one.
    (largest < total || (exclusive(&words) && one_unit))
        && most
        && !exclusive(&beside)
        && (exclusive(&words)
            || by_operator(&words)
            || nearly
            || (sum > total && ((partition.exhaustive && (one_unit || people)) || by_source(&words))))
}

fn finding(facts: &Facts, partition: &Partition) -> Finding {
    let sum: f64 = partition.parts.iter().map(|p| p.value).sum();
    let (scale, unit) = scale(partition);
    let plain = |value: f64| amount::plain(value / scale);
    let told = |value: f64| format!("{}{unit}", plain(value));
    let printed: Vec<String> = partition.parts.iter().map(|p| plain(p.value)).collect();
    let printed = printed.join(" + ");
    let total = told(partition.total_value);
    let message = Message::new("check-v105-message")
        .with("parts", printed.clone())
        .with("sum", told(sum))
        .with("total", total.clone())
        .with("difference", told((partition.total_value - sum).abs()));
    let mut places = vec![facts.figure_place(partition.total)];
    places.extend(partition.parts.iter().map(|p| facts.figure_place(p.figure)));
    Finding {
        expected: Some(Message::new("check-v105-expected").with("total", total).into()),
        actual: Some(Phrase::Data(format!("{printed} = {}", told(sum)))),
        ..INFO.finding(message, places)
    }
}

/// The unit in which the report prints all of these amounts of money, and what one of it is worth; nothing for other counts.
fn scale(partition: &Partition) -> (f64, &'static str) {
    const SCALES: [(&str, f64, &str); 3] = [
        ("ty dong", 1e9, " tỷ đồng"),
        ("trieu dong", 1e6, " triệu đồng"),
        ("nghin dong", 1e3, " nghìn đồng"),
    ];
    let parts = partition.parts.iter().map(|p| p.figure);
    let quotes: Vec<&str> = parts.chain([partition.total]).map(|f| f.quote()).collect();
    let printed = |(words, ..): &&(&str, f64, &str)| quotes.iter().all(|q| has(q, words));
    SCALES
        .iter()
        .find(printed)
        .map_or((1.0, ""), |(_, worth, unit)| (*worth, *unit))
}

#[cfg(test)]
mod tests {
    use crate::sample::Sample;
    use tonghop_model::message::Phrase;

    const HOSO: &str = "hồ sơ";

    #[test]
    fn fires() {
        let channels = Sample::new().text(
            "Tổng số hồ sơ tiếp nhận là 1.230 hồ sơ, trong đó trực tuyến 1.100 hồ sơ, trực tiếp 120 hồ sơ.",
            &[
                ("tiếp nhận là 1.230 hồ sơ", 1230.0, HOSO),
                ("trực tuyến 1.100 hồ sơ", 1100.0, HOSO),
                ("trực tiếp 120 hồ sơ", 120.0, HOSO),
            ],
        );
        let found = channels.run("V105");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].places.len(), 3);
        let accounts = Sample::new().text(
            "5000 người dân đã cài đặt (đã kích hoạt 4000 tài khoản, chưa kích hoạt 900 tài khoản).",
            &[
                ("5000 người dân đã cài đặt", 5000.0, "người"),
                ("đã kích hoạt 4000 tài khoản", 4000.0, "tài khoản"),
                ("chưa kích hoạt 900 tài khoản", 900.0, "tài khoản"),
            ],
        );
        assert_eq!(accounts.run("V105").len(), 1);
        let flow = Sample::new().text(
            "Tổng số hồ sơ tiếp nhận 100 hồ sơ. Đã giải quyết 80 hồ sơ; đang giải quyết 15 hồ sơ, hồ sơ rút 3 hồ sơ.",
            &[
                ("Tổng số hồ sơ tiếp nhận 100 hồ sơ", 100.0, HOSO),
                ("Đã giải quyết 80 hồ sơ", 80.0, HOSO),
                ("đang giải quyết 15 hồ sơ", 15.0, HOSO),
                ("hồ sơ rút 3 hồ sơ", 3.0, HOSO),
            ],
        );
        assert_eq!(flow.run("V105").len(), 1);
    }

    #[test]
    fn a_part_above_its_total_is_the_greater_contradiction() {
        let told = |parts: [&str; 2]| {
            let quotes = [format!("{} 4.697 hồ sơ", parts[0]), format!("{} 3.222 hồ sơ", parts[1])];
            Sample::new().text(
                &format!("Đã tiếp nhận 1 hồ sơ, trong đó {}, {}.", quotes[0], quotes[1]),
                &[
                    ("Đã tiếp nhận 1 hồ sơ", 1.0, HOSO),
                    (&quotes[0], 4697.0, HOSO),
                    (&quotes[1], 3222.0, HOSO),
                ],
            )
        };
        assert_eq!(told(["nộp trực tuyến", "trực tiếp"]).run("V105").len(), 1);
        assert!(!told(["số hóa", "kiểm tra"]).fires("V105"));
    }

    #[test]
    fn what_became_of_what_was_received_may_stand_behind_its_breakdown() {
        let told = |pending: f64, opening: &str| {
            let pending_quote = format!("đang giải quyết {pending} hồ sơ");
            let text = format!(
                "{opening}Tiếp nhận 100 hồ sơ (trực tuyến 90 hồ sơ, trực tiếp 10 hồ sơ). Đã giải quyết 80 hồ sơ, trong đó \
                 trước hạn 50 hồ sơ, đúng hạn 30 hồ sơ; {pending_quote}."
            );
            Sample::new().text(
                &text,
                &[
                    ("Tiếp nhận 100 hồ sơ", 100.0, HOSO),
                    ("trực tuyến 90 hồ sơ", 90.0, HOSO),
                    ("trực tiếp 10 hồ sơ", 10.0, HOSO),
                    ("Đã giải quyết 80 hồ sơ", 80.0, HOSO),
                    ("trước hạn 50 hồ sơ", 50.0, HOSO),
                    ("đúng hạn 30 hồ sơ", 30.0, HOSO),
                    (&pending_quote, pending, HOSO),
                ],
            )
        };
        assert_eq!(told(25.0, "").run("V105").len(), 1);
        assert!(!told(20.0, "").fires("V105"));
        assert!(!told(25.0, "Kỳ trước chuyển sang một số hồ sơ. ").fires("V105"));
    }

    #[test]
    fn money_is_told_as_the_report_prints_it() {
        let told = |text: &str, figures: &[(&str, f64)]| {
            let figures: Vec<(&str, f64, &str)> = figures.iter().map(|(q, v)| (*q, v * 1e6, "đồng")).collect();
            Sample::new().text(text, &figures)
        };
        let more = told(
            "Tổng kinh phí thực hiện 250 triệu đồng, trong đó ngân sách xã 180 triệu đồng, xã hội hóa 90 triệu đồng.",
            &[
                ("Tổng kinh phí thực hiện 250 triệu đồng", 250.0),
                ("ngân sách xã 180 triệu đồng", 180.0),
                ("xã hội hóa 90 triệu đồng", 90.0),
            ],
        );
        let found = more.run("V105");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].actual, Some(Phrase::Data("180 + 90 = 270 triệu đồng".into())));
        // Another source may not be told.
        let less = told(
            "Tổng kinh phí thực hiện 250 triệu đồng, trong đó ngân sách xã 180 triệu đồng, xã hội hóa 40 triệu đồng.",
            &[
                ("Tổng kinh phí thực hiện 250 triệu đồng", 250.0),
                ("ngân sách xã 180 triệu đồng", 180.0),
                ("xã hội hóa 40 triệu đồng", 40.0),
            ],
        );
        assert!(!less.fires("V105"));
    }

    #[test]
    fn people_of_several_kinds_are_no_more_than_all_people() {
        let told = |word: &str| {
            Sample::new().text(
                &format!("Có 120 người dự, {word} 70 cán bộ và 60 người dân."),
                &[
                    ("Có 120 người dự", 120.0, "người"),
                    (&format!("{word} 70 cán bộ"), 70.0, "cán bộ"),
                    ("60 người dân", 60.0, "người dân"),
                ],
            )
        };
        assert_eq!(told("gồm").run("V105").len(), 1);
        assert!(!told("trong đó có").fires("V105"));
    }

    #[test]
    fn men_and_women_make_up_all_members() {
        let told = |women: f64| {
            Sample::new().text(
                &format!("Toàn xã có 182 thành viên: 97 nam, {women} nữ."),
                &[
                    ("182 thành viên", 182.0, "thành viên"),
                    ("97 nam", 97.0, "nam"),
                    (&format!("{women} nữ"), women, "nữ"),
                ],
            )
        };
        assert_eq!(told(80.0).run("V105").len(), 1);
        assert!(!told(85.0).fires("V105"));
    }

    #[test]
    fn what_became_of_what_was_received_needs_no_announcement() {
        let told = |pending: f64| {
            Sample::new().text(
                &format!("Tiếp nhận 968 hồ sơ; đã giải quyết 940 hồ sơ, đang giải quyết {pending} hồ sơ."),
                &[
                    ("Tiếp nhận 968 hồ sơ", 968.0, HOSO),
                    ("đã giải quyết 940 hồ sơ", 940.0, HOSO),
                    (&format!("đang giải quyết {pending} hồ sơ"), pending, HOSO),
                ],
            )
        };
        assert_eq!(told(21.0).run("V105").len(), 1);
        assert!(!told(28.0).fires("V105"));
    }

    #[test]
    fn parts_in_a_list_below_their_total() {
        let list = |late: f64| {
            Sample::new()
                .text(
                    "Đã giải quyết 200 hồ sơ, cụ thể:",
                    &[("Đã giải quyết 200 hồ sơ", 200.0, HOSO)],
                )
                .text("Trước hạn 150 hồ sơ", &[("Trước hạn 150 hồ sơ", 150.0, HOSO)])
                .text("Đúng hạn 45 hồ sơ", &[("Đúng hạn 45 hồ sơ", 45.0, HOSO)])
                .text("Trễ hạn hồ sơ", &[("Trễ hạn", late, HOSO)])
        };
        assert!(list(4.0).fires("V105"));
        assert!(!list(5.0).fires("V105"));
    }

    #[test]
    fn fires_for_operators_and_for_what_became_of_a_number() {
        const STATIONS: &str = "trạm";
        let operators = Sample::new().text(
            "Trên địa bàn có 45 trạm (Viettel 18 trạm, VNPT 15 trạm, MobiFone 9 trạm).",
            &[
                ("có 45 trạm", 45.0, STATIONS),
                ("Viettel 18 trạm", 18.0, STATIONS),
                ("VNPT 15 trạm", 15.0, STATIONS),
                ("MobiFone 9 trạm", 9.0, STATIONS),
            ],
        );
        assert_eq!(operators.run("V105").len(), 1);
        let became = Sample::new().text(
            "Trong 2.318 hồ sơ tiếp nhận, đã giải quyết 2.240 hồ sơ, đang giải quyết 21 hồ sơ, công dân xin rút 12 hồ sơ.",
            &[
                ("Trong 2.318 hồ sơ", 2318.0, HOSO),
                ("đã giải quyết 2.240 hồ sơ", 2240.0, HOSO),
                ("đang giải quyết 21 hồ sơ", 21.0, HOSO),
                ("công dân xin rút 12 hồ sơ", 12.0, HOSO),
            ],
        );
        assert_eq!(became.run("V105").len(), 1);
    }

    #[test]
    fn a_semicolon_parts_two_divisions_of_one_total() {
        let told = |direct: f64, pending: f64| {
            Sample::new().text(
                &format!(
                    "Tiếp nhận 1.377 hồ sơ, gồm 1.204 hồ sơ trực tuyến và {direct} hồ sơ trực tiếp; đã giải quyết 1.310 hồ sơ, còn {pending} hồ sơ đang giải quyết."
                ),
                &[
                    ("Tiếp nhận 1.377 hồ sơ", 1377.0, HOSO),
                    ("1.204 hồ sơ trực tuyến", 1204.0, HOSO),
                    (&format!("{direct} hồ sơ trực tiếp"), direct, HOSO),
                    ("đã giải quyết 1.310 hồ sơ", 1310.0, HOSO),
                    (&format!("{pending} hồ sơ đang giải quyết"), pending, HOSO),
                ],
            )
        };
        assert!(!told(173.0, 67.0).fires("V105"));
        assert_eq!(told(163.0, 67.0).run("V105").len(), 1);
        assert_eq!(told(163.0, 57.0).run("V105").len(), 2);
    }

    #[test]
    fn stays_silent() {
        let holds = Sample::new().text(
            "Tiếp nhận 100 hồ sơ, trong đó trực tuyến 90 hồ sơ, trực tiếp 10 hồ sơ.",
            &[
                ("Tiếp nhận 100 hồ sơ", 100.0, HOSO),
                ("trực tuyến 90 hồ sơ", 90.0, HOSO),
                ("trực tiếp 10 hồ sơ", 10.0, HOSO),
            ],
        );
        assert!(!holds.fires("V105"));
        let selection = Sample::new().text(
            "Toàn xã có 900 hộ, trong đó 40 hộ nghèo, 55 hộ cận nghèo.",
            &[
                ("900 hộ", 900.0, "hộ"),
                ("40 hộ nghèo", 40.0, "hộ"),
                ("55 hộ cận nghèo", 55.0, "hộ"),
            ],
        );
        assert!(!selection.fires("V105"));
        let other_things = Sample::new().text(
            "Tổ chức 4 hội nghị, trong đó 120 người tham dự, 3 doanh nghiệp.",
            &[
                ("4 hội nghị", 4.0, "hội nghị"),
                ("120 người", 120.0, "người"),
                ("3 doanh nghiệp", 3.0, "doanh nghiệp"),
            ],
        );
        assert!(!other_things.fires("V105"));
        let beside = Sample::new().text(
            "Số hóa đầu ra 540 hồ sơ (tính đến 10/9), còn 15 hồ sơ đang giải quyết và 11 hồ sơ rút.",
            &[
                ("đầu ra 540 hồ sơ", 540.0, HOSO),
                ("15 hồ sơ đang giải quyết", 15.0, HOSO),
                ("11 hồ sơ rút", 11.0, HOSO),
            ],
        );
        assert!(!beside.fires("V105"));
        let nested = Sample::new().text(
            "Tổng số 110 hồ sơ, trong đó tiếp nhận mới 100 hồ sơ (trực tuyến 80 hồ sơ, trực tiếp 20 hồ sơ), kỳ trước chuyển sang 10 hồ sơ.",
            &[
                ("Tổng số 110 hồ sơ", 110.0, HOSO),
                ("tiếp nhận mới 100 hồ sơ", 100.0, HOSO),
                ("trực tuyến 80 hồ sơ", 80.0, HOSO),
                ("trực tiếp 20 hồ sơ", 20.0, HOSO),
                ("kỳ trước chuyển sang 10 hồ sơ", 10.0, HOSO),
            ],
        );
        assert!(!nested.fires("V105"));
    }
}
