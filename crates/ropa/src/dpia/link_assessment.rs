//! The state of one linked DPIA, seen from the activity it is linked to.
//!
//! The status word comes first. Of an approved one, everything that can be said is gathered as remarks; the
//! rule packs say which of them decide.

use super::approval::{Approval, beside_status, is_yet_to_come, not_counted, status_is_unclear};
use super::conditions::{SaidUnmet, said_unmet};
use super::remark::{About, DpiaRemark, Remark, Weights};
use crate::dpia::contents::ListAnswer;
use crate::dpia::link_state::LinkState;
use crate::dpia::scope::{names_other_systems, not_named};
use crate::dpia::status::{DpiaState, LinkStatus};
use crate::dpia::told_change;
use crate::law::FactId;
use crate::linking::dpia_words::WORDS;
use crate::linking::link::{DpiaLink, Reservation, ReservationKind, Via};
use crate::linking::normalise::normalise;
use crate::linking::recorded_link::RecordedLink;
use crate::linking::replaced::{Replaced, remarks};
use crate::model::{
    ActivityStatus, Answer, DateValue, Dpia, DpiaField, DpiaStatus, Field, Precision, ProcessingActivity,
    Register, Term, Value,
};
use crate::screening::fingerprint::{Change, Fingerprint};
use crate::source::{CellRef, Text};
use chrono::{Datelike, Months, NaiveDate};

/// A link to weigh.
pub(crate) struct Weighing<'a> {
    pub(crate) activity: &'a ProcessingActivity,
    pub(crate) dpia: &'a Dpia,
    /// Whether it was chosen among several versions.
    pub(crate) several_versions: bool,
    /// What says that it is no longer in force, beside its status.
    pub(crate) replaced: Option<&'a Replaced>,
    /// What it lists as the processing that it covers, where that is all of it.
    pub(crate) listing: Option<&'a (Text, CellRef)>,
    /// What another record that it is linked to says of its conditions.
    pub(crate) unmet: Option<&'a SaidUnmet>,
    /// The accepted link that made the link, where one did.
    pub(crate) recorded: Option<&'a RecordedLink>,
    /// The record as it is now, to hold against the record as it was when the link was accepted.
    pub(crate) now: Option<&'a Fingerprint>,
    pub(crate) as_of: NaiveDate,
    pub(crate) weights: &'a Weights,
}

