//! A register back to files: as it came, or in another format.
//!
//! What is changed in a file that came from elsewhere is always a list of [`CellChange`]; everything else in the
//! file stays as it was, and that is checked before the bytes are handed out.

mod as_it_came;
mod change;
mod error;
mod format;
mod links;
mod patch;
pub(crate) mod sheets;

pub use as_it_came::{AsItCame, as_it_came};
pub use change::{CellChange, changed};
pub use error::WritebackError;
pub use format::TextEncoding;
pub use links::{LinkChange, LinkChanges, LinkOutcome, link_changes};
pub use sheets::{csv, table_csv, xlsx};
