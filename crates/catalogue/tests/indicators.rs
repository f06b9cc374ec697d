//! Which indicator a text announces. The sentences are invented.

use tonghop_catalogue::Catalogue;
use tonghop_text::fold;

fn code(text: &str, unit: Option<&str>, figure: Option<&str>) -> Option<&'static str> {
    let folded = fold(text);
    let at = figure.map(|f| folded.find(&fold(f)).expect("the figure stands in the text"));
    Catalogue::embedded()
        .indicator_for(&folded, unit, at)
        .map(|i| i.code.as_str())
}

#[test]
fn all_indicators_are_there() {
    let indicators = &Catalogue::embedded().indicators;
    assert_eq!(indicators.len(), 126);
    let count = |letter: char| indicators.iter().filter(|i| i.code.starts_with(letter)).count();
    assert_eq!(
        ['T', 'V', 'H', 'X', 'K', 'A', 'N'].map(count),
        [24, 18, 19, 28, 14, 7, 16]
    );
}

#[test]
fn the_unit_tells_a_count_from_a_share() {
    let text = "tiếp nhận trực tuyến 812 hồ sơ, đạt 81,2%";
    assert_eq!(code(text, Some("hồ sơ"), None), Some("T02"));
    assert_eq!(code(text, Some("%"), None), Some("T04"));
    assert_eq!(code("hồ sơ trễ hạn: 3 hồ sơ", Some("hồ sơ"), None), Some("T11"));
    assert_eq!(code("hồ sơ trễ hạn chiếm 0,4%", Some("%"), None), Some("T13"));
    assert_eq!(code("hồ sơ trễ hạn", Some("đồng"), None), None);
}

#[test]
fn the_more_telling_phrase_wins() {
    assert_eq!(
        code("còn 77 tài khoản chưa kích hoạt", Some("tài khoản"), None),
        Some("X03")
    );
    assert_eq!(code("đã kích hoạt 901 tài khoản", Some("tài khoản"), None), Some("X02"));
    assert_eq!(
        code("tỷ lệ hồ sơ giải quyết trước và đúng hạn đạt 98,7%", Some("%"), None),
        Some("T12")
    );
    assert_eq!(
        code("tỷ lệ hồ sơ trực tuyến toàn trình đạt 66%", Some("%"), None),
        Some("T05")
    );
}

#[test]
fn the_nearest_of_several_announcements_wins() {
    let text = "Tiếp nhận trực tuyến 812 hồ sơ; tiếp nhận trực tiếp 188 hồ sơ; đã giải quyết 960 hồ sơ, đang giải quyết 31 hồ sơ";
    assert_eq!(code(text, Some("hồ sơ"), Some("812")), Some("T02"));
    assert_eq!(code(text, Some("hồ sơ"), Some("188")), Some("T03"));
    assert_eq!(code(text, Some("hồ sơ"), Some("960")), Some("T06"));
    assert_eq!(code(text, Some("hồ sơ"), Some("31 ")), Some("T07"));
}

#[test]
fn punctuation_and_gaps_do_not_matter() {
    assert_eq!(
        code("cán bộ công chức xã làm chủ kỹ năng số", Some("%"), None),
        Some("N05")
    );
    assert_eq!(
        code(
            "91% hộ gia đình trên địa bàn phường đã có kết nối Internet",
            Some("%"),
            None
        ),
        Some("H06")
    );
    assert_eq!(
        code(
            "hộ gia đình văn hóa 91%; lắp đặt mạng Internet tại trụ sở",
            Some("%"),
            None
        ),
        None
    );
    assert_eq!(code("ngày mở cửa 04 lớp", Some("lớp"), None), None);
}

#[test]
fn hits_know_their_place() {
    let text = fold("Có 12 máy; cài VNeID: tỷ lệ phủ sóng 4G đạt 100%");
    let catalogue = Catalogue::embedded();
    let hits = catalogue.indicator_hits(&text);
    let hit = hits
        .iter()
        .find(|h| catalogue.indicators[h.indicator].code == "H02")
        .expect("4G");
    assert_eq!(&text[hit.start..hit.end], "phu song 4g");
}

#[test]
fn a_phrase_may_hold_a_number() {
    let catalogue = Catalogue::embedded();
    let code = |text: &str| {
        let found = catalogue.indicator_for(&fold(text), Some("hồ sơ"), None);
        found.map(|i| i.code.as_str())
    };
    for text in [
        "tiếp nhận 1.200 hồ sơ",
        "tiếp nhận: 12 hồ sơ",
        "tiếp nhận 1.200.300 hồ sơ",
    ] {
        assert_eq!(code(text), Some("T01"), "{text}");
    }
    assert_eq!(code("tiếp nhận máy và sửa hồ sơ"), None);
}

#[test]
fn hostile_text_is_answered() {
    let catalogue = Catalogue::embedded();
    for text in [
        "hồ sơ ".repeat(20_000),
        "hồ sơ".repeat(20_000),
        ";".repeat(50_000),
        "ộ".repeat(30_000),
    ] {
        let _ = catalogue.indicator_hits(&fold(&text));
        let _ = catalogue.indicator_for(&fold(&text), Some("%"), Some(usize::MAX));
    }
    let _ = catalogue.indicator_for("ộ hồ sơ", Some("%"), Some(1));
}

#[test]
fn owners_follow_the_design() {
    let owner = |code: &str| Catalogue::embedded().indicator(code).map(|i| i.owner.as_str());
    assert_eq!(owner("T22"), Some("TTHC"));
    assert_eq!(owner("T23"), Some("commune"));
    assert_eq!(owner("X28"), Some("state_bank"));
    assert_eq!(owner("H12"), Some("telecom"));
    assert_eq!(owner("K06"), Some("statistics"));
}

#[test]
fn a_gap_reaches_over_words_that_begin_alike() {
    let text = "100% trường học không thu tiền lẻ và thu học phí không dùng tiền mặt";
    let catalogue = Catalogue::embedded();
    let hits = catalogue.indicator_hits(&fold(text));
    let whole = |h: &&tonghop_catalogue::IndicatorHit| fold(text)[h.start..h.end].starts_with("truong hoc");
    assert!(
        hits.iter()
            .any(|h| whole(&h) && catalogue.indicators[h.indicator].code == "X24"),
        "{hits:?}"
    );
}

/// Amounts are read in đồng: an indicator in "triệu đồng" would show them a million times too large.
#[test]
fn amounts_are_in_dong() {
    for indicator in &Catalogue::embedded().indicators {
        let scaled = indicator.unit.ends_with(" đồng");
        assert!(!scaled, "{} is in {}", indicator.code, indicator.unit);
    }
    assert_eq!(
        Catalogue::embedded().indicator("N12").map(|i| i.unit.as_str()),
        Some("đồng")
    );
}
