//! Zipped workbooks: how much they inflate to, and what their parts would make calamine hold.

use crate::workbook::guard::xlsb::Records;
use crate::workbook::known_errors::KNOWN_ERRORS;
use crate::workbook::{Limits, Problem};
use ::zip::ZipArchive;
use memchr::{memchr, memchr2_iter, memmem};
use std::io::{Cursor, Read};

/// What the worksheets of a zipped workbook hold, so that later passes can be spared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::workbook) struct Contents {
    /// Some sheet has a formula.
    pub(in crate::workbook) formulas: bool,
    /// Some sheet has a merged area.
    pub(in crate::workbook) merged: bool,
    /// Some sheet has a hidden row or column.
    pub(in crate::workbook) hidden: bool,
    /// Some part is written in a way that calamine does not read.
    pub(in crate::workbook) odd: bool,
}

/// Refuses an archive of more parts than the limit, before its directory is held in memory.
pub(super) fn check_parts(bytes: &[u8], limits: &Limits) -> Result<(), Problem> {
    let too_many = || Problem::TooManyParts { limit: limits.parts };
    let most = usize::try_from(limits.parts).unwrap_or(usize::MAX);
    // Each part has an entry that begins so. Archives within the archive count too.
    memmem::find_iter(bytes, b"PK\x01\x02").nth(most).map_or(Ok(()), |_| Err(too_many()))
}

/// Inflates every part once, holding one buffer, and refuses what passes the limits.
///
/// The sizes that the archive states are checked first and not believed after.
pub(in crate::workbook) fn check(bytes: &[u8], limits: &Limits) -> Result<Contents, Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Problem::damaged)?;
    // Two programs would read two different workbooks.
    if archive.has_duplicate_names() {
        return Err(Problem::DuplicateParts);
    }
    let too_large = || Problem::InflatedTooLarge { limit: limits.inflated_bytes };
    let mut stated = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(Problem::damaged)?;
        if part.encrypted() {
            return Err(Problem::CannotDecrypt { how: "encrypted zip archive" });
        }
        if let Ok(name) = part.name()
            && stands_outside(&name)
        {
            return Err(Problem::PartOutside { part: name.into_owned() });
        }
        stated = stated.saturating_add(part.size());
    }
    if stated > limits.inflated_bytes {
        return Err(too_large());
    }

    let mut usage = Usage::default();
    let mut left = limits.inflated_bytes;
    let mut buffer = vec![0; LOOK_AHEAD + CHUNK];
    for index in 0..archive.len() {
        // A part that cannot be inflated is no danger; if calamine needs it, it says so itself.
        let Ok(mut part) = archive.by_index(index) else { continue };
        let Ok(name) = part.name().map(|name| name.into_owned()) else { continue };
        let in_file = part.compressed_size().min(bytes.len() as u64);
        let mut watch = PartWatch::new(&name, in_file, limits);
        let mut kept = 0;
        loop {
            let count = match fill(&mut part, &mut buffer[kept..kept + CHUNK]) {
                Ok(count) => count,
                // As where the sum over its bytes is another than the archive states. calamine would
                // not notice where it stops before the end.
                Err(error) if watch.is_read() => return Err(Problem::damaged(format!("{name}: {error}"))),
                Err(_) => break,
            };
            left = left.checked_sub(count as u64).ok_or_else(too_large)?;
            let end = kept + count;
            let last = count < CHUNK;
            let looked = if last { end } else { end - LOOK_AHEAD };
            watch.look(&buffer[..end], looked, count, &mut usage)?;
            if last {
                break;
            }
            buffer.copy_within(looked..end, 0);
            kept = end - looked;
        }
        watch.finish()?;
    }
    Ok(Contents {
        formulas: usage.formulas,
        merged: usage.merged_areas > 0,
        hidden: usage.hidden,
        odd: usage.odd,
    })
}

/// Whether a name leads out of the archive: `../x`, `/x`, `C:\x`.
fn stands_outside(name: &str) -> bool {
    name.starts_with(['/', '\\'])
        || name.as_bytes().get(1) == Some(&b':')
        || name.split(['/', '\\']).any(|step| step == "..")
}

const CHUNK: usize = 64 << 10;
/// The end of a chunk is looked at together with the next, so that a tag is whole.
const LOOK_AHEAD: usize = 512;

/// Fills the buffer, unless the part ends before.
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

/// What the parts together hold.
#[derive(Debug, Clone, Copy, Default)]
struct Usage {
    formulas: bool,
    hidden: bool,
    odd: bool,
    merged_areas: u64,
    shared_strings: u64,
}

/// What a part is to calamine.
#[derive(Debug)]
enum Role {
    Sheet,
    SharedStrings,
    Styles,
    OtherXml,
    /// A part of an .xlsb.
    Binary(Records),
    NotRead,
}

