//! Records as a table whose columns are told by name.

use crate::canonical::names::Names;
use crate::canonical::workbook::{Choices, Column, Grid};
use crate::canonical::{ReadAlone, RegisterView, others, read_as};
use crate::import::Profile;
use crate::model::{DpiaField, Field, Kind, Record};
use crate::source::Text;
use crate::text::Lang;
use crate::text::variants::IntoEnumIterator;
use crate::workbook::canonical_columns;
use std::collections::{BTreeMap, BTreeSet};

/// A text goes on in the next cell after so many UTF-16 units; a cell of a workbook holds 32,767.
const LONGEST: usize = 32_000;

/// The activities of a register.
pub(super) fn activities(view: &RegisterView<'_>) -> Grid {
    let names = Names::of(view);
    let records: Vec<_> = view.register.activities.iter().map(|one| (&one.key, &one.record)).collect();
    let label = |field: Field| label(view.profile.activity_label(field, view.lang.code()), field.key());
    Builder {
        records: &records,
        beside: &|field, record| names.beside(field, record),
        label: &label,
        read: |words, field, text| words.read_field(field, text).value,
        profile: view.profile,
        lang: view.lang,
    }
    .grid(canonical_columns::ACTIVITY, Field::iter(), |field| match field {
        Field::Status => Some(Choices::ActivityStatus),
        Field::Role => Some(Choices::Role),
        Field::LegalBasis => Some(Choices::LegalBasis),
        field if field.kind() == Kind::YesNo => Some(Choices::YesNo),
        _ => None,
    })
}

/// The DPIAs of a register.
pub(super) fn dpias(view: &RegisterView<'_>) -> Grid {
    let names = Names::of(view);
    let records: Vec<_> = view.register.dpias.iter().map(|one| (&one.key, &one.record)).collect();
    let label = |field: DpiaField| label(view.profile.dpia_label(field, view.lang.code()), field.key());
    Builder {
        records: &records,
        beside: &|field, record| names.beside_dpia(field, record),
        label: &label,
        read: |words, field, text| words.read_dpia_field(field, text).value,
        profile: view.profile,
        lang: view.lang,
    }
    .grid(canonical_columns::DPIA, DpiaField::iter(), |field| match field {
        DpiaField::Status => Some(Choices::DpiaStatus),
        field if field.kind() == Kind::YesNo => Some(Choices::YesNo),
        _ => None,
    })
}

fn label(label: Option<&str>, key: &str) -> String {
    label.unwrap_or(key).to_string()
}

struct Builder<'a, F> {
    records: &'a [(&'a Text, &'a Record<F>)],
    /// The name that a field's key stands for.
    beside: &'a dyn Fn(F, &Record<F>) -> Option<String>,
    label: &'a dyn Fn(F) -> String,
    /// Reads a text by itself.
    read: ReadAlone<F>,
    profile: &'a Profile,
    lang: Lang,
}

impl<F: Copy + Ord + Into<&'static str>> Builder<'_, F> {
    fn grid(
        &self,
        key_mark: &str,
        fields: impl Iterator<Item = F>,
        choices: impl Fn(F) -> Option<Choices>,
    ) -> Grid {
        let mut grid = Grid::new(self.records.len());
        let texts = crate::canonical::workbook::column_texts(self.lang);
        grid.push(
            Column::Key,
            key_mark,
            texts.key,
            self.records.iter().map(|(key, _)| key.to_string()).collect(),
        );
        let asked: BTreeSet<F> = self
            .records
            .iter()
            .flat_map(|(_, record)| {
                record.asked.iter().copied().chain(record.entries.iter().map(|e| e.field))
            })
            .collect();
        for field in fields.filter(|field| asked.contains(field)) {
            let mark = format!("{}{}", canonical_columns::PREFIX, field.into());
            let answers: Vec<Vec<&str>> = self
                .records
                .iter()
                .map(|(_, record)| record.entries_of(field).map(|entry| &*entry.written).collect())
                .collect();
            let header = (self.label)(field);
            let numbered = |number: usize| match number {
                0 => header.clone(),
                more => format!("{header} ({})", more + 1),
            };
            let column = choices(field).map_or(Column::Text, Column::Choice);
            push_texts(&mut grid, column, &mark, numbered, &answers, true);
            self.read_as(&mut grid, field, &mark, &texts.read_as(&header));
            let beside: Vec<_> =
                self.records.iter().map(|(_, record)| (self.beside)(field, record)).collect();
            if beside.iter().any(Option::is_some) {
                let names = beside.into_iter().map(Option::unwrap_or_default).collect();
                grid.push(Column::Auto, canonical_columns::AUTO, &format!("{header} (auto)"), names);
            }
        }
        self.extras(&mut grid);
        let all: BTreeSet<&str> = asked.iter().map(|field| (*field).into()).collect();
        let missing: Vec<String> = self
            .records
            .iter()
            .map(|(_, record)| {
                let here: BTreeSet<&str> = record.asked.iter().map(|field| (*field).into()).collect();
                all.difference(&here).copied().collect::<Vec<_>>().join(" ")
            })
            .collect();
        if missing.iter().any(|missing| !missing.is_empty()) {
            grid.push(Column::Source, canonical_columns::NOT_ASKED, texts.not_asked, missing);
        }
        let origin =
            |of: &dyn Fn(&Record<F>) -> String| self.records.iter().map(|(_, record)| of(record)).collect();
        let origins = [
            origin(&|record| record.origin.file.to_string()),
            origin(&|record| record.origin.sheet.to_string()),
            origin(&|record| record.origin.row.to_string()),
        ];
        for ((mark, header), cells) in canonical_columns::SOURCES.into_iter().zip(texts.sources).zip(origins)
        {
            grid.push(Column::Source, mark, header, cells);
        }
        let others = origin(&|record| others(record).join("\n"));
        if others.iter().any(|others| !others.is_empty()) {
            grid.push(Column::Source, canonical_columns::OTHERS, texts.others, others);
        }
        grid
    }

