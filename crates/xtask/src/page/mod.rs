//! `cargo xtask page`: the library compiled to WebAssembly, and the page around it, as one file that opens from disk.

mod assemble;
mod pack;

use assemble::Parts;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The file that is made may be so large: it is sent by mail.
const MOST: usize = 4 << 20;
const TARGET: &str = "wasm32-unknown-unknown";

/// Why the page could not be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error("cargo: {0}")]
    Start(std::io::Error),
    #[error("cargo could not build the module; is the target there? (rustup target add {TARGET})")]
    Build,
    #[error("{}: {source}", path.display())]
    Texts { path: PathBuf, source: Box<toml::de::Error> },
    #[error("{0}")]
    Json(#[from] serde_json::Error),
    #[error("the module could not be packed: {0}")]
    Pack(std::io::Error),
    #[error("the page is {0} bytes, more than the {MOST} that it may have")]
    TooLarge(usize),
}

/// How the module is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// Small and fast, as it is handed out.
    Whole,
    /// Soon, to be tried: larger and slower.
    Quick,
}

/// Builds the module and makes the page.
pub(crate) fn run(root: &Path, build: Build) -> Result<(), Error> {
    let profile = match build {
        Build::Whole => "page",
        Build::Quick => "page-quick",
    };
    made_of(root, build, &module(root, profile)?)
}

/// Makes the page of a module that is built, and says where it is and how large.
pub(crate) fn made_of(root: &Path, build: Build, module: &Path) -> Result<(), Error> {
    let module = pack::lean(&read(module)?);
    let effort = if build == Build::Whole { 9 } else { 1 };
    let packed = pack::packed(&module, effort).map_err(Error::Pack)?;
    let page = pack::utf16(&assemble::page(&Parts::read(root)?, &pack::letters(&packed))?);
    if build == Build::Whole && page.len() > MOST {
        return Err(Error::TooLarge(page.len()));
    }
    let path = target(root).join("page/ropa.html");
    let failed = |source| Error::File { path: path.clone(), source };
    std::fs::create_dir_all(path.parent().unwrap_or(root)).map_err(failed)?;
    std::fs::write(&path, &page).map_err(failed)?;
    println!("module: {} bytes, packed {}", module.len(), packed.len());
    println!("page: {} bytes: {}", page.len(), path.display());
    Ok(())
}

/// Builds the module, and gives its file.
fn module(root: &Path, profile: &str) -> Result<PathBuf, Error> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let what = ["rustc", "--package", "ropa-web", "--lib", "--crate-type", "cdylib"];
    let how = ["--locked", "--target", TARGET, "--profile", profile];
    let status = Command::new(cargo).args(what).args(how).current_dir(root).status().map_err(Error::Start)?;
    match status.success() {
        true => Ok(target(root).join(TARGET).join(profile).join("ropa_web.wasm")),
        false => Err(Error::Build),
    }
}

/// Where cargo builds.
fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|source| Error::File { path: path.to_path_buf(), source })
}

fn text(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|source| Error::File { path: path.to_path_buf(), source })
}
