//! How much of a large set goes into the page. The workbook, CSV and JSON lines have everything.

/// Columns (units) of one page of the matrix. The first page is in the markup, with its sources; of the units after it the
/// page holds the classes.
pub const MATRIX_COLUMNS: usize = 120;
/// With up to this many columns the cells show the beginning of the result.
pub const WIDE_CELLS: usize = 8;
/// With more columns than this the printed matrix has the distribution only: no paper is wide enough.
pub const PRINTED_COLUMNS: usize = 14;
/// Findings listed.
pub const FINDINGS: usize = 2_000;
/// Units in the chart by unit.
pub const CHART_UNITS: usize = 60;
/// Single values listed under one indicator.
pub const INDICATOR_VALUES: usize = 100;
/// Shared sentences listed.
pub const SHARED: usize = 200;
/// Groups of recommendations listed, and members of one group.
pub const RECOMMENDATIONS: usize = 300;
/// Members listed of one group (recommendations, shared sentences).
pub const MEMBERS: usize = 40;
/// Promises listed.
pub const COMMITMENTS: usize = 1_000;
/// Reports listed.
pub const REPORTS: usize = 4_000;
/// Bytes of source text embedded so that a click can show it.
pub const EVIDENCE_BYTES: usize = 6 << 20;
