//! Who gets the data, and who processes them for the board.

use crate::art30::case::{Case, Hit};
use crate::art30::rules::Logic;
use crate::model::{Answer, Field};

pub(super) const RULES: &[(&str, Logic)] = &[
    ("C-30", |case| case.unanswered(Field::Recipients).into_iter().collect()),
    ("C-31", processor_not_a_recipient),
    ("C-90", no_agreement),
];

fn has_processor(case: &Case<'_>) -> bool {
    case.yes(Field::Processors).is_some_and(|(_, yes)| yes)
}

fn processor_not_a_recipient(case: &Case<'_>) -> Vec<Hit> {
    let none = case.yes(Field::Recipients).filter(|(_, yes)| !yes && has_processor(case));
    none.map(|(entry, _)| Hit::at(entry)).into_iter().collect()
}

fn no_agreement(case: &Case<'_>) -> Vec<Hit> {
    let Some(processor) = case.given(Field::Processors).filter(|_| has_processor(case)) else {
        return Vec::new();
    };
    let hit = match case.activity.answer(Field::ProcessorAgreement) {
        Answer::Blank(_) | Answer::Unknown(_) => case.unanswered(Field::ProcessorAgreement),
        Answer::Given(_) => {
            case.yes(Field::ProcessorAgreement).filter(|(_, yes)| !yes).map(|(e, _)| Hit::at(e))
        }
        Answer::NotAsked => None,
    };
    hit.map(|hit| hit.about(processor.written.trim())).into_iter().collect()
}
