//! The place of a gap in the order of work, in words: its step, its reasons, its family, and what parts it from others.

use super::view::GapView;
use crate::gaps::{Assessment, Rank, RankReason, RankTies, WorkFamily};
use crate::law::{FactId, WorkSign, WorkStep};
use crate::model::{Dpia, DpiaField, Field};
use crate::report::common::quote::{name, quoted};
use crate::report::common::texts::RankTexts;
use crate::report::common::wording::{Wording, joined, joined_by};
use crate::text::template::Template;
use std::collections::BTreeMap;

/// How many gaps come first, each with why.
pub(super) const FIRST: usize = 10;

/// How many cells of one reason are named.
const CELLS: usize = 3;

/// The rank of one assessment, in words.
#[derive(Clone, Copy)]
pub(in crate::report) struct RankWords<'v, 'a> {
    view: &'v GapView<'a>,
    wording: &'v Wording<'a>,
    assessment: &'a Assessment,
    pub(in crate::report) rank: &'a Rank,
}

impl<'v, 'a> RankWords<'v, 'a> {
    /// The words for an assessment; none where it has no gap.
    pub(in crate::report) fn of(
        view: &'v GapView<'a>,
        wording: &'v Wording<'a>,
        assessment: &'a Assessment,
    ) -> Option<RankWords<'v, 'a>> {
        let rank = assessment.rank.as_ref()?;
        Some(RankWords { view, wording, assessment, rank })
    }

    fn texts(&self) -> &'static RankTexts {
        &self.wording.texts.rank
    }

    /// The step that it belongs to.
    pub(in crate::report) fn step(&self) -> Option<&'a WorkStep> {
        self.view.assessed.packs().work_step(self.rank.step.as_deref()?)
    }

    /// Its place and step on one line: `3. Steg 1, inte påbörjad`.
    pub(in crate::report) fn place(&self) -> String {
        let position = self.wording.lang.number(self.rank.position);
        match self.step() {
            None => self.texts().no_step.fill(&[("position", &position)]),
            Some(step) => self.texts().place.fill(&[
                ("position", &position),
                ("step", &step.order),
                ("name", &self.wording.local(&step.name)),
            ]),
        }
    }

    /// The same with the reasons.
    pub(in crate::report) fn because(&self) -> String {
        let reasons = joined_by("; ", self.reasons());
        match reasons.is_empty() {
            true => self.place(),
            false => self.texts().because.fill(&[("place", &self.place()), ("reasons", &reasons)]),
        }
    }

    /// The step by name, then its reasons, for a cell.
    pub(in crate::report) fn why(&self) -> String {
        let step = self.step().map(|step| self.wording.local(&step.name).to_string());
        joined_by("\n", step.into_iter().chain(self.reasons()))
    }

    /// The reasons, one text each.
    pub(in crate::report) fn reasons(&self) -> Vec<String> {
        self.rank.reasons.iter().map(|reason| self.reason(reason)).collect()
    }

    /// One reason.
    pub(in crate::report) fn reason(&self, reason: &RankReason) -> String {
        let dpias = &self.view.assessed.register().dpias;
        let dpia = reason.dpia.map(|dpia| name(&dpias[dpia].key).to_string()).unwrap_or_default();
        let after = reason.after.map(|day| day.to_string()).unwrap_or_default();
        let standing = self.assessment.standing.map_or("", |standing| self.wording.standing(standing));
        self.template(reason).fill(&[
            ("written", &self.written(reason)),
            ("cell", &self.cells(reason)),
            ("facts", &self.wording.labels(reason.facts.iter().copied())),
            ("after", &after),
            ("changes", &self.wording.changes(&reason.changes)),
            ("dpia", &dpia),
            ("standing", &standing),
        ])
    }

    /// The text for a reason.
    fn template(&self, reason: &RankReason) -> &'static Template {
        let dpia = reason.dpia.map(|dpia| &self.view.assessed.register().dpias[dpia]);
        match dpia {
            // What a list does not ask it cannot have recorded.
            Some(dpia) if reason.sign == WorkSign::ConsultationMissing && !asks_of_consultation(dpia) => {
                &self.texts().reason.consultation_not_asked
            }
            _ => template(self.texts(), reason.sign),
        }
    }

    /// What a reason rests on; a code with its name.
    fn written(&self, reason: &RankReason) -> String {
        let written = reason.written.as_deref().unwrap_or_default();
        match reason.sign {
            WorkSign::Required => match self.wording.rule(written) {
                Some(rule) => format!("{} [{}]", self.wording.local(&rule.name), rule.id),
                None => written.to_string(),
            },
            WorkSign::ResemblesListed => {
                let fact = self.assessment.facts.get(FactId::Listed);
                match fact.and_then(|fact| self.wording.spoken_for(fact)) {
                    Some(words) => format!("{written} ({words})"),
                    None => written.to_string(),
                }
            }
            _ => quoted(written).to_string(),
        }
    }

    fn cells(&self, reason: &RankReason) -> String {
        let mut cells: Vec<String> = Vec::new();
        for cell in reason.cells.iter().map(|cell| self.wording.cell(cell).to_string()) {
            if !cells.contains(&cell) {
                cells.push(cell);
            }
        }
        let shown = joined(cells.iter().take(CELLS));
        match cells.len() > CELLS {
            true => self.texts().many_cells.fill(&[("cells", &shown)]),
            false => shown,
        }
    }

    /// The family by name.
    pub(in crate::report) fn family(&self) -> String {
        family(self.wording, &self.rank.family)
    }

    /// The same as a sentence.
    pub(in crate::report) fn within_step(&self) -> Option<String> {
        let ties = self.ties();
        (!ties.is_empty()).then(|| self.texts().explain.ties.fill(&[("ties", &ties)]))
    }

    /// What parts it from others of the step, in the order of its weight.
    pub(in crate::report) fn ties(&self) -> String {
        let words = &self.texts().tie;
        let number = |count: usize| self.wording.lang.number(count);
        let RankTies { certain, danger, persons, persons_else, in_family, start, since, hinted, .. } =
            &self.rank.ties;
        let count = |text: &Template, count: usize| text.fill(&[("count", &number(count))]);
        // As the register writes it: a range or "over" is no one number.
        let counted = self.view.activity(self.assessment).text(Field::DataSubjectCount);
        let persons = match counted.filter(|_| persons.is_some()) {
            Some(written) => Some(words.persons.fill(&[("count", &quoted(written))])),
            // Where the register counts nobody, it says nothing of any record.
            None => (*persons_else > 0).then(|| {
                words.persons_unknown.fill(&[("count", &self.wording.lang.number(*persons_else as usize))])
            }),
        };
        let day = |text: &Template, day: &Option<chrono::NaiveDate>| {
            day.as_ref().map(|day| text.fill(&[("date", day)]))
        };
        let some = |text: &Template, number: usize| (number > 0).then(|| count(text, number));
        let ties = [
            some(&words.certain, *certain),
            some(&words.danger, *danger),
            persons,
            some(&words.in_family, *in_family),
            day(&words.start, start),
            day(&words.since, since),
            some(&words.hinted, *hinted),
        ];
        joined(ties.into_iter().flatten())
    }
}

