//! Through the blocks of a document, from the first to the last.

use crate::documents::lexicon::{Section, WORDS};
use crate::documents::reader::answer;
use crate::documents::reader::label::{self, Context};
use crate::documents::reader::table;
use crate::documents::reader::walker::{Heading, Read, Walker};
use crate::documents::{Block, BlockKind, Document, Passage};
use crate::import::{CellUse, MatchHow, Profile};
use crate::model::{DpiaField, DpiaStatus, Term, Value};
use crate::source::Place;
use std::collections::BTreeSet;

/// A paragraph of no more than this, in characters, may be a heading that is not marked as one.
const LONGEST_HEADING: usize = 80;
/// A paragraph under a heading such as "System" that is longer is prose.
const LONGEST_NAME: usize = 120;

/// Reads a document.
pub(super) fn walk(profile: &Profile, document: &Document) -> Read {
    let mut walker = Walker::new(profile, document);
    let mut blocks = &document.blocks[..];
    while let Some(first) = blocks.first() {
        let taken = match first.kind {
            BlockKind::Row { table } => {
                let same = |block: &&Block| block.kind == BlockKind::Row { table };
                let count = blocks.iter().take_while(same).count();
                walker.pending = None;
                table::read(&mut walker, &blocks[..count]);
                count
            }
            _ => {
                walker.block(first);
                1
            }
        };
        blocks = &blocks[taken..];
    }
    walker.read
}

impl<'a> Walker<'a> {
    fn block(&mut self, block: &'a Block) {
        let Some(passage) = block.texts.first() else { return };
        match block.kind {
            BlockKind::Heading(level) => self.heading(level, passage),
            BlockKind::Repeated => self.read.account.enter(CellUse::Structural, 1),
            BlockKind::Margin => self.margin(passage),
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Row { .. } => {
                self.paragraph(passage, block.kind == BlockKind::Item);
            }
        }
    }

    fn heading(&mut self, level: u8, passage: &Passage) {
        self.pending = None;
        self.headings.retain(|heading| heading.level < level);
        let sections = WORDS.sections(&passage.text);
        for section in &sections {
            if let Some(field) = section.field() {
                self.read.asked.insert(field);
                self.column(&passage.text, passage.place, field, MatchHow::Alias);
            }
        }
        // Headings of the first page ("Dokumentuppgifter") are about nothing in particular.
        self.front &= sections.is_empty();
        self.headings.push(Heading { level, name: passage.text.clone(), sections, filled: BTreeSet::new() });
        self.read.account.enter(CellUse::Structural, 1);
    }

    /// The number of the case, and of the version, often stand at the head of the page.
    fn margin(&mut self, passage: &Passage) {
        let context = Context { front: true, sections: &[] };
        let mut found = label::in_line(self.profile, context, &passage.text);
        if found.is_empty() {
            let parts = passage.text.split(['\t', '\n', '|']);
            found.extend(parts.filter_map(|part| label::numbered(self.profile, part)));
        }
        found.retain(|labelled| !labelled.value.is_empty());
        if found.is_empty() {
            self.keep(passage);
            return;
        }
        for labelled in found {
            self.labelled(&labelled, passage.place);
        }
        self.read.account.enter(CellUse::Mapped, 1);
    }

    fn paragraph(&mut self, passage: &Passage, is_item: bool) {
        let is_line = !passage.text.contains('\n') && passage.text.chars().count() <= LONGEST_HEADING;
        let ends = passage.text.ends_with(['.', ',', ';', '?']) || passage.text.contains(':');
        if !is_item && is_line && !ends && self.pending.is_none() && !WORDS.sections(&passage.text).is_empty()
        {
            // Bold text where a heading should be.
            self.heading(u8::MAX, passage);
            return;
        }
        let mut mapped = false;
        for (line, text) in self.lines(&passage.text) {
            let place = match self.counts_lines(passage.place) {
                true => Place { row: passage.place.row + line, ..passage.place },
                false => passage.place,
            };
            mapped |= self.line(&text, place, is_item);
        }
        match mapped {
            true => self.read.account.enter(CellUse::Mapped, 1),
            false => self.keep(passage),
        }
    }

    fn counts_lines(&self, place: Place) -> bool {
        use crate::source::Within::{Lines, Page};
        matches!(place.within, Lines(_) | Page(_))
    }

