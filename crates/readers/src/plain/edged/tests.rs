use super::super::lines;
use super::*;

/// Full cells leave one blank before the next one or push it, the headings of several lines stand on every page, and the
/// text goes on below the table.
const PAGES: &str = "\
       Nhiệm vụ, giải pháp                     Mức độ
                                       Thời
TT        (theo kế hoạch)                       hoàn         Kết quả chi tiết
                                       gian
                                                thành
A     XÂY DỰNG NỀN MÓNG CHO CÁC THÔN VÀ CÁC TỔ HỢP TÁC
I     Hoàn thiện thể chế
1     Rà soát, sửa đổi, bổ sung các    2031 -   Đạt yêu      Ban hành 12 văn bản chỉ
      quy định của xã cho phù hợp      2032     cầu          đạo, điều hành
      với thực tế
2     Lập tổ giúp việc ở các thôn xa   2031 -   Đang thực    Đã lập 14 tổ
      trung tâm                        2032     hiện
II    Phát triển hạ tầng
1     Đặt trạm thu phát sóng ở các thôn 2031 -  Đang thực Đã đặt 03 trạm tại ba thôn
      còn lõm sóng, vận động người dân 2032     hiện      của xã
      góp ngày công
\u{c}       Nhiệm vụ, giải pháp                     Mức độ
                                       Thời
TT        (theo kế hoạch)                       hoàn         Kết quả chi tiết
                                       gian
                                                thành
      làm đường lên trạm
VIII Phát triển tổ hợp tác trên địa bàn các thôn của xã trong năm
1     Dạy nghề cho thanh niên các      2031     Chưa làm
      thôn
2     Mở chợ phiên vào ngày chủ nhật   2032     Đạt yêu      Mở 04 phiên
      đầu tháng                                 cầu
      IV. TỒN TẠI, HẠN CHẾ
      1. Tồn tại
     - Đường lên các thôn còn xấu, mùa mưa xe không đi được.
";

fn rows(text: &str) -> (Vec<Vec<String>>, String) {
    let body = lines::split(text, 100_000).body;
    let region = find(&body).expect("a table");
    let Content::Table(table) = &region.block.content else {
        panic!("a table")
    };
    let cells = |r| table.row(r).map(|c| c.text.replace('\n', " ")).collect();
    let below = body.get(region.end).map(|l| l.text.clone()).unwrap_or_default();
    ((0..table.rows).map(cells).collect(), below)
}

#[test]
fn cells_are_told_by_the_edges_of_their_columns() {
    let (rows, below) = rows(PAGES);
    let place = "Đặt trạm thu phát sóng ở các thôn còn lõm sóng, vận động người dân góp ngày công làm đường lên trạm";
    let part = "XÂY DỰNG NỀN MÓNG CHO CÁC THÔN VÀ CÁC TỔ HỢP TÁC";
    let rules = "Rà soát, sửa đổi, bổ sung các quy định của xã cho phù hợp với thực tế";
    let teams = "Lập tổ giúp việc ở các thôn xa trung tâm";
    let years = "2031 - 2032";
    assert_eq!(
        rows,
        [
            [
                "TT",
                "Nhiệm vụ, giải pháp (theo kế hoạch)",
                "Thời gian",
                "Mức độ hoàn thành",
                "Kết quả chi tiết"
            ],
            ["A", part, "", "", ""],
            ["I", "Hoàn thiện thể chế", "", "", ""],
            [
                "1",
                rules,
                years,
                "Đạt yêu cầu",
                "Ban hành 12 văn bản chỉ đạo, điều hành"
            ],
            ["2", teams, years, "Đang thực hiện", "Đã lập 14 tổ"],
            ["II", "Phát triển hạ tầng", "", "", ""],
            ["1", place, years, "Đang thực hiện", "Đã đặt 03 trạm tại ba thôn của xã"],
            [
                "VIII",
                "Phát triển tổ hợp tác trên địa bàn các thôn của xã trong năm",
                "",
                "",
                ""
            ],
            ["1", "Dạy nghề cho thanh niên các thôn", "2031", "Chưa làm", ""],
            [
                "2",
                "Mở chợ phiên vào ngày chủ nhật đầu tháng",
                "2032",
                "Đạt yêu cầu",
                "Mở 04 phiên"
            ],
        ]
    );
    assert_eq!(below, "IV. TỒN TẠI, HẠN CHẾ");
}

