//! The names by which a table that this library wrote tells its columns to a reader, in the row above its headers.
//!
//! A field's column is named by its key, `ropa:purpose`; every other name has a point in it.

/// What every name begins with.
pub(crate) const PREFIX: &str = "ropa:";
/// Keys of activities; tells what the table holds.
pub(crate) const ACTIVITY: &str = "ropa:activity.key";
/// Keys of DPIAs; tells what the table holds.
pub(crate) const DPIA: &str = "ropa:dpia.key";
/// Keys of the fields that the record's file did not ask for, parted by spaces.
pub(crate) const NOT_ASKED: &str = "ropa:record.not-asked";
/// A column of the file that is no field; its header stands below.
#[cfg(any(feature = "read", feature = "write"))]
pub(crate) const EXTRA: &str = "ropa:record.extra";
/// What is shown for people to read, and made anew each time: the name that a key stands for.
pub(crate) const AUTO: &str = "ropa:record.auto";
/// Where the record was read.
pub(crate) const SOURCES: [&str; 3] = ["ropa:source.file", "ropa:source.sheet", "ropa:source.row"];
/// Where else a record stands that was merged of several.
pub(crate) const OTHERS: &str = "ropa:source.others";
/// Within a name, between a field's key and the number of its column: what the texts in that column were read as,
/// `ropa:sensitive.read-as.1`.
pub(crate) const READ_AS: &str = ".read-as.";
/// The end of a name whose cell goes on with the text of the cell before it.
pub(crate) const MORE: &str = ".more";
/// A sheet that holds no records.
pub(crate) const ASIDE: &str = "ropa:sheet.";

/// The schema of a register in JSON.
#[cfg(any(feature = "read", feature = "write"))]
pub(crate) const SCHEMA: &str = "ropa/register/1";
