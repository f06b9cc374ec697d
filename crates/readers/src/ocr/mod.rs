//! Optical recognition with Tesseract: pictures of pages to laid out pages.
//!
//! The page is cleaned and straightened, its ruling lines are found in the picture and erased, every
//! cell of a table is recognised by itself, and what stands outside tables as a whole. The words go
//! the same way as the characters of a PDF from there.

pub(crate) mod picture;
mod ruling;
mod spelling;
mod tesseract;

use crate::pdf::layout::grid::{self, Grid};
use crate::pdf::layout::runs::Run;
use crate::pdf::layout::{self, PageIn};
use crate::tool::WorkDir;
use crate::{Input, Limits, ReadError};
use picture::{Gray, without_red};
use tesseract::Word;
use tonghop_document::{Document, ReadWarning, WarningCode};

pub(crate) use tesseract::available;

/// Pages that are held in memory together.
pub(crate) const BATCH: usize = 6;
/// White space around a piece that is recognised, in pixels.
const BORDER: usize = 16;
/// Dots per inch that Tesseract works best with: handwritten numbers come out at 200, not at 300.
const BEST_DENSITY: f32 = 200.0;
/// Ink of the smallest thing that may be text, in square points.
const LEAST_INK: f32 = 1.6;
/// Confidence from which a word counts as read, on Tesseract's scale of 100. On a clean scan some 3 % of the words lie below it.
const CERTAIN: f32 = 80.0;
/// Segmentation: one block of text.
const BLOCK_MODE: u8 = 6;
/// Segmentation: a page.
const PAGE_MODE: u8 = 3;

/// A page to recognise.
pub(crate) struct PagePicture {
    /// Number from 1.
    pub(crate) number: u32,
    /// The picture as scanned.
    pub(crate) picture: Gray,
    /// Pixels per point.
    pub(crate) unit: f32,
    /// Texts of visible signatures, known without recognition.
    pub(crate) stamps: Vec<String>,
}

/// Reads a picture of a page (PNG, JPEG, TIFF, BMP, WebP).
///
/// # Errors
/// [`ReadError::ToolMissing`] without Tesseract, [`ReadError::Damaged`] for broken pictures.
pub fn read(input: &Input<'_>, limits: &Limits) -> Result<Document, ReadError> {
    let picture = decode(input.bytes)?;
    available()?;
    // Without better knowledge the picture is an A4 page.
    let (short, long) = (picture.width.min(picture.height), picture.width.max(picture.height));
    let unit = (short as f32 / 595.0).max(long as f32 / 842.0).max(0.5);
    let page = PagePicture {
        number: 1,
        picture,
        unit,
        stamps: Vec::new(),
    };
    let mut document = Document {
        reader: "ocr",
        media_type: media_type(input.bytes),
        pages: Some(1),
        ..Document::default()
    };
    let pages = recognise(vec![page], limits)?;
    document.warnings.extend(pages.iter().map(remark));
    layout::lay_out(pages, &mut document);
    Ok(document)
}

/// What is done to a picture before recognition, for tests and the fuzz target `picture`: the number of
/// cells of ruled tables in it. Needs no Tesseract.
///
/// # Errors
/// [`ReadError::Damaged`] for broken pictures, [`ReadError::TooLarge`] above `most_pixels`.
#[doc(hidden)]
pub fn survey(bytes: &[u8], most_pixels: u64) -> Result<usize, ReadError> {
    let size = image::ImageReader::new(std::io::Cursor::new(bytes))
        .with_guessed_format()
        .ok()
        .and_then(|r| r.into_dimensions().ok());
    let (width, height) = size.ok_or_else(|| ReadError::damaged("picture"))?;
    if u64::from(width) * u64::from(height) > most_pixels {
        return Err(ReadError::TooLarge { limit: most_pixels });
    }
    Ok(count_cells(decode(bytes)?, 2.0))
}

/// Cleans a picture and counts the cells of its tables; every cell is cut out as for recognition.
pub(crate) fn count_cells(picture: Gray, unit: f32) -> usize {
    let page = Straightened::new(picture, unit);
    let areas = page.grids.iter().flat_map(|g| cell_areas(g, unit));
    areas
        .filter_map(|(_, area)| page.picture.around_ink(area, unit as usize))
        .map(|(x0, y0, x1, y1)| page.picture.crop(x0, y0, x1, y1, BORDER, 1.0).to_pgm().len())
        .filter(|length| *length > 0)
        .count()
}

