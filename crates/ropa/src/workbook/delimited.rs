//! Delimited text: which delimiter and quoting a file uses, and its cells.

use crate::source::Place;
use crate::workbook::Problem;
use std::borrow::Cow;
use std::ops::Range;

/// How a file divides its text into cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    /// What stands between cells; `None` where each line is one cell.
    pub(super) delimiter: Option<char>,
    /// How a quotation mark stands inside a quoted cell.
    pub(super) quoting: Quoting,
}

/// How a quotation mark stands inside a quoted cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoting {
    /// Written twice, as RFC 4180 says and spreadsheets do.
    Doubled,
    /// After a backslash, as in JSON, together with `\n` for a line break and `\\` for a
    /// backslash. Export code that writes each cell as a JSON string makes such files.
    Backslash,
}

/// A text in which lines that stand whole in quotation marks are taken apart, with the rows that were; nothing where
/// there is none.
///
/// So a spreadsheet leaves a file with commas when it reads and writes it with semicolons: each line that held a mark or
/// a semicolon becomes one cell.
pub(super) fn unwrapped(text: &str) -> Option<(String, Vec<u32>)> {
    if !text.contains("\"\n") && !text.contains("\"\r") && !text.ends_with('"') && !text.contains("\";") {
        return None;
    }
    // Enough lines for the judgement stand at the beginning.
    let whole = whole_lines(sample(text))?;
    let (delimiter, rows) = whole;
    if rows == 0 {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut taken_apart = Vec::new();
    for line in Lines::of(text) {
        match line.wrapped() {
            Some(inner) if inner.contains(delimiter) => {
                out.push_str(&inner.replace("\"\"", "\""));
                out.push_str(line.end);
                taken_apart.push(line.row);
            }
            _ => {
                out.push_str(line.text);
                out.push_str(line.end);
            }
        }
    }
    (!taken_apart.is_empty()).then_some((out, taken_apart))
}

/// The delimiter within lines that stand whole in quotation marks, and how many there are, where they are most of the
/// lines below the first and are as wide as it.
fn whole_lines(text: &str) -> Option<(char, usize)> {
    const NARROWEST: usize = 3;
    let lines: Vec<Line<'_>> = Lines::of(text).filter(|line| !line.text.trim().is_empty()).collect();
    let (first, rest) = lines.split_first()?;
    let plain = |line: &Line<'_>| line.wrapped().map(|inner| inner.replace("\"\"", "\""));
    let header = plain(first).unwrap_or_else(|| first.text.to_string());
    let width = |text: &str, delimiter: char| {
        let dialect = Dialect { delimiter: Some(delimiter), quoting: Quoting::Doubled };
        let mut cells = Cells::new(text, dialect);
        std::iter::from_fn(|| cells.next_raw()).count()
    };
    let best = [',', ';', '\t', '|'].into_iter().max_by_key(|delimiter| width(&header, *delimiter))?;
    let wide = width(&header, best);
    let wrapped: Vec<String> = rest.iter().filter_map(plain).collect();
    let as_wide = wrapped.iter().filter(|line| width(line, best) == wide).count();
    (wide >= NARROWEST && as_wide > 0 && as_wide * 2 >= wrapped.len() && wrapped.len() * 2 >= rest.len())
        .then_some((best, as_wide))
}

/// A line of a text, line breaks within quotation marks not counted.
struct Line<'t> {
    row: u32,
    text: &'t str,
    end: &'t str,
}

impl<'t> Line<'t> {
    /// What stands in the marks, where the whole line stands in one pair, but for empty cells after it.
    fn wrapped(&self) -> Option<&'t str> {
        let inner = self.text.strip_prefix('"')?.trim_end_matches([';', ',', '\t', ' ']).strip_suffix('"')?;
        let mut marks = inner.match_indices('"').map(|(at, _)| at);
        while let Some(first) = marks.next() {
            if marks.next() != Some(first + 1) {
                return None;
            }
        }
        Some(inner)
    }
}

/// The lines of a text.
struct Lines<'t> {
    rest: &'t str,
    row: u32,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Lines<'t> {
        Lines { rest: text, row: 0 }
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut within = false;
        let end = self.rest.bytes().position(|byte| {
            within ^= byte == b'"';
            !within && matches!(byte, b'\n' | b'\r')
        });
        let end = end.unwrap_or(self.rest.len());
        let (text, after) = self.rest.split_at(end);
        let length = if after.starts_with("\r\n") { 2 } else { after.len().min(1) };
        let (mark, rest) = after.split_at(length);
        let row = self.row;
        self.rest = rest;
        self.row += 1;
        Some(Line { row, text, end: mark })
    }
}

