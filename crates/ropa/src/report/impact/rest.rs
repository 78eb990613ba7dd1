//! What was searched, the DPIAs behind it, what the records tell, and the notification, in words.

use super::sentences::Sentences;
use crate::dpia::LinkStatus;
use crate::impact::{BreachFact, BreachPoint, ColumnAnswers, CoveringDpia, FilledFact, Ring, Topic};
use crate::model::{DpiaField, Field};
use crate::report::common::quote::{name, quoted};
use crate::report::common::wording::{joined, joined_by};
use crate::source::{CellRef, Text};
use crate::text::fold;
use crate::text::variants::IntoEnumIterator;
use std::collections::{BTreeMap, BTreeSet};

/// How many texts of one topic are told.
const TEXTS: usize = 8;

impl Sentences<'_, '_> {
    /// What was searched, and in how many records and columns.
    pub(super) fn searched(&self) -> String {
        let (searched, words) = (&self.view.impact.searched, &self.texts.searched);
        let is_named = |field: Option<Field>| matches!(field, Some(Field::Processors | Field::Systems));
        let headers = |named: bool| {
            let of = searched.columns.iter().filter(|column| is_named(column.field) == named);
            let headers: BTreeSet<String> = of.map(|column| quoted(&column.header).to_string()).collect();
            joined(headers)
        };
        let or = |text: String, none: &String| if text.is_empty() { none.clone() } else { text };
        words.how.fill(&[
            ("records", &self.number(searched.records)),
            ("columns", &self.number(searched.columns.len())),
            ("named", &or(headers(true), &words.no_named)),
            ("texts", &or(headers(false), &words.no_texts)),
        ])
    }

