//! `ropa structure`: from one version of the classification structure to the next.

use crate::args::{StructureArgs, StructureCommand, TableFormat};
use crate::error::CliError;
use crate::structure::{mapping, version};
use crate::{input, output};
use ropa::classification::{
    AssignmentOptions, Assignments, History, Mapping, StructureFinding, assign, diff, migrate, number_cells,
    validate_mapping,
};
use ropa::import::Import;
use ropa::report::structure::{ChangeView, MigrationView};
use std::io::IsTerminal;
use std::path::PathBuf;

/// Compares two versions, or takes the register's ties over; true where someone has to decide or mend.
pub(crate) fn run(command: &StructureCommand) -> Result<bool, CliError> {
    match command {
        StructureCommand::Diff(args) => changes(args),
        StructureCommand::Migrate(args) => migration(args),
    }
}

fn format(args: &StructureArgs) -> Result<TableFormat, CliError> {
    let of_file = || args.output.as_deref().and_then(TableFormat::of);
    let format = args.format.or_else(of_file).unwrap_or(TableFormat::Text);
    if format == TableFormat::Xlsx && args.output.is_none() && std::io::stdout().is_terminal() {
        return Err(CliError::BinaryToTerminal);
    }
    Ok(format)
}

/// The register and its ties to the older version, where a register is named.
fn register(
    args: &StructureArgs,
    older: &ropa::classification::StructureVersion,
) -> Result<Option<(Import, Assignments)>, CliError> {
    if args.register.is_empty() {
        return Ok(None);
    }
    let (books, import) = input::import(&args.register, &args.reading)?;
    if import.register.activities.is_empty() {
        return Err(CliError::NoRegister(args.register.clone()));
    }
    let options = AssignmentOptions {
        number_cells: books.iter().flat_map(number_cells).collect(),
        written_against: None,
    };
    let ties = assign(&import.register, &History::of(older), &options);
    Ok(Some((import, ties)))
}

fn inputs(args: &StructureArgs) -> Vec<PathBuf> {
    [&args.older, &args.newer].into_iter().chain(&args.map).chain(&args.register).cloned().collect()
}

fn changes(args: &StructureArgs) -> Result<bool, CliError> {
    let format = format(args)?;
    let day = input::today(args.law.as_of);
    let older = version(std::slice::from_ref(&args.older))?;
    let newer = version(std::slice::from_ref(&args.newer))?;
    let mut findings: Vec<StructureFinding> = Vec::new();
    let map: Option<Mapping> = match &args.map {
        Some(file) => {
            let (map, of_reading) = mapping(file, newer.version.style)?;
            findings.extend(of_reading);
            findings.extend(validate_mapping(&older.version, &newer.version, &map, day));
            Some(map)
        }
        None => None,
    };
    let register = register(args, &older.version)?;
    let ties = register.as_ref().map(|(_, ties)| ties);
    let mut change = diff(&older.version, &newer.version, map.as_ref(), ties);
    // What reading found stands first; what validation and comparison both find stands once.
    findings.retain(|finding| !change.findings.contains(finding));
    change.findings.splice(0..0, older.findings.into_iter().chain(newer.findings).chain(findings));
    let lang = register
        .as_ref()
        .map_or_else(|| args.reading.lang(), |(import, _)| input::language(&args.reading, import));
    let view = ChangeView {
        older: &older.version,
        newer: &newer.version,
        change: &change,
        import: register.as_ref().map(|(import, _)| import),
        as_of: day,
        lang,
    };
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
    let format = format(args)?;
    let older = version(std::slice::from_ref(&args.older))?;
    let newer = version(std::slice::from_ref(&args.newer))?;
    // Without a mapping only what has the same code and name in both versions moves.
    let map = match &args.map {
        Some(file) => mapping(file, newer.version.style)?.0,
        None => Mapping::default(),
    };
    let Some((import, ties)) = register(args, &older.version)? else {
        return Err(CliError::NoRegisterNamed);
    };
    let migration = migrate(&ties, &older.version, &newer.version, &map);
    let view = MigrationView {
        older: &older.version,
        newer: &newer.version,
        migration: &migration,
        import: &import,
        as_of: input::today(args.law.as_of),
        lang: input::language(&args.reading, &import),
    };
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
