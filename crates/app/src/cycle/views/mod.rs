//! Consolidated views: always current, in the person's reach.

mod commitments;
mod compare;
mod completeness;
mod distribution;
mod findings;
mod follow_ups;
mod indicators;
mod matrix;
mod published;
mod recommendations;
mod scope;
mod to_follow;
mod unit_page;

pub use commitments::{Commitment, commitments, settle_commitment};
pub use compare::{Comparison, TaskComparison, comparable, compare, compared_by_itself};
pub use completeness::{Completeness, completeness};
pub use distribution::{TaskDistribution, distribution};
pub use findings::{UnitFinding, findings};
pub use indicators::{IndicatorRow, IndicatorUnit, indicators};
pub use matrix::{Cell, CellPage, Matrix, MatrixFilter, MatrixUnit, answers, cell, matrix};
pub use published::{Published, PublishedRound, PublishedUnit, published, published_rounds};
pub use recommendations::{
    Recommendation, RecommendationGroup, answer_recommendation, answer_recommendations, answered_lately,
    assign_recommendation, assign_recommendations, group_recommendations, recommendations,
};
pub(crate) use scope::Scope;
pub use to_follow::{ToFollow, to_follow};
pub use tonghop_writers::xlsx::{Table, TableValue};
pub use unit_page::{UnitPage, UnitRound, UnitValue, unit_page};
