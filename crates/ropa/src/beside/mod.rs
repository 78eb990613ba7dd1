//! Files that stand beside the register and survive its next export: what people have decided.

mod columns;
mod decisions;

pub use columns::{FileProblem, ProblemKind};
#[cfg(feature = "write")]
pub use decisions::write_decisions;
pub use decisions::{DecisionsError, read_decisions};
