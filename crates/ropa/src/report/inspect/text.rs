//! How the files were read, for a person.

use super::{InspectView, field_name};
use crate::import::{
    ColumnMatch, Grounds, Layout, MatchHow, NotUnderstood, Notice, StatedIn, TableInfo, TableKind,
};
use crate::report::common::page::{Page, Style, TextOptions, right};
use crate::report::common::quote::{mention, name, quoted};
use crate::report::common::reading;
use crate::report::common::wording::Wording;
use crate::report::gaps::files;
use crate::report::merge::text::section;
use crate::source::{CellRef, column_letters};
use crate::text::template::Counted;
use crate::workbook::ReadNote;
use std::collections::BTreeMap;

/// Cells named for one notice.
const CELLS_NAMED: usize = 6;

/// Writes for a person how the files were read.
pub fn text(view: &InspectView<'_>, options: TextOptions) -> String {
    let wording = Wording::of_import(view.lang, view.many_files());
    let mut report = Report { view, wording: &wording, page: Page::new(options) };
    report.page.heading(Style::Heading, &wording.texts.inspect.title.fill(&[("date", &view.as_of)]));
    report.files();
    report.documents();
    report.not_understood();
    report.notices();
    report.remarks();
    section(&mut report.page, &wording, view.import);
    report.account();
    report.page.finish()
}

pub(super) struct Report<'v, 'a> {
    pub(super) view: &'v InspectView<'a>,
    pub(super) wording: &'v Wording<'a>,
    pub(super) page: Page,
}

impl Report<'_, '_> {
    pub(super) fn number(&self, count: usize) -> String {
        self.wording.lang.number(count)
    }

    fn files(&mut self) {
        let texts = &self.wording.texts.inspect;
        for (file, tables) in files(self.view.import) {
            // Documents are shown by themselves.
            if tables.iter().all(|table| table.layout == Layout::Document) {
                continue;
            }
            self.page.heading(Style::Heading, &texts.file.fill(&[("file", &quoted(file))]));
            let notes =
                self.view.notes.iter().filter(|notes| notes.file == &**file).flat_map(|notes| notes.notes);
            for note in notes.filter(|note| !matches!(note, ReadNote::Remark(_))) {
                let note = self.note(note);
                self.page.paragraph(2, 2, Style::Plain, &note);
            }
            for table in tables {
                self.table(table);
            }
        }
    }

    fn note(&self, note: &ReadNote) -> String {
        let texts = &self.wording.texts.inspect;
        match note {
            ReadNote::Encoding { name, guessed: false } => texts.note_encoding.fill(&[("name", name)]),
            ReadNote::Encoding { name, guessed: true } => texts.note_encoding_guessed.fill(&[("name", name)]),
            ReadNote::Delimiter('\t') => texts.note_delimiter.fill(&[("delimiter", &texts.note_tab)]),
            ReadNote::Delimiter(delimiter) => texts.note_delimiter.fill(&[("delimiter", delimiter)]),
            ReadNote::OtherFormat { ending, content } => {
                let content = texts.contents.of(content);
                texts.note_other_format.fill(&[("ending", &quoted(ending)), ("content", &content)])
            }
            ReadNote::FormulaWithoutValue(cells) => {
                let count = self.number(cells.len());
                let text = texts.note_formula.form(cells.len());
                text.fill(&[("count", &count), ("cells", &self.cells(cells))])
            }
            // Told with those of every list.
            ReadNote::Remark(_) => String::new(),
        }
    }

    /// The first cells of a list.
    fn cells(&self, cells: &[CellRef]) -> String {
        let mut named = self.wording.cells(&cells[..cells.len().min(CELLS_NAMED)]);
        if cells.len() > CELLS_NAMED {
            named.push_str(&format!(", … (+{})", cells.len() - CELLS_NAMED));
        }
        named
    }

