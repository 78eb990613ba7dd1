//! The texts of the canonical workbook, one catalogue per language.

use crate::text::Lang;
use crate::text::catalogue::{Codes, catalogue, embedded};
use crate::text::template::Template;
use std::sync::LazyLock;

catalogue! {
    Texts {
        title: String, sheet_activities: String, sheet_dpias: String, sheet_ties: String, sheet_decisions: String,
        sheet_structure: String, sheet_lists: String, key: String, not_asked: String, read_as: Template,
        source_file: String, source_sheet: String, source_row: String, source_others: String, choice_title: String,
        choice_message: String, yes_no: Codes, role: Codes, legal_basis: Codes, activity_status: Codes,
        dpia_status: Codes,
    }
}

static SV: LazyLock<Texts> =
    LazyLock::new(|| embedded(&[("", include_str!("../../texts/sv/canonical.toml"))]));
static EN: LazyLock<Texts> =
    LazyLock::new(|| embedded(&[("", include_str!("../../texts/en/canonical.toml"))]));

impl Texts {
    pub(super) fn of(lang: Lang) -> &'static Texts {
        match lang {
            Lang::Sv => &SV,
            Lang::En => &EN,
        }
    }
}
