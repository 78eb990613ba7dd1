//! What a code means, and the whole reasoning for one activity.

mod code;
mod record;

pub use code::code;
pub use record::record;
