//! The assessment of a register with everything beside it.

mod assess;

pub use assess::{Assessor, Options};
