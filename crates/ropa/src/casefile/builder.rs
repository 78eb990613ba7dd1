//! How a case file is put together.

use super::input::Input;
use super::open::{self, Access, OpenedTable};
use super::watch::{Progress, Watch};
use super::{CaseFile, CaseFileError, StructureHistory};
use crate::art30::amended::change_of_nothing;
use crate::classification::number_cells;
use crate::documents::DocumentLimits;
use crate::gaps::CaseMaterial;
use crate::import::{Choice, Import, Importer, Merging, Prefer, Profile};
use crate::law::RulePacks;
use crate::ledger::{read_answers, read_choices, read_decisions, read_links};
use crate::linking::RecordedLink;
use crate::screening::{RecordedAnswer, RecordedDecision};
use crate::source::CellRef;
use crate::workbook::{Limits, Workbook};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::sync::Arc;

/// What a case file is made of; [`CaseFile::builder`] begins one.
///
/// Every setting has a default: no ledgers, the built-in profile and rule packs, the default limits, one thread.
#[derive(Debug, Clone)]
pub struct CaseFileBuilder<'w> {
    as_of: NaiveDate,
    files: Vec<Input>,
    profile: Cow<'static, Profile>,
    packs: RulePacks,
    limits: Limits,
    document_limits: DocumentLimits,
    password: Option<String>,
    prefer: Option<Prefer>,
    choices: Option<Input>,
    decisions: Option<Input>,
    links: Option<Input>,
    answers: Option<Input>,
    recorded: (Vec<RecordedDecision>, Vec<RecordedLink>, Vec<RecordedAnswer>),
    structure: Vec<Input>,
    earlier: Vec<(Input, Input)>,
    large_scale: Option<u64>,
    threads: NonZeroUsize,
    watch: Watch<'w>,
    keep_tables: bool,
}

