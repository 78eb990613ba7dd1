//! `ropa FILE...`: the main job without a command.

use crate::args::DoorArgs;
use crate::door;
use crate::error::CliError;
use crate::load::Loaded;
use crate::output;
use crate::texts::texts;
use ropa::gaps::{Filter, Summary};
use ropa::model::Severity;
use ropa::report::gaps::{GapView, html, workbook};
use ropa::text::Lang;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Says how to begin.
pub(crate) fn begin(lang: Lang) -> Result<bool, CliError> {
    super::say(texts(lang).get("door.begin").trim())?;
    Ok(false)
}

/// Writes the page and the workbook beside the register, says where, and opens the page; true where there is
/// something to act on.
pub(crate) fn run(args: &DoorArgs) -> Result<bool, CliError> {
    let loaded = Loaded::register(&args.files, &args.case)?;
    let assessed = loaded.assess()?;
    let selection = Filter::default().select(&assessed);
    let view = GapView::new(&assessed, &selection, loaded.lang);
    let beside = |ending: &str| named_beside(&args.files, loaded.lang, ending);
    let page = output::write_new(&beside("html"), |out| html(out, &view))?;
    let book = output::write_new(&beside("xlsx"), |out| workbook(out, &view))?;
    let texts = texts(loaded.lang);
    let summary = view.summary();
    super::say(&found(&summary, loaded.lang))?;
    super::say(&texts.fill("door.page", &[("path", &shown(&page))]))?;
    super::say(&texts.fill("door.workbook", &[("path", &shown(&book))]))?;
    if !args.no_open && std::io::stdout().is_terminal() && !door::open(&page) {
        super::say(texts.get("door.not_opened"))?;
    }
    let refused: Vec<PathBuf> =
        loaded.case.files_without_tables().into_iter().map(|file| PathBuf::from(&**file)).collect();
    match refused.is_empty() {
        true => Ok(summary.gap_total() > 0 || assessed.import().has_unread_documents()),
        false => Err(CliError::FilesNotRead(refused)),
    }
}

/// The figures in one sentence.
fn found(summary: &Summary, lang: Lang) -> String {
    let count = |severity: Severity| summary.severities.get(&severity).copied().unwrap_or_default();
    texts(lang).fill(
        "door.found",
        &[
            ("gaps", &summary.gap_total()),
            ("activities", &summary.activities),
            ("errors", &count(Severity::Error)),
            ("warnings", &count(Severity::Warning)),
            ("notes", &count(Severity::Note)),
        ],
    )
}

/// `register - brister.html` beside `register.xlsx`: the first that is a file names it.
fn named_beside(files: &[PathBuf], lang: Lang, ending: &str) -> PathBuf {
    let first = files.iter().find(|file| !file.is_dir()).or(files.first());
    let first = first.map(PathBuf::as_path).unwrap_or(Path::new("register"));
    let stem = first.file_stem().unwrap_or_default().to_string_lossy();
    first.with_file_name(format!("{stem} - {}.{ending}", texts(lang).get("door.name")))
}

/// Where a file stands, in full: whoever dropped a file knows no working folder.
fn shown(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()).display().to_string()
}
