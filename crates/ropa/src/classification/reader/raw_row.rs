//! What a row of a structure says, before its code is settled.

use super::super::code::CodeError;
use super::super::code_reading::CellCode;
use crate::source::{Place, Text};

/// A code as it stands in its cell or cells.
#[derive(Debug, Clone)]
pub(super) struct RawCode {
    pub(super) written: Text,
    pub(super) place: Place,
    pub(super) read: Result<CellCode, CodeError>,
}

/// What a row, or one level of it, says.
#[derive(Debug, Clone)]
pub(super) struct RawRow {
    /// Index of the source.
    pub(super) source: usize,
    pub(super) row: u32,
    pub(super) code: Option<RawCode>,
    pub(super) name: Option<(Text, Place)>,
    /// Depth from zero, for a name without a code.
    pub(super) depth: usize,
    /// A document type of the node.
    pub(super) document: Option<(Text, Place)>,
    /// Whether the row's other cells belong here.
    pub(super) owns: bool,
    /// Names of levels above, by level from one, that may have no row of their own.
    pub(super) above: Vec<(usize, Text, Place)>,
    /// The cells that say all this.
    pub(super) used: Vec<Place>,
    /// Whether the same node may stand on several rows.
    pub(super) repeats: bool,
    /// Whether the name only continues what stands above, in a merged code cell.
    pub(super) continues: bool,
}

impl RawRow {
    pub(super) fn new(source: usize, row: u32) -> RawRow {
        RawRow {
            source,
            row,
            code: None,
            name: None,
            depth: 0,
            document: None,
            owns: true,
            above: Vec::new(),
            used: Vec::new(),
            repeats: false,
            continues: false,
        }
    }
}
