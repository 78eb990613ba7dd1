//! A font of a PDF, as far as it is needed to read: which characters codes stand for, and how wide.

use lopdf::{Dictionary, Document, Encoding, Object, Result};
use std::collections::BTreeMap;

/// A thousandth of the font's size, as a font counts.
const UNIT: f32 = 0.001;
/// Codes of a font with a width of their own; there are no more than these.
const MOST_CODES: u32 = 1 << 16;

pub(super) struct Font<'d> {
    encoding: Encoding<'d>,
    widths: BTreeMap<u32, f32>,
    default_width: f32,
    /// Bytes of one code.
    code_bytes: usize,
}

impl<'d> Font<'d> {
    pub(super) fn of(font: &'d Dictionary, pdf: &'d Document, limit: usize) -> Result<Font<'d>> {
        let encoding = font.get_font_encoding_with_limit(pdf, limit)?;
        let composite = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
        let mut made = Font {
            encoding,
            widths: BTreeMap::new(),
            default_width: 500.0,
            code_bytes: if composite { 2 } else { 1 },
        };
        if composite {
            made.default_width = 1000.0;
            made.composite_widths(font, pdf);
        } else {
            made.simple_widths(font, pdf);
        }
        Ok(made)
    }

    fn simple_widths(&mut self, font: &Dictionary, pdf: &Document) {
        let first = font.get_deref(b"FirstChar", pdf).and_then(Object::as_i64).unwrap_or(0);
        let Ok(widths) = font.get_deref(b"Widths", pdf).and_then(Object::as_array) else { return };
        let first = u32::try_from(first).unwrap_or(0);
        for (code, width) in (first..MOST_CODES).zip(widths) {
            self.put(code, width, pdf);
        }
    }

    /// Widths are given as `first [w w w]` or `first last w`.
    fn composite_widths(&mut self, font: &Dictionary, pdf: &Document) {
        let descendant = font
            .get_deref(b"DescendantFonts", pdf)
            .and_then(Object::as_array)
            .ok()
            .and_then(|fonts| pdf.dereference(fonts.first()?).ok()?.1.as_dict().ok());
        let Some(descendant) = descendant else { return };
        if let Ok(width) = descendant.get_deref(b"DW", pdf).and_then(Object::as_float) {
            self.default_width = width;
        }
        let Ok(list) = descendant.get_deref(b"W", pdf).and_then(Object::as_array) else { return };
        let mut rest = list.iter();
        while let (Some(first), Some(second)) = (rest.next(), rest.next()) {
            let first = code(first);
            match pdf.dereference(second).map(|(_, object)| object) {
                Ok(Object::Array(widths)) => {
                    for (code, width) in (first..MOST_CODES).zip(widths) {
                        self.put(code, width, pdf);
                    }
                }
                _ => {
                    let Some(width) = rest.next() else { return };
                    for code in first..=code(second).min(MOST_CODES) {
                        self.put(code, width, pdf);
                    }
                }
            }
        }
    }

    fn put(&mut self, code: u32, width: &Object, pdf: &Document) {
        if let Ok(width) = pdf.dereference(width).and_then(|(_, width)| width.as_float()) {
            self.widths.insert(code, width);
        }
    }

    /// The text that a string of codes stands for.
    pub(super) fn text(&self, codes: &[u8]) -> String {
        Document::decode_text(&self.encoding, codes).unwrap_or_default()
    }

    /// How far a string of codes reaches in text space, for a font of size one, and how many codes and
    /// blanks it has.
    pub(super) fn advance(&self, codes: &[u8]) -> (f32, usize, usize) {
        let (mut width, mut count, mut blanks) = (0.0, 0, 0);
        for code in codes.chunks(self.code_bytes) {
            let number = code.iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
            width += self.widths.get(&number).copied().unwrap_or(self.default_width) * UNIT;
            count += 1;
            blanks += usize::from(code == b" ");
        }
        (width, count, blanks)
    }
}

fn code(object: &Object) -> u32 {
    object.as_i64().ok().and_then(|code| u32::try_from(code).ok()).unwrap_or(0).min(MOST_CODES)
}
