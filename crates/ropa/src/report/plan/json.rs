//! A plan for a program: schema `ropa/plan/1`.

use super::view::PlanView;
use super::words::PlanWords;
use crate::gaps::GapKind;
use crate::law::{FactId, Likeness};
use crate::ledger::WorkStatus;
use crate::plan::{
    Action, Aspect, CalendarKind, ClosedHow, Condition, FirstKind, Outcome, PlanOptions, Quarter, Work,
};
use crate::report::common::envelope::Head;
use crate::report::common::json::{AsText, CitationOut, as_texts};
use crate::source::CellRef;
use crate::workbook::WriteError;
use chrono::NaiveDate;
use serde::Serialize;
use std::io::Write;

/// The JSON Schema (draft 2020-12) of what [`json`] writes.
pub const JSON_SCHEMA: &str = include_str!("../../../schemas/plan-1.json");

/// Writes a plan as one JSON document.
///
/// # Errors
/// [`WriteError::Write`] when `out` cannot be written to.
pub fn json(out: impl Write, view: &PlanView<'_>) -> Result<(), WriteError> {
    let words = PlanWords::of(view);
    let head = Head::new("ropa/plan/1", view.assessed.as_of(), view.lang, Some(view.import()));
    head.by(view.assessed.packs()).write(out, summary(&words), body(&words))
}

#[derive(Serialize)]
struct Summary<'a> {
    /// Gaps that the works close.
    closes: usize,
    works: usize,
    existing: usize,
    new: usize,
    /// New DPIAs as proposed, before people moved anything.
    proposed_new: usize,
    /// So many new ones are needed at least under the same conditions.
    bound: usize,
    /// Whether no fewer are possible under the same conditions.
    least: bool,
    first: usize,
    besides: usize,
    filters: &'a [String],
}

#[derive(Serialize)]
struct Body<'a> {
    options: PlanOptions,
    /// How sure it is that no fewer would do, in words.
    method: String,
    note: &'a str,
    last: Option<&'a str>,
    conditions: Vec<ConditionText<'a>>,
    first_due: NaiveDate,
    first: Vec<FirstOut<'a>>,
    works: Vec<WorkOut<'a>>,
    load: Vec<LoadOut<'a>>,
    calendar: Vec<EntryOut<'a>>,
    since: Option<SinceOut<'a>>,
    besides: Vec<&'a str>,
}

#[derive(Serialize)]
struct ConditionText<'a> {
    id: &'a str,
    condition: Likeness,
    name: &'a str,
    explanation: &'a str,
    differs: crate::law::Parting,
    unknown: crate::law::Parting,
    citations: Vec<CitationOut<'a>>,
}

#[derive(Serialize)]
struct FirstOut<'a> {
    activity: &'a str,
    kind: FirstKind,
    gap: GapKind,
    questions: &'a [FactId],
    otherwise: Option<&'a str>,
    text: String,
    owner: Option<&'a str>,
    due: Option<NaiveDate>,
    status: Option<WorkStatus>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct WorkOut<'a> {
    family: &'a str,
    actions: &'a [Action],
    new: bool,
    title: String,
    dpia: Option<&'a str>,
    members: Vec<MemberOut<'a>>,
    covered: Vec<&'a str>,
    position: usize,
    conditions: Vec<ConditionOut<'a>>,
    needs_annex: bool,
    against: &'a [Likeness],
    left_out: LeftOutOut<'a>,
    units: Vec<String>,
    before: Option<NaiveDate>,
    due: NaiveDate,
    due_kept: bool,
    quarter: Quarter,
    owner: Option<String>,
    status: WorkStatus,
    note: Option<&'a str>,
    /// Ready to paste.
    reason: String,
}

#[derive(Serialize)]
struct MemberOut<'a> {
    activity: &'a str,
    name: &'a str,
    /// Whether the DPIA that exists is to be widened to it.
    joins: bool,
    /// The family proposed, where a person has moved it here.
    moved_from: Option<&'a str>,
}

#[derive(Serialize)]
struct ConditionOut<'a> {
    condition: Likeness,
    outcome: Outcome,
    text: String,
    terms: Vec<TermOut<'a>>,
    unknown: Vec<&'a str>,
}

#[derive(Serialize)]
struct TermOut<'a> {
    aspect: Aspect,
    text: String,
    activities: Vec<&'a str>,
    cells: Vec<AsText<&'a CellRef>>,
}

