//! Links between DPIAs and processing that people have accepted or rejected.

use crate::screening::fingerprint::Fingerprint;
use crate::source::{CellRef, Text};
use crate::text::UnknownWord;
use chrono::NaiveDate;
use serde::Serialize;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// What a person said of a link.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    EnumIter,
    EnumString,
    Display,
    IntoStaticStr,
)]
#[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<LinkChoice>)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum LinkChoice {
    /// The DPIA concerns the processing.
    Accepted,
    /// It does not; it is not to be suggested again.
    Rejected,
    /// Not yet known.
    Unclear,
}

/// One row of the ledger. Nothing in it is judged; what is absent was not written.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedLink {
    /// What was said.
    pub choice: LinkChoice,
    /// Key or id of the activity.
    pub activity: Option<Text>,
    /// Its name.
    pub name: Option<Text>,
    /// Its unit.
    pub unit: Option<Text>,
    /// Key of the DPIA: its id, else its case number, else its title.
    pub dpia: Option<Text>,
    /// Its title.
    pub title: Option<Text>,
    /// What of the processing it covers, where not all.
    pub scope: Option<Text>,
    /// How the link was found.
    pub how: Option<Text>,
    /// Who said so.
    pub by: Option<Text>,
    /// When.
    pub on: Option<NaiveDate>,
    /// What bears on the risk of the processing, as it was then.
    pub fingerprint: Option<Fingerprint>,
    /// Remarks.
    pub note: Option<Text>,
    /// The first cell of its row.
    pub cell: CellRef,
}
