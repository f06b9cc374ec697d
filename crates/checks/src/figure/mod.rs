//! Checks of figures.

mod flow;
mod tables;
mod totals;
pub mod v101_more_than_whole;
pub mod v102_ratio;
pub mod v103_one_ratio_two_percentages;
pub mod v104_one_count_two_lines;
pub mod v105_sum;
pub mod v106_persons_and_accounts;
pub mod v107_complement;
pub mod v108_hundred_without_counts;
pub mod v109_estimates;
pub mod v110_two_values;
pub mod v111_operators;
pub mod v112_separators;
pub mod v113_table_totals;
pub mod v114_table_ratio;
