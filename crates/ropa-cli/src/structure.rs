//! From the files named on the command line to versions of a classification structure.

use crate::args::HistoryArgs;
use crate::error::CliError;
use crate::input;
use chrono::NaiveDate;
use ropa::classification::{
    CodeStyle, History, Mapping, ReadOptions, StructureFinding, StructureReading, StructureVersion,
    VersionInfo, read_code_names, read_mapping, read_workbooks, validate, validate_mapping,
};
use ropa::workbook::Workbook;
use std::path::{Path, PathBuf};

/// A version of a structure, the versions before it, and what is worth mending in them.
pub(crate) struct Structure {
    /// The version that counts.
    pub(crate) version: StructureVersion,
    /// Versions before it, the newest first, each with the mapping to the one after it.
    earlier: Vec<(StructureVersion, Mapping)>,
    /// Findings of reading and of validation.
    pub(crate) findings: Vec<StructureFinding>,
}

impl Structure {
    /// Reads the files of one version, and those of the versions before it.
    pub(crate) fn read(
        files: &[PathBuf],
        history: &HistoryArgs,
        day: NaiveDate,
    ) -> Result<Structure, CliError> {
        if history.earlier.len() != history.map.len() {
            return Err(CliError::UnpairedVersions {
                versions: history.earlier.len(),
                maps: history.map.len(),
            });
        }
        let reading = version(files)?;
        let mut findings = reading.findings;
        let newest = reading.version;
        findings.extend(validate(&newest));
        let mut earlier: Vec<(StructureVersion, Mapping)> = Vec::new();
        for (file, map) in history.earlier.iter().zip(&history.map) {
            let older = version(std::slice::from_ref(file))?;
            findings.extend(older.findings);
            let newer = earlier.last().map_or(&newest, |(version, _)| version);
            let (mapping, of_mapping) = mapping(map, newer.style)?;
            findings.extend(of_mapping);
            findings.extend(validate_mapping(&older.version, newer, &mapping, day));
            earlier.push((older.version, mapping));
        }
        Ok(Structure { version: newest, earlier, findings })
    }

    /// The version with those before it, for ties that were written against an older one.
    pub(crate) fn history(&self) -> History<'_> {
        let earlier = self.earlier.iter().map(|(version, mapping)| (version, mapping)).collect();
        History { version: &self.version, earlier }
    }
}

/// Reads one version from one file or several.
pub(crate) fn version(files: &[PathBuf]) -> Result<StructureReading, CliError> {
    let label = files.first().and_then(|file| file.file_stem()).map(|stem| stem.to_string_lossy());
    let info = VersionInfo {
        label: label.unwrap_or_default().as_ref().into(),
        files: files.iter().map(|file| file.display().to_string().as_str().into()).collect(),
        ..VersionInfo::default()
    };
    let options = ReadOptions { info, style: None };
    if let [file] = files
        && has_ending(file, "json")
    {
        let text = std::fs::read_to_string(file)
            .map_err(|source| CliError::StructureFile { path: file.clone(), source })?;
        let name = file.display().to_string().as_str().into();
        return read_code_names(&name, &text, &options).map_err(CliError::Structure);
    }
    read_workbooks(&input::open(files)?, &options).map_err(CliError::Structure)
}

/// Reads a mapping: the first sheet that holds one.
pub(crate) fn mapping(file: &Path, style: CodeStyle) -> Result<(Mapping, Vec<StructureFinding>), CliError> {
    let books: Vec<Workbook> = input::open(&[file.to_path_buf()])?;
    let mut failed = None;
    for book in &books {
        for sheet in &book.sheets {
            match read_mapping(&book.file, sheet, style) {
                Ok(reading) => return Ok((reading.mapping, reading.findings)),
                Err(error) => failed = failed.or(Some(error)),
            }
        }
    }
    Err(failed.map_or_else(|| CliError::NoMapping(file.to_path_buf()), CliError::Structure))
}

fn has_ending(file: &Path, ending: &str) -> bool {
    file.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending))
}
