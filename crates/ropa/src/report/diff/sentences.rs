//! The words that all formats of a difference have in common: records, cells, figures.

use super::view::DiffView;
use crate::diff::{GapCounts, PackChange, QuestionChange, RecordField, Rename, Renamed, WrittenCell};
use crate::gaps::{GapKind, RegisterAssessment};
use crate::model::{Dpia, Field, ProcessingActivity};
use crate::report::common::handle::handle;
use crate::report::common::quote::{name, quoted};
use crate::report::common::texts::DiffTexts;
use crate::report::common::wording::{Wording, joined, joined_by};
use crate::report::gaps::files_read;
use crate::text::template::{Counted, Template};

/// The view in the words of its language.
pub(super) struct Sentences<'v, 'a> {
    pub(super) view: &'v DiffView<'a>,
    pub(super) wording: Wording<'a>,
    pub(super) texts: &'static DiffTexts,
}

/// Registers that share less than one record of so many are asked about.
const STRANGERS: usize = 3;

/// One of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Old,
    New,
}

impl<'v, 'a> Sentences<'v, 'a> {
    pub(super) fn new(view: &'v DiffView<'a>) -> Sentences<'v, 'a> {
        // Cells are named with their file: there are two at least.
        let wording = Wording::new(view.lang, view.new.packs(), view.new.as_of(), true);
        Sentences { view, texts: &wording.texts.diff, wording }
    }

    pub(super) fn number(&self, number: usize) -> String {
        self.view.lang.number(number)
    }

    pub(super) fn counted(&self, text: &Counted, count: usize) -> String {
        text.form(count).fill(&[("count", &self.number(count))])
    }

    pub(super) fn title(&self) -> String {
        self.texts.title.fill(&[("date", &self.view.new.as_of())])
    }

