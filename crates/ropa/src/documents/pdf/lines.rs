//! Pieces of text on pages, to lines, cells, paragraphs and headings.

use crate::documents::DocumentProblem;
use crate::documents::block::{BlockKind, Composer};
use crate::documents::pdf::paint::Piece;
use std::collections::BTreeMap;

/// A page as lines, from top to bottom.
pub(super) struct Page {
    lines: Vec<Line>,
}

/// One line, as cells from left to right.
struct Line {
    y: f32,
    size: f32,
    cells: Vec<Cell>,
}

struct Cell {
    x: f32,
    end: f32,
    text: String,
}

/// How far apart, in sizes of the font, two pieces stand if a blank is between them.
const BLANK: f32 = 0.17;
/// How far apart they stand if they are cells of a table.
const GAP: f32 = 1.6;
/// How far apart they stand if the second begins a text object of its own.
const GAP_BETWEEN_OBJECTS: f32 = 0.5;
/// How far apart they stand at least if other lines have a cell there.
const TOUCHING: f32 = 0.05;
/// Lines on either side whose cells tell where columns are.
const NEAR_LINES: usize = 6;
/// Cells of a column start no further apart than this, in points.
const SAME_COLUMN: f32 = 0.75;
/// How much larger than the running text a heading is.
const LARGER: f32 = 1.12;
/// A heading is no longer than this, in characters.
const LONGEST_HEADING: usize = 120;

impl Page {
    pub(super) fn of(mut pieces: Vec<Piece>) -> Page {
        pieces.retain(|piece| !piece.text.is_empty());
        // A stable order: what stands on the same height keeps the order painted until it is sorted by x.
        pieces.sort_by(|a, b| b.y.total_cmp(&a.y));
        let mut rows: Vec<Vec<Piece>> = Vec::new();
        for piece in pieces {
            match rows.last_mut() {
                Some(row) if same_line(&row[0], &piece) => row.push(piece),
                _ => rows.push(vec![piece]),
            }
        }
        for row in &mut rows {
            row.sort_by(|a, b| a.x.total_cmp(&b.x));
        }
        // Cells that nearly touch the next are known by those above and below them.
        let starts: Vec<Vec<f32>> = rows.iter().map(|row| starts(row)).collect();
        let mut lines: Vec<Line> = rows
            .into_iter()
            .enumerate()
            .filter_map(|(at, row)| {
                let near = &starts[at.saturating_sub(NEAR_LINES)..(at + NEAR_LINES + 1).min(starts.len())];
                Line::of(row, near)
            })
            .collect();
        lines.retain(|line| line.cells.iter().any(|cell| !cell.text.trim().is_empty()));
        Page { lines }
    }

    pub(super) fn text_bytes(&self) -> usize {
        self.lines.iter().flat_map(|line| &line.cells).map(|cell| cell.text.trim().len()).sum()
    }
}

fn same_line(first: &Piece, piece: &Piece) -> bool {
    (first.y - piece.y).abs() <= first.size.max(piece.size).max(1.0) * 0.35
}

/// Where the cells of a line start that stand well apart, other than the first.
fn starts(pieces: &[Piece]) -> Vec<f32> {
    let written: Vec<&Piece> = pieces.iter().filter(|piece| !piece.text.trim().is_empty()).collect();
    let apart = |pair: &&[&Piece]| {
        let gap = if pair[1].begins { GAP_BETWEEN_OBJECTS } else { GAP };
        (pair[1].x - pair[0].end) / pair[1].size.max(1.0) >= gap
    };
    written.windows(2).filter(apart).map(|pair| pair[1].x).collect()
}