fn media_type(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x89, b'P', ..] => "image/png",
        [0xff, 0xd8, ..] => "image/jpeg",
        [b'B', b'M', ..] => "image/bmp",
        [b'R', b'I', b'F', b'F', ..] => "image/webp",
        _ => "image/tiff",
    }
}

fn decode(bytes: &[u8]) -> Result<Gray, ReadError> {
    let damaged = || ReadError::damaged("picture");
    let mut reader = image::ImageReader::new(std::io::Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| damaged())?;
    let mut bounds = image::Limits::default();
    bounds.max_image_width = Some(20_000);
    bounds.max_image_height = Some(20_000);
    bounds.max_alloc = Some(512 << 20);
    reader.limits(bounds);
    let rgb = reader.decode().map_err(|_| damaged())?.into_rgb8();
    let (width, height) = (rgb.width() as usize, rgb.height() as usize);
    let data = rgb.pixels().map(|p| without_red(p.0[0], p.0[1], p.0[2])).collect();
    Ok(Gray { width, height, data })
}

/// A piece of a page that is recognised by itself.
struct Piece {
    page: usize,
    place: Option<(u32, u32)>,
    /// Where its first pixel stands on the page, in pixels.
    origin: (f32, f32),
    scale: f32,
}

/// Recognises the pages of one batch.
///
/// # Errors
/// Those of Tesseract.
pub(crate) fn recognise(pages: Vec<PagePicture>, limits: &Limits) -> Result<Vec<PageIn>, ReadError> {
    let dir = WorkDir::new(tesseract::TOOL)?;
    let mut out = Vec::with_capacity(pages.len());
    let (mut cells, mut wholes) = (Vec::new(), Vec::new());
    let mut sheets = Vec::new();
    for (index, page) in pages.into_iter().enumerate() {
        limits.check_time()?;
        let (sheet, page) = prepare(page, index, &dir, &mut cells, &mut wholes)?;
        sheets.push(sheet);
        out.push(page);
    }
    let words = run_all(&dir, &cells, &wholes, limits)?;
    for (pieces, words) in [(&cells, words.0), (&wholes, words.1)] {
        for (piece, mut words) in group(pieces, words) {
            spelling::mend(&mut words);
            let page = &mut out[piece.page];
            page.uncertain += words.iter().filter(|w| is_uncertain(w)).count();
            let mut runs = to_runs(piece, &words, &sheets[piece.page]);
            if is_first_column(page, piece.place) && runs.len() == 1 {
                runs.iter_mut().for_each(|r| r.text = mended_label(&r.text));
            }
            page.runs.extend(runs);
        }
    }
    out.iter_mut().for_each(take_in_remains);
    Ok(out)
}

/// What is told of a recognised page: how many of its words are to be compared with the picture.
pub(crate) fn remark(page: &PageIn) -> ReadWarning {
    ReadWarning {
        code: WarningCode::RecognisedByOcr,
        page: Some(page.number),
        detail: page.uncertain.to_string(),
    }
}

/// A page without shadows, specks and ruling lines, and the tables that the lines made.
struct Straightened {
    picture: Gray,
    grids: Vec<Grid>,
    loose: Vec<crate::pdf::content::Rule>,
}

impl Straightened {
    fn new(picture: Gray, unit: f32) -> Self {
        let mut picture = picture.cleaned();
        let (rows, columns) = ruling::find(&picture, unit);
        let (grids, loose) = grid::find(&ruling::to_rules(&rows, &columns, unit));
        ruling::erase(&mut picture, &rows, &columns);
        Self { picture, grids, loose }
    }
}

/// A page without ruling lines, for what has to be looked up in the picture after recognition.
struct Sheet {
    picture: Gray,
    /// Pixels per point.
    unit: f32,
}

impl Sheet {
    /// True where the last sign of a word of `size` pixels stands off from the rest as words do: Tesseract
    /// writes "2022-" where "2022 -" is printed.
    fn has_gap_before_last(&self, (x0, y0, x1, y1): (f32, f32, f32, f32), size: f32) -> bool {
        let column = |x: &usize| self.picture.ink(*x, y0.max(0.0) as usize, x + 1, y1.max(0.0) as usize) > 0;
        let (from, to) = (x0.max(0.0) as usize, x1.max(0.0).ceil() as usize);
        let inked: Vec<usize> = (from..to.min(self.picture.width)).filter(column).collect();
        let last_gap = inked.windows(2).rev().find(|w| w[1] - w[0] > 1);
        last_gap.is_some_and(|w| (w[1] - w[0] - 1) as f32 > STANDS_OFF * size)
    }
}

