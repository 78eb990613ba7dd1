//! A chart that a word processor draws itself (DrawingML, ECMA-376 part 1, 21.2): its numbers stand in the part as they
//! were when it was written, and in a small workbook in the file, where whoever edits the chart finds them.

use super::super::document::{Bar, BarChart};
use super::package::{NUMBERS_ID, chart_id};
use super::{WIDTH, plain};
use crate::workbook::WriteError;
use crate::workbook::sheet_table::write;
use crate::workbook::style::{Formats, made_on};
use rust_xlsxwriter::Workbook;
use std::fmt::Write as _;

const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
/// The sheet that holds the numbers.
const SHEET: &str = "Data";
/// Lengths on a page, in English metric units: of a twentieth of a point, of a bar, of what is above and below the bars.
const TWENTIETH: u32 = 635;
const BAR_HEIGHT: u32 = 230_000;
const MARGIN: u32 = 200_000;

/// The paragraph that shows the chart of a number. Who hears the page rather than sees it is told all bars.
pub(super) fn inline(chart: &BarChart, number: usize) -> String {
    let (width, bars) = (WIDTH * TWENTIETH, u32::try_from(chart.bars.len()).unwrap_or(u32::MAX));
    let height = bars.saturating_mul(BAR_HEIGHT).saturating_add(MARGIN);
    let id = chart_id(number);
    let bars: Vec<String> = chart.bars.iter().map(|bar| format!("{}: {}", bar.label, bar.value)).collect();
    let (title, told) = (attribute(&chart.title), attribute(&bars.join("; ")));
    format!(
        "<w:p><w:r><w:drawing><wp:inline \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" distT=\"0\" distB=\"0\" \
         distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:docPr id=\"{number}\" \
         name=\"{title}\" descr=\"{told}\"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a=\"{DRAWING}\">\
         <a:graphicData uri=\"{CHART}\"><c:chart xmlns:c=\"{CHART}\" r:id=\"{id}\"/></a:graphicData></a:graphic>\
         </wp:inline></w:drawing></w:r></w:p>"
    )
}

/// The part that the chart is: bars from the top down, each with its number.
pub(super) fn part(chart: &BarChart, lang: &str) -> String {
    let labels = points(&chart.bars, |bar| plain(&bar.label));
    let values = points(&chart.bars, |bar| bar.value.to_string());
    let (title, last) = (plain(&chart.title), chart.bars.len() + 1);
    // The number of a full bar stands beside it.
    let most = chart.most + chart.most.div_ceil(10).max(1);
    format!(
        "<c:chartSpace xmlns:c=\"{CHART}\" xmlns:a=\"{DRAWING}\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><c:date1904 val=\"0\"/>\
         <c:lang val=\"{lang}\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea>\
         <c:layout/><c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/><c:ser>\
         <c:idx val=\"0\"/><c:order val=\"0\"/><c:tx><c:strRef><c:f>{SHEET}!$B$1</c:f><c:strCache>\
         <c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{title}</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr>\
         <a:solidFill><a:srgbClr val=\"1F3864\"/></a:solidFill></c:spPr><c:invertIfNegative val=\"0\"/>{LABELS}<c:cat>\
         <c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache>{labels}</c:strCache></c:strRef></c:cat><c:val>\
         <c:numRef><c:f>{SHEET}!$B$2:$B${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>{values}\
         </c:numCache></c:numRef></c:val></c:ser><c:gapWidth val=\"50\"/><c:axId val=\"1\"/><c:axId val=\"2\"/>\
         </c:barChart>{BARS_AXIS}<c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/>\
         <c:max val=\"{most}\"/><c:min val=\"0\"/></c:scaling>{REST_OF_AXIS}</c:plotArea><c:plotVisOnly val=\"1\"/>\
         <c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{LETTERS}\
         <c:externalData r:id=\"{NUMBERS_ID}\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>"
    )
}

/// The number stands at the end of each bar.
const LABELS: &str = "<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:dLblPos val=\"outEnd\"/>\
<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/>\
<c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>";

/// The axis of the bars, whose first stands at the top.
const BARS_AXIS: &str = "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling>\
<c:delete val=\"0\"/><c:axPos val=\"l\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>\
<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/><c:spPr><a:ln w=\"9525\">\
<a:solidFill><a:srgbClr val=\"7F7F7F\"/></a:solidFill></a:ln></c:spPr><c:crossAx val=\"2\"/>\
<c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/>\
<c:noMultiLvlLbl val=\"1\"/></c:catAx>";

/// The axis of the numbers is not drawn: each bar has its own.
const REST_OF_AXIS: &str = "<c:delete val=\"1\"/><c:axPos val=\"t\"/>\
<c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>\
<c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/><c:crossBetween val=\"between\"/>\
</c:valAx><c:spPr><a:noFill/></c:spPr>";

/// Letters as in the tables.
const LETTERS: &str = "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"900\"><a:solidFill>\
<a:srgbClr val=\"000000\"/></a:solidFill><a:latin typeface=\"Calibri\"/></a:defRPr></a:pPr>\
<a:endParaRPr lang=\"en-GB\"/></a:p></c:txPr>";

/// What one cell after another holds.
fn points(bars: &[Bar], of: impl Fn(&Bar) -> String) -> String {
    let mut text = format!("<c:ptCount val=\"{}\"/>", bars.len());
    for (at, bar) in bars.iter().enumerate() {
        let _ = write!(text, "<c:pt idx=\"{at}\"><c:v>{}</c:v></c:pt>", of(bar));
    }
    text
}

/// The workbook with the numbers of a chart, made on a day. Labels are written as text; nothing is a formula.
pub(super) fn numbers(chart: &BarChart, day: chrono::NaiveDate) -> Result<Vec<u8>, WriteError> {
    let formats = Formats::new();
    let mut book = Workbook::new();
    book.set_properties(&made_on(day, &chart.title)?);
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?.set_column_width(0, 50.0)?;
    write(sheet, 0, 1, &chart.title, &formats.label)?;
    for (row, bar) in (1..).zip(&chart.bars) {
        write(sheet, row, 0, &bar.label, &formats.label)?;
        sheet.write_number(row, 1, bar.value as f64)?;
    }
    Ok(book.save_to_buffer()?)
}

/// The text as it can stand in an attribute, on one line.
fn attribute(text: &str) -> String {
    plain(&text.replace(['\n', '\t'], " "))
}