/// Where the cells begin, and how they are divided.
///
/// A first line `sep=;` names the delimiter; spreadsheets neither show nor count it.
pub(super) fn dialect(text: &str) -> (Dialect, &str) {
    if let Some((delimiter, rest)) = separator_line(text) {
        let quoting = quoting(rest, Some(delimiter));
        return (Dialect { delimiter: Some(delimiter), quoting }, rest);
    }
    let sample = sample(text);
    // In the order in which Swedish programs use them, which decides between equals.
    let best = [';', '\t', ',', '|'].into_iter().fold((None, 0.0), |best: (Option<char>, f64), delimiter| {
        let score = Shape::of(sample, delimiter, quoting(sample, Some(delimiter))).score();
        if score > best.1 { (Some(delimiter), score) } else { best }
    });
    (Dialect { delimiter: best.0, quoting: quoting(text, best.0) }, text)
}

fn separator_line(text: &str) -> Option<(char, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let line = line.trim_end_matches('\r').trim_matches('"');
    let (key, value) = line.split_once('=')?;
    let mut value = value.chars();
    match (value.next(), value.next()) {
        (Some(delimiter), None) if key.eq_ignore_ascii_case("sep") && delimiter != '"' => {
            Some((delimiter, rest))
        }
        _ => None,
    }
}

/// As many whole lines as tell the dialect.
fn sample(text: &str) -> &str {
    const ENOUGH: usize = 256 << 10;
    if text.len() <= ENOUGH {
        return text;
    }
    let end = text.floor_char_boundary(ENOUGH);
    &text[..text[..end].rfind('\n').map_or(end, |line| line + 1)]
}

/// Which quoting makes sense of a text.
fn quoting(text: &str, delimiter: Option<char>) -> Quoting {
    let text = sample(text);
    if !text.contains('\\') {
        return Quoting::Doubled;
    }
    let delimiter = delimiter.unwrap_or(NO_DELIMITER);
    let doubled = Shape::of(text, delimiter, Quoting::Doubled);
    let backslash = Shape::of(text, delimiter, Quoting::Backslash);
    if backslash.foreign_escapes > 0 {
        return Quoting::Doubled;
    }
    let like_json = backslash.escapes > 0 && backslash.only_data_quoted && !doubled.doubled_quotes;
    if backslash.faults() < doubled.faults() || backslash.faults() == doubled.faults() && like_json {
        Quoting::Backslash
    } else {
        Quoting::Doubled
    }
}

/// A character that no text holds, since texts with it are refused as binary.
const NO_DELIMITER: char = '\0';

/// What a text looks like in one dialect.
#[derive(Debug, Default)]
struct Shape {
    /// Lines with at least one cell.
    rows: usize,
    /// The number of cells that most rows of two or more have, and how many rows have it.
    width: usize,
    rows_of_width: usize,
    /// Quoted cells that go on after their closing mark, or have none.
    broken_quotes: usize,
    /// A quotation mark is written twice within a quoted cell.
    doubled_quotes: bool,
    /// Backslashes in quoted cells that JSON knows, and that it does not.
    escapes: usize,
    foreign_escapes: usize,
    /// No cell of the first row is quoted, all others with text are, and no cell has a line break
    /// of its own: so does code that writes its headers plainly and its values as JSON.
    only_data_quoted: bool,
}

