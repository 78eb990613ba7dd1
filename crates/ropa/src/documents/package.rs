//! Zipped documents: their parts, unpacked within the limits.

use crate::documents::{DocumentLimits, DocumentProblem};
use memchr::memmem;
use quick_xml::events::BytesStart;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A zipped document, of which so much may still be unpacked.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
    limit: u64,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8], limits: &DocumentLimits) -> Result<Package<'b>, DocumentProblem> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(DocumentProblem::damaged)?;
        Ok(Package { archive, left: limits.inflated_bytes, limit: limits.inflated_bytes })
    }

    /// The names of the parts, in order.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            self.archive.file_names().flatten().map(|name| name.into_owned()).collect();
        names.sort();
        names
    }

    /// A part that the document must have.
    pub(super) fn part(&mut self, name: &str) -> Result<String, DocumentProblem> {
        self.find(name)?.ok_or_else(|| DocumentProblem::damaged(format!("{name} is missing")))
    }

    /// A part that the document may have, as text.
    pub(super) fn find(&mut self, name: &str) -> Result<Option<String>, DocumentProblem> {
        let Ok(part) = self.archive.by_name(name) else { return Ok(None) };
        if part.encrypted() {
            return Err(DocumentProblem::PasswordProtected);
        }
        let mut bytes = Vec::new();
        part.take(self.left.saturating_add(1)).read_to_end(&mut bytes).map_err(DocumentProblem::damaged)?;
        self.left = self
            .left
            .checked_sub(bytes.len() as u64)
            .ok_or(DocumentProblem::InflatedTooLarge { limit: self.limit })?;
        if memmem::find(&bytes, b"<!ENTITY").is_some() {
            return Err(DocumentProblem::XmlEntities { part: name.to_string() });
        }
        String::from_utf8(bytes)
            .map(Some)
            .map_err(|_| DocumentProblem::damaged(format!("{name} is not UTF-8")))
    }
}

/// An XML reader for a part, of which end tags are not checked twice.
pub(super) fn reader(xml: &str) -> quick_xml::Reader<&[u8]> {
    let mut reader = quick_xml::Reader::from_str(xml.strip_prefix('\u{feff}').unwrap_or(xml));
    reader.config_mut().expand_empty_elements = true;
    reader
}

/// The value of an attribute, whatever its namespace prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, local_name: &str) -> Option<String> {
    tag.attributes().with_checks(false).flatten().find_map(|attribute| {
        let key: &str = attribute.key.as_ref();
        let local = key.rsplit(':').next().unwrap_or(key);
        (local == local_name).then(|| attribute.value.to_string())
    })
}
