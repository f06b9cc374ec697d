//! Charts as Word's own: bars that can be edited, with the workbook of their figures inside.

use std::fmt::Write as _;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use tonghop_messages::{Lang, decimal};
use tonghop_model::official::Chart;

use super::composer::Composer;
use super::metrics::text_width;
use super::parts::{DECLARATION, R};
use super::xml::{clipped, escaped};
use crate::WriteError;
use crate::pdf::chart::{scale, total};

/// English metric units in a twentieth of a point.
const EMU: i64 = 635;
/// Height of a bar with its gap, twentieths of a point.
const ROW: i64 = 500;
/// Height of a line of the title, twentieths of a point.
const TITLE: i64 = 360;
/// Height above and below the title, twentieths of a point.
const AROUND_TITLE: i64 = 120;
/// Height of a line of the legend, twentieths of a point.
const LEGEND: i64 = 300;
/// Series in a line of the legend.
const IN_LINE: usize = 5;
/// Characters in a line of the title.
const TITLE_LINE: usize = 62;
/// Height below the bars, twentieths of a point.
const FOOT: i64 = 120;
/// Lowest and highest chart, twentieths of a point.
const HEIGHT: (i64, i64) = (1_600, 12_500);
/// Share of the width that the names of the bars take, and the bars.
const SHARES: (f64, f64) = (0.34, 0.62);
/// Width of a character of a label with its share of the room around it, pt.
const LABEL_CHARACTER: f64 = 6.5;
/// Figures that the description of a chart names at most.
const DESCRIBED: usize = 60;
/// Format of the values beside the bars: by the rules of Vietnam (decimal comma), whatever the language of the program.
const LABEL_FORMAT: &str = "[$-42A]General";
/// Colours of series that name none: far enough apart in black and white too.
const COLOURS: [&str; 6] = ["1F5E99", "D68910", "3E8E41", "993333", "6E6E6E", "6A4C93"];

/// The parts of one chart.
#[derive(Debug)]
pub struct ChartPart {
    /// The chart.
    pub xml: String,
    /// The workbook with its figures.
    pub workbook: Vec<u8>,
}

/// Writes a chart in a paragraph of its own.
pub fn write(composer: &mut Composer<'_>, chart: &Chart, width: i32) {
    if chart.categories.is_empty() || chart.series.is_empty() {
        return;
    }
    let Ok(workbook) = workbook(chart) else { return };
    let frame = Frame::of(chart);
    composer.charts.push(ChartPart {
        xml: part(chart, &frame),
        workbook,
    });
    let number = composer.charts.len();
    let height = frame.height * EMU;
    let (width, name) = (i64::from(width) * EMU, escaped(&clipped(&chart.title, 200)));
    let description = escaped(&describe(chart));
    composer.open("Figure", "");
    let _ = write!(
        composer.xml,
        "<w:r><w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:docPr id=\"{}\" name=\"{name}\" descr=\"{description}\"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:r=\"{R}\" r:id=\"rIdChart{number}\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
        1_000_000 + number
    );
    composer.close();
}

/// Where the parts of a chart stand: programs that place them themselves leave the bars hardly any room.
struct Frame {
    /// Whole height, twentieths of a point.
    height: i64,
    /// Where legend and bars begin, as shares of the height.
    legend: f64,
    bars: f64,
}

impl Frame {
    fn of(chart: &Chart) -> Self {
        let bars = if chart.stacked { 1 } else { chart.series.len() as i64 };
        let rows = chart.categories.len() as i64 * ROW * (1 + bars) / 2;
        let title = AROUND_TITLE + TITLE * (title(chart).chars().count().div_ceil(TITLE_LINE) as i64).max(1);
        let legend = if chart.series.len() > 1 {
            LEGEND * chart.series.len().div_ceil(IN_LINE) as i64
        } else {
            0
        };
        let height = (title + legend + rows + FOOT).clamp(HEIGHT.0, HEIGHT.1);
        let share = |part: i64| part as f64 / height as f64;
        Self {
            height,
            legend: share(title),
            bars: share(title + legend),
        }
    }

    /// The layout of a part: left, top, width and height as shares of the chart.
    fn layout(inner: bool, [x, y, w, h]: [f64; 4]) -> String {
        let target = if inner { "<c:layoutTarget val=\"inner\"/>" } else { "" };
        format!(
            "<c:layout><c:manualLayout>{target}<c:xMode val=\"edge\"/><c:yMode val=\"edge\"/><c:x val=\"{x:.4}\"/><c:y val=\"{y:.4}\"/><c:w val=\"{w:.4}\"/><c:h val=\"{h:.4}\"/></c:manualLayout></c:layout>"
        )
    }
}