    fn table(&mut self, table: &TableInfo) {
        let texts = &self.wording.texts.inspect;
        let words = self.wording.lang.words();
        let (sheet, kind) = (quoted(&table.sheet), words.table_kind.of(table.kind.into()));
        let Some(header_row) = table.header_row else {
            let none = texts.table_none.fill(&[("sheet", &sheet), ("kind", &kind)]);
            self.page.paragraph(2, 2, Style::Plain, &none);
            return;
        };
        let first = table.columns.iter().map(|column| column.place).min();
        let title = match (table.layout, first) {
            (Layout::Columns | Layout::Form, Some(first)) => texts.table_down.fill(&[
                ("sheet", &sheet),
                ("records", &self.number(table.records)),
                ("kind", &kind),
                ("layout", &words.layout.of(table.layout.into())),
                ("cell", &first),
            ]),
            _ => texts.table.fill(&[
                ("sheet", &sheet),
                ("records", &self.number(table.records)),
                ("kind", &kind),
                ("layout", &words.layout.of(table.layout.into())),
                ("row", &header_row),
            ]),
        };
        self.page.blank();
        self.page.paragraph(2, 2, Style::Heading, &title);
        for said in &table.metadata {
            let line = format!("{}: {} ({})", quoted(&said.label), quoted(&said.text), said.place);
            self.page.paragraph(4, 2, Style::Plain, &line);
        }
        if table.columns.is_empty() {
            return;
        }
        self.page.paragraph(4, 0, Style::Dim, &texts.columns);
        let places = table.columns.iter().map(|column| column.place.to_string().len());
        let width = places.max().unwrap_or(0);
        for column in &table.columns {
            let read_as = self.read_as(column);
            // What was read by likeness, and what was not read at all, is what to look at.
            let style = match column.how {
                MatchHow::Fuzzy | MatchHow::Likely => Style::Warning,
                MatchHow::None => Style::Dim,
                _ => Style::Plain,
            };
            let line = format!("{} -> {read_as}", name(&column.header));
            self.page.row(4, &column.place.to_string(), width, style, &line);
        }
        let unmapped = table.columns.iter().filter(|column| column.field.is_none()).count();
        let assessed = matches!(table.kind, TableKind::Activities | TableKind::Dpias);
        if assessed && unmapped > 0 {
            let text = texts.unmapped.form(unmapped).fill(&[("count", &self.number(unmapped))]);
            self.page.paragraph(4, 0, Style::Plain, &text);
        }
    }

    /// What a column was read as, how surely, and by what evidence.
    fn read_as(&self, column: &ColumnMatch) -> String {
        let texts = &self.wording.texts.inspect;
        let grounds = column.grounds.as_ref().map(|one| grounds(self.wording, one));
        match (column.field, column.possible) {
            (Some(field), _) => {
                let how = self.wording.lang.words().match_how.of(column.how.into());
                let how = match grounds {
                    Some(grounds) => format!("{how} {grounds}"),
                    None => how.to_owned(),
                };
                let field = field_name(self.wording, field.key());
                texts.column_mapped.fill(&[("field", &field), ("how", &how)])
            }
            (None, Some(field)) => {
                let field = field_name(self.wording, field.key());
                let grounds = grounds.unwrap_or_default();
                texts.column_possible.fill(&[("field", &field), ("grounds", &grounds)])
            }
            (None, None) => texts.column_kept.clone(),
        }
    }

    /// Equal values of a field stand together, the most common first.
    fn not_understood(&mut self) {
        let texts = &self.wording.texts.inspect;
        let values = &self.view.import.not_understood;
        let mut alike: BTreeMap<(&str, &str), (usize, &NotUnderstood)> = BTreeMap::new();
        for value in values {
            alike.entry((value.field.key(), &value.text)).or_insert((0, value)).0 += 1;
        }
        let mut alike: Vec<_> = alike.into_values().collect();
        alike.sort_by_key(|(count, value)| (std::cmp::Reverse(*count), &value.cell));
        let lines = alike.into_iter().map(|(count, value)| {
            let (field, text) = (field_name(self.wording, value.field.key()), quoted(&value.text));
            let line = if count == 1 {
                texts.not_understood_row.fill(&[("field", &field), ("text", &text)])
            } else {
                let count = self.number(count);
                texts.not_understood_count.fill(&[("field", &field), ("text", &text), ("count", &count)])
            };
            (self.wording.cell(&value.cell).to_string(), line)
        });
        let lines = lines.collect();
        self.lines(&texts.not_understood, values.len(), lines);
    }

