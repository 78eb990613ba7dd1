//! The words that all formats of a list of suppliers have in common.

use super::view::SuppliersView;
use crate::impact::{Called, ListCheck, ListedName, NameMatch, NameRow, NamesAnswer, PlainAnswer};
use crate::model::Field;
use crate::report::common::quote::{name, quoted};
use crate::report::common::texts::{ImpactTexts, SupplierTexts};
use crate::report::common::wording::{Wording, joined, joined_by};
use crate::report::gaps::files;
use crate::text::template::{Counted, Template};
use std::collections::BTreeMap;

/// How many ids are named in a line.
const IDS: usize = 12;

/// The view in the words of its language.
pub(super) struct Sentences<'v, 'a> {
    pub(super) view: &'v SuppliersView<'a>,
    pub(super) wording: Wording<'a>,
    pub(super) texts: &'static SupplierTexts,
    pub(super) impact: &'static ImpactTexts,
}

impl<'v, 'a> Sentences<'v, 'a> {
    pub(super) fn new(view: &'v SuppliersView<'a>) -> Sentences<'v, 'a> {
        let assessed = view.assessed;
        let many_files = files(assessed.import()).len() > 1;
        let wording = Wording::new(view.lang, assessed.packs(), assessed.as_of(), many_files);
        let texts = wording.texts;
        Sentences { view, texts: &texts.suppliers, impact: &texts.impact, wording }
    }

    pub(super) fn number(&self, number: usize) -> String {
        self.view.lang.number(number)
    }

    pub(super) fn counted(&self, text: &Counted, count: usize) -> String {
        text.form(count).fill(&[("count", &self.number(count))])
    }

    pub(super) fn title(&self) -> String {
        self.texts.title.fill(&[("date", &self.view.assessed.as_of())])
    }

    pub(super) fn heading(&self, called: Called) -> String {
        let text = match called {
            Called::Supplier => &self.texts.suppliers,
            Called::System => &self.texts.systems,
        };
        self.counted(text, self.view.rows(called).len())
    }

    /// How all records answer to a question of names.
    pub(super) fn answers(&self, called: Called, counts: &BTreeMap<NamesAnswer, usize>) -> String {
        let one = |(answer, count): (&NamesAnswer, &usize)| {
            let said = self.impact.names_answer.of((*answer).into());
            self.texts.counted.fill(&[("count", &self.number(*count)), ("what", &said)])
        };
        self.texts.answers.fill(&[
            ("column", &self.wording.lang.words().field.of(called.field().key())),
            ("answers", &joined(counts.iter().map(one))),
            ("records", &self.number(self.view.assessed.register().activities.len())),
        ])
    }

    /// The register's own id, else where the record stands.
    pub(super) fn handle(&self, activity: usize) -> String {
        let activity = &self.view.assessed.register().activities[activity];
        match activity.text(Field::Id) {
            Some(id) => quoted(id).to_string(),
            None => self.wording.texts.gaps.row.row.fill(&[("row", &activity.origin.row)]),
        }
    }

    /// Id, name and unit of a record.
    pub(super) fn record(&self, activity: usize) -> String {
        let record = &self.view.assessed.register().activities[activity];
        let unit = record.unit().map(|unit| name(&unit).to_string());
        joined_by(
            " · ",
            [Some(self.handle(activity)), Some(name(record.label()).to_string()), unit].into_iter().flatten(),
        )
    }

    pub(super) fn all_ids(&self, activities: &[usize]) -> String {
        joined(activities.iter().map(|one| self.handle(*one)))
    }

    pub(super) fn ids(&self, activities: &[usize]) -> String {
        let shown = joined(activities.iter().take(IDS).map(|one| self.handle(*one)));
        match activities.len().saturating_sub(IDS) {
            0 => shown,
            more => self.impact.ids_more.fill(&[("ids", &shown), ("more", &self.number(more))]),
        }
    }

