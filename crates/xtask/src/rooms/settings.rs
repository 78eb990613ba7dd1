//! `rooms.toml`: the order of the rooms, and what stands in one place.

use super::Error;
use serde::Deserialize;
use std::path::Path;

/// What `rooms.toml` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    /// From the ground up.
    pub(crate) room: Vec<Room>,
    pub(crate) functions: Functions,
    #[serde(default)]
    pub(crate) only: Vec<Only>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Room {
    pub(crate) name: String,
    /// What it holds, in one line.
    pub(crate) purpose: String,
}

/// How long the functions of a folder may be.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Functions {
    pub(crate) folder: String,
    pub(crate) lines: usize,
}

/// Something that only some files may use.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Only {
    pub(crate) what: String,
    /// A path as code names it.
    pub(crate) path: String,
    /// Files, or folders with `/` at the end.
    pub(crate) allowed: Vec<String>,
    pub(crate) instead: String,
}

impl Settings {
    pub(crate) fn read(path: &Path) -> Result<Settings, Error> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| Error::Read { path: path.to_path_buf(), source })?;
        toml::from_str(&text)
            .map_err(|source| Error::Settings { path: path.to_path_buf(), source: Box::new(source) })
    }

    /// How high a room stands, from 0; none where it is not listed.
    pub(crate) fn floor(&self, room: &str) -> Option<usize> {
        self.room.iter().position(|one| one.name == room)
    }
}

impl Only {
    /// Whether a file may use it.
    pub(crate) fn allows(&self, file: &str) -> bool {
        let matches =
            |one: &String| if one.ends_with('/') { file.starts_with(one.as_str()) } else { file == one };
        self.allowed.iter().any(matches)
    }

    /// Whether a path names it: from its first segment where that is a crate, else anywhere.
    pub(crate) fn is_named_by(&self, path: &[String]) -> bool {
        let wanted: Vec<&str> = self.path.split("::").collect();
        let from_crate = self.path.starts_with(char::is_lowercase);
        let mut windows = path.windows(wanted.len().max(1)).enumerate();
        windows.any(|(at, window)| (at == 0 || !from_crate) && window == wanted)
    }
}