impl<'w> CaseFileBuilder<'w> {
    pub(super) fn new(as_of: NaiveDate) -> CaseFileBuilder<'w> {
        CaseFileBuilder {
            as_of,
            files: Vec::new(),
            profile: Cow::Borrowed(Profile::builtin()),
            packs: RulePacks::builtin(),
            limits: Limits::default(),
            document_limits: DocumentLimits::default(),
            password: None,
            prefer: None,
            choices: None,
            decisions: None,
            links: None,
            answers: None,
            recorded: Default::default(),
            structure: Vec::new(),
            earlier: Vec::new(),
            large_scale: None,
            threads: NonZeroUsize::MIN,
            watch: Watch::default(),
            keep_tables: false,
        }
    }

    /// Adds a register, a list of DPIAs, a DPIA that is a document, or a folder of such documents.
    pub fn file(mut self, file: impl Into<Input>) -> Self {
        self.files.push(file.into());
        self
    }

    /// Adds several files, in their order.
    pub fn files(mut self, files: impl IntoIterator<Item = impl Into<Input>>) -> Self {
        self.files.extend(files.into_iter().map(Into::into));
        self
    }

    /// Sets how headings and values are read.
    pub fn profile(mut self, profile: impl Into<Cow<'static, Profile>>) -> Self {
        self.profile = profile.into();
        self
    }

    /// Sets the rule packs.
    pub fn packs(mut self, packs: RulePacks) -> Self {
        self.packs = packs;
        self
    }

    /// Sets how far tables are trusted: registers, ledgers and structures, as they are read and written.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Sets how far DPIAs that are documents are trusted.
    pub fn document_limits(mut self, limits: DocumentLimits) -> Self {
        self.document_limits = limits;
        self
    }

    /// Sets the password of encrypted workbooks.
    pub fn password(mut self, password: Option<String>) -> Self {
        self.password = password;
        self
    }

    /// Sets which answer counts where files answer differently.
    pub fn prefer(mut self, prefer: Option<Prefer>) -> Self {
        self.prefer = prefer;
        self
    }

    /// Adds the workbook of conflicts with the choices that a person has made.
    pub fn choices(mut self, file: impl Into<Input>) -> Self {
        self.choices = Some(file.into());
        self
    }

    /// Adds the ledger of decisions.
    pub fn decisions(mut self, file: impl Into<Input>) -> Self {
        self.decisions = Some(file.into());
        self
    }

    /// Adds the ledger of links.
    pub fn links(mut self, file: impl Into<Input>) -> Self {
        self.links = Some(file.into());
        self
    }

    /// Adds the ledger of answers.
    pub fn answers(mut self, file: impl Into<Input>) -> Self {
        self.answers = Some(file.into());
        self
    }

    /// Adds ledger entries that stand in no file: decisions, links and answers kept elsewhere.
    pub fn recorded(
        mut self,
        decisions: Vec<RecordedDecision>,
        links: Vec<RecordedLink>,
        answers: Vec<RecordedAnswer>,
    ) -> Self {
        self.recorded = (decisions, links, answers);
        self
    }

    /// Adds a file of the classification structure.
    pub fn structure(mut self, files: impl IntoIterator<Item = impl Into<Input>>) -> Self {
        self.structure.extend(files.into_iter().map(Into::into));
        self
    }

    /// Adds an earlier version of the structure with the mapping to the one after it, the newest first.
    pub fn earlier_structure(mut self, version: impl Into<Input>, mapping: impl Into<Input>) -> Self {
        self.earlier.push((version.into(), mapping.into()));
        self
    }

    /// Sets the number of data subjects from which K5 counts as met. No number is law.
    pub fn large_scale(mut self, persons: Option<u64>) -> Self {
        self.large_scale = persons;
        self
    }

    /// Sets how many threads may assess; the result does not depend on it.
    pub fn threads(mut self, threads: NonZeroUsize) -> Self {
        self.threads = threads;
        self
    }

    /// Sets whom to tell of progress, and to ask whether to go on.
    pub fn watch(mut self, watch: Watch<'w>) -> Self {
        self.watch = watch;
        self
    }

    /// Keeps the tables with their bytes, for writing them back or writing notes into them.
    pub fn keep_tables(mut self) -> Self {
        self.keep_tables = true;
        self
    }

    /// Reads every file once and opens the case file.
    ///
    /// # Errors
    /// [`CaseFileError::NoRegister`] where the files hold no register and no list of DPIAs, [`CaseFileError::NoRecords`]
    /// where they hold nothing but the headers of one, and otherwise the first file that cannot be read. A document that
    /// cannot be read is no error; see [`unread_documents`](CaseFile::unread_documents).
    pub fn open(self) -> Result<CaseFile<'w>, CaseFileError> {
        let names: Vec<String> = self.files.iter().map(|file| file.name().into_owned()).collect();
        let case = self.inspect()?;
        if case.register().is_empty() {
            return Err(match case.has_headers() {
                true => CaseFileError::NoRecords { files: names },
                false => CaseFileError::NoRegister { files: names },
            });
        }
        Ok(case)
    }

    /// Reads as [`open`](Self::open) does, also where the files hold no register: to see how they were read.
    ///
    /// # Errors
    /// [`CaseFileError`] for the first file that cannot be read.
    pub fn inspect(self) -> Result<CaseFile<'w>, CaseFileError> {
        let access = Access {
            limits: &self.limits,
            document_limits: &self.document_limits,
            password: self.password.as_deref(),
            profile: &self.profile,
            watch: self.watch,
        };
        let mut opened = open::open(&self.files, access)?;
        self.watch.look(Progress::Importing)?;
        let tables = std::mem::take(&mut opened.tables);
        let mut number_cells_of_all = BTreeSet::new();
        tables.iter().for_each(|table| number_cells_of_all.extend(number_cells(&table.book)));
        let choices = self.read_choices()?;
        let merging = Merging { prefer: self.prefer, choices: &choices };
        let importer = Importer::new(&self.profile).with_merging(merging);
        let (mut import, tables) = imported(importer, tables, self.keep_tables);
        opened.add_documents(&mut import, &self.profile);
        self.build(import, number_cells_of_all, tables, opened)
    }

    /// Makes a case file of a register that was put together by hand or read elsewhere, with the ledgers named.
    ///
    /// # Errors
    /// [`CaseFileError`] where a ledger or a structure cannot be read.
    pub fn of_import(self, import: Import) -> Result<CaseFile<'w>, CaseFileError> {
        self.build(import, BTreeSet::new(), Vec::new(), open::Opened::default())
    }

    fn build(
        self,
        import: Import,
        number_cells: BTreeSet<CellRef>,
        tables: Vec<OpenedTable>,
        opened: open::Opened,
    ) -> Result<CaseFile<'w>, CaseFileError> {
        if let Some((pack, code, near)) = change_of_nothing(&self.packs) {
            let near = near.into_iter().map(String::from).collect();
            return Err(CaseFileError::UnknownCheck { pack: pack.to_string(), code: code.to_string(), near });
        }
        let structure = match self.structure.is_empty() {
            true => None,
            false => Some(StructureHistory::read(&self.structure, &self.earlier, &self.limits, self.as_of)?),
        };
        let mut material = CaseMaterial::new(import, self.as_of);
        material.decisions = self.ledger(&self.decisions, read_decisions)?;
        material.links = self.ledger(&self.links, read_links)?;
        material.answers = self.ledger(&self.answers, read_answers)?;
        material.large_scale = self.large_scale;
        let (decisions, links, answers) = self.recorded;
        let material = material.with_recorded(decisions, links, answers).with_packs(self.packs);
        Ok(CaseFile {
            material: Arc::new(material),
            profile: self.profile,
            limits: self.limits,
            threads: self.threads,
            watch: self.watch,
            tables,
            number_cells,
            unread_documents: opened.errors,
            other_files: opened.others,
            structure,
        })
    }

    fn ledger<R>(
        &self,
        file: &Option<Input>,
        read: fn(&Workbook) -> Result<Vec<R>, crate::ledger::LedgerError>,
    ) -> Result<Vec<R>, CaseFileError> {
        let Some(file) = file else { return Ok(Vec::new()) };
        Ok(read(&open::table(file, &self.limits, self.password.as_deref())?)?)
    }

    fn read_choices(&self) -> Result<Vec<Choice>, CaseFileError> {
        self.ledger(&self.choices, read_choices)
    }
}

/// Imports tables; lets go of each as it is read, unless they are to be kept.
fn imported(importer: Importer<'_>, tables: Vec<OpenedTable>, keep: bool) -> (Import, Vec<OpenedTable>) {
    if keep {
        return (importer.import(tables.iter().map(|table| &table.book)), tables);
    }
    (importer.import_owned(tables.into_iter().map(|table| table.book)), Vec::new())
}
