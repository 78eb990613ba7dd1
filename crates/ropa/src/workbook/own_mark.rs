//! The mark of lists that this library wrote: they tell of a register and are none.

/// What stands among the keywords of a workbook, and in the head of a page.
pub(crate) const OWN_LIST: &str = "ropa:list";

/// The part of a package that holds its keywords.
#[cfg(feature = "read")]
const PROPERTIES: &str = "docProps/core.xml";
/// The mark is sought so far into a page, in bytes.
#[cfg(feature = "read")]
const HEAD: usize = 4096;
/// Longer properties are nobody's that this library wrote, in bytes.
#[cfg(feature = "read")]
const LONGEST: u64 = 65_536;

/// Whether a workbook of XML parts is marked.
#[cfg(feature = "read")]
pub(super) fn is_in_package(bytes: &[u8]) -> bool {
    use std::io::Read;
    let Ok(mut archive) = ::zip::ZipArchive::new(std::io::Cursor::new(bytes)) else { return false };
    let Ok(part) = archive.by_name(PROPERTIES) else { return false };
    let mut properties = String::new();
    let read = part.take(LONGEST).read_to_string(&mut properties);
    read.is_ok() && properties.contains(OWN_LIST)
}

/// Whether a web page is marked.
#[cfg(feature = "read")]
pub(super) fn is_in_page(text: &str) -> bool {
    text[..text.floor_char_boundary(HEAD)].contains(OWN_LIST)
}
