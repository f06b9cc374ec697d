//! Looking up administrative units: the traps of names, codes and dates.

use tonghop_catalogue::Catalogue;
use tonghop_catalogue::units::{Lookup, UNKNOWN_START, UnitQuery, Units};
use tonghop_model::org_unit::{OrgUnit, UnitKind};

fn units() -> &'static Units {
    Catalogue::embedded().units()
}

fn find<'a>(name: &'a str, province: Option<&'a str>, date: Option<&'a str>) -> Lookup<'static> {
    units().lookup(&UnitQuery {
        name,
        province,
        date,
        ..UnitQuery::default()
    })
}

#[track_caller]
fn found(name: &str, province: Option<&str>, date: Option<&str>) -> (&'static OrgUnit, f64) {
    match find(name, province, date) {
        Lookup::Found(unit, confidence) => (unit, confidence),
        other => panic!("{name}: {other:?}"),
    }
}

#[track_caller]
fn code(name: &str, province: &str, date: &str) -> (String, String) {
    let (unit, _) = found(name, Some(province), Some(date));
    (unit.code.clone(), unit.full_name())
}

fn pair(code: &str, name: &str) -> (String, String) {
    (code.to_owned(), name.to_owned())
}

#[test]
fn every_state_has_its_units() {
    let count = |date: &str| {
        let at = |u: &&OrgUnit| u.valid_from.as_str() <= date && u.valid_to.as_deref().is_none_or(|end| date < end);
        let all: Vec<_> = units().all().filter(at).collect();
        let level = |f: fn(UnitKind) -> bool| all.iter().filter(|u| f(u.kind)).count();
        (
            level(UnitKind::is_province),
            level(UnitKind::is_district),
            level(UnitKind::is_commune),
        )
    };
    assert_eq!(count("2025-06-30"), (63, 696, 10_035));
    assert_eq!(count("2025-07-01"), (34, 0, 3_321));
    assert_eq!(count("2026-04-30"), (34, 0, 3_321));
}

#[test]
fn code_and_beginning_together_name_a_unit() {
    let mut keys: Vec<_> = units().all().map(|u| (&u.code, &u.valid_from)).collect();
    keys.sort();
    let all = keys.len();
    keys.dedup();
    assert_eq!(keys.len(), all);
}

#[test]
fn a_new_unit_keeps_the_code_of_one_predecessor() {
    let old = units().at("21361", "2025-06-30").expect("old unit");
    let new = units().at("21361", "2025-07-01").expect("new unit");
    assert_eq!(
        (old.full_name().as_str(), new.full_name().as_str()),
        ("xã Long Hiệp", "xã Minh Long")
    );
    assert_eq!(
        (old.valid_from.as_str(), new.valid_from.as_str()),
        (UNKNOWN_START, "2025-07-01")
    );
    let names: Vec<_> = units()
        .predecessors("21361", "2025-10-16")
        .iter()
        .map(|(u, whole)| (u.full_name(), *whole))
        .collect();
    assert!(names.contains(&("xã Long Hiệp".to_owned(), true)), "{names:?}");
    assert_eq!(names.len(), 3);
    let next = units().successors("21361", "2025-06-30");
    assert_eq!(
        next.iter().map(|(u, _)| u.full_name()).collect::<Vec<_>>(),
        ["xã Minh Long"]
    );
    assert!(units().successors("21361", "2025-10-16").is_empty());
}

#[test]
fn codes_of_provinces_and_communes_are_two_lists() {
    assert_eq!(
        units().at("91", "2025-06-30").map(|u| u.full_name()).as_deref(),
        Some("tỉnh Kiên Giang")
    );
    assert_eq!(
        units().at("91", "2025-07-01").map(|u| u.full_name()).as_deref(),
        Some("tỉnh An Giang")
    );
    let from = units().predecessors("91", "2025-07-01");
    assert_eq!(
        from.iter().map(|(u, _)| u.name.as_str()).collect::<Vec<_>>(),
        ["An Giang", "Kiên Giang"]
    );
    assert_eq!(
        units().at("01", "2025-07-01").map(|u| u.full_name()).as_deref(),
        Some("thành phố Hà Nội")
    );
}

