//! How text is put in bytes.

/// How a text file that is changed is put in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextEncoding {
    /// As it is, byte order mark and all.
    #[default]
    AsItIs,
    /// In UTF-8 with a byte order mark.
    Utf8,
}
