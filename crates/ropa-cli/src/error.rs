//! What can go wrong, and how it is said.

use crate::texts::{Texts, texts};
use ropa::classification::StructureError;
use ropa::report::{Lang, ReportError};
use ropa::sheet::SheetError;
use std::io;
use std::path::PathBuf;

/// Why the command could not be carried out.
#[derive(Debug)]
pub(crate) enum CliError {
    /// A file could not be read.
    Read(SheetError),
    /// The profile is wrong.
    Profile(ropa::draftit::ProfileError),
    /// The profile could not be opened.
    ProfileFile { path: PathBuf, source: io::Error },
    /// The rule packs are wrong or unknown.
    Law(ropa::law::LawError),
    /// A rule pack could not be opened.
    PackFile { path: PathBuf, source: io::Error },
    /// A classification structure or a mapping could not be read.
    Structure(StructureError),
    /// A structure could not be opened.
    StructureFile { path: PathBuf, source: io::Error },
    /// A file holds no mapping, and no sheet either.
    NoMapping(PathBuf),
    /// There is not one mapping for each earlier version.
    UnpairedVersions { versions: usize, maps: usize },
    /// A migration was asked for without a register.
    NoRegisterNamed,
    /// The code of a process cannot be read.
    ProcessCode(String),
    /// The files hold no register.
    NoRegister(Vec<PathBuf>),
    /// The result would be written over an input.
    OverwritesInput(PathBuf),
    /// The result could not be written to its file.
    Write { path: PathBuf, source: io::Error },
    /// The result could not be written to the screen or the pipe.
    Stdout(io::Error),
    /// The result could not be rendered.
    Report(ReportError),
    /// A workbook was asked for without a file to put it in.
    BinaryToTerminal,
    /// Notes can be written in one workbook at a time.
    OneWorkbook,
    /// Nothing has that code.
    UnknownCode { code: String, near: Vec<String> },
    /// No activity has that id or name.
    UnknownActivity { code: String, near: Vec<String> },
}

impl CliError {
    /// Whether the reader of the output went away.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        let broken = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
        match self {
            CliError::Stdout(error) => broken(error),
            _ => false,
        }
    }

    /// What to tell the user.
    pub(crate) fn message(&self, lang: Lang) -> String {
        let texts = texts(lang);
        let near = |near: &[String]| match near {
            [] => String::new(),
            some => texts.fill("error.near", &[("candidates", &some.join(", "))]),
        };
        match self {
            CliError::Read(error) => crate::reading::message(error, lang),
            CliError::Profile(error) => error.to_string(),
            CliError::ProfileFile { path, source } => {
                texts.fill("error.profile_read", &[("path", &path.display()), ("cause", source)])
            }
            CliError::Law(error) => error.to_string(),
            CliError::PackFile { path, source } => {
                texts.fill("error.pack_read", &[("path", &path.display()), ("cause", source)])
            }
            CliError::Structure(error) => structure(error, texts),
            CliError::StructureFile { path, source } => {
                texts.fill("error.structure_read", &[("path", &path.display()), ("cause", source)])
            }
            CliError::NoMapping(path) => texts.fill("error.no_mapping", &[("path", &path.display())]),
            CliError::UnpairedVersions { versions, maps } => {
                texts.fill("error.unpaired_versions", &[("versions", versions), ("maps", maps)])
            }
            CliError::NoRegisterNamed => texts.get("error.no_register_named").to_string(),
            CliError::ProcessCode(code) => texts.fill("error.process_code", &[("code", code)]),
            CliError::NoRegister(files) => {
                let names: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
                texts.fill("error.no_register", &[("files", &names.join(", ")), ("first", &names[0])])
            }
            CliError::OverwritesInput(path) => {
                texts.fill("error.overwrites_input", &[("path", &path.display())])
            }
            CliError::Write { path, source } => {
                texts.fill("error.write", &[("path", &path.display()), ("cause", source)])
            }
            CliError::Stdout(source) => texts.fill("error.stdout", &[("cause", source)]),
            CliError::Report(error) => texts.fill("error.report", &[("cause", error)]),
            CliError::BinaryToTerminal => texts.get("error.binary_to_terminal").to_string(),
            CliError::OneWorkbook => texts.get("error.one_workbook").to_string(),
            CliError::UnknownCode { code, near: candidates } => {
                texts.fill("error.unknown_code", &[("code", code), ("near", &near(candidates))])
            }
            CliError::UnknownActivity { code, near: candidates } => {
                texts.fill("error.unknown_activity", &[("code", code), ("near", &near(candidates))])
            }
        }
    }
}

/// Why a structure or a mapping could not be read, in the user's language.
fn structure(error: &StructureError, texts: &Texts) -> String {
    match error {
        StructureError::NoStructure(files) => {
            texts.fill("error.no_structure", &[("files", &files.join(", "))])
        }
        StructureError::NoMapping { file, .. } => texts.fill("error.no_mapping", &[("path", file)]),
        StructureError::NotCodeNames { file, reason } => {
            texts.fill("error.not_code_names", &[("file", file), ("reason", reason)])
        }
    }
}
