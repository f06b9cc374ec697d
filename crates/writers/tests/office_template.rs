//! Templates that an office makes: a file that LibreOffice saved (with its runs), a file with the runs of Word, mistakes
//! with their place, hostile values.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use tonghop_document::Content;
use tonghop_messages::{Lang, Messages};
use tonghop_model::official::{Block, Chart, ChartSeries, Inline};
use tonghop_readers::{Input, Limits, read};
use tonghop_writers::office_template::{Mistake, OfficeTemplate, Part, Place, ProblemKind, example};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The smallest package around a body.
fn package(body: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    part(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>",
    );
    part(
        "_rels/.rels",
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
    );
    part(
        "word/document.xml",
        &format!("<w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>"),
    );
    zip.finish().unwrap().into_inner()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|c| format!("<w:tc>{}</w:tc>", paragraph(c))).collect();
    format!("<w:tr>{cells}</w:tr>")
}

fn document_xml(bytes: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name("word/document.xml")
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// Paragraphs and cells of a filled template, as our reader sees them.
fn seen(bytes: &[u8]) -> (Vec<String>, Vec<Vec<String>>) {
    let tree = read(&Input { name: "a.docx", bytes }, &Limits::default()).unwrap();
    let (mut texts, mut rows) = (Vec::new(), Vec::new());
    for block in &tree.blocks {
        match &block.content {
            Content::Table(table) => {
                let cells = |row| table.row(row).map(|c| c.text.clone()).collect();
                rows.extend((0..table.rows).map(cells));
            }
            Content::Paragraph(paragraph) => texts.push(paragraph.text.clone()),
            Content::Footnote(_) | Content::Furniture(_) => {}
        }
    }
    (texts, rows)
}

/// A template that LibreOffice saved: fields cut by formatting, paragraphs and rows that repeat.
fn of_libreoffice() -> Option<Vec<u8>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("office-template");
    std::fs::create_dir_all(&folder).unwrap();
    let span = |text: &str| format!("<text:span text:style-name=\"T\">{text}</text:span>");
    let line = |text: &str| format!("<text:p>{text}</text:p>");
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\">{}</table:table-cell>",
            line(text)
        )
    };
    let table_row = |cells: [&str; 3]| format!("<table:table-row>{}</table:table-row>", cells.map(cell).concat());
    let body = [
        line(&format!("{{{{ loai }}}}: {{{{ tri{} }}}}", span("ch_yeu"))),
        line(&format!("{{{{ so_{} | upper }}}}", span("ky_hieu"))),
        line("{%p for doan in noi_dung %}"),
        line("{% if doan.nhan %}{{ doan.nhan }}. {% endif %}{{ doan.chu }}"),
        line("{%p endfor %}"),
        format!(
            "<table:table><table:table-column table:number-columns-repeated=\"3\"/>{}{}{}{}</table:table>",
            table_row(["TT", "Nhiệm vụ", "Kết quả"]),
            table_row(["{%tr for dong in phu_luc[0].bang[0].dong %}", "", ""]),
            table_row([
                "{{ dong.o[0] }}",
                &format!("{{{{ dong{} }}}}", span(".o[1]")),
                "{{ dong.o[4] }}"
            ]),
            table_row(["{%tr endfor %}", "", ""]),
        ),
    ]
    .concat();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" office:version=\"1.2\" office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:automatic-styles><style:style style:name=\"T\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style></office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document>"
    );
    let source: PathBuf = folder.join("mau.fodt");
    std::fs::write(&source, text).unwrap();
    let run = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}",
            folder.join("profile").display()
        ))
        .args(["--headless", "--convert-to", "docx", "--outdir"])
        .arg(&folder)
        .arg(&source)
        .output();
    if run.is_err() {
        #[allow(clippy::print_stderr, reason = "a test that measures nothing says so")]
        {
            eprintln!("skipped: LibreOffice is not installed");
        }
        return None;
    }
    Some(std::fs::read(folder.join("mau.docx")).unwrap())
}

