//! How units passed into others, by predecessor and by successor.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::units::chains::Chains;
use crate::units::table_lines;
use crate::units::tables::PART;

/// The table of successions with its indexes; each made at the first question of its kind.
#[derive(Debug)]
pub(crate) struct Successions {
    text: Cow<'static, str>,
    rows: Vec<Row>,
    by_from: OnceLock<Chains>,
    by_to: OnceLock<Chains>,
}

/// Where a line starts in the text and where its predecessor stands, with its length.
#[derive(Debug)]
struct Row {
    line: u32,
    from: u32,
    from_length: u8,
    whole: bool,
}

/// One succession.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step<'a> {
    /// Code of the predecessor.
    pub from: &'a str,
    /// Code of the successor.
    pub to: &'a str,
    /// ISO date of the change.
    pub date: &'a str,
    /// True where the whole predecessor passed over.
    pub whole: bool,
}

impl Successions {
    /// The table of lines "date, successor, predecessors".
    pub fn parse(text: Cow<'static, str>) -> Self {
        let mut rows = Vec::with_capacity(10_700);
        for (line, content) in table_lines(&text) {
            let Some((start, predecessors)) = content.rsplit_once('\t') else {
                continue;
            };
            let mut at = line as usize + start.len() + 1;
            for word in predecessors.split(' ') {
                let code = word.trim().trim_end_matches(PART);
                if !code.is_empty() {
                    rows.push(Row {
                        line,
                        from: at as u32,
                        from_length: code.len() as u8,
                        whole: code.len() == word.trim().len(),
                    });
                }
                at += word.len() + 1;
            }
        }
        Self {
            text,
            rows,
            by_from: OnceLock::new(),
            by_to: OnceLock::new(),
        }
    }

    /// Number of successions.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The successions of a predecessor, in the order of the table.
    pub fn of_predecessor<'a>(&'a self, code: &'a str) -> impl Iterator<Item = Step<'a>> {
        let index = self.by_from.get_or_init(|| self.index(|row| self.predecessor(row)));
        self.found(index, code).filter(move |s| s.from == code)
    }

    /// The successions of a successor, in the order of the table.
    pub fn of_successor<'a>(&'a self, code: &'a str) -> impl Iterator<Item = Step<'a>> {
        let index = self.by_to.get_or_init(|| self.index(|row| self.step(row).to));
        self.found(index, code).filter(move |s| s.to == code)
    }

    fn index<'a>(&'a self, code: impl Fn(&'a Row) -> &'a str) -> Chains {
        let hashes: Vec<u64> = self.rows.iter().map(|row| hash(code(row))).collect();
        Chains::new(&hashes)
    }

    fn predecessor(&self, row: &Row) -> &str {
        let from = row.from as usize;
        self.text
            .get(from..from + usize::from(row.from_length))
            .unwrap_or_default()
    }

    fn found<'a>(&'a self, index: &'a Chains, code: &str) -> impl Iterator<Item = Step<'a>> + use<'a> {
        index
            .with_hash(hash(code))
            .filter_map(|number| self.rows.get(number))
            .map(|row| self.step(row))
    }

    fn step(&self, row: &Row) -> Step<'_> {
        let line = self.text.get(row.line as usize..).unwrap_or_default();
        let mut cells = line.split('\t').map(str::trim);
        Step {
            date: cells.next().unwrap_or_default(),
            to: cells.next().unwrap_or_default(),
            from: self.predecessor(row),
            whole: row.whole,
        }
    }
}

/// FNV-1a over the bytes of a code.
fn hash(code: &str) -> u64 {
    code.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
