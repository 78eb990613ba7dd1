//! Data that is part of the program, embedded as TOML.

use serde::de::DeserializeOwned;

/// Reads embedded data.
///
/// It is read into plain values first, since code that reads a structure is compiled once for each kind of value that it
/// may be read from: straight from TOML that is five times as much. A fault has no line here; what a user wrote is read
/// otherwise.
///
/// # Errors
/// When it is no TOML, or not what the structure asks for.
pub(crate) fn embedded<T: DeserializeOwned>(text: &str) -> Result<T, toml::de::Error> {
    T::deserialize(toml::Value::Table(text.parse()?))
}
