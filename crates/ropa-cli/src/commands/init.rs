//! `ropa init`: a configuration made after looking at the files of a folder.

use crate::args::InitArgs;
use crate::config::NAME;
use crate::error::CliError;
use crate::load::quietly;
use crate::output;
use crate::texts::texts;
use ropa::casefile::read_structure;
use ropa::import::{Importer, Profile};
use ropa::ledger::{has_answers, read_decisions, read_links};
use ropa::model::Field;
use ropa::report::Lang;
use ropa::workbook::{Limits, open_workbook};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Endings of the files that are looked into, those that keep most first.
const ENDINGS: [&str; 8] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt"];

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
}

/// Writes a commented configuration; never over one that is there.
pub(crate) fn run(args: &InitArgs) -> Result<bool, CliError> {
    let folder = args.folder.clone().unwrap_or_default();
    let path = folder.join(NAME);
    if path.exists() {
        return Err(CliError::ConfigThere(path));
    }
    let seen = look(&folder)?;
    let lang = args.lang.map_or(if seen.english { Lang::En } else { Lang::Sv }, Lang::from);
    let texts = texts(lang);
    let quoted = |text: &str| toml::Value::String(text.to_string()).to_string();
    let list = |paths: &[PathBuf]| {
        let names: Vec<_> = paths.iter().map(|path| quoted(&path.display().to_string())).collect();
        format!("[{}]", names.join(", "))
    };
    // A key without a value worth writing is left as a comment.
    let or_comment = |key: &str, value: Option<String>, example: &str| match value {
        Some(value) => format!("{key} = {value}"),
        None => format!("# {key} = {example}"),
    };
    let some = |paths: &Vec<PathBuf>| (!paths.is_empty()).then(|| list(paths));
    let board = seen.controllers.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(*name)));
    let also = match seen.also.is_empty() {
        true => String::new(),
        false => texts.fill("init.also", &[("files", &list(&seen.also))]),
    };
    let text = texts.fill(
        "init.template",
        &[
            ("files", &or_comment("files", some(&seen.register), "[\"register.xlsx\"]")),
            ("also", &also),
            (
                "decisions",
                &or_comment(
                    "decisions",
                    seen.decisions.as_ref().map(|path| quoted(&path.display().to_string())),
                    "\"beslut.csv\"",
                ),
            ),
            ("language", &or_comment("language", Some(quoted(lang.code())), "")),
            ("structure", &or_comment("files", some(&seen.structure), "[\"klassificering.csv\"]")),
            ("board", &or_comment("board", board.map(|(name, _)| quoted(name)), "\"Socialnämnden\"")),
        ],
    );
    output::write(Some(&path), &[], |out| Ok(out.write_all(text.trim_start().as_bytes())?))?;
    let told = texts.fill(
        if seen.register.is_empty() { "message.init_empty" } else { "message.init" },
        &[("path", &path.display()), ("files", &seen.register.len()), ("structure", &seen.structure.len())],
    );
    output::write(None, &[], |out| Ok(writeln!(out, "{told}")?))?;
    Ok(false)
}

/// Looks into every table of the folder; what cannot be read is no part of a configuration.
fn look(folder: &Path) -> Result<Seen, CliError> {
    let failed = |source| CliError::ConfigFile { path: folder.to_path_buf(), source };
    let mut files: Vec<(usize, PathBuf)> = Vec::new();
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    for entry in std::fs::read_dir(here).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let ending =
            path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
        if let Some(rank) =
            ENDINGS.iter().position(|known| *known == ending).filter(|_| path.is_file() && !hidden)
        {
            files.push((rank, path));
        }
    }
    files.sort();
    let mut seen = Seen::default();
    let (mut activities, mut dpias) = (BTreeSet::new(), BTreeSet::new());
    for (_, path) in files {
        let Ok(book) = quietly(|| open_workbook(&path, &Limits::default())) else { continue };
        let books = [book];
        let name: PathBuf = path.file_name().map(PathBuf::from).unwrap_or_default();
        if books.iter().any(|book| read_decisions(book).is_ok()) {
            seen.decisions = seen.decisions.or(Some(name));
            continue;
        }
        // Assignments and answers, and forms that people fill in: they are found where they stand.
        if books.iter().any(|book| has_answers(book) || read_links(book).is_ok()) {
            continue;
        }
        let import = Importer::new(Profile::builtin()).import(&books);
        let register = &import.register;
        if register.activities.is_empty() && register.dpias.is_empty() {
            // Of several versions the last by name is taken for the newest.
            if read_structure(&[(&path).into()], &Limits::default()).is_ok() {
                seen.structure = vec![name];
            }
            continue;
        }
        let own: BTreeSet<_> = register.activities.iter().map(|activity| activity.key.clone()).collect();
        let own_dpias: BTreeSet<_> = register.dpias.iter().map(|dpia| dpia.key.clone()).collect();
        if own.is_subset(&activities) && own_dpias.is_subset(&dpias) {
            seen.also.push(name);
            continue;
        }
        for controller in register.activities.iter().filter_map(|activity| activity.text(Field::Controller)) {
            *seen.controllers.entry(controller.to_string()).or_default() += 1;
        }
        seen.english = seen.register.is_empty() && import.is_english();
        seen.register.push(name);
        activities.extend(own);
        dpias.extend(own_dpias);
    }
    Ok(seen)
}
