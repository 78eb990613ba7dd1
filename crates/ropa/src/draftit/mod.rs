//! Draftit-style tables to a register and back: profiles, headers, layout, values, import account.

mod values;
mod words;

pub use values::Reading;
pub use words::{ValueWords, WordsError};
