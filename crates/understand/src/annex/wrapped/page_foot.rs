//! Labels that a page break parts from what they number: "1" is the last line of a page, its task stands below the
//! column headings of the next.

use super::super::align::Prepared;
use super::super::labels;
use super::line::Line;
use super::opening::{repeated_heading, row_start, starts_annex};
use std::ops::Range;

/// Puts every such label below the repeated column headings, where its row begins.
pub(super) fn move_labels(lines: &mut [Line<'_>], heading: &Range<usize>, prepared: &Prepared<'_>) {
    let mut i = heading.end;
    while i < lines.len() {
        let Some(n) = repeated_heading(lines, heading, i) else {
            i += 1;
            continue;
        };
        let below = i + n;
        // The page number may stand between.
        let numbered = is_bare_label(lines[i - 1].text);
        let above = if numbered {
            [i.checked_sub(2), i.checked_sub(1)]
        } else {
            [None, None]
        };
        for label in above.into_iter().flatten().filter(|&at| at >= heading.end) {
            if move_down(lines, label, below, prepared) {
                break;
            }
        }
        i = below;
    }
}

/// Moves the label at line `at` right above line `below`; false, and nothing is changed, where no row or group
/// begins there.
fn move_down(lines: &mut [Line<'_>], at: usize, below: usize, prepared: &Prepared<'_>) -> bool {
    let labelled = lines.get(below).is_none_or(|l| labels::split(l.text).is_some());
    if labelled || !is_bare_label(lines[at].text) {
        return false;
    }
    lines[at..below].rotate_left(1);
    let opens = row_start(lines, below - 1, prepared, 0).is_some() || starts_annex(lines, below - 1, prepared);
    if !opens {
        lines[at..below].rotate_right(1);
    }
    opens
}

fn is_bare_label(text: &str) -> bool {
    labels::split(text).is_some_and(|(_, _, rest)| rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::super::align::{Index, Wordings};
    use super::*;
    use crate::flow::Origin;
    use tonghop_catalogue::Catalogue;

    fn lines<'a>(texts: &[&'a str]) -> Vec<Line<'a>> {
        let line = |(block, text): (usize, &&'a str)| Line {
            text,
            folded: super::super::line::words(text),
            origin: Origin {
                page: None,
                block,
                cell: None,
                offset: 0,
            },
        };
        texts.iter().enumerate().map(line).collect()
    }

    #[test]
    fn a_number_at_the_foot_of_a_page_goes_to_its_task() {
        let catalogue = Catalogue::embedded();
        let wordings = Wordings::of(catalogue);
        let index = Index::new(catalogue, &wordings);
        let prepared = &index.templates[0];
        let title = prepared.template.tasks[0].title.as_str();
        for foot in [&["1"][..], &["1", "12"]] {
            let head = ["TT", "Nhiệm vụ", "Mức độ"];
            let page = ["Đã lập 12 tổ", "3"];
            let texts = [
                &head[..],
                &page[..1],
                foot,
                &head[..],
                &[title, "Đạt"],
                &page[1..],
                &head[..],
                &["ở các thôn"],
            ]
            .concat();
            let mut found = lines(&texts);
            move_labels(&mut found, &(0..3), prepared);
            let at = found.iter().position(|l| l.text == title).expect("the title");
            assert_eq!(found[at - 1].text, "1");
            assert_eq!(found[at - 2].text, "Mức độ");
            // The number of a page that no task follows stays.
            let last = found.len() - 5;
            assert_eq!((found[last].text, found[last + 1].text), ("3", "TT"));
        }
    }
}
