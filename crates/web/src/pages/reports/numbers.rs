//! Numbers as people type them: "1.234,5", "1234,5", "1 234"; a lone point before three digits groups them.

/// A number of a field: none for an empty field.
///
/// # Errors
/// The text is no number.
pub fn parse(text: &str) -> Result<Option<f64>, ()> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() {
        return Ok(None);
    }
    let plain = if text.contains(',') {
        text.replace('.', "").replace(',', ".")
    } else if is_grouped(&text) {
        text.replace('.', "")
    } else {
        text
    };
    let fine = plain.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
    match plain.parse::<f64>() {
        Ok(number) if fine => Ok(Some(number)),
        _ => Err(()),
    }
}

fn is_grouped(text: &str) -> bool {
    let mut parts = text.trim_start_matches('-').split('.');
    let first = parts.next().unwrap_or("");
    let rest: Vec<&str> = parts.collect();
    !rest.is_empty() && first != "0" && (1..=3).contains(&first.len()) && rest.iter().all(|p| p.len() == 3)
}

/// A number as a field shows it: a comma before the decimals, no groups.
#[must_use]
pub fn shown(number: Option<f64>) -> String {
    number.map_or_else(String::new, |n| n.to_string().replace('.', ","))
}

/// A value with its unit of measure (where it is to be shown), numerator and denominator in one line: "98,5 % – 675/685".
#[must_use]
pub fn figures([value, numerator, denominator]: [Option<f64>; 3], unit: &str) -> String {
    let mut parts = Vec::new();
    if value.is_some() {
        parts.push(format!("{} {unit}", shown(value)).trim_end().to_owned());
    }
    if numerator.is_some() || denominator.is_some() {
        parts.push(format!("{}/{}", shown(numerator), shown(denominator)));
    }
    parts.join(" – ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_type_numbers_in_many_ways() {
        for (text, number) in [
            ("1.234,5", 1234.5),
            ("1 234", 1234.0),
            ("1.234", 1234.0),
            ("0.125", 0.125),
            ("97.5", 97.5),
            ("97,25", 97.25),
            ("-3", -3.0),
        ] {
            assert_eq!(parse(text), Ok(Some(number)), "{text}");
        }
        assert_eq!(parse(" "), Ok(None));
        for text in ["12a", "1,2,3", "inf", "NaN", "1e9"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_unit_stands_behind_the_value() {
        let parts = (Some(675.0), Some(685.0));
        assert_eq!(figures([Some(98.5), parts.0, parts.1], "%"), "98,5 % – 675/685");
        assert_eq!(figures([None, parts.0, parts.1], "%"), "675/685");
        assert_eq!(figures([Some(12.0), None, None], ""), "12");
        assert_eq!(figures([None; 3], "%"), "");
    }

    #[test]
    fn what_is_shown_is_read_as_the_same_number() {
        for number in [0.0, 0.125, 1234.5, 1234.0, 1.234, -7.25, 1e12] {
            assert_eq!(parse(&shown(Some(number))), Ok(Some(number)));
        }
    }
}
