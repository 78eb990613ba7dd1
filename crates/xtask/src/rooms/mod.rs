//! `cargo xtask rooms`: which module uses which, and whether the drawing shows floors or knots.
//!
//! Read are the sources of the library and its command line, without tests, doc comments and texts. An arrow goes from a
//! file to the file that *defines* what it names, seen through re-exports; methods of a value and names that come out of
//! macros cannot be seen. Checked is:
//!
//! - between rooms (top-level modules of the library, or crates named for a room) there is no circle, and each room knows
//!   only rooms above it in `rooms.toml`; what stands in `lib.rs` itself is no room, and no room uses it;
//! - between the files of a room, and those of the command line, there is no circle. Let pass is a circle where one file is
//!   the parent of all others: its module stands above theirs (`a.rs` or `a/mod.rs` above `a/b.rs` and `a/b/c.rs`);
//! - no function of a command is longer than `rooms.toml` allows, from `fn` to its last brace;
//! - what `rooms.toml` lists under `only` is used nowhere else.

mod arrows;
mod checks;
mod circles;
mod drawing;
mod parse;
mod resolve;
mod settings;
mod tokens;
mod tree;

use checks::Problem;
use drawing::Drawing;
use settings::Settings;
use std::path::{Path, PathBuf};

/// Why the drawing could not be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("{}: {source}", path.display())]
    Read { path: PathBuf, source: std::io::Error },
    #[error("{}: {source}", path.display())]
    Settings { path: PathBuf, source: Box<toml::de::Error> },
}

/// Draws the rooms below a root, by the list in a file.
fn draw(root: &Path, list: &Path) -> Result<(Drawing, Settings), Error> {
    let settings = Settings::read(list)?;
    let tree = tree::read(root)?;
    let arrows = arrows::arrows(&tree);
    Ok((Drawing::new(tree, arrows, &settings), settings))
}

/// The drawing as text.
pub(crate) fn list(root: &Path) -> Result<String, Error> {
    let (drawing, settings) = draw(root, &root.join(LIST))?;
    Ok(drawing.text(&settings))
}

/// What is wrong with the drawing.
pub(crate) fn check(root: &Path) -> Result<Vec<Problem>, Error> {
    let (drawing, settings) = draw(root, &root.join(LIST))?;
    Ok(checks::problems(&drawing, &settings))
}

const LIST: &str = "crates/xtask/rooms.toml";

#[cfg(test)]
mod tests;
