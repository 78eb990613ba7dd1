//! Finds what an incident touches: in the columns that name suppliers and systems, in linked DPIAs, in free text.

use super::called::{Called, NamedHere, NamesAnswer, RegisterNames};
use super::hit::{Hit, HitGround, HitReason, Ring};
use super::name::{Name, NameMatch};
use super::needles::Needles;
use super::targets::Targets;
use super::tie::TieGround;
use super::torn::{BesideName, beside};
use crate::gaps::RegisterAssessment;
use crate::model::{DpiaField, Entry, Field, Kind, ProcessingActivity, Value};
use std::collections::HashMap;

/// Finds what is hit.
pub(super) struct Finder<'r> {
    assessed: &'r RegisterAssessment,
    asked: &'r Name,
    called: Called,
    names: &'r RegisterNames<'r>,
    targets: &'r Targets,
    needles: Needles,
}

impl<'r> Finder<'r> {
    pub(super) fn new(
        assessed: &'r RegisterAssessment,
        asked: &'r Name,
        called: Called,
        names: &'r RegisterNames<'r>,
        targets: &'r Targets,
    ) -> Finder<'r> {
        let mut needles = Needles::default();
        needles.add(asked, usize::MAX);
        let sure =
            targets.named.iter().filter(|(_, how)| **how != NameMatch::Alike).map(|(number, _)| number);
        let tied = targets.tied.iter().filter(|(_, (ground, _))| ground.ties()).map(|(number, _)| number);
        for number in sure.chain(tied) {
            let one = &names.all[*number];
            needles.add(&one.name, *number);
            one.also.iter().for_each(|also| needles.add(also, *number));
        }
        Finder { assessed, asked, called, names, targets, needles }
    }

    /// The names that are looked for in free text.
    pub(super) fn needles(&self) -> &Needles {
        &self.needles
    }

    /// All that are hit, the nearest ring first, each ring in the order of the register.
    pub(super) fn all(&self) -> Vec<Hit> {
        let activities = &self.assessed.register().activities;
        let linked = self.linked();
        let mut read = HashMap::new();
        let mut hits: Vec<Hit> = Vec::new();
        for (index, activity) in activities.iter().enumerate() {
            let mut reasons = self.in_columns(index, activity);
            if reasons.iter().all(|reason| reason.ring == Ring::Likely) {
                let dpias = linked.get(&index).map_or(&[][..], Vec::as_slice);
                reasons.extend(self.in_dpias(dpias));
                reasons.extend(self.in_texts(activity, &mut read));
            }
            reasons.sort_by_key(|reason| (reason.ring, reason.ground, reason.how));
            let Some(ring) = reasons.first().map(|reason| reason.ring) else { continue };
            let [processors, systems] = self.names.answers[index];
            hits.push(Hit { activity: index, ring, reasons, processors, systems });
        }
        hits.sort_by_key(|hit| (hit.ring, hit.activity));
        hits
    }

    /// The DPIAs linked to each activity.
    fn linked(&self) -> HashMap<usize, Vec<usize>> {
        let of = |one: &crate::gaps::Assessment| {
            (one.activity, one.resolution.links.iter().map(|link| link.link.dpia).collect())
        };
        self.assessed.assessments.iter().map(of).collect()
    }

    /// The columns that name suppliers and systems.
    fn in_columns(&self, index: usize, activity: &ProcessingActivity) -> Vec<HitReason> {
        let own = self.names.here(index, self.called).filter_map(|here| self.named(activity, here));
        let mut reasons: Vec<HitReason> = own.collect();
        for here in self.names.here(index, self.called.other()) {
            reasons.extend(self.in_other_column(index, activity, here));
        }
        if !reasons.iter().any(|reason| reason.ring == Ring::Named) {
            reasons.extend(self.in_sentences(index, activity));
        }
        reasons
    }

    /// A name of the kind that was asked for.
    fn named(&self, activity: &ProcessingActivity, here: &NamedHere<'_>) -> Option<HitReason> {
        let how = *self.targets.named.get(&here.name)?;
        let ground = match (self.called, here.torn.beside) {
            (Called::Supplier, Some(BesideName::SubProcessor)) => HitGround::SubProcessor,
            (Called::Supplier, _) => HitGround::Processor,
            (Called::System, _) => HitGround::System,
        };
        let ring = if how == NameMatch::Alike { Ring::Likely } else { ring_beside(here.torn.beside) };
        Some(self.reason(activity, here, (ground, ring), how, None))
    }

    /// A name of the other kind: the name asked for in the other column, or one that is tied to it.
    fn in_other_column(
        &self,
        index: usize,
        activity: &ProcessingActivity,
        here: &NamedHere<'_>,
    ) -> Option<HitReason> {
        let tie = self.targets.tied.get(&here.name);
        if self.called == Called::System && self.asked.is_same(&here.torn.name) {
            let ring = ring_beside(here.torn.beside);
            return Some(self.reason(activity, here, (HitGround::Processor, ring), NameMatch::Same, None));
        }
        let perhaps = || self.targets.perhaps_tied.get(&here.name);
        let (ground, how) = match tie {
            Some((ground, _)) => (ground, NameMatch::Same),
            // Where the name asked for is perhaps misspelt, its systems are perhaps hit.
            None => (perhaps()?, NameMatch::Alike),
        };
        let (hit, nearest) = match self.called {
            Called::Supplier => (HitGround::SystemOfSupplier, Ring::Tied),
            // Of a supplier with several systems, only a record that names none may mean this one.
            Called::System if self.names.answers[index][1] == NamesAnswer::Named => return None,
            Called::System => (HitGround::SupplierOfSystem, Ring::Tied),
        };
        let sure = how != NameMatch::Alike && ground.ties();
        let ring = if sure { nearest.max(ring_beside(here.torn.beside)) } else { Ring::Likely };
        Some(self.reason(activity, here, (hit, ring), how, Some(*ground)))
    }

    fn reason(
        &self,
        activity: &ProcessingActivity,
        here: &NamedHere<'_>,
        (ground, ring): (HitGround, Ring),
        how: NameMatch,
        tie: Option<TieGround>,
    ) -> HitReason {
        HitReason {
            ground,
            ring,
            how,
            beside: here.torn.beside,
            written: here.torn.written.as_str().into(),
            cell: activity.cell(here.entry),
            field: Some(here.entry.field),
            tie,
        }
    }

    /// Cells of the column that say more than names: "Drift sköts av Linnea Systemdrift AB".
    fn in_sentences(&self, index: usize, activity: &ProcessingActivity) -> Vec<HitReason> {
        const WORDS_OF_A_NAME: usize = 4;
        let ground = match self.called {
            Called::Supplier => HitGround::Processor,
            Called::System => HitGround::System,
        };
        let sentences =
            self.names.here(index, self.called).filter(|here| here.torn.name.words().len() > WORDS_OF_A_NAME);
        let found = sentences.filter_map(|here| {
            let (number, _) = self.needles.find(&here.torn.written)?;
            let own = number == usize::MAX || self.targets.named.contains_key(&number);
            let ring = ring_beside(here.torn.beside);
            own.then(|| self.reason(activity, here, (ground, ring), NameMatch::Within, None))
        });
        found.collect()
    }

    /// What linked DPIAs name.
    fn in_dpias(&self, dpias: &[usize]) -> Vec<HitReason> {
        let register = self.assessed.register();
        let mut reasons = Vec::new();
        for dpia in dpias.iter().filter_map(|dpia| register.dpias.get(*dpia)) {
            for field in [DpiaField::Processors, DpiaField::Systems] {
                for entry in dpia.entries_of(field) {
                    if let Some((_, said)) = self.needles.find(&entry.written) {
                        reasons.push(HitReason {
                            ground: HitGround::Dpia,
                            ring: Ring::Likely,
                            how: NameMatch::Within,
                            beside: None,
                            written: said.into(),
                            cell: dpia.cell(entry),
                            field: None,
                            tie: None,
                        });
                    }
                }
            }
        }
        reasons
    }

    /// What free text names.
    fn in_texts(
        &self,
        activity: &'r ProcessingActivity,
        read: &mut HashMap<&'r str, Option<&'r str>>,
    ) -> Vec<HitReason> {
        let entries = activity.entries.iter().filter(|entry| is_free_text(entry));
        let fields = entries.map(|entry| (Some(entry.field), &entry.written, activity.cell(entry)));
        let extras = activity.extras.iter().map(|extra| (None, &extra.written, activity.cell(extra)));
        let mut reasons = Vec::new();
        for (field, written, cell) in fields.chain(extras) {
            // A register says the same in many cells.
            let said =
                *read.entry(written).or_insert_with(|| self.needles.find(written).map(|(_, said)| said));
            let Some(said) = said else { continue };
            let beside = beside(said);
            let sub = beside == Some(BesideName::SubProcessor);
            reasons.push(HitReason {
                ground: if sub { HitGround::SubProcessor } else { HitGround::FreeText },
                ring: Ring::Likely,
                how: NameMatch::Within,
                beside,
                written: said.into(),
                cell,
                field,
                tie: None,
            });
        }
        reasons
    }
}

/// What is only a processor's processor, is not yet or is not at all, is to be looked at.
fn ring_beside(beside: Option<BesideName>) -> Ring {
    match beside {
        Some(BesideName::SubProcessor | BesideName::Planned | BesideName::Denied) => Ring::Likely,
        Some(BesideName::Former) | None => Ring::Named,
    }
}

/// Whether a field holds texts in which a supplier may be named.
pub(super) fn is_searched_text(field: Field) -> bool {
    let named = matches!(
        field,
        Field::Name | Field::ProcessorAgreement | Field::ThirdCountry | Field::JointController
    );
    field != Field::Processors && (field.kind() == Kind::Text || named)
}

fn is_free_text(entry: &Entry<Field>) -> bool {
    is_searched_text(entry.field) && !matches!(entry.value, Value::Blank | Value::NotApplicable)
}
