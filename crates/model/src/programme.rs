//! Programmes: what a legal decision orders, as a versioned tree of nodes.

/// A programme, e.g. the national strategy of Quyết định 411/QĐ-TTg.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    /// Short code: "411".
    pub code: String,
    /// Official title.
    pub title: String,
    /// Number of the decision: "411/QĐ-TTg".
    pub decision: String,
    /// ISO date of the decision.
    pub decision_date: String,
    /// Wordings by which reports name the programme, besides the decision's number.
    pub phrases: Vec<String>,
    /// The tree, parents before children.
    pub nodes: Vec<Node>,
    /// Targets of the programme.
    pub targets: Vec<Target>,
}

/// An element of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Stable code: "A", "A.VII", "A.VII.2".
    pub code: String,
    /// What kind of element it is.
    pub kind: NodeKind,
    /// Title or wording.
    pub title: String,
}

/// Kinds of nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// "A. Phát triển nền móng".
    Part,
    /// "A.VII Kỹ năng số, công dân số, văn hóa số".
    Section,
    /// A single task.
    Task,
}

/// A value to reach by a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Code of the indicator, where the catalogue has one.
    pub indicator: Option<String>,
    /// Wording.
    pub title: String,
    /// Year by whose end it is to be reached.
    pub year: i32,
    /// Value.
    pub value: f64,
    /// Unit of measure.
    pub unit: String,
    /// "trên", "tối thiểu" or nothing.
    pub qualifier: Option<String>,
    /// Population that the value refers to: "dân số trưởng thành".
    pub population: String,
    /// How sure the value is: `seen`, `partly`, `own` (see the catalogue's README).
    pub certainty: String,
}

impl Programme {
    /// The node with this code.
    #[must_use]
    pub fn node(&self, code: &str) -> Option<&Node> {
        self.nodes.iter().find(|n| n.code == code)
    }
}
