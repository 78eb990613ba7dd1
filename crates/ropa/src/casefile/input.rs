//! A file to read: one on disk, or bytes with a name.

use crate::workbook::{Limits, Problem, ReadError, read_bytes};
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file to read, by its path or as bytes that are held in memory.
///
/// ```
/// use ropa::casefile::Input;
/// let upload = Input::from(("register.csv", b"Behandling;Syfte\n".to_vec()));
/// assert_eq!(upload.name(), "register.csv");
/// ```
#[derive(Debug, Clone)]
pub struct Input(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Path(PathBuf),
    Bytes { name: String, bytes: Arc<[u8]> },
}

impl Input {
    /// What messages call it.
    pub fn name(&self) -> Cow<'_, str> {
        match &self.0 {
            Kind::Path(path) => path.to_string_lossy(),
            Kind::Bytes { name, .. } => Cow::Borrowed(name),
        }
    }

    /// Its path, where it is a file on disk.
    pub fn path(&self) -> Option<&Path> {
        match &self.0 {
            Kind::Path(path) => Some(path),
            Kind::Bytes { .. } => None,
        }
    }

    /// Its bytes, up to the limit of a file's size.
    pub(crate) fn read(&self, limits: &Limits) -> Result<Arc<[u8]>, ReadError> {
        match &self.0 {
            Kind::Path(path) => read_bytes(path, limits).map(Arc::from),
            Kind::Bytes { bytes, .. } => Ok(Arc::clone(bytes)),
        }
    }

    /// Its text in UTF-8, without a byte order mark.
    pub(crate) fn text(&self, limits: &Limits) -> Result<String, ReadError> {
        let bytes = self.read(limits)?;
        let text = std::str::from_utf8(&bytes).map_err(|error| {
            let detail = format!("byte {} is not UTF-8", error.valid_up_to() + 1);
            ReadError { file: self.name().as_ref().into(), problem: Problem::Io { detail } }
        })?;
        Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_string())
    }
}

impl From<PathBuf> for Input {
    fn from(path: PathBuf) -> Input {
        Input(Kind::Path(path))
    }
}

impl From<&Path> for Input {
    fn from(path: &Path) -> Input {
        path.to_path_buf().into()
    }
}

impl From<&PathBuf> for Input {
    fn from(path: &PathBuf) -> Input {
        path.clone().into()
    }
}

impl<N: Into<String>, B: Into<Arc<[u8]>>> From<(N, B)> for Input {
    fn from((name, bytes): (N, B)) -> Input {
        Input(Kind::Bytes { name: name.into(), bytes: bytes.into() })
    }
}
