//! Word documents: WordprocessingML.

use crate::documents::block::{Composer, Document};
use crate::documents::lexicon::WORDS;
use crate::documents::package::{Package, attribute, reader};
use crate::documents::word_processor::{Depth, Flow, Style, text_of};
use crate::documents::{DocumentLimits, DocumentProblem};
use crate::import::DocumentFormat;
use crate::source::Text;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

pub(super) fn read(file: &Text, bytes: &[u8], limits: &DocumentLimits) -> Result<Document, DocumentProblem> {
    let mut package = Package::open(bytes, limits)?;
    let main = package.part("word/document.xml")?;
    let styles = match package.find("word/styles.xml")? {
        Some(xml) => heading_styles(&xml, limits)?,
        None => BTreeMap::new(),
    };
    let title = match package.find("docProps/core.xml")? {
        Some(xml) => property(&xml, "title", limits)?,
        None => None,
    };
    let mut composer = Composer::new(file, limits);
    let names = package.names();
    let margin = |kind: &str| -> Vec<String> {
        let is = |name: &&String| name.starts_with(&format!("word/{kind}")) && name.ends_with(".xml");
        names.iter().filter(is).cloned().collect()
    };
    let mut tracked = false;
    for (kind, name) in [("header", &WORDS.places.header), ("footer", &WORDS.places.footer)] {
        let parts = margin(kind);
        if !parts.is_empty() {
            composer.part(name);
        }
        for part in parts {
            let xml = package.part(&part)?;
            tracked |= body(&xml, &mut composer, &styles, true, limits)?;
        }
    }
    composer.part("");
    tracked |= body(&main, &mut composer, &styles, false, limits)?;
    Ok(Document { tracked_changes: tracked, ..composer.finish(DocumentFormat::Docx, title) })
}

