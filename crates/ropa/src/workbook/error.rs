//! Why a file could not be read.

use crate::source::{Place, Text};
use std::io;

/// A file that could not be read, and why.
///
/// The text names the file, what is wrong and how to go on. [`ReadError::problem`] tells the same
/// to a program.
///
/// ```
/// use ropa::workbook::{Limits, Problem, read_workbook};
/// let error = read_workbook("karta.xlsx", b"%PDF-1.7", &Limits::default()).unwrap_err();
/// assert!(matches!(error.problem, Problem::NotASpreadsheet { what: "a PDF document" }));
/// assert!(error.to_string().starts_with("karta.xlsx: the content is a PDF document"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {problem}")]
#[non_exhaustive]
pub struct ReadError {
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
    /// The path is a pipe, a device or something else that is no file.
    #[error("this is a pipe or a device, not a file; save the content as a file and name that")]
    NotAFile,
    /// The path is a link to something that is not there.
    #[error("this is a link to a file that is not there; name the file itself, or make the link anew")]
    BrokenLink,
    /// The path is longer than the system takes, or has a sign that it does not take.
    #[error(
        "the name with its folders is too long for the system, or has a sign that it does not allow; move the file to a shorter path and check the name"
    )]
    BadName,
    /// The file was written to while it was read.
    #[error(
        "the file was changed while it was read; wait until it is saved or synchronised, and read it again"
    )]
    Changed,
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
    /// The file is larger than [`Limits::file_bytes`](crate::workbook::Limits::file_bytes).
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
    /// The workbook is encrypted; its password opens it, given to
    /// [`read_workbook_with_password`](crate::workbook::read_workbook_with_password).
    #[error(
        "the workbook is protected with a password; give the password, or open it in Excel, remove the password and save a copy"
    )]
    PasswordProtected,
    /// The workbook is encrypted, and not with the password given.
    #[error(
        "the workbook is protected with another password; check capitals, blanks and the encoding of å, ä and ö"
    )]
    WrongPassword,
    /// The password is the right one, and what is encrypted is another than what was encrypted with it.
    #[error(
        "the file was changed or cut off after it was encrypted, and cannot be read; ask the sender for a new copy"
    )]
    ChangedAfterEncryption,
    /// The workbook is encrypted in a way that is not opened here, with or without a password.
    #[error(
        "the workbook is protected with a password in a way that is not opened here ({how}); open it in its program, remove the password and save a copy"
    )]
    CannotDecrypt {
        /// The way.
        how: &'static str,
    },
    /// Testing the password would take more rounds than
    /// [`Limits::password_rounds`](crate::workbook::Limits::password_rounds).
    #[error(
        "the workbook asks for {rounds} rounds to test its password, more than {limit}, which no program writes; ask for a new copy, or raise the limit `password_rounds` if you trust the file"
    )]
    TooManyPasswordRounds {
        /// How many it asks for.
        rounds: u64,
        /// The limit.
        limit: u32,
    },
    /// The parts of a zipped workbook are larger than
    /// [`Limits::inflated_bytes`](crate::workbook::Limits::inflated_bytes) once inflated.
    #[error(
        "the content is larger than {} MiB when unpacked; divide the workbook, or raise the limit `inflated_bytes` if you trust the file",
        mib(limit)
    )]
    InflatedTooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// A part of a zipped workbook inflates more times than
    /// [`Limits::inflation`](crate::workbook::Limits::inflation).
    #[error(
        "{part} in the workbook becomes more than {limit} times larger when unpacked, as in files made to do harm; ask for a new export, or raise the limit `inflation` if you trust the file"
    )]
    InflatesTooMuch {
        /// The part.
        part: String,
        /// The limit.
        limit: u64,
    },
    /// There are more parts than [`Limits::parts`](crate::workbook::Limits::parts).
    #[error(
        "the workbook has more than {limit} parts; open it in Excel and save a copy, or raise the limit `parts` if you trust the file"
    )]
    TooManyParts {
        /// The limit.
        limit: u64,
    },
    /// Two parts of a zipped workbook have one name, so that programs read different things.
    #[error(
        "two parts of the workbook have the same name, which spreadsheet programs never write; open it in Excel and save a copy, or ask for a new export"
    )]
    DuplicateParts,
    /// A part is named as if it stood outside the workbook.
    #[error(
        "{part} is named as if it stood outside the workbook, which spreadsheet programs never do; the file is not to be trusted, ask for a new export"
    )]
    PartOutside {
        /// The part.
        part: String,
    },
    /// XML elements stand in one another deeper than [`Limits::nesting`](crate::workbook::Limits::nesting).
    #[error(
        "{part} in the workbook nests its elements deeper than {limit}, which spreadsheet programs never do; ask for a new export, or raise the limit `nesting` if you trust the file"
    )]
    NestedTooDeep {
        /// The part.
        part: String,
        /// The limit.
        limit: u32,
    },
    /// There are more shared texts than [`Limits::shared_strings`](crate::workbook::Limits::shared_strings).
    #[error(
        "the workbook lists more than {limit} texts; delete sheets that are not the register, or raise the limit `shared_strings`"
    )]
    TooManySharedStrings {
        /// The limit.
        limit: u64,
    },
    /// There are more merged areas than [`Limits::merged_areas`](crate::workbook::Limits::merged_areas).
    #[error(
        "the workbook has more than {limit} merged areas; delete sheets that are not the register or take the merging away, or raise the limit `merged_areas`"
    )]
    TooManyMergedAreas {
        /// The limit.
        limit: u64,
    },
    /// A sheet is longer than [`Limits::rows`](crate::workbook::Limits::rows).
    #[error(
        "cell {place}{} is beyond row {limit}; delete stray cells far down, or raise the limit `rows`",
        in_sheet(sheet)
    )]
    TooManyRows {
        /// The sheet, when known.
        sheet: Option<Text>,
        /// The cell beyond the limit.
        place: Place,
        /// The limit.
        limit: u32,
    },
    /// There are more cells than [`Limits::cells`](crate::workbook::Limits::cells).
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
    /// A sheet is wider than [`Limits::columns`](crate::workbook::Limits::columns).
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
    /// There are more sheets than [`Limits::sheets`](crate::workbook::Limits::sheets).
    #[error(
        "the workbook has {found} sheets, more than {limit}; delete those that are not the register, or raise the limit `sheets`"
    )]
    TooManySheets {
        /// How many there are.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// A cell's text is longer than [`Limits::cell_bytes`](crate::workbook::Limits::cell_bytes).
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
    /// The texts together are longer than [`Limits::text_bytes`](crate::workbook::Limits::text_bytes).
    #[error(
        "the texts are more than {} MiB together; divide the workbook, or raise the limit `text_bytes`",
        mib(limit)
    )]
    TooMuchText {
        /// The limit, in bytes.
        limit: u64,
    },
    /// JSON nests deeper than [`Limits::json_nesting`](crate::workbook::Limits::json_nesting).
    #[error(
        "the JSON nests deeper than {limit} levels; export it flatter, or raise the limit `json_nesting`"
    )]
    JsonTooDeep {
        /// The limit.
        limit: usize,
    },
    /// JSON that is not written as JSON is.
    #[error(
        "the JSON is broken at line {line}, column {column}; correct it there, or export it again; Excel cannot repair it"
    )]
    BrokenJson {
        /// The line, from one.
        line: usize,
        /// The column, from one.
        column: usize,
    },
    /// JSON that ends before its last bracket.
    #[error(
        "the JSON ends in the middle, at line {line}; it was probably copied or fetched only by half, fetch the export again; Excel cannot repair it"
    )]
    JsonCutOff {
        /// The line, from one.
        line: usize,
    },
    /// An XML document breaks the rules of its format, or is cut off.
    #[error("the XML is broken at line {line}, column {column}; export it again")]
    BrokenXml {
        /// The line, from one.
        line: usize,
        /// The column, from one.
        column: usize,
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
            io::ErrorKind::InvalidFilename => Problem::BadName,
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
