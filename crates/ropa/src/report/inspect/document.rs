//! How documents were read, for a person.

use super::field_name;
use super::text::Report;
use crate::import::{DocumentInfo, DocumentOutcome};
use crate::model::{Dpia, DpiaField, Entry, Value};
use crate::report::common::page::Style;
use crate::report::common::quote::quoted;
use crate::report::common::wording::joined;

/// Columns that a place takes, at most, before the text beside it.
const PLACE_WIDTH: usize = 44;

impl Report<'_, '_> {
    /// Each document: what it is, its fields with their places, and what it lacks.
    pub(super) fn documents(&mut self) {
        let texts = &self.wording.texts.document;
        for info in &self.view.import.documents {
            self.page.heading(Style::Heading, &quoted(&info.file).to_string());
            let format = texts.format.of(info.format.map(<&'static str>::from).unwrap_or_default());
            match &info.outcome {
                DocumentOutcome::Unreadable { fault } => {
                    let problem = texts.problem.of((*fault).into());
                    self.page.paragraph(2, 2, Style::Error, &texts.unreadable.fill(&[("problem", &problem)]));
                }
                DocumentOutcome::NotADpia { sign, begins } => {
                    let why = texts.why.of((*sign).into());
                    let line = [
                        ("format", &format as &dyn std::fmt::Display),
                        ("why", &why),
                        ("begins", &quoted(begins)),
                    ];
                    self.page.paragraph(2, 2, Style::Warning, &texts.not_a_dpia.fill(&line));
                }
                DocumentOutcome::Dpia { key, listed } => {
                    let line = match &info.copy_of {
                        Some(of) => texts.as_copy.fill(&[
                            ("format", &format),
                            ("key", &quoted(key)),
                            ("of", &quoted(of)),
                        ]),
                        None => {
                            let text = if *listed { &texts.as_listed } else { &texts.as_dpia };
                            text.fill(&[("format", &format), ("key", &quoted(key))])
                        }
                    };
                    self.page.paragraph(2, 2, Style::Plain, &line);
                    if let Some(dpia) = self.view.import.register.dpias.iter().find(|dpia| dpia.key == *key) {
                        self.dpia(info, dpia);
                    }
                }
            }
        }
    }

    fn dpia(&mut self, info: &DocumentInfo, dpia: &Dpia) {
        let texts = &self.wording.texts.document;
        let mine = |entry: &&Entry<DpiaField>| dpia.cell(*entry).file == info.file;
        let entries: Vec<_> = dpia.entries.iter().filter(mine).collect();
        let places: Vec<String> = entries.iter().map(|entry| self.in_this_file(dpia, entry)).collect();
        let width = places.iter().map(|place| place.chars().count()).max().unwrap_or(0).min(PLACE_WIDTH);
        for (entry, place) in entries.into_iter().zip(&places) {
            let text = quoted(&entry.written);
            let (said, style) = match entry.value {
                Value::Blank => (texts.blank.fill(&[("text", &text)]), Style::Warning),
                Value::Unknown => (texts.unknown.fill(&[("text", &text)]), Style::Warning),
                _ => (texts.field.fill(&[("text", &text)]), Style::Plain),
            };
            let line = format!("{}: {said}", field_name(self.wording, entry.field.key()));
            self.page.row(4, place, width, style, &line);
        }
        if !info.missing.is_empty() {
            let fields = joined(info.missing.iter().map(|field| field_name(self.wording, field.key())));
            self.page.paragraph(4, 2, Style::Warning, &texts.missing.fill(&[("fields", &fields)]));
        }
        if !info.differs.is_empty() {
            let fields = joined(info.differs.iter().map(|field| field_name(self.wording, field.key())));
            self.page.paragraph(4, 2, Style::Warning, &texts.differs.fill(&[("fields", &fields)]));
        }
        if !info.measures.is_empty() {
            let (open, past) = info.open_measures(self.view.as_of);
            let count = info.measures.len();
            let line = texts.measures.form(count).fill(&[
                ("count", &self.number(count)),
                ("open", &self.number(open)),
                ("past", &self.number(past)),
            ]);
            self.page.paragraph(4, 2, if past > 0 { Style::Warning } else { Style::Plain }, &line);
        }
        if info.versions > 0 {
            let line = texts.versions.form(info.versions).fill(&[("count", &self.number(info.versions))]);
            self.page.paragraph(4, 2, Style::Plain, &line);
        }
        if info.tracked_changes {
            self.page.paragraph(4, 2, Style::Warning, &texts.tracked_changes);
        }
    }

    /// Where an entry stands, without the file's name, which is the heading.
    fn in_this_file(&self, dpia: &Dpia, entry: &Entry<DpiaField>) -> String {
        self.wording.within_file(&dpia.cell(entry)).to_string()
    }
}
