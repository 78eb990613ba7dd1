//! The pieces that every form of a plan is made of, in words.

use super::view::PlanView;
use crate::gaps::Assessment;
use crate::law::Likeness;
use crate::ledger::WorkStatus;
use crate::model::{Dpia, DpiaField, Field, ProcessingActivity};
use crate::plan::{Aspect, CalendarEntry, CalendarKind, FirstKind, FirstStep, Load, Member, Work};
use crate::report::common::quote::{name, passage, quoted};
use crate::report::common::texts::PlanTexts;
use crate::report::common::wording::{Wording, joined, joined_by};
use crate::report::gaps::{GapView, RankWords, dpia_handle};
use std::collections::BTreeMap;

/// So many members are named where they are only mentioned.
const NAMED: usize = 12;

/// A plan in words.
pub(in crate::report) struct PlanWords<'a> {
    pub(super) view: PlanView<'a>,
    pub(super) gaps: GapView<'a>,
    pub(super) wording: Wording<'a>,
    of: BTreeMap<usize, &'a Assessment>,
}

impl<'a> PlanWords<'a> {
    pub(in crate::report) fn of(view: &PlanView<'a>) -> PlanWords<'a> {
        let gaps = view.gaps();
        let wording = gaps.wording();
        let of = view.assessed.assessments.iter().map(|one| (one.activity, one)).collect();
        PlanWords { view: *view, gaps, wording, of }
    }

    pub(super) fn texts(&self) -> &'static PlanTexts {
        &self.wording.texts.plan
    }

    pub(super) fn number(&self, count: usize) -> String {
        self.wording.lang.number(count)
    }

