//! The mark of lists that this library wrote: they tell of a register and are none.

/// What stands among the keywords of a workbook, and in the head of a page.
pub(crate) const OWN_LIST: &str = "ropa:list";

/// What stands there besides, where the list is a plan that is read back.
pub(crate) const OWN_PLAN: &str = "ropa:plan";

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
    properties(bytes).is_some_and(|properties| properties.contains(OWN_LIST))
}

/// The part that holds the keywords.
#[cfg(feature = "read")]
fn properties(bytes: &[u8]) -> Option<String> {
    use std::io::Read;
    let mut archive = ::zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok()?;
    let part = archive.by_name(PROPERTIES).ok()?;
    let mut properties = String::new();
    part.take(LONGEST).read_to_string(&mut properties).ok()?;
    Some(properties)
}

/// The day of a plan that this library wrote as a workbook, however it was saved since; nothing where it is none.
///
/// A spreadsheet keeps the keywords and the day of creation of what it saves.
#[cfg(feature = "read")]
pub fn plan_day(bytes: &[u8]) -> Option<chrono::NaiveDate> {
    let properties = properties(bytes).filter(|properties| properties.contains(OWN_PLAN))?;
    let (_, created) = properties.split_once("<dcterms:created")?;
    let (_, day) = created.split_once('>')?;
    day.get(..10)?.parse().ok()
}

/// Whether a web page is marked.
#[cfg(feature = "read")]
pub(super) fn is_in_page(text: &str) -> bool {
    text[..text.floor_char_boundary(HEAD)].contains(OWN_LIST)
}
