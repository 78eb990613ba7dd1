//! The sheets of a file in another format: the same cells in the same places, each with a value of its kind.

mod text;
mod xlsx;

pub use text::{csv, table_csv};
pub use xlsx::xlsx;
