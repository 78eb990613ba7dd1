//! What the words of a cell most likely say, where no list has them: as linear models of what people write take them.
//!
//! `lexicons/likely.model` is data, fitted to some thousands of wordings of each kind by the tool of the bench. The
//! models speak last: lists and concepts go before them, and whoever asks decides from which share on they are believed.
//! Their classes are keys of the vocabularies; `-` is none of them.

// What only the tools that fit the models ask for.
#![cfg_attr(not(feature = "fit"), allow(dead_code, unreachable_pub))]

use crate::text::features::features;
use crate::text::linear::{LinearModel, read};
use std::sync::LazyLock;

/// What a text is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// How far a DPIA has come: codes of its status.
    Status,
    /// What a reference to a DPIA says that names none: `claimed`, `pending`, `not_needed`, `other_answers`, `none`;
    /// `names` where it names one after all.
    Reference,
    /// Which group of persons a text names: codes of categories of data subjects.
    DataSubject,
    /// Which kind of data a text names: codes of categories of data.
    DataCategory,
}

/// How many models there are, one for each kind.
pub const ASKED: usize = 4;

static MODELS: LazyLock<[LinearModel; ASKED]> = LazyLock::new(|| {
    read(include_bytes!("../../lexicons/likely.model"))
        .expect("the embedded models are valid, as a test shows")
});

/// The classes of what is asked, each with its share; the shares add up to one.
pub(crate) fn shares(asked: Asked, text: &str) -> impl Iterator<Item = (&'static str, f32)> {
    let model: &'static LinearModel = &MODELS[asked as usize];
    model.classes.iter().map(String::as_str).zip(model.shares(&features(text)))
}

/// The likeliest class of a text, where its share is at least so great and it is one of the vocabulary.
pub(crate) fn likeliest(asked: Asked, text: &str, least: f32) -> Option<&'static str> {
    let (class, share) = shares(asked, text).max_by(|a, b| a.1.total_cmp(&b.1))?;
    (share >= least && class != "-").then_some(class)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DataCategory, DpiaStatus, SubjectCategory};

    #[test]
    fn every_class_is_one_of_its_vocabulary() {
        const REFERENCES: [&str; 6] = ["claimed", "pending", "not_needed", "other_answers", "none", "names"];
        let known: [fn(&str) -> bool; ASKED] = [
            |class| class.parse::<DpiaStatus>().is_ok(),
            |class| REFERENCES.contains(&class),
            |class| class.parse::<SubjectCategory>().is_ok(),
            |class| class.parse::<DataCategory>().is_ok(),
        ];
        for (model, known) in MODELS.iter().zip(known) {
            assert!(model.classes.len() > 2, "{:?}", model.classes);
            assert!(model.classes.iter().all(|class| class == "-" || known(class)), "{:?}", model.classes);
        }
    }

    #[test]
    fn what_no_list_has_is_taken_for_what_people_mean_by_it() {
        use Asked::*;
        for (asked, text, class) in [
            (Status, "nämnden ställde sig bakom den i oktober", Some("approved")),
            (Status, "har haft ett första möte om den", Some("unfinished")),
            (Status, "systemet är borta sedan i våras", Some("not_in_force")),
            (Status, "skickades tillbaka av ledningsgruppen", Some("rejected")),
            (Status, "hör med vaktmästaren", None),
            (Reference, "görs till höstterminen", Some("pending")),
            (Reference, "den om kamerorna i trapphuset", Some("names")),
            (DataSubject, "våra montörer", Some("employees")),
            (DataSubject, "torghandlare", Some("other")),
            (DataCategory, "mejlinnehåll", Some("private_communication")),
            (DataCategory, "fiolens nummer", Some("ordinary")),
        ] {
            assert_eq!(likeliest(asked, text, 0.7), class, "{asked:?}: {text}");
        }
    }
}