    /// A name with how many records have it, and the rest of what is known of it.
    pub(super) fn head(&self, row: &NameRow) -> String {
        let count = row.activities.len();
        let text = self.texts.row.form(count);
        text.fill(&[("name", &name(&row.spelling)), ("count", &self.number(count))])
    }

    /// All there is to say of a name beyond its head.
    pub(super) fn lines(&self, row: &NameRow) -> Vec<String> {
        let words = self.texts;
        let mut lines = Vec::new();
        let mut add = |text: &Template, what: &str, value: String| {
            if !value.is_empty() {
                lines.push(text.fill(&[(what, &value)]));
            }
        };
        add(
            &words.spelled,
            "spellings",
            if row.spellings.len() > 1 { self.spellings(row) } else { String::new() },
        );
        add(&words.also, "names", joined(&row.also));
        add(&words.by_system_only, "ids", self.ids(&row.by_system_only));
        add(&words.sub, "ids", self.ids(&row.as_sub_processor));
        add(&words.tied, "names", self.tied(row));
        if row.called == Called::Supplier {
            add(&words.agreement, "answers", self.plain(&row.agreement));
            add(&words.transfer, "answers", self.plain(&row.transfer));
        }
        if !row.without_processor.is_empty() {
            let text = words.no_processor.form(row.without_processor.len());
            lines.push(text.fill(&[
                ("count", &self.number(row.without_processor.len())),
                ("ids", &self.ids(&row.without_processor)),
            ]));
        }
        lines.push(self.counted(&words.dpias, row.dpias.len()));
        if !row.with_gap.is_empty() {
            lines.push(self.counted(&words.gaps, row.with_gap.len()));
        }
        lines
    }

    pub(super) fn spellings(&self, row: &NameRow) -> String {
        joined(row.spellings.iter().map(|(text, count)| format!("{} ({count})", name(text))))
    }

    pub(super) fn tied(&self, row: &NameRow) -> String {
        let one = |tied: &crate::impact::TiedName| {
            let ground = self.impact.tie.of(tied.ground.into());
            self.texts.tied_one.fill(&[("name", &name(&tied.spelling)), ("ground", &ground)])
        };
        joined(row.tied.iter().map(one))
    }

    pub(super) fn plain(&self, answers: &BTreeMap<PlainAnswer, usize>) -> String {
        let one = |(answer, count): (&PlainAnswer, &usize)| {
            let what = self.texts.answer.of((*answer).into());
            self.texts.counted.fill(&[("count", &self.number(*count)), ("what", &what)])
        };
        joined(answers.iter().map(one))
    }

    /// What the list was read as.
    pub(super) fn list_read(&self, check: &ListCheck) -> String {
        let column = |(called, _, header): &(Called, crate::source::CellRef, String)| {
            format!("{} ({})", quoted(header), self.impact.called.of((*called).into()))
        };
        self.texts.list.read.fill(&[
            ("file", &quoted(&check.list.file)),
            ("columns", &joined(check.list.columns.iter().map(column))),
            ("names", &self.number(check.listed.len())),
        ])
    }

    /// A name of the list with its cell, and what it is in the register.
    pub(super) fn listed(&self, one: &ListedName) -> String {
        let line = self.texts.list.line.fill(&[
            ("name", &name(&one.written)),
            ("called", &self.impact.called.of(one.called.into())),
            ("cell", &self.wording.within_file(&one.cell)),
        ]);
        let Some((row, how)) = &one.found else { return line };
        let Some(found) = self.view.rows(one.called).get(*row) else { return line };
        let text = if *how == NameMatch::Alike { &self.texts.list.like } else { &self.texts.list.found };
        let how = self.impact.how.of((*how).into());
        text.fill(&[("line", &line), ("name", &name(&found.spelling)), ("how", &how)])
    }

    /// A name of the register that the list does not have.
    pub(super) fn unlisted(&self, row: &NameRow) -> String {
        format!("{}: {}", self.head(row), self.ids(&row.activities))
    }
}
