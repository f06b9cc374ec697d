//! Sentences from patterns: "[a|b] {part}/{whole} hộ, đạt {pct}%".

use super::unit::Unit;
use crate::random::Random;

/// Figures that do not add up, in percent of the cases.
const WRONG: u64 = 5;

const HAMLETS: [&str; 12] = [
    "Bờ Tre",
    "Cây Khế",
    "Đầu Cầu",
    "Giếng Làng",
    "Hòn Chồng",
    "Lò Gạch",
    "Miếu Đôi",
    "Nhà Ngói",
    "Ruộng Trũng",
    "Sân Kho",
    "Tường Vàng",
    "Vườn Ươm",
];

/// What the slots of a pattern remember of each other.
#[derive(Debug)]
pub struct Speaker<'a> {
    /// Decides every choice.
    pub random: Random,
    unit: &'a Unit,
    part: u64,
    whole: u64,
}

impl<'a> Speaker<'a> {
    /// A speaker for one unit.
    pub const fn new(random: Random, unit: &'a Unit) -> Self {
        Self {
            random,
            unit,
            part: 1,
            whole: 1,
        }
    }

    /// The pattern with its choices made and its slots filled. Choices do not nest.
    pub fn say(&mut self, pattern: &str) -> String {
        let mut out = String::with_capacity(pattern.len() + 32);
        let mut rest = pattern;
        while let Some(at) = rest.find(['[', '{']) {
            out.push_str(&rest[..at]);
            let (open, close) = if rest[at..].starts_with('[') {
                ('[', ']')
            } else {
                ('{', '}')
            };
            let inner = &rest[at + open.len_utf8()..];
            let Some(end) = inner.find(close) else { break };
            if open == '[' {
                let choices: Vec<&str> = inner[..end].split('|').collect();
                let chosen = self.random.pick(&choices).to_owned();
                let said = self.say(&chosen);
                out.push_str(&said);
            } else {
                let filled = self.slot(&inner[..end]);
                out.push_str(&filled);
            }
            rest = &inner[end + close.len_utf8()..];
        }
        out.push_str(rest);
        out
    }

    fn slot(&mut self, name: &str) -> String {
        match name {
            "few" => format!("{:02}", self.random.within(1, 9)),
            "dozens" => self.random.within(11, 98).to_string(),
            "hundreds" => self.random.within(101, 980).to_string(),
            "part" => self.ratio(60, 9_800),
            "part-small" => self.ratio(8, 90),
            "whole" => grouped(self.whole),
            "rest" => {
                let slip = if self.random.chance(WRONG) { 10 } else { 0 };
                grouped(self.whole - self.part + slip)
            }
            "pct" => self.percent(),
            "date" => self.date(),
            "soon" => format!("{:02}/12/2025", self.random.within(1, 28)),
            "hamlet" => self.random.pick(&HAMLETS).to_owned(),
            "unit" => format!("{} {}", self.unit.kind, self.unit.name),
            "kind" => self.unit.kind.to_owned(),
            "decision" => {
                let number = self.random.within(11, 480);
                format!("Quyết định số {number}/QĐ-UBND ngày {}", self.date())
            }
            "plan" => {
                let number = self.random.within(11, 180);
                format!("Kế hoạch số {number}/KH-UBND ngày {}", self.date())
            }
            other => format!("{{{other}}}"),
        }
    }

    fn ratio(&mut self, low: u64, high: u64) -> String {
        self.whole = self.random.within(low, high);
        self.part = self.random.within(self.whole / 2, self.whole);
        grouped(self.part)
    }

    /// Share of the part in the whole, in percent to two decimal places.
    fn percent(&mut self) -> String {
        let mut hundredths = (self.part * 10_000 + self.whole / 2) / self.whole;
        if self.random.chance(WRONG) {
            hundredths = hundredths.saturating_sub(137);
        }
        match hundredths % 100 {
            0 => (hundredths / 100).to_string(),
            rest => format!("{},{rest:02}", hundredths / 100),
        }
    }

    fn date(&mut self) -> String {
        format!("{}/{}/2025", self.random.within(11, 28), self.random.within(7, 9))
    }
}

/// "1.236": dots between groups of three digits.
fn grouped(value: u64) -> String {
    if value < 1_000 {
        return value.to_string();
    }
    format!("{}.{:03}", grouped(value / 1_000), value % 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::unit;

    #[test]
    fn choices_are_made_and_slots_filled() {
        let unit = unit(3);
        let mut speaker = Speaker::new(Random::new(1), &unit);
        for _ in 0..100 {
            let said =
                speaker.say("[Có|Đã có] {part}/{whole} hộ, đạt {pct}%; còn {rest} hộ tại thôn {hamlet} ({plan})");
            assert!(!said.contains(['{', '[', '|']), "{said}");
        }
        assert_eq!(grouped(1_234_056), "1.234.056");
    }
}
