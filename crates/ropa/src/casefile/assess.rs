//! The whole assessment of a register.

use super::watch::{Progress, Stopped, Watch};
use crate::dpia::conditions::{SaidUnmet, unmet_by_dpia};
use crate::dpia::link_assessment::{Weighing, questions_not_asked};
use crate::dpia::link_state::{self, Resolution};
use crate::dpia::remark::Weights;
use crate::dpia::status::LinkStatus;
use crate::gaps::assessment::{Assessment, RegisterAssessment, Standing};
use crate::gaps::gap::{self, Days};
use crate::gaps::material::CaseMaterial;
use crate::gaps::order::put_in_order;
use crate::law::{FactId, Pack, Rule};
use crate::ledger::traced_answers::{AnswerBook, trace_answers};
use crate::ledger::traced_decisions::DecisionBook;
use crate::ledger::traced_links::{counting, trace};
use crate::linking::link::{ClaimKind, DpiaLink, Via};
use crate::linking::recorded_link::LinkChoice;
use crate::linking::references::References;
use crate::model::{ActivityStatus, Field, ProcessingActivity, Register, Role, Term};
use crate::screening::decision::{Decision, Grounds, judge};
use crate::screening::facts::Facts;
use crate::screening::fingerprint::Fingerprint;
use crate::screening::gather::{Gatherer, GivenAnswer, answering_fields};
use crate::screening::hint::Lexicon;
use crate::screening::need::{self};
use crate::screening::questions::Settler;
use crate::screening::recorded_decision::DecisionKind;
use crate::source::CellRef;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::sync::{Arc, OnceLock};

/// Assesses a register by the basis it was made with.
struct Assessor<'b> {
    material: &'b CaseMaterial,
    rules: Vec<(&'b Pack, &'b Rule)>,
    gatherer: Gatherer<'b>,
    weights: Weights,
}

/// So many activities are assessed between two looks at whether to stop.
const BETWEEN_LOOKS: usize = 256;

/// What people have said beside a register, by activity.
struct Said<'s> {
    references: &'s References,
    /// Of each DPIA, what a record says of conditions that are not met.
    unmet: BTreeMap<usize, SaidUnmet>,
    decisions: &'s DecisionBook,
    answers: &'s AnswerBook,
}

/// Assesses every activity of a basis, on `threads` threads at most; the result does not depend on their number.
///
/// A [case file](crate::casefile) does it of itself. This is for a register that was put together by hand, or read by
/// other means.
///
/// ```
/// use ropa::NaiveDate;
/// use ropa::casefile::{Watch, assess};
/// use ropa::gaps::CaseMaterial;
/// use ropa::import::{Importer, Profile};
/// use ropa::source::Place;
/// use ropa::workbook::{Cell, CellKind, Sheet, Workbook};
/// use std::{num::NonZeroUsize, sync::Arc};
///
/// let rows = [["Behandling", "Kategorier av registrerade", "Känsliga personuppgifter"], ["Orosanmälan", "Barn", "Ja"]];
/// let cell = |row, col, text: &str| Cell { place: Place::new(row, col), kind: CellKind::Text, text: text.into() };
/// let cells = (0..).zip(rows).flat_map(|(row, texts)| (0..).zip(texts).map(move |(col, text)| cell(row, col, text)));
/// let book = Workbook { file: "register".into(), sheets: vec![Sheet::new("register", cells)], notes: vec![] };
/// let import = Importer::new(Profile::builtin()).import(&[book]);
/// let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
/// let material = Arc::new(CaseMaterial::new(import, today));
/// assert_eq!(assess(&material, NonZeroUsize::MIN, Watch::default())?.summary().gap_total(), 1);
/// # Ok::<(), ropa::casefile::Stopped>(())
/// ```
///
/// # Errors
/// [`Stopped`] when the watch asks to stop.
pub fn assess(
    material: &Arc<CaseMaterial>,
    threads: NonZeroUsize,
    watch: Watch<'_>,
) -> Result<RegisterAssessment, Stopped> {
    Assessor::new(material).assess(material, threads, watch)
}

