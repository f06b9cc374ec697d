//! Prints the document tree of a file, for people who work on readers.
#![expect(clippy::print_stdout, reason = "printing is what this program is for")]
use tonghop_document::Content;
use tonghop_readers::{Input, Limits, read};

fn main() {
    let name = std::env::args().nth(1).unwrap_or_default();
    let bytes = std::fs::read(&name).expect("the file can be read");
    let document = read(
        &Input {
            name: &name,
            bytes: &bytes,
        },
        &Limits::default(),
    )
    .expect("the document can be read");
    for (i, block) in document.blocks.iter().enumerate() {
        match &block.content {
            Content::Table(t) => {
                println!("{i} table {}x{} header {}", t.rows, t.columns, t.header_rows);
                for c in &t.cells {
                    println!(
                        "   [{},{} +{}x{}] {:?}",
                        c.row, c.column, c.row_span, c.column_span, c.text
                    );
                }
            }
            other => println!("{i} p{:?} {other:?}", block.page),
        }
    }
    println!("{:?}", document.warnings);
}
