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

/// Marks that part cells, in the order in which Swedish programs use them.
const MARKS: [char; 4] = [';', '\t', ',', '|'];

/// A text as it was before a spreadsheet read and wrote it with another mark between cells, with the rows that it had
/// put in quotation marks; nothing where none has.
///
/// A file with commas that Swedish Excel opens has each line in one cell, cut at each semicolon. Saved, what holds a
/// quotation mark stands in quotation marks, and lines of fewer pieces end with semicolons.
pub(super) fn unwrapped(text: &str) -> Option<(String, Vec<u32>)> {
    if !text.contains('"') && !text.contains(";\n") && !text.contains(";\r") {
        return None;
    }
    // Enough lines for the judgement stand at the beginning.
    let sample = sample(text);
    let as_it_is = |mark| Shape::of(sample, mark, Quoting::Doubled).score();
    let [semicolon, tab, comma, bar] = MARKS;
    [semicolon, comma, tab].into_iter().find_map(|outer| {
        let header = Header::of(sample, outer)?;
        let resaved = Resaved::of(sample, outer)?;
        // Headers in quotation marks above lines without may be a title with commas in it.
        let is_title = header.quoted && resaved.rows.len() * 2 <= resaved.lines;
        if resaved.rows.is_empty() && !header.padded || is_title {
            return None;
        }
        let plain = [semicolon, tab, comma, bar].into_iter().map(as_it_is).fold(0.0, f64::max);
        let before = Shape::of(&resaved.text, header.inner, Quoting::Doubled);
        let better = before.score() > plain || header.padded && before.score() >= plain;
        (better && before.width >= Header::NARROWEST && before.broken_quotes == 0)
            .then(|| Resaved::of(text, outer))
            .flatten()
            .map(|resaved| (resaved.text, resaved.rows))
    })
}

/// A line of headers that stand in one cell.
struct Header {
    /// What parts them.
    inner: char,
    /// Whether empty cells stand after it.
    padded: bool,
    quoted: bool,
}

impl Dialect {
    /// Cells parted by a mark, with quotation marks as spreadsheets write them.
    pub(super) fn of(mark: char) -> Dialect {
        Dialect { delimiter: Some(mark), quoting: Quoting::Doubled }
    }
}

impl Header {
    const NARROWEST: usize = 3;

