//! Pages as they come out of the printer, measured: the DOCX as LibreOffice lays it out and the PDF of our own writer are
//! held against Nghị định 30/2020, Annex I, to the millimetre and the point.

#![allow(clippy::unwrap_used)] // helpers of tests

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use tonghop_model::official::{OfficialDocument, Title};
use tonghop_writers::{docx, pdf};

/// Pixels in a millimetre of the pictures that lines are measured on: 254 dots in an inch.
const PIXELS: f32 = 10.0;

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("measured");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A place to work in without the fonts of the machine: what counts as Times New Roman is the typeface that we embed, which
/// has its widths.
fn fonts() -> PathBuf {
    let path = folder().join("fonts.conf");
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let text = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>{}</dir><cachedir>{}</cachedir>\
         <alias binding=\"same\"><family>Times New Roman</family><prefer><family>Liberation Serif</family></prefer></alias></fontconfig>",
        fonts.display(),
        folder().join("fonts").display()
    );
    std::fs::write(&path, text).unwrap();
    path
}

/// The DOCX as LibreOffice prints it; none where LibreOffice is not installed.
fn printed(name: &str, document: &OfficialDocument) -> Option<PathBuf> {
    let file = folder().join(format!("{name}.docx"));
    let mut out = Vec::new();
    docx::write(document, &mut out).unwrap();
    std::fs::write(&file, out).unwrap();
    let profile = folder().join(format!("profile-{name}"));
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "pdf:writer_pdf_Export", "--outdir"])
        .arg(folder())
        .arg(&file)
        .env("FONTCONFIG_FILE", fonts())
        .output();
    let Ok(run) = run else {
        #[allow(clippy::print_stderr, reason = "a test that measures nothing says so")]
        {
            eprintln!("skipped: LibreOffice is not installed, so the pages of the DOCX are not measured");
        }
        return None;
    };
    let path = folder().join(format!("{name}.pdf"));
    assert!(path.exists(), "{}", String::from_utf8_lossy(&run.stderr));
    Some(path)
}

fn written(name: &str, document: &OfficialDocument) -> PathBuf {
    let path = folder().join(format!("{name}-own.pdf"));
    let mut out = Vec::new();
    pdf::write(document, &mut out).unwrap();
    std::fs::write(&path, out).unwrap();
    path
}

fn poppler(tool: &str, arguments: &[&str], file: &Path, after: &[&str]) -> Vec<u8> {
    let run = Command::new(tool).args(arguments).arg(file).args(after).output();
    let run = run.expect("poppler-utils are installed");
    assert!(run.status.success(), "{tool}: {}", String::from_utf8_lossy(&run.stderr));
    run.stdout
}

/// A word on a page, in millimetres from its upper left corner.
#[derive(Debug, Clone)]
struct Word {
    page: usize,
    left: f32,
    right: f32,
    top: f32,
    bottom: f32,
    text: String,
}

/// Words, and the size of every page in millimetres.
fn words(file: &Path) -> (Vec<Word>, Vec<(f32, f32)>) {
    let text = String::from_utf8(poppler("pdftotext", &["-bbox"], file, &["-"])).unwrap();
    let (mut words, mut pages) = (Vec::new(), Vec::new());
    for line in text.lines() {
        let number = |name: &str| -> f32 {
            let rest = line.split(&format!("{name}=\"")).nth(1).unwrap();
            rest.split('"').next().unwrap().parse::<f32>().unwrap() * 25.4 / 72.0
        };
        if line.contains("<page ") {
            pages.push((number("width"), number("height")));
        }
        if line.contains("<word ") {
            words.push(Word {
                page: pages.len(),
                left: number("xMin"),
                right: number("xMax"),
                top: number("yMin"),
                bottom: number("yMax"),
                text: line.split('>').nth(1).unwrap().split('<').next().unwrap().into(),
            });
        }
    }
    (words, pages)
}

/// Type size in points of the first piece of text with these words on a page.
fn size_of(file: &Path, page: usize, wanted: &str) -> u32 {
    size_where(file, page, wanted, 297.0)
}

