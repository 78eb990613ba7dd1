//! How the data are protected.

use crate::art30::rules::Logic;
use crate::model::Field;

pub(super) const RULES: &[(&str, Logic)] =
    &[("C-60", |case| case.unanswered(Field::Security).into_iter().collect())];