#[test]
fn a_narrow_column_breaks_its_heading_and_its_numbers() {
    let text = "\
S Nhiệm vụ              Năm     Kết quả
T
T
V  Tổ hợp tác
II
1 Mở chợ phiên ở thôn   2031    Mở 04 phiên
  Đá
2 Dạy nghề              2031    Chưa làm
3 Đặt trạm              2032    Đã đặt 03 trạm
";
    let (rows, _) = rows(text);
    assert_eq!(rows[0], ["S T T", "Nhiệm vụ", "Năm", "Kết quả"]);
    assert_eq!(rows[1], ["V II", "Tổ hợp tác", "", ""]);
    assert_eq!(rows[2], ["1", "Mở chợ phiên ở thôn Đá", "2031", "Mở 04 phiên"]);
    assert_eq!(rows.len(), 5);
}

#[test]
fn a_text_may_end_anywhere() {
    for (end, _) in PAGES.char_indices().filter(|(_, c)| *c == '\n') {
        let body = lines::split(&PAGES[..end], 100_000).body;
        let found = find(&body);
        assert!(
            found.is_none_or(|r| r.start < r.end && r.end <= body.len()),
            "cut at {end}"
        );
    }
}

/// What other converters print: one blank between the headings, and cells below each other.
#[test]
fn headings_without_columns_head_no_table() {
    let mut text = "TT Nội dung công việc Kết quả thực hiện\n".to_owned();
    for row in 1..6 {
        text += &format!("{row} Lập tổ giúp việc ở các thôn\nxa trung tâm\nĐã lập 14 tổ\n");
    }
    assert!(find(&lines::split(&text, 100_000).body).is_none());
}

#[test]
fn numbers_of_rows_may_name_their_group() {
    let mut text = "TT      Nhiệm vụ                   Thời gian    Kết quả\n".to_owned();
    for number in ["I.1   ", "VIII.1", "VIII.2"] {
        text += &format!("{number}  Lập tổ giúp việc ở các     2031         Đã lập 14 tổ\n");
        text += "        thôn xa trung tâm                       của xã\n";
    }
    let (rows, _) = rows(&text);
    assert_eq!(rows.len(), 4);
    let last = [
        "VIII.2",
        "Lập tổ giúp việc ở các thôn xa trung tâm",
        "2031",
        "Đã lập 14 tổ của xã",
    ];
    assert_eq!(rows[3], last);
}

#[test]
fn a_number_that_its_narrow_column_broke_begins_one_row() {
    let mut text = "TT      Nhiệm vụ                   Thời gian    Kết quả\n".to_owned();
    for number in ["12.", "13.", "14."] {
        text += &format!("{number}     Lập tổ giúp việc ở các     2031         Đã lập 14 tổ\n");
        text += "1       thôn xa trung tâm                       của xã\n";
    }
    let (rows, _) = rows(&text);
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[1][..2], ["12. 1", "Lập tổ giúp việc ở các thôn xa trung tâm"]);
}

#[test]
fn ticks_stand_in_columns_of_their_own() {
    let mut text = "TT   Nhiệm vụ                 Mức độ thực hiện     Kết quả\n".to_owned();
    text += "                              Đạt      Chưa đạt\n";
    for ticks in [
        "x                 ",
        "         x        ",
        "x                 ",
        "         x        ",
    ] {
        text += &format!("1    Lập tổ giúp việc         {ticks}   Đã lập 14 tổ\n");
        text += "     ở các thôn                                     của xã\n";
    }
    let (rows, _) = rows(&text);
    assert_eq!(rows[1][2..], ["x", "", "Đã lập 14 tổ của xã"]);
    assert_eq!(rows[2][2..], ["", "x", "Đã lập 14 tổ của xã"]);
}
