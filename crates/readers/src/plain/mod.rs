//! Plain text: what is left when somebody saved a report "as text" or copied it out of a PDF.
//!
//! Printed lines are put together into paragraphs ([`paragraphs`]), footnotes are told apart from the
//! body and tied to their marks ([`notes`]), lines with tabs ([`tabs`]) or with columns held
//! apart by blanks ([`aligned`]) become tables, and a header
//! block printed in two columns is read column by column ([`letterhead`]). A file of separated values is one
//! table ([`delimited`]).

mod aligned;
mod centred;
mod cut_words;
mod delimited;
mod edged;
mod letterhead;
mod lines;
mod notes;
mod page_numbers;
mod paragraphs;
mod tabs;
mod words;

use crate::{Input, Limits, ReadError};
use lines::Line;
use tonghop_document::{Block, Content, Document, Footnote, NoteRef, Paragraph, ReadWarning, Table, WarningCode};

/// Reads one plain text file in any encoding that [`tonghop_text::legacy::decode_text`] knows.
///
/// # Errors
/// [`ReadError`] says what is wrong with the file.
pub fn read(input: &Input<'_>, limits: &Limits) -> Result<Document, ReadError> {
    let (text, encoding) = tonghop_text::legacy::decode_text(input.bytes);
    limits.check_time()?;
    let mut document = delimited::read(&text, is_named(input.name), limits).unwrap_or_else(|| from_text(&text, limits));
    if encoding.is_legacy() {
        document.warnings.push(ReadWarning {
            code: WarningCode::LegacyEncoding,
            page: None,
            detail: encoding.name().to_string(),
        });
    }
    Ok(document)
}

/// True where the name promises separated values.
fn is_named(name: &str) -> bool {
    let extension = name.rsplit('.').next().unwrap_or_default();
    ["csv", "tsv", "tab"].iter().any(|e| extension.eq_ignore_ascii_case(e))
}

/// The document tree of a text that is Unicode already.
#[must_use]
pub fn from_text(text: &str, limits: &Limits) -> Document {
    let text = tonghop_text::nfc(text);
    let text = cut_words::join(&text);
    let mut warnings = Vec::new();
    let mut lines = lines::split(&text, limits.characters);
    if lines.cut {
        warnings.push(ReadWarning {
            code: WarningCode::Truncated,
            page: None,
            detail: "characters".into(),
        });
    }
    let pages = lines.pages;
    page_numbers::take(&mut lines.body);
    let notes = notes::take(&mut lines.body, lines.double_spaced);
    let mut blocks = letterhead::take(&mut lines.body);
    let body = lines.body;
    let shape = paragraphs::Shape::of(&body, lines.double_spaced);
    let mut unplaced: Vec<(usize, notes::Note)> = notes
        .into_iter()
        .map(|n| (n.mark_line.unwrap_or(n.at_line), n))
        .collect();
    let mut tables = aligned::regions(&body, pages).into_iter().peekable();
    let mut start = 0;
    while start < body.len() && blocks.len() < limits.blocks {
        let aligned = tables.next_if(|t| t.start <= start).map(|t| (t.end, t.block));
        let (end, block) = aligned.or_else(|| tabs::take(&body, start)).unwrap_or_else(|| {
            let table = tables.peek().map_or(body.len(), |t| t.start);
            let end = paragraphs::end_of(&body[..table], start, &shape);
            (end, paragraph(&body[start..end], pages))
        });
        blocks.push(block);
        place_notes(&mut blocks, &mut unplaced, &body[start..end], pages);
        start = end;
    }
    for (_, note) in unplaced {
        warnings.push(ReadWarning {
            code: WarningCode::FootnoteUnmatched,
            page: None,
            detail: note.label.clone(),
        });
        blocks.push(footnote(&note, pages));
    }
    Document {
        reader: "plain",
        media_type: "text/plain",
        pages: (pages > 1).then_some(pages),
        blocks,
        warnings,
    }
}

/// The paragraphs of lines that another format set by line breaks alone: ranges of `lines`, blank ones in none.
pub(crate) fn groups(lines: &[&str]) -> Vec<std::ops::Range<usize>> {
    let text = lines.join("\n");
    let split = lines::split(&text, usize::MAX);
    let shown: Vec<usize> = (0..lines.len()).filter(|&i| lines::shows(lines[i])).collect();
    if shown.len() != split.body.len() {
        return std::iter::once(0..lines.len()).collect();
    }
    let shape = paragraphs::Shape::of(&split.body, split.double_spaced);
    let mut start = 0;
    let mut out = Vec::new();
    while start < shown.len() {
        let end = paragraphs::end_of(&split.body, start, &shape);
        out.push(shown[start]..shown[end - 1] + 1);
        start = end;
    }
    out
}

