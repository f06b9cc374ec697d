//! A made-up commune's report in the neutral view, used by the tests and benchmarks of the documents.

#![allow(dead_code)]

use tonghop_model::official::{
    Align, Annex, Binding, Block, Cell, Chart, ChartSeries, DateLine, HeadingLevel, Inline, OfficialDocument,
    Properties, SignatureBlock, Table, TableColumn, Title,
};

/// A value bound to a made-up key.
pub fn value(text: &str, key: &str) -> Inline {
    Inline::Value {
        text: text.into(),
        binding: Binding {
            key: key.into(),
            source: "Báo cáo số liệu tháng 9, bảng 1".into(),
        },
    }
}

/// A heading.
pub fn heading(level: HeadingLevel, label: &str, text: &str) -> Block {
    Block::Heading {
        level,
        label: label.into(),
        text: vec![Inline::text(text)],
    }
}

/// A paragraph of plain text.
pub fn paragraph(text: &str) -> Block {
    Block::Paragraph(vec![Inline::text(text)])
}

const TASKS: [&str; 5] = [
    "Phổ biến, quán triệt Chiến lược quốc gia phát triển kinh tế số và xã hội số đến cán bộ, công chức, viên chức",
    "Bố trí kinh phí cho các nhiệm vụ chuyển đổi số trên địa bàn xã",
    "Triển khai Tổ công nghệ số cộng đồng đến từng thôn, tổ dân phố",
    "Tỷ lệ hộ gia đình được phủ mạng Internet băng rộng cáp quang đạt trên 80%",
    "Thanh toán không dùng tiền mặt tại cơ sở giáo dục, y tế trên địa bàn",
];
const RESULTS: [&str; 4] = [
    "Ủy ban nhân dân xã đã ban hành Kế hoạch số 15/KH-UBND ngày 12/02/2026; tổ chức 04 lớp tập huấn với 120 lượt người tham gia.",
    "Đã bố trí 150 triệu đồng từ ngân sách xã; đang đề nghị tỉnh hỗ trợ bổ sung.",
    "16/16 thôn đã thành lập Tổ công nghệ số cộng đồng với 130 thành viên, hướng dẫn 1.245 lượt người dân nộp hồ sơ trực tuyến.",
    "Đạt 85,4% (1.708/2.000 hộ).",
];
const STATUSES: [&str; 4] = [
    "Hoàn thành",
    "Đang thực hiện",
    "Chưa thực hiện",
    "Theo tiến độ của tỉnh",
];

/// The annex table of a commune, with so many tasks in groups of five.
pub fn annex_table(rows: usize) -> Table {
    let column = |weight, align| TableColumn { weight, align };
    let mut table = Table {
        caption: "Kết quả thực hiện nhiệm vụ".into(),
        show_caption: false,
        columns: vec![
            column(0.7, Align::Centre),
            column(4.0, Align::Left),
            column(1.6, Align::Centre),
            column(1.7, Align::Centre),
            column(5.0, Align::Justify),
            column(1.5, Align::Left),
        ],
        head: vec![
            vec![
                Cell {
                    rows: 2,
                    ..Cell::text("TT")
                },
                Cell {
                    rows: 2,
                    ..Cell::text("Nhiệm vụ")
                },
                Cell::text("Thực hiện").over(3),
                Cell {
                    rows: 2,
                    ..Cell::text("Ghi chú")
                },
            ],
            vec![Cell::text("Thời gian"), Cell::text("Tình trạng"), Cell::text("Kết quả")],
        ],
        rows: Vec::new(),
    };
    for i in 0..rows {
        if i % 5 == 0 {
            let group = format!(
                "Nhóm nhiệm vụ {}: phát triển nền tảng, hạ tầng và kỹ năng số",
                i / 5 + 1
            );
            table.rows.push(vec![
                Cell::text(annex_label(i / 5)).bold(),
                Cell::text(group).bold().over(5),
            ]);
        }
        let result = RESULTS[i % RESULTS.len()];
        let result = if i % 4 == 3 {
            Cell::of(vec![
                Inline::text("Đạt "),
                value("85,4%", &format!("task:{i}:rate")),
                Inline::text(" (1.708/2.000 hộ)."),
            ])
        } else {
            Cell::text(result)
        };
        table.rows.push(vec![
            Cell::text((i + 1).to_string()),
            Cell::text(TASKS[i % TASKS.len()]),
            Cell::text("2022 - 2025"),
            Cell::text(STATUSES[i % STATUSES.len()]),
            result,
            Cell::text(if i % 6 == 0 {
                "Đề nghị Sở hướng dẫn"
            } else {
                ""
            }),
        ]);
    }
    table
}

