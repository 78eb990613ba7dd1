//! What can go wrong, and how it is said.

use crate::config::{ConfigError, ConfigProblem};
use crate::limits::LimitProblem;
use crate::texts::{Texts, are_english, argument, arguments, texts};
use ropa::casefile::CaseFileError;
use ropa::classification::StructureError;
use ropa::impact::{ImpactError, ListError};
use ropa::import::{Expected, Profile, ProfileError, ProfileProblem};
use ropa::law::LawError;
use ropa::ledger::{FileProblem, LedgerError, ProblemKind};
use ropa::text::Lang;
use ropa::workbook::{ReadError, WriteError};
use ropa::yearly::LastError;
use std::io;
use std::path::{Path, PathBuf};

/// So many known names are listed where none is near; more help nobody.
const MOST_LISTED: usize = 16;

/// Why the command could not be carried out.
#[derive(Debug)]
pub(crate) enum CliError {
    /// The case file could not be opened, or something in it not be found.
    Case(CaseFileError),
    /// A file could not be read.
    Read(ReadError),
    /// A limit that there is none of, or no number.
    Limit(LimitProblem),
    /// The file with the password could not be opened.
    PasswordFile { path: PathBuf, source: io::Error },
    /// The profile is wrong.
    Profile(ProfileError),
    /// No built-in profile has that name, and no file either.
    UnknownProfile(String),
    /// There is a file where the proposal of a profile would be written.
    ProfileThere(PathBuf),
    /// A proposal was asked for on top of a user's own profile.
    ProfileOfProfile(PathBuf),
    /// There is a file where the workbook of conflicts would be written.
    ConflictsThere(PathBuf),
    /// The profile could not be opened.
    ProfileFile { path: PathBuf, source: io::Error },
    /// The rule packs are wrong or unknown.
    Law(ropa::law::LawError),
    /// A rule pack could not be opened.
    PackFile { path: PathBuf, source: io::Error },
    /// A classification structure or a mapping could not be read.
    Structure(StructureError),
    /// A file holds no mapping, and no sheet either.
    NoMapping(PathBuf),
    /// There is not one mapping for each earlier version.
    UnpairedVersions { versions: usize, maps: usize },
    /// A migration was asked for without a register.
    NoRegisterNamed,
    /// The code of a process cannot be read.
    ProcessCode(String),
    /// The files hold no register.
    NoRegister {
        files: Vec<PathBuf>,
        /// Tables in the folders among them, which were not read.
        tables: Vec<PathBuf>,
    },
    /// The files hold the headers of a register and no record.
    NoRecords(Vec<PathBuf>),
    /// One side of a comparison holds no register.
    NothingCompared(PathBuf),
    /// Some of the files hold no table that could be read, so that the list is not whole.
    FilesNotRead(Vec<PathBuf>),
    /// The result would be written over an input.
    OverwritesInput(PathBuf),
    /// The result could not be written to its file.
    Write { path: PathBuf, source: io::Error },
    /// The file was changed by someone else since it was read.
    ChangedMeanwhile(PathBuf),
    /// No file to write is named.
    NoOutput,
    /// The same, where a trial needs it too.
    NoOutputName,
    /// Cells that references would go into, here named, hold formulas.
    Formulas(String),
    /// Assignments are to be written into a register that is not written as it came.
    LinksInAnotherForm,
    /// Whom the register is for is said of a layout that is for all.
    VariantOfAnother,
    /// How text is written is said of a file that is none.
    TextOptions(PathBuf),
    /// Several files would go into one that holds one.
    SeveralFiles,
    /// The ending of the output's name is none that is known.
    UnknownEnding(PathBuf),
    /// Files of that kind cannot be written in this form.
    CannotWrite(PathBuf),
    /// A file that would be written beside the one named is there already.
    Exists(PathBuf),
    /// Accepted ties are to be written, and no ledger is named.
    NoLinks,
    /// A text that is kept as it came can go over to one other encoding only.
    EncodingInPlace,
    /// The export could not be made.
    Export(ropa::writeback::WritebackError),
    /// The result could not be written to the screen or the pipe.
    Stdout(io::Error),
    /// The result could not be rendered.
    Report(WriteError),
    /// A workbook was asked for without a file to put it in.
    BinaryToTerminal,
    /// Notes can be written in one workbook at a time.
    OneWorkbook,
    /// No file is named, and no configuration names one.
    NoFiles,
    /// No structure is named, and no configuration names one.
    NoStructureNamed,
    /// The configuration could not be opened.
    ConfigFile { path: PathBuf, source: io::Error },
    /// The configuration is wrong.
    Config(ConfigError),
    /// There is a configuration already.
    ConfigThere(PathBuf),
    /// A file of decisions or of ties is wrong.
    Beside(LedgerError),
    /// No DPIA has that id, case number or title.
    UnknownDpia { name: String, near: Vec<String> },
    /// Several DPIAs have that id, case number or title.
    SeveralDpias { name: String, found: Vec<String> },
    /// What an incident is asked of is no name.
    NoName(String),
    /// No column of a list names systems or suppliers.
    NoListColumn(String),
    /// Whoever signs has no name.
    NoSigner,
    /// Decisions and ties are written as delimited text only.
    NotCsv(PathBuf),
    /// None of the files is a questionnaire.
    NoQuestionnaire(Vec<PathBuf>),
    /// No register is named beside the questionnaires.
    NoRegisterBeside,
    /// Nothing has that code.
    UnknownCode { code: String, near: Vec<String> },
    /// No activity has that id or name.
    UnknownActivity { code: String, near: Vec<String> },
    /// The limits of a plan leave room for nothing.
    Plan(ropa::plan::PlanError),
    /// The plan has no such family.
    UnknownFamily { name: String, known: Vec<String> },
    /// Several plans stand beside the register.
    SeveralPlans(Vec<PathBuf>),
    /// The last plan could not be opened.
    LastPlan { path: PathBuf, source: io::Error },
    /// A file is no report of an earlier year.
    LastReport { path: PathBuf, problem: LastError },
    /// A file is a report of an earlier year for people to read, and not the one for a program.
    LastReportForPeople(PathBuf),
    /// A recommendation in the file of the year is not known and has no words.
    UnknownRecommendation { path: PathBuf, id: String },
    /// A folder could not be listed.
    Folder { path: PathBuf, source: io::Error },
    /// The ending of the output's name promises a format that the command does not write.
    NoSuchFormat { path: PathBuf, known: Vec<String> },
    /// No folder below the one named has settings of its own.
    NoBoards(PathBuf),
    /// Boards, here named, could not be read.
    BoardsNotRead(Vec<String>),
    /// Boards, here named, of which no tables could be written.
    BoardsNotWritten(Vec<String>),
    /// Two folders are the same board.
    BoardTwice(String),
    /// The folder that tables would go into holds something already.
    FolderTaken(PathBuf),
    /// This build writes no Parquet.
    NoParquet,
    /// Boards side by side are no document.
    BoardsDocx,
    /// What no other message tells, in English.
    Plain(String),
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
            // Of these the command line makes none, or they are texts of their own above.
            CliError::Case(CaseFileError::UnknownCheck { pack, code, near: candidates }) => {
                let near = near(candidates);
                texts.fill("error.unknown_check", &[("pack", pack), ("code", code), ("near", &near)])
            }
            CliError::Case(error) => error.to_string(),
            CliError::Plan(error) => plan(error, texts),
            CliError::UnknownFamily { name, known } if known.is_empty() => {
                texts.fill("error.unknown_family_none", &[("name", name)])
            }
            CliError::UnknownFamily { name, known } => {
                let known = known.iter().take(MOST_LISTED).cloned().collect::<Vec<_>>().join(", ");
                texts.fill("error.unknown_family", &[("name", name), ("known", &known)])
            }
            CliError::SeveralPlans(plans) => {
                let names: Vec<_> = plans.iter().map(|plan| plan.display().to_string()).collect();
                texts.fill("error.several_plans", &[("files", &names.join(", "))])
            }
            CliError::LastPlan { path, source } => {
                texts.fill("error.last_plan", &[("path", &path.display()), ("cause", &cause(source, texts))])
            }
            CliError::LastReport { path, problem } => last_report(path, problem, texts),
            CliError::LastReportForPeople(path) => {
                texts.fill("error.last_for_people", &[("path", &path.display())])
            }
            CliError::UnknownRecommendation { path, id } => {
                texts.fill("error.year_unknown_recommendation", &[("path", &path.display()), ("id", id)])
            }
            CliError::Folder { path, source } => {
                let key = match source.kind() {
                    io::ErrorKind::NotFound => "error.folder_missing",
                    io::ErrorKind::NotADirectory => "error.folder_is_file",
                    _ => "error.config_read",
                };
                texts.fill(key, &[("path", &path.display()), ("cause", &cause(source, texts))])
            }
            CliError::NoSuchFormat { path, known } => {
                let known: Vec<_> = known.iter().map(|ending| format!(".{ending}")).collect();
                texts.fill("error.no_such_format", &[("path", &path.display()), ("known", &known.join(", "))])
            }
            CliError::NoBoards(folder) => texts.fill("error.no_boards", &[("path", &folder.display())]),
            CliError::BoardsNotRead(boards) => {
                texts.fill("error.boards_not_read", &[("boards", &boards.join(", "))])
            }
            CliError::BoardsNotWritten(boards) => {
                texts.fill("error.boards_not_written", &[("boards", &boards.join(", "))])
            }
            CliError::BoardTwice(board) => texts.fill("error.board_twice", &[("name", board)]),
            CliError::FolderTaken(path) => texts.fill("error.folder_taken", &[("path", &path.display())]),
            CliError::NoParquet => texts.get("error.no_parquet").to_string(),
            CliError::BoardsDocx => texts.get("error.boards_docx").to_string(),
            CliError::Plain(what) => what.clone(),
            CliError::Read(error) => crate::reading::message(error, lang),
            CliError::Limit(problem) => limit(problem, texts),
            CliError::PasswordFile { path, source } => texts
                .fill("error.password_read", &[("path", &path.display()), ("cause", &cause(source, texts))]),
            CliError::Profile(error) => profile(error, texts),
            CliError::UnknownProfile(name) => {
                let known: Vec<_> = Profile::builtin_names().collect();
                let closest: Vec<_> =
                    ropa::text::nearest(name, known.iter().copied()).into_iter().map(String::from).collect();
                let values: [(&str, &dyn std::fmt::Display); 3] =
                    [("name", name), ("near", &near(&closest)), ("known", &known.join(", "))];
                texts.fill("error.unknown_profile", &values)
            }
            CliError::ProfileThere(path) => texts.fill("error.profile_there", &[("path", &path.display())]),
            CliError::ProfileOfProfile(path) => texts.fill(
                "error.profile_of_profile",
                &[("path", &path.display()), ("argument", &argument(path))],
            ),
            CliError::ConflictsThere(path) => texts
                .fill("error.conflicts_there", &[("path", &path.display()), ("argument", &argument(path))]),
            CliError::ProfileFile { path, source } => texts
                .fill("error.profile_read", &[("path", &path.display()), ("cause", &cause(source, texts))]),
            CliError::Law(error) => law(error, texts),
            CliError::PackFile { path, source } => {
                texts.fill("error.pack_read", &[("path", &path.display()), ("cause", &cause(source, texts))])
            }
            CliError::Structure(error) => structure(error, texts),
            CliError::NoMapping(path) => texts.fill("error.no_mapping", &[("path", &path.display())]),
            CliError::UnpairedVersions { versions, maps } => {
                texts.fill("error.unpaired_versions", &[("versions", versions), ("maps", maps)])
            }
            CliError::NoRegisterNamed => texts.get("error.no_register_named").to_string(),
            CliError::ProcessCode(code) => texts.fill("error.process_code", &[("code", code)]),
            CliError::NothingCompared(side) => {
                let (path, argument) = (side.display(), argument(side));
                texts.fill("error.nothing_compared", &[("path", &path), ("argument", &argument)])
            }
            CliError::NoRegister { files, tables } => {
                let names = |files: &[PathBuf]| {
                    files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(", ")
                };
                let values: [(&str, &dyn std::fmt::Display); 2] =
                    [("files", &names(files)), ("arguments", &arguments(files))];
                match tables.first() {
                    None => texts.fill("error.no_register", &values),
                    Some(first) => texts.fill(
                        "error.no_register_folder",
                        &[
                            ("files", &names(files)),
                            ("tables", &names(tables)),
                            ("argument", &argument(first)),
                        ],
                    ),
                }
            }
            CliError::NoRecords(files) => {
                let names: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
                texts.fill("error.no_records", &[("files", &names.join(", "))])
            }
            CliError::FilesNotRead(files) => {
                let names: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
                texts.fill(
                    "error.files_not_read",
                    &[("files", &names.join(", ")), ("arguments", &arguments(files))],
                )
            }
            CliError::OverwritesInput(path) => {
                texts.fill("error.overwrites_input", &[("path", &path.display())])
            }
            CliError::Write { path, source } => crate::writing::refused(path, source, texts),
            CliError::ChangedMeanwhile(path) => {
                texts.fill("error.changed_meanwhile", &[("path", &path.display())])
            }
            CliError::NoOutput => texts.get("error.no_output").to_string(),
            CliError::NoOutputName => texts.get("error.no_output_name").to_string(),
            CliError::Formulas(cells) => texts.fill("error.formulas", &[("cells", cells)]),
            CliError::LinksInAnotherForm => texts.get("error.links_in_another_form").to_string(),
            CliError::VariantOfAnother => texts.get("error.variant_of_another").to_string(),
            CliError::TextOptions(path) => texts.fill("error.text_options", &[("path", &path.display())]),
            CliError::SeveralFiles => texts.get("error.several_files").to_string(),
            CliError::UnknownEnding(path) => texts.fill("error.unknown_ending", &[("path", &path.display())]),
            CliError::CannotWrite(path) => texts.fill("error.cannot_write", &[("path", &path.display())]),
            CliError::Exists(path) => texts.fill("error.exists", &[("path", &path.display())]),
            CliError::NoLinks => texts.get("error.no_links").to_string(),
            CliError::EncodingInPlace => texts.get("error.encoding_in_place").to_string(),
            CliError::Export(error) => crate::writing::export(error, lang),
            CliError::Stdout(source) => texts.fill("error.stdout", &[("cause", source)]),
            CliError::Report(error) => texts.fill("error.report", &[("cause", error)]),
            CliError::BinaryToTerminal => texts.get("error.binary_to_terminal").to_string(),
            CliError::NoFiles => texts.get("error.no_files").to_string(),
            CliError::NoStructureNamed => texts.get("error.no_structure_named").to_string(),
            CliError::ConfigFile { path, source } => texts
                .fill("error.config_read", &[("path", &path.display()), ("cause", &cause(source, texts))]),
            CliError::Config(error) => config(error, texts),
            CliError::ConfigThere(path) => texts.fill("error.config_there", &[("path", &path.display())]),
            CliError::Beside(error) => beside(error, texts),
            CliError::UnknownDpia { name, near: candidates } => {
                texts.fill("error.unknown_dpia", &[("name", name), ("near", &near(candidates))])
            }
            CliError::SeveralDpias { name, found } => {
                texts.fill("error.several_dpias", &[("name", name), ("found", &found.join(", "))])
            }
            CliError::NoName(name) => texts.fill("error.no_name", &[("name", name)]),
            CliError::NoListColumn(file) => texts.fill("error.no_list_column", &[("path", file)]),
            CliError::NoSigner => texts.get("error.no_signer").to_string(),
            CliError::NoQuestionnaire(files) => {
                let names: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
                texts.fill("error.no_questionnaire", &[("files", &names.join(", "))])
            }
            CliError::NoRegisterBeside => texts.get("error.no_register_beside").to_string(),
            CliError::NotCsv(path) => texts.fill("error.not_csv", &[("path", &path.display())]),
            CliError::OneWorkbook => texts.get("error.one_workbook").to_string(),
            CliError::UnknownCode { code, near: candidates } => {
                let argument = argument(Path::new(code));
                texts.fill(
                    "error.unknown_code",
                    &[("code", code), ("near", &near(candidates)), ("argument", &argument)],
                )
            }
            CliError::UnknownActivity { code, near: candidates } => {
                texts.fill("error.unknown_activity", &[("code", code), ("near", &near(candidates))])
            }
        }
    }
}

