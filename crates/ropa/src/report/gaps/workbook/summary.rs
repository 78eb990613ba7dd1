//! The first sheet: figures, each with what it is counted over.

use crate::gaps::{GapKind, Summary};
use crate::model::Severity;
use crate::report::common::quote::quoted;
use crate::report::common::wording::{Wording, joined};
use crate::report::gaps::view::GapView;
use crate::screening::NeedVerdict;
use crate::text::swedish_key;
use crate::text::variants::IntoEnumIterator;
use crate::workbook::WriteError;
use crate::workbook::sheet_table::{height_of, lines_in, write as put};
use crate::workbook::style::{Formats, set_page};
use rust_xlsxwriter::{Format, Worksheet};
use std::collections::BTreeMap;

pub(super) fn write(
    sheet: &mut Worksheet,
    view: &GapView<'_>,
    wording: &Wording<'_>,
    formats: &Formats,
) -> Result<(), WriteError> {
    for (col, width) in [(0, 58.0), (1, 24.0), (2, 24.0), (3, 14.0), (4, 14.0), (5, 14.0)] {
        sheet.set_column_width(col, width)?;
    }
    set_page(sheet, &wording.lang.words().page);
    let mut page = Page { sheet, wording, formats, line: 0 };
    page.top(view)?;
    page.figures(view)?;
    page.units(view)?;
    page.files(view)?;
    page.account(view)
}

/// The sheet, and the line to write next.
struct Page<'s, 'w> {
    sheet: &'s mut Worksheet,
    wording: &'w Wording<'w>,
    formats: &'w Formats,
    line: u32,
}

impl Page<'_, '_> {
    fn top(&mut self, view: &GapView<'_>) -> Result<(), WriteError> {
        let words = &self.wording.texts.gaps.workbook;
        put(self.sheet, 0, 0, &words.title, &self.formats.title)?;
        self.line = 2;
        self.said(&words.as_of, &view.assessed.as_of().to_string())?;
        let packs = view.assessed.packs().packs();
        let versions = joined(packs.iter().map(|pack| format!("{} {}", pack.id, pack.version)));
        self.said(&words.packs, &versions)?;
        let filters = joined(view.filters.iter().map(|filter| quoted(filter)));
        self.said(&words.filters, if filters.is_empty() { &words.no_filter } else { &filters })?;
        let not_asked = self.wording.labels(view.assessed.not_asked.iter().copied());
        let all_asked = &self.wording.texts.gaps.top.all_asked;
        self.said(&words.not_asked, if not_asked.is_empty() { all_asked } else { &not_asked })?;
        let dpias_not_asked = &view.assessed.dpias_not_asked;
        if !dpias_not_asked.is_empty() {
            let questions = joined(dpias_not_asked.iter().map(|field| self.wording.dpia_field(*field)));
            self.said(&words.dpias_not_asked, &questions)?;
        }
        let lost: Vec<_> = view.assessed.orphan_links().map(|row| &view.assessed.links()[row].cell).collect();
        if !lost.is_empty() {
            let cells = joined(lost.iter().map(|cell| self.wording.cell(cell)));
            let count = self.wording.lang.number(lost.len());
            let said = words.orphan_links_said.fill(&[("count", &count), ("cells", &cells)]);
            self.said(&words.orphan_links, &said)?;
        }
        for caveat in packs.iter().flat_map(|pack| &pack.caveats) {
            self.said(&words.caveats, self.wording.local(caveat))?;
        }
        Ok(())
    }

    /// A label, and a text over the other columns.
    fn said(&mut self, label: &str, text: &str) -> Result<(), WriteError> {
        /// Characters that fit on one line of the other columns.
        const WIDTH: f64 = 88.0;
        put(self.sheet, self.line, 0, label, &self.formats.label)?;
        self.sheet.merge_range(self.line, 1, self.line, 5, "", &self.formats.label)?;
        put(self.sheet, self.line, 1, text, &self.formats.label)?;
        // A merged cell does not grow by itself.
        self.sheet.set_row_height(self.line, height_of(lines_in(text, WIDTH)))?;
        self.line += 1;
        Ok(())
    }

    /// The header of the next table.
    fn heading(&mut self, columns: &[&str]) -> Result<(), WriteError> {
        self.line += 1;
        let lines = columns.iter().skip(1).map(|column| lines_in(column, 12.0)).max();
        self.sheet.set_row_height(self.line, height_of(lines.unwrap_or(1)))?;
        for (col, column) in (0..).zip(columns) {
            put(self.sheet, self.line, col, column, &self.formats.header)?;
        }
        self.line += 1;
        Ok(())
    }

    fn count(&mut self, label: &str, count: usize, total: Option<usize>) -> Result<(), WriteError> {
        self.counted(label, count, total, &self.formats.text)
    }

    fn counted(
        &mut self,
        label: &str,
        count: usize,
        total: Option<usize>,
        format: &Format,
    ) -> Result<(), WriteError> {
        put(self.sheet, self.line, 0, label, format)?;
        self.sheet.write_number_with_format(self.line, 1, count as f64, &self.formats.number)?;
        if let Some(total) = total.filter(|total| *total > 0) {
            self.sheet.write_number_with_format(
                self.line,
                2,
                count as f64 / total as f64,
                &self.formats.share,
            )?;
        }
        self.line += 1;
        Ok(())
    }

