//! How much one document may cost to read.

/// The limits within which a document is read; beyond them reading stops with an error that names
/// the limit, and nothing of the document is returned.
///
/// A DPIA of sixty pages is some 150 kB of text in two thousand blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentLimits {
    /// Size of the file, in bytes. Default 64 MiB.
    pub file_bytes: u64,
    /// Size of what is unpacked of the file, in bytes. Default 64 MiB.
    ///
    /// Only the parts that hold text are unpacked; pictures are not.
    pub inflated_bytes: u64,
    /// Text of the document, in bytes of UTF-8. Default 8 MiB.
    pub text_bytes: usize,
    /// Paragraphs, headings, list items and table rows. Default 50,000.
    pub blocks: usize,
    /// Pages of a PDF. Default 2,000.
    pub pages: usize,
    /// Elements, lists and tables inside each other. Default 200.
    pub depth: usize,
}

impl Default for DocumentLimits {
    fn default() -> DocumentLimits {
        DocumentLimits {
            file_bytes: 64 << 20,
            inflated_bytes: 64 << 20,
            text_bytes: 8 << 20,
            blocks: 50_000,
            pages: 2_000,
            depth: 200,
        }
    }
}
