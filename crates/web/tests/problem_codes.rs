//! `docs/howto/use-the-api.md` lists every code of problem details as the code has it.

#![allow(clippy::unwrap_used)] // helpers of tests

use std::path::Path;
use tonghop_messages::{Lang, Messages};
use tonghop_model::message::Arg;
use tonghop_web::CODES;

const BEGIN: &str = "<!-- codes: made by crates/web/tests/problem_codes.rs, run with UPDATE=1 -->\n";
const END: &str = "<!-- end of codes -->";

fn made() -> String {
    let [vi, en] = Lang::ALL.map(Messages::new);
    let word = |texts: &Messages, key: &str| texts.word(key, &[("count", Arg::Count(2))]);
    let mut text = "| Status | `code` | Tiếng Việt | English |\n|---|---|---|---|\n".to_owned();
    for (status, code, key) in CODES {
        text += &format!("| {status} | `{code}` | {} | {} |\n", word(&vi, key), word(&en, key));
    }
    text
}

#[test]
fn the_page_lists_the_codes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/howto/use-the-api.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (head, rest) = page.split_once(BEGIN).unwrap();
    let (list, tail) = rest.split_once(END).unwrap();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, format!("{head}{BEGIN}{}{END}{tail}", made())).unwrap();
        return;
    }
    assert_eq!(list, made(), "run the test with UPDATE=1");
}