    fn figures(&mut self, view: &GapView<'_>) -> Result<(), WriteError> {
        let wording = self.wording;
        let words = &wording.texts.gaps.workbook;
        let summary = view.summary();
        let total = Some(summary.activities);
        let share = words.share.fill(&[("total", &wording.lang.number(summary.activities))]);

        self.heading(&[&words.activities, &words.count])?;
        self.count(&words.read, view.assessed.assessments.len(), None)?;
        self.count(&words.left_out, view.selection.left_out, None)?;
        self.count(&words.undated, view.selection.undated, None)?;
        self.counted(&words.assessed, summary.activities, None, &self.formats.strong)?;

        let texts = &wording.texts.gaps.summary;
        self.heading(&[&texts.need, &words.count, &share])?;
        for verdict in NeedVerdict::iter() {
            let count = summary.verdicts.get(&verdict).copied().unwrap_or(0);
            self.count(wording.verdict(verdict), count, total)?;
        }
        self.counted(&words.total, summary.activities, total, &self.formats.strong)?;

        self.heading(&[&words.by_severity, &words.count, &share])?;
        for severity in Severity::iter() {
            let count = summary.severities.get(&severity).copied().unwrap_or(0);
            self.counted(wording.severity(severity), count, total, self.formats.severity(severity))?;
        }
        self.counted(&words.total, summary.gap_total(), total, &self.formats.strong)?;

        self.heading(&[&words.by_kind, &words.count, &share])?;
        for kind in GapKind::iter() {
            if let Some(count) = summary.gaps.get(&kind) {
                self.count(wording.gap(kind), *count, total)?;
            }
        }
        self.counted(&words.total, summary.gap_total(), total, &self.formats.strong)?;
        for (standing, count) in &summary.only_noted {
            let text = wording.texts.gaps.summary.only_noted.form(*count);
            let standing = wording.standing(*standing);
            let text = text.fill(&[("count", &wording.lang.number(*count)), ("standing", &standing)]);
            put(self.sheet, self.line, 0, &text, &self.formats.label)?;
            self.line += 1;
        }
        Ok(())
    }

    /// Figures by unit, in Swedish alphabetical order.
    fn units(&mut self, view: &GapView<'_>) -> Result<(), WriteError> {
        let words = &self.wording.texts.gaps.workbook;
        let mut units: BTreeMap<String, Vec<&crate::gaps::Assessment>> = BTreeMap::new();
        for assessment in view.shown() {
            let unit = view.activity(assessment).unit().unwrap_or_default();
            units.entry(unit).or_default().push(assessment);
        }
        if units.len() < 2 {
            return Ok(());
        }
        let mut units: Vec<_> = units.into_iter().collect();
        units.sort_by_cached_key(|(unit, _)| (unit.is_empty(), swedish_key(unit)));
        let columns: [&str; 6] = [
            &words.by_unit,
            &words.assessed,
            &words.needed,
            &words.gap_errors,
            &words.gap_warnings,
            &words.gap_notes,
        ];
        self.heading(&columns)?;
        for (unit, assessments) in units {
            let summary = Summary::of(assessments);
            let verdicts =
                |wanted: &[NeedVerdict]| wanted.iter().filter_map(|v| summary.verdicts.get(v)).sum::<usize>();
            let gaps = |severity| summary.severities.get(&severity).copied().unwrap_or(0);
            let counts = [
                summary.activities,
                verdicts(&[NeedVerdict::Required, NeedVerdict::Presumed]),
                gaps(Severity::Error),
                gaps(Severity::Warning),
                gaps(Severity::Note),
            ];
            put(
                self.sheet,
                self.line,
                0,
                if unit.is_empty() { &words.no_unit } else { &unit },
                &self.formats.text,
            )?;
            self.sheet.set_row_height(self.line, height_of(lines_in(&unit, 56.0)))?;
            for (col, count) in (1..).zip(counts) {
                self.sheet.write_number_with_format(self.line, col, count as f64, &self.formats.number)?;
            }
            self.line += 1;
        }
        Ok(())
    }

    fn files(&mut self, view: &GapView<'_>) -> Result<(), WriteError> {
        let words = &self.wording.texts.gaps.workbook;
        let names = &self.wording.texts.gaps.column;
        let kinds = &self.wording.lang.words().table_kind;
        self.heading(&[&words.files, names.of("sheet"), names.of("kind"), &words.records])?;
        for (file, tables) in view.files() {
            for table in tables {
                let lines = lines_in(file, 56.0).max(lines_in(&table.sheet, 22.0));
                self.sheet.set_row_height(self.line, height_of(lines))?;
                put(self.sheet, self.line, 0, file, &self.formats.text)?;
                put(self.sheet, self.line, 1, &table.sheet, &self.formats.text)?;
                put(self.sheet, self.line, 2, kinds.of(table.kind.into()), &self.formats.text)?;
                self.sheet.write_number_with_format(
                    self.line,
                    3,
                    table.records as f64,
                    &self.formats.number,
                )?;
                self.line += 1;
            }
        }
        Ok(())
    }

    fn account(&mut self, view: &GapView<'_>) -> Result<(), WriteError> {
        let words = &self.wording.texts.gaps.workbook;
        let account = view.import().account;
        self.heading(&[&words.account, &words.count])?;
        self.counted(&words.cells, account.cells, None, &self.formats.strong)?;
        self.count(&words.mapped, account.mapped, None)?;
        self.count(&words.kept, account.kept, None)?;
        self.count(&words.structural, account.structural, None)?;
        self.count(&words.reported, account.reported, None)
    }
}
