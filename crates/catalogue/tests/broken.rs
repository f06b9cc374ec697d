//! A directory with mistakes: every one is reported with its file and line, and nothing is loaded.

use std::fs;
use std::path::{Path, PathBuf};

use tonghop_catalogue::{Catalogue, Problem};
use tonghop_model::message::Arg;

/// A copy of some areas of the repository's catalogue, removed at the end.
struct Copy(PathBuf);

impl Copy {
    fn of(areas: &[&str], name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("tonghop-catalogue-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
        fs::create_dir_all(&dir).expect("temporary directory");
        for area in areas {
            fs::create_dir_all(dir.join(area)).expect("folder");
            for entry in fs::read_dir(source.join(area)).expect("area") {
                let entry = entry.expect("entry");
                fs::copy(entry.path(), dir.join(area).join(entry.file_name())).expect("copy");
            }
        }
        Self(dir)
    }

    /// Replaces the first `from` of a file by `to`; the line on which it stood.
    fn change(&self, file: &str, from: &str, to: &str) -> usize {
        let path = self.0.join(file);
        let text = fs::read_to_string(&path).expect("file");
        let at = text.find(from).expect("text to change");
        fs::write(&path, text.replacen(from, to, 1)).expect("write");
        text[..at].matches('\n').count() + 1
    }

    fn problems(&self) -> Vec<Problem> {
        Catalogue::problems(Some(&self.0))
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[track_caller]
fn single(problems: &[Problem], file: &str, line: usize, key: &str) {
    let [problem] = problems else { panic!("{problems:#?}") };
    assert_eq!(
        (problem.file.as_str(), problem.line, problem.message.key),
        (file, line, key),
        "{problem:?}"
    );
}

const TEMPLATE: &str = "templates/411-51-2025.toml";

#[test]
fn a_missing_directory_is_a_problem() {
    let problems = Catalogue::problems(Some(Path::new("/nonexistent/catalogue")));
    assert!(
        problems.iter().any(|p| p.message.key == "catalogue-no-directory"),
        "{problems:?}"
    );
}

#[test]
fn an_area_may_be_left_out() {
    let copy = Copy::of(&["templates"], "area");
    assert!(Catalogue::load(&copy.0).expect("only templates") == *Catalogue::embedded());
    copy.change(TEMPLATE, "Quảng Ngãi năm 2025", "Quảng Ngãi năm 2026");
    assert!(Catalogue::load(&copy.0).expect("own templates") != *Catalogue::embedded());
}

#[test]
fn wrong_syntax_names_its_line() {
    let copy = Copy::of(&["templates"], "syntax");
    let line = copy.change(TEMPLATE, "timeframe = \"2022 - 2025\"", "timeframe = \"2022 - 2025");
    single(&copy.problems(), TEMPLATE, line, "catalogue-syntax");
}

#[test]
fn an_unknown_field_names_its_line() {
    let copy = Copy::of(&["templates"], "field");
    let line = copy.change(TEMPLATE, "threshold = 60", "treshold = 60");
    single(&copy.problems(), TEMPLATE, line, "catalogue-unknown-field");
}

#[test]
fn references_must_exist() {
    let copy = Copy::of(&["templates"], "node");
    let line = copy.change(TEMPLATE, "node = \"A.VII.5\"", "node = \"A.VII.9\"");
    let problems = copy.problems();
    // The place of a task is its first line, three above the node.
    single(&problems, TEMPLATE, line - 3, "catalogue-unknown-reference");
    let args = &problems[0].message.args;
    assert!(args.contains(&("code", Arg::Text("A.VII.9".into()))), "{args:?}");
}

#[test]
fn codes_must_be_unique() {
    let copy = Copy::of(&["indicators"], "code");
    let file = "indicators/t-public-services.toml";
    let line = copy.change(file, "code = \"T20\"", "code = \"T19\"");
    single(&copy.problems(), file, line, "catalogue-duplicate");
}

#[test]
fn a_phrase_must_mean_one_indicator() {
    let copy = Copy::of(&["indicators"], "phrase");
    let file = "indicators/t-public-services.toml";
    copy.change(
        file,
        "    \"hồ sơ rút\",",
        "    \"hồ sơ rút\", \"Hồ sơ giải quyết, đúng hạn\",",
    );
    let problems = copy.problems();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!(problems[0].message.key, "catalogue-ambiguous-phrase");
    assert!(problems[0].line > 1 && problems[0].file == file);
}

#[test]
fn a_wording_must_have_one_known_class() {
    let copy = Copy::of(&["wordings"], "class");
    let file = "wordings/status.toml";
    let line = copy.change(
        file,
        "    \"Chưa thực hiện\",",
        "    \"Chưa thực hiện\",\n    \"ĐÃ HOÀN THÀNH\",",
    );
    single(&copy.problems(), file, line + 1, "catalogue-ambiguous-phrase");
    let copy = Copy::of(&["wordings"], "class-name");
    let line = copy.change(file, "class = \"mostly_met\"", "class = \"nearly\"");
    single(&copy.problems(), file, line, "catalogue-unknown-value");
}

#[test]
fn wordings_of_checks_must_not_contradict_each_other() {
    let file = "wordings/checks.toml";
    for (name, from, to, below, key) in [
        (
            "two",
            "phrases = [\"Doanh nghiệp\"]",
            "phrases = [\"Doanh nghiệp\", \"cửa hàng\"]",
            4,
            "catalogue-ambiguous-phrase",
        ),
        (
            "again",
            "phrases = [\"Cửa hàng\"]",
            "phrases = [\"Cửa hàng\", \"CỬA HÀNG\"]",
            0,
            "catalogue-repeated",
        ),
        (
            "blank",
            "phrases = [\"Cửa hàng\"]",
            "phrases = [\"Cửa hàng\", \" \"]",
            0,
            "catalogue-blank",
        ),
        (
            "says",
            "says = \"own_action\"",
            "says = \"something\"",
            0,
            "catalogue-unknown-value",
        ),
        (
            "except",
            "says = \"own_action\"",
            "says = \"own_action\"\nexcept = [\"Tỉnh\"]",
            1,
            "catalogue-bad-value",
        ),
    ] {
        let copy = Copy::of(&["wordings"], name);
        let line = copy.change(file, from, to);
        let problems = copy.problems();
        assert_eq!(problems.len(), 1, "{name}: {problems:#?}");
        assert_eq!(
            (problems[0].file.as_str(), problems[0].message.key),
            (file, key),
            "{name}"
        );
        let at = if below == 4 {
            problems[0].line > line
        } else {
            problems[0].line == line + below
        };
        assert!(at, "{name}: {problems:#?} for line {line}");
    }
}

#[test]
fn rows_of_units_are_checked() {
    let file = "units/communes.tsv";
    for (from, to, key) in [
        ("21361\txã\tMinh Long\t51", "21361\txã\tMinh Long", "catalogue-bad-row"),
        (
            "21361\txã\tMinh Long\t51",
            "21361\tlàng\tMinh Long\t51",
            "catalogue-bad-value",
        ),
        (
            "21361\txã\tMinh Long\t51",
            "21361\txã\tMinh Long\t99",
            "catalogue-unknown-reference",
        ),
        (
            "21361\txã\tMinh Long\t51",
            "2136\txã\tMinh Long\t51",
            "catalogue-bad-value",
        ),
        (
            "21361\txã\tMinh Long\t51\t2025-07-01",
            "21361\txã\tMinh Long\t51\t2025-7-1",
            "catalogue-bad-value",
        ),
    ] {
        let copy = Copy::of(&["units"], "rows");
        let line = copy.change(file, from, to);
        let problems = copy.problems();
        // The succession that leads to the broken row is not reported as well.
        single(&problems, file, line, key);
    }
}

#[test]
fn every_message_is_worded_in_both_languages() {
    let keys = [
        "no-directory",
        "unreadable",
        "syntax",
        "blank",
        "duplicate",
        "repeated",
        "unknown-reference",
        "bad-value",
        "bad-columns",
        "ratio-without-counts",
        "ambiguous-phrase",
        "bad-row",
        "empty-table",
        "out-of-order",
    ];
    for language in ["vi", "en"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../messages/locales/{language}/catalogue.ftl"));
        let text = fs::read_to_string(path).expect("message file");
        for key in keys {
            assert!(
                text.lines().any(|l| l.starts_with(&format!("catalogue-{key} ="))),
                "{language}: {key}"
            );
        }
    }
}
