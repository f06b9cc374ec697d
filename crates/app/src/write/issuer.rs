//! The office that issues a document: named on the command line, or taken from the header of a report.

use tonghop_messages::Messages;
use tonghop_model::message::Arg;
use tonghop_model::official::SignatureBlock;
use tonghop_model::printed::PrintedHead;
use tonghop_model::reading::Header;
use tonghop_writers::documents::office::Office;

/// What is said about the issuing office.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IssuerOptions {
    /// "Sở Khoa học và Công nghệ".
    pub office: Option<String>,
    /// "UBND tỉnh …".
    pub superior: Option<String>,
    /// "SKHCN".
    pub abbreviation: Option<String>,
    /// "CĐS".
    pub drafter: Option<String>,
    /// Place of the date line.
    pub place: Option<String>,
    /// "GIÁM ĐỐC", or "KT. GIÁM ĐỐC/PHÓ GIÁM ĐỐC".
    pub capacity: Option<String>,
    /// Name of the signer.
    pub signer: Option<String>,
}

impl IssuerOptions {
    /// The office of a department.
    #[must_use]
    pub fn office(&self, words: &Messages) -> Office {
        let name = self
            .office
            .clone()
            .unwrap_or_else(|| words.text("official-default-office"));
        let default = words.text("official-default-capacity");
        let capacity = self.capacity.as_deref().unwrap_or(&default);
        Office {
            superior: self.superior.as_ref().map(|s| s.to_uppercase()),
            issuer: vec![name.to_uppercase()],
            abbreviation: self.abbreviation.clone().unwrap_or_else(|| abbreviation(&name)),
            drafter: self.drafter.clone().unwrap_or_default(),
            place: self.place.clone().unwrap_or_default(),
            signature: SignatureBlock {
                authority: None,
                capacity: capacity
                    .split('/')
                    .map(|c| c.trim().to_uppercase())
                    .filter(|c| !c.is_empty())
                    .collect(),
                name: self.signer.clone().unwrap_or_default(),
            },
            name,
        }
    }
}

