//! A zip archive with some parts replaced and all others copied as they are, still packed.

use crate::writeback::WritebackError;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::{ZipArchive, ZipWriter};

/// The parts of a zipped workbook.
pub(in crate::writeback) struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Index by name, in lower case and with `/` between folders; programs differ in both.
    by_name: BTreeMap<String, usize>,
    replaced: BTreeMap<usize, Vec<u8>>,
}

fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

impl<'b> Parts<'b> {
    pub(in crate::writeback) fn open(bytes: &'b [u8]) -> Result<Parts<'b>, WritebackError> {
        let failed = |error: zip::result::ZipError| WritebackError::part("the archive", error);
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(failed)?;
        let mut by_name = BTreeMap::new();
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(failed)?;
            if let Ok(name) = part.name() {
                by_name.insert(plain(&name), index);
            }
        }
        Ok(Parts { archive, by_name, replaced: BTreeMap::new() })
    }

    pub(in crate::writeback) fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(&plain(name))
    }

    /// A part's content, as it stands now.
    pub(in crate::writeback) fn read(&mut self, name: &str) -> Result<Vec<u8>, WritebackError> {
        let missing = || WritebackError::part(name, "there is no such part");
        let index = *self.by_name.get(&plain(name)).ok_or_else(missing)?;
        if let Some(content) = self.replaced.get(&index) {
            return Ok(content.clone());
        }
        let mut content = Vec::new();
        let mut part = self.archive.by_index(index).map_err(|error| WritebackError::part(name, error))?;
        part.read_to_end(&mut content).map_err(|error| WritebackError::part(name, error))?;
        Ok(content)
    }

    pub(in crate::writeback) fn replace(&mut self, name: &str, content: Vec<u8>) {
        if let Some(index) = self.by_name.get(&plain(name)) {
            self.replaced.insert(*index, content);
        }
    }

    /// The archive, without the parts named.
    pub(in crate::writeback) fn finish(mut self, without: &[String]) -> Result<Vec<u8>, WritebackError> {
        let failed = |error: zip::result::ZipError| WritebackError::part("the archive", error);
        let left_out: Vec<usize> =
            without.iter().filter_map(|name| self.by_name.get(&plain(name)).copied()).collect();
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.set_raw_comment(self.archive.comment().into()).map_err(failed)?;
        for index in (0..self.archive.len()).filter(|index| !left_out.contains(index)) {
            let part = self.archive.by_index_raw(index).map_err(failed)?;
            let Some(content) = self.replaced.get(&index) else {
                writer.raw_copy_file(part).map_err(failed)?;
                continue;
            };
            let name = part.name().map_err(failed)?.into_owned();
            let options = part.options();
            drop(part);
            writer.start_file(name, options).map_err(failed)?;
            writer.write_all(content)?;
        }
        Ok(writer.finish().map_err(failed)?.into_inner())
    }
}
