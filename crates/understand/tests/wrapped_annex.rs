//! Annexes printed column by column, cut by pages at any line, with rows whose content is known.
//!
//! The printer below does what a PDF's text does to a table: each cell is wrapped to the width of its
//! column, the cells of a row follow each other, a page break cuts the row after some of its lines, and
//! the column headings are printed again. Every row has to come back.

use tonghop_catalogue::Catalogue;
use tonghop_document::{Block, Content, Document, Paragraph};
use tonghop_model::template::Template;
use tonghop_understand::annex;

const STATUSES: &[&str] = &[
    "100%",
    "95%",
    "Đáp ứng",
    "Đang triển khai",
    "Đang thực hiện",
    "Chưa thực hiện",
    "Cơ bản đáp ứng yêu cầu",
    "Theo tiến độ của tỉnh",
    "Đã hoàn thành",
    "Không phát sinh",
    "",
];

const RESULTS: &[&str] = &[
    "",
    "Đã lập 12 tổ công nghệ số cộng đồng ở tất cả các thôn, với 84 thành viên tham gia.",
    "- Ban hành 15 văn bản chỉ đạo, điều hành.\n- Tổ chức 02 lớp tập huấn cho 160 lượt người.",
    "Hoàn thành việc rà soát hồ sơ trong quý III. Hỗ trợ 15 hộ kinh doanh dùng hóa đơn điện tử trong quý IV.",
    "Phối hợp với doanh nghiệp viễn thông hướng dẫn người dân cài đặt ứng dụng và chữ ký số cá nhân.",
    "Ủy ban nhân dân xã chỉ đạo các trường học thu các khoản thu không dùng tiền mặt, đạt 87,5%.",
];

/// Results below a blank status that begin as a status does.
const RESULTS_LIKE_STATUSES: &[&str] = &[
    "Chưa có hướng dẫn của cấp trên nên xã chưa tổ chức triển khai.",
    "Đang triển khai các bước theo kế hoạch của tỉnh, dự kiến xong trong quý IV.",
    "Chưa triển khai do thiếu máy vi tính và đường truyền ở các thôn xa trung tâm xã.",
    "Đã hoàn thành việc cấp chữ ký số cho cán bộ, công chức của các phòng chuyên môn.",
];

/// What may be different about an annex.
#[derive(Debug, Clone, Copy, Default)]
struct Variant {
    /// With a column of lead bodies.
    lead: bool,
    /// Column headings in capitals.
    capitals: bool,
    /// Some tasks are left out.
    gaps: bool,
    /// Blank statuses stand before results that begin like one.
    like_statuses: bool,
    /// Cells stand at the top of their row: one that ends on the line on which the next begins shares it.
    shared: bool,
    /// The row numbers run through all groups, some tasks have another time frame, and some come in another order.
    habits: bool,
    /// There is no column of time frames.
    untimed: bool,
}

/// Time frames besides the common one, as narrow columns break them.
const TIMEFRAMES: &[&str] = &["2022 - 2025", "2022-2025", "Hàng năm", "Thường xuyên", "Năm 2025"];

const LEADS: &[&str] = &["UBND các xã, phường, đặc khu", "Sở Khoa học và Công nghệ; UBND các xã"];

/// A small deterministic generator (Knuth's MMIX constants).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }

    fn pick<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

struct Expected {
    node: String,
    status: &'static str,
    result: String,
}

/// Words wrapped to a width in characters; a line break starts a new line.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines
}

const HEADINGS: [&str; 6] = [
    "TT",
    "Nhiệm vụ, giải pháp",
    "Chủ trì",
    "Thời gian",
    "Mức độ hoàn thành",
    "Kết quả chi tiết",
];

struct Printer {
    lines: Vec<String>,
    headings: Vec<String>,
    widths: Vec<usize>,
    page_lines: usize,
    used: usize,
    shared: bool,
}

impl Printer {
    fn headings(&mut self) {
        for (text, width) in self.headings.iter().zip(&self.widths) {
            self.lines.extend(wrap(text, *width));
        }
        self.used = 3;
    }