/// Width of white before a sign that is a space, in font sizes; letters of one word stand closer.
const STANDS_OFF: f32 = 0.17;

/// Cleans a page, finds its tables and writes its pieces.
fn prepare(
    page: PagePicture,
    index: usize,
    dir: &WorkDir,
    cells: &mut Vec<Piece>,
    wholes: &mut Vec<Piece>,
) -> Result<(Sheet, PageIn), ReadError> {
    let unit = page.unit;
    let Straightened {
        mut picture,
        grids,
        loose,
    } = Straightened::new(page.picture, unit);
    let scale = (BEST_DENSITY / (unit * 72.0)).clamp(0.5, 2.0);
    // Enlarging what is sharp enough costs time and gains nothing.
    let scale = if (0.85..1.7).contains(&scale) { 1.0 } else { scale };
    let least = (LEAST_INK * unit * unit) as usize;
    for (number, grid) in grids.iter().enumerate() {
        for (cell, area) in cell_areas(grid, unit) {
            if picture.ink(area.0, area.1, area.2, area.3) < least {
                continue;
            }
            let Some((x0, y0, x1, y1)) = picture.around_ink(area, unit as usize) else {
                continue;
            };
            let name = format!("c{}.pgm", cells.len());
            dir.write(&name, &picture.crop(x0, y0, x1, y1, BORDER, scale).to_pgm())?;
            let place = Some((number as u32, cell));
            cells.push(Piece {
                page: index,
                place,
                origin: (x0 as f32, y0 as f32),
                scale,
            });
        }
    }
    let sheet = Sheet {
        picture: picture.clone(),
        unit,
    };
    for grid in &grids {
        let p = |v: Option<&f32>| (v.copied().unwrap_or(0.0) * unit).max(0.0) as usize;
        picture.blank(
            p(grid.xs.first()),
            p(grid.ys.first()),
            p(grid.xs.last()),
            p(grid.ys.last()),
        );
    }
    let (width, height) = (picture.width, picture.height);
    if picture.ink(0, 0, width, height) >= least {
        let name = format!("p{}.pgm", wholes.len());
        dir.write(&name, &picture.crop(0, 0, width, height, 0, scale).to_pgm())?;
        wholes.push(Piece {
            page: index,
            place: None,
            origin: (0.0, 0.0),
            scale,
        });
    }
    let page = PageIn {
        number: page.number,
        width: width as f32 / unit,
        height: height as f32 / unit,
        grids,
        loose,
        stamps: page.stamps,
        recognised: true,
        ..PageIn::default()
    };
    Ok((sheet, page))
}

/// The cells of a grid with their insides in pixels.
fn cell_areas(grid: &Grid, unit: f32) -> Vec<(u32, (usize, usize, usize, usize))> {
    let edge = |list: &[f32], i: u32, inset: f32| {
        ((list.get(i as usize).copied().unwrap_or(0.0) * unit) + inset).max(0.0) as usize
    };
    grid.cells
        .iter()
        .enumerate()
        .map(|(i, c)| {
            let (x0, x1) = (
                edge(&grid.xs, c.column, 1.0),
                edge(&grid.xs, c.column + c.column_span, -0.5),
            );
            let (y0, y1) = (edge(&grid.ys, c.row, 1.0), edge(&grid.ys, c.row + c.row_span, -0.5));
            (i as u32, (x0, y0, x1, y1))
        })
        .collect()
}

/// Words of the cells and of the pages.
fn run_all(
    dir: &WorkDir,
    cells: &[Piece],
    wholes: &[Piece],
    limits: &Limits,
) -> Result<(Vec<Word>, Vec<Word>), ReadError> {
    let names =
        |letter: char, range: std::ops::Range<usize>| range.map(|i| format!("{letter}{i}.pgm")).collect::<Vec<_>>();
    let half = cells.len() / 2;
    let jobs = [
        ("p.txt", names('p', 0..wholes.len()), PAGE_MODE),
        ("a.txt", names('c', 0..half), BLOCK_MODE),
        ("b.txt", names('c', half..cells.len()), BLOCK_MODE),
    ];
    let [page_words, first, second] = std::thread::scope(|scope| {
        let handles = jobs
            .each_ref()
            .map(|(list, names, mode)| scope.spawn(move || tesseract::run(dir, list, names, *mode, limits)));
        handles.map(|h| h.join().unwrap_or(Err(ReadError::TimedOut)))
    });
    let mut cell_words = first?;
    cell_words.extend(second?.into_iter().map(|w| Word {
        picture: w.picture + half,
        ..w
    }));
    Ok((cell_words, page_words?))
}

