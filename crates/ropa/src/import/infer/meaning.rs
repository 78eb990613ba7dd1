//! What one text may mean as a heading: how likely each field is, and each kind of text.

// What only the tools that fit the models ask for.
#![cfg_attr(not(feature = "fit"), allow(dead_code, unreachable_pub))]

use crate::import::column::TableField;
use crate::import::table_info::TableKind;
use crate::text::features::{Feature, features, hash};
use crate::text::linear::{LinearModel, log_shares, read};
use std::sync::OnceLock;

/// How many models there are.
pub const MODELS: usize = 7;

static CURRENT: OnceLock<[LinearModel; MODELS]> = OnceLock::new();

/// Reads by other models from now on, where none was asked yet: for those who measure them.
pub fn use_models(models: [LinearModel; MODELS]) -> bool {
    CURRENT.set(models).is_ok()
}

/// What a linear model is of, by its place in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum ModelOf {
    /// What a heading says.
    Headings,
    /// What the cells below it say.
    Contents,
    /// What the field of the column before it says.
    Order,
}

/// The model of one kind of table.
pub(super) fn model(kind: TableKind, of: ModelOf) -> &'static LinearModel {
    let [activities, dpias, _, cells, cells_of_dpias, order, order_of_dpias] = models();
    match (of, kind) {
        (ModelOf::Headings, TableKind::Dpias) => dpias,
        (ModelOf::Headings, _) => activities,
        (ModelOf::Contents, TableKind::Dpias) => cells_of_dpias,
        (ModelOf::Contents, _) => cells,
        (ModelOf::Order, TableKind::Dpias) => order_of_dpias,
        (ModelOf::Order, _) => order,
    }
}

/// The models, as they were fitted.
fn models() -> &'static [LinearModel; MODELS] {
    CURRENT.get_or_init(|| {
        read(include_bytes!("../../../lexicons/headings.model"))
            .expect("the embedded model is valid, as a test shows")
    })
}

/// The feature of the column before one: the key of its field, or `-`.
pub fn after(field: &str) -> Feature {
    hash(b'>', field)
}

/// How likely each field is, as the logarithm of its share; nothing for what is no field. The likeliest first.
pub(in crate::import) type Meanings<F> = Vec<(Option<F>, f32)>;

/// What a heading may mean, alone and together with the heading above it.
pub(in crate::import) fn meanings<F: TableField>(own: &str, group: Option<&str>) -> Meanings<F> {
    let model = model(F::KIND, ModelOf::Headings);
    let mut scores = model.scores(&features(own));
    if let Some(group) = group {
        let joined = model.scores(&features(&format!("{group} {own}")));
        scores.iter_mut().zip(joined).for_each(|(score, joined)| *score = (*score + joined) / 2.0);
    }
    log_shares(&mut scores);
    let mut meanings: Meanings<F> = model.classes.iter().map(|class| F::of_key(class)).zip(scores).collect();
    meanings.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    meanings
}

/// How likely a text is to be a heading of a register, one of a list of DPIAs, one of neither, or no heading at
/// all, as logarithms.
pub(in crate::import) fn kinds(text: &str) -> [f32; 4] {
    of_kinds(&features(text))
}

fn of_kinds(seen: &[(Feature, f32)]) -> [f32; 4] {
    let mut scores = models()[2].scores(seen);
    log_shares(&mut scores);
    let at = |class: usize| scores.get(class).copied().unwrap_or(f32::MIN);
    [at(0), at(1), at(2), at(3)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DpiaField, Field};

    #[test]
    fn the_embedded_models_are_of_fields() {
        for of in [ModelOf::Headings, ModelOf::Contents, ModelOf::Order] {
            let of_activities = &model(TableKind::Activities, of).classes;
            assert!(of_activities.iter().all(|key| key == "-" || Field::of_key(key).is_some()));
            let of_dpias = &model(TableKind::Dpias, of).classes;
            assert!(of_dpias.iter().all(|key| key == "-" || DpiaField::of_key(key).is_some()));
        }
        assert_eq!(models()[2].classes, ["register", "dpias", "other", "cell"]);
    }

    #[test]
    fn what_nobody_wrote_down_is_understood() {
        for (heading, field) in [
            ("Vilka personer finns i registret?", Field::DataSubjects),
            ("PuB-avt.", Field::ProcessorAgreement),
            ("De registrerades kategorier", Field::DataSubjects),
            ("Ändam.", Field::Purpose),
        ] {
            assert_eq!(meanings::<Field>(heading, None)[0].0, Some(field), "{heading}");
        }
    }
}