/// A paragraph block from its printed lines.
fn paragraph(lines: &[Line], pages: u32) -> Block {
    let mut p = Paragraph::default();
    let mut length = 0;
    for line in lines {
        if length > 0 {
            p.text.push('\n');
            length += 1;
        }
        for (at, label) in &line.marks {
            p.notes.push(NoteRef {
                at: length + at,
                label: label.clone(),
                block: None,
            });
        }
        p.text.push_str(&line.text);
        length += line.text.chars().count();
    }
    p.list_item = lines[0].text.starts_with(['-', '+', '•', '*']);
    Block {
        page: page_of(lines[0].page, pages),
        content: Content::Paragraph(p),
    }
}

fn footnote(note: &notes::Note, pages: u32) -> Block {
    let content = Content::Footnote(Footnote {
        label: note.label.clone(),
        text: note.text.clone(),
    });
    Block {
        page: page_of(note.page, pages),
        content,
    }
}

fn page_of(page: u32, pages: u32) -> Option<u32> {
    (pages > 1).then_some(page)
}

/// Puts the footnotes whose marks stand in `lines` behind the block just made and ties the marks to them.
fn place_notes(blocks: &mut Vec<Block>, notes: &mut Vec<(usize, notes::Note)>, lines: &[Line], pages: u32) {
    let Some(last) = lines.last() else { return };
    let owner = blocks.len() - 1;
    while notes.first().is_some_and(|(line, _)| *line <= last.number) {
        let (_, note) = notes.remove(0);
        let index = blocks.len();
        blocks.push(footnote(&note, pages));
        if let Content::Paragraph(p) = &mut blocks[owner].content
            && let Some(mark) = p.notes.iter_mut().find(|m| m.label == note.label && m.block.is_none())
        {
            mark.block = Some(index);
        }
    }
}