fn group(pieces: &[Piece], words: Vec<Word>) -> Vec<(&Piece, Vec<Word>)> {
    let mut out: Vec<(&Piece, Vec<Word>)> = pieces.iter().map(|p| (p, Vec::new())).collect();
    for word in words {
        if let Some((_, list)) = out.get_mut(word.picture) {
            list.push(word);
        }
    }
    out
}

/// Words to runs: one baseline per recognised line, sizes judged by the height of the letters.
fn to_runs(piece: &Piece, words: &[Word], sheet: &Sheet) -> Vec<Run> {
    let unit = sheet.unit;
    let border = if piece.place.is_some() { BORDER as f32 } else { 0.0 };
    let x = |v: f32| ((v - border) / piece.scale + piece.origin.0) / unit;
    let y = |v: f32| ((v - border) / piece.scale + piece.origin.1) / unit;
    let mut lines: Vec<Vec<&Word>> = Vec::new();
    for word in words.iter().filter(|w| !is_noise(w)) {
        match lines.last_mut() {
            Some(list) if list[0].line == word.line => list.push(word),
            _ => lines.push(vec![word]),
        }
    }
    let sizes: Vec<f32> = lines
        .iter()
        .map(|list| line_size(list) / (piece.scale * unit))
        .collect();
    let usual = median(sizes.clone()).unwrap_or(12.0);
    let mut runs = Vec::new();
    for (list, size) in lines.iter().zip(sizes) {
        // Heights vary with the letters that happen to stand in a line.
        let size = if (size / usual - 1.0).abs() < 0.25 { usual } else { size };
        let baseline = baseline(list);
        for word in list {
            let (left, top, width, height) = word.area;
            let mut text = mended(&word.text);
            if let Some(head) = text
                .strip_suffix(['-', '–'])
                .filter(|h| h.ends_with(char::is_alphanumeric))
            {
                let area = (
                    x(left) * unit,
                    y(top) * unit,
                    x(left + width) * unit,
                    y(top + height) * unit,
                );
                if sheet.has_gap_before_last(area, size * unit) {
                    text.insert(head.len(), ' ');
                }
            }
            runs.push(Run {
                text,
                x0: x(left),
                x1: x(left + width),
                y: y(baseline),
                size,
                bold: false,
                italic: false,
                space_before: true,
                space_after: true,
                artifact: false,
                legacy: None,
                place: piece.place,
            });
        }
    }
    runs
}

/// A row that was cut by the edge of the page leaves the upper halves of its next letters below the
/// border: a few words right below the last table, and nothing after them, belong into its cells.
fn take_in_remains(page: &mut PageIn) {
    let Some((index, grid)) = page.grids.iter().enumerate().next_back() else {
        return;
    };
    let below = |r: &Run| r.place.is_none() && r.y > grid.bottom();
    let close = page
        .runs
        .iter()
        .filter(|r| below(r))
        .all(|r| r.y < grid.bottom() + 1.5 * r.size.max(8.0));
    if !close || page.runs.iter().filter(|r| below(r)).count() > 4 {
        return;
    }
    for run in page
        .runs
        .iter_mut()
        .filter(|r| r.place.is_none() && r.y > grid.bottom())
    {
        run.place = grid
            .cell_at((run.x0 + run.x1) / 2.0, grid.bottom() - 1.0)
            .map(|cell| (index as u32, cell));
    }
}

/// True for a cell at the left edge of its table.
fn is_first_column(page: &PageIn, place: Option<(u32, u32)>) -> bool {
    let cell = place.and_then(|(g, c)| page.grids.get(g as usize)?.cells.get(c as usize));
    cell.is_some_and(|c| c.column == 0)
}

/// Roman numbers stand alone in the first column; two strokes are taken for an H, one for an l.
fn mended_label(text: &str) -> String {
    let roman = |c: char| matches!(c, 'I' | 'V' | 'X' | 'H' | 'Y' | 'Ị' | 'Ỉ' | 'Í' | 'l' | '|');
    let doubtful = |c: char| matches!(c, 'H' | 'Y' | 'Ị' | 'Ỉ' | 'Í' | 'l' | '|');
    if text.chars().count() > 4 || !text.chars().all(roman) || !text.contains(doubtful) {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        match c {
            'H' => out.push_str("II"),
            'Y' => out.push('V'),
            'I' | 'V' | 'X' => out.push(c),
            _ => out.push('I'),
        }
    }
    out
}