impl Line {
    /// A line of pieces from left to right; `near` are the cells of the lines around it.
    fn of(pieces: Vec<Piece>, near: &[Vec<f32>]) -> Option<Line> {
        let in_column = |piece: &Piece| {
            piece.begins && near.iter().flatten().any(|start| (start - piece.x).abs() < SAME_COLUMN)
        };
        let y = pieces.first()?.y;
        let size = pieces.iter().filter(|piece| !piece.text.trim().is_empty()).map(|piece| piece.size);
        let size = size.fold(0.0, f32::max);
        let mut cells: Vec<Cell> = Vec::new();
        for piece in pieces {
            let gap = match piece.begins {
                _ if in_column(&piece) => TOUCHING,
                true => GAP_BETWEEN_OBJECTS,
                false => GAP,
            };
            let apart = cells.last().map(|cell| (piece.x - cell.end) / piece.size.max(1.0));
            match (cells.last_mut(), apart) {
                (Some(cell), Some(apart)) if apart < gap => {
                    let parted = cell.text.ends_with(' ') || piece.text.starts_with(' ');
                    if apart > BLANK && !parted {
                        cell.text.push(' ');
                    }
                    cell.text.push_str(&piece.text);
                    cell.end = cell.end.max(piece.end);
                }
                _ if piece.text.trim().is_empty() => {}
                _ => cells.push(Cell { x: piece.x, end: piece.end, text: piece.text }),
            }
        }
        Some(Line { y, size, cells })
    }

    fn text(&self) -> String {
        let cells: Vec<_> = self.cells.iter().map(|cell| cell.text.trim()).collect();
        cells.join(" ")
    }
}

/// What several lines of a page become.
enum Group {
    Heading { first: usize, text: String, size: f32, level: u8 },
    Lines { first: usize, text: String, x: f32 },
    Row { first: usize, xs: Vec<f32>, cells: Vec<String> },
}

/// Puts the pages together.
pub(super) fn compose(pages: &[Page], composer: &mut Composer<'_>) -> Result<(), DocumentProblem> {
    let body = body_size(pages);
    let margins = margins(pages);
    let mut seen: BTreeMap<String, ()> = BTreeMap::new();
    for (number, page) in pages.iter().enumerate() {
        composer.page(number + 1);
        let mut group: Option<Group> = None;
        let mut in_table = false;
        let mut last: Option<&Line> = None;
        for (index, line) in page.lines.iter().enumerate() {
            let text = line.text();
            if let Some(kind) = margin(line, &text, &margins, &mut seen) {
                flush(group.take(), composer)?;
                composer.at_page_line(index as u32);
                composer.paragraph(kind, &text)?;
                continue;
            }
            let gap = last.map_or(f32::MAX, |last| (last.y - line.y) / line.size.max(1.0));
            last = Some(line);
            if line.cells.len() > 1 {
                in_table = true;
                if let Some(Group::Row { xs, cells, .. }) = &mut group
                    && continues(line, xs, gap)
                {
                    add_to(cells, xs, line);
                    continue;
                }
                flush(group.take(), composer)?;
                group = Some(Group::Row {
                    first: index,
                    xs: line.cells.iter().map(|cell| cell.x).collect(),
                    cells: line.cells.iter().map(|cell| cell.text.trim().to_string()).collect(),
                });
                continue;
            }
            if let Some(Group::Row { xs, cells, .. }) = &mut group
                && continues(line, xs, gap)
            {
                add_to(cells, xs, line);
                continue;
            }
            let x = line.cells.first().map_or(0.0, |cell| cell.x);
            if line.size > body * LARGER && text.chars().count() <= LONGEST_HEADING {
                if let Some(Group::Heading { text: said, size, .. }) = &mut group
                    && gap < 1.65
                    && (line.size - *size).abs() < 0.5
                {
                    said.push(' ');
                    said.push_str(&text);
                    continue;
                }
                flush(group.take(), composer)?;
                end_table(&mut in_table, composer);
                let level = if line.size > body * 1.5 { 1 } else { 2 };
                group = Some(Group::Heading { first: index, text, size: line.size, level });
                continue;
            }
            if let Some(Group::Lines { text: said, x: left, .. }) = &mut group
                && gap < 1.65
                && (x - *left).abs() < body * 1.5
                && !is_item(&text)
            {
                said.push('\n');
                said.push_str(&text);
                continue;
            }
            flush(group.take(), composer)?;
            end_table(&mut in_table, composer);
            group = Some(Group::Lines { first: index, text, x });
        }
        flush(group.take(), composer)?;
        end_table(&mut in_table, composer);
    }
    Ok(())
}