    /// The lines of a paragraph, each with its number: a new one begins where a label does.
    fn lines(&self, text: &str) -> Vec<(u32, String)> {
        let mut lines: Vec<(u32, String)> = Vec::new();
        for (number, line) in (0..).zip(text.lines()) {
            let begins =
                label::looks_like_one(line) || !label::in_line(self.profile, self.context(), line).is_empty();
            match lines.last_mut() {
                Some((_, before)) if !begins => {
                    before.push('\n');
                    before.push_str(line);
                }
                _ => lines.push((number, line.to_string())),
            }
        }
        lines
    }

    /// Reads one line; gives whether it was read into a field.
    fn line(&mut self, text: &str, place: Place, is_item: bool) -> bool {
        let found = label::in_line(self.profile, self.context(), text);
        if !found.is_empty() {
            self.pending = None;
            for labelled in &found {
                if labelled.value.is_empty() {
                    self.pending = Some(labelled.field);
                    self.read.asked.insert(labelled.field);
                    self.column(labelled.label, place, labelled.field, labelled.how);
                } else {
                    self.labelled(labelled, place);
                }
            }
            return true;
        }
        if let Some(labelled) = label::numbered(self.profile, text).filter(|_| self.front) {
            self.labelled(&labelled, place);
            return true;
        }
        if self.criterion_line(text, place) {
            return true;
        }
        if let Some(field) = self.pending {
            self.enter(field, text, place);
            // A label may stand above a whole list.
            if !is_item {
                self.pending = None;
            }
            return true;
        }
        if self.front && self.sections().is_empty() && self.is_decision(text) {
            self.enter(DpiaField::Status, text.trim_end_matches('.'), place);
            return true;
        }
        self.below_heading(text, place, is_item)
    }

    /// Whether a sentence of the front says that it is approved, and when: "Fastställd av förvaltningschefen 2024-02-02."
    fn is_decision(&self, text: &str) -> bool {
        let text = text.trim_end_matches('.');
        let says = |status| matches!(status, Some(Term::Dpia(DpiaStatus::Approved)));
        let reading = self.profile.words().read_dpia_field(DpiaField::Status, text);
        let approved =
            matches!(&reading.value, Value::Items(items) if items.iter().any(|item| says(item.term)));
        text.chars().count() <= LONGEST_NAME && !answer::dates(text).is_empty() && approved
    }

    /// `Känsliga uppgifter: Ja` among the criteria.
    fn criterion_line(&mut self, text: &str, place: Place) -> bool {
        if !self.sections().contains(&Section::Criteria) {
            return false;
        }
        let Some((question, answer)) = text.rsplit_once(':') else { return false };
        match WORDS.criterion(question) {
            Some(field) if !answer.trim().is_empty() => {
                self.column(question, place, field, MatchHow::Alias);
                self.enter(field, answer.trim(), place);
                true
            }
            _ => false,
        }
    }

    /// What stands below a heading that is about a field, without a label of its own.
    fn below_heading(&mut self, text: &str, place: Place, is_item: bool) -> bool {
        let sections = self.sections();
        if sections.contains(&Section::Approval) {
            return self.decision(text, place);
        }
        let mut mapped = false;
        for field in sections.into_iter().filter_map(Section::field) {
            let is_name = text.chars().count() <= LONGEST_NAME && !text.ends_with(['.', ':']);
            let fits = match field {
                DpiaField::Covers | DpiaField::Systems => is_item || is_name,
                DpiaField::Review => !answer::dates(text).is_empty() && !self.is_filled(field),
                DpiaField::Title | DpiaField::CaseNumber | DpiaField::Version => false,
                _ => !self.is_filled(field),
            };
            if fits {
                self.enter(field, text, place);
                mapped = true;
            }
        }
        mapped
    }

    /// Boxes to tick below "Beslut", and the place for a signature.
    fn decision(&mut self, text: &str, place: Place) -> bool {
        match answer::ticked(text) {
            Some(_) if WORDS.is_placeholder(text) => self.enter(DpiaField::ApprovedBy, text, place),
            // Several boxes and none ticked: the decision is waited for.
            Some(chosen) if !chosen.is_empty() || text.matches('☐').count() > 1 => {
                self.enter(DpiaField::Status, text, place);
            }
            _ if WORDS.is_placeholder(text) => self.enter(DpiaField::ApprovedBy, text, place),
            _ => return false,
        }
        true
    }
}
