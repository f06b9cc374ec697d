//! Which figures are aims, not results.

use super::scan::{Figure, Shape};
use crate::tokens::{Kind, Tokens};
use tonghop_model::reading::{Measure, Section};

/// Headings under which everything is an aim.
const AIM_HEADINGS: [&str; 5] = [
    "mục tiêu",
    "mục tiêu chung",
    "mục tiêu cụ thể",
    "mục tiêu tổng quát",
    "các mục tiêu cụ thể",
];

/// Makes targets of the figures of the text under headings such as "Mục tiêu cụ thể".
pub(crate) fn under_headings(measures: &mut [Measure], sections: &[Section]) {
    for (i, heading) in sections.iter().enumerate() {
        let title = heading.title.to_lowercase();
        if !AIM_HEADINGS.contains(&title.trim_end_matches([':', '.', ' '])) {
            continue;
        }
        let until = sections[i + 1..].iter().find(|s| s.level <= heading.level);
        let within = |m: &&mut Measure| {
            let at = m.span.begin();
            m.span.cell.is_none() && at >= heading.span.begin() && until.is_none_or(|s| at < s.span.begin())
        };
        measures.iter_mut().filter(within).for_each(|m| m.is_target = true);
    }
}

/// Words looked at before a figure.
const BEFORE: usize = 40;
/// Names of what was planned.
const AIMS: [&str; 7] = [
    "mục tiêu",
    "chỉ tiêu giao",
    "chỉ tiêu tỉnh giao",
    "chỉ tiêu được giao",
    "kế hoạch giao",
    "kế hoạch tỉnh giao",
    "kế hoạch được giao",
];
/// Words that make an aim of what follows.
const STRIVING: [&str; 3] = ["phấn đấu", "phải đạt", "cần đạt"];
/// Words that tell what was reached.
const REACHED: [&str; 6] = ["thực hiện", "đạt", "đã", "kết quả", "ước", "hoàn thành"];

/// True where the words before the figure speak of an aim.
pub(super) fn is_target(tokens: &Tokens<'_>, earlier: &[Figure], figure: &Figure) -> bool {
    is_aimed_at(tokens, earlier, figure) || is_plan_aside(tokens, figure) || is_in_list_of_aims(tokens, figure)
}

/// True where the sentence before the figure names an aim.
fn is_aimed_at(tokens: &Tokens<'_>, earlier: &[Figure], figure: &Figure) -> bool {
    // "Kế hoạch giao 500 người, thực hiện 430 người": what follows the aim's own figure is the result.
    let told_behind = |aim: usize| {
        let own = earlier.iter().find(|f| f.number > aim);
        own.is_some_and(|own| (own.next..figure.first).any(|i| tokens.any_phrase(i, &REACHED).is_some()))
    };
    let counted = |aim: usize| earlier.iter().any(|f| f.first <= aim && aim < f.next);
    // "đạt 60% kế hoạch tỉnh giao, đạt 58% kế hoạch huyện giao": the plan is what the share before is of.
    let measured = |aim: usize| {
        earlier
            .iter()
            .any(|f| f.shape == Shape::Percent && (f.next..f.next + 3).contains(&aim))
    };
    (0..figure.first)
        .rev()
        .take(BEFORE)
        .take_while(|&i| tokens.low(i) != ";" && !tokens.ends_sentence(i))
        .any(|i| {
            // "vốn chương trình mục tiêu quốc gia": a name.
            let named = tokens.low_before(i, 1) == "trình";
            let aim =
                || !named && tokens.any_phrase(i, &AIMS).is_some() && !counted(i) && !measured(i) && !told_behind(i);
            tokens.any_phrase(i, &STRIVING).is_some() || aim()
        })
}

/// "(kế hoạch là 4%)", "(KH 500 ha)": the bracket sets the plan beside the result.
fn is_plan_aside(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    const PLANS: [&str; 5] = ["kế hoạch", "kh", "chỉ tiêu", "mục tiêu", "nghị quyết"];
    let open = (figure.first.saturating_sub(6)..figure.first)
        .rev()
        .find(|&k| tokens.low(k) == "(");
    open.is_some_and(|open| {
        let plan = tokens.any_phrase(open + 1, &PLANS);
        plan.is_some_and(|n| {
            (open + 1 + n..figure.first)
                .all(|k| matches!(tokens.low(k), "là" | "giao" | "năm" | ":" | "được" | "đề" | "ra"))
        })
    })
}

/// "Hội nghị thống nhất các chỉ tiêu: tăng trưởng đạt 17%; 90% hộ …": what a sentence lists as aims, beyond semicolons.
fn is_in_list_of_aims(tokens: &Tokens<'_>, figure: &Figure) -> bool {
    const LONGEST: usize = 160;
    const LISTS: [&str; 4] = ["chỉ tiêu", "mục tiêu", "chỉ tiêu chủ yếu", "chỉ tiêu cụ thể"];
    const DECIDED: [&str; 9] = [
        "thống nhất",
        "đề ra",
        "thông qua",
        "phấn đấu",
        "đặt ra",
        "quyết nghị",
        "nhiệm vụ trọng tâm",
        "phương hướng",
        "giao",
    ];
    let sentence = || {
        (0..figure.first)
            .rev()
            .take(LONGEST)
            .take_while(|&i| !tokens.ends_sentence(i))
    };
    let colon = sentence().find(|&i| tokens.low(i) == ":" && tokens.any_phrase_before(i, &LISTS).is_some());
    colon.is_some_and(|colon| {
        let before = sentence().filter(|&i| i < colon && tokens.kind(i) == Kind::Word);
        let (mut decided, mut reached) = (false, false);
        for i in before {
            decided |= tokens.any_phrase(i, &DECIDED).is_some();
            reached |= tokens
                .any_phrase(i, &["hoàn thành", "đạt được", "kết quả", "vượt"])
                .is_some();
        }
        decided && !reached
    })
}
