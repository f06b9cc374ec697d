//! What the sample province is made of: the two files in `crates/cli/demo`.

use serde::Deserialize;
use tonghop_app::cycle::documents::OfficeSettings;

const PROVINCE: &str = include_str!("../../demo/province.toml");
const ANSWERS: &str = include_str!("../../demo/answers.toml");

/// Province, units, people, words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Province {
    pub code: String,
    pub name: String,
    pub kind: String,
    /// Name of the office that runs the installation.
    pub owner: String,
    /// First day of the units, ISO 8601.
    pub valid_from: String,
    /// Code of the province whose templates are used.
    pub templates: String,
    /// What the documents print of the office.
    pub office: OfficeSettings,
    #[serde(rename = "unit")]
    pub units: Vec<Unit>,
    #[serde(rename = "person")]
    pub people: Vec<Person>,
    pub acting: Vec<Acting>,
    pub words: Words,
    #[serde(rename = "answer")]
    pub replies: Vec<Reply>,
    #[serde(rename = "mend")]
    pub mends: Vec<Mend>,
    #[serde(rename = "indicator")]
    pub indicators: Vec<Indicator>,
}

/// A commune and what it did in the rounds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    pub code: String,
    pub name: String,
    pub district: String,
    /// How far it has come, 0 to 4.
    pub level: usize,
    /// File of its report of 2025.
    pub sample: Option<String>,
    pub closed: Deed,
    pub open: Deed,
}

/// What a unit did in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    Accepted,
    AcceptedLate,
    TwoEditions,
    Submitted,
    InReview,
    Returned,
    Answering,
    Withdrawn,
    Draft,
    File,
    Nothing,
    Exempt,
    Extended,
    None,
}

/// Somebody who can sign in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub login: String,
    pub name: String,
    pub role: String,
    /// Code of the unit; the province where there is none.
    pub unit: Option<String>,
}

/// A role that somebody has for somebody else.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acting {
    pub person: String,
    pub role: String,
    pub unit: String,
    pub acting_for: String,
}

/// What the department answers to requests.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Words that the request has.
    pub about: String,
    pub text: String,
}

/// Titles, reasons, remarks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub request_number: String,
    pub round: String,
    pub sample_round: String,
    pub note: String,
    pub template_title: String,
    pub exempt: String,
    pub extended: String,
    pub nothing: String,
    pub returned: Vec<String>,
    pub return_note: String,
    pub comment: String,
    pub owner: String,
}

/// What is mended in a sample before it is sent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mend {
    pub from: String,
    pub to: String,
}

/// An indicator that the newer template asks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    pub code: String,
    /// Smallest and largest whole, or value where there is no part.
    pub whole: [u32; 2],
    /// Percentage at level 0 and at level 4.
    pub percent: Option<[u32; 2]>,
}

/// Answers by task and section.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    #[serde(rename = "task")]
    pub tasks: Vec<TaskAnswers>,
    #[serde(rename = "section")]
    pub sections: Vec<SectionTexts>,
}

/// Status and result of a task: low, middle, high.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskAnswers {
    pub node: String,
    pub answers: [[String; 2]; 3],
}

/// Texts of a section: low, middle, high.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionTexts {
    pub code: String,
    pub texts: [String; 3],
}

/// The province.
///
/// # Errors
/// The file is wrong; a test holds that it is not.
pub fn province() -> Result<Province, toml::de::Error> {
    toml::from_str(PROVINCE)
}

/// The answers.
///
/// # Errors
/// The file is wrong; a test holds that it is not.
pub fn answers() -> Result<Answers, toml::de::Error> {
    toml::from_str(ANSWERS)
}
