//! Technical and organisational measures, as far as the register tells of them; suppliers and transfers.

use super::Figures;
use crate::art30::{RuleFamily, third_country_transfer};
use crate::impact::{NamesAnswer, PlainAnswer, plain_answer};
use crate::model::{Answer, Field};
use crate::yearly::basis::{YearlyBasis, answers, says_yes};
use crate::yearly::figure::{Absent, Amount, Behind, LeftOut};
use crate::yearly::kind::FigureKind;
use crate::yearly::tally::{Placed, Tally};
use std::collections::BTreeSet;

pub(super) fn add(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    for (kind, field) in [
        (FigureKind::SecurityDescribed, Field::Security),
        (FigureKind::InformationDescribed, Field::Information),
    ] {
        let tally = basis.in_use(|_, activity| answers(activity, field));
        figures.add(kind, tally.asked(Behind::Activities, field));
    }
    protected(basis, figures);
    suppliers(basis, figures);
    transfers(basis, figures);
}

fn protected(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    let field = Field::ProtectedIdentity;
    let may_occur = basis.in_use(|_, activity| says_yes(activity, field));
    figures.add(FigureKind::ProtectedIdentities, may_occur.asked(Behind::Activities, field));
    let of_family = basis.checked.findings.iter().filter(|one| one.rule.family == RuleFamily::Protected);
    let found: BTreeSet<usize> = of_family.map(|finding| finding.activity).collect();
    let tally = basis.in_use(|index, activity| match activity.answer(field) {
        _ if found.contains(&index) => Placed::Counted,
        Answer::NotAsked => Placed::Out(LeftOut::NotAsked),
        _ => Placed::Not,
    });
    figures.add(FigureKind::ProtectedAtFault, tally.asked(Behind::Activities, field));
}

fn suppliers(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    let asked = |field| basis.activities().iter().any(|activity| activity.asked.contains(&field));
    let named = match asked(Field::Processors) {
        true => Ok(Amount::number(basis.suppliers.suppliers.len())),
        false => Err(Absent::NotAsked(Field::Processors.into())),
    };
    figures.add(FigureKind::Suppliers, named);

    // A record without a processor needs no agreement, and is not of it.
    let with_processor = basis.activities().iter().enumerate().filter(|(index, activity)| {
        let in_use = basis.checked.completeness.contains_key(index);
        in_use && crate::art30::says_yes(activity, Field::Processors) == Some(true)
    });
    let placed = with_processor.map(|(index, activity)| {
        let asked = activity.asked.contains(&Field::ProcessorAgreement);
        let agreed = plain_answer(activity, Field::ProcessorAgreement) == PlainAnswer::Yes;
        // An agreement in part, or on its way, is none yet.
        (index, if asked { Placed::counted(agreed) } else { Placed::Out(LeftOut::NotAsked) })
    });
    let agreed = Tally::of(placed).asked(Behind::Activities, Field::ProcessorAgreement);
    figures.add(FigureKind::Agreements, or_nothing(agreed));

    let [_, systems] = &basis.suppliers.answers;
    let with_system = systems.get(&NamesAnswer::Named).copied().unwrap_or_default();
    let without = &basis.suppliers.without_processor;
    let lacking = Amount {
        records: without.clone(),
        behind: Behind::Activities,
        ..Amount::share(without.len(), with_system)
    };
    let both = asked(Field::Systems) && asked(Field::Processors);
    let field = if asked(Field::Systems) { Field::Processors } else { Field::Systems };
    let lacking = if both { Ok(lacking) } else { Err(Absent::NotAsked(field.into())) };
    figures.add(FigureKind::SystemWithoutProcessor, lacking);
}

fn transfers(basis: &YearlyBasis<'_>, figures: &mut Figures<'_>) {
    let as_of = basis.assessed.as_of();
    let field = Field::ThirdCountry;
    let transferred = basis.in_use(|_, activity| match says_yes(activity, field) {
        Placed::Counted => Placed::counted(third_country_transfer(activity, as_of).is_some()),
        placed => placed,
    });
    let transferred = transferred.asked(Behind::Activities, field);
    let of = transferred.as_ref().map(|amount| amount.records.clone()).unwrap_or_default();
    let missing = transferred.as_ref().err().cloned();
    figures.add(FigureKind::Transfers, transferred);
    let placed = of.iter().filter_map(|index| {
        let activity = basis.activities().get(*index)?;
        Some((*index, answers(activity, Field::TransferSafeguard)))
    });
    let safe = Tally::of(placed).asked(Behind::Activities, Field::TransferSafeguard);
    figures.add(FigureKind::TransfersSafeguarded, missing.map_or(or_nothing(safe), Err));
}

/// A share of nothing is no figure.
fn or_nothing(amount: Result<Amount, Absent>) -> Result<Amount, Absent> {
    amount.and_then(|amount| match amount.of {
        Some(0) => Err(Absent::OfNothing),
        _ => Ok(amount),
    })
}