    fn title(&mut self, label: &str, title: &str) {
        if self.used + 3 > self.page_lines {
            self.headings();
        }
        self.lines.push(label.to_string());
        self.lines.extend(wrap(title, self.widths[1]));
        self.used += 2;
    }

    fn row(&mut self, cells: &[&str]) {
        let mut wrapped: Vec<Vec<String>> = cells.iter().zip(&self.widths).map(|(c, w)| wrap(c, *w)).collect();
        let mut height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        // As Word does: a row is cut after some lines, seldom after its first one.
        if self.page_lines < self.used + 2 {
            self.headings();
        }
        while height > 0 {
            let room = (self.page_lines - self.used).min(height);
            let mut above = 0;
            for cell in &mut wrapped {
                let rest = cell.split_off(room.min(cell.len()));
                // The last line of the cell before stands beside the first line of this one.
                if self.shared && above == 1 && !cell.is_empty() {
                    let first = cell.remove(0);
                    let line = self.lines.last_mut().expect("the cell before has a line");
                    line.push(' ');
                    line.push_str(&first);
                    above = usize::from(cell.is_empty());
                } else if !cell.is_empty() {
                    above = cell.len();
                }
                self.lines.append(cell);
                *cell = rest;
            }
            height -= room;
            self.used += room;
            if height > 0 {
                self.headings();
            }
        }
    }
}

fn print(template: &Template, seed: u64, variant: Variant) -> (Document, Vec<Expected>) {
    let mut chance = Chance(seed);
    let status_width = [8, 11, 18][chance.below(if variant.like_statuses { 2 } else { 3 })];
    let mut widths = vec![5, 30 + chance.below(12), 12, status_width, 20 + chance.below(8)];
    let mut headings: Vec<String> = HEADINGS.map(str::to_owned).to_vec();
    if variant.lead {
        widths.insert(2, 18);
    } else {
        headings.remove(2);
    }
    if variant.untimed {
        let place = 2 + usize::from(variant.lead);
        widths.remove(place);
        headings.remove(place);
    }
    if variant.capitals {
        headings.iter_mut().for_each(|h| *h = h.to_uppercase());
    }
    let page_lines = 28 + chance.below(14);
    let mut printer = Printer {
        lines: Vec::new(),
        headings,
        widths,
        page_lines,
        used: 0,
        shared: variant.shared,
    };
    printer.lines.push("B. KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ ĐƯỢC GIAO".into());
    printer.headings();
    let mut expected = Vec::new();
    let (mut part, mut group) = ("", "");
    let mut tasks: Vec<_> = template.tasks.iter().collect();
    if variant.habits {
        // The second and third task of a group change places.
        for i in 2..tasks.len() {
            let group = |t: usize| (&tasks[t].part, &tasks[t].group);
            if tasks[i].no == "3" && group(i) == group(i - 1) && chance.below(2) == 0 {
                tasks.swap(i - 1, i);
            }
        }
    }
    for (position, task) in tasks.into_iter().enumerate() {
        if task.part != part {
            part = &task.part;
            group = "";
            let title = template
                .parts
                .iter()
                .find(|p| p.label == part)
                .map_or("", |p| p.title.as_str());
            printer.title(part, title);
        }
        if task.group != group {
            group = &task.group;
            printer.title(group, template.group_title(part, group).unwrap_or_default());
        }
        if variant.gaps && chance.below(6) == 0 {
            continue;
        }
        let (status, mut result) = (chance.pick(STATUSES), chance.pick(RESULTS));
        if variant.like_statuses && status.is_empty() {
            result = chance.pick(RESULTS_LIKE_STATUSES);
        }
        let running = (position + 1).to_string();
        let (no, timeframe) = if variant.habits {
            (running.as_str(), chance.pick(TIMEFRAMES))
        } else {
            (task.no.as_str(), "2022 - 2025")
        };
        let mut cells = vec![no, &task.title, timeframe, status, result];
        if variant.untimed {
            cells.remove(2);
        }
        if variant.lead {
            cells.insert(2, chance.pick(LEADS));
        }
        printer.row(&cells);
        expected.push(Expected {
            node: task.node.clone(),
            status,
            result: result.replace('\n', " "),
        });
    }
    printer.lines.push("C. ĐÁNH GIÁ VÀ KIẾN NGHỊ".into());
    printer.lines.push("I. Thuận lợi".into());
    let blocks = printer
        .lines
        .into_iter()
        .map(|text| Block {
            page: None,
            content: Content::Paragraph(Paragraph {
                text,
                ..Paragraph::default()
            }),
        })
        .collect();
    (
        Document {
            reader: "plain",
            blocks,
            ..Document::default()
        },
        expected,
    )
}