fn annex_label(index: usize) -> String {
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"][index % 10].to_owned()
}

/// A chart of three groups.
pub fn chart(stacked: bool) -> Chart {
    let series = |name: &str, colour: &str, values: [f64; 3]| ChartSeries {
        name: name.into(),
        colour: colour.into(),
        values: values.iter().map(|v| Some(*v)).collect(),
    };
    Chart {
        title: "Tình trạng thực hiện nhiệm vụ theo nhóm".into(),
        categories: vec![
            "Nền tảng, thể chế".into(),
            "Kinh tế số ngành, lĩnh vực trọng điểm".into(),
            "Giải pháp".into(),
        ],
        series: vec![
            series("Hoàn thành", "3E8E41", [12.0, 30.0, 8.0]),
            series("Đang thực hiện", "D68910", [5.0, 11.0, 4.5]),
            series("Chưa thực hiện", "", [1.0, 0.0, 2.0]),
        ],
        stacked,
        unit: "nhiệm vụ".into(),
        ..Chart::default()
    }
}

const LONG: &str = "Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh về việc phát triển kinh tế số và xã hội số, Ủy ban nhân dân xã đã tổ chức quán triệt, triển khai đồng bộ các nhiệm vụ, giải pháp; huy động sự tham gia của cả hệ thống chính trị và người dân trên địa bàn, bước đầu đạt được những kết quả tích cực, góp phần cải cách thủ tục hành chính và nâng cao đời sống nhân dân.";

/// A report with everything the view can hold.
pub fn report() -> OfficialDocument {
    OfficialDocument {
        superior: None,
        issuer: vec!["ỦY BAN NHÂN DÂN".into(), "XÃ SUỐI MƠ".into()],
        number: Some("5".into()),
        symbol: "BC-UBND".into(),
        place: "Suối Mơ".into(),
        date: DateLine {
            year: Some(2026),
            month: Some(2),
            day: Some(3),
        },
        title: Title::Named {
            kind: "BÁO CÁO".into(),
            subject: "Kết quả triển khai thực hiện Chiến lược quốc gia phát triển kinh tế số và xã hội số năm 2025"
                .into(),
        },
        addressees: vec!["Sở Khoa học và Công nghệ tỉnh Hoàng Mai".into()],
        bases: vec![
            vec![Inline::text(
                "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
            )],
            vec![Inline::text(
                "Căn cứ Kế hoạch số 29/KH-UBND ngày 26 tháng 8 năm 2025 của Ủy ban nhân dân tỉnh về phát triển kinh tế số và xã hội số",
            )],
        ],
        body: body(),
        recipients: vec![
            "Như trên".into(),
            "Thường trực Đảng ủy, Hội đồng nhân dân xã".into(),
            "Lãnh đạo Ủy ban nhân dân xã".into(),
            "Lưu: VT, VHXH".into(),
        ],
        signature: SignatureBlock {
            authority: Some("TM. ỦY BAN NHÂN DÂN".into()),
            capacity: vec!["KT. CHỦ TỊCH".into(), "PHÓ CHỦ TỊCH".into()],
            name: "Nguyễn Thị Ngọc Ánh".into(),
        },
        annexes: vec![
            Annex {
                title: "Kết quả thực hiện nhiệm vụ của Chiến lược".into(),
                reference: Some(
                    "Kèm theo Báo cáo số 05/BC-UBND ngày 03 tháng 02 năm 2026 của Ủy ban nhân dân xã Suối Mơ".into(),
                ),
                landscape: true,
                body: vec![Block::Table(annex_table(25))],
            },
            Annex {
                title: "Danh mục kiến nghị".into(),
                reference: None,
                landscape: false,
                body: vec![
                    heading(HeadingLevel::Section, "I", "Đối với Sở Khoa học và Công nghệ"),
                    paragraph(LONG),
                ],
            },
        ],
        properties: Properties {
            title: "Báo cáo kết quả thực hiện Chiến lược kinh tế số và xã hội số năm 2025".into(),
            edition: "sha256:4f2a".into(),
            as_of: "2026-02-03T08:00:00+07:00".into(),
            reports: Vec::new(),
        },
    }
}