/// Looks at one part as its bytes pass.
struct PartWatch<'l> {
    name: String,
    limits: &'l Limits,
    role: Role,
    /// What it takes in the file, deflated.
    in_file: u64,
    size: u64,
    /// Whether it is in UTF-16, which calamine does not read.
    wide: bool,
    /// Whether the cell that is open holds an error.
    in_error: bool,
    /// Elements that are open.
    depth: u32,
    /// The last byte of the piece before.
    before: u8,
    /// The bytes since the last tag opened, which the XML reader holds in one piece.
    run: usize,
    longest_run: usize,
    /// Cell formats; counted only in styles.
    formats: u64,
    promised_strings: u64,
}

impl PartWatch<'_> {
    fn new<'l>(name: &str, in_file: u64, limits: &'l Limits) -> PartWatch<'l> {
        let lower = name.to_ascii_lowercase();
        let ends = |ending: &str| lower.ends_with(ending);
        let role = if lower.starts_with("customxml/") {
            Role::NotRead
        } else if ends("workbook.bin")
            || ends("sharedstrings.bin")
            || ends("styles.bin")
            || lower.contains("worksheets/sheet") && ends(".bin")
        {
            Role::Binary(Records::default())
        } else if !ends(".xml") && !ends(".rels") {
            Role::NotRead
        } else if ends("sharedstrings.xml") {
            Role::SharedStrings
        } else if ends("styles.xml") {
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
            in_file,
            size: 0,
            wide: false,
            in_error: false,
            depth: 0,
            before: 0,
            run: 0,
            longest_run: 0,
            formats: 0,
            promised_strings: 0,
        }
    }

    fn is_read(&self) -> bool {
        !matches!(self.role, Role::NotRead)
    }

    /// Looks at a piece of the part; what stands from `end` on is looked at with the next piece.
    fn look(&mut self, piece: &[u8], end: usize, inflated: usize, usage: &mut Usage) -> Result<(), Problem> {
        if self.size == 0 && self.is_read() {
            self.wide = matches!(piece, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'<', 0, ..] | [0, b'<', ..]);
            usage.odd |= self.wide;
        }
        self.size += inflated as u64;
        // A sheet of formatted empty cells shrinks a hundred times, and is harmless while it is small.
        const HARMLESS: u64 = 16 << 20;
        let Limits { inflation, shared_strings, merged_areas, cell_bytes, .. } = *self.limits;
        if self.size > HARMLESS && self.size / self.in_file.max(1) > inflation {
            return Err(Problem::InflatesTooMuch { part: self.name.clone(), limit: inflation });
        }
        match &mut self.role {
            Role::NotRead => return Ok(()),
            _ if self.wide => return Ok(()),
            Role::Binary(records) => {
                usage.shared_strings += records.look(&piece[..end])?;
                usage.odd |= records.errors;
            }
            _ => self.look_at_tags(piece, end, usage)?,
        }
        if usage.shared_strings > shared_strings {
            return Err(Problem::TooManySharedStrings { limit: shared_strings });
        }
        if usage.merged_areas > merged_areas {
            return Err(Problem::TooManyMergedAreas { limit: merged_areas });
        }
        // A character may take six bytes as an entity.
        if self.longest_run > cell_bytes.saturating_mul(6) {
            return Err(Problem::CellTooLong { sheet: None, place: None, limit: cell_bytes });
        }
        Ok(())
    }

    fn look_at_tags(&mut self, piece: &[u8], end: usize, usage: &mut Usage) -> Result<(), Problem> {
        let mut from = 0;
        for at in memchr2_iter(b'<', b'>', &piece[..end]) {
            if piece[at] == b'>' {
                let before = at.checked_sub(1).map_or(self.before, |before| piece[before]);
                self.depth = self.depth.saturating_sub(u32::from(before == b'/'));
                continue;
            }
            self.longest_run = self.longest_run.max(self.run + at - from);
            (self.run, from) = (0, at);
            match piece.get(at + 1) {
                Some(b'/') => {
                    self.depth = self.depth.saturating_sub(1);
                    let blank = at.checked_sub(1).is_some_and(|before| piece[before].is_ascii_whitespace());
                    usage.odd |= blank && local_name(&piece[at + 2..]) == b"v";
                }
                // A document type alone is harmless, and OpenDocument has some.
                Some(b'!') if piece[at..].starts_with(b"<!ENTITY") => {
                    return Err(Problem::XmlEntities { part: self.name.clone() });
                }
                Some(b'!' | b'?') | None => {}
                Some(_) => {
                    self.depth += 1;
                    if self.depth > self.limits.nesting {
                        let limit = self.limits.nesting;
                        return Err(Problem::NestedTooDeep { part: self.name.clone(), limit });
                    }
                    self.enter(&piece[at + 1..], usage);
                }
            }
        }
        self.run += end - from;
        self.longest_run = self.longest_run.max(self.run);
        self.before = end.checked_sub(1).map_or(self.before, |last| piece[last]);
        Ok(())
    }

    /// Counts the element that begins with the text.
    fn enter(&mut self, tag: &[u8], usage: &mut Usage) {
        match self.role {
            Role::Sheet => match tag {
                // Cells, values, rows and texts are nearly all there is.
                [b'c', b' ', ..] => self.in_error = says_error(tag),
                [b'v', b'>', value @ ..] => {
                    usage.odd |= is_odd_value(value, std::mem::take(&mut self.in_error))
                }
                [b'r' | b't', b' ' | b'>', ..] => {}
                _ => match local_name(tag) {
                    b"c" => self.in_error = says_error(tag),
                    b"v" => {
                        let value = memchr(b'>', tag).map_or(&[][..], |end| &tag[end + 1..]);
                        usage.odd |= is_odd_value(value, std::mem::take(&mut self.in_error));
                    }
                    b"f" => usage.formulas = true,
                    b"mergeCell" => usage.merged_areas += 1,
                    b"row" | b"col" => usage.hidden |= hides(tag),
                    _ => {}
                },
            },
            Role::SharedStrings => match local_name(tag) {
                b"si" => usage.shared_strings += 1,
                b"sst" => {
                    if let Some(at) = memmem::find(&tag[..tag.len().min(512)], b"uniqueCount") {
                        let promised = number_after(&tag[at + b"uniqueCount".len()..]);
                        self.promised_strings = self.promised_strings.max(promised);
                    }
                }
                _ => {}
            },
            Role::Styles => self.formats += u64::from(local_name(tag) == b"xf"),
            Role::OtherXml | Role::Binary(_) | Role::NotRead => {}
        }
    }

    fn finish(self) -> Result<(), Problem> {
        let Self { name, promised_strings, formats, longest_run, size, role, .. } = self;
        if let Role::Binary(records) = role {
            return records.finish(&name);
        }
        // calamine makes room for the promised number before it reads the first string.
        const HARMLESS: u64 = 1 << 16;
        const SHORTEST: u64 = "<si/>".len() as u64;
        if promised_strings > HARMLESS.max(size / SHORTEST) {
            return Err(Problem::damaged(format!(
                "{name} promises {promised_strings} texts and cannot hold them"
            )));
        }
        // calamine copies fonts and number formats, names and all, into each cell format.
        const STYLE_BYTES: u64 = 256 << 20;
        const STYLE: u64 = 512;
        if formats.saturating_mul(longest_run as u64 + STYLE) > STYLE_BYTES {
            return Err(Problem::damaged(format!("{name} holds {formats} cell formats")));
        }
        Ok(())
    }
}