impl<'b> Assessor<'b> {
    fn new(material: &'b CaseMaterial) -> Assessor<'b> {
        Assessor {
            material,
            rules: material.packs.rules(material.as_of).collect(),
            gatherer: Gatherer::new(
                &material.packs,
                material.as_of,
                Lexicon::builtin(),
                material.large_scale,
            ),
            weights: Weights::of(&material.packs),
        }
    }

    fn assess(
        &self,
        shared: &Arc<CaseMaterial>,
        threads: NonZeroUsize,
        watch: Watch<'_>,
    ) -> Result<RegisterAssessment, Stopped> {
        let register = self.material.register();
        let mut references = References::of(register);
        let mut traced_links = trace(&self.material.links, register);
        for ((activity, dpia), row) in counting(&self.material.links, &traced_links) {
            let tie = &self.material.links[row];
            if tie.choice == LinkChoice::Accepted {
                references.accept(activity, dpia, row, tie.cell.clone());
            }
        }
        let book = DecisionBook::of(&self.material.decisions, register);
        let answer_states = trace_answers(&self.material.answers, register, self.material.as_of);
        let answers = AnswerBook::of(&self.material.answers, &answer_states);
        let unmet = unmet_by_dpia(register, references.links.keys().copied());
        let said = Said { references: &references, unmet, decisions: &book, answers: &answers };
        let mut assessments = self.shared_out(register, &said, threads, watch)?;
        for link in assessments.iter().flat_map(|assessment| &assessment.resolution.links) {
            if let Some(row) = references.accepted.get(&(link.link.activity, link.link.dpia)) {
                traced_links[*row].changed = link.changed().cloned().collect();
            }
        }
        put_in_order(&mut assessments, self.material, &traced_links, without_gap);
        let pointed_at: BTreeSet<usize> = references
            .links
            .keys()
            .map(|(_, dpia)| *dpia)
            .chain(
                references
                    .unresolved
                    .values()
                    .flatten()
                    .filter(|reference| !reference.denied)
                    .flat_map(|reference| reference.candidates.clone()),
            )
            .collect();
        Ok(RegisterAssessment {
            material: Arc::clone(shared),
            assessments,
            orphan_dpias: (0..register.dpias.len()).filter(|dpia| !pointed_at.contains(dpia)).collect(),
            not_asked: not_asked(register),
            orphan_decisions: book.orphans,
            traced_links,
            dpias_not_asked: questions_not_asked(register),
            answer_states,
            candidates: OnceLock::new(),
            places: OnceLock::new(),
        })
    }

    /// Assesses the activities in the order given, shared out among threads where there are enough of them.
    fn shared_out(
        &self,
        register: &Register,
        said: &Said<'_>,
        threads: NonZeroUsize,
        watch: Watch<'_>,
    ) -> Result<Vec<Assessment>, Stopped> {
        const WORTH_A_THREAD: usize = 2_000;
        let count = register.activities.len();
        let threads = threads.get().min(count / WORTH_A_THREAD + 1);
        let share = count.div_ceil(threads).max(1);
        let assess_share = |start: usize| -> Result<Vec<Assessment>, Stopped> {
            let mut settler = Settler::default();
            let end = count.min(start + share);
            let mut done = Vec::with_capacity(end.saturating_sub(start));
            for index in start..end {
                if index.is_multiple_of(BETWEEN_LOOKS) {
                    watch.look(Progress::Assessing { done: index - start, of: share })?;
                }
                done.push(self.assess_one(index, register, said, &mut settler));
            }
            Ok(done)
        };
        if threads <= 1 {
            return assess_share(0);
        }
        let shares: Result<Vec<Vec<Assessment>>, Stopped> = std::thread::scope(|scope| {
            let workers: Vec<_> =
                (0..count).step_by(share).map(|start| scope.spawn(move || assess_share(start))).collect();
            workers
                .into_iter()
                .map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        });
        Ok(shares?.into_iter().flatten().collect())
    }

    fn assess_one(
        &self,
        index: usize,
        register: &Register,
        said: &Said<'_>,
        settler: &mut Settler,
    ) -> Assessment {
        let activity = &register.activities[index];
        let references = said.references;
        let (mut facts, mut case) = self.gatherer.gather(activity, said.answers.on(index));
        let decided = self.reasons_decided(index, activity, &facts, said);
        if !decided.is_empty() {
            let given = [said.answers.on(index), &decided].concat();
            (facts, case) = self.gatherer.gather(activity, &given);
        }
        let mut need = need::decide(&self.rules, &facts, &case, settler);
        let mut covering = Vec::new();
        let mut decisions = Vec::new();
        for recorded in said
            .decisions
            .of
            .get(&index)
            .into_iter()
            .flatten()
            .map(|number| &self.material.decisions[*number])
        {
            let dpias = recorded.dpia.as_deref().map(|dpia| references.find(dpia)).unwrap_or_default();
            let grounds = Grounds {
                activity,
                facts: &facts,
                need: &need,
                dpia_known: !dpias.is_empty(),
                as_of: self.material.as_of,
            };
            let decision = judge(recorded, &grounds);
            if decision.stands() && decision.kind == DecisionKind::CoveredBy {
                let linked = |dpia: &usize| references.links.contains_key(&(index, *dpia));
                let dpias = dpias.into_iter().filter(|dpia| !linked(dpia));
                covering.extend(dpias.map(|dpia| (dpia, recorded.cell.clone())));
            }
            decisions.push((recorded, decision));
        }
        // Only after all are judged: what one decision adds is no change that overtakes another.
        for (recorded, decision) in &decisions {
            if decision.stands() && decision.kind == DecisionKind::Exempt {
                facts.declare_exemption(recorded);
                case = case.with_facts(&facts);
                need = need::decide(&self.rules, &facts, &case, settler);
            }
        }
        let mut decisions: Vec<Decision> = decisions.into_iter().map(|(_, decision)| decision).collect();
        if decisions.is_empty() {
            decisions.extend(Decision::of_register(activity).or_else(|| {
                let claims = references.claims.get(&index)?;
                let said = claims.iter().find(|claim| claim.kind == ClaimKind::NotNeeded)?;
                Some(Decision::without_parts(&said.written, vec![said.cell.clone()]))
            }));
        }
        let tied = references.accepted.range((index, 0)..=(index, usize::MAX)).next().is_some();
        let now = tied.then(|| Fingerprint::of_link(activity, &facts, &need, &self.material.packs));
        let resolution = self.resolve(index, register, said, now.as_ref(), covering);
        let standing = standing(activity, self.material.as_of);
        let mut assessment = Assessment {
            activity: index,
            facts,
            need,
            resolution,
            decisions,
            standing,
            gap: None,
            rank: None,
        };
        assessment.gap = gap::find(
            activity,
            assessment.need.verdict,
            &assessment.resolution,
            assessment.decision(),
            standing.is_some(),
            Days { as_of: self.material.as_of, law_from: self.material.packs.duty_from() },
        );
        assessment
    }

    /// The reasons that signed decisions give for a no that the register contradicts: they answer it.
    fn reasons_decided(
        &self,
        index: usize,
        activity: &ProcessingActivity,
        facts: &Facts,
        said: &Said<'_>,
    ) -> Vec<GivenAnswer> {
        let contradicted: Vec<FactId> = facts.contradicted().collect();
        let numbers = said.decisions.of.get(&index).into_iter().flatten();
        let decisions = numbers.map(|number| &self.material.decisions[*number]);
        let signed = decisions.filter(|decision| {
            decision.kind == DecisionKind::NotNeeded
                && decision.decided_by.is_some()
                && decision.decided_on.is_some_and(|day| day <= self.material.as_of)
        });
        signed
            .flat_map(|decision| contradicted.iter().filter_map(move |fact| decision.denies(*fact, activity)))
            .collect()
    }

    /// Everything linked to one activity, with the state of the best.
    fn resolve(
        &self,
        index: usize,
        register: &Register,
        said: &Said<'_>,
        now: Option<&Fingerprint>,
        covering: Vec<(usize, CellRef)>,
    ) -> Resolution {
        let references = said.references;
        let by_decision = |(dpia, cell)| DpiaLink {
            activity: index,
            dpia,
            via: vec![Via::Decision],
            cells: vec![cell],
            reservations: Vec::new(),
        };
        let mut links: Vec<_> = references
            .links_of(index)
            .chain(covering.into_iter().map(by_decision))
            .map(|link| {
                let weighing = Weighing {
                    activity: &register.activities[index],
                    dpia: &register.dpias[link.dpia],
                    several_versions: references.several_versions.contains(&link.dpia),
                    replaced: references.replaced.get(&link.dpia),
                    listing: references.listing.get(&link.dpia),
                    unmet: said.unmet.get(&link.dpia),
                    recorded: references
                        .accepted
                        .get(&(index, link.dpia))
                        .map(|row| &self.material.links[*row]),
                    now,
                    as_of: self.material.as_of,
                    weights: &self.weights,
                };
                weighing.weigh(link)
            })
            .collect();
        links.sort_by_key(|link| (link.state, link.link.dpia));
        let unresolved = references.unresolved.get(&index).cloned().unwrap_or_default();
        let claimed = references.claimed(index).cloned();
        let mut claims = references.claims.get(&index).cloned().unwrap_or_default();
        claims.retain(|claim| claim.kind != ClaimKind::Done);
        let says = |kinds: &[ClaimKind]| claims.iter().any(|claim| kinds.contains(&claim.kind));
        let status = match link_state::together(&links) {
            Some(status) => status,
            None if unresolved
                .iter()
                .any(|reference| !reference.denied && !reference.candidates.is_empty()) =>
            {
                LinkStatus::Ambiguous
            }
            None if !unresolved.is_empty() => LinkStatus::Unresolved,
            None if says(&[ClaimKind::UnderWay, ClaimKind::Planned]) => LinkStatus::Pending,
            None if says(&[ClaimKind::OtherAnswers]) => LinkStatus::OtherAnswers,
            None if says(&[ClaimKind::NotNeeded]) => LinkStatus::None,
            None if claimed.is_some() && links.is_empty() => LinkStatus::Claimed,
            None => LinkStatus::None,
        };
        Resolution { status, links, unresolved, claimed, said: claims }
    }
}

/// The order of the activities without a gap.
fn without_gap(assessment: &Assessment) -> impl Ord + use<> {
    (assessment.need.verdict, std::cmp::Reverse(assessment.need.low), assessment.activity)
}

/// Whether the board answers for the DPIA of this activity at all, today.
fn standing(activity: &ProcessingActivity, as_of: NaiveDate) -> Option<Standing> {
    let has = |field, term| activity.items(field).any(|(_, item)| item.term == Some(term));
    let controller = [Role::Controller, Role::JointController].map(|role| has(Field::Role, Term::Role(role)));
    if has(Field::Role, Term::Role(Role::Processor)) && !controller.contains(&true) {
        return Some(Standing::Processor);
    }
    let over =
        activity.date(Field::Period).and_then(|period| period.until).is_some_and(|until| until < as_of);
    (over || has(Field::Status, Term::Activity(ActivityStatus::Ended))).then_some(Standing::Ended)
}

/// The criteria that no record's table has a column to answer.
fn not_asked(register: &Register) -> Vec<FactId> {
    let mut asked: BTreeSet<Field> = BTreeSet::new();
    let mut last = None;
    for activity in &register.activities {
        // Records of one table share the set of questions.
        if last.is_none_or(|set| !std::sync::Arc::ptr_eq(set, &activity.asked)) {
            asked.extend(activity.asked.iter());
            last = Some(&activity.asked);
        }
    }
    let answers = |criterion: &FactId| answering_fields(*criterion).iter().any(|field| asked.contains(field));
    FactId::CRITERIA.into_iter().filter(|criterion| !answers(criterion)).collect()
}
