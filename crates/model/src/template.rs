//! Templates: what has to be reported, with a province's own numbering and wording.

/// A report template of one province, mapped to a programme's nodes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Template {
    /// Stable code: "411-51-2025".
    pub code: String,
    /// Code of the programme.
    pub programme: String,
    /// Two-digit code of the province.
    pub province: String,
    /// Title for people.
    pub title: String,
    /// How sure the wording is: `seen`, `partly`, `own` (see the catalogue's README).
    pub certainty: String,
    /// Columns of the annex in order.
    pub columns: Vec<Column>,
    /// Parts of the annex in order.
    pub parts: Vec<TemplatePart>,
    /// Groups of the annex in order.
    pub groups: Vec<TemplateGroup>,
    /// Rows of the annex in order.
    pub tasks: Vec<TemplateTask>,
}

/// Columns that an annex can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// "TT", "STT".
    Number,
    /// "Nhiệm vụ, giải pháp".
    Task,
    /// "Chủ trì".
    Lead,
    /// "Thời gian".
    Timeframe,
    /// "Mức độ hoàn thành".
    Status,
    /// "Kết quả chi tiết".
    Result,
}

/// A part of the annex: "B1 PHÁT TRIỂN NỀN MÓNG …".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplatePart {
    /// Printed label.
    pub label: String,
    /// Printed title.
    pub title: String,
}

/// A group of rows: "VII Phát triển kỹ năng số, …".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateGroup {
    /// Label of the part.
    pub part: String,
    /// Printed label.
    pub label: String,
    /// Printed title.
    pub title: String,
}

/// A row of the annex.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TemplateTask {
    /// Label of the part.
    pub part: String,
    /// Label of the group.
    pub group: String,
    /// Printed number.
    pub no: String,
    /// Wording in this province.
    pub title: String,
    /// Code of the programme's task.
    pub node: String,
    /// "Chủ trì" where the template fixes it.
    pub lead: Option<String>,
    /// "Thời gian" as printed.
    pub timeframe: Option<String>,
    /// Threshold in the wording, in percent, where it differs between provinces.
    pub threshold: Option<u32>,
}

impl Template {
    /// Title of the group with this label in this part.
    #[must_use]
    pub fn group_title(&self, part: &str, label: &str) -> Option<&str> {
        self.groups
            .iter()
            .find(|g| g.part == part && g.label == label)
            .map(|g| g.title.as_str())
    }
}
