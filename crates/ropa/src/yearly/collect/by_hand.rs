//! The figures that people have given. What they have not given is not known.

use super::Figures;
use crate::yearly::basis::YearlyBasis;
use crate::yearly::by_hand::ByHand;
use crate::yearly::figure::{Absent, Amount, LeftOut, Part};
use crate::yearly::kind::FigureKind;

pub(super) fn add(basis: &YearlyBasis<'_>, by_hand: &ByHand, figures: &mut Figures<'_>) {
    for (kind, given) in [
        (FigureKind::TrainingSessions, by_hand.sessions),
        (FigureKind::OfficerTime, by_hand.officer_percent),
        (FigureKind::Requests, by_hand.requests),
        (FigureKind::Complaints, by_hand.complaints),
        (FigureKind::Incidents, by_hand.incidents),
    ] {
        figures.add(kind, given.map(Amount::number).ok_or(Absent::NotGiven));
    }
    for (kind, part, whole) in [
        (FigureKind::StaffTrained, by_hand.participants, by_hand.staff),
        (FigureKind::RequestsInTime, by_hand.requests_in_time, by_hand.requests),
        (FigureKind::IncidentsNotified, by_hand.notified, by_hand.incidents),
        (FigureKind::NotifiedInTime, by_hand.notified_in_time, by_hand.notified),
    ] {
        let given = match (part, whole) {
            // Of nothing there is no part.
            (_, Some(0)) => Err(Absent::OfNothing),
            (None, _) => Err(Absent::NotGiven),
            (Some(part), Some(whole)) => Ok(Amount::share(part, whole)),
            (Some(part), None) => Ok(Amount::number(part)),
        };
        figures.add(kind, given);
    }
    for (cause, count) in &by_hand.causes {
        let amount = match by_hand.incidents {
            Some(all) if *count <= all => Amount::share(*count, all),
            _ => Amount::number(*count),
        };
        figures.add_part(FigureKind::IncidentsOfCause, Some(Part::Cause(cause.clone())), Ok(amount));
    }
    documents(basis, by_hand, figures);
}

fn documents(basis: &YearlyBasis<'_>, by_hand: &ByHand, figures: &mut Figures<'_>) {
    let all = &by_hand.documents;
    if all.is_empty() {
        figures.add(FigureKind::DocumentsDecided, Err(Absent::NotGiven));
        figures.add(FigureKind::DocumentReviewPassed, Err(Absent::NotGiven));
        return;
    }
    let as_of = basis.assessed.as_of();
    let decided = all.iter().filter(|one| one.decided.is_some_and(|day| day <= as_of)).count();
    figures.add(FigureKind::DocumentsDecided, Ok(Amount::share(decided, all.len())));
    let reviews: Vec<_> = all.iter().filter_map(|one| one.review).collect();
    let passed = reviews.iter().filter(|day| **day < as_of).count();
    let undated = all.len() - reviews.len();
    let passed = Amount {
        left_out: Some((LeftOut::Undated, undated)).filter(|(_, count)| *count > 0).into_iter().collect(),
        ..Amount::share(passed, reviews.len())
    };
    figures.add(FigureKind::DocumentReviewPassed, Ok(passed));
}
