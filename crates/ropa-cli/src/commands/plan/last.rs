//! The last plan: the one named, else the newest beside the register, known by its mark.

use crate::error::CliError;
use crate::load::quietly;
use crate::output;
use crate::texts::texts;
use chrono::NaiveDate;
use ropa::ledger::{RecordedPlan, read_plan};
use ropa::text::Lang;
use ropa::workbook::{Limits, WriteError, plan_day, read_workbook};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Files larger than this are no plan, in bytes.
const LARGEST: u64 = 64 << 20;

/// The last plan, as people have worked in it.
pub(super) struct LastPlan {
    path: PathBuf,
    bytes: Vec<u8>,
    pub(super) plan: RecordedPlan,
}

impl LastPlan {
    /// The plan named, else the newest beside the register; none where a plan is to be made afresh.
    pub(super) fn find(
        named: Option<&Path>,
        afresh: bool,
        files: &[PathBuf],
        lang: Lang,
    ) -> Result<Option<LastPlan>, CliError> {
        if afresh {
            return Ok(None);
        }
        if let Some(path) = named {
            return LastPlan::open(path.to_path_buf()).map(Some);
        }
        let Some(path) = beside(files)? else { return Ok(None) };
        let told = texts(lang).fill("message.plan_last", &[("path", &path.display())]);
        anstream::eprintln!("ropa: {told}");
        LastPlan::open(path).map(Some)
    }

    fn open(path: PathBuf) -> Result<LastPlan, CliError> {
        let bytes =
            std::fs::read(&path).map_err(|source| CliError::LastPlan { path: path.clone(), source })?;
        let book = quietly(|| read_workbook(&path.display().to_string(), &bytes, &Limits::default()))?;
        let plan = read_plan(&book).map_err(CliError::Beside)?;
        Ok(LastPlan { path, bytes, plan })
    }

    /// What to call it.
    pub(super) fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Whether it is the file at a path.
    pub(super) fn is(&self, path: &Path) -> bool {
        matches!((self.path.canonicalize(), path.canonicalize()), (Ok(one), Ok(other)) if one == other)
    }

    /// Writes the new plan in its place, and keeps it under a name of its own.
    pub(super) fn replace(
        &self,
        path: &Path,
        day: NaiveDate,
        lang: Lang,
        render: impl FnOnce(&mut dyn Write) -> Result<(), WriteError>,
    ) -> Result<(), CliError> {
        let mut new = Vec::new();
        render(&mut new).map_err(CliError::Report)?;
        let backup = output::replace(path, &self.bytes, &new, day)?;
        super::super::say(&texts(lang).fill("message.plan_backup", &[("path", &backup.display())]))
    }
}

/// The newest plan in the folders of the files; several of one day are for a person to choose from.
fn beside(files: &[PathBuf]) -> Result<Option<PathBuf>, CliError> {
    let mut folders: Vec<PathBuf> = files.iter().map(|file| folder_of(file)).collect();
    folders.sort();
    folders.dedup();
    let mut plans: Vec<(NaiveDate, PathBuf)> = Vec::new();
    for entry in folders.iter().flat_map(std::fs::read_dir).flatten().flatten() {
        let path = entry.path();
        if let Some(day) = day_of(&path) {
            plans.push((day, path));
        }
    }
    plans.sort();
    let Some((newest, _)) = plans.last() else { return Ok(None) };
    let of_day: Vec<PathBuf> =
        plans.iter().filter(|(day, _)| day == newest).map(|(_, path)| path.clone()).collect();
    match &of_day[..] {
        [one] => Ok(Some(one.clone())),
        _ => Err(CliError::SeveralPlans(of_day)),
    }
}

fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        _ if file.is_dir() => file.to_path_buf(),
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// The day of a plan; nothing of another file, or of a plan that was kept when a new one took its place.
fn day_of(path: &Path) -> Option<NaiveDate> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    // Excel keeps a file of its own beside one that it holds open.
    if !name.ends_with(".xlsx") || name.ends_with(".bak.xlsx") || name.starts_with("~$") {
        return None;
    }
    let small = path.metadata().is_ok_and(|about| about.is_file() && about.len() <= LARGEST);
    plan_day(&std::fs::read(path).ok().filter(|_| small)?)
}
