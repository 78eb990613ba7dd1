//! What a report of ties shows.

use crate::dpia::{RecordedTie, TieState};
use crate::draftit::Import;
use crate::link::{Evidence, Suggestion};
use crate::model::{Dpia, ProcessingActivity};
use crate::report::Lang;
use crate::report::gaps::files;
use crate::report::shown::{name, quoted};
use crate::report::wording::{Wording, joined, joined_by};
use chrono::NaiveDate;

/// What to show: suggestions, and what the ledger holds.
#[derive(Debug, Clone, Copy)]
pub struct LinksView<'a> {
    /// The register, and how it was read.
    pub import: &'a Import,
    /// The suggestions, the likeliest first.
    pub suggestions: &'a [Suggestion],
    /// The ledger.
    pub ties: &'a [RecordedTie],
    /// What each row of it leads to, in its order.
    pub states: &'a [TieState],
    /// The day that counts as today.
    pub as_of: NaiveDate,
    /// Language of the texts.
    pub lang: Lang,
}

impl<'a> LinksView<'a> {
    pub(super) fn activity(&self, index: usize) -> &'a ProcessingActivity {
        &self.import.register.activities[index]
    }

    pub(super) fn dpia(&self, index: usize) -> &'a Dpia {
        &self.import.register.dpias[index]
    }

    pub(super) fn wording(&self) -> Wording<'a> {
        Wording::of_import(self.lang, files(self.import).len() > 1)
    }
}

/// `PPB-7 Utredning`, the name alone where it is the key.
pub(super) fn who(key: &str, label: &str) -> String {
    if key == label { name(label).to_string() } else { format!("{} {}", quoted(key), name(label)) }
}

/// What speaks for a suggestion, with the cells.
pub(super) fn reasons(wording: &Wording<'_>, evidence: &[Evidence]) -> String {
    let texts = &wording.texts.links;
    joined_by(
        "; ",
        evidence.iter().map(|one| {
            let cells = joined(one.cells.iter().map(|cell| wording.cell(cell).to_string()));
            let kind = texts.evidence.of(one.kind.into());
            texts.reason.fill(&[("kind", &kind), ("text", &quoted(&one.text)), ("cells", &cells)])
        }),
    )
}

/// A likelihood in per cent, rounded down: only what is certain would be 100.
pub(super) fn percent(score: f64) -> u32 {
    (score * 100.0) as u32
}