    pub(super) fn assessed(&self, side: Side) -> &'a RegisterAssessment {
        match side {
            Side::Old => self.view.old,
            Side::New => self.view.new,
        }
    }

    /// What was read on each side, and by which day it is assessed.
    pub(super) fn read(&self) -> Vec<String> {
        let files = |side: Side| files_read(self.assessed(side).import(), &self.wording);
        let (before, now) = (self.view.old.as_of(), self.view.new.as_of());
        let day = match before == now {
            true => self.texts.day.fill(&[("date", &now)]),
            false => self.texts.days.fill(&[("before", &before), ("now", &now)]),
        };
        let old = self.texts.old.fill(&[("files", &files(Side::Old))]);
        let new = self.texts.new.fill(&[("files", &files(Side::New))]);
        vec![old, new, day]
    }

    /// Why gaps cannot be compared, where one side names no DPIA.
    pub(super) fn no_dpias(&self) -> Option<&'static str> {
        let none = |side: Side| self.assessed(side).register().dpias.is_empty();
        match (none(Side::Old), none(Side::New)) {
            (true, false) => Some(&self.texts.note.no_dpias_before),
            (false, true) => Some(&self.texts.note.no_dpias_now),
            _ => None,
        }
    }

    pub(super) fn figures(&self) -> Vec<String> {
        let (counts, texts) = (&self.view.diff.counts, &self.texts.figures);
        let number = |count: usize| self.number(count);
        let before = texts.before.fill(&[
            ("before", &number(counts.before)),
            ("unchanged", &number(counts.unchanged - counts.judged_otherwise)),
            ("judged", &number(counts.judged_otherwise)),
            ("changed", &number(counts.changed)),
            ("merged", &number(counts.merged)),
            ("gone", &number(counts.gone)),
        ]);
        let now = texts.now.fill(&[
            ("now", &number(counts.now)),
            ("unchanged", &number(counts.unchanged - counts.judged_otherwise)),
            ("judged", &number(counts.judged_otherwise)),
            ("changed", &number(counts.changed)),
            ("new", &number(counts.new)),
        ]);
        let changed = texts
            .changed
            .fill(&[("risk", &number(counts.risk_changed)), ("light", &number(counts.lightly_changed))]);
        let some = |text: &Counted, count: usize| (count > 0).then(|| self.counted(text, count));
        let kept = counts.unchanged + counts.changed;
        let strangers = (STRANGERS * kept < counts.before.min(counts.now))
            .then(|| texts.strangers.fill(&[("kept", &number(kept))]));
        [Some(before), Some(now), strangers, (counts.changed > 0).then_some(changed)]
            .into_iter()
            .chain([some(&texts.likely, counts.likely), some(&texts.open, counts.open)])
            .flatten()
            .chain(self.gap_figures(&counts.lacking, &texts.lacking_before, &texts.lacking_now))
            .chain(self.gap_figures(&counts.gaps, &texts.gaps_before, &texts.gaps_now))
            .collect()
    }

    /// How many gaps there were and are, so that they add up.
    fn gap_figures(&self, gaps: &GapCounts, before: &Template, now: &Template) -> [String; 2] {
        let number = |count: usize| self.number(count);
        let before = before.fill(&[
            ("before", &number(gaps.before)),
            ("same", &number(gaps.same)),
            ("other_kind", &number(gaps.other_kind)),
            ("closed", &number(gaps.closed)),
            ("merged", &number(gaps.merged)),
            ("gone", &number(gaps.gone)),
        ]);
        let now = now.fill(&[
            ("now", &number(gaps.now)),
            ("same", &number(gaps.same)),
            ("other_kind", &number(gaps.other_kind)),
            ("opened", &number(gaps.opened)),
            ("new", &number(gaps.new)),
        ]);
        [before, now]
    }

    pub(super) fn activity(&self, side: Side, index: usize) -> Option<&'a ProcessingActivity> {
        self.assessed(side).register().activities.get(index)
    }

    /// The register's own id, else where the record stands.
    pub(super) fn handle(&self, side: Side, index: usize) -> String {
        let import = self.assessed(side).import();
        self.activity(side, index).map(|one| handle(one, import, &self.wording)).unwrap_or_default()
    }

    pub(super) fn label(&self, side: Side, index: usize) -> String {
        self.activity(side, index).map(|one| name(one.label()).to_string()).unwrap_or_default()
    }

    /// A record by its id and its name.
    pub(super) fn record(&self, side: Side, index: usize) -> String {
        let (handle, label) = (self.handle(side, index), self.label(side, index));
        if handle == label {
            return label;
        }
        self.texts.record.fill(&[("handle", &handle), ("name", &label)])
    }

    /// A record with its unit.
    pub(super) fn record_in_unit(&self, side: Side, index: usize) -> String {
        let record = self.record(side, index);
        match self.activity(side, index).and_then(ProcessingActivity::unit) {
            Some(unit) => self.texts.in_unit.fill(&[("record", &record), ("unit", &quoted(&unit))]),
            None => record,
        }
    }

    /// A record by its id, where it has one, its name and its unit: not where it stands, which another file has otherwise.
    pub(super) fn name_in_unit(&self, side: Side, index: usize) -> String {
        if self.id(side, index).is_some() {
            return self.record_in_unit(side, index);
        }
        let label = self.label(side, index);
        match self.activity(side, index).and_then(ProcessingActivity::unit) {
            Some(unit) => self.texts.in_unit.fill(&[("record", &label), ("unit", &quoted(&unit))]),
            None => label,
        }
    }

    pub(super) fn id(&self, side: Side, index: usize) -> Option<&'a str> {
        self.activity(side, index)?.text(Field::Id)
    }

    pub(super) fn records(&self, side: Side, of: &[usize]) -> String {
        joined_by("; ", of.iter().map(|index| self.record(side, *index)))
    }

    /// The gap of a record, where it has one.
    pub(super) fn gap_of(&self, side: Side, index: usize) -> Option<GapKind> {
        self.assessed(side).of(index)?.gap.as_ref().map(|gap| gap.kind)
    }

    pub(super) fn field(&self, field: &RecordField) -> String {
        match field {
            RecordField::Field(field) => self.field_name(*field).to_string(),
            RecordField::Column(header) => quoted(header).to_string(),
        }
    }

    pub(super) fn field_name(&self, field: Field) -> &'static str {
        self.wording.lang.words().field.of(field.key())
    }

    /// What stood in a field, with its cells.
    pub(super) fn cells(
        &self,
        side: Side,
        index: usize,
        field: &RecordField,
        cells: &[WrittenCell],
    ) -> String {
        let asked =
            |field: &Field| self.activity(side, index).is_some_and(|activity| activity.asked.contains(field));
        match (cells, field) {
            ([], RecordField::Field(field)) if !asked(field) => self.texts.change.not_asked.clone(),
            ([], _) => self.texts.change.empty.clone(),
            _ => self.written(cells),
        }
    }

    /// Texts with their cells.
    pub(super) fn written(&self, cells: &[WrittenCell]) -> String {
        let one = |one: &WrittenCell| {
            let cell = self.wording.cell(&one.cell);
            self.texts.change.cell.fill(&[("written", &quoted(&one.written)), ("cell", &cell)])
        };
        joined_by("; ", cells.iter().map(one))
    }

    /// Only the places of cells.
    pub(super) fn places(&self, cells: &[WrittenCell]) -> String {
        joined(cells.iter().map(|one| self.wording.cell(&one.cell)))
    }

    pub(super) fn dpia(&self, side: Side, index: usize) -> String {
        let dpia: Option<&Dpia> = self.assessed(side).register().dpias.get(index);
        dpia.map(|dpia| match dpia.label() == &*dpia.key {
            true => name(dpia.label()).to_string(),
            false => self.texts.dpia.of.fill(&[("key", &name(&dpia.key)), ("title", &name(dpia.label()))]),
        })
        .unwrap_or_default()
    }

    pub(super) fn rename(&self, rename: &Rename) -> String {
        let text = match rename.what {
            Renamed::Unit => &self.texts.rename.unit,
            Renamed::Process => &self.texts.rename.process,
        };
        let count = rename.records.len();
        text.form(count).fill(&[
            ("from", &quoted(&rename.from)),
            ("to", &quoted(&rename.to)),
            ("count", &self.number(count)),
        ])
    }

    pub(super) fn question(&self, question: &QuestionChange) -> String {
        let texts = &self.texts.question;
        let text = if question.asked_now { &texts.asked } else { &texts.gone };
        let field = self.field_name(question.field);
        text.form(question.answered).fill(&[("field", &field), ("count", &self.number(question.answered))])
    }

    pub(super) fn pack(&self, change: &PackChange) -> String {
        let texts = &self.texts.pack;
        let first = match (&change.before, &change.now) {
            (Some(before), Some(now)) if before != now => {
                texts.changed.fill(&[("pack", &change.pack), ("before", before), ("now", now)])
            }
            (Some(_), Some(now)) => texts.same.fill(&[("pack", &change.pack), ("now", now)]),
            (None, now) => {
                let now = now.as_deref().unwrap_or_default();
                texts.added.fill(&[("pack", &change.pack), ("now", &now)])
            }
            (Some(before), None) => texts.removed.fill(&[("pack", &change.pack), ("before", before)]),
        };
        let both = change.before.is_some() && change.now.is_some();
        let added = (both && !change.rules_added.is_empty())
            .then(|| texts.rules_added.fill(&[("rules", &joined(&change.rules_added))]));
        let removed = (both && !change.rules_removed.is_empty())
            .then(|| texts.rules_removed.fill(&[("rules", &joined(&change.rules_removed))]));
        joined_by("; ", std::iter::once(first).chain(added).chain(removed))
    }
}