/// Letters that are taken for digits are put right within numbers: "2l" is 21, "0I" is 01, and the
/// loop of a handwritten 2 looks like an "@".
fn mended(word: &str) -> String {
    let body = word.trim_matches(|c: char| matches!(c, '.' | ',' | ';' | ':' | '(' | ')' | '%'));
    let digits = body.chars().filter(char::is_ascii_digit).count();
    let doubtful = |c: char| matches!(c, 'l' | 'I' | '|' | 'O' | 'o' | '@');
    if word == "—" {
        // Dashes of that width are not set in Vietnamese documents.
        return "–".to_owned();
    }
    let all = body
        .chars()
        .all(|c| c.is_ascii_digit() || doubtful(c) || matches!(c, '.' | ','));
    if digits == 0 || !all || !body.contains(doubtful) {
        return word.to_owned();
    }
    word.chars()
        .map(|c| match c {
            'l' | 'I' | '|' => '1',
            'O' | 'o' => '0',
            '@' => '2',
            other => other,
        })
        .collect()
}

/// True for a word with letters or digits that Tesseract does not trust; it counts as one place that somebody has to look at.
fn is_uncertain(word: &Word) -> bool {
    word.confidence < CERTAIN && word.text.contains(char::is_alphanumeric)
}

/// Specks and pieces of signatures come out as lone signs that Tesseract does not trust.
fn is_noise(word: &Word) -> bool {
    let letters = word.text.chars().filter(|c| c.is_alphanumeric()).count();
    (letters == 0 && word.confidence < 45.0 && !matches!(word.text.as_str(), "-" | "–" | "+" | "."))
        || (letters <= 1 && word.confidence < 15.0)
        || word.confidence < 4.0
}

fn descends(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(
            tonghop_text::fold_char(c),
            'g' | 'p' | 'q' | 'y' | ',' | ';' | '(' | ')'
        ) || "ạặậẹệịọộợụự".contains(c)
    })
}

/// Vertical position of the baseline in pixels.
fn baseline(words: &[&Word]) -> f32 {
    let bottoms = |plain: bool| {
        words
            .iter()
            .filter(|w| !plain || !descends(&w.text))
            .map(|w| w.area.1 + w.area.3)
            .collect::<Vec<_>>()
    };
    median(bottoms(true))
        .or_else(|| median(bottoms(false)).map(|b| b - 0.2 * line_size(words)))
        .unwrap_or(0.0)
}

/// Font size of a line in pixels, judged by the heights of its words.
fn line_size(words: &[&Word]) -> f32 {
    let heights: Vec<f32> = words
        .iter()
        .filter(|w| w.text.chars().any(char::is_alphanumeric))
        .map(|w| {
            let tall = w.text.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
            let low = descends(&w.text);
            let upper = w
                .text
                .chars()
                .any(|c| c.is_uppercase() || c.is_ascii_digit() || "bdfhklt".contains(c));
            let share = match (tall, upper, low) {
                (true, true, true) => 1.02,
                (true, true, false) => 0.84,
                (true, false, true) => 0.92,
                (true, false, false) => 0.74,
                (false, true, true) => 0.9,
                (false, true, false) => 0.68,
                (false, false, true) => 0.66,
                (false, false, false) => 0.47,
            };
            w.area.3 / share
        })
        .collect();
    median(heights).unwrap_or_else(|| words.first().map_or(12.0, |w| w.area.3))
}

fn median(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_labels_are_mended() {
        assert_eq!(mended("2l,"), "21,");
        assert_eq!(mended("0I"), "01");
        assert_eq!(mended("@3"), "23");
        assert_eq!(mended("QĐ"), "QĐ");
        assert_eq!(mended("1I/KH"), "1I/KH");
        assert_eq!(mended_label("VH"), "VII");
        assert_eq!(mended_label("H"), "II");
        assert_eq!(mended_label("A"), "A");
        assert_eq!(mended_label("1"), "1");
    }

    #[test]
    fn broken_pictures_are_damaged() {
        let input = Input {
            name: "a.png",
            bytes: b"\x89PNG\r\n\x1a\n nothing",
        };
        assert!(matches!(
            read(&input, &Limits::default()),
            Err(ReadError::Damaged { .. })
        ));
    }
}