impl Weighing<'_> {
    /// Weighs what the list says of the DPIA into one state, with all there is to say, and then what the register says
    /// where it refers to it: that never makes it better.
    pub(crate) fn weigh(&self, link: DpiaLink) -> LinkState {
        let mut weighed = self.weigh_dpia(link);
        weighed.remarks.extend(self.reserved(&weighed.link.reservations));
        if let Some(replaced) = self.replaced {
            let about = vec![About::Written(replaced.written.clone(), replaced.cell.clone())];
            weighed.remarks.push(self.weights.remark(
                DpiaRemark::Replaced,
                about,
                vec![replaced.cell.clone()],
            ));
        }
        let states = weighed.link.reservations.iter().filter_map(|one| self.reserved_state(one.kind));
        if let Some(state) = states.min_by_key(|state| state.link_status())
            && state.link_status() < weighed.status
        {
            (weighed.state, weighed.status, weighed.since) = (state, state.link_status(), None);
        }
        weighed
    }

    /// What the register says of the DPIA where it refers to it.
    fn reserved(&self, reservations: &[Reservation]) -> Option<Remark> {
        let mut about: Vec<About> = Vec::new();
        for one in reservations {
            let written = About::Written(one.written.clone(), one.cell.clone());
            if !about.contains(&written) {
                about.push(written);
            }
        }
        let remark = || self.weights.remark(DpiaRemark::ReferenceReserved, about, Vec::new());
        (!reservations.is_empty()).then(remark)
    }

    /// The state that a reservation gives at best. Whoever accepted the link has settled doubt, and what it covers.
    fn reserved_state(&self, kind: ReservationKind) -> Option<DpiaState> {
        match kind {
            ReservationKind::Out => Some(DpiaState::NotInForce),
            ReservationKind::Outdated => Some(DpiaState::Outdated),
            ReservationKind::Unfinished => Some(DpiaState::Unfinished),
            ReservationKind::NotApproved => Some(DpiaState::NotApproved),
            ReservationKind::Doubtful if self.recorded.is_none() => Some(DpiaState::Doubtful),
            ReservationKind::Partial if self.recorded.is_none() => Some(DpiaState::Partial),
            _ => None,
        }
    }

    fn weigh_dpia(&self, link: DpiaLink) -> LinkState {
        let (state, since) = self.by_status();
        let scope = self.recorded.and_then(|link| link.scope.clone());
        if matches!(state, DpiaState::NotStarted | DpiaState::NotInForce) {
            // What is not there needs no remarks on how it was made.
            return LinkState { link, state, status: state.link_status(), remarks: Vec::new(), scope, since };
        }
        let mut remarks = self.remarks(state);
        remarks.extend(self.covers_others(&link));
        remarks.sort_by_key(|remark| (remark.severity, remark.kind));
        let mut weighed =
            LinkState { link, state, status: state.link_status(), remarks: Vec::new(), scope, since };
        if is_approved(state) {
            let deciding = remarks.iter().filter_map(|remark| Some((remark.makes?, remark.state()?, remark)));
            if let Some((makes, state, remark)) =
                deciding.min_by_key(|(.., remark)| (remark.severity, remark.kind))
            {
                (weighed.state, weighed.status, weighed.since) =
                    (state, LinkStatus::from(makes), remark.day());
            }
        }
        weighed.remarks = remarks;
        weighed
    }

    /// How far it has come by its status word, or by the dates where there is none.
    fn by_status(&self) -> (DpiaState, Option<NaiveDate>) {
        let dpia = self.dpia;
        let approved_on = dpia.date(DpiaField::Approved);
        let completed = self.completed().map(|date| date.date);
        let state = match dpia.status() {
            Some(DpiaStatus::NotStarted) => DpiaState::NotStarted,
            Some(DpiaStatus::Unfinished) => DpiaState::Unfinished,
            // "Klar" under the status, and the decision with its maker beside it.
            Some(DpiaStatus::Finished) if self.is_decided() => DpiaState::Approved,
            Some(DpiaStatus::Finished) => DpiaState::NotApproved,
            Some(DpiaStatus::Rejected) => DpiaState::Rejected,
            // "Avslutad" beside its decision and a review to come: the work on it has come to an end.
            Some(DpiaStatus::NotInForce) if self.is_ended_work() => DpiaState::Approved,
            Some(DpiaStatus::NotInForce) => DpiaState::NotInForce,
            Some(DpiaStatus::Approved) => DpiaState::Approved,
            Some(DpiaStatus::ApprovedWithConditions) => DpiaState::ApprovedWithConditions,
            None if status_is_unclear(dpia) => DpiaState::Unclear,
            None if Approval::of(dpia) == Approval::Given => DpiaState::Approved,
            None if completed.is_some() => DpiaState::NotApproved,
            None => DpiaState::Unclear,
        };
        if self.replaced.is_some() && is_approved(state) {
            return (DpiaState::NotInForce, None);
        }
        let yet_to_come = approved_on.is_some_and(|date| date.date > self.as_of);
        if is_approved(state) && (yet_to_come || is_yet_to_come(dpia, self.as_of)) {
            // A date of approval yet to come approves nothing today.
            return (DpiaState::NotApproved, None);
        }
        (state, if state == DpiaState::NotApproved { completed } else { None })
    }

    /// Whether a plain "klar" stands beside a decision: who took it, or when.
    fn is_decided(&self) -> bool {
        let plain =
            self.dpia.text(DpiaField::Status).is_some_and(|text| WORDS.is_plainly_finished(&normalise(text)));
        plain && Approval::of(self.dpia) == Approval::Given
    }

    /// Whether a plain "avslutad" is said of the work: it was decided, and is to be reviewed on a day to come.
    fn is_ended_work(&self) -> bool {
        let plain =
            self.dpia.text(DpiaField::Status).is_some_and(|text| WORDS.is_plainly_ended(&normalise(text)));
        let to_come = self.dpia.date(DpiaField::Review).is_some_and(|review| review.date > self.as_of);
        plain && to_come && Approval::of(self.dpia) == Approval::Given
    }

    fn completed(&self) -> Option<&DateValue> {
        self.dpia.date(DpiaField::Completed).or(self.dpia.date(DpiaField::Approved))
    }

    /// The last day on which it was made or approved.
    fn made(&self) -> Option<NaiveDate> {
        let days = [DpiaField::Completed, DpiaField::Approved].map(|field| self.dpia.date(field));
        days.into_iter().flatten().map(DateValue::latest).max()
    }

    fn remarks(&self, state: DpiaState) -> Vec<Remark> {
        let contradiction = self.contradicts(state).then(|| {
            let cells = self.cells(&[DpiaField::Status, DpiaField::Approved, DpiaField::ApprovedBy]);
            self.weights.remark(DpiaRemark::StatusContradictsApproval, not_counted(self.dpia), cells)
        });
        let versions = self.several_versions.then(|| self.remark(DpiaRemark::SeveralVersions));
        let other_systems = names_other_systems(self.activity, self.dpia).then(|| {
            let cells = self.cells(&[DpiaField::Systems]);
            self.weights.remark(DpiaRemark::SystemNotNamed, Vec::new(), cells)
        });
        let mut remarks: Vec<Remark> = [
            contradiction,
            self.approval_unclear(state),
            versions,
            other_systems,
            self.late(),
            self.rejected(state),
        ]
        .into_iter()
        .flatten()
        .collect();
        if state != DpiaState::Unfinished {
            remarks.extend(self.advice());
            remarks.extend(self.residual_risk());
            remarks.extend(self.consultation());
        }
        if !matches!(state, DpiaState::Unfinished | DpiaState::Rejected) {
            let made = [
                self.views(),
                self.foreign(),
                self.scope(),
                self.contents(),
                self.reviewed(),
                self.said_outdated(),
                self.told_change(),
                self.told_left_out(),
            ];
            remarks.extend(made.into_iter().flatten());
            remarks.extend(self.conditions(state));
            remarks.extend(self.changes());
        }
        remarks
    }

    fn remark(&self, kind: DpiaRemark) -> Remark {
        self.weights.remark(kind, Vec::new(), Vec::new())
    }

    /// A remark that rests on what the list says, or does not say, to one question.
    fn of_question(&self, kind: DpiaRemark, field: DpiaField) -> Remark {
        self.weights.remark(kind, self.not_yet(&[field]), self.cells(&[field]))
    }

    /// What is written to questions and is no answer yet.
    fn not_yet(&self, fields: &[DpiaField]) -> Vec<About> {
        let waits = fields
            .iter()
            .filter(|field| matches!(self.said(**field), ListAnswer::NotYet | ListAnswer::Unknown));
        let given = waits.filter_map(|field| self.dpia.answer(*field).given());
        given.map(|entry| About::stated(self.dpia, entry)).collect()
    }

    fn cells(&self, fields: &[DpiaField]) -> Vec<CellRef> {
        let entries = fields.iter().flat_map(|field| self.dpia.entries_of(*field));
        entries.map(|entry| self.dpia.cell(entry)).collect()
    }

    fn said(&self, field: DpiaField) -> ListAnswer {
        ListAnswer::of(self.dpia, field, self.as_of)
    }

    /// Whether the status word and the approval say different things.
    fn contradicts(&self, state: DpiaState) -> bool {
        let waiting = matches!(self.dpia.answer(DpiaField::ApprovedBy), Answer::Blank(Some(_)));
        let approval = Approval::of(self.dpia);
        match state {
            _ if is_approved(state) => waiting || approval == Approval::Denied,
            DpiaState::NotApproved | DpiaState::Unfinished | DpiaState::NotStarted | DpiaState::Rejected => {
                approval == Approval::Given && self.dpia.status().is_some()
            }
            _ => false,
        }
    }

    /// What is written of an approval that is none.
    fn approval_unclear(&self, state: DpiaState) -> Option<Remark> {
        let about = not_counted(self.dpia);
        (state == DpiaState::Unclear && !about.is_empty()).then(|| {
            let cells = self.cells(&[DpiaField::Status, DpiaField::Approved, DpiaField::ApprovedBy]);
            self.weights.remark(DpiaRemark::ApprovalUnclear, about, cells)
        })
    }

    /// S-LATE: completed after the processing started.
    fn late(&self) -> Option<Remark> {
        let (done, started) = (self.completed()?, self.activity.date(Field::Started)?);
        // Before the Regulation applied nothing was late.
        let due = self.weights.duty_from.map_or(started.latest(), |law| started.latest().max(law));
        let late = done.date > due;
        late.then(|| {
            let cells = self.cells(&[DpiaField::Completed, DpiaField::Approved]);
            self.weights.remark(DpiaRemark::MadeAfterStart, Vec::new(), cells)
        })
    }

    /// Whether the processing goes on, as far as the register shows: it is neither ended nor yet to start.
    fn is_running(&self) -> bool {
        let status = self.activity.items(Field::Status).find_map(|(_, item)| match item.term {
            Some(Term::Activity(status)) => Some(status),
            _ => None,
        });
        let over = self.activity.date(Field::Period).and_then(|period| period.until);
        !matches!(status, Some(ActivityStatus::Ended | ActivityStatus::Planned))
            && over.is_none_or(|until| until >= self.as_of)
            && self.activity.date(Field::Started).is_none_or(|started| started.date <= self.as_of)
    }

    fn rejected(&self, state: DpiaState) -> Option<Remark> {
        let rejected = state == DpiaState::Rejected && self.is_running();
        rejected.then(|| self.of_question(DpiaRemark::RejectedButRunning, DpiaField::Status))
    }

    /// S-DPO: no advice of the data protection officer, or advice against it.
    fn advice(&self) -> Option<Remark> {
        let against = self.dpia.entries_of(DpiaField::DpoAdvice);
        if let Some(entry) = against.into_iter().find(|entry| WORDS.advises_against(&entry.written)) {
            let about = vec![About::stated(self.dpia, entry)];
            let cells = self.cells(&[DpiaField::DpoAdvice]);
            return Some(self.weights.remark(DpiaRemark::AgainstAdvice, about, cells));
        }
        let missing = match self.said(DpiaField::DpoAdvice) {
            ListAnswer::NotAsked | ListAnswer::Yes => false,
            ListAnswer::Blank | ListAnswer::Unknown | ListAnswer::NotYet => true,
            // "Nej, ingen erinran" is the advice itself.
            ListAnswer::No => {
                !self.dpia.text(DpiaField::DpoAdvice).is_some_and(|text| WORDS.objects_not(&normalise(text)))
            }
        };
        missing.then(|| self.of_question(DpiaRemark::DpoAdviceMissing, DpiaField::DpoAdvice))
    }

    /// S-VIEWS: neither the views of data subjects nor why they were not sought.
    fn views(&self) -> Option<Remark> {
        let views = DpiaField::DataSubjectViews;
        // "Nej, barnen är för unga" gives its reason in the same cell; "ej lämpligt" is one.
        let reasoned = self.dpia.answer(views).given().is_some_and(|entry| match &entry.value {
            Value::YesNo(answer) => answer.yes || answer.word.is_none() && answer.detail.is_some(),
            _ => self.said(views) != ListAnswer::NotYet,
        });
        let missing = matches!(
            self.said(views),
            ListAnswer::Blank | ListAnswer::Unknown | ListAnswer::No | ListAnswer::NotYet
        ) && !reasoned
            && self.said(DpiaField::ViewsNotSought) != ListAnswer::Yes;
        missing.then(|| self.of_question(DpiaRemark::DataSubjectViewsMissing, views))
    }

    /// S-FOREIGN: another controller's, and not adopted.
    fn foreign(&self) -> Option<Remark> {
        let theirs = self.dpia.text(DpiaField::Controller).map(normalise)?;
        let ours = self.activity.text(Field::Controller).map(normalise)?;
        let adopted = self.said(DpiaField::Adopted) == ListAnswer::Yes;
        (theirs != ours && !adopted)
            .then(|| self.of_question(DpiaRemark::OtherController, DpiaField::Controller))
    }

    /// S-PART: a part by its own words or the link's, or not all that the activity has.
    fn scope(&self) -> Option<Remark> {
        let written = self.recorded.and_then(|link| link.scope.as_deref());
        let plain = written.map(normalise);
        if plain.as_deref().is_some_and(|scope| WORDS.is_whole(scope)) {
            return None;
        }
        let own = self.dpia.text(DpiaField::Scope);
        let partial = |scope: &&str| WORDS.is_partial(&normalise(scope));
        let mut about: Vec<About> = [written, own]
            .into_iter()
            .flatten()
            .filter(partial)
            .map(|scope| About::Scope(scope.into()))
            .collect();
        let missing = not_named(self.activity, self.dpia, written);
        let mut fields: Vec<DpiaField> = missing.iter().map(|(field, _)| *field).collect();
        if !about.is_empty() {
            fields.push(DpiaField::Scope);
        }
        about.extend(missing.into_iter().map(|(field, names)| About::NotNamed(field, names)));
        (!about.is_empty()).then(|| self.weights.remark(DpiaRemark::PartialScope, about, self.cells(&fields)))
    }

    /// S-COVERS: the list names what it covers, and this is not among it. Who accepted the link, or decided, has settled it.
    fn covers_others(&self, link: &DpiaLink) -> Option<Remark> {
        let (written, cell) = self.listing?;
        let settled = |via: &Via| matches!(via, Via::Reverse | Via::Ledger | Via::Decision);
        let about = || vec![About::Written(written.clone(), cell.clone())];
        (!link.via.iter().any(settled))
            .then(|| self.weights.remark(DpiaRemark::CoversOthers, about(), vec![cell.clone()]))
    }

    /// What the list says in its remarks of a DPIA that no longer fits: "inte omgjord efter bytet".
    fn said_outdated(&self) -> Option<Remark> {
        let told = remarks(self.dpia, &[DpiaField::Notes, DpiaField::Version]);
        let says =
            |(_, written, _): &(String, Text, CellRef)| WORDS.says_outdated(written, self.as_of.year());
        let (_, written, cell) = told.into_iter().find(says)?;
        let about = vec![About::Written(written, cell.clone())];
        Some(self.weights.remark(DpiaRemark::SaidOutdated, about, vec![cell]))
    }

    /// What the register writes of a change since it was made: "nytt system från maj 2026".
    fn told_change(&self) -> Option<Remark> {
        let (about, cell) = told_change::changed(self.activity, self.dpia, self.made(), self.as_of)?;
        Some(self.weights.remark(DpiaRemark::ToldChange, vec![about], vec![cell]))
    }

    /// S-PART: the register writes that it leaves something out.
    fn told_left_out(&self) -> Option<Remark> {
        let (about, cell) = told_change::left_out(self.activity, self.dpia)?;
        Some(self.weights.remark(DpiaRemark::PartialScope, vec![about], vec![cell]))
    }

    /// S-7: the contents that Art. 35(7) demands.
    ///
    /// An empty box beside ticked ones is one that was not ticked; where none of them is, nobody has filled
    /// them in, and nothing is known.
    fn contents(&self) -> Option<Remark> {
        let said = DpiaField::CONTENTS.map(|field| (field, self.said(field)));
        let filled_in = said.iter().any(|(_, said)| *said == ListAnswer::Yes);
        let questions = |wanted: &dyn Fn(ListAnswer) -> bool| -> Vec<DpiaField> {
            said.iter().filter(|(_, said)| wanted(*said)).map(|(field, _)| *field).collect()
        };
        let missing = questions(&|said| said == ListAnswer::No || said == ListAnswer::Blank && filled_in);
        let unknown =
            questions(&|said| matches!(said, ListAnswer::Unknown | ListAnswer::NotYet | ListAnswer::Blank));
        let (kind, fields) = match (missing.is_empty(), unknown.is_empty()) {
            (false, _) => (DpiaRemark::ContentsMissing, missing),
            (true, false) => (DpiaRemark::ContentsUnknown, unknown),
            (true, true) => return None,
        };
        let about = fields.iter().map(|field| About::Question(*field)).collect();
        Some(self.weights.remark(kind, about, self.cells(&fields)))
    }

    /// S-36: high risk that remains without prior consultation; not knowing the risk is a question.
    fn residual_risk(&self) -> Option<Remark> {
        let (level, high) = (DpiaField::ResidualRisk, DpiaField::HighRiskRemains);
        let says_high = |field| {
            let entry = self.dpia.answer(field).given().filter(|entry| entry.value == Value::Text);
            entry.is_some_and(|entry| WORDS.is_high(&normalise(&entry.written)) == Some(true))
        };
        let is_high = says_high(level) || says_high(high) || self.said(high) == ListAnswer::Yes;
        if is_high {
            return (!self.consulted()).then(|| {
                let consultation = DpiaField::PriorConsultation;
                let cells = self.cells(&[level, high, consultation]);
                let about = self.not_yet(&[consultation]);
                self.weights.remark(DpiaRemark::PriorConsultationMissing, about, cells)
            });
        }
        let said = [self.said(level), self.said(high)];
        let asked = said.iter().any(|said| *said != ListAnswer::NotAsked);
        let answered = said.iter().any(|said| matches!(said, ListAnswer::Yes | ListAnswer::No));
        (asked && !answered).then(|| {
            let about = self.not_yet(&[level, high]);
            self.weights.remark(DpiaRemark::ResidualRiskUnknown, about, self.cells(&[level, high]))
        })
    }

    fn consulted(&self) -> bool {
        let fields = [DpiaField::PriorConsultation, DpiaField::ConsultationAnswer];
        fields.into_iter().any(|field| self.said(field) == ListAnswer::Yes)
            || self.dpia.date(DpiaField::Consulted).is_some_and(|on| on.date <= self.as_of)
    }

    /// Whether the processing waited for the answer to the prior consultation, as far as the list shows.
    fn consultation(&self) -> Option<Remark> {
        let answer = DpiaField::ConsultationAnswer;
        if !self.consulted() {
            return None;
        }
        let waited = match (self.said(answer), self.dpia.date(answer), self.activity.date(Field::Started)) {
            (ListAnswer::Yes, Some(answered), Some(started)) => started.latest() >= answered.date,
            (ListAnswer::Yes | ListAnswer::NotAsked | ListAnswer::Unknown, ..) => true,
            (ListAnswer::No | ListAnswer::NotYet | ListAnswer::Blank, _, started) => {
                !(started.is_some() && self.is_running())
            }
        };
        (!waited).then(|| self.of_question(DpiaRemark::StartedBeforeAnswer, answer))
    }

    fn conditions(&self, state: DpiaState) -> Option<Remark> {
        let met = DpiaField::ConditionsMet;
        let conditional = state == DpiaState::ApprovedWithConditions
            || is_approved(state) && self.said(DpiaField::Conditions) == ListAnswer::Yes;
        if !conditional {
            return None;
        }
        let yet_to_come = self.dpia.date(met).is_some_and(|on| on.date > self.as_of);
        let in_words = said_unmet(self.activity, self.dpia).or_else(|| self.unmet.cloned());
        let in_words = in_words.filter(|_| self.is_running() && !yet_to_come);
        if let Some((about, cell)) = in_words.filter(|_| self.said(met) != ListAnswer::Yes) {
            return Some(self.weights.remark(DpiaRemark::ConditionsUnmet, vec![about], vec![cell]));
        }
        let kind = match self.said(met) {
            ListAnswer::Yes => return None,
            ListAnswer::No | ListAnswer::NotYet if self.is_running() && !yet_to_come => {
                DpiaRemark::ConditionsUnmet
            }
            _ => DpiaRemark::Conditions,
        };
        let cells = self.cells(&[DpiaField::Conditions, met]);
        Some(self.weights.remark(kind, self.not_yet(&[met]), cells))
    }

    /// R-STALE-07: its own date of review has passed. One that cannot be read is said.
    fn reviewed(&self) -> Option<Remark> {
        let review = DpiaField::Review;
        // "Godkänd t.o.m. 2024" has ended, whatever day another column names.
        let beside_status = beside_status(self.dpia, review);
        let dated = self.dpia.date(review).into_iter().chain(beside_status);
        // Of a span of time its last day counts.
        let dated = dated.map(|date| date.until.unwrap_or_else(|| date.latest())).min();
        match dated.or_else(|| self.review_by_interval()) {
            Some(due) => (due < self.as_of).then(|| {
                let cells = self.cells(&[review]);
                self.weights.remark(DpiaRemark::ReviewPassed, vec![About::Day(due)], cells)
            }),
            None => {
                let entry = self.dpia.answer(review).given()?;
                if WORDS.review_is_missed(&entry.written) {
                    let about = vec![About::stated(self.dpia, entry)];
                    return Some(self.weights.remark(DpiaRemark::ReviewPassed, about, self.cells(&[review])));
                }
                matches!(entry.value, Value::Text | Value::Count(_)).then(|| {
                    let about = vec![About::stated(self.dpia, entry)];
                    self.weights.remark(DpiaRemark::ReviewUnclear, about, self.cells(&[review]))
                })
            }
        }
    }

    /// "Årligen" counts from the day on which it was made or approved.
    fn review_by_interval(&self) -> Option<NaiveDate> {
        let Value::Count(months) = &self.dpia.answer(DpiaField::Review).given()?.value else { return None };
        self.made()?.checked_add_months(Months::new(u32::try_from(months.min).ok()?))
    }

    /// R-STALE-01, 02, 03, 05 and 08: what has changed since it was made, or since the link was accepted.
    fn changes(&self) -> Vec<Remark> {
        let accepted = self.recorded.and_then(|link| Some((link.fingerprint.as_ref()?, link.on)));
        let mut changes = match (accepted, self.now) {
            (Some((then, on)), Some(now)) if !self.renewed_since(on) => then.overtaking(now),
            _ => Vec::new(),
        };
        let mut remarks = Vec::new();
        let mut take = |kind: DpiaRemark, of: &dyn Fn(&Change) -> bool| {
            let (taken, left): (Vec<Change>, Vec<Change>) = changes.drain(..).partition(of);
            changes = left;
            if !taken.is_empty() {
                let about = taken.into_iter().map(About::Changed).collect();
                remarks.push(self.weights.remark(kind, about, Vec::new()));
            }
        };
        take(DpiaRemark::TransferGroundChanged, &|change| *change == Change::Field(Field::TransferSafeguard));
        take(DpiaRemark::RecordChanged, &|change| matches!(change, Change::Field(_)));
        take(DpiaRemark::NewTechnology, &|change| *change == Change::Criterion(FactId::K8));
        take(DpiaRemark::CriterionAdded, &|change| matches!(change, Change::Criterion(_)));
        take(DpiaRemark::RulesChanged, &|change| matches!(change, Change::Rules | Change::Rule(_)));
        if !remarks.iter().any(|remark| remark.kind == DpiaRemark::RecordChanged) {
            remarks.extend(self.updated_since(accepted.and_then(|(_, on)| on)));
        }
        remarks
    }

    /// Whether it was made or approved anew after the link was accepted, and after the last change of the
    /// record: then the change has been assessed.
    fn renewed_since(&self, accepted: Option<NaiveDate>) -> bool {
        let (Some(made), Some(on)) = (self.made(), accepted) else { return false };
        let updated = self.activity.date(Field::Updated).map(DateValue::latest);
        made > on && updated.is_some_and(|updated| updated <= made)
    }

    /// The record says that it was changed after the DPIA was made. What was changed is not known, and a walk-through
    /// moves the date too: it is said, and decides nothing. A change after the link was accepted shows in the
    /// fingerprint, if it bears on the risk.
    fn updated_since(&self, accepted: Option<NaiveDate>) -> Option<Remark> {
        let (made, changed) = (self.made()?, self.activity.date(Field::Updated)?);
        let later = changed.precision == Precision::Day
            && changed.date > made
            && accepted.is_none_or(|accepted| changed.date <= accepted);
        later.then(|| {
            let about = vec![About::Day(changed.date)];
            self.weights.remark(DpiaRemark::RecordDatedLater, about, Vec::new())
        })
    }
}

