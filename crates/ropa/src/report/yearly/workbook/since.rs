//! The sheet of what has become of the gaps since an earlier register.

use super::Book;
use crate::report::diff::{Became, SinceGap, SinceRegister, Standing};
use crate::text::variants::IntoEnumIterator;
use crate::workbook::WriteError;
use rust_xlsxwriter::Worksheet;

impl Book<'_, '_, '_> {
    /// Every gap of either register: whoever counts the rows by what has become of them gets the figures.
    pub(super) fn since(&self, sheet: &mut Worksheet, since: &SinceRegister) -> Result<(), WriteError> {
        let columns = [
            ("became", 22.0),
            ("id", 11.0),
            ("name", 40.0),
            ("unit", 28.0),
            ("need_before", 16.0),
            ("need_now", 16.0),
            ("gap_before", 26.0),
            ("gap_now", 26.0),
            ("why", 70.0),
        ];
        let rows: Vec<&SinceGap> = Became::iter().flat_map(|became| since.that(became)).collect();
        let mut table = self.table(sheet, &columns, rows.len())?;
        for one in rows {
            let text = &self.formats.text;
            let wording = &self.w.wording;
            let need = |at: &Option<Standing>| at.map(|at| wording.verdict(at.need)).unwrap_or_default();
            let gap = |at: &Option<Standing>| {
                at.and_then(|at| at.gap).map(|gap| wording.gap(gap)).unwrap_or_default()
            };
            table.texts(&[
                (self.w.became_of(one.became), &self.formats.strong),
                (&one.id, text),
                (&one.name, text),
                (&one.unit, text),
                (need(&one.before), text),
                (need(&one.now), text),
                (gap(&one.before), text),
                (gap(&one.now), text),
                (&one.why, text),
            ])?;
            table.next()?;
        }
        Ok(())
    }
}
