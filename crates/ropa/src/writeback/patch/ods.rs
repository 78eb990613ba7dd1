//! An OpenDocument workbook with some cells changed. Its rows and cells may stand for many alike; one that is
//! changed is parted from the others.

use crate::source::{CellRef, Place};
use crate::writeback::WritebackError;
use crate::writeback::change::BySheet;
use crate::writeback::patch::archive::Parts;
use crate::writeback::patch::splice::Splices;
use crate::writeback::patch::xml::{Piece, Pieces, attribute, escaped, text_of, with_attribute};
use std::collections::BTreeMap;
use std::ops::Range;

const CONTENT: &str = "content.xml";
const ROWS: &str = "table:number-rows-repeated";
const COLUMNS: &str = "table:number-columns-repeated";

pub(in crate::writeback) fn patch(
    file: &str,
    bytes: &[u8],
    changes: &BySheet<'_>,
    formulas: &mut Vec<CellRef>,
) -> Result<Vec<u8>, WritebackError> {
    let mut parts = Parts::open(bytes)?;
    let xml = text_of(CONTENT, parts.read(CONTENT)?)?;
    let mut splices = Splices::default();
    let mut done = Vec::new();
    for table in tables(&xml)? {
        let Some(cells) = changes.get(&*table.name) else { continue };
        if !done.contains(&table.name) {
            patch_table(file, &xml, &table, cells, &mut splices, formulas)?;
            done.push(table.name);
        }
    }
    for (sheet, cells) in changes {
        if !done.iter().any(|name| name == sheet) {
            let place = cells.keys().next().copied().unwrap_or(Place::new(0, 0));
            return Err(WritebackError::NoSheet(CellRef {
                file: file.into(),
                sheet: (*sheet).into(),
                place,
            }));
        }
    }
    parts.replace(CONTENT, splices.apply(xml.as_bytes()));
    parts.finish(&[])
}

/// An element that may stand for several alike.
struct Repeated {
    first: u32,
    count: u32,
    /// All of it, and the tag that opens it.
    range: Range<usize>,
    tag: Range<usize>,
    empty: bool,
    /// A cell that a merged area covers.
    covered: bool,
    /// A cell that holds a formula.
    formula: bool,
    /// Comments and drawings in a cell.
    kept: Vec<Range<usize>>,
}

impl Repeated {
    fn end(&self) -> u32 {
        self.first.saturating_add(self.count)
    }
}

struct Table {
    name: String,
    rows: Vec<Repeated>,
    /// Where a row after the last goes.
    end: usize,
    /// Whether the table has no content at all.
    bare: Option<Range<usize>>,
}

/// The tables of the workbook, each with its rows; tables within tables are none of it.
fn tables(xml: &str) -> Result<Vec<Table>, WritebackError> {
    let mut pieces = Pieces::new(CONTENT, xml);
    let mut found: Vec<Table> = Vec::new();
    let mut depth = 0;
    let mut row: Option<(Range<usize>, u32)> = None;
    let mut next = 0_u32;
    while let Some((range, piece)) = pieces.next()? {
        match piece {
            Piece::Open(tag, empty) => match tag.local_name().into_inner() {
                "table" if tag.name().into_inner().starts_with("table:") => {
                    if depth == 0 {
                        let name = attribute(&tag, "table:name").unwrap_or_default();
                        let bare = empty.then(|| range.clone());
                        found.push(Table { name, rows: Vec::new(), end: range.end, bare });
                        next = 0;
                    }
                    depth += usize::from(!empty);
                }
                "table-row" if depth == 1 => {
                    let count = attribute(&tag, ROWS).and_then(|n| n.parse().ok()).unwrap_or(1_u32).max(1);
                    if empty {
                        if let Some(table) = found.last_mut() {
                            table.end = range.end;
                            table.rows.push(repeated(next, count, range.clone(), range, true));
                        }
                        next = next.saturating_add(count);
                    } else {
                        row = Some((range, count));
                    }
                }
                // Columns come before rows.
                "table-column" if depth == 1 && empty => {
                    if let Some(table) = found.last_mut() {
                        table.end = range.end;
                    }
                }
                _ => {}
            },
            Piece::Close(name) => match &*name {
                "table" => depth = depth.saturating_sub(1),
                "table-row" if depth == 1 => {
                    if let (Some((tag, count)), Some(table)) = (row.take(), found.last_mut()) {
                        table.end = range.end;
                        table.rows.push(repeated(next, count, tag.start..range.end, tag, false));
                        next = next.saturating_add(count);
                    }
                }
                "table-columns"
                | "table-header-columns"
                | "table-column-group"
                | "table-rows"
                | "table-header-rows"
                | "table-row-group"
                    if depth == 1 =>
                {
                    if let Some(table) = found.last_mut() {
                        table.end = range.end;
                    }
                }
                _ => {}
            },
            Piece::Other => {}
        }
    }
    Ok(found)
}

