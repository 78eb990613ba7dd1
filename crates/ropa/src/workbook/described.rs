//! Records that a web page writes as lists of terms and what they say (`<dl>`), one list a record or all in one.

use crate::workbook::markup::{Hidden, is_block, is_unseen, tidy_lines};
use crate::workbook::{Limits, Problem};
use html5gum::{Token, Tokenizer};
use std::collections::{BTreeMap, BTreeSet};

/// A record: what it is headed by, and its terms in order, each with one thing said.
#[derive(Default)]
struct Record {
    heading: String,
    said: Vec<(String, String)>,
    terms: BTreeSet<String>,
}

impl Record {
    fn has(&self, term: &str) -> bool {
        self.terms.contains(term)
    }

    fn begins_with(&self, term: &str) -> bool {
        self.said.first().is_some_and(|(first, _)| first == term)
    }
}

/// A list as it stands in the page.
#[derive(Default)]
struct List {
    heading: String,
    said: Vec<(String, String)>,
}

/// The lists of a page as rows of a table below its headers, each cell with its column; none where the page has no list.
pub(super) fn rows(page: &str, limits: &Limits) -> Result<Vec<Vec<(u32, String)>>, Problem> {
    let mut records: Vec<Record> = Vec::new();
    for list in lists(page, limits)? {
        add(&mut records, list);
    }
    Ok(table(records))
}

/// Adds a list: as records of its own, or as more of the last record, whose sections stand in lists of their own.
fn add(records: &mut Vec<Record>, list: List) {
    let List { heading, said } = list;
    let known = |record: &Record| said.iter().filter(|(term, _)| record.has(term)).count();
    let again = |record: &Record| {
        said.iter().any(|(term, _)| record.begins_with(term)) || known(record) * 2 > said.len()
    };
    let goes_on = records.last().is_some_and(|record| !again(record));
    if !goes_on {
        records.push(Record { heading: heading.clone(), ..Record::default() });
    }
    let mut before = String::new();
    for (term, text) in said {
        let Some(record) = records.last_mut() else { return };
        // A term that comes again at once says more; the first term begins another record.
        if before != term && record.begins_with(&term) {
            records.push(Record::default());
        }
        let Some(record) = records.last_mut() else { return };
        let name = match goes_on && !heading.is_empty() && before != term && record.has(&term) {
            true => format!("{heading} – {term}"),
            false => term.clone(),
        };
        before = term;
        record.terms.insert(name.clone());
        record.said.push((name, text));
    }
}

/// The table of records: their terms in the order they are met, several columns where a term says several things.
fn table(records: Vec<Record>) -> Vec<Vec<(u32, String)>> {
    if records.is_empty() {
        return Vec::new();
    }
    let headed = records.len() > 1 && records.iter().all(|record| !record.heading.is_empty());
    let mut order: Vec<String> = Vec::new();
    let mut widths: BTreeMap<String, u32> = BTreeMap::new();
    if headed {
        order.push(HEADING.to_string());
        widths.insert(HEADING.to_string(), 1);
    }
    for record in &records {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for (term, _) in &record.said {
            *counts.entry(term).or_default() += 1;
            if !widths.contains_key(term) {
                order.push(term.clone());
                widths.insert(term.clone(), 1);
            }
        }
        for (term, count) in counts {
            widths.entry(term.to_string()).and_modify(|width| *width = count.max(*width));
        }
    }
    let mut headers = Vec::new();
    let mut starts: BTreeMap<String, u32> = BTreeMap::new();
    let mut col = 0_u32;
    for term in order {
        let width = widths.get(&term).copied().unwrap_or(1);
        headers.extend((col..).zip(std::iter::repeat_n(term.clone(), width as usize)));
        starts.insert(term, col);
        col = col.saturating_add(width);
    }
    let row = |record: Record| {
        let heading = headed.then(|| (HEADING.to_string(), record.heading));
        let mut taken: BTreeMap<String, u32> = BTreeMap::new();
        let place = |(term, text): (String, String)| {
            let start = starts.get(&term).copied().unwrap_or_default();
            let offset = taken.entry(term).or_default();
            let col = start.saturating_add(*offset);
            *offset += 1;
            (col, text)
        };
        let mut cells: Vec<(u32, String)> = heading.into_iter().chain(record.said).map(place).collect();
        cells.sort_by_key(|(col, _)| *col);
        cells
    };
    std::iter::once(headers).chain(records.into_iter().map(row)).collect()
}

