//! Promises: what the unit says it will do, with its date where one is given.

use crate::flow::Para;
use tonghop_model::reading::Commitment;

/// Every promise of these paragraphs, in order.
///
/// `report_date` is the report's date in ISO form, possibly only a year: it completes dates such as
/// "trong tháng 10".
#[must_use]
pub fn find(_paras: &[Para], _report_date: Option<&str>) -> Vec<Commitment> {
    Vec::new()
}
