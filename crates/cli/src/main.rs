//! The `tonghop` binary.
fn main() {}
