//! Names of those who issue documents: one spelling, and what tells the units behind them apart.

use crate::{fold, words};

/// The issuer in one spelling: folded, abbreviations written out.
#[must_use]
pub fn plain_issuer(issuer: &str) -> String {
    let folded = fold(issuer);
    let mut out = String::with_capacity(folded.len() + 16);
    for word in words(&folded) {
        let full = match word {
            "ubnd" => "uy ban nhan dan",
            "hdnd" => "hoi dong nhan dan",
            "btv" => "ban thuong vu",
            "bch" => "ban chap hanh",
            "bcd" => "ban chi dao",
            "ct" => "chu tich",
            "khcn" => "khoa hoc va cong nghe",
            other => other,
        };
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(full);
    }
    out
}

/// What tells units apart: the `(code, valid from)` of the matched unit, else the name of the issuer and the province. Nothing
/// where neither is known: such a report stands alone.
#[must_use]
pub fn unit_key(unit: Option<(&str, &str)>, issuer: Option<&str>, province: Option<&str>) -> Option<String> {
    if let Some((code, valid_from)) = unit {
        return Some(format!("{code}@{valid_from}"));
    }
    Some(format!("{}@{}", plain_issuer(issuer?), fold(province.unwrap_or(""))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_unit_has_one_key() {
        let named = |issuer, province| unit_key(None, Some(issuer), Some(province));
        assert_eq!(
            named("UBND xã Suối Trăng", "Hà Mây"),
            named("ỦY BAN NHÂN DÂN XÃ SUỐI TRĂNG", "Hà Mây")
        );
        assert_ne!(
            named("UBND xã Suối Trăng", "Hà Mây"),
            named("UBND xã Suối Trăng", "Núi Gió")
        );
        assert_eq!(
            unit_key(Some(("00001", "2025-07-01")), Some("UBND xã A"), None),
            unit_key(Some(("00001", "2025-07-01")), None, None)
        );
        assert_eq!(unit_key(None, None, Some("Hà Mây")), None);
    }
}
