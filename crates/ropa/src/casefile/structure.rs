//! A classification structure with the versions before it, from files.

use super::input::Input;
use super::{CaseFileError, open};
use crate::classification::{
    CodeStyle, History, Mapping, ReadOptions, StructureFinding, StructureReading, StructureVersion,
    VersionInfo, read_code_names, read_mapping, read_workbooks, validate, validate_mapping,
};
use crate::workbook::Limits;
use chrono::NaiveDate;
use std::path::Path;

/// A version of a structure, the versions before it, and what is worth mending in them.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct StructureHistory {
    /// The version that counts.
    pub version: StructureVersion,
    /// Versions before it, the newest first, each with the mapping to the one after it.
    pub earlier: Vec<(StructureVersion, Mapping)>,
    /// Findings of reading and of validation.
    pub findings: Vec<StructureFinding>,
}

impl StructureHistory {
    /// Reads the files of one version, and those of the versions before it: each with its mapping to the version
    /// after it, the newest first. What is validated is validated for `day`.
    ///
    /// # Errors
    /// [`CaseFileError`] where a file cannot be read or holds no structure.
    pub fn read(
        files: &[Input],
        earlier: &[(Input, Input)],
        limits: &Limits,
        day: NaiveDate,
    ) -> Result<StructureHistory, CaseFileError> {
        let reading = read_structure(files, limits)?;
        let mut findings = reading.findings;
        let newest = reading.version;
        findings.extend(validate(&newest));
        let mut versions: Vec<(StructureVersion, Mapping)> = Vec::new();
        for (file, map) in earlier {
            let older = read_structure(std::slice::from_ref(file), limits)?;
            findings.extend(older.findings);
            let newer = versions.last().map_or(&newest, |(version, _)| version);
            let (mapping, of_mapping) = read_version_mapping(map, newer.style, limits)?;
            findings.extend(of_mapping);
            findings.extend(validate_mapping(&older.version, newer, &mapping, day));
            versions.push((older.version, mapping));
        }
        Ok(StructureHistory { version: newest, earlier: versions, findings })
    }

    /// The version with those before it, for assignments that were written against an older one.
    pub fn history(&self) -> History<'_> {
        let earlier = self.earlier.iter().map(|(version, mapping)| (version, mapping)).collect();
        History { version: &self.version, earlier }
    }
}

/// Reads one version of a structure from one file or several.
///
/// # Errors
/// [`CaseFileError`] where a file cannot be read or holds no structure.
pub fn read_structure(files: &[Input], limits: &Limits) -> Result<StructureReading, CaseFileError> {
    let first = files.first().map(Input::name).unwrap_or_default();
    let label = Path::new(first.as_ref()).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let info = VersionInfo {
        label: label.unwrap_or_default().as_str().into(),
        files: files.iter().map(|file| file.name().as_ref().into()).collect(),
        ..VersionInfo::default()
    };
    let options = ReadOptions { info, style: None };
    if let [file] = files
        && Path::new(file.name().as_ref()).extension().is_some_and(|found| found.eq_ignore_ascii_case("json"))
    {
        let text = file.text(limits)?;
        return Ok(read_code_names(&file.name().as_ref().into(), &text, &options)?);
    }
    let books = files.iter().map(|file| open::table(file, limits, None)).collect::<Result<Vec<_>, _>>()?;
    Ok(read_workbooks(&books, &options)?)
}

/// Reads a mapping between two versions: the first sheet that holds one.
///
/// # Errors
/// [`CaseFileError::NoMapping`] where the file has no sheet, [`CaseFileError::Structure`] where none is a mapping.
pub fn read_version_mapping(
    file: &Input,
    style: CodeStyle,
    limits: &Limits,
) -> Result<(Mapping, Vec<StructureFinding>), CaseFileError> {
    let book = open::table(file, limits, None)?;
    let mut failed = None;
    for sheet in &book.sheets {
        match read_mapping(&book.file, sheet, style) {
            Ok(reading) => return Ok((reading.mapping, reading.findings)),
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    Err(failed.map_or_else(|| CaseFileError::NoMapping(file.name().into_owned()), CaseFileError::Structure))
}
