//! A draft as text taken from a PDF: lines with blank lines between, the annex column by column.

use super::draft::Draft;

/// Letters in a line of running text.
const WIDTH: usize = 74;
/// Letters in a line of each column of the annex.
const COLUMNS: [usize; 6] = [4, 38, 18, 12, 10, 24];

/// Plain text whose columns were wrapped line by line.
pub fn write(draft: &Draft) -> String {
    let mut text = Text(String::with_capacity(60_000));
    let unit = &draft.unit;
    text.line(" ỦY BAN NHÂN DÂN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    text.line(&format!(
        " {}            Độc lập - Tự do - Hạnh phúc",
        draft.issuer_in_capitals()
    ));
    text.line("");
    text.line(&format!(
        " Số: {}        {}, ngày {} tháng 10 năm 2025",
        draft.number, unit.name, draft.day
    ));
    text.line("\n BÁO CÁO\n");
    text.wrapped(&draft.title(), WIDTH);
    text.wrapped(&draft.opening(), WIDTH);
    for (heading, items) in draft.narrative() {
        text.wrapped(heading, WIDTH);
        for item in items {
            text.wrapped(&format!("- {item}"), WIDTH);
        }
    }
    text.line("PHỤ LỤC\n");
    let columns = draft.columns();
    for (_, heading) in &columns {
        text.wrapped(heading, 14);
    }
    for line in draft.lines() {
        for (at, _) in &columns {
            text.wrapped(line[*at], COLUMNS[*at]);
        }
    }
    text.line(
        "Nơi nhận:\n- Sở Khoa học và Công nghệ;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nNguyễn Văn Mẫu",
    );
    text.0
}

struct Text(String);

impl Text {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    /// The text in lines of at most `width` letters, each followed by a blank line.
    fn wrapped(&mut self, text: &str, width: usize) {
        let mut used = 0;
        for word in text.split_whitespace() {
            let length = word.chars().count();
            if used > 0 && used + 1 + length > width {
                self.0.push_str(" \n\n");
                used = 0;
            } else if used > 0 {
                self.0.push(' ');
                used += 1;
            }
            self.0.push_str(word);
            used += length;
        }
        if used > 0 {
            self.0.push_str(" \n\n");
        }
    }
}