/// The same for a text in the upper `below` millimetres of the page.
fn size_where(file: &Path, page: usize, wanted: &str, below: f32) -> u32 {
    let number = page.to_string();
    let arguments = ["-xml", "-i", "-zoom", "1", "-f", &number, "-l", &number, "-stdout"];
    let text = String::from_utf8(poppler("pdftohtml", &arguments, file, &[])).unwrap();
    let value = |line: &str, name: &str| -> Option<String> {
        Some(line.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?.to_owned())
    };
    let above = |line: &str| {
        let top: f32 = value(line, "top").and_then(|t| t.parse().ok()).unwrap_or(0.0);
        top * 25.4 / 72.0 < below
    };
    let line = text
        .lines()
        .find(|l| l.contains("<text ") && l.contains(wanted) && above(l));
    let line = line.unwrap_or_else(|| panic!("{wanted} on page {page} of {}", file.display()));
    let font = value(line, "font").unwrap();
    let spec = text
        .lines()
        .find(|l| l.contains("<fontspec ") && value(l, "id").as_deref() == Some(&font));
    value(spec.unwrap(), "size").unwrap().parse().unwrap()
}

/// A line that is drawn: left, right, height on the page, in millimetres.
#[derive(Debug, Clone, Copy)]
struct Rule {
    left: f32,
    right: f32,
    y: f32,
}

impl Rule {
    fn length(&self) -> f32 {
        self.right - self.left
    }

    fn middle(&self) -> f32 {
        (self.left + self.right) / 2.0
    }
}

/// The lines of a page that are at least 10 mm long and thinner than a millimetre, from top to bottom.
fn rules(file: &Path, page: usize) -> Vec<Rule> {
    let number = page.to_string();
    let picture = poppler(
        "pdftoppm",
        &["-gray", "-r", "254", "-f", &number, "-l", &number],
        file,
        &[],
    );
    // "P5 width height 255" and one byte for each pixel.
    let mut head = picture.split(u8::is_ascii_whitespace);
    let mut next = || -> usize {
        let text = head.next().unwrap();
        std::str::from_utf8(text).unwrap().parse().unwrap_or(0)
    };
    let (_, width, height, _) = (next(), next(), next(), next());
    let pixels = &picture[picture.len() - width * height..];
    let mut found: Vec<Rule> = Vec::new();
    for (y, row) in pixels.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let length = row[x..].iter().take_while(|p| **p < 160).count();
            if length as f32 >= 10.0 * PIXELS {
                let rule = Rule {
                    left: x as f32 / PIXELS,
                    right: (x + length) as f32 / PIXELS,
                    y: y as f32 / PIXELS,
                };
                let known = found
                    .iter()
                    .any(|f| (f.y - rule.y).abs() < 1.0 && (f.left - rule.left).abs() < 1.0);
                if !known {
                    found.push(rule);
                }
            }
            x += length.max(1);
        }
    }
    found
}

fn near(actual: f32, wanted: f32, tolerance: f32, what: &str) {
    assert!(
        (actual - wanted).abs() <= tolerance,
        "{what}: {actual} instead of {wanted}"
    );
}

fn find<'w>(words: &'w [Word], page: usize, text: &str) -> &'w Word {
    let found = words.iter().find(|w| w.page == page && w.text == text);
    found.unwrap_or_else(|| panic!("{text} on page {page}"))
}

/// Left and right edge of the line of text that a word stands in, between two edges of the page.
fn line_of(words: &[Word], word: &Word, (from, to): (f32, f32)) -> (f32, f32) {
    let same = words
        .iter()
        .filter(|w| w.page == word.page && (w.top - word.top).abs() < 1.5 && w.left >= from && w.right <= to);
    same.fold((f32::MAX, 0.0), |(l, r), w| (w.left.min(l), w.right.max(r)))
}

/// The line that is drawn next below a word, in the same column.
fn rule_below(rules: &[Rule], word: &Word, (from, to): (f32, f32)) -> Rule {
    let below = rules
        .iter()
        .filter(|r| r.y > word.top && r.left >= from - 1.0 && r.right <= to + 1.0);
    *below
        .min_by(|a, b| a.y.total_cmp(&b.y))
        .unwrap_or_else(|| panic!("no line below {word:?}: {rules:?}"))
}

