//! A document as a file for a word processor (Office Open XML, ECMA-376), on A4.
//!
//! Only what a [`Document`] needs: a handful of parts with paragraphs, tables and charts, so no crate for the format is
//! drawn in; see `docs/decisions/0010-answers.md`.

mod chart;
mod package;
mod styles;

use super::document::{BarChart, Block, Document, Table};
use crate::workbook::WriteError;
use quick_xml::escape::escape;
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

/// Width of the text on A4 with the margins below, in twentieths of a point.
const WIDTH: u32 = 9_638;
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Writes a document; the same document gives the same bytes.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub(in crate::report) fn write(mut out: impl Write, document: &Document) -> Result<(), WriteError> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for (name, bytes) in parts(document)? {
        package.start_file(name, options).map_err(std::io::Error::from)?;
        package.write_all(&bytes)?;
    }
    let bytes = package.finish().map_err(std::io::Error::from)?.into_inner();
    out.write_all(&bytes)?;
    out.flush()?;
    Ok(())
}

/// The parts of the file by their names, in their order.
fn parts(document: &Document) -> Result<Vec<(String, Vec<u8>)>, WriteError> {
    let charts: Vec<&BarChart> = document.charts().collect();
    let of = |name: &str, text: String| (name.to_string(), format!("{DECLARATION}{text}").into_bytes());
    let mut parts = vec![
        of("[Content_Types].xml", package::content_types(charts.len())),
        of("_rels/.rels", package::PACKAGE.to_string()),
        of("docProps/core.xml", core(document)),
        of("word/_rels/document.xml.rels", package::relationships(charts.len())),
        of("word/styles.xml", styles::styles(document)),
        of("word/header1.xml", header(document)),
        of("word/footer1.xml", footer(document)),
        of("word/document.xml", body(document)),
    ];
    for (number, chart) in (1..).zip(charts) {
        parts.push(of(&package::chart(number), chart::part(chart, document.lang)));
        parts.push(of(&package::chart_relationships(number), package::of_chart(number)));
        parts.push((package::numbers(number), chart::numbers(chart, document.made)?));
    }
    Ok(parts)
}

fn core(document: &Document) -> String {
    let (title, author) = (plain(&document.title), plain(&document.author));
    let made = &document.made;
    format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title>\
         <dc:creator>{author}</dc:creator><dcterms:created xsi:type=\"dcterms:W3CDTF\">{made}T00:00:00Z\
         </dcterms:created></cp:coreProperties>"
    )
}

fn header(document: &Document) -> String {
    let line = paragraph("Margin", &document.header);
    format!("<w:hdr {NAMESPACES}>{line}</w:hdr>")
}

fn footer(document: &Document) -> String {
    let field = |code: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {code} \
             </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>\
             <w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let (line, page) = (plain(&document.footer), plain(&document.page));
    format!(
        "<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val=\"Margin\"/><w:tabs><w:tab w:val=\"right\" \
         w:pos=\"{WIDTH}\"/></w:tabs></w:pPr><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r><w:r><w:tab/>\
         </w:r><w:r><w:t xml:space=\"preserve\">{page} </w:t></w:r>{}<w:r><w:t>/</w:t></w:r>{}</w:p></w:ftr>",
        field("PAGE"),
        field("NUMPAGES"),
    )
}

fn body(document: &Document) -> String {
    let mut text = format!("<w:document {NAMESPACES}><w:body>");
    let mut charts = 0;
    for block in &document.blocks {
        match block {
            Block::Title(title) => text.push_str(&paragraph("Title", title)),
            Block::Heading(heading) => text.push_str(&paragraph("Heading1", heading)),
            Block::Subheading(heading) => text.push_str(&paragraph("Heading2", heading)),
            Block::Text(said) => text.push_str(&paragraph("Normal", said)),
            Block::Note(note) => text.push_str(&paragraph("Note", note)),
            Block::Strong(strong) => text.push_str(&paragraph("Strong", strong)),
            Block::Caption(caption) => text.push_str(&paragraph("Caption", caption)),
            Block::Table(rows) => table(&mut text, rows),
            Block::Chart(drawn) => {
                charts += 1;
                text.push_str(&chart::inline(drawn, charts));
            }
            Block::NewPage => text.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"),
            Block::Room(lines) => (0..*lines).for_each(|_| text.push_str(LINE)),
        }
    }
    text.push_str(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/><w:footerReference w:type=\"default\" \
         r:id=\"rId3\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" \
         w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>\
         </w:body></w:document>",
    );
    text
}

/// A line to write on.
const LINE: &str = "<w:p><w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"7F7F7F\"/><w:between w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"7F7F7F\"/></w:pBdr>\
<w:spacing w:before=\"200\" w:after=\"0\"/></w:pPr></w:p>";

fn paragraph(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>", runs(text))
}

/// The text, its lines broken where they are.
fn runs(text: &str) -> String {
    let mut runs = String::from("<w:r>");
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            runs.push_str("<w:br/>");
        }
        let _ = write!(runs, "<w:t xml:space=\"preserve\">{}</w:t>", plain(line));
    }
    runs.push_str("</w:r>");
    runs
}

fn table(text: &mut String, table: &Table) {
    text.push_str("<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>");
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        let _ = write!(text, "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"BFBFBF\"/>");
    }
    text.push_str(
        "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"80\" w:type=\"dxa\"/>\
         <w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
    );
    let widths: Vec<u32> = table.shares.iter().map(|share| WIDTH * share / 1_000).collect();
    for width in &widths {
        let _ = write!(text, "<w:gridCol w:w=\"{width}\"/>");
    }
    text.push_str("</w:tblGrid>");
    if let Some(header) = &table.header {
        row(text, &widths, header, "<w:tblHeader/>", |_| ("CellStrong", Some("D9E2F3")));
    }
    let height = table.row_height.map(|points| format!("<w:trHeight w:val=\"{}\"/>", points * 20));
    let labelled = table.header.is_none();
    for cells in &table.rows {
        row(text, &widths, cells, height.as_deref().unwrap_or_default(), |col| match (labelled, col) {
            (true, 0) => ("CellStrong", Some("F2F2F2")),
            _ => ("Cell", None),
        });
    }
    text.push_str("</w:tbl><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/></w:pPr></w:p>");
}

fn row(
    text: &mut String,
    widths: &[u32],
    cells: &[String],
    properties: &str,
    look: impl Fn(usize) -> (&'static str, Option<&'static str>),
) {
    let _ = write!(text, "<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>");
    for (col, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let (style, fill) = look(col);
        let shading = fill
            .map(|fill| format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>"))
            .unwrap_or_default();
        let _ = write!(
            text,
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{shading}</w:tcPr>{}</w:tc>",
            paragraph(style, cell)
        );
    }
    text.push_str("</w:tr>");
}

/// The text as it can stand in XML: signs that XML cannot hold are shown as one that it can.
fn plain(text: &str) -> String {
    let held = |c: char| {
        matches!(c, '\t' | '\n') || ((c as u32) >= 0x20 && !matches!(c as u32, 0x7f..=0x9f | 0xfffe | 0xffff))
    };
    let text: String = text.chars().map(|c| if held(c) { c } else { '\u{fffd}' }).collect();
    escape(&text).into_owned()
}