    fn notices(&mut self) {
        let texts = &self.wording.texts.inspect;
        let cell = |cell: &CellRef| self.wording.cell(cell).to_string();
        let line = |notice: &Notice| match notice {
            Notice::DuplicateId { id, cells } => {
                texts.duplicate_id.fill(&[("id", &quoted(id)), ("cells", &self.cells(cells))])
            }
            Notice::DuplicateName { name, cells } => {
                texts.duplicate_name.fill(&[("name", &quoted(name)), ("cells", &self.cells(cells))])
            }
            Notice::FuzzyHeader { header, cell: place, field } => texts.fuzzy_header.fill(&[
                ("header", &quoted(header)),
                ("cell", &cell(place)),
                ("field", &field_name(self.wording, field.key())),
            ]),
            Notice::LikelyHeader { header, cell: place, field } => texts.likely_header.fill(&[
                ("header", &quoted(header)),
                ("cell", &cell(place)),
                ("field", &field_name(self.wording, field.key())),
            ]),
            Notice::Stray { cell: place, text } => {
                texts.stray.fill(&[("text", &mention(text)), ("cell", &cell(place))])
            }
            Notice::HiddenSheet { file, sheet } => {
                texts.hidden_sheet.fill(&[("file", &quoted(file)), ("sheet", &quoted(sheet))])
            }
            Notice::NoTable { file, sheet } if sheet.is_empty() => {
                texts.no_sheet.fill(&[("file", &quoted(file))])
            }
            Notice::OtherTable { cell: place, header } => {
                texts.other_table.fill(&[("header", &quoted(header)), ("cell", &cell(place))])
            }
            Notice::HiddenLines { file, sheet, rows, columns } => {
                let lines = self.hidden(rows, columns);
                texts.hidden_lines.fill(&[
                    ("file", &quoted(file)),
                    ("sheet", &quoted(sheet)),
                    ("lines", &lines),
                ])
            }
            Notice::LeftOut { header, cell: place } => {
                texts.left_out.fill(&[("header", &quoted(header)), ("cell", &cell(place))])
            }
            Notice::Explanations { file, sheet } => {
                texts.explanations.fill(&[("file", &quoted(file)), ("sheet", &quoted(sheet))])
            }
            Notice::SharedAnswer { field, text, by, cell: place } => {
                let said = match by {
                    StatedIn::Title => &texts.said_by_title,
                    StatedIn::Sheet => &texts.said_by_sheet,
                    StatedIn::File => &texts.said_by_file,
                };
                let field = field_name(self.wording, field.key());
                said.fill(&[("field", &field), ("text", &quoted(text)), ("cell", &cell(place))])
            }
            Notice::Overview { cell: place, missing } => {
                let fields = missing.iter().map(|field| field_name(self.wording, field.key()).to_lowercase());
                let fields = fields.collect::<Vec<_>>().join(", ");
                texts.overview.fill(&[("cell", &cell(place)), ("fields", &fields)])
            }
            Notice::Subset { cell: place, text } => {
                texts.subset.fill(&[("text", &quoted(text)), ("cell", &cell(place))])
            }
            Notice::Versions { id, versions } => {
                let versions = versions.iter().map(|(version, place)| format!("{version} ({})", cell(place)));
                let versions = versions.collect::<Vec<_>>().join(", ");
                texts.versions.fill(&[("id", &quoted(id)), ("versions", &versions)])
            }
            Notice::UnevenPairs { cells: [first, second], parts: [count, other] } => {
                let (count, other) = (self.number(*count), self.number(*other));
                texts.uneven_pairs.fill(&[
                    ("first", &cell(first)),
                    ("count", &count),
                    ("second", &cell(second)),
                    ("other", &other),
                ])
            }
            Notice::NoTable { file, sheet } => {
                texts.no_table.fill(&[("file", &quoted(file)), ("sheet", &quoted(sheet))])
            }
        };
        let notices = &self.view.import.notices;
        let lines = notices.iter().map(|notice| ("-".to_string(), line(notice))).collect();
        self.lines(&texts.notices, notices.len(), lines);
    }

