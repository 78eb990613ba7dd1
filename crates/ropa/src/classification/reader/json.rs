//! A flat JSON object of codes and names, as KLASSA is passed around in.

use super::{ReadOptions, StructureError, StructureReading, read_sheets};
use crate::source::{Place, Text};
use crate::workbook::{Cell, CellKind, Sheet};
use serde::de::{Deserializer, MapAccess, Visitor};
use std::fmt;

/// The pairs in the order written, also where a code comes twice.
struct Pairs(Vec<(String, String)>);

impl<'de> serde::Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Pairs, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Pairs;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of codes and names")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// Reads a structure from a flat JSON object, `{"1.1.1": "Fullmäktige"}`.
///
/// Cells in findings count the pairs as rows: the first pair's code is `A1`, its name `B1`.
///
/// # Errors
/// [`StructureError::NotCodeNames`] where the text is something else.
pub fn read_code_names(
    file: &Text,
    text: &str,
    options: &ReadOptions,
) -> Result<StructureReading, StructureError> {
    let not = |reason: String| StructureError::NotCodeNames { file: file.clone(), reason };
    let text = text.trim_start_matches('\u{feff}');
    let Pairs(pairs) = serde_json::from_str(text).map_err(|error| not(error.to_string()))?;
    let cells = pairs.into_iter().zip(0..).flat_map(|((code, name), row)| {
        let cell =
            |col, text: String| Cell { place: Place::new(row, col), kind: CellKind::Text, text: text.into() };
        [cell(0, code), cell(1, name)]
    });
    let sheet = Sheet::new(file.clone(), cells);
    read_sheets([(file.clone(), &sheet)], options).map_err(|_| not("no key is a code".to_owned()))
}
