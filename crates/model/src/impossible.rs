//! Figures that no unit can have: one rule for the form, the API, documents that fill a form, and imports.

use crate::indicator::Indicator;

/// Largest number that is taken for one.
pub const LARGEST: f64 = 1e15;

/// The numbers that are given for an indicator.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Figures {
    /// Value; of a share, percent.
    pub value: Option<f64>,
    /// Numerator.
    pub numerator: Option<f64>,
    /// Denominator.
    pub denominator: Option<f64>,
}

/// The number that is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureField {
    /// The value.
    Value,
    /// The numerator.
    Numerator,
    /// The denominator.
    Denominator,
}

impl FigureField {
    /// The stable name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
        }
    }
}

/// Why a figure cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Impossible {
    /// Not finite, or beyond [`LARGEST`].
    NoNumber,
    /// Less than nothing.
    Negative,
    /// A count that is not whole.
    NotWhole,
    /// A denominator of 0.
    ZeroWhole,
    /// A numerator without its denominator, or the other way round.
    HalfShare,
    /// A part larger than its whole.
    PartAboveWhole,
    /// A share of more than 100 %.
    AboveHundred,
}

impl Indicator {
    /// The first thing that cannot be about figures given for this indicator.
    #[must_use]
    pub fn impossible(&self, given: &Figures) -> Option<(FigureField, Impossible)> {
        let numbers = [
            (FigureField::Value, given.value),
            (FigureField::Numerator, given.numerator),
            (FigureField::Denominator, given.denominator),
        ];
        for (field, number) in numbers {
            match number {
                Some(n) if !n.is_finite() || n.abs() > LARGEST => return Some((field, Impossible::NoNumber)),
                Some(n) if n < 0.0 => return Some((field, Impossible::Negative)),
                _ => {}
            }
        }
        if given.denominator == Some(0.0) {
            return Some((FigureField::Denominator, Impossible::ZeroWhole));
        }
        if !self.measured {
            // A share's value has a fraction, what it is a share of is counted.
            let mut counted = numbers.into_iter().skip(usize::from(self.is_ratio()));
            if let Some((field, _)) = counted.find(|(_, n)| n.is_some_and(|n| n.fract() != 0.0)) {
                return Some((field, Impossible::NotWhole));
            }
        }
        self.is_ratio().then(|| self.impossible_share(given)).flatten()
    }

    fn impossible_share(&self, given: &Figures) -> Option<(FigureField, Impossible)> {
        match (given.numerator, given.denominator) {
            (Some(_), None) => return Some((FigureField::Denominator, Impossible::HalfShare)),
            (None, Some(_)) => return Some((FigureField::Numerator, Impossible::HalfShare)),
            (Some(part), Some(whole)) if part > whole && !self.may_exceed_100 => {
                return Some((FigureField::Numerator, Impossible::PartAboveWhole));
            }
            _ => {}
        }
        let above = !self.may_exceed_100 && given.value.is_some_and(|share| share > 100.0);
        above.then_some((FigureField::Value, Impossible::AboveHundred))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(unit: &str) -> Indicator {
        Indicator {
            unit: unit.into(),
            ..Indicator::default()
        }
    }

    fn figures(value: Option<f64>, numerator: Option<f64>, denominator: Option<f64>) -> Figures {
        Figures {
            value,
            numerator,
            denominator,
        }
    }

    #[test]
    fn a_count_is_whole_and_not_below_zero() {
        let teams = unit("tổ");
        let wrong = |value| teams.impossible(&figures(Some(value), None, None)).map(|(_, why)| why);
        assert_eq!(wrong(-3.0), Some(Impossible::Negative));
        assert_eq!(wrong(1234.5), Some(Impossible::NotWhole));
        assert_eq!(wrong(f64::NAN), Some(Impossible::NoNumber));
        assert_eq!(wrong(0.0), None);
        assert_eq!(wrong(1234.0), None);
        let speed = Indicator {
            measured: true,
            ..unit("Mb/s")
        };
        assert_eq!(speed.impossible(&figures(Some(36.5), None, None)), None);
        let typed = figures(None, Some(2.5), None);
        assert_eq!(
            teams.impossible(&typed),
            Some((FigureField::Numerator, Impossible::NotWhole))
        );
    }

    #[test]
    fn a_share_lies_between_0_and_100_and_has_both_parts_or_none() {
        let share = unit("%");
        let wrong = |value, part, whole| share.impossible(&figures(value, part, whole)).map(|(_, why)| why);
        assert_eq!(wrong(Some(-20.0), None, None), Some(Impossible::Negative));
        assert_eq!(wrong(Some(150.0), None, None), Some(Impossible::AboveHundred));
        assert_eq!(wrong(None, Some(5.0), Some(0.0)), Some(Impossible::ZeroWhole));
        assert_eq!(wrong(Some(50.0), Some(1.0), None), Some(Impossible::HalfShare));
        assert_eq!(wrong(None, None, Some(7.0)), Some(Impossible::HalfShare));
        assert_eq!(wrong(None, Some(691.0), Some(685.0)), Some(Impossible::PartAboveWhole));
        assert_eq!(wrong(Some(99.5), None, None), None);
        assert_eq!(wrong(Some(100.0), Some(685.0), Some(685.0)), None);
        assert_eq!(
            wrong(Some(50.0), Some(1.5), Some(3.0)),
            Some(Impossible::NotWhole),
            "one and a half office"
        );
        assert_eq!(
            wrong(None, Some(1.234), None),
            Some(Impossible::NotWhole),
            "meant 1.234"
        );
        let money = Indicator {
            measured: true,
            ..unit("%")
        };
        assert_eq!(money.impossible(&figures(None, Some(1.5), Some(3.25))), None);
        let open = Indicator {
            may_exceed_100: true,
            ..unit("%")
        };
        assert_eq!(open.impossible(&figures(Some(150.0), Some(3.0), Some(2.0))), None);
    }
}
