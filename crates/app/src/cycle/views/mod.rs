//! Consolidated views: always current, in the person's reach.

mod commitments;
mod compare;
mod completeness;
mod distribution;
mod findings;
mod indicators;
mod matrix;
mod recommendations;
mod scope;
mod unit_page;

pub use commitments::{Commitment, commitments, settle_commitment};
pub use compare::{Comparison, TaskComparison, compare};
pub use completeness::{Completeness, completeness};
pub use distribution::{TaskDistribution, distribution};
pub use findings::{UnitFinding, findings};
pub use indicators::{IndicatorRow, IndicatorUnit, indicators};
pub use matrix::{Cell, CellPage, Matrix, MatrixFilter, MatrixUnit, cell, matrix};
pub use recommendations::{Recommendation, answer_recommendation, assign_recommendation, recommendations};
pub(crate) use scope::Scope;
pub use tonghop_writers::xlsx::{Table, TableValue};
pub use unit_page::{UnitPage, UnitRound, unit_page};
