//! Files that stand beside the register and survive its next export: what people have decided.

mod columns;
mod decisions;
mod links;

pub use columns::{FileProblem, ProblemKind};
#[cfg(feature = "write")]
pub use decisions::write_decisions;
pub use decisions::{DecisionsError, read_decisions};
#[cfg(feature = "write")]
pub(crate) use links::review_headers;
#[cfg(feature = "write")]
pub use links::write_ties;
pub use links::{LinksError, read_ties};
