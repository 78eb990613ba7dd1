//! How the register covers the classification structure, and what speaks against registering by process.

use super::Figures;
use crate::classification::{Coverage, CoverageState, Evaluation, FitSign, Share};
use crate::model::Field;
use crate::yearly::basis::{YearlyBasis, answers};
use crate::yearly::figure::{Absent, Amount, Behind, LeftOut, Part};
use crate::yearly::kind::FigureKind;
use crate::yearly::tally::{Placed, Tally};

pub(super) fn add(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    let Some((coverage, evaluation)) = basis.structure else {
        figures.add(FigureKind::StructureCovered, Err(Absent::NoStructure));
        let without = basis.in_use(|_, activity| match answers(activity, Field::Process) {
            Placed::Counted => Placed::Not,
            Placed::Not => Placed::Counted,
            out => out,
        });
        figures.add(FigureKind::WithoutProcess, without.asked(Behind::Activities, Field::Process));
        return;
    };
    figures.add(FigureKind::StructureCovered, Ok(covered(coverage)));
    figures.add(FigureKind::WithoutProcess, Ok(without_process(coverage, evaluation)));
    for (sign, share) in shares(evaluation) {
        let amount =
            Amount { left_out: left_out(sign, share.excluded), ..Amount::share(share.count, share.of) };
        figures.add_part(FigureKind::AgainstByProcess, Some(Part::Sign(sign.into())), Ok(amount));
    }
}

/// The leaves that should have a registration, and those that have one of their own.
fn covered(coverage: &Coverage) -> Amount {
    let leaves = coverage.nodes.iter().filter_map(|node| Some((node.node, node.state?)));
    let placed = leaves.map(|(node, state)| {
        let placed = match state {
            CoverageState::Registered => Placed::Counted,
            CoverageState::ViaParent | CoverageState::Missing => Placed::Not,
            CoverageState::NoneDeclared => Placed::Out(LeftOut::NoneDeclared),
            CoverageState::Elsewhere => Placed::Out(LeftOut::Elsewhere),
            CoverageState::NotPerformed => Placed::Out(LeftOut::NotPerformed),
        };
        (node, placed)
    });
    Tally::of(placed).share(Behind::Processes)
}

/// Activities in use without any assignment, of those in use.
fn without_process(coverage: &Coverage, evaluation: &Evaluation) -> Amount {
    let out = &coverage.not_counted;
    let not_counted =
        [(LeftOut::Ended, out.ended), (LeftOut::Draft, out.drafts), (LeftOut::YetToCome, out.later)];
    Amount {
        of: Some(evaluation.whole.figures.activities),
        counted: coverage.unassigned.len(),
        records: coverage.unassigned.clone(),
        behind: Behind::Activities,
        left_out: not_counted.into_iter().filter(|(_, count)| *count > 0).collect(),
        others: Vec::new(),
    }
}

/// The signs that can speak against registering by process, with their shares.
fn shares(evaluation: &Evaluation) -> Vec<(FitSign, Share)> {
    let figures = &evaluation.whole.figures;
    let all = [
        (FitSign::TiedToMany, Some(figures.tied_to_many)),
        (FitSign::OnlyInner, Some(figures.only_inner)),
        (FitSign::LeavesWithout, figures.leaves_without),
        (FitSign::NearDuplicates, Some(figures.in_near_duplicates)),
    ];
    all.into_iter().filter_map(|(sign, share)| Some((sign, share?))).collect()
}

fn left_out(sign: FitSign, excluded: usize) -> Vec<(LeftOut, usize)> {
    let why = match sign {
        FitSign::LeavesWithout => LeftOut::NoneDeclared,
        _ => LeftOut::Unanswered,
    };
    Some((why, excluded)).filter(|(_, count)| *count > 0).into_iter().collect()
}