    pub(super) fn activity(&self, activity: usize) -> &'a ProcessingActivity {
        &self.view.assessed.register().activities[activity]
    }

    pub(super) fn assessment(&self, activity: usize) -> Option<&'a Assessment> {
        self.of.get(&activity).copied()
    }

    fn dpia(&self, dpia: usize) -> &'a Dpia {
        &self.view.assessed.register().dpias[dpia]
    }

    /// The register's own id of a processing, else where it stands.
    pub(super) fn handle(&self, activity: usize) -> String {
        let activity = self.activity(activity);
        match activity.text(Field::Id) {
            Some(id) => name(id).to_string(),
            None => self.wording.texts.gaps.row.row.fill(&[("row", &activity.origin.row)]),
        }
    }

    /// Handles of several; the rest are counted.
    pub(super) fn handles(&self, activities: &[usize]) -> String {
        let shown = joined(activities.iter().take(NAMED).map(|activity| self.handle(*activity)));
        match activities.len().checked_sub(NAMED).filter(|rest| *rest > 0) {
            Some(rest) => {
                self.texts().work.more_members.fill(&[("members", &shown), ("count", &self.number(rest))])
            }
            None => shown,
        }
    }

    /// Id and name of a processing.
    pub(super) fn named(&self, activity: usize) -> String {
        let label = name(self.activity(activity).label()).to_string();
        self.texts().work.member.fill(&[("handle", &self.handle(activity)), ("name", &label)])
    }

    pub(in crate::report) fn actions(&self, work: &Work) -> String {
        joined(work.actions.iter().map(|action| self.texts().action.of((*action).into())))
    }

    /// What a work is called: the DPIA that exists, else what its processing has in common.
    pub(in crate::report) fn title(&self, work: &Work) -> String {
        match work.dpia.filter(|_| !work.is_new()) {
            Some(dpia) => self.dpia_title(dpia),
            None => self.new_title(work),
        }
    }

    pub(super) fn dpia_title(&self, dpia: usize) -> String {
        let dpia = self.dpia(dpia);
        let (key, title) = (dpia_handle(dpia), name(dpia.label()).to_string());
        if key == title {
            return title;
        }
        self.texts().work.title_existing.fill(&[("key", &key), ("title", &title)])
    }

    fn new_title(&self, work: &Work) -> String {
        let terms = |likeness: Likeness, aspects: &[Aspect]| {
            let condition = work.conditions.iter().find(|condition| condition.likeness == likeness);
            let terms = condition.into_iter().flat_map(|condition| &condition.terms);
            let of = terms.filter(|term| aspects.contains(&term.aspect));
            joined(of.map(|term| self.term(&term.kind)))
        };
        let texts = &self.texts().work;
        let system = terms(Likeness::System, &[Aspect::MainSystem]);
        let system = if system.is_empty() { texts.no_system.clone() } else { system };
        let purpose = terms(Likeness::Purpose, &[Aspect::ProcessGroup]);
        let subjects = terms(Likeness::DataSubjects, &[Aspect::Role]);
        match &work.members[..] {
            [one] => name(self.activity(one.activity).label()).to_string(),
            _ => texts.title_new.fill(&[("system", &system), ("purpose", &purpose), ("subjects", &subjects)]),
        }
    }

    /// The first line of a work.
    pub(super) fn head(&self, work: &Work) -> String {
        self.texts().work.head.fill(&[
            ("family", &work.family),
            ("actions", &self.actions(work)),
            ("title", &self.title(work)),
        ])
    }

    pub(super) fn member(&self, member: &Member) -> String {
        let texts = &self.texts().work;
        let named = self.named(member.activity);
        match &member.moved_from {
            Some(from) => texts.by_hand.fill(&[("member", &named), ("family", &name(from))]),
            None if member.joins => texts.joins.fill(&[("member", &named)]),
            None => named,
        }
    }

    /// Every member, by id and name.
    pub(super) fn covers(&self, work: &Work) -> String {
        let members = joined_by("; ", work.members.iter().map(|member| self.member(member)));
        let count = work.members.len();
        self.texts().work.covers.form(count).fill(&[("count", &self.number(count)), ("members", &members)])
    }

    /// What else the DPIA is linked to.
    pub(super) fn covered(&self, work: &Work) -> Option<String> {
        let count = work.covered.len();
        let text = self.texts().work.covered.form(count);
        (count > 0)
            .then(|| text.fill(&[("count", &self.number(count)), ("members", &self.handles(&work.covered))]))
    }

    /// What the DPIA that exists says that it covers, where it is to be widened.
    pub(super) fn scope(&self, work: &Work) -> Option<String> {
        if !work.members.iter().any(|member| member.joins) {
            return None;
        }
        let dpia = self.dpia(work.dpia?);
        let entry = dpia.answer(DpiaField::Scope).given()?;
        let (scope, cell) = (passage(&entry.written).to_string(), dpia.cell(entry));
        Some(self.texts().work.scope.fill(&[("scope", &scope), ("cell", &self.wording.cell(&cell))]))
    }

    /// A DPIA that is only planned, of a new one.
    pub(super) fn planned(&self, work: &Work) -> Option<String> {
        let dpia = work.dpia.filter(|_| work.is_new())?;
        Some(self.texts().work.planned.fill(&[("dpia", &self.dpia_title(dpia))]))
    }

    pub(super) fn owner(&self, work: &Work) -> Option<String> {
        let written = work.progress.owner.as_deref().map(|owner| quoted(owner).to_string());
        written.or_else(|| self.responsible(work))
    }

    /// Whom the register names for its members.
    fn responsible(&self, work: &Work) -> Option<String> {
        let named =
            work.members.iter().filter_map(|one| self.activity(one.activity).text(Field::Responsible));
        let mut owners: Vec<String> = Vec::new();
        for owner in named.map(|owner| quoted(owner).to_string()) {
            if !owners.contains(&owner) {
                owners.push(owner);
            }
        }
        (!owners.is_empty()).then(|| joined(owners))
    }

    /// By when, who, and how far it has come.
    pub(super) fn by_whom(&self, work: &Work) -> String {
        let texts = &self.texts().work;
        let late = work.due < self.view.assessed.as_of();
        let due = if late { &texts.due_past } else { &texts.due };
        let owner = match self.owner(work) {
            Some(owner) => texts.owner.fill(&[("owner", &owner)]),
            None => texts.no_owner.clone(),
        };
        let status = work.progress.status.map(|_| texts.status.fill(&[("status", &self.status(work))]));
        let note = work.progress.note.as_ref().map(|note| texts.note.fill(&[("note", &quoted(note))]));
        let due = due.fill(&[("date", &work.due)]);
        let due = match work.before {
            Some(day) => texts.due_before.fill(&[("due", &due), ("date", &day)]),
            None => due,
        };
        joined_by("; ", [Some(due), Some(owner), status, note].into_iter().flatten())
    }

    pub(super) fn status(&self, work: &Work) -> String {
        self.status_of(work.status())
    }

    pub(super) fn status_of(&self, status: WorkStatus) -> String {
        let words = &self.wording.texts.gaps.choice;
        match status {
            WorkStatus::NotStarted => words.progress_not_started.clone(),
            WorkStatus::UnderWay => words.progress_under_way.clone(),
            WorkStatus::Waiting => words.progress_waiting.clone(),
            WorkStatus::Done => words.progress_done.clone(),
        }
    }

    /// Why the most urgent member comes where it does.
    pub(super) fn why(&self, work: &Work) -> Option<String> {
        let first = work.members.first()?;
        let assessment = self.assessment(first.activity)?;
        let rank = RankWords::of(&self.gaps, &self.wording, assessment)?;
        Some(rank.because())
    }

    /// What the families of some works are called.
    pub(super) fn families(&self, places: impl Iterator<Item = usize>) -> String {
        let mut places: Vec<usize> = places.collect();
        places.sort_unstable();
        places.dedup();
        joined(
            places.into_iter().filter_map(|place| self.view.plan.works.get(place)).map(|work| &work.family),
        )
    }

    /// What else is in the same system.
    pub(super) fn left_out(&self, work: &Work) -> Option<String> {
        let system = work.left_out.system.as_ref()?;
        let (texts, left) = (&self.texts().work, &work.left_out);
        let counted = [
            (&texts.count_elsewhere, left.elsewhere.len()),
            (&texts.count_first, left.first.len()),
            (&texts.count_in_order, left.in_order.len()),
            (&texts.count_not_needed, left.not_needed.len()),
            (&texts.count_besides, left.besides.len()),
        ];
        let counted = counted.into_iter().filter(|(_, count)| *count > 0);
        let what = joined(counted.map(|(text, count)| text.fill(&[("count", &self.number(count))])));
        (left.count() > 0).then(|| {
            texts.left_out.fill(&[
                ("system", &self.term(system)),
                ("count", &self.number(left.count())),
                ("what", &what),
            ])
        })
    }

    pub(super) fn left_out_parts(&self, work: &Work) -> String {
        let (texts, left) = (&self.texts().work, &work.left_out);
        let families = self.families(left.elsewhere.iter().map(|(_, place)| *place));
        let elsewhere = (!families.is_empty()).then(|| texts.left_elsewhere.fill(&[("families", &families)]));
        let named = [
            (&texts.left_first, &left.first),
            (&texts.left_in_order, &left.in_order),
            (&texts.left_not_needed, &left.not_needed),
            (&texts.left_besides, &left.besides),
        ];
        let named = named.into_iter().filter(|(_, members)| !members.is_empty());
        let named = named.map(|(text, members)| text.fill(&[("members", &self.handles(members))]));
        joined_by("; ", elsewhere.into_iter().chain(named))
    }

    /// What keeps one that stands alone apart from the nearest in the same system.
    pub(super) fn alone(&self, work: &Work) -> Option<String> {
        if work.everything().nth(1).is_some() {
            return None;
        }
        let (place, apart) = work.left_out.nearest.as_ref()?;
        let other = self.view.plan.works.get(*place)?;
        let what = joined(apart.iter().map(|likeness| self.apart(work, *likeness)));
        Some(self.texts().work.alone.fill(&[("family", &other.family), ("what", &what)]))
    }

    /// A condition that keeps apart; of heavy traits, which question is open.
    fn apart(&self, work: &Work, likeness: Likeness) -> String {
        let texts = &self.texts().work;
        let name = self.condition_name(likeness);
        let condition = work.conditions.iter().find(|condition| condition.likeness == likeness);
        let open = condition.into_iter().flat_map(|condition| &condition.terms);
        let open =
            joined(open.filter(|term| term.aspect == Aspect::HeavyOpen).map(|term| self.term(&term.kind)));
        match open.is_empty() {
            true => texts.alone_known.fill(&[("name", &name)]),
            false => texts.alone_open.fill(&[("name", &name), ("what", &open)]),
        }
    }

    /// One thing to settle first, without what it is about.
    pub(super) fn first_parts(&self, step: &FirstStep) -> Vec<String> {
        let texts = &self.texts().first;
        let facts = self.wording.labels(step.facts.iter().copied());
        let other = step.otherwise.and_then(|place| self.view.plan.works.get(place));
        if step.kind == FirstKind::Part {
            let Some(other) = other else { return Vec::new() };
            let text = if self.is_open(other) { &texts.part_same } else { &texts.part_into };
            return vec![text.fill(&[("facts", &facts), ("family", &other.family)])];
        }
        let answer = step.kind == FirstKind::Answer;
        let otherwise = match (other, answer) {
            (Some(work), true) => texts.if_needed.fill(&[("family", &work.family)]),
            (Some(work), false) => texts.otherwise.fill(&[("family", &work.family)]),
            (None, true) => texts.own_if_needed.clone(),
            (None, false) => texts.own.clone(),
        };
        let gap = texts.line.fill(&[("gap", &self.wording.gap(step.gap))]);
        let first = if answer { self.asks(step) } else { gap };
        vec![first, otherwise]
    }

    /// The questions of one that is open; of many the first, since `ropa screen export` has them all.
    fn asks(&self, step: &FirstStep) -> String {
        const SHOWN: usize = 3;
        let texts = &self.texts().first;
        let together = self.assessment(step.activity).is_some_and(Assessment::asked_together);
        if together {
            return texts.asks_together.clone();
        }
        let shown = self.wording.labels(step.facts.iter().take(SHOWN).copied());
        match step.facts.len().checked_sub(SHOWN).filter(|rest| *rest > 0) {
            Some(rest) => texts.asks_more.fill(&[("facts", &shown), ("count", &self.number(rest))]),
            None => texts.asks.fill(&[("facts", &shown)]),
        }
    }

    /// Whether a heavy trait is open for any that a work covers.
    fn is_open(&self, work: &Work) -> bool {
        work.conditions
            .iter()
            .flat_map(|condition| &condition.terms)
            .any(|term| term.aspect == Aspect::HeavyOpen)
    }

    /// What speaks against covering all of it by one DPIA.
    pub(super) fn against(&self, work: &Work) -> Option<String> {
        let texts = &self.texts().work;
        let by_hand = work.members.iter().any(|member| member.moved_from.is_some());
        let text = if by_hand { &texts.against } else { &texts.against_linked };
        let what = joined(work.against.iter().map(|one| self.condition_name(*one)));
        (!work.against.is_empty()).then(|| text.fill(&[("what", &what)]))
    }

    pub(super) fn first_kind(&self, kind: FirstKind) -> &'static str {
        let texts = &self.texts().first;
        match kind {
            FirstKind::Trace => &texts.trace,
            FirstKind::Decide => &texts.decide,
            FirstKind::Answer => &texts.answer,
            FirstKind::Part => &texts.part,
        }
    }

    /// What the plan comes to, in one sentence.
    pub(super) fn result(&self) -> String {
        let (texts, plan) = (&self.texts().top, self.view.plan);
        if self.is_empty() {
            return texts.nothing.clone();
        }
        texts.result.fill(&[
            ("closes", &self.number(plan.closes())),
            ("works", &self.number(plan.works.len())),
            ("existing", &self.number(plan.existing().count())),
            ("new", &self.number(plan.new_ones().count())),
            ("first", &self.number(plan.first.len())),
        ])
    }

    /// Whether there is nothing to plan.
    pub(super) fn is_empty(&self) -> bool {
        self.view.plan.works.is_empty() && self.view.plan.first.is_empty()
    }

    /// How many DPIAs that exist are linked to what the conditions part.
    pub(super) fn parted(&self) -> Option<String> {
        let parted = self.view.plan.works.iter().filter(|work| work.is_parted()).count();
        let text = self.texts().top.parted.form(parted);
        (parted > 0).then(|| text.fill(&[("count", &self.number(parted))]))
    }

    /// How many gaps are only to be considered, and not planned.
    pub(super) fn besides(&self) -> Option<String> {
        let besides = self.view.plan.besides.len();
        let text = self.texts().top.besides.form(besides);
        (besides > 0).then(|| text.fill(&[("count", &self.number(besides))]))
    }

    /// Whether fewer would do.
    pub(super) fn method(&self) -> String {
        let (texts, method) = (&self.texts().top, self.view.plan.method);
        let text = if method.is_least() { &texts.least } else { &texts.bound };
        text.fill(&[("new", &self.number(method.new)), ("bound", &self.number(method.bound))])
    }

    /// The limits that people have set.
    pub(super) fn limits(&self) -> String {
        use crate::plan::{PurposeBy, Widen};
        let (texts, options) = (&self.texts().top, self.view.plan.options);
        let largest = match options.largest {
            Some(count) => texts.largest.fill(&[("count", &self.number(count))]),
            None => texts.largest_none.clone(),
        };
        let purpose = match options.purpose_by {
            PurposeBy::Either => &texts.purpose_either,
            PurposeBy::Process => &texts.purpose_process,
        };
        let widen = match options.widen {
            Widen::No => &texts.widen_no,
            Widen::Process => &texts.widen_process,
            Widen::Family => &texts.widen_family,
        };
        texts.limits.fill(&[
            ("largest", &largest),
            ("purpose", purpose),
            ("annex", if options.with_annex { &texts.annex_yes } else { &texts.annex_no }),
            ("widen", widen),
            ("per_quarter", &self.number(options.per_quarter)),
        ])
    }

    /// What has become of the last plan, one sentence each.
    pub(super) fn since(&self) -> Vec<String> {
        let Some(since) = &self.view.plan.since else { return Vec::new() };
        let texts = &self.texts().since;
        let mut lines = Vec::new();
        let mut tell = |text: &crate::text::template::Counted, what: Vec<String>| {
            if !what.is_empty() {
                let (count, what) = (what.len(), joined_by("; ", what));
                lines.push(text.form(count).fill(&[("count", &self.number(count)), ("what", &what)]));
            }
        };
        let closed = since.closed.iter().map(|closed| {
            use crate::plan::ClosedHow;
            let how = match closed.how {
                ClosedHow::Closed => &texts.how_closed,
                ClosedHow::OnlyNoted => &texts.how_only_noted,
                ClosedHow::Gone => &texts.how_gone,
            };
            texts.closed_one.fill(&[("handle", &name(&closed.handle)), ("how", how)])
        });
        tell(&texts.closed, closed.collect());
        tell(&texts.new, since.new.iter().map(|activity| self.handle(*activity)).collect());
        let moved = since.moved.iter().map(|(activity, from)| {
            let to = self.view.plan.work_of(*activity).map(|work| work.family.clone()).unwrap_or_default();
            texts.moved_one.fill(&[("handle", &self.handle(*activity)), ("from", &name(from)), ("to", &to)])
        });
        tell(&texts.moved, moved.collect());
        let changed = since.changed.iter().map(|(activity, changes)| {
            let changes = self.wording.changes(changes);
            texts.changed_one.fill(&[("handle", &self.handle(*activity)), ("changes", &changes)])
        });
        tell(&texts.changed, changed.collect());
        if !since.done_with_gap.is_empty() {
            lines.push(texts.done_with_gap.fill(&[("families", &joined(&since.done_with_gap))]));
        }
        if !since.families_gone.is_empty() {
            lines.push(
                texts.gone.fill(&[("families", &joined(since.families_gone.iter().map(|one| name(one))))]),
            );
        }
        if lines.is_empty() {
            lines.push(texts.nothing.clone());
        }
        lines
    }
}