fn end_table(in_table: &mut bool, composer: &mut Composer<'_>) {
    if std::mem::take(in_table) {
        composer.end_table();
    }
}

/// Whether a line goes on with cells of the row above it: it stands close below, and no cell of it
/// stands in the first column, where the next row would begin.
fn continues(line: &Line, xs: &[f32], gap: f32) -> bool {
    let near = |x: f32, column: f32| (x - column).abs() < line.size.max(1.0);
    gap < 1.65
        && xs.first().is_some_and(|first| line.cells.iter().all(|cell| cell.x > first + line.size))
        && line.cells.iter().all(|cell| xs.iter().any(|column| near(cell.x, *column)))
}

fn add_to(cells: &mut [String], xs: &[f32], line: &Line) {
    for cell in &line.cells {
        let nearest = xs
            .iter()
            .enumerate()
            .min_by(|(_, a), (_, b)| (cell.x - **a).abs().total_cmp(&(cell.x - **b).abs()));
        if let Some((column, _)) = nearest {
            cells[column].push(' ');
            cells[column].push_str(cell.text.trim());
        }
    }
}

fn flush(group: Option<Group>, composer: &mut Composer<'_>) -> Result<(), DocumentProblem> {
    match group {
        None => Ok(()),
        Some(Group::Heading { first, text, level, .. }) => {
            composer.at_page_line(first as u32);
            composer.heading(level, &text)
        }
        Some(Group::Lines { first, text, .. }) => {
            composer.at_page_line(first as u32);
            match item(&text) {
                Some(item) => composer.paragraph(BlockKind::Item, item),
                None => composer.paragraph(BlockKind::Paragraph, &text),
            }
        }
        Some(Group::Row { first, cells, .. }) => {
            composer.at_page_line(first as u32);
            // The mark of a list and its text stand apart.
            match &cells[..] {
                [mark, text] if is_mark(mark) => composer.paragraph(BlockKind::Item, text),
                _ => composer.row(cells.iter().map(String::as_str)),
            }
        }
    }
}

fn is_mark(text: &str) -> bool {
    matches!(text.trim(), "•" | "-" | "–" | "*" | "o" | "\u{f0b7}" | "●" | "▪" | "◦")
}

fn item(text: &str) -> Option<&str> {
    let (mark, rest) = text.split_once(' ')?;
    is_mark(mark).then_some(rest)
}

fn is_item(text: &str) -> bool {
    item(text).is_some()
}

/// The size that most of the text has.
fn body_size(pages: &[Page]) -> f32 {
    let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
    for line in pages.iter().flat_map(|page| &page.lines) {
        *sizes.entry((line.size * 10.0).round() as i32).or_default() += line.text().len();
    }
    // Of equally common sizes the smaller: headings are few.
    let most = sizes.iter().max_by_key(|(size, count)| (**count, -**size));
    most.map_or(10.0, |(size, _)| *size as f32 / 10.0)
}

/// The text with its numbers left out, and the height: "Sida 3 (12)" is the same on every page.
fn margin_key(line: &Line, text: &str) -> (i32, String) {
    let plain: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let mut same = plain;
    while same.contains("00") {
        same = same.replace("00", "0");
    }
    ((line.y / 4.0).round() as i32, same)
}

/// What stands on the same height of several pages.
fn margins(pages: &[Page]) -> BTreeMap<(i32, String), usize> {
    let mut counts: BTreeMap<(i32, String), usize> = BTreeMap::new();
    for page in pages {
        let ends = page.lines.iter().take(4).chain(page.lines.iter().rev().take(4));
        let keys: std::collections::BTreeSet<_> = ends.map(|line| margin_key(line, &line.text())).collect();
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count * 2 > pages.len() && *count > 1);
    counts
}

fn margin(
    line: &Line,
    text: &str,
    margins: &BTreeMap<(i32, String), usize>,
    seen: &mut BTreeMap<String, ()>,
) -> Option<BlockKind> {
    let key = margin_key(line, text);
    margins.contains_key(&key).then(|| match seen.insert(key.1, ()) {
        None => BlockKind::Margin,
        Some(()) => BlockKind::Repeated,
    })
}
