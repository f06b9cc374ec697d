//! A header block that a layout-keeping converter printed in two columns side by side.

use super::lines::Line;
use tonghop_document::Block;

/// How many lines from the top may belong to the header block.
const LINES_MAX: usize = 14;
/// Blanks between two columns.
const GAP_MIN: usize = 3;

/// Takes the header block out of `body`, where one is printed in two columns: first the paragraphs of
/// the left column (issuer, number), then those of the right one (national title, place and date).
pub(super) fn take(body: &mut Vec<Line>) -> Vec<Block> {
    let top = &body[..body.len().min(LINES_MAX)];
    let Some(first) = top
        .iter()
        .position(|l| is_national_title(&l.text) && columns(&l.text).is_some())
    else {
        return Vec::new();
    };
    let middle = top[first].indent + columns(&top[first].text).map_or(0, |(left, _)| left.chars().count()) + 1;
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut end = first;
    for line in &top[first..] {
        if is_type(&line.text) {
            break;
        } else if line.indent >= middle {
            // "Đồi Mây, ngày     tháng 10": the blank of the day parts no columns.
            right.push(line.text.as_str());
        } else if let Some((l, r)) = columns(&line.text) {
            left.push(l);
            right.push(r);
        } else if line.indent + line.text.chars().count() <= middle + 4 {
            left.push(line.text.as_str());
        } else {
            break;
        }
        end += 1;
    }
    let blocks = left.into_iter().chain(right).map(Block::paragraph).collect();
    body.drain(..end);
    blocks
}

/// Text left and right of the widest gap, of equal ones the first: a blank number leaves one as well ("Số:     /BC-UBND").
fn columns(text: &str) -> Option<(&str, &str)> {
    let gaps = text.split(|c| c != ' ').filter(|gap| gap.len() >= GAP_MIN);
    let widest = gaps.map(str::len).max()?;
    let start = text.find(&" ".repeat(widest))?;
    let (left, right) = (text[..start].trim(), text[start..].trim());
    (!left.is_empty() && !right.is_empty()).then_some((left, right))
}

fn is_national_title(text: &str) -> bool {
    let folded = tonghop_text::fold(text);
    folded.contains("cong hoa xa hoi") || folded.contains("doc lap - tu do")
}

/// The type of the document stands below the block, in capitals on a line of its own.
fn is_type(text: &str) -> bool {
    const TYPES: [&str; 14] = [
        "bao cao",
        "ke hoach",
        "thong bao",
        "to trinh",
        "quyet dinh",
        "nghi quyet",
        "cong dien",
        "huong dan",
        "chuong trinh",
        "bien ban",
        "phuong an",
        "de an",
        "ket luan",
        "chi thi",
    ];
    let folded = tonghop_text::fold(text);
    !text.chars().any(char::is_lowercase) && TYPES.iter().any(|t| folded.starts_with(t))
}