#[test]
fn a_template_that_libreoffice_saved_is_filled() {
    let Some(bytes) = of_libreoffice() else { return };
    assert!(document_xml(&bytes).contains("<w:b/>"), "the fields are cut into runs");
    let template = OfficeTemplate::check(&bytes).unwrap();
    let report = common::report();
    let filled = template.fill(&report).unwrap();
    assert_eq!(filled, template.fill(&report).unwrap());
    let (texts, rows) = seen(&filled);
    assert!(texts[0].starts_with("BÁO CÁO: "), "{}", texts[0]);
    assert!(texts.iter().any(|t| t.contains("05/BC-UBND")), "{texts:?}");
    let body = report.body.iter().filter(|b| !matches!(b, Block::PageBreak)).count();
    assert!(texts.len() >= body, "{} of {body}", texts.len());
    let Block::Table(annex) = &report.annexes[0].body[0] else {
        panic!("the annex is a table")
    };
    assert_eq!(rows.len(), annex.rows.len() + 1);
    assert!(!document_xml(&filled).contains("{{") && !document_xml(&filled).contains("{%"));
}

#[test]
fn fields_that_word_cut_by_proofing_and_revisions_are_filled() {
    let body = format!(
        "<w:p><w:r w:rsidR=\"00A1\"><w:t xml:space=\"preserve\">Số ký hiệu: {{</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:b/></w:rPr><w:t>{{ so_</w:t></w:r><w:r><w:t>ky_hieu</w:t></w:r><w:proofErr w:type=\"spellEnd\"/><w:r><w:t xml:space=\"preserve\"> }}</w:t></w:r><w:r><w:t>}}</w:t></w:r></w:p><w:tbl>{}{}{}{}</w:tbl>",
        row(&["TT", "Nội dung"]),
        row(&["{%tr for d in phu_luc[0].bang[0].dong %}", ""]),
        row(&["{{ d.o[0] }}", "{{ d.o[1] }}"]),
        row(&["{%tr endfor %}", ""]),
    );
    let template = OfficeTemplate::check(&package(&body)).unwrap();
    let (texts, rows) = seen(&template.fill(&common::report()).unwrap());
    assert_eq!(texts[0], "Số ký hiệu: Số: 05/BC-UBND");
    let Block::Table(annex) = &common::report().annexes[0].body[0].clone() else {
        panic!("the annex is a table")
    };
    assert_eq!(rows.len(), annex.rows.len() + 1);
}

#[test]
fn each_mistake_names_its_place() {
    let words = Messages::new(Lang::Vi);
    let cell = |table: usize, row: usize, cell: usize| Place {
        paragraph: 0,
        cell: Some((table, row, cell)),
    };
    let line = |paragraph: usize| Place { paragraph, cell: None };
    let in_table = |text: &str| format!("<w:tbl>{}{}</w:tbl>", row(&["TT", "Nội dung"]), row(&["1", text]));
    let cases = [
        (paragraph("Mở đầu") + &paragraph("{{ khong_co }}"), line(2)),
        (in_table("{{ khong_co }}"), cell(1, 2, 2)),
        (in_table("{{ trich_yeu"), cell(1, 2, 2)),
        (paragraph("{% for x in noi_nhan %}{{ x }}"), line(1)),
        (paragraph("{{ trich_yeu | khong_co_bo_loc }}"), line(1)),
        (paragraph("{% khong_co_the %}"), line(1)),
    ];
    for (body, place) in cases {
        let problems = OfficeTemplate::check(&package(&body)).unwrap_err();
        assert_eq!(problems[0].place, place, "{body}: {problems:?}");
        assert!(!problems[0].worded(&words).is_empty());
    }
    for bytes in [&b"no package"[..], &b"PK\x03\x04 broken"[..], &b""[..]] {
        let problems = OfficeTemplate::check(bytes).unwrap_err();
        assert_eq!(problems[0].kind, ProblemKind::NoPackage);
    }
}

