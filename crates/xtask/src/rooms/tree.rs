//! The crates of the workspace that are drawn, with their modules and files.

use super::Error;
use super::parse::{Parsed, parse};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Everything that was read.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) files: Vec<File>,
    pub(crate) modules: Vec<Module>,
    /// The first module of each crate, by the crate's name in code.
    pub(crate) crates: BTreeMap<String, usize>,
}

/// A source file.
#[derive(Debug)]
pub(crate) struct File {
    /// From the root of the repository, with `/`.
    pub(crate) path: String,
    /// The crate's name in code.
    pub(crate) of: String,
    /// The module that it holds, as names below the crate.
    pub(crate) module: Vec<String>,
    pub(crate) lines: usize,
}

impl File {
    /// Whether the other file's module stands below this one's.
    pub(crate) fn is_above(&self, other: &File) -> bool {
        self.of == other.of
            && self.module.len() < other.module.len()
            && other.module.starts_with(&self.module)
    }
}

/// A module, in a file of its own or within one.
#[derive(Debug)]
pub(crate) struct Module {
    pub(crate) file: usize,
    pub(crate) root: usize,
    pub(crate) parent: Option<usize>,
    pub(crate) children: BTreeMap<String, usize>,
    pub(crate) parsed: Parsed,
}

/// Reads the library (`ropa`, and `ropa-*` if it is split) and its command line below `crates`.
pub(crate) fn read(root: &Path) -> Result<Tree, Error> {
    let mut tree = Tree::default();
    let mut folders: Vec<PathBuf> = Vec::new();
    let crates = root.join("crates");
    for entry in std::fs::read_dir(&crates).map_err(|source| Error::Read { path: crates.clone(), source })? {
        let path = entry.map_err(|source| Error::Read { path: crates.clone(), source })?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name == "ropa" || name.starts_with("ropa-") {
            folders.push(path);
        }
    }
    folders.sort();
    for folder in folders {
        let name =
            folder.file_name().map(|name| name.to_string_lossy().replace('-', "_")).unwrap_or_default();
        let src = folder.join("src");
        // A program may have a library of its own beside it, by which others know the crate.
        for first in ["lib.rs", "main.rs"].map(|file| src.join(file)).iter().filter(|file| file.is_file()) {
            let module = tree.add_file(root, first, &name, &[], None)?;
            tree.crates.entry(name.clone()).or_insert(module);
        }
    }
    Ok(tree)
}

impl Tree {
    fn add_file(
        &mut self,
        root: &Path,
        path: &Path,
        of: &str,
        module: &[String],
        parent: Option<usize>,
    ) -> Result<usize, Error> {
        let source = std::fs::read_to_string(path)
            .map_err(|source| Error::Read { path: path.to_path_buf(), source })?;
        let shown = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let lines = source.lines().count();
        self.files.push(File { path: shown, of: of.to_string(), module: module.to_vec(), lines });
        let file = self.files.len() - 1;
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let beside = path.parent().unwrap_or(root);
        let below =
            if matches!(stem.as_str(), "mod" | "lib" | "main") { beside.into() } else { beside.join(stem) };
        let place = Place { root, of, below: &below, beside };
        self.add_module(&place, parse(&source), file, module, parent)
    }

    fn add_module(
        &mut self,
        place: &Place,
        mut parsed: Parsed,
        file: usize,
        module: &[String],
        parent: Option<usize>,
    ) -> Result<usize, Error> {
        let files = std::mem::take(&mut parsed.files);
        let inline = std::mem::take(&mut parsed.inline);
        let own = self.modules.len();
        let root = parent.map_or(own, |parent| self.modules[parent].root);
        self.modules.push(Module { file, root, parent, children: BTreeMap::new(), parsed });
        for (name, written) in files {
            let path = match written {
                Some(written) => place.beside.join(written),
                None => place.file(&name),
            };
            let child = self.add_file(
                place.root,
                &path,
                place.of,
                &[module, std::slice::from_ref(&name)].concat(),
                Some(own),
            )?;
            self.modules[own].children.insert(name, child);
        }
        for (name, parsed) in inline {
            let below = place.below.join(&name);
            let inner = Place { below: &below, beside: &below, ..*place };
            let child = self.add_module(
                &inner,
                parsed,
                file,
                &[module, std::slice::from_ref(&name)].concat(),
                Some(own),
            )?;
            self.modules[own].children.insert(name, child);
        }
        Ok(own)
    }
}

/// Where the modules that a module declares stand.
#[derive(Clone, Copy)]
struct Place<'a> {
    root: &'a Path,
    of: &'a str,
    /// The folder of modules below it.
    below: &'a Path,
    /// The folder that `#[path]` counts from.
    beside: &'a Path,
}

impl Place<'_> {
    fn file(&self, name: &str) -> PathBuf {
        let flat = self.below.join(format!("{name}.rs"));
        if flat.is_file() { flat } else { self.below.join(name).join("mod.rs") }
    }
}
