//! Hidden rows and columns of zipped workbooks, which calamine does not tell.

use crate::workbook::Problem;
use ::zip::ZipArchive;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{BufReader, Cursor};
use std::ops::Range;

/// Hidden rows and columns of a sheet, each counted from zero.
#[derive(Debug, Clone, Default)]
pub(super) struct Hidden {
    pub rows: Vec<Range<u32>>,
    pub columns: Vec<Range<u32>>,
}

/// Rows that a sheet can have; more stretches than that are no longer noted.
const MOST: usize = 1_048_576;

/// Reads what is hidden in each sheet, by the sheet's name.
///
/// Each part is read once, however many sheets name it.
pub(super) fn read(bytes: &[u8]) -> Result<BTreeMap<String, Hidden>, Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Problem::damaged)?;
    let mut by_part: BTreeMap<String, Hidden> = BTreeMap::new();
    let mut found = BTreeMap::new();
    for (name, path) in sheet_parts(&mut archive)? {
        if !by_part.contains_key(&path) {
            let hidden = of_part(&mut archive, &path)?;
            by_part.insert(path.clone(), hidden);
        }
        if let Some(hidden) = by_part.get(&path) {
            found.insert(name, hidden.clone());
        }
    }
    Ok(found)
}

/// The name of each sheet and the part that holds it.
pub(super) fn sheet_parts(archive: &mut Archive<'_>) -> Result<Vec<(String, String)>, Problem> {
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
    let ends = |end: &str| names.iter().find(|name| name.to_ascii_lowercase().ends_with(end));
    let (Some(book), Some(relations)) = (ends("workbook.xml"), ends("workbook.xml.rels")) else {
        return Ok(Vec::new());
    };
    let folder = book.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut targets: BTreeMap<String, String> = BTreeMap::new();
    each_tag(archive, relations, |tag| {
        if let ("Relationship", Some(id), Some(target)) =
            (local(tag), attribute(tag, "Id"), attribute(tag, "Target"))
        {
            let path = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None if folder.is_empty() => target,
                None => format!("{folder}/{target}"),
            };
            targets.insert(id, path);
        }
        true
    })?;
    let mut sheets: Vec<(String, String)> = Vec::new();
    each_tag(archive, book, |tag| {
        if let ("sheet", Some(name), Some(id)) = (local(tag), attribute(tag, "name"), attribute(tag, "id")) {
            sheets.extend(targets.get(&id).map(|path| (name, path.clone())));
        }
        true
    })?;
    Ok(sheets)
}

fn of_part(archive: &mut Archive<'_>, path: &str) -> Result<Hidden, Problem> {
    let mut hidden = Hidden::default();
    let mut row = 0;
    each_tag(archive, path, |tag| {
        match local(tag) {
            "row" => {
                // A row without a number follows the one before.
                row = number(tag, "r").unwrap_or(row + 1);
                if is_hidden(tag) && row > 0 {
                    add(&mut hidden.rows, row - 1..row);
                }
            }
            "col" if is_hidden(tag) => {
                if let (Some(first @ 1..), Some(last)) = (number(tag, "min"), number(tag, "max")) {
                    add(&mut hidden.columns, first - 1..last.min(16_384));
                }
            }
            _ => {}
        }
        hidden.rows.len().max(hidden.columns.len()) < MOST
    })?;
    Ok(hidden)
}

/// Adds a stretch, to the last one where it follows it.
pub(super) fn add(stretches: &mut Vec<Range<u32>>, stretch: Range<u32>) {
    match stretches.last_mut() {
        Some(last) if last.end == stretch.start => last.end = stretch.end,
        _ => stretches.push(stretch),
    }
}

pub(super) type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Hands each opening tag of a part to a function, until it has seen enough.
pub(super) fn each_tag(
    archive: &mut Archive<'_>,
    path: &str,
    mut see: impl FnMut(&BytesStart<'_>) -> bool,
) -> Result<(), Problem> {
    let Ok(part) = archive.by_name(path) else { return Ok(()) };
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(part));
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(Problem::damaged)? {
            Event::Start(tag) | Event::Empty(tag) if !see(&tag) => return Ok(()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// A tag's name without its prefix.
pub(super) fn local<'t>(tag: &'t BytesStart<'_>) -> &'t str {
    let name: &str = tag.name().into_inner();
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The text of an attribute, whatever its prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes().with_checks(false).flatten().find_map(|attribute| {
        let key = attribute.key.as_ref();
        let local = key.rsplit_once(':').map_or(key, |(_, local)| local);
        (local == name)
            .then(|| quick_xml::escape::unescape(&attribute.value).ok().map(|text| text.into_owned()))?
    })
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(tag, name)?.parse().ok()
}

/// Whether a row or a column is hidden, or has no height or width.
fn is_hidden(tag: &BytesStart<'_>) -> bool {
    let nothing = |name| attribute(tag, name).is_some_and(|size| size.parse() == Ok(0.0));
    attribute(tag, "hidden").is_some_and(|hidden| hidden == "1" || hidden == "true")
        || nothing("ht")
        || nothing("width")
}
