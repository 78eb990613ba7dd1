//! OpenDocument texts.

use crate::documents::block::{Composer, Document};
use crate::documents::docx::property;
use crate::documents::lexicon::WORDS;
use crate::documents::package::{Package, attribute, reader};
use crate::documents::word_processor::{Depth, Flow, Style, text_of};
use crate::documents::{DocumentLimits, DocumentProblem};
use crate::import::DocumentFormat;
use crate::source::Text;
use memchr::memmem;
use quick_xml::events::Event;

pub(super) fn read(file: &Text, bytes: &[u8], limits: &DocumentLimits) -> Result<Document, DocumentProblem> {
    let mut package = Package::open(bytes, limits)?;
    let manifest = package.find("META-INF/manifest.xml")?.unwrap_or_default();
    if memmem::find(manifest.as_bytes(), b"encryption-data").is_some() {
        return Err(DocumentProblem::PasswordProtected);
    }
    let content = package.part("content.xml")?;
    let title = match package.find("meta.xml")? {
        Some(xml) => property(&xml, "title", limits)?,
        None => None,
    };
    let mut composer = Composer::new(file, limits);
    if let Some(styles) = package.find("styles.xml")? {
        for (tag, name) in [("header", &WORDS.places.header), ("footer", &WORDS.places.footer)] {
            composer.part(name);
            body(&styles, &mut composer, Some(tag), limits)?;
        }
    }
    composer.part("");
    let tracked = body(&content, &mut composer, None, limits)?;
    Ok(Document { tracked_changes: tracked, ..composer.finish(DocumentFormat::Odt, title) })
}

/// Reads paragraphs and tables; of the styles only what stands within `margin`. Gives whether there
/// are changes that are not yet accepted.
fn body(
    xml: &str,
    composer: &mut Composer<'_>,
    margin: Option<&str>,
    limits: &DocumentLimits,
) -> Result<bool, DocumentProblem> {
    /// Blanks that are written by their number.
    const MOST_BLANKS: usize = 100;
    let mut flow = Flow::new(composer);
    let mut reader = reader(xml);
    let mut depth = Depth::new(limits);
    let mut tracked = false;
    let mut open: Vec<Style> = Vec::new();
    let mut lists = 0_usize;
    let mut left_out = 0_usize;
    let mut in_margin = false;
    // How often the cell that is open is repeated.
    let mut repeats: Vec<usize> = Vec::new();
    loop {
        let event = reader.read_event().map_err(DocumentProblem::damaged)?;
        depth.count(&event)?;
        match &event {
            Event::Start(_) if left_out > 0 => left_out += 1,
            Event::End(_) if left_out > 0 => left_out -= 1,
            Event::Eof => return Ok(tracked),
            _ if left_out > 0 => {}
            Event::Start(tag) => match tag.name().as_ref() {
                "style:header" | "style:footer" if margin.is_some() => {
                    in_margin = Some(tag.local_name().as_ref()) == margin;
                }
                _ if margin.is_some() && !in_margin => {}
                // What was deleted, remarks in the margin, and the mark of a footnote.
                "text:tracked-changes" => {
                    tracked = true;
                    left_out = 1;
                }
                "office:annotation" | "text:note-citation" => left_out = 1,
                "text:p" => {
                    flow.start_paragraph();
                    open.push(match (margin, lists) {
                        (Some(_), _) => Style::Margin,
                        (None, 0) => Style::Body,
                        (None, _) => Style::Item,
                    });
                }
                "text:h" => {
                    flow.start_paragraph();
                    let level = attribute(tag, "outline-level").and_then(|level| level.parse().ok());
                    open.push(Style::Heading(level.unwrap_or(1)));
                }
                "text:list" => lists += 1,
                "text:tab" => flow.text("\t"),
                "text:line-break" => flow.text("\n"),
                "text:s" => {
                    let count = attribute(tag, "c").and_then(|count| count.parse().ok()).unwrap_or(1);
                    flow.text(&" ".repeat(usize::min(count, MOST_BLANKS)));
                }
                "form:checkbox" => {}
                "table:table" => flow.start_table(),
                "table:table-cell" | "table:covered-table-cell" => {
                    let count = attribute(tag, "number-columns-repeated");
                    repeats.push(count.and_then(|count| count.parse().ok()).unwrap_or(1));
                }
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "style:header" | "style:footer" if margin.is_some() => in_margin = false,
                _ if margin.is_some() && !in_margin => {}
                "text:p" | "text:h" => {
                    if let Some(style) = open.pop() {
                        flow.end_paragraph(style)?;
                    }
                }
                "text:list" => lists = lists.saturating_sub(1),
                "table:table-cell" | "table:covered-table-cell" => {
                    flow.end_cell();
                    // Empty cells only; a text is not repeated.
                    for _ in 1..repeats.pop().unwrap_or(1).min(MOST_BLANKS) {
                        flow.end_cell();
                    }
                }
                "table:table-row" => flow.end_row()?,
                "table:table" => flow.end_table(),
                _ => {}
            },
            other if !open.is_empty() => flow.text(&text_of(other).unwrap_or_default()),
            _ => {}
        }
    }
}