/// Whether the tag of a cell says that it holds an error.
fn says_error(tag: &[u8]) -> bool {
    let tag = &tag[..memchr(b'>', tag).unwrap_or(tag.len())];
    [&b" t=\"e\""[..], b" t='e'"].iter().any(|kind| memmem::find(tag, kind).is_some())
}

/// Whether a value has blanks before it, or is an error that calamine does not know.
fn is_odd_value(value: &[u8], is_error: bool) -> bool {
    let known = || KNOWN_ERRORS.iter().any(|error| value.starts_with(error));
    value.first().is_some_and(u8::is_ascii_whitespace) || is_error && !known()
}

/// Whether the tag of a row or a column says that it is hidden, or has no height or width.
fn hides(tag: &[u8]) -> bool {
    let tag = &tag[..memchr(b'>', tag).unwrap_or(tag.len())];
    if memmem::find(tag, b" ht=\"0").is_some() || memmem::find(tag, b" width=\"0").is_some() {
        return true;
    }
    memmem::find(tag, b" hidden=").is_some_and(|at| {
        let value = tag.get(at + b" hidden=\"".len());
        matches!(value, Some(b'1' | b't'))
    })
}

/// The name that a tag begins with, without the prefix of its namespace.
fn local_name(tag: &[u8]) -> &[u8] {
    let end = tag.iter().position(|byte| matches!(byte, b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n'));
    let name = &tag[..end.unwrap_or(tag.len())];
    name.iter().rposition(|byte| *byte == b':').map_or(name, |colon| &name[colon + 1..])
}

/// The number in an attribute whose name has just ended.
fn number_after(text: &[u8]) -> u64 {
    text.iter()
        .skip_while(|byte| matches!(byte, b' ' | b'=' | b'"' | b'\''))
        .take_while(|byte| byte.is_ascii_digit())
        .fold(0_u64, |number, digit| number.saturating_mul(10).saturating_add(u64::from(digit - b'0')))
}
