//! Where files stand: in the checkout, and beside it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A file or folder of the checkout, by its path from the root.
pub fn checkout(path: &str) -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR");
    let package = package.map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.parent().unwrap_or(&package).join(path)
}

/// The folder of the invented registers.
pub fn fixtures() -> PathBuf {
    checkout("fixtures")
}

/// One of the invented registers.
pub fn fixture(name: &str) -> PathBuf {
    fixtures().join(name)
}

/// A text of the checkout, with the line ends that it has in the repository.
///
/// # Panics
///
/// Panics where the file cannot be read.
#[track_caller]
pub fn text(path: &str) -> String {
    let text = std::fs::read_to_string(checkout(path));
    text.unwrap_or_else(|error| panic!("{path}: {error}")).replace("\r\n", "\n")
}

/// A file or folder of the collection of real files, which is no part of the checkout: in `../shared`
/// beside it, or where `ROPA_SHARED` says. Where it is not at hand, the test that asks is said to be
/// left out, in one line that also `cargo test` lets through.
pub fn shared(path: &str) -> Option<PathBuf> {
    static LEFT_OUT: AtomicUsize = AtomicUsize::new(0);
    let collection = std::env::var_os("ROPA_SHARED").map_or_else(|| checkout("../shared"), PathBuf::from);
    let found = collection.join(path);
    if found.exists() {
        return Some(found);
    }
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    let count = LEFT_OUT.fetch_add(1, Ordering::Relaxed) + 1;
    let line = format!("left out ({count}): {test} needs {path} of ../shared or ROPA_SHARED\n");
    // In one piece, past the capture of a test's output.
    let _ = std::io::stderr().write_all(line.as_bytes());
    None
}

/// All files below a folder, sorted.
///
/// # Panics
///
/// Panics where a folder cannot be read.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry of the folder").path())
        .flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] })
        .collect();
    found.sort();
    found
}