    /// What every list tells, beside what stands with the file already.
    fn remarks(&mut self) {
        for line in reading::remarks(self.wording, self.view.import) {
            self.page.paragraph(2, 2, Style::Warning, &line);
        }
    }

    /// Hidden rows and columns, those side by side as one stretch.
    fn hidden(&self, rows: &[u32], columns: &[u32]) -> String {
        let texts = &self.wording.texts.inspect;
        let stretches = |lines: &[u32], name: &dyn Fn(u32) -> String| {
            let stretch = |side_by_side: &[u32]| match side_by_side {
                [first, .., last] => format!("{}–{}", name(*first), name(*last)),
                one => one.iter().map(|line| name(*line)).collect(),
            };
            lines.chunk_by(|a, b| a + 1 == *b).map(stretch).collect::<Vec<_>>().join(", ")
        };
        let row = stretches(rows, &|row| (row + 1).to_string());
        let column = stretches(columns, &column_letters);
        let said = [(&texts.hidden_rows, rows.len(), row), (&texts.hidden_columns, columns.len(), column)];
        let said = said.into_iter().filter(|(_, count, _)| *count > 0);
        said.map(|(text, count, list)| text.form(count).fill(&[("list", &list)]))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn lines(&mut self, title: &Counted, count: usize, lines: Vec<(String, String)>) {
        if lines.is_empty() {
            return;
        }
        let title = title.form(count).fill(&[("count", &self.number(count))]);
        self.page.heading(Style::Heading, &title);
        let shown = self.page.rows(lines.len());
        let width = lines[..shown].iter().map(|(first, _)| first.chars().count()).max().unwrap_or(0).min(40);
        for (first, line) in &lines[..shown] {
            self.page.row(2, first, width, Style::Plain, line);
        }
        let rest = lines.len() - shown;
        if rest > 0 {
            let more = self.wording.texts.inspect.more.form(rest).fill(&[("count", &self.number(rest))]);
            self.page.paragraph(2, 0, Style::Dim, &more);
        }
    }

    fn account(&mut self) {
        let texts = &self.wording.texts.inspect;
        let account = self.view.import.account;
        self.page.heading(Style::Heading, &texts.account);
        let figures = [
            (&texts.account_mapped, account.mapped),
            (&texts.account_kept, account.kept),
            (&texts.account_structural, account.structural),
            (&texts.account_reported, account.reported),
        ];
        let digits = self.number(account.cells).chars().count();
        let total = right(&self.number(account.cells), digits);
        self.page.row(2, &total, digits, Style::Heading, &texts.account_cells);
        for (label, count) in figures {
            let count = right(&self.number(count), digits);
            self.page.row(2, &count, digits, Style::Plain, label);
        }
        let sum = figures.iter().map(|(_, count)| count).sum::<usize>();
        let (style, verdict) = if sum == account.cells {
            (Style::Dim, texts.account_adds_up.clone())
        } else {
            let (sum, cells) = (self.number(sum), self.number(account.cells));
            (Style::Error, texts.account_differs.fill(&[("sum", &sum), ("cells", &cells)]))
        };
        self.page.paragraph(2, 0, style, &verdict);
    }
}

/// What an inferred field rests on.
pub(super) fn grounds(wording: &Wording<'_>, grounds: &Grounds) -> String {
    let texts = &wording.texts.inspect;
    let (likely, heading) = (grounds.likely, grounds.heading);
    match grounds.cells {
        Some(are) => {
            let cells = texts.cells_are.of(are.into());
            texts.grounds_cells.fill(&[("likely", &likely), ("heading", &heading), ("cells", &cells)])
        }
        None => texts.grounds.fill(&[("likely", &likely), ("heading", &heading)]),
    }
}