/// "Mức độ hoàn thành (lượt trả lời)".
fn title(chart: &Chart) -> String {
    if chart.unit.is_empty() {
        chart.title.clone()
    } else {
        format!("{} ({})", chart.title, chart.unit)
    }
}

/// The figures in words, for those who cannot see the chart.
fn describe(chart: &Chart) -> String {
    let mut text = format!("{} ({}).", chart.title, chart.unit);
    let mut named = 0;
    for (i, category) in chart.categories.iter().enumerate() {
        for series in &chart.series {
            let Some(value) = series.values.get(i).copied().flatten() else {
                continue;
            };
            if named == DESCRIBED {
                text.push_str(" …");
                return text;
            }
            named += 1;
            let _ = write!(text, " {category}, {}: {};", series.name, decimal(value, 2, Lang::Vi));
        }
    }
    text
}

/// The column of a series in the workbook: B, C, …
fn column(series: usize) -> char {
    char::from(b'B' + u8::try_from(series.min(24)).unwrap_or(0))
}

/// The workbook behind the chart: what "Edit data" opens.
fn workbook(chart: &Chart) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    // The same chart gives the same bytes.
    let time = ExcelDateTime::from_ymd(2025, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&time));
    let sheet = book.add_worksheet();
    sheet.set_name("Sheet1")?;
    for (i, category) in chart.categories.iter().enumerate() {
        sheet.write_string(i as u32 + 1, 0, clipped(category, 32_000))?;
    }
    for (s, series) in chart.series.iter().enumerate() {
        let at = s as u16 + 1;
        sheet.write_string(0, at, clipped(&series.name, 32_000))?;
        for (i, value) in series.values.iter().enumerate().take(chart.categories.len()) {
            if let Some(value) = value.filter(|v| v.is_finite()) {
                sheet.write_number(i as u32 + 1, at, value)?;
            }
        }
    }
    Ok(book.save_to_buffer()?)
}

fn text_properties(size: u32) -> String {
    format!(
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{size}\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill><a:latin typeface=\"{0}\"/><a:cs typeface=\"{0}\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"vi-VN\"/></a:p></c:txPr>",
        super::styles::FONT
    )
}

/// Length of the axis of stacked bars, as a share of the longest bar: room for the totals behind them.
const AXIS: f64 = 1.12;

/// Takes the labels from stacked bars that are narrower than their figure: two of them beside each other would be read as one.
fn without_room(chart: &Chart, values: &[Option<f64>]) -> String {
    let mut out = String::new();
    let longest = scale(chart) * AXIS;
    if !chart.stacked || longest <= 0.0 {
        return out;
    }
    for (i, value) in values.iter().enumerate().take(chart.categories.len()) {
        let Some(value) = value.filter(|v| *v > 0.0) else {
            continue;
        };
        let room = value / longest * SHARES.1 * f64::from(text_width(false)) / 20.0;
        let label = decimal(value, 2, Lang::Vi).chars().count() as f64 * LABEL_CHARACTER;
        if room < label {
            let _ = write!(out, "<c:dLbl><c:idx val=\"{i}\"/><c:delete val=\"1\"/></c:dLbl>");
        }
    }
    out
}

/// One more series behind the stacked bars, without colour: its labels are the totals. The axis ends before it
/// does; it has a blank for a name, as programs do not agree on how an entry of the legend is left out.
fn total_series(out: &mut String, chart: &Chart) {
    let (s, count) = (chart.series.len(), chart.categories.len());
    let _ = write!(
        out,
        "<c:ser><c:idx val=\"{s}\"/><c:order val=\"{s}\"/><c:tx><c:v>\u{A0}</c:v></c:tx><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:invertIfNegative val=\"0\"/><c:dLbls><c:numFmt formatCode=\"{LABEL_FORMAT}\" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}<c:dLblPos val=\"inBase\"/><c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls><c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val=\"{count}\"/>",
        text_properties(900)
    );
    for i in 0..count {
        let _ = write!(out, "<c:pt idx=\"{i}\"><c:v>{}</c:v></c:pt>", total(chart, i));
    }
    out.push_str("</c:numLit></c:val></c:ser>");
}

