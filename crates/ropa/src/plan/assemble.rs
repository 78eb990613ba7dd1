//! What the program proposes, joined with what people have decided, in order and with days.

use super::action::Action;
use super::answers_first::{FirstKind, FirstStep, only_open_traits_part};
use super::calendar;
use super::described::conditions;
use super::draft::{Draft, Proposal, place_of, propose};
use super::families::Comparison;
use super::last::{Last, give_codes};
use super::left_out;
use super::options::PlanOptions;
use super::quarter::Quarter;
use super::schedule;
use super::whole::{Plan, PlanError};
use super::work::{LeftOut, Member, Work};
use crate::gaps::{GapKind, RegisterAssessment, Selection};
use crate::ledger::RecordedPlan;
use crate::model::Field;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

impl Plan {
    /// Plans for the gaps of a selection; what people wrote in the last plan is kept.
    ///
    /// # Errors
    /// [`PlanError`] where the limits leave room for nothing.
    pub fn of(
        assessed: &RegisterAssessment,
        selection: &Selection,
        options: PlanOptions,
        last: Option<&RecordedPlan>,
    ) -> Result<Plan, PlanError> {
        if options.per_quarter == 0 {
            return Err(PlanError::NoRoom);
        }
        if options.largest == Some(0) {
            return Err(PlanError::NoSize);
        }
        Ok(plan(assessed, selection, options, last))
    }
}

fn plan(
    assessed: &RegisterAssessment,
    selection: &Selection,
    options: PlanOptions,
    last: Option<&RecordedPlan>,
) -> Plan {
    let comparison = Comparison::of(assessed, options);
    let last = last.map(|plan| Last::of(plan, assessed));
    let maker = Maker { assessed, comparison: &comparison, last: last.as_ref(), places: places(assessed) };
    let Proposal { mut drafts, mut first, method, besides } = propose(assessed, selection, &comparison);
    maker.put_in_order(&mut drafts);
    give_codes(&mut drafts, last.as_ref());
    let mut works = maker.works(&drafts);
    schedule::set_days(&mut works, options.per_quarter, assessed.as_of());
    maker.add_parting_questions(&works, &mut first);
    maker.finish_first(&works, &mut first);
    let waiting: BTreeSet<usize> = first.iter().map(|step| step.activity).collect();
    let only_first: Vec<usize> = waiting.iter().copied().collect();
    left_out::tell(assessed, &comparison, &mut works, &only_first);
    let selected = selection.shown.iter().map(|index| assessed.assessments[*index].activity).collect();
    let since = last.as_ref().map(|last| last.since(assessed, &works, &waiting, &selected));
    let load = schedule::load(assessed, &works);
    let first_due = Quarter::first_of_plan(assessed.as_of()).last_day(assessed.as_of());
    let calendar = calendar::entries(assessed, &works, &first, first_due);
    Plan { options, first, first_due, works, method, load, calendar, since, besides }
}

/// The place of each gap in the order of work.
fn places(assessed: &RegisterAssessment) -> BTreeMap<usize, usize> {
    let ranked =
        assessed.assessments.iter().filter_map(|one| Some((one.activity, one.rank.as_ref()?.position)));
    ranked.collect()
}

struct Maker<'m, 'p> {
    assessed: &'m RegisterAssessment,
    comparison: &'m Comparison,
    last: Option<&'m Last<'p>>,
    places: BTreeMap<usize, usize>,
}

impl Maker<'_, '_> {
    fn place(&self, activity: usize) -> usize {
        self.places.get(&activity).copied().unwrap_or(usize::MAX)
    }

    fn first_place(&self, members: impl Iterator<Item = usize>) -> usize {
        members.map(|activity| self.place(activity)).min().unwrap_or(usize::MAX)
    }

    /// What exists first, then what is new, each by its most urgent member.
    fn put_in_order(&self, drafts: &mut [Draft]) {
        for draft in drafts.iter_mut() {
            draft.members.sort_by_key(|activity| self.place(*activity));
        }
        drafts.sort_by_key(|draft| {
            (
                draft.actions == [Action::New],
                self.first_place(draft.members.iter().copied()),
                draft.members.clone(),
            )
        });
    }

