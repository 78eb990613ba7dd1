//! What a heading probably means, where no label of a profile says it.

pub(super) mod assign;
pub(super) mod content;
pub(super) mod headers;
pub(super) mod meaning;
pub(super) mod settle;
pub(super) mod shape;
