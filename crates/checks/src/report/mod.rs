//! Checks of one report.

pub mod v201_blank_status;
pub mod v202_status_without_result;
pub mod v203_percent_against_result;
pub mod v204_met_but_not_done;
pub mod v205_result_repeats_task;
pub mod v206_part_of_the_objects;
pub mod v207_narrative_against_annex;
pub mod v208_section_numbers;
pub mod v209_footnote_numbers;
pub mod v210_one_number_two_documents;
pub mod v211_one_document_two_numbers;
pub mod v212_swapped_numbers;
pub mod v213_number_against_date;
pub mod v214_citation_without_symbol;
pub mod v215_body_named_differently;
pub mod v216_tasks_left_out;
pub mod v217_spelling;
pub mod v218_repeated_words;
pub mod v219_blank_number_or_date;
pub mod v220_period_against_data;
pub mod v221_read_in_part;
pub mod v222_not_started_but_done;
pub mod v223_several_units;
pub mod v224_cited_after_report;
pub mod v225_several_statuses;
pub mod v226_impossible_date;
