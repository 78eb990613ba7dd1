//! Why a file could not be read.

use crate::model::{Place, Text};
use std::io;

/// A file that could not be read, and why.
///
/// The text names the file, what is wrong and how to go on. [`SheetError::problem`] tells the same
/// to a program.
///
/// ```
/// use ropa::sheet::{Limits, Problem, read_workbook};
/// let error = read_workbook("karta.xlsx", b"%PDF-1.7", &Limits::default()).unwrap_err();
/// assert!(matches!(error.problem, Problem::NotASpreadsheet { what: "a PDF document" }));
/// assert!(error.to_string().starts_with("karta.xlsx: the content is a PDF document"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {problem}")]
pub struct SheetError {
    /// The file as the user named it.
    pub file: Text,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// There is no such file.
    #[error("there is no such file; check the name and the folder")]
    NotFound,
    /// The path is a folder.
    #[error("this is a folder, not a file; name the workbook in it")]
    Folder,
    /// Another program holds the file so that it cannot be read, as Excel may on Windows.
    #[error(
        "another program holds the file open, probably Excel; close it there, or save a copy under another name and read the copy"
    )]
    Locked,
    /// The user may not read the file.
    #[error("you have no permission to read the file; ask its owner, or copy it to a folder of your own")]
    NoPermission,
    /// The system could not read the file.
    #[error("the file could not be read ({detail}); check that the disk or network drive is connected")]
    Io {
        /// What the system says.
        detail: String,
    },
    /// The file holds nothing.
    #[error("the file is empty; export or save it again")]
    Empty,
    /// The file is larger than [`Limits::file_bytes`](super::Limits::file_bytes).
    #[error("the file is larger than {} MiB; divide it, or raise the limit `file_bytes`", mib(limit))]
    FileTooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// The content is of a kind that holds no sheets, or that is not read.
    #[error(
        "the content is {what}, which cannot be read; open it in the program it comes from and save it as .xlsx or .csv"
    )]
    NotASpreadsheet {
        /// The kind, with its article: `a PDF document`.
        what: &'static str,
    },
    /// The workbook is encrypted with a password.
    #[error(
        "the workbook is protected with a password; open it in Excel, remove the password and save a copy"
    )]
    PasswordProtected,
    /// The parts of a zipped workbook are larger than
    /// [`Limits::inflated_bytes`](super::Limits::inflated_bytes) once inflated.
    #[error(
        "the content is larger than {} MiB when unpacked; divide the workbook, or raise the limit `inflated_bytes` if you trust the file",
        mib(limit)
    )]
    InflatedTooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// There are more cells than [`Limits::cells`](super::Limits::cells).
    #[error(
        "the workbook has more than {limit} cells{}; delete sheets that are not the register and stray cells far down or to the right, or raise the limit `cells`",
        in_sheet(sheet)
    )]
    TooManyCells {
        /// The sheet that passed the limit, when known.
        sheet: Option<Text>,
        /// The limit.
        limit: u64,
    },
    /// A sheet is wider than [`Limits::columns`](super::Limits::columns).
    #[error(
        "cell {place}{} is beyond column {limit}; delete stray cells to the right, or raise the limit `columns`",
        in_sheet(sheet)
    )]
    TooManyColumns {
        /// The sheet, when known.
        sheet: Option<Text>,
        /// The cell beyond the limit.
        place: Place,
        /// The limit.
        limit: u32,
    },
    /// There are more sheets than [`Limits::sheets`](super::Limits::sheets).
    #[error(
        "the workbook has {found} sheets, more than {limit}; delete those that are not the register, or raise the limit `sheets`"
    )]
    TooManySheets {
        /// How many there are.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// A cell's text is longer than [`Limits::cell_bytes`](super::Limits::cell_bytes).
    #[error(
        "{} holds a text of more than {limit} bytes; shorten it, or raise the limit `cell_bytes`",
        cell(sheet, place)
    )]
    CellTooLong {
        /// The sheet, when known.
        sheet: Option<Text>,
        /// The cell, when known.
        place: Option<Place>,
        /// The limit, in bytes.
        limit: usize,
    },
    /// The texts together are longer than [`Limits::text_bytes`](super::Limits::text_bytes).
    #[error(
        "the texts are more than {} MiB together; divide the workbook, or raise the limit `text_bytes`",
        mib(limit)
    )]
    TooMuchText {
        /// The limit, in bytes.
        limit: u64,
    },
    /// JSON nests deeper than [`Limits::nesting`](super::Limits::nesting).
    #[error("the JSON nests deeper than {limit} levels; export it flatter, or raise the limit `nesting`")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// A part of the workbook declares XML entities, which no spreadsheet program does.
    #[error(
        "{part} in the workbook declares XML entities, which spreadsheet programs never do; the file is not to be trusted, ask for a new export"
    )]
    XmlEntities {
        /// The part.
        part: String,
    },
    /// A quotation mark that opens a cell is never closed, so where cells end cannot be told.
    #[error(
        "the quotation mark that opens cell {place} is never closed; add the missing mark, or export the file again"
    )]
    UnclosedQuote {
        /// The cell that the mark opens.
        place: Place,
    },
    /// The content does not follow its own format.
    #[error(
        "the file is damaged or not a true workbook ({detail}); open it in Excel, let it repair the file and save it as .xlsx"
    )]
    Damaged {
        /// What was found.
        detail: String,
    },
}

impl Problem {
    pub(super) fn damaged(detail: impl ToString) -> Problem {
        Problem::Damaged { detail: detail.to_string() }
    }

    /// What an error of the system means to the user.
    pub(crate) fn of_io(error: &io::Error) -> Problem {
        // On Windows: a sharing violation, and a lock on a part of the file.
        const HELD_BY_ANOTHER: [i32; 2] = [32, 33];
        match error.kind() {
            _ if cfg!(windows)
                && error.raw_os_error().is_some_and(|code| HELD_BY_ANOTHER.contains(&code)) =>
            {
                Problem::Locked
            }
            io::ErrorKind::NotFound => Problem::NotFound,
            io::ErrorKind::IsADirectory => Problem::Folder,
            io::ErrorKind::PermissionDenied => Problem::NoPermission,
            _ => Problem::Io { detail: error.to_string() },
        }
    }
}

fn mib(bytes: &u64) -> u64 {
    bytes >> 20
}

fn in_sheet(sheet: &Option<Text>) -> String {
    sheet.as_ref().map(|name| format!(" (in sheet {name})")).unwrap_or_default()
}

fn cell(sheet: &Option<Text>, place: &Option<Place>) -> String {
    match place {
        Some(place) => format!("cell {place}{}", in_sheet(sheet)),
        None => format!("a cell{}", in_sheet(sheet)),
    }
}