    /// What the texts of a field were read as, where they do not say it by themselves.
    fn read_as(&self, grid: &mut Grid, field: F, mark: &str, header: &str) {
        let said: Vec<Vec<String>> = self
            .records
            .iter()
            .map(|(_, record)| {
                let entries = record.entries_of(field);
                let said = |entry| read_as(self.profile, self.read, entry).map(|said| said.written());
                entries.map(|entry| said(entry).unwrap_or_default()).collect()
            })
            .collect();
        for number in 0..said.iter().map(Vec::len).max().unwrap_or_default() {
            let texts: Vec<&str> =
                said.iter().map(|said| said.get(number).map_or("", String::as_str)).collect();
            if texts.iter().any(|text| !text.is_empty()) {
                let mark = format!("{mark}{}{}", canonical_columns::READ_AS, number + 1);
                push_text(grid, Column::Hidden, &mark, header, &texts);
            }
        }
    }

    /// The columns that are no field, by their headers in the order they are met.
    fn extras(&self, grid: &mut Grid) {
        let mut order: Vec<&str> = Vec::new();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut by_record: Vec<BTreeMap<&str, Vec<&str>>> = Vec::new();
        for (_, record) in self.records {
            let mut here: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for extra in &record.extras {
                if seen.insert(&extra.header) {
                    order.push(&extra.header);
                }
                here.entry(&extra.header).or_default().push(&extra.written);
            }
            by_record.push(here);
        }
        for header in order {
            let texts: Vec<Vec<&str>> =
                by_record.iter_mut().map(|record| record.remove(header).unwrap_or_default()).collect();
            push_texts(grid, Column::Text, canonical_columns::EXTRA, |_| header.to_string(), &texts, false);
        }
    }
}

/// Adds as many columns as the record with most texts needs.
fn push_texts(
    grid: &mut Grid,
    column: Column,
    mark: &str,
    header: impl Fn(usize) -> String,
    texts: &[Vec<&str>],
    even_if_empty: bool,
) {
    let count = texts.iter().map(Vec::len).max().unwrap_or_default().max(usize::from(even_if_empty));
    for number in 0..count {
        let texts: Vec<&str> =
            texts.iter().map(|texts| texts.get(number).copied().unwrap_or_default()).collect();
        push_text(grid, column, mark, &header(number), &texts);
    }
}

/// Adds one column, and more where a text is too long for a cell.
fn push_text(grid: &mut Grid, column: Column, mark: &str, header: &str, texts: &[&str]) {
    let parts: Vec<Vec<&str>> = texts.iter().map(|text| parts(text)).collect();
    let most = parts.iter().map(Vec::len).max().unwrap_or_default().max(1);
    for part in 0..most {
        let cells = parts.iter().map(|parts| parts.get(part).copied().unwrap_or_default().to_string());
        let mark = if part == 0 { mark.to_string() } else { format!("{mark}{}", canonical_columns::MORE) };
        grid.push(column, &mark, header, cells.collect());
    }
}

/// A text in parts that each fit in a cell.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut units = 0;
    for (at, c) in text.char_indices() {
        if units + c.len_utf16() > LONGEST {
            parts.push(&text[start..at]);
            (start, units) = (at, 0);
        }
        units += c.len_utf16();
    }
    parts.push(&text[start..]);
    parts
}