fn is_approved(state: DpiaState) -> bool {
    matches!(state, DpiaState::Approved | DpiaState::ApprovedWithConditions)
}

/// The questions that the state of a DPIA is read from, each with those that ask the same in other words.
const QUESTIONS: [&[DpiaField]; 11] = [
    &[DpiaField::Status, DpiaField::Approved, DpiaField::ApprovedBy],
    &[DpiaField::Completed, DpiaField::Approved],
    &[DpiaField::SystematicDescription],
    &[DpiaField::Necessity],
    &[DpiaField::Risks],
    &[DpiaField::Measures],
    &[DpiaField::DpoAdvice],
    &[DpiaField::DataSubjectViews, DpiaField::ViewsNotSought],
    &[DpiaField::ResidualRisk, DpiaField::HighRiskRemains],
    &[DpiaField::PriorConsultation, DpiaField::Consulted, DpiaField::ConsultationAnswer],
    &[DpiaField::Review],
];

/// What no list of DPIAs asks: said once, since it says nothing of any one DPIA.
pub(crate) fn questions_not_asked(register: &Register) -> Vec<DpiaField> {
    if register.dpias.is_empty() {
        return Vec::new();
    }
    let asked = |field: &DpiaField| register.dpias.iter().any(|dpia| dpia.asked.contains(field));
    QUESTIONS.iter().filter(|fields| !fields.iter().any(asked)).map(|fields| fields[0]).collect()
}