/// What is wrong with a limit, in the user's language.
fn limit(problem: &LimitProblem, texts: &Texts) -> String {
    match problem {
        LimitProblem::Unknown { name, near } => {
            let near = near.as_ref().map(|near| texts.fill("error.near", &[("candidates", near)]));
            texts.fill("error.unknown_limit", &[("name", name), ("near", &near.unwrap_or_default())])
        }
        LimitProblem::NoNumber { name, value } => {
            texts.fill("error.no_limit_number", &[("name", name), ("value", value)])
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
        other => other.to_string(),
    }
}

/// Why the system did not let a file be opened.
fn cause(error: &io::Error, texts: &Texts) -> String {
    let key = match error.kind() {
        io::ErrorKind::NotFound => "missing",
        io::ErrorKind::IsADirectory => "folder",
        io::ErrorKind::PermissionDenied => "denied",
        io::ErrorKind::InvalidData => "not_utf8",
        _ => return error.to_string(),
    };
    texts.get(&format!("cause.{key}")).to_string()
}

/// Why a rule pack cannot be used. What is wrong in it is said in English alone, as it is for those who write packs.
fn law(error: &LawError, texts: &Texts) -> String {
    match error {
        LawError::UnknownPack { id, known } => {
            texts.fill("error.unknown_pack", &[("id", id), ("known", &known.join(", "))])
        }
        LawError::Invalid { name, message } => {
            let place = message
                .strip_prefix("line ")
                .and_then(|rest| rest.split_once(':')?.0.split_once(", column "))
                .map(|(line, column)| {
                    texts.fill("error.pack_place", &[("line", &line), ("column", &column)])
                });
            let (place, cause) = match are_english(texts) {
                true => (String::new(), format!(": {message}")),
                false => (place.unwrap_or_default(), String::new()),
            };
            texts.fill("error.pack_invalid", &[("name", name), ("place", &place), ("cause", &cause)])
        }
        other => other.to_string(),
    }
}

/// That a file is no TOML; why is said in English alone.
fn unreadable(message: &str, texts: &Texts) -> String {
    let cause = if are_english(texts) { format!(" ({message})") } else { String::new() };
    texts.fill("error.config_syntax", &[("cause", &cause)])
}

/// Where a profile is wrong, and what was meant.
fn profile(error: &ProfileError, texts: &Texts) -> String {
    let listed = |known: &[String]| match known.len() <= MOST_LISTED {
        true => texts.fill("error.known_here", &[("known", &known.join(", "))]),
        false => texts.get("error.known_in_docs").to_string(),
    };
    let what = match &error.problem {
        ProfileProblem::Unreadable(message) => unreadable(message, texts),
        ProfileProblem::UnknownName { name, nearest: Some(nearest), .. } => {
            let near = texts.fill("error.near", &[("candidates", nearest)]);
            texts.fill("error.config_unknown_key", &[("name", name), ("near", &near)])
        }
        ProfileProblem::UnknownName { name, known, .. } => {
            let near = format!(" {}", listed(known));
            texts.fill("error.config_unknown_key", &[("name", name), ("near", &near)])
        }
        ProfileProblem::UnknownLanguage { name, nearest, known } => {
            let near = nearest.as_ref().map(|nearest| texts.fill("error.near", &[("candidates", nearest)]));
            let near = near.unwrap_or_default();
            let known = known.join(", ");
            texts.fill("error.profile_language", &[("name", name), ("near", &near), ("known", &known)])
        }
        ProfileProblem::NoLanguageCode(name) => texts.fill("error.profile_language_code", &[("name", name)]),
        ProfileProblem::WrongType { key, expected } => {
            let wanted = texts.get(match expected {
                Expected::Table => "error.wanted_section",
                Expected::Text => "error.wanted_text",
                Expected::Texts => "error.wanted_texts",
                Expected::FieldKey => "error.wanted_field",
            });
            texts.fill("error.config_wrong_type", &[("key", key), ("wanted", &wanted)])
        }
        ProfileProblem::EmptyLabel => texts.get("error.profile_empty_label").to_string(),
        ProfileProblem::EmptySeparator => texts.get("error.profile_empty_separator").to_string(),
        ProfileProblem::NotAList { field } => texts.fill("error.profile_not_a_list", &[("field", field)]),
        ProfileProblem::Clash { label, fields: [first, second] } => {
            texts.fill("error.profile_clash", &[("label", label), ("first", first), ("second", second)])
        }
        other => other.to_string(),
    };
    let place: [(&str, &dyn std::fmt::Display); 4] =
        [("path", &error.name), ("line", &error.line), ("column", &error.column), ("what", &what)];
    texts.fill("error.config_place", &place)
}

/// Where a configuration is wrong, and what was meant.
fn config(error: &ConfigError, texts: &Texts) -> String {
    let near = |near: &[String]| match near {
        [] => String::new(),
        some => texts.fill("error.near", &[("candidates", &some.join(", "))]),
    };
    let what = match &error.problem {
        ConfigProblem::Syntax(message) => unreadable(message, texts),
        ConfigProblem::UnknownKey { name, near: candidate } => {
            let near = near(&candidate.iter().cloned().collect::<Vec<_>>());
            texts.fill("error.config_unknown_key", &[("name", name), ("near", &near)])
        }
        ConfigProblem::WrongType { key, wanted } => {
            let wanted = texts.get(&format!("error.wanted_{wanted}"));
            texts.fill("error.config_wrong_type", &[("key", key), ("wanted", &wanted)])
        }
        ConfigProblem::UnknownRule { name, near: candidates } => {
            texts.fill("error.config_unknown_rule", &[("name", name), ("near", &near(candidates))])
        }
        ConfigProblem::Limit(problem) => limit(problem, texts),
        ConfigProblem::PlanLimit { key, value, wanted } => {
            let wanted = texts.get(&format!("error.plan_{wanted}"));
            texts.fill("error.config_plan", &[("key", key), ("value", value), ("wanted", &wanted)])
        }
        ConfigProblem::UnknownWord { name, known } => {
            texts.fill("error.unknown_word", &[("name", name), ("known", &known.join(", "))])
        }
        ConfigProblem::OutOfRange { key, value, least, most } => texts.fill(
            "error.year_out_of_range",
            &[("key", key), ("value", value), ("least", least), ("most", most)],
        ),
        ConfigProblem::UnknownProposal { name, near: candidate } => {
            let near = near(&candidate.iter().cloned().collect::<Vec<_>>());
            texts.fill("error.year_unknown_proposal", &[("name", name), ("near", &near)])
        }
        ConfigProblem::MoreThanAll { key, of } => {
            texts.fill("error.year_more_than_all", &[("key", key), ("of", of)])
        }
        ConfigProblem::Lacks(key) => texts.fill("error.year_lacks", &[("key", key)]),
        ConfigProblem::Twice(name) => texts.fill("error.year_twice", &[("name", name)]),
    };
    let place: [(&str, &dyn std::fmt::Display); 4] =
        [("path", &error.path.display()), ("line", &error.line), ("column", &error.column), ("what", &what)];
    texts.fill("error.config_place", &place)
}

/// Why a file is no report of an earlier year.
fn last_report(path: &Path, problem: &LastError, texts: &Texts) -> String {
    let path = path.display();
    match problem {
        LastError::NotJson { line, column } => {
            texts.fill("error.last_not_json", &[("path", &path), ("line", line), ("column", column)])
        }
        LastError::NotOlder(day) => texts.fill("error.last_not_older", &[("path", &path), ("date", day)]),
        LastError::Unreadable(key) => texts.fill("error.last_unreadable", &[("path", &path), ("key", key)]),
        _ => texts.fill("error.last_other", &[("path", &path)]),
    }
}

/// Why a file beside the register cannot be used, with every cell that is wrong.
fn beside(error: &LedgerError, texts: &Texts) -> String {
    match error {
        LedgerError::NoTable { file, column } => {
            texts.fill("error.no_beside", &[("path", file), ("column", column)])
        }
        LedgerError::Cells { problems } => {
            let lines: Vec<_> = problems.iter().map(|problem| problem_line(problem, texts)).collect();
            let file = problems.first().map(|problem| problem.cell.file.to_string()).unwrap_or_default();
            texts.fill("error.beside_cells", &[("path", &file), ("lines", &lines.join("\n  "))])
        }
        other => other.to_string(),
    }
}

fn problem_line(problem: &FileProblem, texts: &Texts) -> String {
    let near = |near: &[&str]| match near {
        [] => String::new(),
        some => texts.fill("error.near", &[("candidates", &some.join(", "))]),
    };
    let name = &problem.value;
    let what = match &problem.kind {
        ProblemKind::UnknownColumn { near: candidate } => {
            let near = near(&candidate.iter().copied().collect::<Vec<_>>());
            texts.fill("error.unknown_column", &[("name", name), ("near", &near)])
        }
        ProblemKind::NoActivity => texts.get("error.no_activity_named").to_string(),
        ProblemKind::UnknownWord { known } => {
            texts.fill("error.unknown_word", &[("name", name), ("known", &known.join(", "))])
        }
        ProblemKind::NoDate => texts.fill("error.no_date", &[("name", name)]),
        ProblemKind::UnknownRule { near: candidates } => {
            texts.fill("error.config_unknown_rule", &[("name", name), ("near", &near(candidates))])
        }
        ProblemKind::NoReason => texts.get("error.no_reason").to_string(),
        ProblemKind::NoCriterion => texts.get("error.no_criterion").to_string(),
        ProblemKind::NoFingerprint => texts.get("error.no_fingerprint").to_string(),
        _ => String::new(),
    };
    texts.fill("error.at_cell", &[("cell", &problem.cell), ("what", &what)])
}

/// What is wrong with the limits of a plan.
fn plan(error: &ropa::plan::PlanError, texts: &Texts) -> String {
    match error {
        ropa::plan::PlanError::NoRoom => texts.get("error.plan_no_room").to_string(),
        ropa::plan::PlanError::NoSize => texts.get("error.plan_no_size").to_string(),
        other => other.to_string(),
    }
}

impl From<CaseFileError> for CliError {
    fn from(error: CaseFileError) -> CliError {
        match error {
            CaseFileError::Read(error) => CliError::Read(error),
            CaseFileError::NoRecords { files } => {
                CliError::NoRecords(files.into_iter().map(PathBuf::from).collect())
            }
            CaseFileError::NoRegister { files } => CliError::NoRegister {
                files: files.into_iter().map(PathBuf::from).collect(),
                tables: Vec::new(),
            },
            CaseFileError::Ledger(error) => CliError::Beside(error),
            CaseFileError::Profile(error) => CliError::Profile(error),
            CaseFileError::Law(error) => CliError::Law(error),
            CaseFileError::Structure(error) => CliError::Structure(error),
            CaseFileError::NoMapping(file) => CliError::NoMapping(file.into()),
            CaseFileError::UnpairedVersions { versions, maps } => {
                CliError::UnpairedVersions { versions, maps }
            }
            CaseFileError::UnknownActivity { name, near } => CliError::UnknownActivity { code: name, near },
            CaseFileError::UnknownDpia { name, near } => CliError::UnknownDpia { name, near },
            CaseFileError::SeveralDpias { name, found } => CliError::SeveralDpias { name, found },
            CaseFileError::UnknownRule { code, near } => CliError::UnknownCode { code, near },
            CaseFileError::NoSigner => CliError::NoSigner,
            other => CliError::Case(other),
        }
    }
}

impl From<ReadError> for CliError {
    fn from(error: ReadError) -> CliError {
        CliError::Read(error)
    }
}

impl From<ImpactError> for CliError {
    fn from(error: ImpactError) -> CliError {
        match error {
            ImpactError::NoName(name) => CliError::NoName(name),
            other => CliError::NoName(other.to_string()),
        }
    }
}

impl From<ListError> for CliError {
    fn from(error: ListError) -> CliError {
        match error {
            ListError::NoColumn { file } => CliError::NoListColumn(file),
            other => CliError::NoListColumn(other.to_string()),
        }
    }
}
