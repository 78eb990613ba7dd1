//! How much one file may cost to read.

/// The limits within which a file is read; beyond them reading stops with an error that names the
/// limit, and nothing of the file is returned.
///
/// The defaults hold any register that people keep: a workbook of 100,000 rows and 40 columns is
/// about 20 MiB, inflates to some 300 MiB and has four million cells. A caller who must read more
/// raises the one limit that the error names.
///
/// ```
/// use ropa::sheet::{Limits, read_workbook};
/// let limits = Limits { cells: 3, ..Limits::default() };
/// let error = read_workbook("register.csv", "Id;Namn\n1;Lön".as_bytes(), &limits).unwrap_err();
/// assert!(error.to_string().contains("more than 3 cells"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file, in bytes. Default 256 MiB.
    pub file_bytes: u64,
    /// Size of all parts of a zipped workbook together once inflated, in bytes. Default 512 MiB.
    pub inflated_bytes: u64,
    /// Non-empty cells of all sheets together. Default 10 million.
    ///
    /// In formats that are held as full rectangles while being read (`.xls` and `.ods`), the empty
    /// cells between used ones count too.
    pub cells: u64,
    /// Columns of a sheet. Default 16,384, as in Excel.
    pub columns: u32,
    /// Sheets of a workbook. Default 512.
    pub sheets: usize,
    /// Text of one cell, in bytes of UTF-8. Default 1 MiB.
    ///
    /// Excel itself stops at 32,767 characters; longer texts from other programs are kept whole
    /// up to this limit, never cut.
    pub cell_bytes: usize,
    /// Text of all cells together, in bytes of UTF-8; a text that many cells share counts once.
    /// Default 512 MiB.
    pub text_bytes: u64,
    /// How deep JSON may nest. Default 32.
    pub nesting: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file_bytes: 256 << 20,
            inflated_bytes: 512 << 20,
            cells: 10_000_000,
            columns: 16_384,
            sheets: 512,
            cell_bytes: 1 << 20,
            text_bytes: 512 << 20,
            nesting: 32,
        }
    }
}