#[derive(Serialize)]
struct LeftOutOut<'a> {
    system: Option<String>,
    elsewhere: Vec<ElsewhereOut<'a>>,
    first: Vec<&'a str>,
    in_order: Vec<&'a str>,
    not_needed: Vec<&'a str>,
    besides: Vec<&'a str>,
    nearest: Option<NearestOut<'a>>,
}

#[derive(Serialize)]
struct ElsewhereOut<'a> {
    activity: &'a str,
    family: &'a str,
}

#[derive(Serialize)]
struct NearestOut<'a> {
    family: &'a str,
    apart: &'a [Likeness],
}

#[derive(Serialize)]
struct LoadOut<'a> {
    quarter: Quarter,
    works: usize,
    new: usize,
    units: Vec<UnitOut<'a>>,
}

#[derive(Serialize)]
struct UnitOut<'a> {
    unit: Option<&'a str>,
    works: usize,
}

#[derive(Serialize)]
struct EntryOut<'a> {
    day: NaiveDate,
    kind: CalendarKind,
    key: &'a str,
    family: Option<&'a str>,
    dpia: Option<&'a str>,
    activities: Vec<&'a str>,
}

#[derive(Serialize)]
struct SinceOut<'a> {
    closed: Vec<ClosedOut<'a>>,
    new: Vec<&'a str>,
    moved: Vec<MovedOut<'a>>,
    changed: Vec<ChangedOut<'a>>,
    done_with_gap: &'a [String],
    families_gone: Vec<&'a str>,
    text: Vec<String>,
}

#[derive(Serialize)]
struct ClosedOut<'a> {
    activity: Option<&'a str>,
    handle: &'a str,
    family: Option<&'a str>,
    how: ClosedHow,
}

#[derive(Serialize)]
struct MovedOut<'a> {
    activity: &'a str,
    from: &'a str,
}

#[derive(Serialize)]
struct ChangedOut<'a> {
    activity: &'a str,
    text: String,
}

fn summary<'a>(words: &PlanWords<'a>) -> Summary<'a> {
    let plan = words.view.plan;
    Summary {
        closes: plan.closes(),
        works: plan.works.len(),
        existing: plan.existing().count(),
        new: plan.new_ones().count(),
        proposed_new: plan.method.new,
        bound: plan.method.bound,
        least: plan.method.is_least(),
        first: plan.first.len(),
        besides: plan.besides.len(),
        filters: words.view.filters,
    }
}

fn body<'a>(words: &PlanWords<'a>) -> Body<'a> {
    let plan = words.view.plan;
    let conditions = words.view.assessed.packs().family_conditions(words.view.assessed.as_of());
    Body {
        options: plan.options,
        method: words.method(),
        note: &words.texts().top.sentence,
        last: words.view.last,
        conditions: conditions
            .into_iter()
            .map(|one| ConditionText {
                id: &one.id,
                condition: one.likeness,
                name: words.wording.local(&one.name),
                explanation: words.wording.local(&one.explanation),
                differs: one.differs,
                unknown: one.unknown,
                citations: one
                    .citations
                    .iter()
                    .map(|citation| CitationOut::of(citation, words.wording.cited(citation)))
                    .collect(),
            })
            .collect(),
        first_due: plan.first_due,
        first: words.first_out(),
        works: plan.works.iter().map(|work| words.work_out(work)).collect(),
        load: words.load_out(),
        calendar: words.calendar_out(),
        since: words.since_out(),
        besides: words.keys(&plan.besides),
    }
}