fn head(file: &Path, what: &str) {
    let (words, pages) = words(file);
    near(pages[0].0, 210.0, 0.3, &format!("{what}: width"));
    near(pages[0].1, 297.0, 0.3, &format!("{what}: height"));
    let rules = rules(file, 1);
    for (text, sizes) in [
        ("CỘNG", 12..=13),
        ("Độc", 13..=14),
        ("NHÂN", 12..=13),
        ("Số:", 13..=13),
        ("ngày", 13..=14),
    ] {
        let size = size_of(file, 1, text);
        assert!(sizes.contains(&size), "{what}: {text} is set in {size} pt");
    }
    // The line below the motto is as long as the motto and stands in its middle.
    let motto = find(&words, 1, "Độc");
    let column = (motto.left - 3.0, 210.0);
    let (left, right) = line_of(&words, motto, column);
    let line = rule_below(&rules, motto, (left, right));
    near(
        line.length(),
        right - left,
        1.5,
        &format!("{what}: line below the motto"),
    );
    near(
        line.middle(),
        (left + right) / 2.0,
        1.0,
        &format!("{what}: middle of the line below the motto"),
    );
    // The line below the issuing body: one third to one half of the text above it.
    let issuer = words
        .iter()
        .filter(|w| w.page == 1 && w.right < motto.left && w.bottom < line.y + 8.0);
    let last = issuer.max_by(|a, b| a.top.total_cmp(&b.top)).unwrap();
    let (left, right) = line_of(&words, last, (0.0, motto.left));
    let line = rule_below(&rules, last, (30.0, motto.left));
    let share = line.length() / (right - left);
    assert!(
        (0.32..=0.52).contains(&share),
        "{what}: line below the issuer is {share} of {}",
        last.text
    );
    near(
        line.middle(),
        (left + right) / 2.0,
        1.0,
        &format!("{what}: middle of the line below the issuer"),
    );
    // Margins: text begins 30 mm from the left and 20 mm from the top, and ends 15 mm from the right.
    let top = words
        .iter()
        .filter(|w| w.page == 1)
        .map(|w| w.top)
        .fold(f32::MAX, f32::min);
    assert!((19.0..=25.5).contains(&top), "{what}: top margin {top}");
}

fn text(file: &Path, what: &str) {
    let (words, _) = words(file);
    let body: Vec<&Word> = words.iter().filter(|w| w.page == 2 && w.top > 19.0).collect();
    let left = body.iter().map(|w| w.left).fold(f32::MAX, f32::min);
    let right = body.iter().map(|w| w.right).fold(0.0, f32::max);
    let bottom = body.iter().map(|w| w.bottom).fold(0.0, f32::max);
    near(left, 30.0, 1.0, &format!("{what}: left margin"));
    near(right, 195.0, 1.0, &format!("{what}: right margin"));
    assert!(bottom <= 277.5, "{what}: bottom margin {}", 297.0 - bottom);
    // The number of the page: none on the first, then in the middle of the top margin, 13 or 14 points.
    let above = |page: usize| {
        words
            .iter()
            .filter(|w| w.page == page && w.bottom < 20.0)
            .collect::<Vec<_>>()
    };
    assert!(above(1).is_empty(), "{what}: {:?}", above(1));
    let numbers = above(2);
    assert_eq!(numbers.len(), 1, "{what}: {numbers:?}");
    assert_eq!(numbers[0].text, "2", "{what}");
    near(
        (numbers[0].left + numbers[0].right) / 2.0,
        112.5,
        1.0,
        &format!("{what}: middle of the page number"),
    );
    let size = size_where(file, 2, "2", 20.0);
    assert!((13..=14).contains(&size), "{what}: page number in {size} pt");
}

