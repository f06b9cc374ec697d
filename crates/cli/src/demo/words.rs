//! Sentences with their figures filled in, the same ones at every start.

use tonghop_model::date::Date;

/// What a text is filled with.
#[derive(Debug, Clone, Copy)]
pub struct Filling<'a> {
    /// "xã Suối Ngàn".
    pub unit: &'a str,
    /// First and last day of the period.
    pub period: (Date, Date),
    /// The same seed gives the same figures.
    pub seed: u64,
}

/// A number that follows from a text and nothing else (FNV-1a).
pub fn seed(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|p| p.bytes().chain([0]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A number from `low` to `high`.
pub fn between(seed: u64, low: u64, high: u64) -> u64 {
    // The low bits of the hash are the weak ones.
    low + (seed >> 17) % (high.max(low) - low + 1)
}

/// Fills the places in braces; a place that is not known stays as it is.
pub fn fill(text: &str, with: &Filling<'_>) -> String {
    let mut out = String::with_capacity(text.len() + 40);
    let mut rest = text;
    let mut number = 0_u64;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((place, behind)) = after.split_once('}') else {
            break;
        };
        out.push_str(before);
        number += 1;
        let own = with.seed.wrapping_add(number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        match filled(place, with, own) {
            Some(text) => out.push_str(&text),
            None => out.push_str(&format!("{{{place}}}")),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn filled(place: &str, with: &Filling<'_>, seed: u64) -> Option<String> {
    let (from, to) = with.period;
    match place {
        "UBND" => {
            let kind = with.unit.split(' ').next()?;
            return Some(format!("UBND {kind}"));
        }
        "năm" => return Some(to.year().to_string()),
        "ngày" => {
            let days = u64::try_from(from.days_until(to)).ok()?;
            return Some(from.plus_days(between(seed, 0, days) as i64).printed());
        }
        "hẹn" => return Some(to.plus_days(75).printed()),
        "hẹn2" => return Some(to.plus_days(30).printed()),
        _ => {}
    }
    if let Some(rest) = place.strip_prefix("ratio:") {
        return ratio(rest, seed);
    }
    let (low, high) = place.split_once("..")?;
    let value = between(seed, low.parse().ok()?, high.parse().ok()?);
    Some(if low.starts_with('0') {
        format!("{value:02}")
    } else {
        grouped(value)
    })
}

/// "400..900:80..95:hồ sơ" as "512/548 hồ sơ, đạt 93,43%".
fn ratio(place: &str, seed: u64) -> Option<String> {
    let mut parts = place.split(':');
    let (low, high) = parts.next()?.split_once("..")?;
    let (least, most) = parts.next()?.split_once("..")?;
    let unit = parts.next()?;
    let whole = between(seed, low.parse().ok()?, high.parse().ok()?);
    let percent = between(seed.rotate_left(23), least.parse().ok()?, most.parse().ok()?);
    let part = whole * percent / 100;
    let hundredths = (part * 20_000 + whole) / (2 * whole);
    let share = match (hundredths / 100, hundredths % 100) {
        (full, 0) => full.to_string(),
        (full, rest) if rest % 10 == 0 => format!("{full},{}", rest / 10),
        (full, rest) => format!("{full},{rest:02}"),
    };
    Some(format!("{}/{} {unit}, đạt {share}%", grouped(part), grouped(whole)))
}

/// 1236 as "1.236".
fn grouped(value: u64) -> String {
    match (value / 1000, value % 1000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{thousands}.{rest:03}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filling(seed: u64) -> Filling<'static> {
        Filling {
            unit: "phường Lim Thượng",
            period: ("2026-01-15".parse().unwrap(), "2026-02-14".parse().unwrap()),
            seed,
        }
    }

    #[test]
    fn places_are_filled_and_the_same_seed_says_the_same() {
        let text = "{UBND} có {03..06} văn bản, {1200..1200} người, năm {năm}, hẹn {hẹn}. {lạ}";
        let once = fill(text, &filling(7));
        assert!(once.starts_with("UBND phường có 0"), "{once}");
        assert!(once.contains("1.200 người, năm 2026, hẹn 30/4/2026. {lạ}"), "{once}");
        assert_eq!(once, fill(text, &filling(7)));
    }

    #[test]
    fn a_part_and_its_percentage_agree() {
        for number in 0..500 {
            let text = fill("{ratio:200..900:80..99:hồ sơ}", &filling(seed(&[&number.to_string()])));
            let (part, rest) = text.split_once('/').unwrap();
            let (whole, rest) = rest.split_once(" hồ sơ, đạt ").unwrap();
            let (part, whole): (f64, f64) = (part.parse().unwrap(), whole.parse().unwrap());
            let share: f64 = rest.trim_end_matches('%').replace(',', ".").parse().unwrap();
            assert!((part / whole * 100.0 - share).abs() <= 0.005 + 1e-9, "{text}");
        }
    }
}
