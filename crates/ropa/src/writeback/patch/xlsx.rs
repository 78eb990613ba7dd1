//! A zipped workbook of XML parts with some cells changed.
//!
//! Only the parts of the sheets that are changed are written anew, and of those only the bytes of the cells. The
//! list of the order of calculation goes where a formula is overwritten; Excel makes a new one. What formulas came to is
//! saved beside them and may rest on a cell that is changed, so a workbook that holds any is calculated anew when it is
//! opened.

use crate::source::{CellRef, Place};
use crate::writeback::WritebackError;
use crate::writeback::change::BySheet;
use crate::writeback::patch::archive::Parts;
use crate::writeback::patch::splice::Splices;
use crate::writeback::patch::xml::{Piece, Pieces, attribute, escaped, prefix, text_of, with_attribute};
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;
use std::ops::Range;

/// Characters (UTF-16 units) that a cell holds.
const CELL_LIMIT: usize = 32_767;

const CALC_CHAIN: &str = "calcChain";

pub(in crate::writeback) fn patch(
    file: &str,
    bytes: &[u8],
    changes: &BySheet<'_>,
    formulas: &mut Vec<CellRef>,
) -> Result<Vec<u8>, WritebackError> {
    let mut parts = Parts::open(bytes)?;
    let workbook = Book::of(&mut parts)?;
    for (sheet, cells) in changes {
        let cell = |place: Place| CellRef { file: file.into(), sheet: (*sheet).into(), place };
        let first = || cell(cells.keys().next().copied().unwrap_or(Place::new(0, 0)));
        let part = workbook.sheets.get(*sheet).ok_or_else(|| WritebackError::NoSheet(first()))?;
        if let Some((place, _)) = cells.iter().find(|(_, text)| text.encode_utf16().count() > CELL_LIMIT) {
            return Err(WritebackError::TooLong { cell: cell(*place), limit: CELL_LIMIT });
        }
        if let Some(place) = table_header(&mut parts, part, cells)? {
            return Err(WritebackError::NoPlace(cell(place)));
        }
        let xml = text_of(part, parts.read(part)?)?;
        let (changed, gone) = patch_sheet(part, &xml, cells, &cell)?;
        formulas.extend(gone);
        parts.replace(part, changed);
    }
    if has_formulas(&mut parts, &workbook)? {
        calculate_on_load(&mut parts, &workbook.part)?;
    }
    let without = if formulas.is_empty() { Vec::new() } else { drop_calc_chain(&mut parts, &workbook)? };
    parts.finish(&without)
}

/// Where the sheets of a workbook stand in its archive.
struct Book {
    /// The workbook's own part.
    part: String,
    /// The list of the workbook's relations.
    rels: String,
    /// The folder of the workbook's part.
    folder: String,
    /// The part of each sheet, by its name.
    sheets: BTreeMap<String, String>,
}

impl Book {
    fn of(parts: &mut Parts<'_>) -> Result<Book, WritebackError> {
        let roots = relations(parts, "_rels/.rels", "")?;
        let part = roots
            .into_values()
            .find(|relation| relation.kind.ends_with("/officeDocument"))
            .map_or_else(|| "xl/workbook.xml".to_string(), |relation| relation.target);
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", &part));
        let rels = join(folder, &format!("_rels/{name}.rels"));
        let relations = relations(parts, &rels, folder)?;
        let xml = text_of(&part, parts.read(&part)?)?;
        let mut sheets = BTreeMap::new();
        let mut pieces = Pieces::new(&part, &xml);
        while let Some((_, piece)) = pieces.next()? {
            let Piece::Open(tag, _) = piece else { continue };
            if tag.local_name().into_inner() != "sheet" {
                continue;
            }
            // The id of the relation has a prefix, that of the sheet has none and another name.
            let target = attribute(&tag, "id").and_then(|id| relations.get(&id));
            if let (Some(name), Some(relation)) = (attribute(&tag, "name"), target) {
                sheets.insert(name, relation.target.clone());
            }
        }
        let folder = folder.to_string();
        Ok(Book { part, rels, folder, sheets })
    }
}

struct Relation {
    kind: String,
    target: String,
}

