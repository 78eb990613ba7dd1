//! The canonical workbook.

use crate::canonical::texts::Texts;
use crate::text::Lang;
use crate::text::catalogue::Codes;
use crate::text::template::Template;
use crate::text::variants::IntoEnumIterator;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{ROW_LIMIT, height_of, lines_in};
use crate::workbook::style::{Formats, made_on, set_page};
use crate::workbook::{Sheet, canonical_columns, neutralised};
use chrono::NaiveDate;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Format, Formula, Workbook, Worksheet};
use std::collections::BTreeMap;

const COL_LIMIT: usize = 16_384;
/// The rows of names and of headers.
const ABOVE: u32 = 2;

/// What a column holds, as far as its look is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// Keys of records.
    Key,
    /// Text of any kind.
    Text,
    /// One of few words.
    Choice(Choices),
    /// What a key beside it stands for, made anew each time.
    Auto,
    /// Where the record was read.
    Source,
    /// What only a reader of files needs; not shown.
    Hidden,
}

/// Lists of words to choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Choices {
    YesNo,
    Role,
    LegalBasis,
    ActivityStatus,
    DpiaStatus,
}

/// Records as a table whose columns are told by name.
#[derive(Debug)]
pub(crate) struct Grid {
    /// The names of the columns.
    pub(crate) marks: Vec<String>,
    /// Their headers.
    pub(crate) headers: Vec<String>,
    pub(crate) columns: Vec<Column>,
    /// The cells of each record.
    pub(crate) rows: Vec<Vec<String>>,
}

impl Grid {
    /// A table of so many records, without columns yet.
    pub(crate) fn new(records: usize) -> Grid {
        Grid {
            marks: Vec::new(),
            headers: Vec::new(),
            columns: Vec::new(),
            rows: (0..records).map(|_| Vec::new()).collect(),
        }
    }

    /// Adds a column; `cells` are those of each record.
    pub(crate) fn push(&mut self, column: Column, mark: &str, header: &str, cells: Vec<String>) {
        self.columns.push(column);
        self.marks.push(mark.to_string());
        self.headers.push(header.to_string());
        for (row, cell) in self.rows.iter_mut().zip(cells) {
            row.push(cell);
        }
    }
}

/// What the records of a sheet are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RecordKind {
    Activities,
    Dpias,
}

/// What stands beside the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AsideKind {
    Assignments,
    Decisions,
    Structure,
}

/// A sheet of what stands beside the records, as its own reader knows it.
#[derive(Debug)]
pub(crate) struct Aside {
    pub(crate) kind: AsideKind,
    pub(crate) sheet: Sheet,
}

/// The headers of columns that are no fields.
pub(crate) struct ColumnTexts {
    pub(crate) key: &'static str,
    pub(crate) not_asked: &'static str,
    read_as: &'static Template,
    pub(crate) sources: [&'static str; 3],
    pub(crate) others: &'static str,
}

impl ColumnTexts {
    /// The header of what the texts of a question were read as.
    pub(crate) fn read_as(&self, question: &str) -> String {
        self.read_as.fill(&[("question", &question)])
    }
}

pub(crate) fn column_texts(lang: Lang) -> ColumnTexts {
    let texts = Texts::of(lang);
    ColumnTexts {
        key: &texts.key,
        not_asked: &texts.not_asked,
        read_as: &texts.read_as,
        sources: [&texts.source_file, &texts.source_sheet, &texts.source_row],
        others: &texts.source_others,
    }
}

/// The words of a list, in the order of the vocabulary.
fn words(texts: &'static Texts, choices: Choices) -> Vec<&'static str> {
    use crate::model::{ActivityStatus, DpiaStatus, LegalBasis, Role};
    fn of<E: IntoEnumIterator + Into<&'static str>>(codes: &'static Codes) -> Vec<&'static str> {
        E::iter().map(|code| codes.of_static(code.into())).filter(|word| !word.is_empty()).collect()
    }
    match choices {
        Choices::YesNo => ["yes", "no", "unknown"].map(|code| texts.yes_no.of_static(code)).into(),
        Choices::Role => of::<Role>(&texts.role),
        Choices::LegalBasis => of::<LegalBasis>(&texts.legal_basis),
        Choices::ActivityStatus => of::<ActivityStatus>(&texts.activity_status),
        Choices::DpiaStatus => of::<DpiaStatus>(&texts.dpia_status),
    }
}

