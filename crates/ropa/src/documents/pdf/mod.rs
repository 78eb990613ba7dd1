//! PDF: the text of its pages, put together again from where it is painted.
//!
//! A PDF has no paragraphs: [`paint`] follows the operators of a page to pieces of text with their
//! place on it, and [`lines`] makes lines, cells and headings of them.

mod font;
mod lines;
mod paint;

use crate::documents::block::{Composer, Document};
use crate::documents::{DocumentLimits, DocumentProblem};
use crate::import::DocumentFormat;
use crate::source::Text;
use lines::Page;
use lopdf::{Error, LoadOptions};
use memchr::memmem;

/// Text that a page has at least, in bytes, if the pages are not pictures: a date or a page number may
/// stand on a scanned page.
const LEAST_TEXT: usize = 40;

pub(super) fn read(file: &Text, bytes: &[u8], limits: &DocumentLimits) -> Result<Document, DocumentProblem> {
    let max = Some(stream_limit(bytes, limits));
    let options = LoadOptions { max_decompressed_size: max, ..LoadOptions::default() };
    let pdf =
        lopdf::Document::load_mem_with_options(bytes, options).map_err(|error| problem(error, limits))?;
    if pdf.is_encrypted() && !pdf.was_encrypted() {
        return Err(DocumentProblem::PasswordProtected);
    }
    let numbers: Vec<_> = pdf.page_iter().take(limits.pages.saturating_add(1)).collect();
    if numbers.is_empty() {
        return Err(DocumentProblem::damaged("it has no pages"));
    }
    if numbers.len() > limits.pages {
        let found = pdf.page_iter().count();
        return Err(DocumentProblem::TooManyPages { found, limit: limits.pages });
    }
    let mut painter = paint::Painter::new(&pdf, limits);
    let mut pages = Vec::with_capacity(numbers.len());
    for page in numbers {
        let pieces = painter.page(page).map_err(|error| problem(error, limits))?;
        pages.push(Page::of(pieces));
    }
    let count = pages.len();
    let written: usize = pages.iter().map(Page::text_bytes).sum();
    if written < LEAST_TEXT * count.min(3) {
        return Err(DocumentProblem::NoText { pages: count });
    }
    let mut composer = Composer::new(file, limits);
    lines::compose(&pages, &mut composer)?;
    Ok(composer.finish(DocumentFormat::Pdf, title(&pdf)))
}

/// What one stream may unpack to: all of them are unpacked while the file is opened, so that what is
/// allowed is shared between those that hold objects.
fn stream_limit(bytes: &[u8], limits: &DocumentLimits) -> usize {
    const LEAST: usize = 256 << 10;
    let streams = memmem::find_iter(bytes, b"ObjStm").count().max(1);
    let limit = usize::try_from(limits.inflated_bytes).unwrap_or(usize::MAX);
    (limit / streams).max(LEAST.min(limit))
}

fn problem(error: Error, limits: &DocumentLimits) -> DocumentProblem {
    match error {
        Error::InvalidPassword | Error::Decryption(_) => DocumentProblem::PasswordProtected,
        Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
            DocumentProblem::InflatedTooLarge { limit: limits.inflated_bytes }
        }
        other => DocumentProblem::damaged(other),
    }
}

/// The title among the properties, where it says something.
fn title(pdf: &lopdf::Document) -> Option<Text> {
    let info = pdf.trailer.get(b"Info").ok()?;
    let (_, info) = pdf.dereference(info).ok()?;
    let title = lopdf::decode_text_string(info.as_dict().ok()?.get(b"Title").ok()?).ok()?;
    let title = title.trim();
    (!title.is_empty()).then(|| title.into())
}
