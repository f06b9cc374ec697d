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
    /// Headings of columns that are not the usual ones.
    pub headings: Vec<(Column, String)>,
    /// What the columns are that the province added, each with its place among the columns.
    pub own: Vec<(Column, OwnColumn)>,
    /// Parts of the annex in order.
    pub parts: Vec<TemplatePart>,
    /// Groups of the annex in order.
    pub groups: Vec<TemplateGroup>,
    /// Rows of the annex in order.
    pub tasks: Vec<TemplateTask>,
}

/// Columns that an annex can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
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
    /// A column that the template has besides these; the number tells those of one template apart.
    Own(u8),
}

/// What a column is that a province added to the annex.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OwnColumn {
    /// Stable code, the same in every version of the template: `nguon_kinh_phi`. Lower-case letters, digits, `_`.
    pub code: String,
    /// What is filled in.
    pub kind: OwnKind,
    /// What can be chosen, where one of a list is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// True where every row that is answered has to have it.
    #[serde(default)]
    pub required: bool,
}

/// What is filled into a column that a province added.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum OwnKind {
    /// Words.
    #[default]
    Text,
    /// One of a list.
    Choice,
    /// A number.
    Number,
    /// A day.
    Date,
}

impl OwnKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Text, Self::Choice, Self::Number, Self::Date];

    /// The stable name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Choice => "choice",
            Self::Number => "number",
            Self::Date => "date",
        }
    }

    /// The kind with this stable name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.key() == key)
    }
}

/// What stands in the columns that a province added, by the code of the column: a number as "1234,5", a day as
/// "05/12/2026".
pub type OwnValues = std::collections::BTreeMap<String, String>;

impl Column {
    /// Every column that annexes usually have, in the usual order.
    pub const ALL: [Self; 6] = [
        Self::Number,
        Self::Task,
        Self::Lead,
        Self::Timeframe,
        Self::Status,
        Self::Result,
    ];

    /// The stable name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Task => "task",
            Self::Lead => "lead",
            Self::Timeframe => "timeframe",
            Self::Status => "status",
            Self::Result => "result",
            Self::Own(_) => "own",
        }
    }

    /// The usual column with this stable name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.key() == key)
    }
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
    /// Heading of a column, where it is not the usual one.
    #[must_use]
    pub fn heading(&self, column: Column) -> Option<&str> {
        self.headings
            .iter()
            .find(|(c, _)| *c == column)
            .map(|(_, h)| h.as_str())
    }

    /// What the column is, where the province added it.
    #[must_use]
    pub fn own(&self, column: Column) -> Option<&OwnColumn> {
        self.own.iter().find(|(c, _)| *c == column).map(|(_, own)| own)
    }

    /// Title of the group with this label in this part.
    #[must_use]
    pub fn group_title(&self, part: &str, label: &str) -> Option<&str> {
        self.groups
            .iter()
            .find(|g| g.part == part && g.label == label)
            .map(|g| g.title.as_str())
    }
}