fn body() -> Vec<Block> {
    let mut body = vec![
        paragraph(LONG),
        heading(HeadingLevel::Section, "I", "Kết quả thực hiện"),
        heading(HeadingLevel::Point, "1", "Công tác chỉ đạo, điều hành"),
        Block::Paragraph(vec![
            Inline::text("Trong kỳ, bộ phận Một cửa tiếp nhận "),
            value("1.691", "indicator:T01:value"),
            Inline::text(" hồ sơ, trong đó trực tuyến "),
            value("1.644", "indicator:T02:value"),
            Inline::text(" hồ sơ, đạt tỷ lệ "),
            value("97,22%", "indicator:T04:value"),
            Inline::Footnote(vec![Inline::text(
                "Số liệu khai thác từ Hệ thống thông tin giải quyết thủ tục hành chính tỉnh, tính đến hết ngày 31 tháng 12 năm 2025.",
            )]),
            Inline::text(". "),
            Inline::Bold("Kết quả nổi bật: ".into()),
            Inline::text(LONG),
        ]),
    ];
    for (i, label) in ["a", "b", "c", "d", "đ"].into_iter().enumerate() {
        body.push(heading(
            HeadingLevel::Letter,
            label,
            "Nội dung của nhiệm vụ, giải pháp được giao trong năm",
        ));
        if i == 1 {
            body.push(Block::Item(vec![Inline::text(
                "Tổ công nghệ số cộng đồng: 16 tổ, 130 thành viên;",
            )]));
            body.push(Block::Item(vec![Inline::text(
                "Điểm phục vụ bưu chính có kết nối Internet: 02 điểm.",
            )]));
        }
        body.push(paragraph(LONG));
    }
    body.push(heading(HeadingLevel::Point, "2", "Hạ tầng số"));
    body.push(heading(HeadingLevel::SubPoint, "2.1", "Hạ tầng viễn thông"));
    body.push(paragraph(LONG));
    body.push(Block::Table(small_table()));
    body.push(Block::Chart(chart(true)));
    body.push(heading(HeadingLevel::Section, "II", "Khó khăn, vướng mắc và kiến nghị"));
    body.push(Block::Paragraph(vec![
        Inline::text(LONG),
        Inline::Footnote(vec![Inline::text("Quyết định số 411/QĐ-TTg ngày 31 tháng 3 năm 2022 của Thủ tướng Chính phủ.")]),
        Inline::text(" Chi tiết tại https://suoimo.hoangmai.example/bao-cao/2025/ket-qua-trien-khai-chien-luoc-kinh-te-so-va-xa-hoi-so.html"),
    ]));
    body.push(Block::Chart(chart(false)));
    body.push(paragraph(
        "Trên đây là báo cáo của Ủy ban nhân dân xã Suối Mơ, kính gửi Sở Khoa học và Công nghệ tổng hợp theo quy định.",
    ));
    body
}

fn small_table() -> Table {
    let column = |weight, align| TableColumn { weight, align };
    Table {
        caption: "Bảng 1. Chỉ tiêu hạ tầng số".into(),
        show_caption: true,
        columns: vec![
            column(1.0, Align::Centre),
            column(5.0, Align::Left),
            column(2.0, Align::Right),
            column(2.0, Align::Right),
        ],
        head: vec![vec![
            Cell::text("TT"),
            Cell::text("Chỉ tiêu"),
            Cell::text("Mục tiêu"),
            Cell::text("Thực hiện"),
        ]],
        rows: vec![
            vec![
                Cell {
                    rows: 2,
                    ..Cell::text("1")
                },
                Cell::text("Hộ gia đình được phủ mạng Internet băng rộng cáp quang"),
                Cell::text("80%"),
                Cell::of(vec![value("85,4%", "indicator:H06:value")]),
            ],
            vec![
                Cell::text("Thuê bao điện thoại thông minh"),
                Cell::text("75%"),
                Cell::of(vec![value("85,4%", "indicator:H06:value")]),
            ],
            vec![
                Cell::text("2"),
                Cell::text("Thôn lõm sóng"),
                Cell::text("0"),
                Cell::text("1"),
            ],
        ],
    }
}