/// The canonical workbook's bytes. The same register gives the same bytes; nothing in it is a formula.
pub(crate) fn canonical(
    grids: &[(RecordKind, Grid)],
    asides: &[Aside],
    lang: Lang,
    as_of: NaiveDate,
) -> Result<Vec<u8>, WriteError> {
    let texts = Texts::of(lang);
    let page = &lang.words().page;
    let formats = Formats::new();
    let mut book = Workbook::new();
    book.set_properties(&made_on(as_of, &texts.title)?);
    let mut lists: Vec<Choices> = grids
        .iter()
        .flat_map(|(_, grid)| &grid.columns)
        .filter_map(|column| if let Column::Choice(choices) = column { Some(*choices) } else { None })
        .collect();
    lists.sort_unstable();
    lists.dedup();
    for (kind, grid) in grids {
        let name = match kind {
            RecordKind::Activities => &texts.sheet_activities,
            RecordKind::Dpias => &texts.sheet_dpias,
        };
        let sheet = book.add_worksheet().set_name(name)?;
        write_grid(sheet, grid, texts, &formats, &lists, page)?;
    }
    let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
    for aside in asides {
        let (name, mark) = match aside.kind {
            AsideKind::Assignments => (&texts.sheet_ties, "ties"),
            AsideKind::Decisions => (&texts.sheet_decisions, "decisions"),
            AsideKind::Structure => (&texts.sheet_structure, "structure"),
        };
        let number = taken.entry(name).or_default();
        *number += 1;
        let name = if *number == 1 { name.clone() } else { format!("{name} ({number})") };
        let sheet = book.add_worksheet().set_name(name)?;
        write_aside(sheet, &aside.sheet, mark, &formats, page)?;
    }
    write_lists(book.add_worksheet().set_name(&texts.sheet_lists)?, &lists, texts)?;
    Ok(book.save_to_buffer()?)
}

fn write_grid(
    sheet: &mut Worksheet,
    grid: &Grid,
    texts: &'static Texts,
    formats: &Formats,
    lists: &[Choices],
    page: &str,
) -> Result<(), WriteError> {
    let limit = ROW_LIMIT - ABOVE as usize;
    if grid.rows.len() > limit {
        return Err(WriteError::TooManyRows { rows: grid.rows.len(), limit });
    }
    if grid.marks.len() > COL_LIMIT {
        return Err(WriteError::TooManyRows { rows: grid.marks.len(), limit: COL_LIMIT });
    }
    let quiet = formats.text.clone().set_font_color("7F7F7F").set_italic();
    let of_columns: Vec<&Format> = grid
        .columns
        .iter()
        .map(|column| match column {
            Column::Key => &formats.strong,
            Column::Auto | Column::Source | Column::Hidden => &quiet,
            Column::Text | Column::Choice(_) => &formats.text,
        })
        .collect();
    let widths: Vec<f64> = (0..grid.columns.len()).map(|col| width(grid, col)).collect();
    let mut lines = 1;
    for (col, ((mark, header), wide)) in (0_u16..).zip(grid.marks.iter().zip(&grid.headers).zip(&widths)) {
        sheet.set_column_width(col, *wide)?;
        if grid.columns[usize::from(col)] == Column::Hidden {
            sheet.set_column_hidden(col)?;
        }
        sheet.write_string(0, col, mark)?;
        sheet.write_string_with_format(1, col, header, &formats.header)?;
        lines = lines.max(lines_in(header, wide - 2.0));
    }
    sheet.set_row_hidden(0)?;
    sheet.set_row_height(1, height_of(lines))?;
    for (row, cells) in (ABOVE..).zip(&grid.rows) {
        let mut lines = 1;
        for (col, ((text, format), wide)) in (0_u16..).zip(cells.iter().zip(&of_columns).zip(&widths)) {
            write_text(sheet, row, col, text, format)?;
            if grid.columns[usize::from(col)] != Column::Hidden {
                lines = lines.max(lines_in(text, *wide));
            }
        }
        sheet.set_row_height(row, height_of(lines))?;
    }
    let last = ABOVE + u32::try_from(grid.rows.len()).unwrap_or(u32::MAX).max(1) - 1;
    let last_col = u16::try_from(grid.marks.len()).unwrap_or(u16::MAX).saturating_sub(1);
    sheet.autofilter(1, 0, last, last_col)?;
    // The key and, where it follows, what the record is called stay in view.
    sheet.set_freeze_panes(ABOVE, 1)?;
    sheet.set_repeat_rows(1, 1)?;
    set_page(sheet, page);
    // As wide as it is; on one page it could not be read.
    sheet.set_print_fit_to_pages(0, 0);
    sheet.set_print_scale(60);
    sheet.set_repeat_columns(0, 0)?;
    for (col, column) in (0_u16..).zip(&grid.columns) {
        let Column::Choice(choices) = column else { continue };
        let Some(list) = lists.iter().position(|one| one == choices) else { continue };
        let letters = crate::source::column_letters(u32::try_from(list).unwrap_or_default());
        let count = words(texts, *choices).len() + 1;
        let source = format!("='{}'!${letters}$2:${letters}${count}", texts.sheet_lists);
        let validation = DataValidation::new()
            .allow_list_formula(Formula::new(source))
            // More may be said than the words of the list: "Ja, USA".
            .set_error_style(DataValidationErrorStyle::Information)
            .set_error_title(&texts.choice_title)?
            .set_error_message(&texts.choice_message)?;
        // Rows that are added below have the list too.
        sheet.add_data_validation(
            ABOVE,
            col,
            last.saturating_add(200).min(ROW_LIMIT as u32 - 1),
            col,
            &validation,
        )?;
    }
    Ok(())
}