#[test]
fn a_district_and_a_later_commune_bear_one_name() {
    assert_eq!(
        code("Minh Long", "Quảng Ngãi", "2025-05-23"),
        pair("531", "huyện Minh Long")
    );
    assert_eq!(
        code("huyện Minh Long", "Quảng Ngãi", "2025-05"),
        pair("531", "huyện Minh Long")
    );
    assert_eq!(
        code("Minh Long", "Quảng Ngãi", "2025-10"),
        pair("21361", "xã Minh Long")
    );
    assert_eq!(
        found("xã Minh Long", Some("Cao Bằng"), Some("2025-05")).0.province_name,
        "Cao Bằng"
    );
    assert_eq!(
        found("phường Minh Long", Some("Bình Phước"), Some("2025-05"))
            .0
            .province_name,
        "Bình Phước"
    );
    let Lookup::Candidates(candidates) = find("xã Minh Long", None, None) else {
        panic!("two communes bear the name")
    };
    assert_eq!(candidates.len(), 2);
}

#[test]
fn a_unit_of_another_time_is_only_a_candidate() {
    assert!(matches!(find("xã Long Hiệp", Some("Quảng Ngãi"), Some("2025-10")), Lookup::Candidates(c) if c.len() == 1));
    assert!(matches!(
        find("huyện Minh Long", Some("Quảng Ngãi"), Some("2025-10")),
        Lookup::Candidates(_)
    ));
    assert_eq!(find("xã Không Có Tên Này", None, None), Lookup::None);
    assert_eq!(find("", None, None), Lookup::None);
    assert_eq!(find("xã", None, None), Lookup::None);
}

#[test]
fn spelling_varies() {
    for name in [
        "Xã Thiệu Hóa",
        "xã Thiệu Hoá",
        "XÃ THIỆU HÓA",
        "Thiệu Hóa",
        "xa Thieu Hoa",
        "UBND xã Thiệu Hóa",
    ] {
        assert_eq!(
            found(name, Some("Thanh Hoá"), Some("2025-10")).0.code,
            "15772",
            "{name}"
        );
    }
    let decomposed = "xa\u{303} Thie\u{323}\u{302}u Hoa\u{301}";
    assert_eq!(found(decomposed, Some("Thanh Hóa"), Some("2025-10")).0.code, "15772");
    assert_eq!(
        found("xã Ea H’leo", Some("Đắk Lắk"), Some("2025-10")).0.name,
        "Ea H'Leo"
    );
    assert_eq!(found("phường B'Lao", Some("Lâm Đồng"), Some("2025-10")).0.code, "24829");
    let exact = found("xã Thiệu Hoá", Some("Thanh Hóa"), Some("2025-10")).1;
    let plain = found("xa Thieu Hoa", Some("Thanh Hoa"), Some("2025-10")).1;
    assert!(exact > 0.99 && plain < exact);
}

#[test]
fn names_carry_no_stray_spaces() {
    for unit in units().all() {
        assert_eq!(tonghop_text::squash_space(&unit.name), unit.name);
    }
    assert_eq!(
        code("phường Từ Sơn", "Bắc Ninh", "2025-10"),
        pair("09367", "phường Từ Sơn")
    );
}

#[test]
fn ba_che_has_its_official_code() {
    assert_eq!(code("xã Ba Chẽ", "Quảng Ninh", "2026-05"), pair("06970", "xã Ba Chẽ"));
    assert!(units().at("06978", "2026-05-01").is_none());
}

#[test]
fn dong_nai_changes_in_april_2026() {
    let kind = |date: &str| units().at("75", date).map(|u| u.kind);
    assert_eq!(kind("2026-04-29"), Some(UnitKind::Province));
    assert_eq!(kind("2026-04-30"), Some(UnitKind::Municipality));
    assert_eq!(
        code("Trảng Bom", "Đồng Nai", "2026-04-01"),
        pair("26248", "xã Trảng Bom")
    );
    assert_eq!(
        code("Trảng Bom", "Đồng Nai", "2026-05-01"),
        pair("26248", "phường Trảng Bom")
    );
    let next = units().successors("26248", "2026-01-01");
    assert_eq!(
        next.iter()
            .map(|(u, whole)| (u.full_name(), *whole))
            .collect::<Vec<_>>(),
        [("phường Trảng Bom".into(), true)]
    );
    // A report that goes on saying "xã" still means the ward, less surely.
    let (unit, confidence) = found("xã Trảng Bom", Some("Đồng Nai"), Some("2026-05-01"));
    assert!(unit.kind == UnitKind::Ward && confidence < 0.9);
}

#[test]
fn islands_of_the_state_belong_to_their_provinces() {
    assert_eq!(
        found("đặc khu Hoàng Sa", None, Some("2025-10")).0.province_name,
        "Đà Nẵng"
    );
    assert_eq!(
        found("đặc khu Trường Sa", None, Some("2025-10")).0.province_name,
        "Khánh Hòa"
    );
    assert_eq!(found("huyện Hoàng Sa", None, Some("2025-05")).0.code, "498");
}

