//! What the register says, each fact with its cell.

use super::Draft;
use crate::model::{Field, Value};
use crate::report::common::quote::passage;
use crate::report::common::wording::{capitalised, joined_by};

impl Draft<'_, '_> {
    /// What a record says of a field, each cell of it; nothing where it does not say.
    pub(super) fn said(&self, activity: usize, field: Field) -> Option<String> {
        let record = self.words.activity(activity);
        let entries = record.entries_of(field).filter(|entry| !entry.written.trim().is_empty());
        let facts: Vec<String> = entries
            .map(|entry| {
                let cell = record.cell(entry);
                let open = matches!(entry.value, Value::Blank | Value::Unknown);
                let text = if open { &self.texts().says_open } else { &self.texts().fact };
                let (written, cell) = (passage(&entry.written), self.words.wording.cell(&cell));
                text.fill(&[("written", &written), ("cell", &cell)])
            })
            .collect();
        (!facts.is_empty()).then(|| joined_by("\n", facts))
    }

    /// What all say of a field, each by its processing where there are several.
    pub(super) fn of_all(&self, field: Field) -> String {
        let texts = self.texts();
        let covered = self.covered();
        let several = covered.len() > 1;
        let said = covered.iter().map(|activity| {
            let what = self.said(*activity, field).unwrap_or_else(|| texts.not_said.clone());
            match several {
                true => texts.of.fill(&[("member", &self.words.handle(*activity)), ("what", &what)]),
                false => what,
            }
        });
        joined_by("\n", said)
    }

    /// A row for each field: what it asks, and what the register says.
    pub(super) fn fields(&mut self, fields: &[Field]) {
        let rows: Vec<Vec<String>> = fields
            .iter()
            .map(|field| {
                let name = self.words.wording.lang.words().field.of(field.key()).to_string();
                vec![capitalised(&name), self.of_all(*field)]
            })
            .collect();
        let columns = &self.texts().column;
        let header = vec![columns.question.clone(), columns.register.clone()];
        self.table(&[260, 740], Some(header), rows);
    }

    /// The first text of a field that any of them has, whole.
    pub(super) fn first(&self, field: Field) -> Option<String> {
        self.covered().into_iter().find_map(|activity| self.said(activity, field))
    }
}
