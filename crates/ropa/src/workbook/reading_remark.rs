//! What every list tells of how cells were read.

use crate::source::{CellRef, Text};
use serde::Serialize;
use strum::{Display, IntoStaticStr};

/// Something of how cells were read that a person must know before trusting what is said of them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "parts"), non_exhaustive)]
pub struct ReadingRemark {
    /// What it is.
    pub kind: ReadingRemarkKind,
    /// The file as the user named it.
    pub file: Text,
    /// The cells; none where it holds for the whole file.
    pub cells: Vec<CellRef>,
    /// What more there is to say: a name, an example; empty where there is nothing.
    pub detail: Text,
}

impl ReadingRemark {
    /// A remark that holds for a whole file.
    pub(crate) fn of_file(kind: ReadingRemarkKind, file: &Text) -> ReadingRemark {
        ReadingRemark { kind, file: file.clone(), cells: Vec::new(), detail: "".into() }
    }
}

/// What a [`ReadingRemark`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum ReadingRemarkKind {
    /// The encoding was told by where å, ä and ö fall; `detail` names it.
    EncodingGuessed,
    /// Bytes that are not of the file's encoding were read as Windows-1252.
    StrayBytes,
    /// Text that had been written as UTF-8 twice was read as it was meant; `detail` is the encoding that it was taken for.
    EncodedTwice,
    /// Control characters that no text holds were left out.
    ControlCharacters,
    /// Lines that stood whole in quotation marks were taken apart.
    WrappedLines,
    /// Lines that stood whole in one cell each were taken apart.
    LinesInCells,
    /// Lines that a line break within a cell had cut in two were put together.
    BrokenLines,
    /// Quotation marks that are never closed were read as text.
    StrayQuotes,
    /// Lines with more cells than the header: what they say may stand in the wrong columns.
    LongLines,
    /// References to DPIAs that are formulas without a saved value: what they refer to is not seen.
    ReferenceFormulas,
    /// Formulas without a saved value, which read as blank.
    FormulaWithoutValue,
    /// Cells below or beside the first of a merged area hold texts that are not shown, and were not read.
    CoveredCells,
    /// Letters are lost, with a question mark or another sign in their place.
    LostLetters,
    /// Error values, which are no answers.
    ErrorValues,
    /// Characters that cannot be seen were left out.
    InvisibleCharacters,
    /// Markup of web pages was read as the text that it shows.
    Markup,
    /// Lists as other systems write them, `["a","b"]` and `1;#a;#2;#b`, were read as lists.
    SystemLists,
    /// `="001"` was read as the text in it.
    TextFormulas,
    /// Numbers in a format that is not followed; `detail` is the format.
    NumberFormat,
    /// Codes that a spreadsheet has made dates, times or numbers of.
    ChangedCodes,
    /// References that a spreadsheet has made dates of.
    ChangedReferences,
    /// Rows of sums or means, which are no records.
    Totals,
    /// Prepared rows that nobody has filled in.
    PreparedRows,
    /// A list that this library wrote: it tells of a register and is none, and nothing of it is read.
    OwnList,
    /// Checksums that differ: the file was changed after it was encrypted.
    ChangedAfterEncryption,
}