/// The styles that are headings, with their level. A title is a heading of level one.
fn heading_styles(xml: &str, limits: &DocumentLimits) -> Result<BTreeMap<String, u8>, DocumentProblem> {
    let mut styles: BTreeMap<String, u8> = BTreeMap::new();
    let mut based_on: BTreeMap<String, String> = BTreeMap::new();
    let mut style = String::new();
    let mut reader = reader(xml);
    let mut depth = Depth::new(limits);
    loop {
        let event = reader.read_event().map_err(DocumentProblem::damaged)?;
        depth.count(&event)?;
        match &event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "style" => style = attribute(tag, "styleId").unwrap_or_default(),
                "name" => {
                    let name = attribute(tag, "val").unwrap_or_default().to_lowercase();
                    let level = name.strip_prefix("heading ").and_then(|level| level.trim().parse().ok());
                    if let Some(level) = level.or((name == "title").then_some(1)) {
                        styles.insert(style.clone(), level);
                    }
                }
                "basedOn" => {
                    based_on.insert(style.clone(), attribute(tag, "val").unwrap_or_default());
                }
                "outlineLvl" => {
                    if let Some(level) = outline_level(tag) {
                        styles.insert(style.clone(), level);
                    }
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    // A style of the user's own that is built on a heading is one.
    for style in based_on.keys() {
        let mut parent = style;
        for _ in 0..8 {
            let Some(next) = based_on.get(parent) else { break };
            if let Some(level) = styles.get(next).copied() {
                styles.entry(style.clone()).or_insert(level);
                break;
            }
            parent = next;
        }
    }
    Ok(styles)
}

/// Levels are counted from zero, and nine is body text.
fn outline_level(tag: &BytesStart<'_>) -> Option<u8> {
    attribute(tag, "val")?.parse::<u8>().ok().filter(|level| *level < 9).map(|level| level + 1)
}

/// A property of the document by its local name.
pub(super) fn property(
    xml: &str,
    wanted: &str,
    limits: &DocumentLimits,
) -> Result<Option<Text>, DocumentProblem> {
    let mut reader = reader(xml);
    let mut depth = Depth::new(limits);
    let mut text = String::new();
    let mut inside = false;
    loop {
        let event = reader.read_event().map_err(DocumentProblem::damaged)?;
        depth.count(&event)?;
        match &event {
            Event::Start(tag) => inside |= tag.local_name().as_ref() == wanted,
            Event::End(tag) if tag.local_name().as_ref() == wanted => break,
            Event::Eof => break,
            other if inside => text.push_str(&text_of(other).unwrap_or_default()),
            _ => {}
        }
    }
    let text = text.trim();
    Ok((!text.is_empty()).then(|| text.into()))
}

/// Reads paragraphs and tables; gives whether there are changes that are not yet accepted.
fn body(
    xml: &str,
    composer: &mut Composer<'_>,
    styles: &BTreeMap<String, u8>,
    is_margin: bool,
    limits: &DocumentLimits,
) -> Result<bool, DocumentProblem> {
    let plain = if is_margin { Style::Margin } else { Style::Body };
    let mut flow = Flow::new(composer);
    let mut reader = reader(xml);
    let mut depth = Depth::new(limits);
    let mut tracked = false;
    // The styles of the paragraphs that are open.
    let mut open: Vec<Style> = Vec::new();
    // Inside an element that is not part of the text, so many deep.
    let mut left_out = 0_usize;
    let mut in_text = false;
    let mut box_ticked = false;
    loop {
        let event = reader.read_event().map_err(DocumentProblem::damaged)?;
        depth.count(&event)?;
        match &event {
            Event::Start(_) if left_out > 0 => left_out += 1,
            Event::End(_) if left_out > 0 => left_out -= 1,
            Event::Eof => return Ok(tracked),
            _ if left_out > 0 => {}
            Event::Start(tag) => match tag.local_name().as_ref() {
                // What was deleted or moved away, the second form of what old programs cannot show,
                // and the codes of fields.
                "del" | "moveFrom" => {
                    tracked = true;
                    left_out = 1;
                }
                "Fallback" | "instrText" | "delInstrText" => left_out = 1,
                "ins" | "moveTo" => tracked = true,
                "p" if is_word(tag) => {
                    flow.start_paragraph();
                    open.push(plain);
                }
                "pStyle" => {
                    let level = attribute(tag, "val").and_then(|style| styles.get(&style).copied());
                    if let (Some(level), Some(style), false) = (level, open.last_mut(), is_margin) {
                        *style = Style::Heading(level);
                    }
                }
                "outlineLvl" => {
                    if let (Some(level), Some(style), false) =
                        (outline_level(tag), open.last_mut(), is_margin)
                    {
                        *style = Style::Heading(level);
                    }
                }
                "numPr" => {
                    if let Some(style) = open.last_mut().filter(|style| **style == Style::Body) {
                        *style = Style::Item;
                    }
                }
                "t" => in_text = true,
                "tab" if !open.is_empty() => flow.text("\t"),
                "br" | "cr" => flow.text("\n"),
                "noBreakHyphen" => flow.text("-"),
                "sym" => flow.text(symbol(tag)),
                "checkBox" => box_ticked = false,
                "checked" | "default" => {
                    let value = attribute(tag, "val");
                    box_ticked = !matches!(value.as_deref(), Some("0" | "false" | "off"));
                }
                "tbl" => flow.start_table(),
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "p" if tag.name().as_ref() != "a:p" => {
                    if let Some(style) = open.pop() {
                        flow.end_paragraph(style)?;
                    }
                }
                "t" => in_text = false,
                "checkBox" if tag.name().as_ref().starts_with("w:") => {
                    flow.text(if box_ticked { "☒ " } else { "☐ " });
                }
                "tc" => flow.end_cell(),
                "tr" => flow.end_row()?,
                "tbl" => flow.end_table(),
                _ => {}
            },
            other if in_text => flow.text(&text_of(other).unwrap_or_default()),
            _ => {}
        }
    }
}

/// Drawings have paragraphs of their own kind.
fn is_word(tag: &BytesStart<'_>) -> bool {
    tag.name().as_ref() != "a:p"
}

/// The boxes of the symbol fonts that Word uses.
fn symbol(tag: &BytesStart<'_>) -> &'static str {
    match attribute(tag, "char").unwrap_or_default().to_ascii_uppercase().as_str() {
        "F0FE" | "F0FD" | "F052" | "F053" | "F078" => "☒",
        "F0A8" | "F06F" | "F0A3" | "F071" => "☐",
        "F0FC" => "✓",
        _ => "",
    }
}
