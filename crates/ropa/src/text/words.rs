//! Words for codes: one code, one word, the same in text, tables and files beside the register.

use crate::text::Lang;
use crate::text::catalogue::{Codes, catalogue, embedded};
use std::sync::LazyLock;

catalogue! {
    Words {
        page: String, verdict: Codes, severity: Codes, tri: Codes, basis: Codes, link: Codes, state: Codes,
        remark: Codes, decision_part: Codes, decision_kind: Codes, not_allowed: Codes, standing: Codes, via: Codes,
        fact: Codes, strength: Codes, evidence: Codes, match_how: Codes, table_kind: Codes, layout: Codes,
        field: Codes, dpia_field: Codes, category: Codes,
    }
}

static SV: LazyLock<Words> = LazyLock::new(|| embedded(&[("", include_str!("../../texts/sv/words.toml"))]));
static EN: LazyLock<Words> = LazyLock::new(|| embedded(&[("", include_str!("../../texts/en/words.toml"))]));

impl Lang {
    /// The words for codes in this language.
    pub(crate) fn words(self) -> &'static Words {
        match self {
            Lang::Sv => &SV,
            Lang::En => &EN,
        }
    }
}
