//! A text file by where each of its cells stands, so that one can be changed and the rest stay as it is.

use crate::source::Place;
use crate::workbook::delimited::{self, Cells, Dialect, Quoting};
use crate::workbook::{Problem, encoding};
use encoding_rs::{EncoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::ops::Range;

/// A text file, decoded.
pub(crate) struct TextFile<'b> {
    /// Its encoding.
    pub(crate) encoding: &'static Encoding,
    /// The bytes of its byte order mark.
    pub(crate) mark: &'b [u8],
    /// All of it that is text.
    pub(crate) text: Cow<'b, str>,
    dialect: Dialect,
    /// Where the cells begin in the text.
    body: usize,
}

/// A cell by where it stands in the text, with the marks around it.
pub(crate) struct Span {
    pub(crate) place: Place,
    pub(crate) range: Range<usize>,
    pub(crate) quoted: bool,
}

impl<'b> TextFile<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Result<TextFile<'b>, Problem> {
        let decoded = encoding::decode(bytes, None)?;
        let (dialect, body) = delimited::dialect(&decoded.text);
        let body = decoded.text.len() - body.len();
        let mark = Encoding::for_bom(bytes).map_or(0, |(_, length)| length);
        let mut mark = &bytes[..mark];
        let encoding = Encoding::for_label(decoded.encoding.as_bytes()).unwrap_or_else(|| {
            // One that nobody writes any more: what is written is UTF-8, and says so.
            mark = b"\xef\xbb\xbf";
            UTF_8
        });
        Ok(TextFile { encoding, mark, text: decoded.text, dialect, body })
    }

    /// What stands between cells.
    pub(crate) fn delimiter(&self) -> Option<char> {
        self.dialect.delimiter
    }

    /// The cells, in order, empty ones too.
    pub(crate) fn spans(&self) -> Vec<Span> {
        let mut cells = Cells::new(&self.text[self.body..], self.dialect);
        let mut spans = Vec::new();
        while let Some((place, range, quoted)) = cells.next_span() {
            let range = range.start + self.body..range.end + self.body;
            spans.push(Span { place, range, quoted });
        }
        spans
    }

    /// A cell's text as it is written in this file.
    pub(crate) fn written(&self, text: &str, quoted: bool) -> String {
        match self.dialect.quoting {
            Quoting::Doubled => {
                let special = |c: char| matches!(c, '"' | '\n' | '\r') || Some(c) == self.dialect.delimiter;
                if quoted || text.contains(special) {
                    format!("\"{}\"", text.replace('"', "\"\""))
                } else {
                    text.to_string()
                }
            }
            Quoting::Backslash => serde_json::Value::from(text).to_string(),
        }
    }

    /// How its lines end.
    pub(crate) fn line_end(&self) -> &'static str {
        match self.text.find(['\r', '\n']) {
            Some(at) if self.text[at..].starts_with("\r\n") => "\r\n",
            Some(at) if self.text[at..].starts_with('\r') => "\r",
            Some(_) => "\n",
            None => "\r\n",
        }
    }
}

/// Text in an encoding, without a byte order mark; the first character that it lacks otherwise.
pub(crate) fn encode(encoding: &'static Encoding, text: &str) -> Result<Vec<u8>, char> {
    if encoding == UTF_16LE {
        return Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    if encoding == UTF_16BE {
        return Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    let mut encoder = encoding.new_encoder();
    let room = encoder.max_buffer_length_from_utf8_without_replacement(text.len()).unwrap_or(text.len() * 4);
    let mut bytes = Vec::with_capacity(room);
    match encoder.encode_from_utf8_to_vec_without_replacement(text, &mut bytes, true).0 {
        EncoderResult::Unmappable(character) => Err(character),
        EncoderResult::InputEmpty | EncoderResult::OutputFull => Ok(bytes),
    }
}
