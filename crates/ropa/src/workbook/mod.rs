//! Any workbook or delimited text as sheets of cells, each cell with its address.

pub(crate) mod canonical_columns;
#[cfg(feature = "write")]
mod csv_out;
mod error_value;
mod formula_guard;
pub(crate) mod own_mark;
mod reading_remark;
mod sheet;

#[cfg(feature = "read")]
mod broken_lines;
#[cfg(feature = "read")]
mod code_pages;
#[cfg(feature = "read")]
mod collect;
#[cfg(feature = "read")]
mod comments;
#[cfg(feature = "read")]
mod decrypt;
#[cfg(feature = "read")]
#[cfg_attr(not(feature = "write"), allow(dead_code))]
mod delimited;
#[cfg(feature = "read")]
mod described;
#[cfg(feature = "read")]
mod encoded_twice;
#[cfg(feature = "read")]
pub(crate) mod encoding;
#[cfg(feature = "read")]
mod error;
#[cfg(feature = "read")]
mod excel;
#[cfg(feature = "read")]
mod file;
#[cfg(feature = "read")]
mod file_kind;
#[cfg(feature = "read")]
mod file_name;
#[cfg(feature = "read")]
mod guard;
#[cfg(feature = "read")]
mod hidden_lines;
#[cfg(feature = "read")]
mod html;
// What is written back lies idle where nothing is written.
#[cfg(feature = "read")]
#[cfg_attr(not(feature = "write"), allow(dead_code))]
mod json;
#[cfg(feature = "read")]
mod known_errors;
#[cfg(feature = "read")]
mod limits;
#[cfg(feature = "read")]
mod lines_in_cells;
#[cfg(feature = "read")]
mod markup;
#[cfg(feature = "read")]
mod number_format;
#[cfg(feature = "read")]
mod ods;
#[cfg(feature = "read")]
mod open;
#[cfg(feature = "read")]
mod package;
#[cfg(feature = "write")]
pub(crate) mod sheet_names;
#[cfg(feature = "write")]
pub(crate) mod sheet_table;
#[cfg(feature = "write")]
pub(crate) mod style;
#[cfg(all(feature = "read", feature = "write"))]
mod text_file;
#[cfg(feature = "write")]
mod write_error;
#[cfg(feature = "read")]
mod xls_formats;
#[cfg(feature = "read")]
mod xml_2003;
#[cfg(feature = "read")]
mod xml_records;
#[cfg(feature = "read")]
mod xml_text;

#[cfg(feature = "write")]
pub(crate) use csv_out::CsvOut;
#[cfg(feature = "write")]
pub use csv_out::Dialect;
#[cfg(all(feature = "read", feature = "write"))]
pub(crate) use csv_out::{CsvError, guarded, write_lines};
pub(crate) use error_value::is_error_value;
pub use formula_guard::{neutralised, restored};
pub use reading_remark::{ReadingRemark, ReadingRemarkKind};
pub use sheet::{Cell, CellKind, ReadNote, Sheet, Visibility, Workbook};

#[cfg(feature = "read")]
pub use code_pages::TextEncoding;
#[cfg(feature = "read")]
pub(crate) use encoded_twice::Mistaken;
#[cfg(feature = "read")]
pub use error::{Problem, ReadError};
#[cfg(feature = "read")]
pub use file_kind::FileKind;
#[cfg(all(feature = "read", feature = "write"))]
pub(crate) use json::json_sheets;
#[cfg(feature = "read")]
pub use limits::Limits;
#[cfg(feature = "read")]
pub(crate) use markup::{is_markup, shown};
#[cfg(all(feature = "read", feature = "write"))]
pub(crate) use number_format::{NumberFormat, plain};
#[cfg(feature = "read")]
pub(crate) use open::read_bytes;
#[cfg(feature = "read")]
pub use open::{open_workbook, read_workbook, read_workbook_with_password};
#[cfg(feature = "read")]
pub use own_mark::plan_day;
#[cfg(all(feature = "read", feature = "write"))]
pub(crate) use text_file::{TextFile, encode};
#[cfg(feature = "write")]
pub use write_error::WriteError;
