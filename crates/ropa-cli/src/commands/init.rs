//! `ropa init`: a configuration made after looking at the files of a folder.

use crate::args::InitArgs;
use crate::config::{NAME, YEAR};
use crate::error::CliError;
use crate::load::quietly;
use crate::output;
use crate::texts::texts;
use ropa::casefile::read_structure;
use ropa::import::{Import, Importer, Profile};
use ropa::ledger::{has_answers, read_decisions, read_links};
use ropa::model::Field;
use ropa::source::Text;
use ropa::text::Lang;
use ropa::workbook::{FileKind, Limits, Workbook, open_workbook};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Kinds of files that are not looked into: ropa writes such itself, and a list of gaps is no register.
const LEFT_OUT: [FileKind; 3] = [FileKind::Json, FileKind::Html, FileKind::WebArchive];

/// What the folder holds.
#[derive(Default)]
struct Seen {
    register: Vec<PathBuf>,
    /// Files whose records the register's files have already.
    also: Vec<PathBuf>,
    structure: Vec<PathBuf>,
    decisions: Option<PathBuf>,
    /// How often each controller is named.
    controllers: BTreeMap<String, usize>,
    english: bool,
    /// Keys of the activities that the register's files have.
    activities: BTreeSet<Text>,
    /// Keys of their DPIAs.
    dpias: BTreeSet<Text>,
}

/// Writes a commented configuration; never over one that is there.
pub(crate) fn run(args: &InitArgs) -> Result<bool, CliError> {
    let folder = args.folder.clone().unwrap_or_default();
    let path = folder.join(NAME);
    if path.exists() {
        // A folder that was set up before has no file of the year yet.
        return match folder.join(YEAR).exists() {
            true => Err(CliError::ConfigThere(path)),
            false => year(&folder, args.lang.map_or(Lang::Sv, Lang::from)).map(|()| false),
        };
    }
    let seen = look(&folder)?;
    let lang = args.lang.map_or(if seen.english { Lang::En } else { Lang::Sv }, Lang::from);
    let text = configuration(&seen, lang);
    output::write(Some(&path), &[], |out| Ok(out.write_all(text.trim_start().as_bytes())?))?;
    let told = texts(lang).fill(
        if seen.register.is_empty() { "message.init_empty" } else { "message.init" },
        &[("path", &path.display()), ("files", &seen.register.len()), ("structure", &seen.structure.len())],
    );
    super::say(&told)?;
    year(&folder, lang)?;
    Ok(false)
}

/// Writes the file for the figures of a year that no register holds; never over one that is there.
fn year(folder: &Path, lang: Lang) -> Result<(), CliError> {
    let path = folder.join(YEAR);
    if path.exists() {
        return Ok(());
    }
    let text = texts(lang).get("init.year").trim_start();
    output::write(Some(&path), &[], |out| Ok(out.write_all(text.as_bytes())?))?;
    super::say(&texts(lang).fill("message.init_year", &[("path", &path.display())]))
}

/// The configuration for what was seen.
fn configuration(seen: &Seen, lang: Lang) -> String {
    let texts = texts(lang);
    let some = |paths: &[PathBuf]| (!paths.is_empty()).then(|| list(paths));
    let board = seen.controllers.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(*name)));
    let also = match seen.also.is_empty() {
        true => String::new(),
        false => texts.fill("init.also", &[("files", &list(&seen.also))]),
    };
    let decisions = seen.decisions.as_ref().map(|path| quoted(&path.display().to_string()));
    let values: [(&str, &dyn std::fmt::Display); 6] = [
        ("files", &or_comment("files", some(&seen.register), "[\"register.xlsx\"]")),
        ("also", &also),
        ("decisions", &or_comment("decisions", decisions, "\"beslut.csv\"")),
        ("language", &or_comment("language", Some(quoted(lang.code())), "")),
        ("structure", &or_comment("files", some(&seen.structure), "[\"klassificering.csv\"]")),
        ("board", &or_comment("board", board.map(|(name, _)| quoted(name)), "\"Socialnämnden\"")),
    ];
    texts.fill("init.template", &values)
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_string()).to_string()
}

fn list(paths: &[PathBuf]) -> String {
    let names: Vec<_> = paths.iter().map(|path| quoted(&path.display().to_string())).collect();
    format!("[{}]", names.join(", "))
}

/// A key with its value; one without a value worth writing is left as a comment.
fn or_comment(key: &str, value: Option<String>, example: &str) -> String {
    match value {
        Some(value) => format!("{key} = {value}"),
        None => format!("# {key} = {example}"),
    }
}

/// The registers and lists of DPIAs that a folder holds.
pub(crate) fn registers(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    Ok(look(folder)?.register.iter().map(|name| folder.join(name)).collect())
}

/// Looks into every table of the folder; what cannot be read is no part of a configuration.
fn look(folder: &Path) -> Result<Seen, CliError> {
    let files =
        tables(folder).map_err(|source| CliError::ConfigFile { path: folder.to_path_buf(), source })?;
    let mut seen = Seen::default();
    for path in files {
        if let Ok(book) = quietly(|| open_workbook(&path, &Limits::default())) {
            seen.take(&path, &book);
        }
    }
    Ok(seen)
}

/// The files of a folder that may hold tables, those that keep most first.
fn tables(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut files: Vec<(usize, PathBuf)> = Vec::new();
    for entry in std::fs::read_dir(here)? {
        let path = entry?.path();
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
        let looked_into =
            |(known, kind): &(&str, FileKind)| Some(*known) == ending.as_deref() && !LEFT_OUT.contains(kind);
        let rank = FileKind::ENDINGS.iter().position(looked_into);
        if let Some(rank) = rank.filter(|_| path.is_file() && !hidden) {
            files.push((rank, path));
        }
    }
    files.sort();
    Ok(files.into_iter().map(|(_, path)| path).collect())
}

impl Seen {
    /// Takes a file for what it holds.
    fn take(&mut self, path: &Path, book: &Workbook) {
        let name: PathBuf = path.file_name().map(PathBuf::from).unwrap_or_default();
        if read_decisions(book).is_ok() {
            self.decisions.get_or_insert(name);
            return;
        }
        // Assignments and answers, and forms that people fill in: they are found where they stand.
        if has_answers(book) || read_links(book).is_ok() {
            return;
        }
        let import = Importer::new(Profile::builtin()).import([book]);
        if !import.register.activities.is_empty() || !import.register.dpias.is_empty() {
            self.take_register(name, &import);
        } else if read_structure(&[path.into()], &Limits::default()).is_ok() {
            // Of several versions the last by name is taken for the newest.
            self.structure = vec![name];
        }
    }

    fn take_register(&mut self, name: PathBuf, import: &Import) {
        let register = &import.register;
        let own: BTreeSet<_> = register.activities.iter().map(|activity| activity.key.clone()).collect();
        let own_dpias: BTreeSet<_> = register.dpias.iter().map(|dpia| dpia.key.clone()).collect();
        if own.is_subset(&self.activities) && own_dpias.is_subset(&self.dpias) {
            self.also.push(name);
            return;
        }
        for controller in register.activities.iter().filter_map(|activity| activity.text(Field::Controller)) {
            *self.controllers.entry(controller.to_string()).or_default() += 1;
        }
        self.english = self.register.is_empty() && import.is_english();
        self.register.push(name);
        self.activities.extend(own);
        self.dpias.extend(own_dpias);
    }
}
