//! From what the call names to a case file, and what there is to say of how it was read.

use crate::args::{CaseArgs, LawArgs, ReadingArgs};
use crate::error::CliError;
use crate::texts::texts;
use crate::{documents, limits, merging};
use chrono::NaiveDate;
use ropa::casefile::{CaseFile, CaseFileBuilder, Input};
use ropa::gaps::RegisterAssessment;
use ropa::import::{Import, Prefer, Profile};
use ropa::law::RulePacks;
use ropa::ledger::{columns_profile, read_columns};
use ropa::source::Text;
use ropa::text::Lang;
use ropa::workbook::{Limits, read_workbook};
use std::borrow::Cow;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// A case file, and the language to answer in.
pub(crate) struct Loaded {
    pub(crate) case: CaseFile<'static>,
    pub(crate) lang: Lang,
}

impl Loaded {
    /// Opens the files of a call with everything beside them, and says what a person should know of the reading.
    pub(crate) fn open(files: &[PathBuf], args: &CaseArgs) -> Result<Loaded, CliError> {
        Loaded::of(builder(files, args)?, files, &args.reading)
    }

    /// Opens as [`open`](Self::open) does, where a register is needed and a list of DPIAs is not enough.
    pub(crate) fn register(files: &[PathBuf], args: &CaseArgs) -> Result<Loaded, CliError> {
        Loaded::open(files, args)?.with_activities(files)
    }

    /// Opens what a builder names.
    pub(crate) fn of(
        builder: CaseFileBuilder<'static>,
        files: &[PathBuf],
        reading: &ReadingArgs,
    ) -> Result<Loaded, CliError> {
        let case = quietly(|| builder.inspect())?;
        if case.register().is_empty() {
            documents::tell_left_out(&case, language(reading, case.import()));
            return Err(no_register(&case, files));
        }
        Loaded { case, lang: Lang::Sv }.told(files, reading)
    }

    /// Opens what a builder names, whether or not it holds a register, to show how it was read.
    pub(crate) fn inspected(
        builder: CaseFileBuilder<'static>,
        files: &[PathBuf],
        reading: &ReadingArgs,
    ) -> Result<Loaded, CliError> {
        Loaded { case: quietly(|| builder.inspect())?, lang: Lang::Sv }.told(files, reading)
    }

    fn told(mut self, files: &[PathBuf], reading: &ReadingArgs) -> Result<Loaded, CliError> {
        self.lang = language(reading, self.case.import());
        merging::tell(&reading.merging, files, self.case.import(), self.lang)?;
        documents::tell(&self.case, files, self.lang);
        let documents = &self.case.import().documents;
        // Of a document that is no DPIA it is said already, and no heading would help.
        let told = |file: &Text| documents.iter().any(|info| info.file == *file);
        for file in self.case.files_without_tables().into_iter().filter(|file| !told(file)) {
            let told = texts(self.lang).fill("message.file_without_table", &[("file", file)]);
            anstream::eprintln!("ropa: {told}");
        }
        Ok(self)
    }

    /// The same, where it holds activities.
    pub(crate) fn with_activities(self, files: &[PathBuf]) -> Result<Loaded, CliError> {
        match self.case.register().activities.is_empty() {
            true => Err(no_register(&self.case, files)),
            false => Ok(self),
        }
    }

    /// The one assessment that everything said of the case rests on.
    pub(crate) fn assess(&self) -> Result<RegisterAssessment, CliError> {
        self.case.assess().map_err(|stopped| CliError::Case(stopped.into()))
    }
}

/// That no register is among the files, with the tables that a folder was named for and that nobody read.
pub(crate) fn no_register(case: &CaseFile<'_>, files: &[PathBuf]) -> CliError {
    if case.register().is_empty() && case.has_headers() {
        return CliError::NoRecords(files.to_vec());
    }
    CliError::NoRegister { files: files.to_vec(), tables: documents::tables_left_out(case, files) }
}

/// A case file of the files named, with the ledgers, the law, the settings and the day of the call.
pub(crate) fn builder(files: &[PathBuf], args: &CaseArgs) -> Result<CaseFileBuilder<'static>, CliError> {
    let ledgers = &args.ledgers;
    let mut builder = reader(files, &args.law, &args.reading)?.large_scale(ledgers.large_scale);
    if let Some(path) = &ledgers.decisions {
        builder = builder.decisions(path);
    }
    if let Some(path) = &ledgers.links {
        builder = builder.links(path);
    }
    if let Some(path) = &ledgers.answers {
        builder = builder.answers(path);
    }
    Ok(builder)
}

