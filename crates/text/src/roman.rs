//! Roman figures.

/// A number in Roman figures; empty for 0. From 4,000 on it goes on with M: callers bound what they print.
#[must_use]
pub fn roman(mut number: usize) -> String {
    const FIGURES: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut text = String::new();
    for (value, figure) in FIGURES {
        while number >= value {
            text.push_str(figure);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn roman_figures() {
        for (number, figures) in [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX")] {
            assert_eq!(super::roman(number), figures);
        }
    }
}