/// Gaps by family, the family of the foremost first.
pub(super) fn families<'a>(assessments: &[&'a Assessment]) -> Vec<(&'a WorkFamily, Vec<&'a Assessment>)> {
    let mut families: Vec<(&WorkFamily, Vec<&Assessment>)> = Vec::new();
    let mut places: BTreeMap<&WorkFamily, usize> = BTreeMap::new();
    for assessment in assessments {
        let Some(rank) = &assessment.rank else { continue };
        let place = *places.entry(&rank.family).or_insert_with(|| {
            families.push((&rank.family, Vec::new()));
            families.len() - 1
        });
        families[place].1.push(assessment);
    }
    families
}

/// A family by name.
pub(in crate::report) fn family(wording: &Wording<'_>, family: &WorkFamily) -> String {
    let texts = &wording.texts.rank;
    match family {
        WorkFamily::Process(process) => texts.process.fill(&[("name", &name(process))]),
        WorkFamily::System(system) => texts.system.fill(&[("name", &name(system))]),
        WorkFamily::Unnamed => texts.unnamed.clone(),
    }
}

/// Whether the list of a DPIA asks of prior consultation.
fn asks_of_consultation(dpia: &Dpia) -> bool {
    let questions = [DpiaField::PriorConsultation, DpiaField::Consulted, DpiaField::ConsultationAnswer];
    questions.iter().any(|question| dpia.asked.contains(question))
}

/// The text for a sign.
fn template(texts: &'static RankTexts, sign: WorkSign) -> &'static Template {
    let reason = &texts.reason;
    match sign {
        WorkSign::NotStarted => &reason.not_started,
        WorkSign::Trial => &reason.trial,
        WorkSign::StartedLately => &reason.started_lately,
        WorkSign::ChangedLately => &reason.changed_lately,
        WorkSign::Required => &reason.required,
        WorkSign::UnfinishedLong => &reason.unfinished_long,
        WorkSign::Rejected => &reason.rejected,
        WorkSign::ConditionsUnmet => &reason.conditions_unmet,
        WorkSign::ConsultationMissing => &reason.consultation_missing,
        WorkSign::StartedBeforeAnswer => &reason.started_before_answer,
        WorkSign::AgainstAdvice => &reason.against_advice,
        WorkSign::Incident => &reason.incident,
        WorkSign::ManyCriteria => &reason.many_criteria,
        WorkSign::Criterion => &reason.criterion,
        WorkSign::ResemblesListed => &reason.resembles_listed,
        WorkSign::ProtectedIdentities => &reason.protected_identities,
        WorkSign::CriminalData => &reason.criminal_data,
        WorkSign::Transfer => &reason.transfer,
        WorkSign::ChildProtection => &reason.child_protection,
        WorkSign::ChangedSinceDuty => &reason.changed_since_duty,
        WorkSign::BegunSinceDuty => &reason.begun_since_duty,
        WorkSign::NoChangeShown => &reason.no_change_shown,
        WorkSign::LawNamed => &reason.law_named,
        WorkSign::InternalFew => &reason.internal_few,
        WorkSign::MetCriteria => &reason.met_criteria,
        WorkSign::Hinted => &reason.hinted,
        WorkSign::PointsNowhere => &reason.points_nowhere,
        WorkSign::OnlyNoted => &reason.only_noted,
        WorkSign::Recommended => &reason.recommended,
    }
}
