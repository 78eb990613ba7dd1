//! JSON with some values changed, and the rest as it is, white space and all.

use crate::source::{CellRef, Place};
use crate::workbook::{Limits, ReadError, json_sheets};
use crate::writeback::WritebackError;
use crate::writeback::change::BySheet;
use crate::writeback::patch::splice::Splices;

pub(in crate::writeback) fn patch(
    file: &str,
    bytes: &[u8],
    changes: &BySheet<'_>,
    limits: &Limits,
) -> Result<Vec<u8>, WritebackError> {
    let sheets =
        json_sheets(file, bytes, limits).map_err(|problem| ReadError { file: file.into(), problem })?;
    let mut splices = Splices::default();
    for (sheet, cells) in changes {
        let json = sheets.iter().find(|json| &*json.name == *sheet);
        for (place, text) in cells {
            let missing = || {
                WritebackError::NoPlace(CellRef { file: file.into(), sheet: (*sheet).into(), place: *place })
            };
            let json = json.ok_or_else(missing)?;
            let at = |place: &Place| json.cells.iter().find(|cell| cell.place == *place);
            let new = serde_json::Value::from(*text).to_string();
            if let Some(range) = at(place).and_then(|cell| cell.range.clone()) {
                splices.replace(range, new);
                continue;
            }
            // An object that has no such member yet gets one, at its end.
            let object = json.objects.get(&place.row).ok_or_else(missing)?;
            let header = at(&Place::new(json.header, place.col))
                .filter(|_| at(place).is_none())
                .ok_or_else(missing)?;
            let key = serde_json::Value::from(header.text()).to_string();
            let inner = bytes.get(object.start + 1..object.end - 1).unwrap_or_default();
            let comma = if inner.iter().all(u8::is_ascii_whitespace) { "" } else { ", " };
            let end = object.start + 1 + inner.trim_ascii_end().len();
            splices.insert(end, format!("{comma}{key}: {new}"));
        }
    }
    Ok(splices.apply(bytes))
}