#[test]
fn a_province_may_be_named_as_it_was() {
    let (unit, _) = found("xã Ngọc Linh", Some("Kon Tum"), Some("2025-10"));
    assert_eq!(unit.province_name, "Quảng Ngãi");
}

#[test]
fn the_place_behind_the_name_is_read() {
    let (unit, confidence) = found("UBND xã Minh Long, tỉnh Quảng Ngãi", None, Some("2025-10"));
    assert!(unit.code == "21361" && confidence > 0.99);
    assert_eq!(
        found("xã Thanh An huyện Minh Long tỉnh Quảng Ngãi", None, Some("2025-05"))
            .0
            .name,
        "Thanh An"
    );
    assert_eq!(
        found("P. Ba Ngòi", Some("tỉnh Khánh Hòa"), Some("2025-10"))
            .0
            .full_name(),
        "phường Ba Ngòi"
    );
}

#[test]
fn a_district_tells_namesakes_apart() {
    let query = |district| UnitQuery {
        name: "Phường 1",
        district: Some(district),
        province: Some("Lâm Đồng"),
        date: Some("2025-05"),
        ..UnitQuery::default()
    };
    let (a, b) = (
        units().lookup(&query("Thành phố Đà Lạt")),
        units().lookup(&query("Bảo Lộc")),
    );
    let (Lookup::Found(a, _), Lookup::Found(b, _)) = (a, b) else {
        panic!("{:?}", units().lookup(&query("Bảo Lộc")))
    };
    assert_ne!(a.code, b.code);
    assert!(matches!(find("Phường 1", Some("Lâm Đồng"), Some("2025-05")), Lookup::Candidates(c) if c.len() == 2));
}

#[test]
fn words_for_kinds_inside_names_stay() {
    assert_eq!(code("xã Quan Sơn", "Thanh Hóa", "2025-10").1, "xã Quan Sơn");
    assert_eq!(code("Quan Sơn", "Thanh Hóa", "2025-10").1, "xã Quan Sơn");
    assert_eq!(code("phường Tĩnh Gia", "Thanh Hóa", "2025-10").1, "phường Tĩnh Gia");
    assert_eq!(found("Quan Son", Some("Thanh Hoa"), Some("2025-10")).0.name, "Quan Sơn");
}

#[test]
fn provinces_are_found_in_text() {
    let name = |text: &str, date: &str| units().province_in(text, Some(date)).map(|u| u.name.as_str());
    assert_eq!(
        name("Sở Khoa học và Công nghệ tỉnh Quảng Ngãi", "2025-10"),
        Some("Quảng Ngãi")
    );
    assert_eq!(
        name("Ủy ban nhân dân thành phố Hồ Chí Minh", "2025-10"),
        Some("Hồ Chí Minh")
    );
    assert_eq!(name("VNPT Khánh Hoà ký kết", "2025-10"), Some("Khánh Hòa"));
    assert_eq!(name("vì hòa bình và phát triển", "2025-05"), None);
    assert_eq!(name("tỉnh Bà Rịa - Vũng Tàu", "2025-05"), Some("Bà Rịa - Vũng Tàu"));
    assert_eq!(name("tỉnh Bà Rịa - Vũng Tàu", "2025-10"), None);
    assert_eq!(units().provinces("2025-10").count(), 34);
    assert_eq!(units().communes("51", "2025-10").count(), 96);
}

#[test]
fn a_partial_date_covers_its_span() {
    assert_eq!(
        units().at("21361", "2025").map(|u| u.full_name()).as_deref(),
        Some("xã Minh Long")
    );
    assert_eq!(
        units().at("21361", "2025-06").map(|u| u.full_name()).as_deref(),
        Some("xã Long Hiệp")
    );
    assert_eq!(
        units().at("21361", "2025-07").map(|u| u.full_name()).as_deref(),
        Some("xã Minh Long")
    );
    assert!(matches!(
        find("xã Long Hiệp", Some("Quảng Ngãi"), Some("2025")),
        Lookup::Found(..)
    ));
}

#[test]
fn odd_queries_are_answered() {
    let long = "xã ".repeat(20_000);
    for name in [
        long.as_str(),
        "\u{301}\u{301}",
        "xã \u{301}",
        ",,,",
        "UBND",
        "UBND xã",
        "tỉnh",
        "(((",
        "0",
        "xã 000",
    ] {
        let _ = find(name, Some(name), Some(name));
        let _ = units().province_in(name, None);
    }
}
