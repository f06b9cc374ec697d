//! Lines of a report that its form prints anew: addressees, recipients and signature.

use tonghop_model::reading::{Header, Passage, PassageKind};
use tonghop_text::fold;

/// Closes the text of a document.
pub const END_MARK: &str = "./.";
/// A line of fewer letters says nothing.
const SHORTEST: usize = 3;
/// What is printed where somebody signs, as letters: "(Đã ký)", "(Ký tên, đóng dấu)", "Ký bởi: …".
const SIGNED: [&str; 7] = [
    "daky",
    "kytendongdau",
    "kydongdau",
    "kyten",
    "kyboi",
    "kyghirohoten",
    "chukydau",
];
/// How the lines of a visible signature begin, as letters: "Ký bởi: …", "Ngày ký: …".
const VISIBLE: [&str; 2] = ["kyboi", "ngayky"];

/// The addressees, the recipients and the signature block of a report, for comparing lines with them.
pub struct FormLines {
    addressees: String,
    recipients: Vec<String>,
    authority: String,
    signature: String,
}

impl FormLines {
    pub fn new(header: &Header) -> Self {
        let signature = &header.signature;
        let lines = [
            &signature.authority,
            &signature.capacity,
            &signature.signed_mark,
            &signature.name,
        ];
        Self {
            authority: letters(signature.authority.as_deref().unwrap_or_default()),
            addressees: letters(header.addressee.as_deref().unwrap_or_default()),
            recipients: header.recipients.iter().map(|r| letters(r)).collect(),
            signature: lines.into_iter().flatten().map(|l| letters(l)).collect(),
        }
    }

    /// True for the line that opens the recipients or the signature block: the text of the document is over.
    pub fn begins(&self, text: &str) -> bool {
        let line = letters(text);
        line.starts_with("noinhan") || !self.authority.is_empty() && line.starts_with(&self.authority)
    }

    /// How many of the passages, given in their order, are text of the document: up to the one with the end mark, else up to
    /// the recipients or the signature block.
    pub fn end_of_text(&self, passages: &[&Passage]) -> usize {
        let marked = |p: &&Passage| p.kind != PassageKind::Footnote && p.text.contains(END_MARK);
        let end = passages.iter().position(marked).map(|at| at + 1);
        let foot = |p: &&Passage| p.kind == PassageKind::Foot || self.begins(&p.text);
        end.or_else(|| passages.iter().position(foot)).unwrap_or(passages.len())
    }

    /// What stands behind the end of the text, for a scan without what stands among the recipients and the signature: seal, stamps
    /// and pen leave scraps there.
    pub fn behind_block<'p, 'r>(&self, behind: &'p [&'r Passage], recognised: bool) -> &'p [&'r Passage] {
        let last = behind
            .iter()
            .rposition(|p| recognised && (p.kind == PassageKind::Foot || self.has(&p.text)));
        &behind[last.map_or(0, |at| at + 1)..]
    }

    /// Takes the lines below "Kính gửi" out that say no more than an addressee: the form prints them itself.
    pub fn take_addressees(&self, passages: &mut Vec<&Passage>) {
        let Some(at) = passages.iter().position(|p| opens_addressees(&p.text)) else {
            return;
        };
        let is_addressee = |p: &&&Passage| {
            let line = letters(&p.text);
            line.len() >= SHORTEST && self.addressees.contains(&line)
        };
        let named = passages[at + 1..].iter().take_while(is_addressee).count();
        passages.drain(at + 1..=at + named);
    }

    /// True for any line of the recipients or of the signature block. Only to be asked behind the end of the text: names
    /// of bodies stand in other places as well.
    pub fn has(&self, text: &str) -> bool {
        let line = letters(without_sign(text));
        is_sign(text)
            || self.begins(text)
            || line.len() >= SHORTEST && (self.recipients.contains(&line) || self.signature.contains(&line))
    }
}

/// True for the line that opens the addressees: "Kính gửi: …".
pub fn opens_addressees(text: &str) -> bool {
    fold(text.trim()).starts_with("kinh gui")
}

/// True for a line that only says where or by whom is signed.
pub fn is_sign(text: &str) -> bool {
    let text = text.trim();
    let line = letters(text);
    let of_a_stamp = VISIBLE.iter().any(|begin| line.starts_with(begin));
    let bracketed = text.starts_with('(') && text.ends_with(')');
    of_a_stamp
        || SIGNED
            .iter()
            .any(|sign| line == *sign || bracketed && line.starts_with(sign))
}

/// Letters of a line without the mark of a signed copy before a name, "Đã ký: …": what is written anew is not signed yet.
pub fn without_sign_mark(letters: &str) -> &str {
    let mut marks = SIGNED.iter();
    marks.find_map(|mark| letters.strip_prefix(mark)).unwrap_or(letters)
}

/// A row of two columns without what stands at its end for whoever signs: "- Các phòng;      (Đã ký)".
fn without_sign(text: &str) -> &str {
    match text.rsplit_once('(') {
        Some((before, sign)) if is_sign(&format!("({sign}")) => before,
        _ => text,
    }
}

/// What a passage says before the mark that closes the text.
pub fn before_end_mark(text: &str) -> &str {
    text.split_once(END_MARK).map_or(text, |(before, _)| before)
}

/// Letters and figures of a text, folded: what two printings of a line share.
pub fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_model::reading::Signature;

    #[test]
    fn recipients_and_signature_are_known_whatever_their_marks() {
        let form = FormLines::new(&Header {
            recipients: vec!["TT. UBND phường".into(), "Lưu: VT".into()],
            signature: Signature {
                authority: Some("TM. ỦY BAN NHÂN DÂN".into()),
                capacity: Some("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH".into()),
                name: Some("Nguyễn Văn Mẫu".into()),
                signed_mark: None,
            },
            ..Header::default()
        });
        for line in [
            "Nơi nhận: (VBĐT)",
            "- TT. UBND phường;",
            "- Lưu: VT.",
            "TM. ỦY BAN NHÂN DÂN KT.CHỦ TỊCH PHÓ CHỦ TỊCH",
            "Nguyễn Văn Mẫu",
            "(Ký tên, đóng dấu)",
            "(Ký bởi: Nguyễn Văn Mẫu)",
            "Ngày ký: 21/10/2031",
            "(Chữ ký, dấu)",
            "- TT. UBND phường;       (Đã ký)",
        ] {
            assert!(form.has(line), "{line}");
        }
        for line in ["", "…", "UBND phường báo cáo Sở xem xét", "PHỤ LỤC"] {
            assert!(!form.has(line), "{line}");
        }
    }
}