fn repeated(first: u32, count: u32, range: Range<usize>, tag: Range<usize>, empty: bool) -> Repeated {
    Repeated { first, count, range, tag, empty, covered: false, formula: false, kept: Vec::new() }
}

fn patch_table(
    file: &str,
    xml: &str,
    table: &Table,
    changes: &BTreeMap<Place, &str>,
    splices: &mut Splices,
    formulas: &mut Vec<CellRef>,
) -> Result<(), WritebackError> {
    let in_row = |row: u32| -> BTreeMap<u32, &str> {
        let here = changes.range(Place::new(row, 0)..=Place::new(row, u32::MAX));
        here.map(|(place, text)| (place.col, *text)).collect()
    };
    let mut rows: Vec<u32> = changes.keys().map(|place| place.row).collect();
    rows.dedup();
    for one in &table.rows {
        let here: Vec<u32> =
            rows.iter().copied().filter(|row| (one.first..one.end()).contains(row)).collect();
        if here.is_empty() {
            continue;
        }
        let row_ref = |row: u32| CellRef {
            file: file.into(),
            sheet: table.name.as_str().into(),
            place: Place::new(row, in_row(row).keys().next().copied().unwrap_or_default()),
        };
        let mut new = String::new();
        let mut at = one.first;
        for row in here {
            new.push_str(&times(xml, one, row - at, ROWS));
            let (changed, gone) = changed_row(xml, one, &in_row(row))
                .map_err(|error| error.unwrap_or_else(|| WritebackError::NoPlace(row_ref(row))))?;
            new.push_str(&changed);
            formulas
                .extend(gone.into_iter().map(|col| CellRef { place: Place::new(row, col), ..row_ref(row) }));
            at = row + 1;
        }
        new.push_str(&times(xml, one, one.end() - at, ROWS));
        splices.replace(one.range.clone(), new);
    }
    let end = table.rows.last().map_or(0, Repeated::end);
    let mut below = String::new();
    let mut at = end;
    for row in rows.into_iter().filter(|row| *row >= end) {
        if row > at {
            below.push_str(&format!(
                "<table:table-row{}><table:table-cell/></table:table-row>",
                repeat(ROWS, row - at)
            ));
        }
        below.push_str("<table:table-row>");
        let mut col = 0;
        for (at, text) in in_row(row) {
            below.push_str(&filler(at - col));
            below.push_str(&cell("", text, ""));
            col = at + 1;
        }
        below.push_str("</table:table-row>");
        at = row + 1;
    }
    match &table.bare {
        Some(range) if !below.is_empty() => {
            let open = xml[range.clone()].trim_end_matches('>').trim_end_matches('/').trim_end();
            splices.replace(range.clone(), format!("{open}>{below}</table:table>"));
        }
        _ if !below.is_empty() => splices.insert(table.end, below),
        _ => {}
    }
    Ok(())
}

fn repeat(attribute: &str, count: u32) -> String {
    if count > 1 { format!(" {attribute}=\"{count}\"") } else { String::new() }
}

fn filler(count: u32) -> String {
    if count == 0 { String::new() } else { format!("<table:table-cell{}/>", repeat(COLUMNS, count)) }
}

/// An element so many times, as one that is repeated.
fn times(xml: &str, one: &Repeated, count: u32, name: &str) -> String {
    if count == 0 {
        return String::new();
    }
    let value = count.to_string();
    let tag = with_attribute(&xml[one.tag.clone()], name, (count > 1).then_some(&value));
    format!("{tag}{}", &xml[one.tag.end..one.range.end])
}

/// One row with some of its cells changed, and the columns whose formula that writes over. Nothing as the error where a place cannot be written to.
fn changed_row(
    xml: &str,
    row: &Repeated,
    changes: &BTreeMap<u32, &str>,
) -> Result<(String, Vec<u32>), Option<WritebackError>> {
    let tag = with_attribute(&xml[row.tag.clone()], ROWS, None);
    let cells = if row.empty { Vec::new() } else { cells(xml, row).map_err(Some)? };
    let mut new = String::new();
    let mut formulas = Vec::new();
    if row.empty {
        new.push_str(&format!("{}>", tag.trim_end_matches('>').trim_end_matches('/').trim_end()));
    } else {
        new.push_str(&tag);
    }
    let mut written = row.tag.end;
    let mut end = 0;
    for one in &cells {
        new.push_str(&xml[written..one.range.start]);
        written = one.range.end;
        end = one.end();
        let mut at = one.first;
        for (col, text) in changes.range(one.first..one.end()) {
            if one.covered {
                return Err(None);
            }
            if one.formula {
                formulas.push(*col);
            }
            new.push_str(&times(xml, one, col - at, COLUMNS));
            let kept: String = one.kept.iter().map(|range| &xml[range.clone()]).collect();
            new.push_str(&cell(&xml[one.tag.clone()], text, &kept));
            at = col + 1;
        }
        new.push_str(&times(xml, one, one.end() - at, COLUMNS));
    }
    for (col, text) in changes.range(end..) {
        new.push_str(&filler(col - end));
        new.push_str(&cell("", text, ""));
        end = col + 1;
    }
    if row.empty {
        new.push_str("</table:table-row>");
    } else {
        new.push_str(&xml[written..row.range.end]);
    }
    Ok((new, formulas))
}

