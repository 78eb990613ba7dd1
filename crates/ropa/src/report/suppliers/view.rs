//! What a list of suppliers and systems shows.

use crate::gaps::RegisterAssessment;
use crate::impact::{Called, ListCheck, NameRow, Suppliers};
use crate::text::Lang;

/// What to show: the suppliers and systems of an assessed register, and a list that they were checked against.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct SuppliersView<'a> {
    /// The assessed register.
    pub assessed: &'a RegisterAssessment,
    /// Its suppliers and systems.
    pub found: &'a Suppliers,
    /// A list of systems or contracts, where one was given.
    pub check: Option<&'a ListCheck>,
    /// Language of the texts.
    pub lang: Lang,
}

impl<'a> SuppliersView<'a> {
    /// The suppliers and systems found, with no list to compare.
    pub fn new(assessed: &'a RegisterAssessment, found: &'a Suppliers, lang: Lang) -> SuppliersView<'a> {
        SuppliersView { assessed, found, check: None, lang }
    }
}

impl<'a> SuppliersView<'a> {
    /// The rows of one kind.
    pub(crate) fn rows(&self, called: Called) -> &'a [NameRow] {
        match called {
            Called::Supplier => &self.found.suppliers,
            Called::System => &self.found.systems,
        }
    }

    /// Whether there is something to act on: systems without a processor, or a list that does not fit.
    pub fn has_findings(&self) -> bool {
        let unfit = |check: &ListCheck| {
            check.listed.iter().any(|one| one.found.is_none())
                || !check.unlisted_suppliers.is_empty()
                || !check.unlisted_systems.is_empty()
        };
        !self.found.without_processor.is_empty() || self.check.is_some_and(unfit)
    }
}