/// The relations of a part by their ids; their targets from the root of the archive.
fn relations(
    parts: &mut Parts<'_>,
    rels: &str,
    folder: &str,
) -> Result<BTreeMap<String, Relation>, WritebackError> {
    let xml = text_of(rels, parts.read(rels)?)?;
    let mut found = BTreeMap::new();
    let mut pieces = Pieces::new(rels, &xml);
    while let Some((_, piece)) = pieces.next()? {
        let Piece::Open(tag, _) = piece else { continue };
        if let (Some(id), Some(kind), Some(target)) =
            (attribute(&tag, "Id"), attribute(&tag, "Type"), attribute(&tag, "Target"))
        {
            found.insert(id, Relation { kind, target: join(folder, &target) });
        }
    }
    Ok(found)
}

/// A target as seen from a folder: `../a.xml` from `xl/b` is `xl/a.xml`, `/xl/a.xml` is itself.
fn join(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_string();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split(['/', '\\']) {
        match part {
            "." | "" => {}
            ".." => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    path.join("/")
}

/// The first place among those to change that is a header of a table of Excel's, which names its columns in a part of
/// its own and is repaired where the two differ.
fn table_header(
    parts: &mut Parts<'_>,
    sheet: &str,
    cells: &BTreeMap<Place, &str>,
) -> Result<Option<Place>, WritebackError> {
    let (folder, name) = sheet.rsplit_once('/').unwrap_or(("", sheet));
    let rels = join(folder, &format!("_rels/{name}.rels"));
    if !parts.has(&rels) {
        return Ok(None);
    }
    for relation in relations(parts, &rels, folder)?.into_values() {
        if !relation.kind.ends_with("/table") {
            continue;
        }
        let xml = text_of(&relation.target, parts.read(&relation.target)?)?;
        let mut pieces = Pieces::new(&relation.target, &xml);
        while let Some((_, piece)) = pieces.next()? {
            let Piece::Open(tag, _) = piece else { continue };
            if tag.local_name().into_inner() != "table" {
                continue;
            }
            let has_header = attribute(&tag, "headerRowCount").is_none_or(|count| count != "0");
            if let Some(((top, left), (_, right))) = attribute(&tag, "ref").as_deref().and_then(area)
                && has_header
                && let Some(place) =
                    cells.keys().find(|place| place.row == top && (left..=right).contains(&place.col))
            {
                return Ok(Some(*place));
            }
        }
    }
    Ok(None)
}

/// Whether any sheet holds a formula.
fn has_formulas(parts: &mut Parts<'_>, book: &Book) -> Result<bool, WritebackError> {
    for part in book.sheets.values() {
        // A sheet of charts has a part that is named too; what cannot be read is left alone.
        let Ok(xml) = text_of(part, parts.read(part)?) else { continue };
        let mut pieces = Pieces::new(part, &xml);
        while let Some((_, piece)) = pieces.next()? {
            if let Piece::Open(tag, _) = piece
                && tag.local_name().into_inner() == "f"
            {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Has the program that opens the workbook calculate all of it; the rest of the part stays byte for byte.
fn calculate_on_load(parts: &mut Parts<'_>, part: &str) -> Result<(), WritebackError> {
    const NAME: &str = "fullCalcOnLoad";
    /// What stands before the settings of calculation, by the order that the format prescribes.
    const BEFORE: [&str; 4] = ["sheets", "functionGroups", "externalReferences", "definedNames"];
    let xml = text_of(part, parts.read(part)?)?;
    let mut splices = Splices::default();
    let mut pieces = Pieces::new(part, &xml);
    let mut after = None;
    let mut of_root = String::new();
    let mut found = false;
    while let Some((range, piece)) = pieces.next()? {
        match piece {
            Piece::Open(tag, empty) => match tag.local_name().into_inner() {
                "workbook" => of_root = prefix(&tag),
                "calcPr" => {
                    found = true;
                    splices.replace(range.clone(), with_attribute(&xml[range], NAME, Some("1")));
                }
                name if empty && BEFORE.contains(&name) => after = Some(range.end),
                _ => {}
            },
            Piece::Close(name) if BEFORE.contains(&name.as_str()) => after = Some(range.end),
            _ => {}
        }
    }
    if let (false, Some(after)) = (found, after) {
        splices.insert(after, format!("<{of_root}calcPr {NAME}=\"1\"/>"));
    }
    let changed = splices.apply(xml.as_bytes());
    parts.replace(part, changed);
    Ok(())
}

/// Takes away the list of the order of calculation, and what names it; gives the part to leave out.
fn drop_calc_chain(parts: &mut Parts<'_>, book: &Book) -> Result<Vec<String>, WritebackError> {
    let chain = relations(parts, &book.rels, &book.folder)?
        .into_values()
        .find(|relation| relation.kind.ends_with(CALC_CHAIN));
    let Some(Relation { target, .. }) = chain else { return Ok(Vec::new()) };
    for (part, element) in [(book.rels.as_str(), "Relationship"), ("[Content_Types].xml", "Override")] {
        let xml = text_of(part, parts.read(part)?)?;
        let mut splices = Splices::default();
        let mut pieces = Pieces::new(part, &xml);
        while let Some((range, piece)) = pieces.next()? {
            let Piece::Open(tag, true) = piece else { continue };
            let names = |attribute_name| {
                attribute(&tag, attribute_name)
                    .is_some_and(|value| value.to_ascii_lowercase().ends_with("calcchain.xml"))
            };
            if tag.local_name().into_inner() == element && (names("Target") || names("PartName")) {
                splices.replace(range, "");
            }
        }
        let changed = splices.apply(xml.as_bytes());
        parts.replace(part, changed);
    }
    Ok(vec![target])
}

/// What is left to write while a sheet's rows pass.
struct SheetPatch<'a> {
    part: &'a str,
    xml: &'a str,
    changes: &'a BTreeMap<Place, &'a str>,
    cell_ref: &'a dyn Fn(Place) -> CellRef,
    splices: Splices,
    /// The cells whose formula is written over.
    formulas: Vec<CellRef>,
}

/// A row as it stands, and its cells.
struct RowAt {
    row: u32,
    /// The tag that opens it.
    tag: Range<usize>,
    empty: bool,
    prefix: String,
    cells: Vec<CellAt>,
    end: usize,
}

struct CellAt {
    col: u32,
    range: Range<usize>,
    style: Option<String>,
    formula: bool,
    /// The formula is one that other cells take over, or spans several cells.
    shared: bool,
}

fn patch_sheet(
    part: &str,
    xml: &str,
    changes: &BTreeMap<Place, &str>,
    cell_ref: &dyn Fn(Place) -> CellRef,
) -> Result<(Vec<u8>, Vec<CellRef>), WritebackError> {
    let mut patch =
        SheetPatch { part, xml, changes, cell_ref, splices: Splices::default(), formulas: Vec::new() };
    let mut pieces = Pieces::new(part, xml);
    let mut next_row = 0;
    let mut data_prefix = String::new();
    let mut in_data = false;
    let mut written = false;
    // The first change that is not yet written, by its row.
    let mut pending = changes.keys().map(|place| place.row).next();
    let rows_after = |row: u32| {
        let next = Place::new(row.checked_add(1)?, 0);
        changes.range(next..).next().map(|(place, _)| place.row)
    };
    while let Some((range, piece)) = pieces.next()? {
        match piece {
            Piece::Open(tag, empty) => match tag.local_name().into_inner() {
                "dimension" => patch.dimension(&tag, range),
                "sheetData" => {
                    data_prefix = prefix(&tag);
                    in_data = !empty;
                    if empty {
                        let open = with_open_end(&xml[range.clone()]);
                        let rows = patch.rows_before(&mut pending, u32::MAX, &data_prefix, rows_after);
                        patch.splices.replace(range, format!("{open}{rows}</{data_prefix}sheetData>"));
                        written = true;
                    }
                }
                "row" if in_data => {
                    let number = attribute(&tag, "r").and_then(|r| r.parse::<u32>().ok());
                    let row = number.and_then(|r| r.checked_sub(1)).unwrap_or(next_row);
                    next_row = row.saturating_add(1);
                    let before = patch.rows_before(&mut pending, row, &prefix(&tag), rows_after);
                    if !before.is_empty() {
                        patch.splices.insert(range.start, before);
                    }
                    let wanted = pending == Some(row);
                    let found = patch.row(row, &tag, range, empty, &mut pieces, wanted)?;
                    if wanted {
                        patch.change_row(&found)?;
                        pending = rows_after(row);
                    }
                }
                _ => {}
            },
            Piece::Close(name) if name == "sheetData" && in_data => {
                in_data = false;
                let rows = patch.rows_before(&mut pending, u32::MAX, &data_prefix, rows_after);
                patch.splices.insert(range.start, rows);
                written = true;
            }
            _ => {}
        }
    }
    if !written || pending.is_some() {
        return Err(WritebackError::part(part, "it has no cells"));
    }
    Ok((patch.splices.apply(xml.as_bytes()), patch.formulas))
}

/// A tag without content as one that opens: `<a/>` is `<a>`.
fn with_open_end(tag: &str) -> String {
    format!("{}>", tag.trim_end_matches('>').trim_end_matches('/').trim_end())
}

impl SheetPatch<'_> {
    /// The area in use, widened to what is written.
    fn dimension(&mut self, tag: &BytesStart<'_>, range: Range<usize>) {
        let Some(area) = attribute(tag, "ref").as_deref().and_then(area) else { return };
        let wide = self.changes.iter().filter(|(_, text)| !text.is_empty()).fold(area, |area, (place, _)| {
            let ((top, left), (bottom, right)) = area;
            ((top.min(place.row), left.min(place.col)), (bottom.max(place.row), right.max(place.col)))
        });
        if wide != area {
            let ((top, left), (bottom, right)) = wide;
            let written = format!("{}:{}", Place::new(top, left), Place::new(bottom, right));
            self.splices.replace(range.clone(), with_attribute(&self.xml[range], "ref", Some(&written)));
        }
    }

    /// Rows that are not in the file, up to one that is.
    fn rows_before(
        &self,
        pending: &mut Option<u32>,
        limit: u32,
        prefix: &str,
        after: impl Fn(u32) -> Option<u32>,
    ) -> String {
        let mut rows = String::new();
        while let Some(row) = pending.filter(|row| *row < limit) {
            let cells: String = self
                .changes_in(row)
                .filter(|(_, text)| !text.is_empty())
                .map(|(place, text)| cell_xml(place, text, None, prefix))
                .collect();
            if !cells.is_empty() {
                rows.push_str(&format!("<{prefix}row r=\"{}\">{cells}</{prefix}row>", u64::from(row) + 1));
            }
            *pending = after(row);
        }
        rows
    }

    fn changes_in(&self, row: u32) -> impl Iterator<Item = (Place, &str)> {
        self.changes
            .range(Place::new(row, 0)..=Place::new(row, u32::MAX))
            .map(|(place, text)| (*place, *text))
    }

    /// Reads a row up to its end; its cells only where they are wanted.
    fn row(
        &self,
        row: u32,
        tag: &BytesStart<'_>,
        range: Range<usize>,
        empty: bool,
        pieces: &mut Pieces<'_>,
        wanted: bool,
    ) -> Result<RowAt, WritebackError> {
        let mut found =
            RowAt { row, end: range.end, tag: range, empty, prefix: prefix(tag), cells: Vec::new() };
        if empty {
            return Ok(found);
        }
        let mut next_col = 0;
        let mut open = false;
        loop {
            let Some((range, piece)) = pieces.next()? else {
                return Err(WritebackError::part(self.part, format!("row {} has no end", row + 1)));
            };
            match piece {
                Piece::Close(name) if name == "row" => {
                    found.end = range.start;
                    return Ok(found);
                }
                Piece::Close(name) if name == "c" && open => {
                    open = false;
                    if let Some(cell) = found.cells.last_mut() {
                        cell.range.end = range.end;
                    }
                }
                Piece::Open(tag, empty) if wanted => match tag.local_name().into_inner() {
                    "c" => {
                        let place = attribute(&tag, "r").and_then(|r| place(&r));
                        let col = place.map_or(next_col, |(_, col)| col);
                        next_col = col.saturating_add(1);
                        open = !empty;
                        let style = attribute(&tag, "s");
                        found.cells.push(CellAt { col, range, style, formula: false, shared: false });
                    }
                    "f" => {
                        if let Some(cell) = found.cells.last_mut() {
                            cell.formula = true;
                            cell.shared |= attribute(&tag, "ref").is_some();
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
    }

    fn change_row(&mut self, found: &RowAt) -> Result<(), WritebackError> {
        let changes: Vec<(Place, String)> =
            self.changes_in(found.row).map(|(place, text)| (place, text.to_string())).collect();
        let mut added = String::new();
        for (place, text) in &changes {
            if let Some(old) = found.cells.iter().find(|cell| cell.col == place.col) {
                if old.shared {
                    return Err(WritebackError::SharedFormula((self.cell_ref)(*place)));
                }
                if old.formula {
                    self.formulas.push((self.cell_ref)(*place));
                }
                let new = cell_xml(*place, text, old.style.as_deref(), &found.prefix);
                self.splices.replace(old.range.clone(), new);
            } else if !text.is_empty() {
                let new = cell_xml(*place, text, None, &found.prefix);
                match found.cells.iter().find(|cell| cell.col > place.col) {
                    Some(next) => self.splices.insert(next.range.start, new),
                    None => added.push_str(&new),
                }
            }
        }
        let tag = self.spanning(found, &changes);
        if found.empty {
            if !added.is_empty() {
                let open = with_open_end(&tag);
                self.splices.replace(found.tag.clone(), format!("{open}{added}</{}row>", found.prefix));
            }
            return Ok(());
        }
        if tag != self.xml[found.tag.clone()] {
            self.splices.replace(found.tag.clone(), tag);
        }
        if !added.is_empty() {
            self.splices.insert(found.end, added);
        }
        Ok(())
    }

    /// The tag of a row, with the columns it says it spans widened to what is written.
    fn spanning(&self, found: &RowAt, changes: &[(Place, String)]) -> String {
        let tag = &self.xml[found.tag.clone()];
        let spans = tag
            .split_once("spans=\"")
            .and_then(|(_, rest)| rest.split_once('"'))
            .and_then(|(spans, _)| spans.split_once(':'))
            .and_then(|(first, last)| Some((first.parse::<u32>().ok()?, last.parse::<u32>().ok()?)));
        let Some((first, last)) = spans else { return tag.to_string() };
        let cols = || changes.iter().map(|(place, _)| place.col.saturating_add(1));
        let wide = (first.min(cols().min().unwrap_or(first)), last.max(cols().max().unwrap_or(last)));
        if wide == (first, last) {
            return tag.to_string();
        }
        with_attribute(tag, "spans", Some(&format!("{}:{}", wide.0, wide.1)))
    }
}

fn cell_xml(place: Place, text: &str, style: Option<&str>, prefix: &str) -> String {
    let style = style.map(|style| format!(" s=\"{}\"", escaped(style))).unwrap_or_default();
    if text.is_empty() {
        return format!("<{prefix}c r=\"{place}\"{style}/>");
    }
    let text = escaped(&encoded(text));
    format!(
        "<{prefix}c r=\"{place}\"{style} t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{text}</{prefix}t></{prefix}is></{prefix}c>"
    )
}

/// Text as a workbook writes it: characters that XML cannot hold as `_x000B_`, and what already looks like that
/// with its first mark written so.
fn encoded(text: &str) -> String {
    let looks = |rest: &str| {
        let code = rest.as_bytes().get(2..7);
        rest.starts_with("_x")
            && code.is_some_and(|code| code[4] == b'_' && code[..4].iter().all(u8::is_ascii_hexdigit))
    };
    let mut written = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '_' if looks(&text[at..]) => written.push_str("_x005F_"),
            '\t' | '\n' => written.push(c),
            c if c.is_ascii_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                written.push_str(&format!("_x{:04X}_", u32::from(c)));
            }
            c => written.push(c),
        }
    }
    written
}

/// The place that an address such as `K5` or `$K$5` names, row and column from zero.
fn place(address: &str) -> Option<(u32, u32)> {
    let plain = address.replace('$', "");
    let digits = plain.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = plain.split_at(digits);
    let col = letters.bytes().try_fold(0_u32, |col, letter| {
        letter.is_ascii_alphabetic().then_some(())?;
        col.checked_mul(26)?.checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)
    })?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, col.checked_sub(1)?))
}

/// An area such as `A1:K5`, or one cell.
fn area(text: &str) -> Option<((u32, u32), (u32, u32))> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    Some((place(first)?, place(last)?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::source::column_letters;

    fn patched(xml: &str, changes: &[(&str, &str)]) -> String {
        let changes: BTreeMap<Place, &str> = changes
            .iter()
            .map(|(address, text)| {
                let (row, col) = place(address).unwrap();
                (Place::new(row, col), *text)
            })
            .collect();
        let cell = |place| CellRef { file: "f".into(), sheet: "s".into(), place };
        let (bytes, _) = patch_sheet("sheet1.xml", xml, &changes, &cell).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn text(address: &str, text: &str) -> String {
        format!("<c r=\"{address}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
    }

    #[test]
    fn only_the_cell_is_written_anew() {
        let xml = "<s><dimension ref=\"A1:B2\"/><sheetData>\n <row r=\"1\" spans=\"1:2\" ht=\"20\"><c r=\"A1\" s=\"3\" t=\"s\"><v>0</v></c></row>\n</sheetData><x/></s>";
        let out = patched(xml, &[("A1", "ny & å")]);
        let new = text("A1", "ny &amp; å").replace("\"A1\"", "\"A1\" s=\"3\"");
        assert_eq!(out, xml.replace("<c r=\"A1\" s=\"3\" t=\"s\"><v>0</v></c>", &new));
    }

    #[test]
    fn cells_and_rows_are_put_in_their_order() {
        let xml = "<sheetData><row r=\"2\" spans=\"1:3\"><c r=\"A2\"/><c r=\"C2\"/></row><row r=\"5\"/></sheetData>";
        let out = patched(
            xml,
            &[("B1", "b1"), ("B2", "b2"), ("E2", "e2"), ("A4", "a4"), ("A5", "a5"), ("A9", "a9")],
        );
        let expected = format!(
            "<sheetData><row r=\"1\">{}</row><row r=\"2\" spans=\"1:5\"><c r=\"A2\"/>{}<c r=\"C2\"/>{}</row><row r=\"4\">{}</row><row r=\"5\">{}</row><row r=\"9\">{}</row></sheetData>",
            text("B1", "b1"),
            text("B2", "b2"),
            text("E2", "e2"),
            text("A4", "a4"),
            text("A5", "a5"),
            text("A9", "a9"),
        );
        assert_eq!(out, expected);
    }

    #[test]
    fn a_prefix_and_cells_without_addresses_are_kept_to() {
        let xml = "\u{feff}<x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row></x:sheetData>";
        let out = patched(xml, &[("B1", "b")]);
        assert_eq!(
            out,
            "\u{feff}<x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c r=\"B1\" t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">b</x:t></x:is></x:c></x:row></x:sheetData>"
        );
        assert_eq!(
            patched("<sheetData/>", &[("A1", "a")]),
            format!("<sheetData><row r=\"1\">{}</row></sheetData>", text("A1", "a"))
        );
    }

    #[test]
    fn a_formula_that_others_share_is_left_alone() {
        let xml = "<sheetData><row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:A3\" si=\"0\">B1</f><v>1</v></c></row></sheetData>";
        let cell = |place| CellRef { file: "f".into(), sheet: "s".into(), place };
        let changes = BTreeMap::from([(Place::new(0, 0), "x")]);
        assert!(matches!(patch_sheet("p", xml, &changes, &cell), Err(WritebackError::SharedFormula(_))));
    }

    #[test]
    fn characters_that_xml_cannot_hold_are_written_as_workbooks_do() {
        assert_eq!(encoded("a\u{b}b\r\n_x0041_ _x"), "a_x000B_b_x000D_\n_x005F_x0041_ _x");
        assert_eq!(column_letters(place("$AB$7").unwrap().1), "AB");
    }
}