impl Shape {
    fn of(text: &str, delimiter: char, quoting: Quoting) -> Shape {
        let mut shape = Shape { only_data_quoted: true, ..Shape::default() };
        let mut widths: Vec<usize> = Vec::new();
        let mut cells = Cells::new(text, Dialect { delimiter: Some(delimiter), quoting });
        let mut current = None;
        while let Some(cell) = cells.next_raw() {
            if current != Some(cell.place.row) {
                current = Some(cell.place.row);
                widths.push(0);
            }
            if let Some(width) = widths.last_mut() {
                *width += 1;
            }
            shape.broken_quotes += usize::from(cell.broken);
            shape.doubled_quotes |= cell.doubled;
            let first_row = cell.place.row == 0;
            shape.only_data_quoted &= cell.raw.is_empty() || cell.quoted != first_row;
            shape.only_data_quoted &= !cell.quoted || !cell.raw.contains(['\n', '\r']);
            if cell.quoted && quoting == Quoting::Backslash {
                let (known, foreign) = count_escapes(cell.raw);
                shape.escapes += known;
                shape.foreign_escapes += foreign;
            }
        }
        shape.broken_quotes += usize::from(cells.unclosed.is_some());
        shape.rows = widths.len();
        widths.retain(|width| *width > 1);
        widths.sort_unstable();
        for same in widths.chunk_by(|a, b| a == b) {
            // Of equals the wider, since they come in order.
            if same.len() >= shape.rows_of_width {
                (shape.width, shape.rows_of_width) = (same[0], same.len());
            }
        }
        shape
    }

    /// How far from a table of rows of the same width, in rows and cells.
    fn faults(&self) -> usize {
        self.broken_quotes + self.rows - self.rows_of_width
    }

    /// How much like a table: the share of rows of the same width, more for wider ones, less for
    /// quotation marks in odd places. Zero where no row is divided.
    fn score(&self) -> f64 {
        if self.rows_of_width == 0 {
            return 0.0;
        }
        let rows = self.rows as f64;
        let consistent = self.rows_of_width as f64 / rows;
        let wide = 1.0 - 1.0 / self.width as f64;
        // Never down to nothing: a mark that is not closed is an error to report, not a lack of cells.
        consistent * wide / (1.0 + self.broken_quotes as f64 / rows)
    }
}

fn count_escapes(raw: &str) -> (usize, usize) {
    let (mut known, mut foreign) = (0, 0);
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        match unescape(&rest[at..]) {
            Some((_, length)) => {
                known += 1;
                rest = &rest[at + length..];
            }
            None => {
                foreign += 1;
                rest = &rest[at + 1..];
            }
        }
    }
    (known, foreign)
}

/// The character that a JSON escape at the start of a text stands for, and the escape's length.
fn unescape(text: &str) -> Option<(char, usize)> {
    let simple = match text.as_bytes().get(1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'u' => return Some((char::from_u32(u32::from_str_radix(text.get(2..6)?, 16).ok()?)?, 6)),
        _ => return None,
    };
    Some((simple, 2))
}

/// The cells of a text, in order, each with its place as a spreadsheet would show it: empty lines
/// count as rows, line breaks within quoted cells do not.
pub(super) struct Cells<'t> {
    text: &'t str,
    delimiter: char,
    quoting: Quoting,
    /// Where the next cell begins; `None` after the last.
    at: Option<usize>,
    place: Place,
    /// Where a cell was opened by a quotation mark that is never closed.
    unclosed: Option<Place>,
}

/// A cell before its quoting is undone.
struct RawCell<'t> {
    place: Place,
    /// Without the quotation marks around it.
    raw: &'t str,
    quoted: bool,
    /// A quotation mark is written twice within it.
    doubled: bool,
    /// Text follows the closing mark; it stands here with the mark.
    tail: &'t str,
    broken: bool,
    /// Where it stands in the text, with its marks.
    span: Range<usize>,
}

