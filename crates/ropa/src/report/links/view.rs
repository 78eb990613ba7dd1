//! What a report of ties shows.

use crate::gaps::{RegisterAssessment, SuggestedLinks};
use crate::import::Import;
use crate::ledger::TracedLink;
use crate::linking::RecordedLink;
use crate::matching::{Evidence, SuggestedSet, Suggestion, Without, sets};
use crate::model::{Dpia, ProcessingActivity};
use crate::report::common::quote::{name, quoted};
use crate::report::common::wording::{Wording, joined, joined_by};
use crate::report::gaps::files;
use crate::source::CellRef;
use crate::text::Lang;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What to show: suggestions, and what the ledger holds.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct SuggestionsView<'a> {
    /// The register, and how it was read.
    pub import: &'a Import,
    /// The suggestions, the likeliest first.
    pub suggestions: &'a [Suggestion],
    /// What nothing is suggested for.
    pub without: &'a Without,
    /// The ledger.
    pub ties: &'a [RecordedLink],
    /// What each row of it leads to, in its order.
    pub states: &'a [TracedLink],
    /// The day that counts as today.
    pub as_of: NaiveDate,
    /// Language of the texts.
    pub lang: Lang,
}

impl<'a> SuggestionsView<'a> {
    /// The suggestions of an assessment.
    pub fn new(
        assessed: &'a RegisterAssessment,
        found: &'a SuggestedLinks,
        lang: Lang,
    ) -> SuggestionsView<'a> {
        SuggestionsView {
            import: assessed.import(),
            suggestions: &found.suggestions,
            without: &found.without,
            ties: assessed.links(),
            states: &assessed.traced_links,
            as_of: assessed.as_of(),
            lang,
        }
    }

    pub(super) fn activity(&self, index: usize) -> &'a ProcessingActivity {
        &self.import.register.activities[index]
    }

    pub(super) fn dpia(&self, index: usize) -> &'a Dpia {
        &self.import.register.dpias[index]
    }

    /// The suggestions by DPIA, that with the likeliest first; the likeliest first in each.
    pub(super) fn groups(&self) -> Vec<Vec<&'a Suggestion>> {
        let mut groups: Vec<Vec<&Suggestion>> = Vec::new();
        let mut places: BTreeMap<usize, usize> = BTreeMap::new();
        for one in self.suggestions {
            let place = *places.entry(one.dpia).or_insert(groups.len());
            if place == groups.len() {
                groups.push(Vec::new());
            }
            groups[place].push(one);
        }
        groups
    }

    /// What one DPIA may cover together.
    pub(super) fn sets(&self) -> Vec<SuggestedSet> {
        sets(&self.import.register, self.suggestions)
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
    joined_by("; ", evidence.iter().map(|one| reason(wording, one)))
}

/// The same, a line for each.
pub(super) fn reason_lines(wording: &Wording<'_>, evidence: &[Evidence]) -> String {
    evidence.iter().map(|one| format!("• {}", reason(wording, one))).collect::<Vec<_>>().join("\n")
}

fn reason(wording: &Wording<'_>, one: &Evidence) -> String {
    let texts = &wording.texts.links;
    let cells: Vec<CellRef> = one.cells.iter().map(by_name).collect();
    let kind = texts.evidence.of(one.kind.into());
    texts.reason.fill(&[("kind", &kind), ("text", &quoted(&one.text)), ("cells", &wording.cells(&cells))])
}

/// A cell of which the file is given without its folders: a reason is read beside the titles, and the account below
/// tells the paths.
fn by_name(cell: &CellRef) -> CellRef {
    let name = cell.file.rsplit(['/', '\\']).next().unwrap_or_default();
    CellRef { file: name.into(), ..cell.clone() }
}

/// What the members of a set share: `orden ”bistånd” och processen ”3.2”`.
pub(super) fn shared(wording: &Wording<'_>, set: &SuggestedSet) -> String {
    let texts = &wording.texts.links;
    joined(set.shared.iter().map(|(kind, text)| {
        texts.shared.fill(&[("kind", &texts.shares.of((*kind).into())), ("text", &name(text))])
    }))
}

/// How likely in a word.
pub(super) fn likelihood(score: f64) -> &'static str {
    match score {
        sure if sure >= 0.9 => "very_likely",
        likely if likely >= 0.7 => "likely",
        _ => "possible",
    }
}

/// A likelihood in per cent, rounded down: only what is certain would be 100.
pub(super) fn percent(score: f64) -> u32 {
    (score * 100.0) as u32
}
