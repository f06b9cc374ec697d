//! Roles and what each may do.

use super::authority::Action;

/// Roles of the cycle. A role holds for a subtree of units, a programme and a span of dates.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Writes the reports of a commune.
    CommuneEditor,
    /// Writes and sends the reports of a commune.
    CommuneApprover,
    /// Specialist of the department: reviews reports of units.
    Reviewer,
    /// Opens rounds, accepts, publishes, answers.
    DepartmentHead,
    /// Keeps people, units, templates and settings; decides nothing about content.
    Administrator,
    /// Reads all, changes nothing.
    Auditor,
    /// Anybody, without an account: what was published.
    Public,
}

impl Role {
    /// Every role that can be granted.
    pub const GRANTABLE: [Self; 6] = [
        Self::CommuneEditor,
        Self::CommuneApprover,
        Self::Reviewer,
        Self::DepartmentHead,
        Self::Administrator,
        Self::Auditor,
    ];

    /// The stable name used in JSON and tables.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::CommuneEditor => "commune_editor",
            Self::CommuneApprover => "commune_approver",
            Self::Reviewer => "reviewer",
            Self::DepartmentHead => "department_head",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
            Self::Public => "public",
        }
    }

    /// The role with this stable name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::GRANTABLE
            .into_iter()
            .chain([Self::Public])
            .find(|r| r.key() == key)
    }

    /// True where the role may do this to a unit within its subtree. What is not named is denied.
    #[must_use]
    pub const fn allows(self, action: Action) -> bool {
        use Action as A;
        match self {
            Self::CommuneEditor => matches!(
                action,
                A::ViewReport | A::EditReport | A::UploadFile | A::Comment | A::ViewRound | A::ViewUnit
            ),
            Self::CommuneApprover => matches!(
                action,
                A::ViewReport
                    | A::EditReport
                    | A::UploadFile
                    | A::SubmitReport
                    | A::WithdrawReport
                    | A::Comment
                    | A::ViewRound
                    | A::ViewUnit
            ),
            Self::Reviewer => matches!(
                action,
                A::ViewReport
                    | A::ViewReview
                    | A::ReviewReport
                    | A::AcceptReport
                    | A::WaiveFinding
                    | A::Comment
                    | A::Remind
                    | A::ViewRound
                    | A::ViewUnit
                    | A::ViewConsolidated
                    | A::ViewTemplate
            ),
            Self::DepartmentHead => matches!(
                action,
                A::ViewReport
                    | A::ViewReview
                    | A::ReviewReport
                    | A::AcceptReport
                    | A::WaiveFinding
                    | A::Comment
                    | A::Remind
                    | A::ViewRound
                    | A::ViewUnit
                    | A::ViewConsolidated
                    | A::ViewTemplate
                    | A::ManageRound
                    | A::ManageTemplate
                    | A::AdjustObligation
                    | A::AnswerRecommendation
                    | A::ViewImports
                    | A::ImportValues
            ),
            Self::Administrator => matches!(
                action,
                A::ViewRound
                    | A::ViewUnit
                    | A::ViewTemplate
                    | A::ManageTemplate
                    | A::ViewPeople
                    | A::ManagePeople
                    | A::ManageUnits
                    | A::ViewSystem
                    | A::ManageSystem
                    | A::ViewAudit
            ),
            Self::Auditor => action.only_reads(),
            Self::Public => matches!(action, A::ViewPublished),
        }
    }
}