fn title(file: &Path, what: &str, first: &str) {
    let (words, _) = words(file);
    for text in ["BÁO", first] {
        let size = size_of(file, 1, text);
        assert!((13..=14).contains(&size), "{what}: {text} is set in {size} pt");
    }
    let kind = find(&words, 1, "BÁO");
    // The lines of the abstract are centred below the kind; the shortest line of ours stands below the last of them.
    let line = rule_below(&rules(file, 1), kind, (30.0, 195.0));
    let lines = words
        .iter()
        .filter(|w| w.page == 1 && w.top > kind.bottom - 1.0 && w.bottom < line.y + 1.0);
    let widest = lines
        .map(|w| line_of(&words, w, (30.0, 196.0)))
        .map(|(l, r)| r - l)
        .fold(0.0, f32::max);
    let share = line.length() / widest;
    assert!(
        (0.30..=0.52).contains(&share),
        "{what}: line below the abstract is {share} of {widest} mm"
    );
    near(
        line.middle(),
        112.5,
        1.0,
        &format!("{what}: middle of the line below the abstract"),
    );
}

fn ending(file: &Path, what: &str) {
    let (words, pages) = words(file);
    let page = words.iter().find(|w| w.text == "TM.").unwrap().page;
    assert_eq!(size_of(file, page, "Nơi nhận"), 12, "{what}: Nơi nhận");
    assert_eq!(size_of(file, page, "Lưu:"), 11, "{what}: recipients");
    let size = size_of(file, page, "TM.");
    assert!((13..=14).contains(&size), "{what}: TM. in {size} pt");
    // Room for signature and seal between capacity and name.
    let (capacity, name) = (find(&words, page, "PHÓ"), find(&words, page, "Ngọc"));
    assert!(
        name.top - capacity.bottom > 20.0,
        "{what}: {} mm to sign in",
        name.top - capacity.bottom
    );
    // The first annex lies across, "Phụ lục" in 14 points.
    let annex = words.iter().find(|w| w.text == "Phụ" && w.page > page).unwrap().page;
    let (width, height) = pages[annex - 1];
    near(width, 297.0, 0.3, &format!("{what}: width of the annex"));
    near(height, 210.0, 0.3, &format!("{what}: height of the annex"));
    assert_eq!(size_of(file, annex, "Phụ lục"), 14, "{what}: Phụ lục");
    assert!(
        !words.iter().any(|w| w.page == annex && w.bottom < 15.0),
        "{what}: the first page of an annex has no number"
    );
}

fn report(file: &Path, what: &str) {
    head(file, what);
    title(file, what, "Kết");
    text(file, what);
    ending(file, what);
}

fn made_up() -> OfficialDocument {
    let mut report = common::report();
    if let Title::Named { subject, .. } = &mut report.title {
        "Kết quả thực hiện các nhiệm vụ chuyển đổi số trên địa bàn xã 9 tháng đầu năm".clone_into(subject);
    }
    report
}

#[test]
fn the_docx_that_libreoffice_prints_has_the_measures_of_annex_i() {
    if let Some(file) = printed("report", &made_up()) {
        report(&file, "DOCX");
    }
}

#[test]
fn the_pdf_has_the_measures_of_annex_i() {
    report(&written("report", &made_up()), "PDF");
}

#[test]
fn a_letter_has_its_abstract_below_its_number_in_both_forms() {
    let mut letter = common::report();
    letter.title = Title::Letter {
        subject: "đề nghị báo cáo kết quả chuyển đổi số".into(),
    };
    letter.annexes.clear();
    let files = [printed("letter", &letter), Some(written("letter", &letter))];
    for (file, what) in files.into_iter().zip(["DOCX", "PDF"]) {
        let Some(file) = file else { continue };
        head(&file, what);
        let (words, _) = words(&file);
        let (number, about) = (find(&words, 1, "Số:"), find(&words, 1, "V/v"));
        assert!(about.top > number.top && about.left < 100.0, "{what}");
        near(
            about.top - number.bottom,
            72.0_f32.recip() * 25.4 * 6.0,
            2.0,
            &format!("{what}: 6 pt above V/v"),
        );
        let size = size_of(&file, 1, "V/v");
        assert!((12..=13).contains(&size), "{what}: V/v in {size} pt");
    }
}