#[test]
fn unknown_fields_are_told_beside_other_mistakes() {
    let body = [
        paragraph("{{ so | la }} {{ khong_co }}"),
        paragraph("{% for x in noi_nhan %}{{ x }}{{ y_la }}"),
        paragraph("{{ so + }}{{ khong_co }}"),
    ]
    .concat();
    let problems = OfficeTemplate::check(&package(&body)).unwrap_err();
    let unknown: Vec<_> = problems
        .iter()
        .filter_map(|p| match &p.kind {
            ProblemKind::UnknownField(name) => Some((p.place.paragraph, name.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(unknown, [(1, "khong_co"), (2, "y_la")]);
    assert!(problems.iter().any(|p| matches!(p.kind, ProblemKind::UnknownFilter(_))));
}

#[test]
fn what_stands_alone_is_named_and_a_template_without_fields_is_none() {
    let words = Messages::new(Lang::Vi);
    let told = |body: &str| OfficeTemplate::check(&package(body)).unwrap_err()[0].worded(&words);
    assert!(told(&paragraph("{% include 'a' %}")).contains("include"));
    assert!(told(&paragraph("{{ so_ky_hieu }} {{ phu_luc[999].ten.dai }}")).contains("phu_luc[999]"));
    let problems = OfficeTemplate::check(&package(&paragraph("Chỉ có chữ"))).unwrap_err();
    assert_eq!(problems[0].kind, ProblemKind::NoFields);
    // A mistake in the head of the pages is placed there.
    let mut zip = ZipArchive::new(Cursor::new(package(&paragraph("{{ so }}")))).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        out.raw_copy_file(zip.by_index_raw(at).unwrap()).unwrap();
    }
    out.start_file("word/header1.xml", SimpleFileOptions::default())
        .unwrap();
    let head = format!("<w:hdr xmlns:w=\"{W}\">{}</w:hdr>", paragraph("{{ la }}"));
    out.write_all(head.as_bytes()).unwrap();
    let problems = OfficeTemplate::check(&out.finish().unwrap().into_inner()).unwrap_err();
    assert_eq!(problems[0].part, Part::Header);
    assert!(problems[0].worded(&words).starts_with("Đầu trang"));
}

#[test]
fn a_filter_refuses_what_it_cannot_print() {
    for (field, expected) in [
        ("{{ trich_yeu | ngay }}", Some(Mistake::NoDate)),
        ("{{ loai | ngay_chu }}", Some(Mistake::NoDate)),
        ("{{ trich_yeu | so }}", Some(Mistake::NoNumber)),
        ("{{ ngay | ngay }}", None),
        ("{{ so | so }}", None),
    ] {
        let found = OfficeTemplate::check(&package(&paragraph(field)))
            .err()
            .unwrap_or_default();
        let mistakes: Vec<_> = found
            .iter()
            .map(|p| match &p.kind {
                ProblemKind::Fill { mistake, .. } => (p.place.paragraph, Some(mistake.clone())),
                other => panic!("{field}: {other:?}"),
            })
            .collect();
        let wanted: Vec<_> = expected.into_iter().map(|mistake| (1, Some(mistake))).collect();
        assert_eq!(mistakes, wanted, "{field}");
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    let table = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&["TT", "{{ so | la }}"]),
        row(&["{{ so + }}", "2"])
    );
    let body = [
        paragraph("{{ khong_co | ngay }}"),
        table,
        paragraph("{% if so %}{% for x in noi_nhan %}{{ x }}{% endif %}"),
        paragraph("{% endfor %}"),
    ]
    .concat();
    let problems = OfficeTemplate::check(&package(&body)).unwrap_err();
    let kinds: Vec<_> = problems.iter().map(|p| (p.place, &p.kind)).collect();
    let cell = |row: usize, cell: usize| Place {
        paragraph: 0,
        cell: Some((1, row, cell)),
    };
    let line = |paragraph: usize| Place { paragraph, cell: None };
    assert!(
        matches!(
            kinds[..],
            [
                (head, ProblemKind::UnknownField(_)),
                (first, ProblemKind::UnknownFilter(_)),
                (second, ProblemKind::Syntax { mistake: Mistake::EndsEarly, .. }),
                (third, ProblemKind::OpenBlock(_)),
                (fourth, ProblemKind::StrayEnd(_)),
            ] if head == line(1) && first == cell(1, 2) && second == cell(2, 1) && third == line(2) && fourth == line(3)
        ),
        "{kinds:?}"
    );
    // An unknown field is told beside an unknown filter.
    let body = paragraph("{{ khong_co }}") + &paragraph("{{ so | la }}");
    assert_eq!(OfficeTemplate::check(&package(&body)).unwrap_err().len(), 2);
}

#[test]
fn a_template_that_blows_itself_up_is_refused_at_its_place() {
    let kind = |text: &str| {
        let problem = OfficeTemplate::check(&package(&paragraph(text))).unwrap_err().remove(0);
        (problem.place.paragraph, problem.kind)
    };
    assert_eq!(kind("{% set a = \"x\" * 10000000 %}{{ a }}"), (1, ProblemKind::Limit));
    // Each piece is small, together they are not.
    let loops = "{% for i in range(10000) %}{% for j in range(40) %}0123456789012345678901234567890123456789{% endfor %}{% endfor %}{{ so }}";
    assert_eq!(kind(loops).1, ProblemKind::Limit);
    assert!(matches!(kind("{{ 1 / 0 }}").1, ProblemKind::Fill { .. }));
    assert!(OfficeTemplate::check(&package(&paragraph("{{ \"x\" * 1000 }}"))).is_ok());
}

#[test]
fn mistakes_are_worded_in_vietnamese_with_the_tag() {
    let words = Messages::new(Lang::Vi);
    let told = |text: &str| {
        let problems = OfficeTemplate::check(&package(&paragraph(text))).unwrap_err();
        problems.iter().map(|p| p.worded(&words)).collect::<Vec<_>>()
    };
    let cases = [
        ("{{ so + }}", "Đoạn 1: sai cú pháp trong “{{ so + }}”: còn thiếu"),
        ("{{ so ky_hieu }}", "thừa chữ"),
        ("{{ so * / 2 }}", "dấu “/” đặt không đúng chỗ"),
        ("{{ \"so }}", "thiếu dấu ngoặc kép đóng"),
        ("{% nếu so %}x{% endif %}", "không có thẻ “nếu”"),
        ("{% for x noi_nhan %}{{ so }}{% endfor %}", "for tên in danh_sách"),
        ("{% if so == %}x{% endif %}", "trong “{% if so == %}”"),
        ("{{ ham(so) }}", "“ham”"),
        ("{% for x in so_ky_hieu.a.b %}{{ x }}{% endfor %}", "không có giá trị"),
    ];
    for (text, wanted) in cases {
        let told = told(text);
        assert!(told[0].contains(wanted), "{text}: {told:?}");
        for english in ["unexpected", "expected", "unknown", "syntax", "invalid"] {
            assert!(told.iter().all(|t| !t.contains(english)), "{text}: {told:?}");
        }
    }
}

#[test]
fn lists_are_printed_as_lines_and_what_has_parts_is_refused() {
    let template = OfficeTemplate::check(&package(&paragraph("{{ noi_nhan }} {{ loai }}"))).unwrap();
    let report = common::report();
    let (texts, _) = seen(&template.fill(&report).unwrap());
    let said = texts.join(" ");
    assert!(
        report.recipients.len() > 1 && report.recipients.iter().all(|r| said.contains(r)),
        "{said}"
    );
    assert!(!said.contains('[') && !said.contains('"'), "{said}");
    let problems = OfficeTemplate::check(&package(&paragraph("{{ noi_dung }}"))).unwrap_err();
    let wrong = Mistake::Parts;
    assert!(
        problems
            .iter()
            .any(|p| matches!(&p.kind, ProblemKind::Fill { mistake, .. } if *mistake == wrong)),
        "{problems:?}"
    );
}

#[test]
fn a_field_beside_a_tag_of_the_whole_paragraph_is_told() {
    let one = "{%p for x in noi_dung %}{{ x.chu }}{%p endfor %}";
    let problems = OfficeTemplate::check(&package(&paragraph(one))).unwrap_err();
    assert_eq!(problems[0].kind, ProblemKind::Swallowed("{{ x.chu }}".into()));
    let apart = ["{%p for x in noi_dung %}", "{{ x.chu }}", "{%p endfor %}"]
        .map(paragraph)
        .concat();
    assert!(OfficeTemplate::check(&package(&apart)).is_ok());
}

#[test]
fn the_text_ends_with_its_mark_and_a_macro_prints_text_once() {
    let body = [
        "{% macro m(x) %}&lt;{{ x }}&gt; 5 &amp; 6{% endmacro %}{{ m(loai) }} {{ loai|safe }}",
        "{{ 0.1 + 0.2 }} {{ 10 / 4 }} {{ 2025 }}",
        "{{ (noi_dung|last).chu }}",
    ];
    let template = OfficeTemplate::check(&package(&body.map(paragraph).concat())).unwrap();
    let mut report = common::report();
    report.body.push(Block::Paragraph(vec![Inline::text("Xin báo cáo.")]));
    let (texts, _) = seen(&template.fill(&report).unwrap());
    assert_eq!(texts, ["<BÁO CÁO> 5 & 6 BÁO CÁO", "0,3 2,5 2025", "Xin báo cáo./."]);
    // An office that types the mark itself has it once.
    let own = OfficeTemplate::check(&package(&paragraph("{{ (noi_dung|last).chu }} ./."))).unwrap();
    let (texts, _) = seen(&own.fill(&report).unwrap());
    assert_eq!(texts, ["Xin báo cáo. ./."]);
}

#[test]
fn a_charts_figures_are_a_table_for_templates() {
    let body = paragraph("{% for k in noi_dung if k.loai == \"bieu_do\" %}{{ k.bang.dong[0].o }}{% endfor %}");
    let template = OfficeTemplate::check(&package(&body)).unwrap();
    let mut report = common::report();
    report.body = vec![Block::Chart(Chart {
        categories: vec!["Đạt".into()],
        series: vec![ChartSeries {
            values: vec![Some(12.5)],
            ..ChartSeries::default()
        }],
        ..Chart::default()
    })];
    let (texts, _) = seen(&template.fill(&report).unwrap());
    assert_eq!(texts, ["Đạt\n12,5"], "one line each");
}

#[test]
fn the_built_in_template_has_no_mistake_and_every_word_of_a_document() {
    for lying in [false, true] {
        let bytes = example(lying).unwrap();
        let template = OfficeTemplate::check(&bytes).unwrap_or_else(|p| panic!("{p:?}"));
        let mut report = common::report();
        // A template prints footnotes in brackets where their marks stand.
        for block in &mut report.body {
            if let Block::Paragraph(text) | Block::Item(text) = block {
                text.retain(|piece| !matches!(piece, Inline::Footnote(_)));
            }
        }
        let filled = template.fill(&report).unwrap();
        let shown = document_xml(&filled);
        assert!(!shown.contains("{{") && !shown.contains("{%"), "a tag is left");
        let (texts, _) = seen(&filled);
        let mut plain = Vec::new();
        tonghop_writers::docx::write(&report, &mut plain).unwrap();
        let (wanted, rows) = seen(&plain);
        let (_, own_rows) = seen(&filled);
        let said = |all: &[String]| {
            all.join(" ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .to_lowercase()
        };
        let own = said(&texts);
        for paragraph in wanted.iter().filter(|p| p.chars().count() > 40) {
            let words = said(std::slice::from_ref(paragraph));
            assert!(own.contains(words.trim_end_matches(['.', '/'])), "{paragraph}");
        }
        let cells = rows.iter().flatten().filter(|c| c.len() > 3);
        let own_cells: Vec<&String> = own_rows.iter().flatten().collect();
        for cell in cells {
            assert!(own_cells.contains(&cell), "{cell}");
        }
    }
}

#[test]
fn comments_of_a_template_are_left_out() {
    let body = paragraph("{# Ghi chú: {{ khong_co }} và {% for %} #}{{ so_ky_hieu }}");
    let template = OfficeTemplate::check(&package(&body)).unwrap();
    let (texts, _) = seen(&template.fill(&common::report()).unwrap());
    assert_eq!(texts[0], "Số: 05/BC-UBND");
}

#[test]
fn hostile_values_stay_text_in_a_template() {
    let mut report = common::report();
    let hostile = "</w:t><w:evil/>&\u{202e}😀\u{7}{{ so }}";
    report.body = vec![
        Block::Paragraph(vec![Inline::text(hostile)]),
        Block::Paragraph(vec![Inline::text("chữ ".repeat(40_000))]),
    ];
    let body = paragraph("{%p for d in noi_dung %}") + &paragraph("{{ d.chu }}") + &paragraph("{%p endfor %}");
    let filled = OfficeTemplate::check(&package(&body)).unwrap().fill(&report).unwrap();
    let xml = document_xml(&filled);
    assert!(!xml.contains("<w:evil/>") && !xml.contains('\u{7}'));
    let (texts, _) = seen(&filled);
    assert!(
        texts[0].contains("</w:t><w:evil/>&") && texts[0].contains("{{ so }}"),
        "{}",
        texts[0]
    );
    assert!(texts[1].split_whitespace().count() >= 40_000);
}