impl<'t> Cells<'t> {
    pub(super) fn new(text: &'t str, dialect: Dialect) -> Cells<'t> {
        Cells {
            text,
            delimiter: dialect.delimiter.unwrap_or(NO_DELIMITER),
            quoting: dialect.quoting,
            at: (!text.is_empty()).then_some(0),
            place: Place::new(0, 0),
            unclosed: None,
        }
    }

    /// The next cell and its text, empty ones too.
    pub(super) fn next_cell(&mut self) -> Result<Option<(Place, Cow<'t, str>)>, Problem> {
        let quoting = self.quoting;
        let cell = self.next_raw();
        if let Some(place) = self.unclosed {
            return Err(Problem::UnclosedQuote { place });
        }
        Ok(cell.map(|cell| (cell.place, cell.text(quoting))))
    }

    /// The next cell by where it stands in the text, with the marks around it, and whether it is quoted.
    pub(super) fn next_span(&mut self) -> Option<(Place, Range<usize>, bool)> {
        let cell = self.next_raw()?;
        Some((cell.place, cell.span, cell.quoted))
    }

    /// Where in the text the next cell begins; its end after the last.
    pub(super) fn position(&self) -> usize {
        self.at.unwrap_or(self.text.len())
    }

    fn next_raw(&mut self) -> Option<RawCell<'t>> {
        let start = self.at?;
        let place = self.place;
        let bytes = self.text.as_bytes();
        let (raw, quoted, doubled, tail_start) = match bytes.get(start) {
            Some(b'"') => {
                let (close, doubled) = self.closing_quote(start + 1);
                if close.is_none() {
                    self.unclosed = Some(place);
                }
                let close = close.unwrap_or(bytes.len());
                (&self.text[start + 1..close], true, doubled, (close + 1).min(bytes.len()))
            }
            Some(b' ') => self.after_blanks(start).unwrap_or(("", false, false, start)),
            _ => ("", false, false, start),
        };
        let end = self.cell_end(tail_start);
        let tail = &self.text[tail_start..end];
        self.go_past(end);
        let (raw, tail) = if quoted { (raw, tail.trim_end_matches(' ')) } else { (tail, "") };
        Some(RawCell { place, raw, quoted, doubled, tail, broken: !tail.is_empty(), span: start..end })
    }

    /// A cell in quotation marks after blanks that a person typed, where nothing follows its closing mark.
    fn after_blanks(&self, start: usize) -> Option<(&'t str, bool, bool, usize)> {
        let open = start + self.text[start..].find(|c| c != ' ')?;
        if self.text.as_bytes().get(open) != Some(&b'"') {
            return None;
        }
        let (close, doubled) = self.closing_quote(open + 1);
        let close = close?;
        let tail = &self.text[close + 1..self.cell_end(close + 1)];
        tail.trim_matches(' ').is_empty().then(|| (&self.text[open + 1..close], true, doubled, close + 1))
    }

    /// The mark that closes a quoted cell, and whether a mark is written twice before it.
    fn closing_quote(&self, from: usize) -> (Option<usize>, bool) {
        let bytes = self.text.as_bytes();
        let mut doubled = false;
        let mut at = from;
        while let Some(step) = memchr::memchr2(b'"', b'\\', &bytes[at..]) {
            at += step;
            match (bytes[at], self.quoting, bytes.get(at + 1)) {
                (b'\\', Quoting::Backslash, Some(_)) => at += 2,
                (b'\\', ..) => at += 1,
                (_, Quoting::Doubled, Some(b'"')) => {
                    doubled = true;
                    at += 2;
                }
                _ => return (Some(at), doubled),
            }
            // Past the end after a backslash that stands last.
            at = at.min(bytes.len());
        }
        (None, doubled)
    }

    /// Where a cell that is no longer quoted ends.
    fn cell_end(&self, from: usize) -> usize {
        let rest = &self.text[from..];
        rest.find([self.delimiter, '\n', '\r']).map_or(self.text.len(), |at| from + at)
    }

    /// Steps over the delimiter or line end at a cell's end.
    fn go_past(&mut self, end: usize) {
        let rest = &self.text[end..];
        let Some(mark) = rest.chars().next() else {
            self.at = None;
            return;
        };
        if mark == self.delimiter {
            // A delimiter at the very end still opens an empty cell, which holds nothing.
            self.place.col += 1;
            self.at = Some(end + mark.len_utf8());
        } else {
            let length = if rest.starts_with("\r\n") { 2 } else { 1 };
            self.place = Place::new(self.place.row + 1, 0);
            self.at = (end + length < self.text.len()).then_some(end + length);
        }
    }
}

impl<'t> RawCell<'t> {
    fn text(self, quoting: Quoting) -> Cow<'t, str> {
        let text = match quoting {
            Quoting::Doubled if self.doubled => Cow::Owned(self.raw.replace("\"\"", "\"")),
            Quoting::Backslash if self.quoted && self.raw.contains('\\') => {
                Cow::Owned(unescape_all(self.raw))
            }
            _ => Cow::Borrowed(self.raw),
        };
        // As spreadsheets do with text after a closing mark.
        if self.tail.is_empty() { text } else { Cow::Owned(text.into_owned() + self.tail) }
    }
}

fn unescape_all(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let (character, length) = unescape(&rest[at..]).unwrap_or(('\\', 1));
        text.push(character);
        rest = &rest[at + length..];
    }
    text + rest
}
