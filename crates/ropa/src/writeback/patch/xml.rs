//! XML by where its tags stand, so that what is not changed stays byte for byte.

use crate::writeback::WritebackError;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// A tag, or what stands between tags.
pub(super) enum Piece<'x> {
    /// A tag that opens an element, or (then true) is one without content.
    Open(BytesStart<'x>, bool),
    /// A tag that closes an element, by its local name.
    Close(String),
    /// Anything else.
    Other,
}

/// Goes through the pieces of a part in order, each with the bytes it takes.
pub(super) struct Pieces<'x> {
    reader: Reader<&'x [u8]>,
    /// A byte order mark before the first tag.
    skipped: usize,
    part: &'x str,
}

impl<'x> Pieces<'x> {
    pub(super) fn new(part: &'x str, xml: &'x str) -> Pieces<'x> {
        let body = xml.strip_prefix('\u{feff}').unwrap_or(xml);
        let mut reader = Reader::from_str(body);
        reader.config_mut().check_end_names = false;
        Pieces { reader, skipped: xml.len() - body.len(), part }
    }

    pub(super) fn next(&mut self) -> Result<Option<(Range<usize>, Piece<'x>)>, WritebackError> {
        let start = self.reader.buffer_position() as usize + self.skipped;
        let event = self.reader.read_event().map_err(|error| WritebackError::part(self.part, error))?;
        let piece = match event {
            Event::Start(tag) => Piece::Open(tag, false),
            Event::Empty(tag) => Piece::Open(tag, true),
            Event::End(tag) => Piece::Close(tag.local_name().into_inner().to_string()),
            Event::Eof => return Ok(None),
            _ => Piece::Other,
        };
        Ok(Some((start..self.reader.buffer_position() as usize + self.skipped, piece)))
    }
}

/// The text of a part.
pub(super) fn text_of(part: &str, content: Vec<u8>) -> Result<String, WritebackError> {
    String::from_utf8(content).map_err(|_| WritebackError::part(part, "it is not in UTF-8"))
}

/// The value of an attribute, by its local name or its name with prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes().flatten().find_map(|attribute| {
        let key = if name.contains(':') {
            attribute.key.into_inner()
        } else {
            attribute.key.local_name().into_inner()
        };
        (key == name).then(|| match quick_xml::escape::unescape(&attribute.value) {
            Ok(value) => value.into_owned(),
            Err(_) => attribute.value.into_owned(),
        })
    })
}

/// The prefix of a tag with its colon, `x:` of `x:row`; empty where it has none.
pub(super) fn prefix(tag: &BytesStart<'_>) -> String {
    let name = tag.name().into_inner().to_string();
    name.rsplit_once(':').map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default()
}

/// A tag's text with one attribute set to a value, or without it.
///
/// `tag` is the whole tag, `<row r="5" spans="1:4">`; all of it that is not the attribute stays as it is.
pub(super) fn with_attribute(tag: &str, name: &str, value: Option<&str>) -> String {
    let quoted = |at: usize| -> Option<Range<usize>> {
        let quote = tag[at..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let end = tag[at + 1..].find(quote)? + at + 1;
        Some(at + 1..end)
    };
    let found = tag.match_indices(name).find_map(|(at, _)| {
        let before = tag[..at].chars().next_back()?;
        let after = tag[at + name.len()..].trim_start();
        let after = after.strip_prefix('=')?.trim_start();
        let range = quoted(tag.len() - after.len())?;
        // A name within a value of another attribute has an odd number of marks before it.
        let within = tag[..at].matches('"').count() % 2 == 1;
        (before.is_whitespace() && !within).then_some((at, range))
    });
    match (found, value) {
        (Some((_, range)), Some(value)) => format!("{}{value}{}", &tag[..range.start], &tag[range.end..]),
        (Some((at, range)), None) => format!("{}{}", tag[..at].trim_end(), &tag[range.end + 1..]),
        (None, Some(value)) => {
            let end = tag.len() - if tag.ends_with("/>") { 2 } else { 1 };
            format!("{} {name}=\"{value}\"{}", tag[..end].trim_end(), &tag[end..])
        }
        (None, None) => tag.to_string(),
    }
}

/// Text as it stands between tags and in attributes.
pub(super) fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::with_attribute;

    #[test]
    fn one_attribute_is_set_and_the_rest_stays() {
        for (tag, name, value, expected) in [
            ("<row r=\"5\" spans=\"1:4\">", "spans", Some("1:9"), "<row r=\"5\" spans=\"1:9\">"),
            ("<a b='1'/>", "b", Some("2"), "<a b='2'/>"),
            ("<a b=\"1\" c=\"2\" />", "b", None, "<a c=\"2\" />"),
            ("<a/>", "b", Some("1"), "<a b=\"1\"/>"),
            ("<a c=\" b=1\">", "b", Some("1"), "<a c=\" b=1\" b=\"1\">"),
        ] {
            assert_eq!(with_attribute(tag, name, value), expected);
        }
    }
}
