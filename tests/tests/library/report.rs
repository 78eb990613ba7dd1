//! The reports: text, CSV, workbook and JSON of an assessed register made by hand, which holds one
//! activity of each kind that a list can show.

mod csv;
mod explain;
mod fixture;
mod json;
mod remarks;
mod text;
mod workbook;