    /// The first such line among those at the top of a text.
    fn of(text: &str, outer: char) -> Option<Header> {
        const TRIED: u32 = 10;
        let mut cells = Cells::new(text, Dialect { delimiter: Some(outer), quoting: Quoting::Doubled });
        let mut rows: Vec<Vec<(bool, Cow<'_, str>)>> = Vec::new();
        while let Some(cell) = cells.next_raw().filter(|cell| cell.place.row < TRIED) {
            rows.resize_with(cell.place.row as usize + 1, Vec::new);
            rows.last_mut()?.push((cell.quoted, cell.text(Quoting::Doubled)));
        }
        rows.iter().find_map(|row| {
            let ((quoted, first), rest) = row.split_first()?;
            let alone = rest.iter().all(|(_, cell)| cell.trim().is_empty());
            let inner = MARKS
                .into_iter()
                .filter(|mark| *mark != outer)
                .max_by_key(|mark| first.matches(*mark).count())?;
            let wide = first.matches(inner).count() + 1 >= Self::NARROWEST;
            (alone && wide).then_some(Header { inner, padded: !rest.is_empty(), quoted: *quoted })
        })
    }
}

/// A text with its cells joined again.
struct Resaved {
    text: String,
    /// The rows in which cells stood in quotation marks.
    rows: Vec<u32>,
    /// How many rows hold something.
    lines: usize,
}

impl Resaved {
    /// Nothing where a cell goes on after its closing mark, which no spreadsheet writes.
    fn of(text: &str, outer: char) -> Option<Resaved> {
        let mut cells = Cells::new(text, Dialect { delimiter: Some(outer), quoting: Quoting::Doubled });
        let mut resaved = Resaved { text: String::with_capacity(text.len()), rows: Vec::new(), lines: 0 };
        // How far the line reaches without the empty cells at its end.
        let mut filled = 0;
        let (mut row, mut begun) = (0, None);
        while let Some(cell) = cells.next_raw() {
            if cell.broken {
                return None;
            }
            if cell.place.row != row {
                resaved.text.truncate(filled);
                resaved.text.push('\n');
                row = cell.place.row;
                filled = resaved.text.len();
            } else if cell.place.col > 0 {
                resaved.text.push(outer);
            }
            if cell.quoted && resaved.rows.last() != Some(&row) {
                resaved.rows.push(row);
            }
            let text = cell.text(Quoting::Doubled);
            resaved.text.push_str(&text);
            if !text.is_empty() {
                resaved.lines += usize::from(begun != Some(row));
                begun = Some(row);
                filled = resaved.text.len();
            }
        }
        resaved.text.truncate(filled);
        resaved.text.push('\n');
        cells.unclosed.is_none().then_some(resaved)
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
    // Their order decides between equals.
    let best = MARKS.into_iter().fold((None, 0.0), |best: (Option<char>, f64), delimiter| {
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
    /// The same, where the next line tells it, so that the mark was read as text.
    stray: Vec<Place>,
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
            stray: Vec::new(),
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

    /// Whether the next cell stands on a line of that number, or none comes.
    pub(super) fn is_at_line(&self, row: u32) -> bool {
        self.at.is_none() || self.place == Place::new(row, 0)
    }

    /// The cells that open with a quotation mark that is never closed, and were read as text.
    pub(super) fn stray_quotes(&self) -> &[Place] {
        &self.stray
    }

    fn next_raw(&mut self) -> Option<RawCell<'t>> {
        let start = self.at?;
        let place = self.place;
        let bytes = self.text.as_bytes();
        let mut inner = false;
        let (raw, quoted, doubled, tail_start) = match bytes.get(start) {
            Some(b'"') if self.is_stray(start) => {
                self.stray.push(place);
                ("", false, false, start)
            }
            Some(b'"') => {
                let (close, doubled) = self.closing_quote(start + 1);
                let last = close.and_then(|close| self.last_mark(close));
                inner = last.is_some();
                let close = last.or(close);
                if close.is_none() {
                    self.unclosed = Some(place);
                }
                let close = close.unwrap_or(bytes.len());
                (&self.text[start + 1..close], true, doubled, (close + 1).min(bytes.len()))
            }
            Some(byte) if self.is_blank(char::from(*byte)) => {
                self.after_blanks(start).unwrap_or(("", false, false, start))
            }
            _ => ("", false, false, start),
        };
        let end = self.cell_end(tail_start);
        let tail = &self.text[tail_start..end];
        self.go_past(end);
        let (raw, tail) =
            if quoted { (raw, tail.trim_end_matches(|c| self.is_blank(c))) } else { (tail, "") };
        let broken = inner || !tail.is_empty();
        Some(RawCell { place, raw, quoted, doubled, tail, broken, span: start..end })
    }

    /// A blank that may stand beside quotation marks.
    fn is_blank(&self, c: char) -> bool {
        matches!(c, ' ' | '\t') && c != self.delimiter
    }

    /// Whether a cell may end here, after its closing mark.
    fn may_end(&self, at: usize) -> bool {
        let rest = self.text[at..].trim_start_matches(|c| self.is_blank(c));
        rest.chars().next().is_none_or(|c| c == self.delimiter || matches!(c, '\n' | '\r'))
    }

    /// The mark that ends a cell with quotation marks of its own in it that are not written twice: the first one on the
    /// line after which a cell may end, where none before it begins another cell.
    fn last_mark(&self, first: usize) -> Option<usize> {
        if self.quoting != Quoting::Doubled || self.may_end(first + 1) {
            return None;
        }
        let rest = &self.text[first + 1..];
        let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        for (at, _) in line.match_indices('"') {
            let at = first + 1 + at;
            if self.text[..at].ends_with(self.delimiter) {
                return None;
            }
            if self.may_end(at + 1) {
                return Some(at);
            }
        }
        None
    }

    /// Whether the mark that opens a cell is never closed: the next one, on a later line, opens a cell itself.
    fn is_stray(&self, open: usize) -> bool {
        let (Quoting::Doubled, (Some(close), _)) = (self.quoting, self.closing_quote(open + 1)) else {
            return false;
        };
        self.text[open..close].contains(['\n', '\r'])
            && self.text[..close].ends_with(self.delimiter)
            && !self.may_end(close + 1)
    }

    /// A cell in quotation marks after blanks that a person typed, where nothing follows its closing mark.
    fn after_blanks(&self, start: usize) -> Option<(&'t str, bool, bool, usize)> {
        let open = start + self.text[start..].find(|c| !self.is_blank(c))?;
        if self.text.as_bytes().get(open) != Some(&b'"') {
            return None;
        }
        let (close, doubled) = self.closing_quote(open + 1);
        let close = close?;
        let tail = &self.text[close + 1..self.cell_end(close + 1)];
        tail.trim_matches(|c| self.is_blank(c))
            .is_empty()
            .then(|| (&self.text[open + 1..close], true, doubled, close + 1))
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
