//! What tables are made of.

use crate::art30::Checked;
use crate::gaps::RegisterAssessment;

/// One assessed register, with what the checks found, and what its board is called.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct TablesView<'a> {
    /// What the board is called: the first column of every table.
    pub board: &'a str,
    /// The assessed register.
    pub assessed: &'a RegisterAssessment,
    /// What the checks found.
    pub checked: &'a Checked,
}

impl<'a> TablesView<'a> {
    /// The tables of one register.
    pub fn new(board: &'a str, assessed: &'a RegisterAssessment, checked: &'a Checked) -> TablesView<'a> {
        TablesView { board, assessed, checked }
    }
}