/// A case file of the files named without ledgers, read as the call says.
pub(crate) fn reader(
    files: &[PathBuf],
    law: &LawArgs,
    reading: &ReadingArgs,
) -> Result<CaseFileBuilder<'static>, CliError> {
    let mut builder = CaseFile::builder(today(law.as_of))
        .files(files)
        .packs(packs(law)?)
        .profile(profile(reading.profile.as_deref())?)
        .limits(limits(reading)?)
        .password(reading.password_file.as_deref().map(password).transpose()?)
        .prefer(reading.merging.prefer.map(Prefer::from))
        .threads(std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN));
    if let Some(path) = &reading.merging.resolved {
        builder = builder.choices(path);
    }
    Ok(builder)
}

/// The limits of reading that the call sets.
pub(crate) fn limits(reading: &ReadingArgs) -> Result<Limits, CliError> {
    let mut limits = Limits { text_encoding: reading.read_encoding, ..Limits::default() };
    for written in &reading.limit {
        limits::set(&mut limits, written).map_err(CliError::Limit)?;
    }
    Ok(limits)
}

/// Files of a structure, as a case file takes them.
pub(crate) fn inputs(files: &[PathBuf]) -> Vec<Input> {
    files.iter().map(Input::from).collect()
}

/// Reads with readers of foreign formats. One that fails inside is stopped at the library's door and
/// becomes an error; the trace that Rust would print on the way helps nobody at the prompt.
pub(crate) fn quietly<T, E>(read: impl FnOnce() -> Result<T, E>) -> Result<T, CliError>
where
    CliError: From<E>,
{
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = read();
    std::panic::set_hook(hook);
    Ok(result?)
}

/// What a file holds but for one line end, which editors put there.
fn password(path: &Path) -> Result<String, CliError> {
    let text = std::fs::read_to_string(path)
        .map_err(|source| CliError::PasswordFile { path: path.to_path_buf(), source })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.strip_suffix('\n').unwrap_or(text);
    Ok(text.strip_suffix('\r').unwrap_or(text).to_string())
}

/// The profile asked for: a built-in one by its name, else a file; the built-in one where none is asked for.
fn profile(asked: Option<&Path>) -> Result<Cow<'static, Profile>, CliError> {
    let Some(path) = asked else { return Ok(Cow::Borrowed(Profile::builtin())) };
    if let Some(profile) = builtin(path).and_then(Profile::named) {
        return Ok(Cow::Borrowed(profile));
    }
    let is_a_name = path.extension().is_none() && path.components().count() == 1;
    if is_a_name && !path.exists() {
        return Err(CliError::UnknownProfile(path.display().to_string()));
    }
    let unread = |source| CliError::ProfileFile { path: path.to_path_buf(), source };
    let text = if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        // What a person settled in a workbook of columns is a profile.
        let bytes = std::fs::read(path).map_err(unread)?;
        let book = quietly(|| read_workbook(&path.display().to_string(), &bytes, &Limits::default()))?;
        columns_profile(&read_columns(&book).map_err(CliError::Beside)?)
    } else {
        std::fs::read_to_string(path).map_err(unread)?
    };
    Profile::parse(&path.display().to_string(), &text).map(Cow::Owned).map_err(CliError::Profile)
}

/// The name of the built-in profile that an argument names.
pub(crate) fn builtin(asked: &Path) -> Option<&'static str> {
    Profile::builtin_names().find(|name| asked == Path::new(name))
}

/// The rule packs asked for: built-in ids, and files of the user's own.
pub(crate) fn packs(law: &LawArgs) -> Result<RulePacks, CliError> {
    let (files, ids): (Vec<&String>, Vec<&String>) =
        law.pack.iter().partition(|pack| pack.ends_with(".toml"));
    let mut packs = if ids.is_empty() {
        RulePacks::builtin()
    } else {
        RulePacks::select(&ids.iter().map(|id| id.as_str()).collect::<Vec<_>>()).map_err(CliError::Law)?
    };
    for file in files {
        let text = std::fs::read_to_string(file)
            .map_err(|source| CliError::PackFile { path: PathBuf::from(file), source })?;
        packs = packs.with_pack(file, &text).map_err(CliError::Law)?;
    }
    Ok(packs)
}

/// The language to answer in: the one asked for, else that of the files.
fn language(reading: &ReadingArgs, import: &Import) -> Lang {
    let of_files = if import.is_english() { Lang::En } else { Lang::Sv };
    reading.lang.map_or(of_files, Lang::from)
}

/// The day that counts as today.
pub(crate) fn today(as_of: Option<NaiveDate>) -> NaiveDate {
    as_of.unwrap_or_else(|| chrono::Local::now().date_naive())
}
