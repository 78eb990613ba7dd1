//! How much one file may cost to read.

use crate::workbook::TextEncoding;

/// The limits within which a file is read; beyond them reading stops with an error that names the
/// limit, and nothing of the file is returned.
///
/// The defaults hold any register that people keep: a workbook of 100,000 rows and 40 columns is
/// about 20 MiB, inflates to some 300 MiB and has four million cells. A caller who must read more
/// raises the one limit that the error names.
///
/// ```
/// use ropa::workbook::{Limits, read_workbook};
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
    /// How many times larger than in the file a part of a zipped workbook may become. Default 400.
    ///
    /// Parts that inflate to less than 16 MiB are harmless and not judged: a sheet of formatted empty
    /// cells may shrink to a hundredth. A file made to fill a disk inflates a thousand times.
    pub inflation: u64,
    /// Parts of a zipped workbook. Default 20,000.
    pub parts: u64,
    /// Sheets of a workbook. Default 512.
    pub sheets: usize,
    /// Rows of a sheet. Default 1,048,576, as in Excel.
    pub rows: u32,
    /// Columns of a sheet. Default 16,384, as in Excel.
    pub columns: u32,
    /// Non-empty cells of all sheets together. Default 10 million.
    ///
    /// In formats that are held as full rectangles while being read (`.xls` and `.ods`), the empty
    /// cells between used ones count too.
    pub cells: u64,
    /// Text of one cell, in bytes of UTF-8. Default 1 MiB.
    ///
    /// Excel itself stops at 32,767 characters; longer texts from other programs are kept whole
    /// up to this limit, never cut.
    pub cell_bytes: usize,
    /// Text of all cells together, in bytes of UTF-8; a text that many cells share counts once.
    /// Default 512 MiB.
    pub text_bytes: u64,
    /// Texts in the list from which cells share them. Default 5 million.
    pub shared_strings: u64,
    /// Merged areas of all sheets together. Default 100,000.
    pub merged_areas: u64,
    /// XML elements within one another. Default 256; workbooks have some ten.
    pub nesting: u32,
    /// JSON values within one another. Default 32.
    pub json_nesting: usize,
    /// Rounds by which a password becomes the key of an encrypted workbook. Default 1 million; Excel
    /// asks for 100,000.
    pub password_rounds: u32,
    /// The encoding of text files, where somebody knows it; else it is told from their content.
    pub text_encoding: Option<TextEncoding>,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file_bytes: 256 << 20,
            inflated_bytes: 512 << 20,
            inflation: 400,
            parts: 20_000,
            sheets: 512,
            rows: 1_048_576,
            columns: 16_384,
            cells: 10_000_000,
            cell_bytes: 1 << 20,
            text_bytes: 512 << 20,
            shared_strings: 5_000_000,
            merged_areas: 100_000,
            nesting: 256,
            json_nesting: 32,
            password_rounds: 1_000_000,
            text_encoding: None,
        }
    }
}

impl Limits {
    /// Every limit by its name, with its number.
    ///
    /// ```
    /// use ropa::workbook::Limits;
    /// assert_eq!(Limits::default().named()[0], ("file_bytes", 268_435_456));
    /// ```
    pub fn named(&self) -> [(&'static str, u64); 15] {
        [
            ("file_bytes", self.file_bytes),
            ("inflated_bytes", self.inflated_bytes),
            ("inflation", self.inflation),
            ("parts", self.parts),
            ("sheets", self.sheets as u64),
            ("rows", self.rows.into()),
            ("columns", self.columns.into()),
            ("cells", self.cells),
            ("cell_bytes", self.cell_bytes as u64),
            ("text_bytes", self.text_bytes),
            ("shared_strings", self.shared_strings),
            ("merged_areas", self.merged_areas),
            ("nesting", self.nesting.into()),
            ("json_nesting", self.json_nesting as u64),
            ("password_rounds", self.password_rounds.into()),
        ]
    }

    /// Sets the limit of a name; gives whether there is one. A number that the limit cannot hold
    /// becomes the greatest that it can.
    ///
    /// ```
    /// use ropa::workbook::Limits;
    /// let mut limits = Limits::default();
    /// assert!(limits.set("cells", 20_000_000) && limits.cells == 20_000_000);
    /// assert!(!limits.set("cell", 1));
    /// ```
    pub fn set(&mut self, name: &str, number: u64) -> bool {
        let small = u32::try_from(number).unwrap_or(u32::MAX);
        let size = usize::try_from(number).unwrap_or(usize::MAX);
        match name {
            "file_bytes" => self.file_bytes = number,
            "inflated_bytes" => self.inflated_bytes = number,
            "inflation" => self.inflation = number,
            "parts" => self.parts = number,
            "sheets" => self.sheets = size,
            "rows" => self.rows = small,
            "columns" => self.columns = small,
            "cells" => self.cells = number,
            "cell_bytes" => self.cell_bytes = size,
            "text_bytes" => self.text_bytes = number,
            "shared_strings" => self.shared_strings = number,
            "merged_areas" => self.merged_areas = number,
            "nesting" => self.nesting = small,
            "json_nesting" => self.json_nesting = size,
            "password_rounds" => self.password_rounds = small,
            _ => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Limits;

    #[test]
    fn each_limit_is_set_by_its_name() {
        let mut limits = Limits::default();
        for (index, (name, _)) in Limits::default().named().into_iter().enumerate() {
            assert!(limits.set(name, index as u64), "{name}");
        }
        for (index, (name, number)) in limits.named().into_iter().enumerate() {
            assert_eq!(number, index as u64, "{name}");
        }
    }

    #[test]
    fn the_documentation_has_each_limit_with_its_number() {
        let docs = include_str!("../../../../docs/limits.md");
        for (name, number) in Limits::default().named() {
            let row =
                docs.lines().find(|line| line.starts_with(&format!("| `{name}` |"))).unwrap_or_default();
            let digits: String = number.to_string();
            let shown = match number {
                _ if name.ends_with("_bytes") => format!("{} MiB", number >> 20),
                1_000_000.. if number % 1_000_000 == 0 => format!("{} million", number / 1_000_000),
                _ => digits
                    .char_indices()
                    .flat_map(|(at, digit)| {
                        let comma = at > 0 && (digits.len() - at).is_multiple_of(3);
                        comma.then_some(',').into_iter().chain([digit])
                    })
                    .collect(),
            };
            assert!(row.contains(&format!("| {shown} |")), "{name}: {shown} in {row:?}");
        }
    }
}
