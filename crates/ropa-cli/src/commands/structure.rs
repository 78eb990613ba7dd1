//! `ropa structure`: from one version of the classification structure to the next.

use crate::args::{StructureArgs, StructureCommand, TableFormat};
use crate::error::CliError;
use crate::load::{Loaded, limits, quietly, reader, today};
use crate::output;
use ropa::casefile::{read_structure, read_version_mapping};
use ropa::classification::{
    Assignments, History, Mapping, StructureFinding, StructureReading, StructureVersion, diff, migrate,
    validate_mapping,
};
use ropa::report::structure::{ChangeView, MigrationView};
use ropa::workbook::Limits;
use std::path::PathBuf;

/// Compares two versions, or takes the register's ties over; true where someone has to decide or mend.
pub(crate) fn run(command: &StructureCommand) -> Result<bool, CliError> {
    match command {
        StructureCommand::Diff(args) => changes(args),
        StructureCommand::Migrate(args) => migration(args),
    }
}

/// The register and its assignments to the older version, where a register is named.
fn register(
    args: &StructureArgs,
    older: &StructureVersion,
) -> Result<Option<(Loaded, Assignments)>, CliError> {
    if args.register.is_empty() {
        return Ok(None);
    }
    let builder = reader(&args.register, &args.law, &args.reading)?;
    let loaded = Loaded::of(builder, &args.register, &args.reading)?.with_activities(&args.register)?;
    let assignments = loaded.case.assigned_to(&History::of(older), None);
    Ok(Some((loaded, assignments)))
}

/// One version, from its file.
fn version(file: &PathBuf, limits: &Limits) -> Result<StructureReading, CliError> {
    quietly(|| read_structure(&[file.into()], limits))
}

/// The mapping to a version, where one is named, and what was found in reading it.
fn mapping(
    args: &StructureArgs,
    newer: &StructureVersion,
    limits: &Limits,
) -> Result<Option<(Mapping, Vec<StructureFinding>)>, CliError> {
    let read = |file: &PathBuf| quietly(|| read_version_mapping(&file.into(), newer.style, limits));
    args.map.as_ref().map(read).transpose()
}

fn inputs(args: &StructureArgs) -> Vec<PathBuf> {
    [&args.older, &args.newer].into_iter().chain(&args.map).chain(&args.register).cloned().collect()
}

fn changes(args: &StructureArgs) -> Result<bool, CliError> {
    let format = TableFormat::wanted(args.format, args.output.as_deref())?;
    let (day, limits) = (today(args.law.as_of), limits(&args.reading)?);
    let (older, newer) = (version(&args.older, &limits)?, version(&args.newer, &limits)?);
    let mut findings: Vec<StructureFinding> = Vec::new();
    let map = mapping(args, &newer.version, &limits)?.map(|(map, of_reading)| {
        findings.extend(of_reading);
        findings.extend(validate_mapping(&older.version, &newer.version, &map, day));
        map
    });
    let register = register(args, &older.version)?;
    let assignments = register.as_ref().map(|(_, assignments)| assignments);
    let mut change = diff(&older.version, &newer.version, map.as_ref(), assignments);
    // What reading found stands first; what validation and comparison both find stands once.
    findings.retain(|finding| !change.findings.contains(finding));
    change.findings.splice(0..0, older.findings.into_iter().chain(newer.findings).chain(findings));
    let lang = register.as_ref().map_or_else(|| args.reading.lang(), |(loaded, _)| loaded.lang);
    let mut view = ChangeView::new(&older.version, &newer.version, &change, day, lang);
    view.import = register.as_ref().map(|(loaded, _)| loaded.case.import());
    output::write(args.output.as_deref(), &inputs(args), |out| match format {
        TableFormat::Text => {
            let options = super::text_options(args.output.is_some(), args.all);
            Ok(out.write_all(view.text(options).as_bytes())?)
        }
        TableFormat::Csv => view.csv(out),
        TableFormat::Xlsx => view.workbook(out),
        TableFormat::Json => view.json(out),
    })?;
    Ok(view.has_findings())
}

fn migration(args: &StructureArgs) -> Result<bool, CliError> {
    let format = TableFormat::wanted(args.format, args.output.as_deref())?;
    let limits = limits(&args.reading)?;
    let (older, newer) = (version(&args.older, &limits)?, version(&args.newer, &limits)?);
    // Without a mapping only what has the same code and name in both versions moves.
    let map = mapping(args, &newer.version, &limits)?.map(|(map, _)| map).unwrap_or_default();
    let Some((loaded, assignments)) = register(args, &older.version)? else {
        return Err(CliError::NoRegisterNamed);
    };
    let migration = migrate(&assignments, &older.version, &newer.version, &map);
    let (import, day) = (loaded.case.import(), loaded.case.as_of());
    let view = MigrationView::new(&older.version, &newer.version, &migration, import, day, loaded.lang);
    output::write(args.output.as_deref(), &inputs(args), |out| match format {
        TableFormat::Text => {
            let options = super::text_options(args.output.is_some(), args.all);
            Ok(out.write_all(view.text(options).as_bytes())?)
        }
        TableFormat::Csv => view.csv(out),
        TableFormat::Xlsx => view.workbook(out),
        TableFormat::Json => view.json(out),
    })?;
    Ok(view.has_findings())
}
