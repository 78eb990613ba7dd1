//! Zipped workbooks: how much they inflate to, and what their parts would make calamine hold.

use crate::sheet::{Limits, Problem};
use ::zip::ZipArchive;
use memchr::{memchr, memchr_iter, memmem, memrchr};
use std::io::{Cursor, Read};

/// What the worksheets of a zipped workbook hold, so that later passes can be spared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::sheet) struct Contents {
    /// Some sheet has a formula.
    pub(in crate::sheet) formulas: bool,
    /// Some sheet has a merged area.
    pub(in crate::sheet) merged: bool,
    /// Some sheet has a hidden row or column.
    pub(in crate::sheet) hidden: bool,
}

/// Inflates every part once, holding one buffer, and refuses what passes the limits.
///
/// The sizes that the archive states are checked first and not believed after.
pub(in crate::sheet) fn check(bytes: &[u8], limits: &Limits) -> Result<Contents, Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Problem::damaged)?;
    let too_large = || Problem::InflatedTooLarge { limit: limits.inflated_bytes };
    let mut stated = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(Problem::damaged)?;
        if part.encrypted() {
            return Err(Problem::PasswordProtected);
        }
        stated = stated.saturating_add(part.size());
    }
    if stated > limits.inflated_bytes {
        return Err(too_large());
    }

    let mut contents = Contents::default();
    let mut left = limits.inflated_bytes;
    let mut buffer = vec![0; OVERLAP + CHUNK];
    for index in 0..archive.len() {
        // A part that cannot be inflated is no danger; if calamine needs it, it says so itself.
        let Ok(mut part) = archive.by_index(index) else { continue };
        let Ok(name) = part.name().map(|name| name.into_owned()) else { continue };
        let mut watch = PartWatch::new(&name, limits);
        let mut kept = 0;
        while let Ok(count) = fill(&mut part, &mut buffer[kept..kept + CHUNK]) {
            if count == 0 {
                break;
            }
            left = left.checked_sub(count as u64).ok_or_else(too_large)?;
            let end = kept + count;
            watch.look(&buffer[..end], kept)?;
            let keep_from = end.saturating_sub(OVERLAP);
            buffer.copy_within(keep_from..end, 0);
            kept = end - keep_from;
        }
        watch.finish(&mut contents)?;
    }
    Ok(contents)
}

const CHUNK: usize = 64 << 10;
/// The end of a chunk that is looked at again with the next, so that no word is missed between.
const OVERLAP: usize = 64;

fn fill(part: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match part.read(&mut buffer[filled..])? {
            0 => break,
            count => filled += count,
        }
    }
    Ok(filled)
}

/// What a part is to calamine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Sheet,
    SharedStrings,
    Styles,
    OtherXml,
    NotXml,
}

/// Looks at one part as its bytes pass.
struct PartWatch<'l> {
    name: String,
    limits: &'l Limits,
    role: Role,
    size: u64,
    /// Tags seen; counted only in shared strings.
    tags: u64,
    /// The bytes since the last tag opened.
    run: usize,
    longest_run: usize,
    /// Cell formats; counted only in styles.
    formats: u64,
    promised_strings: u64,
    contents: Contents,
}