/// Shares of statuses and results that come back, and what does not.
fn measure(seeds: std::ops::RangeInclusive<u64>, variant: Variant) -> (f64, f64, String) {
    let catalogue = Catalogue::embedded();
    let (mut rows, mut statuses, mut results) = (0u32, 0u32, 0u32);
    let mut wrong = Vec::new();
    for template in &catalogue.templates {
        for seed in seeds.clone() {
            let (document, expected) = print(template, seed, variant);
            let found = annex::find(&document, catalogue);
            for wanted in &expected {
                rows += 1;
                let place = format!("{} {seed} {}", template.code, wanted.node);
                let Some(row) = found.tasks.iter().find(|t| t.node.as_deref() == Some(&wanted.node)) else {
                    wrong.push(format!("{place}: not found"));
                    continue;
                };
                if row.status == wanted.status {
                    statuses += 1;
                } else {
                    wrong.push(format!("{place}: status {:?}, wanted {:?}", row.status, wanted.status));
                }
                if row.result == wanted.result {
                    results += 1;
                } else {
                    wrong.push(format!("{place}: result {:?}, wanted {:?}", row.result, wanted.result));
                }
            }
        }
    }
    let share = |n: u32| f64::from(n) / f64::from(rows);
    let list = wrong[..wrong.len().min(40)].join("\n");
    let report = format!(
        "{variant:?}: status {:.4} result {:.4}, {} of {rows} rows wrong:\n{list}",
        share(statuses),
        share(results),
        wrong.len()
    );
    (share(statuses), share(results), report)
}

#[test]
fn every_row_comes_back_with_its_status_and_result() {
    let (statuses, results, report) = measure(1..=20, Variant::default());
    assert!(statuses >= 0.995 && results >= 0.99, "{report}");
}

#[test]
fn rows_come_back_with_a_lead_column_and_headings_in_capitals() {
    let variant = Variant {
        lead: true,
        capitals: true,
        ..Variant::default()
    };
    let (statuses, results, report) = measure(1..=6, variant);
    assert!(statuses >= 0.99 && results >= 0.985, "{report}");
}

#[test]
fn rows_come_back_where_tasks_are_left_out() {
    let variant = Variant {
        gaps: true,
        ..Variant::default()
    };
    let (statuses, results, report) = measure(1..=6, variant);
    assert!(statuses >= 0.99 && results >= 0.985, "{report}");
}

#[test]
fn a_blank_status_stays_blank_before_a_result_that_begins_like_one() {
    let variant = Variant {
        like_statuses: true,
        ..Variant::default()
    };
    let (statuses, results, report) = measure(1..=6, variant);
    assert!(statuses >= 0.985 && results >= 0.98, "{report}");
}

#[test]
fn rows_come_back_where_cells_share_lines() {
    let variant = Variant {
        shared: true,
        ..Variant::default()
    };
    let (statuses, results, report) = measure(1..=6, variant);
    assert!(statuses >= 0.97 && results >= 0.96, "{report}");
}

#[test]
fn rows_come_back_with_running_numbers_other_time_frames_and_tasks_that_changed_places() {
    let variant = Variant {
        habits: true,
        ..Variant::default()
    };
    let (statuses, results, report) = measure(1..=6, variant);
    assert!(statuses >= 0.97 && results >= 0.96, "{report}");
}

#[test]
fn rows_come_back_without_a_column_of_time_frames() {
    for lead in [false, true] {
        let variant = Variant {
            lead,
            untimed: true,
            ..Variant::default()
        };
        let (statuses, results, report) = measure(1..=6, variant);
        assert!(statuses >= 0.97 && results >= 0.9, "{report}");
    }
}