/// "Sở Khoa học và Công nghệ" is "SKHCN": the first letters of its words without "và" and "của".
fn abbreviation(name: &str) -> String {
    name.split_whitespace()
        .take_while(|w| !["tỉnh", "thành"].contains(&w.to_lowercase().as_str()))
        .filter(|w| !["và", "của"].contains(&w.to_lowercase().as_str()))
        .filter_map(|w| w.chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

/// The office of the commune that sent a report.
#[must_use]
pub fn of_header(words: &Messages, header: &Header, head: &PrintedHead) -> Office {
    let name = header.issuer.clone().unwrap_or_default();
    let committee = words.text("official-committee");
    let short = words.text("official-committee-short");
    let rest = name
        .strip_prefix(&short)
        .or_else(|| name.strip_prefix(&committee))
        .map(str::trim);
    let issuer = match rest {
        Some(unit) if !unit.is_empty() => vec![committee.to_uppercase(), unit.to_uppercase()],
        _ => vec![printed_name(&name, head)],
    };
    // The place of a province's body bears no kind: "Vân Khê, ngày …".
    let bare = |p: &String| p.strip_prefix("tỉnh ").unwrap_or(p).to_owned();
    let printed_place = header.place.as_ref().map(bare);
    let signature = &header.signature;
    let is_signed = signature.authority.is_some() || signature.capacity.is_some() || signature.name.is_some();
    // A committee's report is signed on its behalf (Annex I, part II, item 7): where the file has no block, an empty one is set.
    let is_committee = rest.is_some() || name.is_empty();
    let blank = (!is_signed && is_committee).then(|| committee_block(words));
    // Above a committee stands nobody; above an office the body that it belongs to (Annex I, part II, item 2).
    let superior = head.superior.clone().filter(|_| !is_committee);
    Office {
        superior,
        issuer,
        // A report that names no issuer is a commune's; another body is abbreviated by its own name.
        abbreviation: if is_committee { short } else { abbreviation(&name) },
        drafter: String::new(),
        place: printed_place.or_else(|| rest.map(place)).unwrap_or_default(),
        signature: blank.unwrap_or_else(|| SignatureBlock {
            authority: signature.authority.clone(),
            capacity: signature
                .capacity
                .iter()
                .flat_map(|c| c.split(" / "))
                .filter(|c| !c.is_empty())
                .map(str::to_owned)
                .collect(),
            name: signature.name.clone().unwrap_or_default(),
        }),
        name,
    }
}

/// The name in capitals: as the head prints it where the reading only adds to it whose it is ("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ" below
/// the name of the commune's committee).
fn printed_name(name: &str, head: &PrintedHead) -> String {
    let capitals = name.to_uppercase();
    let printed = head.issuer.clone().filter(|_| head.superior.is_some());
    printed.filter(|p| capitals.starts_with(p)).unwrap_or(capitals)
}

/// The block in which the chair of a committee signs, without a name.
pub(crate) fn committee_block(words: &Messages) -> SignatureBlock {
    let committee = words.text("official-committee").to_uppercase();
    SignatureBlock {
        authority: Some(words.word("official-unit-authority", &[("committee", Arg::Text(committee))])),
        capacity: vec![words.text("official-unit-chair")],
        name: String::new(),
    }
}

/// "xã Suối Trăng" lies in "Suối Trăng": a commune's place bears its name without the kind.
fn place(unit: &str) -> String {
    let lower = unit.to_lowercase();
    ["đặc khu ", "phường ", "thị trấn ", "xã "]
        .iter()
        .find_map(|kind| {
            lower
                .starts_with(kind)
                .then(|| unit.chars().skip(kind.chars().count()).collect())
        })
        .unwrap_or_else(|| unit.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_messages::Lang;

    #[test]
    fn a_department_is_abbreviated() {
        assert_eq!(abbreviation("Sở Khoa học và Công nghệ tỉnh Vân Khê"), "SKHCN");
    }

    #[test]
    fn a_commune_prints_its_committee_on_two_lines() {
        let header = Header {
            issuer: Some("UBND xã Suối Trăng".into()),
            ..Header::default()
        };
        let office = of_header(&Messages::new(Lang::Vi), &header, &PrintedHead::default());
        assert_eq!(office.issuer, ["ỦY BAN NHÂN DÂN", "XÃ SUỐI TRĂNG"]);
        assert_eq!(office.place, "Suối Trăng");
        assert_eq!(office.symbol("BC"), "BC-UBND");
        assert_eq!(office.signature.authority.as_deref(), Some("TM. ỦY BAN NHÂN DÂN"));
        assert_eq!(office.signature.capacity, ["CHỦ TỊCH"]);
        let header = Header {
            place: Some("tỉnh Vân Khê".into()),
            issuer: Some("Sở Khoa học và Công nghệ".into()),
            ..Header::default()
        };
        let office = of_header(&Messages::new(Lang::Vi), &header, &PrintedHead::default());
        assert_eq!(office.symbol("BC"), "BC-SKHCN");
        assert_eq!(office.place, "Vân Khê");
        assert_eq!(office.signature, SignatureBlock::default());
    }

    #[test]
    fn an_office_stands_below_its_body_and_a_committee_below_nobody() {
        let words = Messages::new(Lang::Vi);
        let head = |issuer: &str| PrintedHead {
            superior: Some("UBND XÃ SUỐI TRĂNG".into()),
            issuer: Some(issuer.into()),
            ..PrintedHead::default()
        };
        let header = |issuer: &str| Header {
            issuer: Some(issuer.into()),
            ..Header::default()
        };
        let office = of_header(
            &words,
            &header("Phòng Văn hóa - Xã hội"),
            &head("PHÒNG VĂN HÓA - XÃ HỘI"),
        );
        assert_eq!(office.superior.as_deref(), Some("UBND XÃ SUỐI TRĂNG"));
        assert_eq!(office.issuer, ["PHÒNG VĂN HÓA - XÃ HỘI"]);
        let board = header("Ban Chỉ đạo Chuyển đổi số xã Suối Trăng");
        let office = of_header(&words, &board, &head("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"));
        assert_eq!(office.issuer, ["BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"]);
        let office = of_header(&words, &header("UBND xã Suối Trăng"), &head("UBND XÃ SUỐI TRĂNG"));
        assert_eq!(office.superior, None);
    }
}