    /// The works: each activity in the family that a person has put it in, else in the one proposed.
    fn works(&self, drafts: &[Draft]) -> Vec<Work> {
        let mut works: Vec<Work> = drafts.iter().map(|draft| self.empty(draft)).collect();
        let mut at_code: BTreeMap<String, usize> =
            works.iter().enumerate().map(|(at, work)| (work.family.clone(), at)).collect();
        for draft in drafts {
            for activity in &draft.members {
                let by_hand = self.last.and_then(|last| last.by_hand(*activity));
                let by_hand = by_hand.map(|code| code.trim()).filter(|code| *code != draft.family);
                let code = by_hand.unwrap_or(&draft.family);
                let at = *at_code.entry(code.to_string()).or_insert_with(|| {
                    // A family that a person has made.
                    let made = Draft { family: code.into(), actions: vec![Action::New], ..Draft::default() };
                    works.push(self.empty(&made));
                    works.len() - 1
                });
                let work = &mut works[at];
                let joins = draft.joining.contains(activity) || by_hand.is_some();
                let moved_from = by_hand.map(|_| draft.family.clone());
                work.members.push(Member { activity: *activity, joins: joins && !work.is_new(), moved_from });
                if joins && !work.is_new() && !work.actions.contains(&Action::Widen) {
                    work.actions.push(Action::Widen);
                }
            }
        }
        works.retain(|work| !work.members.is_empty());
        works.iter_mut().for_each(|work| self.describe(work));
        works.sort_by_key(|work| (work.is_new(), work.position, work.family.clone()));
        works
    }

    fn empty(&self, draft: &Draft) -> Work {
        Work {
            family: draft.family.clone(),
            actions: draft.actions.clone(),
            dpia: draft.dpia,
            members: Vec::new(),
            covered: draft.covered.clone(),
            position: usize::MAX,
            conditions: Vec::new(),
            against: Vec::new(),
            left_out: LeftOut::default(),
            before: None,
            due: self.assessed.as_of(),
            due_kept: false,
            progress: self.last.map(|last| last.progress(&draft.family)).unwrap_or_default(),
        }
    }

    fn describe(&self, work: &mut Work) {
        work.members.sort_by_key(|member| self.place(member.activity));
        let members: BTreeSet<usize> = work.members.iter().map(|member| member.activity).collect();
        work.covered.retain(|activity| !members.contains(activity));
        work.before = self.starts(&members);
        work.position = self.first_place(members.iter().copied());
        let everything: Vec<usize> = work.everything().collect();
        (work.conditions, work.against) = conditions(self.comparison, &everything);
    }

    /// The first day on which any of them begins that has not begun.
    fn starts(&self, members: &BTreeSet<usize>) -> Option<NaiveDate> {
        let days = members.iter().filter_map(|activity| {
            let activity = &self.assessed.register().activities[*activity];
            let day = activity.date(Field::Started).or_else(|| activity.date(Field::Period))?.date;
            Some(day).filter(|day| *day > self.assessed.as_of())
        });
        days.min()
    }

    /// Open questions that alone keep a processing out of a family: a no lets it in.
    fn add_parting_questions(&self, works: &[Work], first: &mut Vec<FirstStep>) {
        for work in works.iter().filter(|work| work.is_new()) {
            let [member] = &work.members[..] else { continue };
            let activity = member.activity;
            let open = self.comparison.compared(activity).said(super::compared::Aspect::HeavyOpen);
            if open.terms.is_empty() || member.moved_from.is_some() {
                continue;
            }
            let fits = |other: &Work| {
                let mut everything = other.everything();
                everything.all(|one| one != activity && only_open_traits_part(self.comparison, activity, one))
            };
            let Some(at) = works.iter().position(fits) else { continue };
            let facts = open.terms.iter().filter_map(|term| match term.kind {
                super::compared::TermKind::Fact(fact) => Some(fact),
                _ => None,
            });
            first.push(FirstStep {
                activity,
                kind: FirstKind::Part,
                gap: GapKind::NoDpia,
                facts: facts.collect(),
                otherwise: Some(at),
                progress: Default::default(),
            });
        }
    }

    /// Whether a DPIA could cover one more. What it is linked to besides, and could not share with its own members, does
    /// not count.
    fn fits(&self, work: &Work, activity: usize) -> bool {
        let share = |one: usize| self.comparison.may_share(activity, one);
        let stray = |covered: usize| {
            let mut members = work.members.iter();
            !members.all(|member| self.comparison.may_share(member.activity, covered))
        };
        work.members.iter().all(|member| share(member.activity))
            && work.covered.iter().all(|covered| share(*covered) || stray(*covered))
    }

    /// Tells where each goes otherwise, what people wrote of it, and puts them in order.
    fn finish_first(&self, works: &[Work], first: &mut [FirstStep]) {
        for step in first.iter_mut() {
            if step.kind != FirstKind::Part {
                step.otherwise = works.iter().position(|work| self.fits(work, step.activity));
            }
            step.progress = self.last.map(|last| last.first(step.activity)).unwrap_or_default();
        }
        first.sort_by_key(|step| (place_of(step.kind), self.place(step.activity), step.activity));
    }
}