impl PlanWords<'_> {
    /// How many works of a quarter each unit has a part in.
    pub(super) fn units(&self, load: &Load) -> String {
        self.texts().load.units.fill(&[("units", &joined_by("; ", self.each_unit(load)))])
    }

    /// The same, one text each.
    pub(super) fn each_unit(&self, load: &Load) -> Vec<String> {
        let texts = &self.texts().load;
        let unit = |(unit, count): &(Option<String>, usize)| {
            let unit = unit.as_deref().map_or(texts.no_unit.clone(), |unit| name(unit).to_string());
            texts.unit.fill(&[("unit", &unit), ("count", &self.number(*count))])
        };
        load.units.iter().map(unit).collect()
    }

    /// What falls due, on one line.
    pub(super) fn entry(&self, entry: &CalendarEntry) -> String {
        let texts = &self.texts().calendar;
        let work = entry.work.and_then(|place| self.view.plan.works.get(place));
        let record = entry.activities.first().map(|activity| self.named(*activity)).unwrap_or_default();
        match (entry.kind, work) {
            (CalendarKind::First, _) => texts.first.fill(&[("count", &self.number(entry.activities.len()))]),
            (CalendarKind::Work, Some(work)) => texts.work.fill(&[
                ("family", &work.family),
                ("actions", &self.actions(work)),
                ("title", &self.title(work)),
            ]),
            (CalendarKind::Work, None) => entry.key.clone(),
            (CalendarKind::Review, _) => {
                let title = entry.dpia.map(|dpia| self.dpia_title(dpia)).unwrap_or_default();
                texts.review.fill(&[("title", &title)])
            }
            (CalendarKind::RecordReview, _) => texts.record_review.fill(&[("title", &record)]),
            (CalendarKind::Decision, _) => texts.decision.fill(&[("title", &record)]),
        }
    }
}