impl<'a> PlanWords<'a> {
    fn key(&self, activity: usize) -> &'a str {
        &self.activity(activity).key
    }

    fn keys(&self, activities: &[usize]) -> Vec<&'a str> {
        activities.iter().map(|activity| self.key(*activity)).collect()
    }

    fn family(&self, place: usize) -> Option<&'a str> {
        self.view.plan.works.get(place).map(|work| work.family.as_str())
    }

    fn dpia_key(&self, dpia: Option<usize>) -> Option<&'a str> {
        dpia.map(|dpia| &*self.view.assessed.register().dpias[dpia].key)
    }

    fn first_out(&self) -> Vec<FirstOut<'a>> {
        let plan = self.view.plan;
        let step = |step: &'a crate::plan::FirstStep| FirstOut {
            activity: self.key(step.activity),
            kind: step.kind,
            gap: step.gap,
            questions: &step.facts,
            otherwise: step.otherwise.and_then(|place| self.family(place)),
            text: crate::report::common::wording::joined_by("; ", self.first_parts(step)),
            owner: step.progress.owner.as_deref(),
            due: step.progress.due,
            status: step.progress.status,
            note: step.progress.note.as_deref(),
        };
        plan.first.iter().map(step).collect()
    }

    fn work_out(&self, work: &'a Work) -> WorkOut<'a> {
        let left = &work.left_out;
        let elsewhere = left.elsewhere.iter().filter_map(|(activity, place)| {
            Some(ElsewhereOut { activity: self.key(*activity), family: self.family(*place)? })
        });
        let nearest = left.nearest.as_ref();
        WorkOut {
            family: &work.family,
            actions: &work.actions,
            new: work.is_new(),
            title: self.title(work),
            dpia: self.dpia_key(work.dpia),
            members: work
                .members
                .iter()
                .map(|member| MemberOut {
                    activity: self.key(member.activity),
                    name: self.activity(member.activity).label(),
                    joins: member.joins,
                    moved_from: member.moved_from.as_deref(),
                })
                .collect(),
            covered: self.keys(&work.covered),
            position: work.position,
            conditions: work.conditions.iter().map(|condition| self.condition_out(work, condition)).collect(),
            needs_annex: work.needs_annex(),
            against: &work.against,
            left_out: LeftOutOut {
                system: left.system.as_ref().map(|system| self.term(system)),
                elsewhere: elsewhere.collect(),
                first: self.keys(&left.first),
                in_order: self.keys(&left.in_order),
                not_needed: self.keys(&left.not_needed),
                besides: self.keys(&left.besides),
                nearest: nearest
                    .and_then(|(place, apart)| Some(NearestOut { family: self.family(*place)?, apart })),
            },
            units: crate::plan::units_of(self.view.assessed, work).into_iter().flatten().collect(),
            before: work.before,
            due: work.due,
            due_kept: work.due_kept,
            quarter: work.quarter(),
            owner: self.owner(work),
            status: work.status(),
            note: work.progress.note.as_deref(),
            reason: self.reason(work),
        }
    }

    fn condition_out(&self, work: &Work, condition: &'a Condition) -> ConditionOut<'a> {
        let term = |term: &'a crate::plan::TermOfMembers| TermOut {
            aspect: term.aspect,
            text: self.term(&term.kind),
            activities: self.keys(&term.members),
            cells: as_texts(&term.cells),
        };
        ConditionOut {
            condition: condition.likeness,
            outcome: condition.outcome,
            text: self.condition(work, condition),
            terms: condition.terms.iter().map(term).collect(),
            unknown: self.keys(&condition.unknown),
        }
    }

    fn load_out(&self) -> Vec<LoadOut<'a>> {
        let load = |load: &'a crate::plan::Load| LoadOut {
            quarter: load.quarter,
            works: load.works,
            new: load.new,
            units: load
                .units
                .iter()
                .map(|(unit, works)| UnitOut { unit: unit.as_deref(), works: *works })
                .collect(),
        };
        self.view.plan.load.iter().map(load).collect()
    }

    fn calendar_out(&self) -> Vec<EntryOut<'a>> {
        let entry = |entry: &'a crate::plan::CalendarEntry| EntryOut {
            day: entry.day,
            kind: entry.kind,
            key: &entry.key,
            family: entry.work.and_then(|place| self.family(place)),
            dpia: self.dpia_key(entry.dpia),
            activities: self.keys(&entry.activities),
        };
        self.view.plan.calendar.iter().map(entry).collect()
    }

    fn since_out(&self) -> Option<SinceOut<'a>> {
        let since = self.view.plan.since.as_ref()?;
        Some(SinceOut {
            closed: since
                .closed
                .iter()
                .map(|closed| ClosedOut {
                    activity: closed.activity.map(|activity| self.key(activity)),
                    handle: &closed.handle,
                    family: closed.family.as_deref(),
                    how: closed.how,
                })
                .collect(),
            new: self.keys(&since.new),
            moved: since
                .moved
                .iter()
                .map(|(activity, from)| MovedOut { activity: self.key(*activity), from })
                .collect(),
            changed: since
                .changed
                .iter()
                .map(|(activity, changes)| ChangedOut {
                    activity: self.key(*activity),
                    text: self.wording.changes(changes),
                })
                .collect(),
            done_with_gap: &since.done_with_gap,
            families_gone: since.families_gone.iter().map(|one| &**one).collect(),
            text: self.since(),
        })
    }
}
