//! Which units of measure may stand in one sum: households and products are not added, classes and conferences are.

use tonghop_text::fold;

/// Units that count one kind of thing in other words, folded.
const KINDS: &[&[&str]] = &[
    &[
        "luot",
        "nguoi",
        "luot nguoi",
        "nguoi dan",
        "luot nguoi dan",
        "cong dan",
        "hoc vien",
        "dai bieu",
        "can bo",
        "can bo, cong chuc",
        "cong chuc",
        "thanh vien",
        "nhan khau",
    ],
    &[
        "lop",
        "lop tap huan",
        "hoi nghi",
        "hoi thao",
        "buoi",
        "cuoc",
        "dot",
        "khoa",
    ],
    &["san pham", "san pham ocop", "mat hang"],
    &["tin bai", "tin, bai", "bai", "tin", "bai viet"],
    &["may tinh", "may", "may vi tinh"],
];

/// True where counts in both units of measure may be added. What is printed without a unit counts what the other counts.
pub fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let longer = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
    a == b
        || a.trim().is_empty()
        || b.trim().is_empty()
        || longer(&a, &b)
        || longer(&b, &a)
        || KINDS
            .iter()
            .any(|kind| kind.contains(&a.as_str()) && kind.contains(&b.as_str()))
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn like_is_added_to_like() {
        for (a, b) in [
            ("lớp", "hội nghị"),
            ("hồ sơ", "hồ sơ trực tuyến"),
            ("lượt", "Người"),
            ("", "tổ"),
        ] {
            assert!(alike(a, b) && alike(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("hộ", "sản phẩm"),
            ("lượt", "hộ"),
            ("tổ", "thành viên"),
            ("buổi", "giờ"),
        ] {
            assert!(!alike(a, b) && !alike(b, a), "{a} {b}");
        }
    }
}