/// The cells of a row.
fn cells(xml: &str, row: &Repeated) -> Result<Vec<Repeated>, WritebackError> {
    // Without the tag that closes the row.
    let inner = &xml[..xml[..row.range.end].rfind("</").unwrap_or(row.range.end)];
    let base = row.tag.end;
    let mut pieces = Pieces::new(CONTENT, &inner[base..]);
    let mut found: Vec<Repeated> = Vec::new();
    let mut next = 0_u32;
    let mut depth = 0_usize;
    let mut kept_from: Option<(usize, usize)> = None;
    while let Some((range, piece)) = pieces.next()? {
        let range = range.start + base..range.end + base;
        match piece {
            Piece::Open(tag, empty) => {
                let name = tag.local_name().into_inner().to_string();
                if depth == 0 && matches!(&*name, "table-cell" | "covered-table-cell") {
                    let count = attribute(&tag, COLUMNS).and_then(|n| n.parse().ok()).unwrap_or(1_u32).max(1);
                    let mut cell = repeated(next, count, range.clone(), range.clone(), empty);
                    cell.covered = name == "covered-table-cell";
                    cell.formula = attribute(&tag, "table:formula").is_some();
                    next = cell.end();
                    found.push(cell);
                } else if depth == 1 && name != "p" && kept_from.is_none() {
                    if empty {
                        if let Some(cell) = found.last_mut() {
                            cell.kept.push(range.clone());
                        }
                    } else {
                        kept_from = Some((range.start, depth));
                    }
                }
                depth += usize::from(!empty);
            }
            Piece::Close(_) if depth == 0 => break,
            Piece::Close(_) => {
                depth -= 1;
                if let (Some((start, at)), Some(cell)) = (kept_from, found.last_mut())
                    && at == depth
                {
                    cell.kept.push(start..range.end);
                    kept_from = None;
                }
                if depth == 0
                    && let Some(cell) = found.last_mut()
                {
                    cell.range.end = range.end;
                }
            }
            Piece::Other => {}
        }
    }
    Ok(found)
}

/// A cell with a text; of its old tag the style, what it spans and what may be chosen are kept.
fn cell(old: &str, text: &str, kept: &str) -> String {
    const KEPT: [&str; 5] = [
        "table:style-name",
        "table:number-columns-spanned",
        "table:number-rows-spanned",
        "table:content-validation-name",
        "table:protect",
    ];
    let mut tag = String::from("<table:table-cell");
    for name in KEPT {
        if let Some((_, rest)) = old.split_once(&format!(" {name}=\""))
            && let Some((value, _)) = rest.split_once('"')
        {
            tag.push_str(&format!(" {name}=\"{value}\""));
        }
    }
    if text.is_empty() {
        return if kept.is_empty() { format!("{tag}/>") } else { format!("{tag}>{kept}</table:table-cell>") };
    }
    let paragraphs: String =
        text.split('\n').map(|line| format!("<text:p>{}</text:p>", spaced(line))).collect();
    format!("{tag} office:value-type=\"string\">{kept}{paragraphs}</table:table-cell>")
}

/// A line with its spaces and tabs written so that they are kept, which XML alone does not do.
fn spaced(line: &str) -> String {
    let mut written = String::new();
    let mut spaces = 0;
    let flush = |written: &mut String, spaces: &mut usize| {
        if *spaces > 0 {
            written.push_str(&format!("<text:s text:c=\"{spaces}\"/>"));
            *spaces = 0;
        }
    };
    let mut plain_space = false;
    for c in line.chars() {
        if c == ' ' {
            // A first space between words stands as it is.
            if plain_space {
                written.push(' ');
                plain_space = false;
            } else {
                spaces += 1;
            }
            continue;
        }
        flush(&mut written, &mut spaces);
        match c {
            '\t' => written.push_str("<text:tab/>"),
            c => written.push_str(&escaped(c.encode_utf8(&mut [0; 4]))),
        }
        plain_space = c != '\t';
    }
    if written.ends_with(' ') {
        written.pop();
        spaces += 1;
    }
    flush(&mut written, &mut spaces);
    written
}

#[cfg(test)]
mod tests {
    use super::spaced;

    #[test]
    fn spaces_are_kept() {
        for (line, expected) in [
            ("en två", "en två"),
            ("en  två", "en <text:s text:c=\"1\"/>två"),
            (" en ", "<text:s text:c=\"1\"/>en<text:s text:c=\"1\"/>"),
            ("a\tb & c", "a<text:tab/>b &amp; c"),
        ] {
            assert_eq!(spaced(line), expected);
        }
    }
}