    fn column(&self, answers: &ColumnAnswers) -> &'static str {
        self.wording.lang.words().field.of_static(answers.called.field().key())
    }

    /// How all records answer to a question of names.
    pub(super) fn column_answers(&self, answers: &ColumnAnswers) -> String {
        let words = &self.texts.searched;
        let one = |(answer, count): (&crate::impact::NamesAnswer, &usize)| {
            words.answer.fill(&[("count", &self.number(*count)), ("answer", &self.names_answer(*answer))])
        };
        words.column_answers.fill(&[
            ("column", &self.column(answers)),
            ("answers", &joined(answers.counts.iter().map(one))),
            ("records", &self.number(self.view.impact.searched.records)),
        ])
    }

    /// The records that do not answer, by how.
    pub(super) fn silent(&self, answers: &ColumnAnswers) -> Vec<String> {
        let one = |(answer, activities): (&crate::impact::NamesAnswer, &Vec<usize>)| {
            self.texts.searched.silent.fill(&[
                ("column", &self.column(answers)),
                ("answer", &self.names_answer(*answer)),
                ("ids", &self.ids(activities)),
            ])
        };
        answers.silent.iter().map(one).collect()
    }

    /// What there is to say of the DPIAs as a whole.
    pub(super) fn dpias_head(&self) -> Vec<String> {
        let (covering, words) = (&self.view.impact.covering, &self.texts.dpias);
        let review = covering.dpias.iter().filter(|dpia| dpia.review).count();
        let mut lines = vec![match review {
            0 => words.review_none.clone(),
            count => self.counted(&words.review, count),
        }];
        if !covering.without.is_empty() {
            let ids = self.ids(&covering.without);
            lines.push(self.counted_of(&words.without, covering.without.len(), &[("ids", &ids)]));
        }
        if !covering.gaps.is_empty() {
            let gap = |(kind, of): (&crate::gaps::GapKind, &Vec<usize>)| {
                words.gap.fill(&[("gap", &self.wording.gap(*kind)), ("count", &self.number(of.len()))])
            };
            lines.push(words.gaps.fill(&[("gaps", &joined(covering.gaps.iter().map(gap)))]));
        }
        if !covering.named_only.is_empty() {
            let dpias = joined(covering.named_only.iter().map(|dpia| self.dpia_name(*dpia)));
            lines.push(words.named_only.fill(&[("dpias", &dpias)]));
        }
        lines
    }

    fn dpia_name(&self, dpia: usize) -> String {
        let dpia = self.view.dpia(dpia);
        format!("{} {}", name(&dpia.key), dpia.text(DpiaField::Title).map(name).unwrap_or(name("")))
            .trim_end()
            .to_string()
    }

    /// One DPIA: its states, what it covers, the risk that remains, and what to do.
    pub(super) fn dpia(&self, one: &CoveringDpia) -> String {
        let words = &self.texts.dpias;
        let dpia = self.view.dpia(one.dpia);
        let activities: Vec<usize> = one.activities.iter().map(|(activity, ..)| *activity).collect();
        let line = words.dpia.fill(&[
            ("key", &name(&dpia.key)),
            ("title", &name(dpia.text(DpiaField::Title).unwrap_or_default())),
            ("states", &self.dpia_states(one)),
            ("ids", &self.ids(&activities)),
        ]);
        let unfinished =
            |status: LinkStatus| matches!(status, LinkStatus::Unfinished | LinkStatus::NotApproved);
        let todo = match one.review {
            true => words.to_review.as_str(),
            false if one.activities.iter().any(|(.., status)| unfinished(*status)) => &words.not_approved,
            false => "",
        };
        format!("{line} {} {todo}", self.residual(one)).trim_end().to_string()
    }

    pub(super) fn dpia_states(&self, one: &CoveringDpia) -> String {
        let states: BTreeSet<_> = one.activities.iter().map(|(_, state, _)| *state).collect();
        joined(states.into_iter().map(|state| self.wording.state(state)))
    }

    pub(super) fn residual(&self, one: &CoveringDpia) -> String {
        match one.residual_risk.is_empty() {
            true => self.texts.dpias.residual_none.clone(),
            false => self.texts.dpias.residual.fill(&[("said", &self.said_with_cells(&one.residual_risk))]),
        }
    }

    /// Texts, each with its cell.
    pub(super) fn said_with_cells(&self, said: &[(Text, CellRef)]) -> String {
        let one = |(text, cell): &(Text, CellRef)| {
            self.texts.cell.fill(&[("text", &quoted(text)), ("cell", &self.wording.cell(cell))])
        };
        let shown = joined_by("; ", said.iter().take(self.at_most(TEXTS)).map(one));
        match said.len().saturating_sub(self.at_most(TEXTS)) {
            0 => shown,
            more => self.texts.ids_more.fill(&[("ids", &shown), ("more", &self.number(more))]),
        }
    }

    /// What the surely hit records tell of each topic: each text once, with the records.
    pub(super) fn told(&self) -> Vec<String> {
        let words = &self.texts.told;
        Topic::iter()
            .filter(|topic| !matches!(topic, Topic::Security | Topic::Since | Topic::Owner))
            .map(|topic| {
                let said = self.told_of(topic);
                let word = self.texts.topic.of(topic.into());
                match said.is_empty() {
                    true => words.nothing.fill(&[("topic", &word)]),
                    false => words.line.fill(&[("topic", &word), ("said", &said)]),
                }
            })
            .collect()
    }

    fn told_of(&self, topic: Topic) -> String {
        let impact = self.view.impact;
        let mut by_text: BTreeMap<String, (Text, Vec<usize>)> = BTreeMap::new();
        let sure = impact.hits.iter().zip(&impact.told).filter(|(hit, _)| hit.ring != Ring::Likely);
        for (hit, told) in sure {
            for one in told.iter().filter(|one| one.topic == topic) {
                let known = by_text.entry(fold(&one.written).into_owned());
                let (_, of) = known.or_insert_with(|| (one.written.clone(), Vec::new()));
                if of.last() != Some(&hit.activity) {
                    of.push(hit.activity);
                }
            }
        }
        let mut all: Vec<(Text, Vec<usize>)> = by_text.into_values().collect();
        all.sort_by_key(|(_, of)| std::cmp::Reverse(of.len()));
        let one = |(text, of): &(Text, Vec<usize>)| {
            let few = &of[..of.len().min(self.at_most(3))];
            let mut ids = self.all_ids(few);
            if of.len() > few.len() {
                ids =
                    self.texts.ids_more.fill(&[("ids", &ids), ("more", &self.number(of.len() - few.len()))]);
            }
            self.texts.told.times.fill(&[("written", &quoted(text)), ("ids", &ids)])
        };
        let shown = joined_by("; ", all.iter().take(self.at_most(TEXTS)).map(one));
        match all.len().saturating_sub(self.at_most(TEXTS)) {
            0 => shown,
            more => self.texts.ids_more.fill(&[("ids", &shown), ("more", &self.number(more))]),
        }
    }

    /// What a hit tells of a topic, as written; by its number among the hits.
    pub(super) fn told_by(&self, hit: usize, topic: Topic) -> String {
        let told = self.view.impact.told.get(hit).map_or(&[][..], Vec::as_slice);
        joined_by("\n", told.iter().filter(|one| one.topic == topic).map(|one| one.written.to_string()))
    }

    /// A point of the notification: its letter, and what the law calls it.
    pub(super) fn point(&self, point: &BreachPoint) -> String {
        let title = self.note(point.note).map_or(String::new(), |note| self.wording.local(&note.name).into());
        self.texts.breach.point.fill(&[("letter", &point.letter), ("name", &title)])
    }

    /// What the law says of a point, with its source.
    pub(super) fn law(&self, note: &str) -> Option<String> {
        let note = self.note(note)?;
        let source = self.wording.citations(&note.citations);
        Some(
            self.texts
                .breach
                .law
                .fill(&[("text", &self.wording.local(&note.explanation)), ("source", &source)]),
        )
    }

    fn note(&self, id: &str) -> Option<&crate::law::Note> {
        self.view.assessed.packs().note(id)
    }

    /// Other things that the law says of a breach.
    pub(super) fn other_notes(&self) -> Vec<String> {
        let one = |id: &String| {
            let note = self.note(id)?;
            Some(self.texts.breach.note.fill(&[
                ("name", &self.wording.local(&note.name)),
                ("text", &self.wording.local(&note.explanation)),
                ("source", &self.wording.citations(&note.citations)),
            ]))
        };
        self.view.impact.breach.notes.iter().filter_map(one).collect()
    }

    pub(super) fn fact(&self, fact: BreachFact) -> &'static str {
        self.texts.fact.of_static(fact.into())
    }

    pub(super) fn filled(&self, fact: &FilledFact) -> &'static str {
        self.texts.filled.of_static(fact.filled.into())
    }

    /// What the register says of a fact.
    pub(super) fn fact_said(&self, fact: &FilledFact) -> String {
        let (impact, words) = (self.view.impact, &self.texts.breach);
        let said = match fact.fact {
            BreachFact::SubjectCategories => self.times(&impact.whose),
            BreachFact::SubjectNumber if impact.persons.counted > 0 => {
                joined_by(" ", self.persons(&impact.persons, impact.sure().count()))
            }
            BreachFact::RecordCategories => {
                let heavy = impact.kinds.heavy.iter().map(|one| self.heavy(one));
                let named =
                    [self.times(&impact.kinds.categories)].into_iter().filter(|text| !text.is_empty());
                joined_by(" ", named.map(|text| format!("{text}.")).chain(heavy))
            }
            BreachFact::Measures if !fact.said.is_empty() => {
                return words.security_before.fill(&[("said", &self.said_with_cells(&fact.said))]);
            }
            _ => self.said_with_cells(&fact.said),
        };
        match said.is_empty() {
            true => words.not_from_register.clone(),
            false => words.from_register.fill(&[("said", &said)]),
        }
    }
}
