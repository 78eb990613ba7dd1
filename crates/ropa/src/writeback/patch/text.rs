//! Delimited text with some cells changed: encoding, byte order mark, delimiter, quoting and line ends as they were.

use crate::source::{CellRef, Place};
use crate::workbook::{ReadError, TextFile, encode, neutralised};
use crate::writeback::patch::splice::Splices;
use crate::writeback::{TextEncoding, WritebackError};
use std::collections::BTreeMap;

pub(in crate::writeback) fn patch(
    file: &str,
    sheet: &str,
    bytes: &[u8],
    changes: &BTreeMap<Place, &str>,
    encoding: TextEncoding,
) -> Result<Vec<u8>, WritebackError> {
    let text = TextFile::new(bytes).map_err(|problem| ReadError { file: file.into(), problem })?;
    let cell = |place: Place| CellRef { file: file.into(), sheet: sheet.into(), place };
    let into = match encoding {
        TextEncoding::AsItIs => text.encoding,
        TextEncoding::Utf8 => encoding_rs::UTF_8,
    };
    if encoding == TextEncoding::AsItIs {
        let same = encode(into, &text.text).is_ok_and(|body| bytes[text.mark.len()..] == body);
        if !same {
            return Err(WritebackError::LossyText { file: file.into(), encoding: into.name() });
        }
        for (place, new) in changes {
            encode(into, new).map_err(|character| WritebackError::NotInEncoding {
                cell: cell(*place),
                encoding: into.name(),
                character,
            })?;
        }
    }
    let changed = spliced(&text, changes, &cell)?;
    let mut out = match encoding {
        TextEncoding::AsItIs => text.mark.to_vec(),
        TextEncoding::Utf8 => b"\xef\xbb\xbf".to_vec(),
    };
    // The text itself was seen to be in the encoding, and so was each change.
    out.extend(encode(into, &changed).unwrap_or_default());
    Ok(out)
}

fn spliced(
    text: &TextFile<'_>,
    changes: &BTreeMap<Place, &str>,
    cell: &dyn Fn(Place) -> CellRef,
) -> Result<String, WritebackError> {
    let spans = text.spans();
    let mut splices = Splices::default();
    let mut rest: BTreeMap<Place, &str> = changes.clone();
    let mut last = None;
    for (index, span) in spans.iter().enumerate() {
        if let Some(new) = rest.remove(&span.place) {
            splices.replace(span.range.clone(), text.written(&neutralised(new), span.quoted));
        }
        let ends_row = spans.get(index + 1).is_none_or(|next| next.place.row != span.place.row);
        if ends_row {
            let beyond = rest.range(span.place..=Place::new(span.place.row, u32::MAX));
            let beyond: Vec<(Place, &str)> = beyond.map(|(place, new)| (*place, *new)).collect();
            let mut col = span.place.col;
            for (place, new) in beyond {
                rest.remove(&place);
                splices.insert(span.range.end, cells_up_to(text, &mut col, place, new, cell)?);
            }
            last = Some(span.place.row);
        }
    }
    let end = text.line_end();
    let closed = text.text.ends_with(['\n', '\r']);
    let mut below = String::new();
    // The line that the end of the text stands on.
    let mut line = last.map_or(0, |row| row + u32::from(closed));
    while let Some(place) = rest.keys().next().copied() {
        below.push_str(&end.repeat(place.row.saturating_sub(line) as usize));
        line = place.row;
        let mut col = 0;
        while let Some(entry) = rest.first_entry().filter(|entry| entry.key().row == line) {
            let (place, new) = entry.remove_entry();
            if place.col == 0 {
                below.push_str(&text.written(&neutralised(new), false));
            } else {
                below.push_str(&cells_up_to(text, &mut col, place, new, cell)?);
            }
        }
    }
    if closed && !below.is_empty() {
        below.push_str(end);
    }
    splices.insert(text.text.len(), below);
    // Text spliced at the bounds of characters is text.
    Ok(String::from_utf8(splices.apply(text.text.as_bytes())).unwrap_or_default())
}

/// The delimiters from a column to a place, and its text.
fn cells_up_to(
    text: &TextFile<'_>,
    col: &mut u32,
    place: Place,
    new: &str,
    cell: &dyn Fn(Place) -> CellRef,
) -> Result<String, WritebackError> {
    let delimiter = text.delimiter().ok_or_else(|| WritebackError::NoDelimiter(cell(place)))?;
    let steps = place.col.saturating_sub(*col) as usize;
    *col = place.col;
    let mut written = delimiter.to_string().repeat(steps);
    written.push_str(&text.written(&neutralised(new), false));
    Ok(written)
}
