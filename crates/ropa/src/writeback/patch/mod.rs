//! Files of each format with some of their cells changed, and every other byte of content as it was.

pub(super) mod archive;
pub(super) mod json;
pub(super) mod ods;
pub(super) mod splice;
pub(super) mod text;
pub(super) mod xlsx;
pub(super) mod xml;
