//! What a made-up report says, before it takes a form.

use super::phrases;
use super::sentence::Speaker;
use super::unit::{Unit, unit};
use crate::random::Random;
use tonghop_catalogue::Catalogue;
use tonghop_model::template::{Template, TemplateTask};

/// A made-up report.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Who reports.
    pub unit: Unit,
    /// "57/BC-UBND".
    pub number: String,
    /// Day of October 2025.
    pub day: u64,
    /// Number of the letter that asked for the report.
    pub request: u64,
    /// What has to be reported.
    pub template: &'static Template,
    /// Sentences before the annex.
    pub overview: Vec<String>,
    /// One row per task of the template, in its order.
    pub rows: Vec<Row>,
    /// Favourable conditions.
    pub favourable: Vec<String>,
    /// Difficulties.
    pub difficult: Vec<String>,
    /// Causes.
    pub causes: Vec<String>,
    /// Recommendations.
    pub requests: Vec<String>,
}

/// What is reported about one task.
#[derive(Debug, Clone)]
pub struct Row {
    /// The task.
    pub task: &'static TemplateTask,
    /// Status cell; may be blank.
    pub status: String,
    /// Result cell; may be blank.
    pub result: String,
}

/// The report with this number (from 0) of the sequence that `seed` decides.
///
/// # Panics
/// Where the catalogue has no template.
#[must_use]
pub fn draft(seed: u64, number: usize) -> Draft {
    let unit = unit(number);
    let mut random = Random::new(seed ^ (number as u64).wrapping_mul(0x2545_f491_4f6c_dd1d));
    let templates = &Catalogue::embedded().templates;
    // A province has one template.
    let template = &templates[unit.province.chars().map(|c| c as usize).sum::<usize>() % templates.len()];
    let (own_number, day, request) = (
        random.within(20, 400),
        random.within(14, 31),
        random.within(1_000, 2_999),
    );
    let speaker = &mut Speaker::new(random, &unit);
    let mut overview = several(speaker, &phrases::OVERVIEW, 9);
    if speaker.random.chance(10) {
        overview.push(speaker.random.pick(&phrases::COPIED).to_owned());
    }
    let rows = template.tasks.iter().map(|task| row(speaker, task)).collect();
    Draft {
        number: format!("{own_number}/BC-UBND"),
        day,
        request,
        template,
        overview,
        rows,
        favourable: several(speaker, &phrases::FAVOURABLE, 2),
        difficult: several(speaker, &phrases::DIFFICULT, 3),
        causes: several(speaker, &phrases::CAUSES, 2),
        requests: several(speaker, &phrases::REQUESTS, 2),
        unit,
    }
}

fn row(speaker: &mut Speaker<'_>, task: &'static TemplateTask) -> Row {
    let mut at = speaker.random.within(0, 99);
    let mut status = String::new();
    for (wording, share) in phrases::STATUSES {
        if at < share {
            status = speaker.say(wording);
            break;
        }
        at -= share;
    }
    let count = speaker.random.within(0, 5) as usize;
    let mut result = several(speaker, &phrases::RESULTS, count.min(4));
    if speaker.random.chance(2) {
        result.push(speaker.random.pick(&phrases::COPIED).to_owned());
    }
    Row {
        task,
        status,
        result: result.join(" "),
    }
}

/// `count` different patterns, said.
fn several(speaker: &mut Speaker<'_>, patterns: &[&str], count: usize) -> Vec<String> {
    let first = speaker.random.within(0, patterns.len() as u64 - 1) as usize;
    // Prime to every length used, so that no pattern comes twice.
    let step = 13;
    (0..count.min(patterns.len()))
        .map(|i| speaker.say(patterns[(first + i * step) % patterns.len()]))
        .collect()
}

impl Draft {
    /// "XÃ SUỐI TRĂNG".
    pub(super) fn issuer_in_capitals(&self) -> String {
        format!("{} {}", self.unit.kind, self.unit.name).to_uppercase()
    }

    /// The sentence that answers the request.
    pub(super) fn opening(&self) -> String {
        let Unit { kind, name, province } = &self.unit;
        format!(
            "Thực hiện Công văn số {}/SKHCN-CĐS ngày 13/10/2025 của Sở Khoa học và Công nghệ tỉnh {province} về việc báo cáo tình hình thực hiện Chiến lược \
             quốc gia phát triển kinh tế số và xã hội số, UBND {kind} {name} báo cáo kết quả thực hiện như sau:",
            self.request
        )
    }

    /// The title below the word "BÁO CÁO".
    pub(super) fn title(&self) -> String {
        format!(
            "Tình hình thực hiện Chiến lược quốc gia phát triển kinh tế số và xã hội số đến năm 2025, định hướng đến năm 2030 trên địa bàn {} {}",
            self.unit.kind, self.unit.name
        )
    }

    /// Headings with what stands under each, before the annex.
    pub(super) fn narrative(&self) -> [(&'static str, &[String]); 5] {
        [
            ("I. KẾT QUẢ CHUNG", &self.overview),
            ("II. THUẬN LỢI", &self.favourable),
            ("III. TỒN TẠI, HẠN CHẾ", &self.difficult),
            ("IV. NGUYÊN NHÂN", &self.causes),
            ("V. ĐỀ XUẤT, KIẾN NGHỊ", &self.requests),
        ]
    }

    /// The lines of the annex below its heading: number, task, lead, timeframe, status, result.
    ///
    /// Lines of parts and groups have only a number and a task.
    pub(super) fn lines(&self) -> Vec<[&str; 6]> {
        let mut lines = Vec::new();
        let mut last = ("", "");
        for row in &self.rows {
            let task = row.task;
            if task.part != last.0 {
                let title = self.template.parts.iter().find(|p| p.label == task.part);
                lines.push([
                    task.part.as_str(),
                    title.map_or("", |p| p.title.as_str()),
                    "",
                    "",
                    "",
                    "",
                ]);
            }
            if (task.part.as_str(), task.group.as_str()) != last {
                let title = self.template.group_title(&task.part, &task.group).unwrap_or_default();
                lines.push([task.group.as_str(), title, "", "", "", ""]);
            }
            last = (&task.part, &task.group);
            lines.push([
                &task.no,
                &task.title,
                task.lead.as_deref().unwrap_or_default(),
                task.timeframe.as_deref().unwrap_or_default(),
                &row.status,
                &row.result,
            ]);
        }
        lines
    }

    /// Headings of the columns that the template has, with the place of each in [`Draft::lines`].
    pub(super) fn columns(&self) -> Vec<(usize, &'static str)> {
        use tonghop_model::template::Column;
        let place = |column: &Column| {
            Some(match column {
                Column::Number => (0, "STT"),
                Column::Task => (1, "Nhiệm vụ, giải pháp"),
                Column::Lead => (2, "Chủ trì"),
                Column::Timeframe => (3, "Thời gian"),
                Column::Status => (4, "Mức độ hoàn thành"),
                Column::Result => (5, "Kết quả chi tiết"),
                // Templates of the catalogue have none.
                Column::Own(_) => return None,
            })
        };
        self.template.columns.iter().filter_map(place).collect()
    }
}
