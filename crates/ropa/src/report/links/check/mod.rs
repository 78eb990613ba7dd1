//! Every tie between an activity and a DPIA, whoever made it, with how it stands.

#[cfg(feature = "write")]
mod json;
mod text;

#[cfg(feature = "write")]
pub use json::check_json;
pub use text::{check, list};

use super::view::who;
use crate::dpia::LinkState;
use crate::gaps::{Assessment, CheckedLink, LinkCheck, RegisterAssessment};
use crate::import::Import;
use crate::linking::{LinkChoice, RecordedLink, Via};
use crate::model::Field;
use crate::report::common::quote::name;
use crate::report::common::wording::Wording;
use crate::report::gaps::files;
use crate::text::Lang;

/// What to show: an assessed register, and how its ties stand.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct LinkCheckView<'a> {
    /// How the register was read.
    pub import: &'a Import,
    /// The register, assessed with the ledger.
    pub assessed: &'a RegisterAssessment,
    /// How its ties stand.
    pub check: &'a LinkCheck,
    /// Language of the texts.
    pub lang: Lang,
}

impl<'a> LinkCheckView<'a> {
    /// The links of an assessment, and how they stand.
    pub fn new(assessed: &'a RegisterAssessment, check: &'a LinkCheck, lang: Lang) -> LinkCheckView<'a> {
        LinkCheckView { import: assessed.import(), assessed, check, lang }
    }

    fn wording(&self) -> Wording<'a> {
        Wording::new(self.lang, self.assessed.packs(), self.assessed.as_of(), files(self.import).len() > 1)
    }

    /// Every link, in the order of the files.
    fn links(&self) -> Vec<&'a LinkState> {
        let mut by_activity: Vec<&Assessment> = self.assessed.assessments.iter().collect();
        by_activity.sort_by_key(|assessment| assessment.activity);
        by_activity.into_iter().flat_map(|assessment| &assessment.resolution.links).collect()
    }

    /// The row of the ledger that makes a link, where one does.
    fn row_of(&self, link: &LinkState) -> Option<&'a CheckedLink> {
        let ends = Some((link.link.activity, link.link.dpia));
        let by_ledger = link.link.via.contains(&Via::Ledger);
        self.check.ledger.iter().find(|tie| by_ledger && tie.counts && tie.state.ends() == ends)
    }

    /// The rows of the ledger that make no link: rejected, unclear, or without one of their ends.
    fn other_rows(&self) -> impl Iterator<Item = &'a CheckedLink> {
        let makes_none = |tie: &&CheckedLink| !(tie.counts && self.tie(tie).choice == LinkChoice::Accepted);
        self.check.ledger.iter().filter(makes_none)
    }

    fn tie(&self, tie: &CheckedLink) -> &'a RecordedLink {
        &self.assessed.links()[tie.row]
    }

    fn activity(&self, index: usize) -> String {
        let activity = &self.assessed.register().activities[index];
        match (activity.text(Field::Id), activity.unit()) {
            (Some(id), _) => who(id, activity.label()),
            // A key that was made up tells a reader nothing; the unit does.
            (None, Some(unit)) => format!("{} · {}", name(activity.label()), name(&unit)),
            (None, None) => name(activity.label()).to_string(),
        }
    }

    fn dpia(&self, index: usize) -> String {
        let dpia = &self.assessed.register().dpias[index];
        who(&dpia.key, dpia.label())
    }

    /// Both ends of a row, as the register calls them, else as the row does.
    fn ends(&self, tie: &CheckedLink) -> [String; 2] {
        let recorded = self.tie(tie);
        let written = |first: Option<&str>, second: Option<&str>| {
            name(first.or(second).unwrap_or_default()).to_string()
        };
        [
            tie.state.activity.map_or_else(
                || written(recorded.name.as_deref(), recorded.activity.as_deref()),
                |index| self.activity(index),
            ),
            tie.state.dpia.map_or_else(
                || written(recorded.title.as_deref(), recorded.dpia.as_deref()),
                |index| self.dpia(index),
            ),
        ]
    }
}