/// The chart itself, with the values it showed when it was written.
fn part(chart: &Chart, frame: &Frame) -> String {
    let count = chart.categories.len();
    let mut out = format!(
        "{DECLARATION}<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"{R}\"><c:date1904 val=\"0\"/><c:lang val=\"vi-VN\"/><c:roundedCorners val=\"0\"/><c:chart>"
    );
    let _ = write!(
        out,
        "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"1300\" b=\"1\"/></a:pPr><a:r><a:rPr lang=\"vi-VN\" sz=\"1300\" b=\"1\"><a:latin typeface=\"{0}\"/><a:cs typeface=\"{0}\"/></a:rPr><a:t>{1}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/>",
        super::styles::FONT,
        escaped(&title(chart))
    );
    let grouping = if chart.stacked { "stacked" } else { "clustered" };
    let _ = write!(
        out,
        "<c:plotArea>{}<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"{grouping}\"/><c:varyColors val=\"0\"/>",
        Frame::layout(true, [SHARES.0, frame.bars, SHARES.1, 0.98 - frame.bars])
    );
    for (s, series) in chart.series.iter().enumerate() {
        let column = column(s);
        let colour = Some(series.colour.as_str())
            .filter(|c| c.len() == 6 && c.bytes().all(|b| b.is_ascii_hexdigit()))
            .unwrap_or(COLOURS[s % COLOURS.len()]);
        let _ = write!(
            out,
            "<c:ser><c:idx val=\"{s}\"/><c:order val=\"{s}\"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill></c:spPr><c:invertIfNegative val=\"0\"/>",
            escaped(&series.name)
        );
        let _ = write!(
            out,
            "<c:dLbls>{}<c:numFmt formatCode=\"{LABEL_FORMAT}\" sourceLinked=\"0\"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>",
            without_room(chart, &series.values),
            text_properties(900).replace("000000", if chart.stacked { "FFFFFF" } else { "000000" })
        );
        let _ = write!(
            out,
            "<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${}</c:f><c:strCache><c:ptCount val=\"{count}\"/>",
            count + 1
        );
        for (i, category) in chart.categories.iter().enumerate() {
            let _ = write!(out, "<c:pt idx=\"{i}\"><c:v>{}</c:v></c:pt>", escaped(category));
        }
        let _ = write!(
            out,
            "</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"{count}\"/>",
            count + 1
        );
        for (i, value) in series.values.iter().enumerate().take(count) {
            // A label "0" on a bar of no length only covers the axis.
            if let Some(value) = value.filter(|v| v.is_finite() && !(chart.stacked && *v == 0.0)) {
                let _ = write!(out, "<c:pt idx=\"{i}\"><c:v>{value}</c:v></c:pt>");
            }
        }
        out.push_str("</c:numCache></c:numRef></c:val></c:ser>");
    }
    let with_totals = chart.stacked && chart.series.len() > 1;
    if with_totals {
        total_series(&mut out, chart);
    }
    let overlap = if chart.stacked { "<c:overlap val=\"100\"/>" } else { "" };
    let _ = write!(
        out,
        "<c:gapWidth val=\"50\"/>{overlap}<c:axId val=\"111\"/><c:axId val=\"112\"/></c:barChart>"
    );
    let small = text_properties(1000);
    let _ = write!(
        out,
        "<c:catAx><c:axId val=\"111\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"l\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>{small}<c:crossAx val=\"112\"/><c:crosses val=\"autoZero\"/><c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"0\"/></c:catAx>"
    );
    let longest = scale(chart);
    let end = if with_totals && longest > 0.0 {
        format!("<c:max val=\"{}\"/>", (longest * AXIS).ceil())
    } else {
        String::new()
    };
    let _ = write!(
        out,
        "<c:valAx><c:axId val=\"112\"/><c:scaling><c:orientation val=\"minMax\"/>{end}<c:min val=\"0\"/></c:scaling><c:delete val=\"1\"/><c:axPos val=\"b\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>{small}<c:crossAx val=\"111\"/><c:crosses val=\"max\"/></c:valAx></c:plotArea>"
    );
    if chart.series.len() > 1 {
        let _ = write!(
            out,
            "<c:legend><c:legendPos val=\"t\"/>{}<c:overlay val=\"0\"/>{small}</c:legend>",
            Frame::layout(false, [0.02, frame.legend, 0.96, frame.bars - frame.legend])
        );
    }
    out.push_str("<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonghop_model::official::ChartSeries;

    #[test]
    fn only_bars_with_room_for_their_figure_have_a_label() {
        let mut chart = Chart {
            categories: vec!["Hạ tầng".into(), "Nhân lực".into()],
            series: vec![ChartSeries {
                values: vec![Some(900.0), Some(9.0)],
                ..ChartSeries::default()
            }],
            stacked: true,
            ..Chart::default()
        };
        let left_out = without_room(&chart, &chart.series[0].values);
        assert_eq!(left_out, "<c:dLbl><c:idx val=\"1\"/><c:delete val=\"1\"/></c:dLbl>");
        // Behind a bar of its own there is room.
        chart.stacked = false;
        assert_eq!(without_room(&chart, &chart.series[0].values), "");
    }
}
