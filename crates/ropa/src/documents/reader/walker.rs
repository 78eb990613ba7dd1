//! What has been read of a document so far, and below which headings.

use crate::documents::lexicon::Section;
use crate::documents::reader::answer;
use crate::documents::reader::label::{Context, Labelled};
use crate::documents::{Document, Passage};
use crate::import::{Account, CellUse, ColumnMatch, MatchHow, Measure, NotUnderstood, Profile};
use crate::model::{DpiaField, Entry, Extra, OriginIndex, Value};
use crate::source::{CellRef, Place, Text};
use std::collections::BTreeSet;

/// What was read of a document.
#[derive(Default)]
pub(super) struct Read {
    pub(super) entries: Vec<Entry<DpiaField>>,
    pub(super) extras: Vec<Extra>,
    pub(super) columns: Vec<ColumnMatch>,
    pub(super) not_understood: Vec<NotUnderstood>,
    pub(super) asked: BTreeSet<DpiaField>,
    pub(super) account: Account,
    pub(super) measures: Vec<Measure>,
    /// The versions of its history, each with its place.
    pub(super) versions: Vec<(Text, Place)>,
}

/// A heading that is open.
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) name: Text,
    pub(super) sections: Vec<Section>,
    /// Fields that have been read below it.
    pub(super) filled: BTreeSet<DpiaField>,
}

/// Where the reading of a document stands, and what it has read so far.
pub(super) struct Walker<'a> {
    pub(super) profile: &'a Profile,
    pub(super) document: &'a Document,
    pub(super) read: Read,
    pub(super) headings: Vec<Heading>,
    /// Before the first section of the assessment.
    pub(super) front: bool,
    /// A label that stands alone, whose value follows.
    pub(super) pending: Option<DpiaField>,
}

impl<'a> Walker<'a> {
    pub(super) fn new(profile: &'a Profile, document: &'a Document) -> Walker<'a> {
        Walker { profile, document, read: Read::default(), headings: Vec::new(), front: true, pending: None }
    }

    /// Whether a field has been read below an open heading.
    pub(super) fn is_filled(&self, field: DpiaField) -> bool {
        self.headings.iter().any(|heading| heading.filled.contains(&field))
    }

    pub(super) fn context(&self) -> Context<'_> {
        Context {
            front: self.front,
            sections: self
                .headings
                .iter()
                .rev()
                .find(|h| !h.sections.is_empty())
                .map_or(&[], |h| &h.sections),
        }
    }

    /// What the innermost heading that is about anything is about.
    pub(super) fn sections(&self) -> Vec<Section> {
        self.context().sections.to_vec()
    }

    pub(super) fn cell(&self, place: Place) -> CellRef {
        let part = place.within.part().and_then(|part| self.document.parts.get(usize::from(part)));
        let sheet = part.map(|part| part.name.clone()).unwrap_or_default();
        CellRef { file: self.document.file.clone(), sheet, place }
    }

    pub(super) fn column(&mut self, header: &str, place: Place, field: DpiaField, how: MatchHow) {
        let field = Some(field.into());
        if !self.read.columns.iter().any(|column| column.field == field && &*column.header == header) {
            self.read.columns.push(ColumnMatch {
                header: header.into(),
                place,
                field,
                how,
                possible: None,
                grounds: None,
            });
        }
    }

    pub(super) fn labelled(&mut self, labelled: &Labelled<'_>, place: Place) {
        self.column(labelled.label, place, labelled.field, labelled.how);
        self.enter(labelled.field, labelled.value, place);
    }

    /// Enters a text into a field.
    pub(super) fn enter(&mut self, field: DpiaField, written: &str, place: Place) {
        let reading = answer::read(self.profile, field, written);
        self.enter_as(field, written, place, reading.value);
        for text in reading.not_understood {
            let cell = self.cell(place);
            self.read.not_understood.push(NotUnderstood { cell, text, field: field.into() });
        }
    }

    pub(super) fn enter_as(&mut self, field: DpiaField, written: &str, place: Place, value: Value) {
        self.read.asked.insert(field);
        if let Some(heading) = self.headings.iter_mut().rev().find(|heading| !heading.sections.is_empty()) {
            heading.filled.insert(field);
        }
        self.read.entries.push(Entry {
            field,
            origin: OriginIndex::OWN,
            written: written.trim().into(),
            place,
            value,
        });
    }

    /// Keeps a text as it is, below the heading that it stands under.
    pub(super) fn keep(&mut self, passage: &Passage) {
        let header = self.headings.last().map(|heading| heading.name.clone()).unwrap_or_default();
        self.keep_as(header, passage);
    }

    pub(super) fn keep_as(&mut self, header: Text, passage: &Passage) {
        if passage.text.is_empty() {
            return;
        }
        self.read.account.enter(CellUse::Kept, 1);
        self.read.extras.push(Extra {
            header,
            origin: OriginIndex::OWN,
            written: passage.text.clone(),
            place: passage.place,
        });
    }
}