/// What the column of headings is called.
const HEADING: &str = "Rubrik";

/// The lists of a page that stand outside its tables.
fn lists(page: &str, limits: &Limits) -> Result<Vec<List>, Problem> {
    let mut reader = Reader::default();
    let mut hidden = Hidden::default();
    for Ok(token) in Tokenizer::new(page) {
        if hidden.holds(&token) {
            continue;
        }
        match token {
            Token::StartTag(tag) => reader.open(&tag.name, tag.self_closing),
            Token::EndTag(tag) => reader.close(&tag.name),
            Token::String(text) if reader.unseen == 0 => {
                reader.text.push_str(&String::from_utf8_lossy(&text))
            }
            _ => {}
        }
        if reader.text.len() > limits.cell_bytes.saturating_mul(2) {
            // Running text between lists is no cell.
            if reader.takes.is_some() {
                return Err(Problem::CellTooLong { sheet: None, place: None, limit: limits.cell_bytes });
            }
            reader.text.clear();
        }
        if reader.terms as u64 > limits.cells {
            return Err(Problem::TooManyCells { sheet: None, limit: limits.cells });
        }
    }
    reader.end_text();
    reader.end_list();
    Ok(reader.lists)
}

/// What the text that is read belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    Heading,
    Term,
    Description,
}

#[derive(Default)]
struct Reader {
    lists: Vec<List>,
    list: Option<List>,
    heading: String,
    term: String,
    text: String,
    takes: Option<Takes>,
    /// How many lists are open within each other, tables, and elements that are not shown.
    depth: usize,
    tables: usize,
    unseen: usize,
    terms: usize,
}

impl Reader {
    fn open(&mut self, name: &[u8], closed: bool) {
        match name {
            b"table" => self.tables += 1,
            _ if self.tables > 0 => {}
            b"dl" => {
                self.end_text();
                if self.depth == 0 {
                    self.list = Some(List { heading: std::mem::take(&mut self.heading), said: Vec::new() });
                }
                self.depth += 1;
            }
            b"dt" if self.depth > 0 => self.begin(Takes::Term),
            b"dd" if self.depth > 0 => self.begin(Takes::Description),
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"summary" | b"legend" if self.depth == 0 => {
                self.begin(Takes::Heading);
            }
            name if is_unseen(name) && !closed => self.unseen += 1,
            name if is_block(name) => self.text.push('\n'),
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        match name {
            b"table" => self.tables = self.tables.saturating_sub(1),
            _ if self.tables > 0 => {}
            b"dl" => {
                self.end_text();
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.end_list();
                }
            }
            b"dt" | b"dd" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"summary" | b"legend" => {
                self.end_text();
            }
            name if is_unseen(name) => self.unseen = self.unseen.saturating_sub(1),
            name if is_block(name) => self.text.push('\n'),
            _ => {}
        }
    }

    fn begin(&mut self, takes: Takes) {
        self.end_text();
        self.takes = Some(takes);
    }

    fn end_text(&mut self) {
        let text = tidy_lines(&std::mem::take(&mut self.text));
        match self.takes.take() {
            Some(Takes::Heading) => self.heading = text,
            Some(Takes::Term) => self.term = text,
            Some(Takes::Description) if !self.term.is_empty() => {
                self.terms += 1;
                let said = (self.term.clone(), text);
                self.list.get_or_insert_default().said.push(said);
            }
            Some(Takes::Description) | None => {}
        }
    }

    fn end_list(&mut self) {
        self.term.clear();
        self.lists.extend(self.list.take().filter(|list| !list.said.is_empty()));
    }
}
