//! The embedded data: complete, without contradiction, and what the rest of the program relies on.

use std::path::Path;

use tonghop_catalogue::Catalogue;
use tonghop_catalogue::units::{Lookup, UnitQuery};
use tonghop_model::reading::StatusClass;

fn data() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue"))
}

#[test]
fn the_embedded_data_have_no_problem() {
    let problems = Catalogue::problems(None);
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn the_directory_gives_the_embedded_catalogue() {
    let loaded = Catalogue::load(data()).expect("the repository's own data");
    assert!(
        loaded == *Catalogue::embedded(),
        "a file of the directory is not embedded, or the other way round"
    );
}

#[test]
fn wordings_have_their_class() {
    let class = |text: &str| Catalogue::embedded().status_class(text);
    for (text, expected) in [
        ("", StatusClass::NotReported),
        ("Cơ bản đáp ứng yêu cầu", StatusClass::MostlyMet),
        (
            "Cơ bản đã triển khai, tuy nhiên nhân lực còn thiếu",
            StatusClass::MostlyMet,
        ),
        ("Đáp ứng", StatusClass::Met),
        ("ĐÃ HOÀN THÀNH.", StatusClass::Met),
        (
            "Đang triển khai thực hiện (Dự kiến trong quý IV)",
            StatusClass::InProgress,
        ),
        ("Chưa thực hiện", StatusClass::NotStarted),
        ("Chưa  hoàn thành", StatusClass::InProgress),
        ("Theo tiến độ của tỉnh", StatusClass::AwaitingHigherLevel),
        ("Không phát sinh hồ sơ", StatusClass::NotArising),
        ("Nội dung này không thuộc thẩm quyền", StatusClass::NotCompetent),
        ("Địa phương chưa triển khai", StatusClass::NotStarted),
        ("Theo tiến độ triển khai của tỉnh", StatusClass::AwaitingHigherLevel),
        ("Không đảm bảo", StatusClass::InProgress),
        ("Đã được triển khai", StatusClass::Met),
    ] {
        assert_eq!(class(text), Some(expected), "{text}");
    }
    for text in ["Sở Khoa học và Công nghệ", "VNPT", "Nhiệm vụ năm 2026"] {
        assert_eq!(class(text), None, "{text}");
    }
}

#[test]
fn beginnings_of_wordings_are_recognised() {
    let is = |text: &str| Catalogue::embedded().is_status_prefix(text);
    assert!(is("co ban dap") && is("dang trien khai thuc hien") && is("c"));
    assert!(!is("") && !is("co ban dap ung yeu cau xa") && !is("phoi hop ubnd"));
}

#[test]
fn the_commune_of_2025_is_not_its_namesakes() {
    let units = Catalogue::embedded().units();
    let query = UnitQuery {
        name: "UBND xã Minh Long",
        province: Some("Quảng Ngãi"),
        date: Some("2025-10"),
        ..UnitQuery::default()
    };
    let Lookup::Found(unit, confidence) = units.lookup(&query) else {
        panic!("{:?}", units.lookup(&query))
    };
    assert_eq!((unit.code.as_str(), unit.valid_from.as_str()), ("21361", "2025-07-01"));
    assert!(confidence > 0.99);
}

#[test]
fn document_types_by_name_abbreviation_and_alias() {
    let name = |word: &str| Catalogue::embedded().document_type(word).map(|t| t.name.as_str());
    for (word, expected) in [
        ("Kế hoạch", "Kế hoạch"),
        ("KẾ HOẠCH", "Kế hoạch"),
        ("ke hoach", "Kế hoạch"),
        ("Kế hoạch hành động", "Kế hoạch hành động"),
        ("KH", "Kế hoạch"),
        ("QĐ", "Quyết định"),
        ("QD", "Quyết định"),
        ("CV", "Công văn"),
        ("NĐ", "Nghị định"),
        ("TTr", "Tờ trình"),
        ("TT", "Thông tư"),
        ("HD", "Hướng dẫn"),
        ("HĐ", "Hợp đồng"),
        ("ĐA", "Đề án"),
        ("DA", "Dự án"),
        ("CĐ", "Công điện"),
        ("TB", "Thông báo"),
        ("CTr", "Chương trình"),
    ] {
        assert_eq!(name(word), Some(expected), "{word}");
    }
    assert_eq!(name("XYZ"), None);
    assert_eq!(name(""), None);
}

#[test]
fn templates_map_local_numbers_to_stable_codes() {
    let catalogue = Catalogue::embedded();
    let node = |template: &str, part: &str, group: &str, no: &str| {
        let template = catalogue.template(template)?;
        template
            .tasks
            .iter()
            .find(|t| t.part == part && t.group == group && t.no == no)
            .map(|t| t.node.as_str())
    };
    assert_eq!(node("411-51-2025", "B1", "VII", "1"), Some("A.VII.2"));
    assert_eq!(node("411-56-2025", "A", "VII", "1"), Some("A.VII.1"));
    assert_eq!(node("411-56-2025", "A", "VII", "2"), Some("A.VII.2"));
    assert_eq!(node("411-38-2025", "B2", "VI", "2"), Some("C.VI.2"));
    assert_eq!(node("411-56-2025", "B", "VI", "2"), Some("C.VI.2"));
    let sizes = ["411-38-2025", "411-51-2025", "411-56-2025"].map(|t| catalogue.template(t).map(|t| t.tasks.len()));
    assert_eq!(sizes, [Some(24), Some(24), Some(25)]);
    let threshold = |t: &str| catalogue.template(t).and_then(|t| t.tasks[0].threshold);
    assert_eq!(
        ["411-38-2025", "411-51-2025", "411-56-2025"].map(threshold),
        [Some(50), Some(60), Some(50)]
    );
    assert_eq!(catalogue.programme("411/QĐ-TTg").map(|p| p.targets.len()), Some(34));
}
