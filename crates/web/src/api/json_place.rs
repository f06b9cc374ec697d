//! Which field of JSON text a place in it belongs to: the parser knows line and column only.

/// A step on the way to a value.
enum Step {
    Field(String),
    Entry(usize),
}

/// The field whose value stands before or at this byte, as `exempt.0.unit`; empty for the whole.
pub fn field_before(json: &[u8], end: usize) -> String {
    let json = &json[..end.min(json.len())];
    let (mut steps, mut names, mut at) = (Vec::new(), false, 0);
    while at < json.len() {
        match json[at] {
            b'{' => {
                steps.push(Step::Field(String::new()));
                names = true;
            }
            b'[' => {
                steps.push(Step::Entry(0));
                names = false;
            }
            b'}' | b']' => {
                steps.pop();
                names = false;
            }
            b',' => match steps.last_mut() {
                Some(Step::Entry(number)) => *number += 1,
                _ => names = true,
            },
            b'"' => {
                let last = end_of_text(json, at);
                if let (true, Some(Step::Field(name))) = (names, steps.last_mut()) {
                    *name = serde_json::from_slice(json.get(at..=last).unwrap_or_default()).unwrap_or_default();
                    names = false;
                }
                at = last;
            }
            _ => {}
        }
        at += 1;
    }
    let words = steps.iter().map(|step| match step {
        Step::Field(name) => name.clone(),
        Step::Entry(number) => number.to_string(),
    });
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(".")
}

/// The closing quotation mark of the text that opens here.
fn end_of_text(json: &[u8], open: usize) -> usize {
    let mut at = open + 1;
    while at < json.len() && json[at] != b'"' {
        at += if json[at] == b'\\' { 2 } else { 1 };
    }
    at
}

/// The byte behind this line and column, both from 1; 0 where there is no such line.
pub fn byte_of(json: &[u8], line: usize, column: usize) -> usize {
    let before = json.split_inclusive(|b| *b == b'\n').take(line.saturating_sub(1));
    before.map(<[u8]>::len).sum::<usize>() + if line == 0 { 0 } else { column }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_value_is_found() {
        let json = br#"{"title":"a, \"b\": {","exempt":[{"unit":1},{"unit":2,"reason":"x"}],"deadline":"2026-02-30"}"#;
        let after = |words: &str| {
            let text = std::str::from_utf8(json).expect("text");
            field_before(json, text.find(words).expect("there") + words.len())
        };
        assert_eq!(after("\"b\\\""), "title");
        assert_eq!(after(r#"{"unit":1"#), "exempt.0.unit");
        assert_eq!(after(r#""reason":"x""#), "exempt.1.reason");
        assert_eq!(after(r#""x"}]"#), "exempt");
        assert_eq!(after("2026-02-30\""), "deadline");
        assert_eq!(field_before(json, usize::MAX), "");
        assert_eq!(byte_of(b"{\n \"a\": 5}", 2, 7), 9);
    }
}