/// A width in which a column's texts can be read, and not more.
fn width(grid: &Grid, col: usize) -> f64 {
    const LEAST: usize = 10;
    const MOST: usize = 44;
    let longest = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    let cells = grid.rows.iter().filter_map(|row| row.get(col)).map(|text| longest(text));
    let header = grid.headers[col].split_whitespace().map(|word| word.chars().count() + 4).max();
    let wide = cells.chain(header).max().unwrap_or_default() + 2;
    let most = if grid.columns[col] == Column::Key { MOST / 2 } else { MOST };
    wide.clamp(LEAST, most) as f64
}

/// Writes a text as text, so marked that a spreadsheet does not run it when someone edits the cell.
fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    col: u16,
    text: &str,
    format: &Format,
) -> Result<(), WriteError> {
    if text.is_empty() {
        sheet.write_blank(row, col, format)?;
    } else if neutralised(text) != text {
        sheet.write_string_with_format(row, col, text, &format.clone().set_quote_prefix())?;
    } else {
        sheet.write_string_with_format(row, col, text, format)?;
    }
    Ok(())
}

/// Writes a sheet below a row that tells what it is.
fn write_aside(
    sheet: &mut Worksheet,
    cells: &Sheet,
    mark: &str,
    formats: &Formats,
    page: &str,
) -> Result<(), WriteError> {
    sheet.write_string(0, 0, format!("{}{mark}", canonical_columns::ASIDE))?;
    sheet.set_row_hidden(0)?;
    let mut widths: BTreeMap<u16, usize> = BTreeMap::new();
    let first = cells.cells().first().map(|cell| cell.place.row);
    let too_many = |row: u32| WriteError::TooManyRows { rows: row as usize, limit: ROW_LIMIT - 1 };
    for cell in cells.cells() {
        let row = cell.place.row.checked_add(1).filter(|row| (*row as usize) < ROW_LIMIT);
        let row = row.ok_or_else(|| too_many(cell.place.row))?;
        let col = u16::try_from(cell.place.col).map_err(|_| too_many(cell.place.col))?;
        let format = if Some(cell.place.row) == first { &formats.header } else { &formats.text };
        write_text(sheet, row, col, &cell.text, format)?;
        let wide = widths.entry(col).or_default();
        *wide = cell.text.lines().map(|line| line.chars().count()).max().unwrap_or_default().max(*wide);
    }
    for (col, wide) in widths {
        sheet.set_column_width(col, (wide + 2).clamp(10, 40) as f64)?;
    }
    if let Some(first) = first {
        sheet.set_freeze_panes(first + 2, 0)?;
    }
    set_page(sheet, page);
    Ok(())
}

/// The hidden sheet of the words to choose from.
fn write_lists(sheet: &mut Worksheet, lists: &[Choices], texts: &'static Texts) -> Result<(), WriteError> {
    sheet.set_hidden(true);
    sheet.write_string(0, 0, format!("{}lists", canonical_columns::ASIDE))?;
    for (col, choices) in (0_u16..).zip(lists) {
        for (row, word) in (1_u32..).zip(words(texts, *choices)) {
            sheet.write_string(row, col, word)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Choices, words};
    use crate::canonical::texts::Texts;
    use crate::import::ValueWords;
    use crate::model::ActivityStatus;
    use crate::model::{DpiaField, DpiaStatus, Field, Item, LegalBasis, Role, Term, Value};
    use crate::text::Lang;
    use crate::text::variants::IntoEnumIterator;

    /// What can be chosen is read as what it says.
    #[test]
    fn every_choice_is_read_back() {
        let read = |choices, terms: Vec<Term>, read: &dyn Fn(&str) -> Value| {
            for lang in [Lang::Sv, Lang::En] {
                let words = words(Texts::of(lang), choices);
                assert_eq!(words.len(), terms.len(), "{choices:?}");
                for (word, term) in words.iter().zip(&terms) {
                    let Value::Items(items) = read(word) else { panic!("{word}") };
                    assert!(
                        matches!(&items[..], [Item { term: Some(found), .. }] if found == term),
                        "{word}: {items:?}"
                    );
                }
            }
        };
        let values = ValueWords::builtin();
        let field = |field| move |word: &str| values.read_field(field, word).value;
        read(Choices::Role, Role::iter().map(Term::Role).collect(), &field(Field::Role));
        read(Choices::LegalBasis, LegalBasis::iter().map(Term::Basis).collect(), &field(Field::LegalBasis));
        read(
            Choices::ActivityStatus,
            ActivityStatus::iter().map(Term::Activity).collect(),
            &field(Field::Status),
        );
        let dpia = |word: &str| values.read_dpia_field(DpiaField::Status, word).value;
        read(Choices::DpiaStatus, DpiaStatus::iter().map(Term::Dpia).collect(), &dpia);
        for lang in [Lang::Sv, Lang::En] {
            let [yes, no, unknown] = words(Texts::of(lang), Choices::YesNo)[..] else { panic!() };
            assert!(matches!(field(Field::K4)(yes), Value::YesNo(answer) if answer.yes));
            assert!(matches!(field(Field::K4)(no), Value::YesNo(answer) if !answer.yes));
            assert_eq!(field(Field::K4)(unknown), Value::Unknown);
        }
    }
}