/// A table of rows, each with the page on which it begins.
fn table_over_pages(rows: Vec<(u32, Vec<String>)>, header_rows: u32) -> Table {
    let (pages, texts): (Vec<u32>, Vec<Vec<String>>) = rows.into_iter().unzip();
    let mut table = Table::from_rows(texts, header_rows);
    for cell in &mut table.cells {
        cell.page = Some(pages[cell.row as usize]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        from_text(text, &Limits::default())
            .blocks
            .iter()
            .map(|b| match &b.content {
                Content::Paragraph(p) => p.text.replace('\n', " "),
                Content::Footnote(f) => format!("[{}] {}", f.label, f.text.replace('\n', " ")),
                Content::Table(t) => format!("<{}x{}>", t.rows, t.columns),
                Content::Furniture(f) => f.text.clone(),
            })
            .collect()
    }

    #[test]
    fn wrapped_lines_become_paragraphs() {
        let text = "I. KẾT QUẢ\n\nỦy ban nhân dân xã Suối Mây đã ban hành kế hoạch chuyển đổi số năm \n\n\
                    2025 và giao nhiệm vụ cho các phòng, ban. \n\n- Đã lập 12 tổ công nghệ số cộng đồng ở tất cả các \n\nthôn; \n\n- Đã mở 03 lớp.\n";
        assert_eq!(
            texts(text),
            [
                "I. KẾT QUẢ",
                "Ủy ban nhân dân xã Suối Mây đã ban hành kế hoạch chuyển đổi số năm 2025 và giao nhiệm vụ cho các phòng, ban.",
                "- Đã lập 12 tổ công nghệ số cộng đồng ở tất cả các thôn;",
                "- Đã mở 03 lớp.",
            ]
        );
    }

    #[test]
    fn a_blank_line_below_a_full_line_ends_no_paragraph() {
        let text = "A. TÌNH HÌNH TRIỂN KHAI VÀ MỨC ĐỘ HOÀN THÀNH CÁC MỤC TIÊU CỦA KẾ HOẠCH\n\
                    Xã Suối Mây được thành lập trên cơ sở nhập hai xã Suối Mây và Đồi Mây\n\n\
                    cũ, có 12 thôn và 1.200 hộ với 5.320 nhân khẩu, trong đó số hộ nghèo ít\n\
                    hơn năm trước.\n\nB. KẾT QUẢ\n- Toàn xã có 58 hộ kinh doanh; số hộ dùng mã thanh toán là 33/58 hộ\n\n(56,9%).\n";
        let found = texts(text);
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(
            found[1].starts_with("Xã Suối Mây") && found[1].ends_with("năm trước."),
            "{found:?}"
        );
        assert!(found[3].ends_with("33/58 hộ (56,9%)."), "{found:?}");
    }

    #[test]
    fn a_line_in_capitals_behind_a_sentence_opens_something_new() {
        let full = "- Đề nghị doanh nghiệp viễn thông bổ sung trạm phát sóng tại thôn Bờ Đá.";
        let text = format!("{full}\n\nPHỤ LỤC\n\nSTT\n\nNhiệm vụ, giải\n\npháp\n");
        let found = texts(&text);
        assert_eq!((found[0].as_str(), found[1].as_str()), (full, "PHỤ LỤC"), "{found:?}");
    }

    #[test]
    fn a_roman_number_behind_its_word_opens_nothing() {
        let text =
            "- Ủy ban nhân dân xã đã gắn biển địa chỉ số cho các hộ của ba thôn trong quý\nIII. Có 16 hộ chưa gắn.\n";
        assert_eq!(texts(text).len(), 1);
    }

    #[test]
    fn a_figure_below_a_short_numbered_line_opens_the_text() {
        let text = "I. KẾT QUẢ\n5. An toàn thông tin mạng\n220 máy tính của các phòng đã có phần mềm chống mã độc từ tháng 5 năm 2031.\n\
                    6. Kinh tế số\n42 sản phẩm của các tổ hợp tác đã được bán qua mạng, tăng 12 sản phẩm.\n\
                    7. Kết quả thực hiện Đề án\n06 trên địa bàn xã\nXã đã cấp tài khoản cho người dân của cả mười hai thôn trong xã.\n";
        let found = texts(text);
        assert_eq!(found[1], "5. An toàn thông tin mạng", "{found:?}");
        assert_eq!(found[3], "6. Kinh tế số", "{found:?}");
        assert_eq!(found[5], "7. Kết quả thực hiện Đề án 06 trên địa bàn xã", "{found:?}");
    }

    #[test]
    fn numbers_with_a_dash_start_paragraphs() {
        let text = "Xã đã bố trí kinh phí cho các thôn và giao nhiệm vụ cho các phòng, ban chuyên môn của xã.\n\n2- Về hạ tầng \n\n\
                    Các thôn đều có mạng internet theo Nghị quyết số \n\n57- NQ/TW và các văn bản khác của cấp trên đã ban hành từ đầu năm. \n\n4.1- Cơ quan Đảng \n\nĐã mua máy tính.\n";
        let found = texts(text);
        assert!(found.contains(&"2- Về hạ tầng".to_owned()), "{found:?}");
        assert!(found.contains(&"4.1- Cơ quan Đảng".to_owned()), "{found:?}");
        assert!(!found.iter().any(|t| t.starts_with("57-")), "{found:?}");
    }

    #[test]
    fn footnotes_are_taken_out_and_tied_to_their_marks() {
        let text = "Xã đã lập Tổ công nghệ số cộng đồng1 và giao nhiệm vụ năm 20252. Trên cơ sở đó, các thôn \n\n\
                                              \n1 Quyết định số 12/QĐ-UBND ngày 05/8/2025 của Ủy ban nhân dân xã. \n2 Kế hoạch số 8/KH-UBND ngày \n\n06/8/2025. \n đã triển khai.";
        let text = text.replace("thôn \n\n", "thôn \n\n                                   \n");
        let document = from_text(&text, &Limits::default());
        let Content::Paragraph(p) = &document.blocks[0].content else {
            panic!("paragraph first")
        };
        assert_eq!(
            p.text.replace('\n', " "),
            "Xã đã lập Tổ công nghệ số cộng đồng và giao nhiệm vụ năm 2025. Trên cơ sở đó, các thôn đã triển khai."
        );
        assert_eq!(
            p.notes.iter().map(|n| (n.label.as_str(), n.block)).collect::<Vec<_>>(),
            [("1", Some(1)), ("2", Some(2))]
        );
        assert_eq!(
            p.text
                .chars()
                .take(p.notes[1].at)
                .collect::<String>()
                .split_whitespace()
                .last(),
            Some("2025")
        );
        assert_eq!(texts(&text)[2], "[2] Kế hoạch số 8/KH-UBND ngày 06/8/2025.");
    }

    #[test]
    fn numbers_that_count_the_pages_are_left_out() {
        let page = |n: u32| {
            let lines: Vec<String> = (0..12).map(|i| format!("- Thôn {i} đã lập tổ công nghệ số;")).collect();
            format!("{n}\n{}\n\n\n\n", lines.join("\n\n"))
        };
        let found = texts(&format!("{}{}{}", page(1), page(2), page(3)));
        assert_eq!(found.len(), 36, "{found:?}");
        // The numbers of a list stay.
        let list = "Kết quả\n\n1\n\nLập tổ\n\n2\n\nMở lớp\n";
        assert_eq!(texts(list), ["Kết quả", "1", "Lập tổ", "2", "Mở lớp"]);
    }

    #[test]
    fn justified_lines_of_a_list_are_no_table() {
        let text = "cụ thể:\n1.  Kế  hoạch  số  18/KH-\nUBND  ngày  05/8/2031  về\n2.  Quyết  định  số  96/QĐ-\n\
                    UBND  ngày  11/8/2031  về\n3.  Các  văn  bản  đôn  đốc\nkhác.\n4.  Thông  báo  số  12/TB-\nUBND.\n";
        assert!(texts(text).iter().all(|t| !t.starts_with('<')), "{:?}", texts(text));
    }

    #[test]
    fn short_paragraphs_with_blank_lines_between_stay_apart() {
        let wrapped =
            "Ủy ban nhân dân xã đã chỉ đạo các phòng, ban và các thôn tổ chức tuyên\ntruyền, hướng dẫn người dân.\n\n";
        let causes = "2. Nguyên nhân\n\nKhối lượng công việc lớn sau khi sắp xếp đơn vị, nhân lực còn ít.\n\n\
                      Phần mềm dùng chung thường xuyên nâng cấp, gây gián đoạn.\n\nPhần thứ hai\n\nNHIỆM VỤ NĂM 2032\n\n";
        let list = "- Một việc đã làm xong.\n\n".repeat(12);
        let found = texts(&format!("{}{list}{causes}", wrapped.repeat(5)));
        let tail: Vec<&str> = found[found.len() - 5..].iter().map(String::as_str).collect();
        assert_eq!(
            tail,
            [
                "2. Nguyên nhân",
                "Khối lượng công việc lớn sau khi sắp xếp đơn vị, nhân lực còn ít.",
                "Phần mềm dùng chung thường xuyên nâng cấp, gây gián đoạn.",
                "Phần thứ hai",
                "NHIỆM VỤ NĂM 2032",
            ]
        );
        // Where every line has a blank one below, a part still begins its own paragraph.
        let double =
            "- Đặc khu chỉ có một tuyến cáp quang, chưa có tuyến dự phòng nào ngoài đảo.\n\nPhần thứ hai\n\nNHIỆM VỤ\n";
        assert_eq!(texts(double)[1], "Phần thứ hai");
    }

    #[test]
    fn lines_with_tabs_become_a_table() {
        let text = "PHỤ LỤC\nTT\tNhiệm vụ\tKết quả\n1\tLập tổ\t12/12 tổ\n2\tMở lớp\t\nHết.\n";
        assert_eq!(texts(text), ["PHỤ LỤC", "<3x3>", "Hết."]);
    }

    #[test]
    fn the_type_below_a_header_block_stays_below_it() {
        let text = " ỦY BAN NHÂN DÂN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM \n XÃ SUỐI MÂY            Độc lập - Tự do - Hạnh phúc \n\n\
                     Số: 57/BC-UBND        Suối Mây, ngày 21 tháng 10 năm 2025 \n\n BÁO CÁO \n\nTình hình chuyển đổi số \n";
        let found = texts(text);
        assert_eq!(found[..3], ["ỦY BAN NHÂN DÂN", "XÃ SUỐI MÂY", "Số: 57/BC-UBND"]);
        assert_eq!(found[5], "Suối Mây, ngày 21 tháng 10 năm 2025");
        assert!(found[6].starts_with("BÁO CÁO"));
    }

    #[test]
    fn blanks_to_be_filled_in_part_no_columns() {
        let text = [
            "  UBND XÃ SUỐI MÂY            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "  Số:     /BC-UBND              Độc lập - Tự do - Hạnh phúc",
            "                             Suối Mây, ngày      tháng 10",
            "                                      năm 2031",
            "",
            "                 BÁO CÁO",
        ];
        let found = texts(&text.join("\n"));
        let plain: Vec<String> = found
            .iter()
            .map(|t| t.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(plain[..2], ["UBND XÃ SUỐI MÂY", "Số: /BC-UBND"]);
        assert_eq!(plain[4..], ["Suối Mây, ngày tháng 10", "năm 2031", "BÁO CÁO"]);
    }

    #[test]
    fn a_two_column_header_block_is_read_column_by_column() {
        let text = "   UBND XÃ SUỐI MÂY        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
                       Số: 15/BC-UBND             Độc lập - Tự do - Hạnh phúc\n\
                                             Suối Mây, ngày 05 tháng 11 năm 2025\n\n                 BÁO CÁO\n";
        assert_eq!(
            texts(text),
            [
                "UBND XÃ SUỐI MÂY",
                "Số: 15/BC-UBND",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do - Hạnh phúc",
                "Suối Mây, ngày 05 tháng 11 năm 2025",
                "BÁO CÁO",
            ]
        );
    }
}
