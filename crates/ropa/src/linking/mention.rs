//! One name in a text, and what is said of it.

use crate::linking::hits::Hits;
use crate::linking::identity::Identity;
use crate::linking::reference_words::Says;
use std::collections::BTreeSet;
use std::ops::Range;

/// One name in a text.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) span: Range<usize>,
    /// As written.
    pub(super) written: String,
    /// What it may mean, the surest first; empty where it leads nowhere.
    pub(super) hits: Vec<Hits>,
    /// Its parts, where it is an id or a case number.
    pub(super) identity: Option<Identity>,
    /// Whether it is denied: "KB-1 gäller inte".
    pub(super) denied: bool,
    /// What is said of the DPIA that it names.
    pub(super) says: BTreeSet<Says>,
    /// Whether the one before it may be meant instead: "KB-3 eller KB-10".
    pub(super) or_before: bool,
    /// Words beside it that no list knows.
    pub(super) unknown: Vec<String>,
    /// Whether it is read otherwise than it is written, which is shown with the link: "SMN-K03" as MSN-K03.
    pub(super) loosely: bool,
}

impl Mention {
    pub(super) fn new(
        text: &str,
        span: Range<usize>,
        hits: Vec<Hits>,
        identity: Option<Identity>,
    ) -> Mention {
        let written = text[span.clone()].trim().to_string();
        Mention {
            span,
            written,
            hits,
            identity,
            denied: false,
            says: BTreeSet::new(),
            or_before: false,
            unknown: Vec::new(),
            loosely: false,
        }
    }
}