impl PartWatch<'_> {
    fn new<'l>(name: &str, limits: &'l Limits) -> PartWatch<'l> {
        let lower = name.to_ascii_lowercase();
        let role = if !lower.ends_with(".xml") && !lower.ends_with(".rels") || lower.starts_with("customxml/")
        {
            Role::NotXml
        } else if lower.ends_with("sharedstrings.xml") {
            Role::SharedStrings
        } else if lower.ends_with("styles.xml") {
            Role::Styles
        } else if lower.contains("sheet") {
            Role::Sheet
        } else {
            Role::OtherXml
        };
        PartWatch {
            name: name.to_string(),
            limits,
            role,
            size: 0,
            tags: 0,
            run: 0,
            longest_run: 0,
            formats: 0,
            promised_strings: 0,
            contents: Contents::default(),
        }
    }

    /// Looks at the bytes from `fresh` on; those before were looked at with the chunk before.
    fn look(&mut self, chunk: &[u8], fresh: usize) -> Result<(), Problem> {
        if self.role == Role::NotXml {
            return Ok(());
        }
        let first = self.size == 0;
        let new = &chunk[fresh..];
        self.size += new.len() as u64;
        // A document type alone is harmless, and OpenDocument has some.
        if first && memmem::find(new, b"<!ENTITY").is_some() {
            return Err(Problem::XmlEntities { part: self.name.clone() });
        }
        self.measure_runs(new)?;
        match self.role {
            Role::Sheet => {
                // The end of the formula element's tag, with or without a namespace prefix. What looks
                // like it by chance costs one more pass.
                self.contents.formulas = self.contents.formulas || memmem::find(chunk, b"f>").is_some();
                let hides = |text: &[u8]| memmem::find(chunk, text).is_some();
                self.contents.hidden = self.contents.hidden
                    || hides(b"hidden=\"1\"")
                    || hides(b"hidden=\"true\"")
                    || hides(b"hidden='");
                self.contents.merged = self.contents.merged || memmem::find(chunk, b"mergeCell ").is_some();
            }
            Role::SharedStrings => {
                self.tags += memchr_iter(b'<', new).count() as u64;
                for at in memmem::find_iter(chunk, b"uniqueCount") {
                    self.promised_strings =
                        self.promised_strings.max(number_after(&chunk[at + b"uniqueCount".len()..]));
                }
            }
            Role::Styles => self.formats += memmem::find_iter(new, b"xf").count() as u64,
            Role::OtherXml | Role::NotXml => {}
        }
        Ok(())
    }

    /// The XML reader holds what stands between two tags in one piece.
    fn measure_runs(&mut self, new: &[u8]) -> Result<(), Problem> {
        if self.role == Role::Styles {
            // Exactly, since each cell format copies the names it refers to.
            let mut from = 0;
            for at in memchr_iter(b'<', new) {
                self.longest_run = self.longest_run.max(self.run + at - from);
                (self.run, from) = (0, at);
            }
            self.run += new.len() - from;
        } else {
            match (memchr(b'<', new), memrchr(b'<', new)) {
                (Some(first), Some(last)) => {
                    self.longest_run = self.longest_run.max(self.run + first);
                    self.run = new.len() - last;
                }
                _ => self.run += new.len(),
            }
        }
        self.longest_run = self.longest_run.max(self.run);
        // A character may take six bytes as an entity.
        let limit = self.limits.cell_bytes;
        if self.longest_run > limit.saturating_mul(6) {
            return Err(Problem::CellTooLong { sheet: None, place: None, limit });
        }
        Ok(())
    }

    fn finish(self, contents: &mut Contents) -> Result<(), Problem> {
        contents.formulas |= self.contents.formulas;
        contents.merged |= self.contents.merged;
        contents.hidden |= self.contents.hidden;
        // Each string costs a tag at least, and memory even when it is empty.
        if self.tags / 2 > self.limits.cells {
            return Err(Problem::TooManyCells { sheet: None, limit: self.limits.cells });
        }
        // calamine makes room for the promised number before it reads the first string.
        const HARMLESS: u64 = 1 << 16;
        const SHORTEST: u64 = "<si/>".len() as u64;
        if self.promised_strings > HARMLESS.max(self.size / SHORTEST) {
            let Self { name, promised_strings, .. } = self;
            return Err(Problem::damaged(format!(
                "{name} promises {promised_strings} texts and cannot hold them"
            )));
        }
        // calamine copies fonts and number formats, names and all, into each cell format.
        const STYLE_BYTES: u64 = 256 << 20;
        const STYLE: u64 = 512;
        if self.formats.saturating_mul(self.longest_run as u64 + STYLE) > STYLE_BYTES {
            return Err(Problem::damaged(format!("{} holds {} cell formats", self.name, self.formats)));
        }
        Ok(())
    }
}

/// The number in an attribute whose name has just ended.
fn number_after(text: &[u8]) -> u64 {
    text.iter()
        .skip_while(|byte| matches!(byte, b' ' | b'=' | b'"' | b'\''))
        .take_while(|byte| byte.is_ascii_digit())
        .fold(0_u64, |number, digit| number.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
}
