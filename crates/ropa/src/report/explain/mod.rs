//! What a code means, and the whole reasoning for one activity.

mod code;
mod pages;
mod record;

pub use code::code;
pub use pages::rules_pages;
pub use record::record;
