//! How long parsing and looking up take: `cargo run --release -p tonghop-catalogue --example timing`.
#![allow(clippy::print_stdout)]

use std::time::Instant;

use tonghop_catalogue::Catalogue;
use tonghop_catalogue::units::UnitQuery;

fn main() {
    let start = Instant::now();
    let catalogue = Catalogue::embedded();
    println!("catalogue {:?}", start.elapsed());
    let start = Instant::now();
    let units = catalogue.units();
    println!("units {:?}", start.elapsed());
    let query = UnitQuery {
        name: "UBND xã Minh Long",
        province: Some("Quảng Ngãi"),
        date: Some("2025-10"),
        ..UnitQuery::default()
    };
    let start = Instant::now();
    for _ in 0..1_000 {
        std::hint::black_box(units.lookup(&query));
    }
    println!("look-up {:?} / 1000", start.elapsed());
    let start = Instant::now();
    std::hint::black_box(catalogue.indicator_hits(""));
    println!("indicator index {:?}", start.elapsed());
    let text = tonghop_text::fold(
        "Tiếp nhận trực tuyến 812 hồ sơ; tiếp nhận trực tiếp 188 hồ sơ; đã giải quyết 960 hồ sơ, trong đó đúng hạn 950",
    );
    let start = Instant::now();
    for _ in 0..1_000 {
        std::hint::black_box(catalogue.indicator_for(&text, Some("hồ sơ"), Some(40)));
    }
    println!("indicator {:?} / 1000", start.elapsed());
    let start = Instant::now();
    std::hint::black_box(catalogue.status_class("x"));
    println!("status index {:?}", start.elapsed());
    let start = Instant::now();
    for _ in 0..1_000 {
        std::hint::black_box(catalogue.status_class("Đang triển khai thực hiện (Dự kiến trong tháng 10)"));
    }
    println!("status {:?} / 1000", start.elapsed());
}
