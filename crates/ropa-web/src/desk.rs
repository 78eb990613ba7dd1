//! The files on the desk, and the case file that they make. What a person records is a change of the case file, and kept by
//! the page as files too: whoever begins anew with the same files gets the same.

use crate::given::{Given, Role};
use crate::refusal::{self, Refusal};
use chrono::NaiveDate;
use ropa::casefile::{CaseFile, CaseFileBuilder, CaseFileError, Input, Watch};
use ropa::gaps::RegisterAssessment;
use ropa::import::Profile;
use ropa::text::Lang;
use std::borrow::Cow;

/// What lies on the desk of one person: files, and the case file that they make.
#[derive(Debug, Default)]
pub struct Desk {
    pub(crate) as_of: NaiveDate,
    /// The language of the page, in which to say what cannot be read.
    pub(crate) page: Lang,
    /// The language asked for; else that of the files.
    pub(crate) lang: Option<Lang>,
    pub(crate) files: Vec<Given>,
    pub(crate) refused: Vec<Refused>,
    pub(crate) open: Option<Opened>,
}

/// A case file with its one assessment.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) case: CaseFile<'static>,
    pub(crate) assessed: RegisterAssessment,
}

/// A file that could not be read, and why.
#[derive(Debug, Clone, serde::Serialize)]
pub(crate) struct Refused {
    pub(crate) name: String,
    pub(crate) why: Refusal,
}

impl Desk {
    /// Opens what lies on the desk. A file that cannot be read is set aside and told of, and the others are opened.
    pub(crate) fn reopen(&mut self, watch: Watch<'static>) -> Result<(), Refusal> {
        (self.open, self.refused) = (None, Vec::new());
        let mut left = self.files.clone();
        let case = loop {
            let error = match self.builder(&left).map(|builder| builder.watch(watch).inspect()) {
                Ok(Ok(case)) => break case,
                Ok(Err(error)) | Err(error) => error,
            };
            let why = Refusal::of(&error, self.page);
            match refusal::culprit(&error, &left) {
                Some(index) => self.refused.push(Refused { name: left.remove(index).name, why }),
                None => return Err(why),
            }
        };
        self.settle(case)
    }

    /// Takes a case file as the one that everything is said of.
    pub(crate) fn settle(&mut self, case: CaseFile<'static>) -> Result<(), Refusal> {
        let assessed = case.assess().map_err(|stopped| Refusal::of(&stopped.into(), self.page))?;
        self.open = Some(Opened { case, assessed });
        Ok(())
    }

    /// A case file of some of the files. Of two files of one kind of ledger the last counts; the page warns of that.
    pub(crate) fn builder(&self, files: &[Given]) -> Result<CaseFileBuilder<'static>, CaseFileError> {
        let input = |file: &Given| Input::from((file.name.clone(), file.bytes.clone()));
        let of = |role| files.iter().filter(move |file| file.role == role);
        let mut builder = CaseFile::builder(self.as_of)
            .files(of(Role::Register).map(input))
            .structure(of(Role::Structure).map(input));
        if let Some(profile) = profile(files)? {
            builder = builder.profile(Cow::Owned(profile));
        }
        if let Some(file) = of(Role::Links).next_back() {
            builder = builder.links(input(file));
        }
        if let Some(file) = of(Role::Answers).next_back() {
            builder = builder.answers(input(file));
        }
        if let Some(file) = of(Role::Decisions).next_back() {
            builder = builder.decisions(input(file));
        }
        Ok(builder)
    }

    /// The case file, where one is open.
    pub(crate) fn opened(&self) -> Result<&Opened, Refusal> {
        self.open.as_ref().ok_or_else(|| Refusal::known("nothing_open"))
    }

    /// The language to answer in: the one asked for, else that of the files.
    pub(crate) fn lang(&self) -> Lang {
        let english = self.open.as_ref().is_some_and(|open| open.case.import().is_english());
        self.lang.unwrap_or(if english { Lang::En } else { Lang::Sv })
    }

    /// The case file with something recorded in it. What is open stays as it is: the page reads the ledger that comes of it,
    /// so that it shows what a ledger says that is read.
    pub(crate) fn with(
        &self,
        record: impl FnOnce(&mut CaseFile<'static>) -> Result<(), CaseFileError>,
    ) -> Result<CaseFile<'static>, Refusal> {
        let mut case = self.opened()?.case.clone();
        record(&mut case).map_err(|error| Refusal::of(&error, self.page))?;
        Ok(case)
    }
}

/// How headings are read, where a file says it.
fn profile(files: &[Given]) -> Result<Option<Profile>, CaseFileError> {
    let Some(file) = files.iter().rfind(|file| file.role == Role::Profile) else { return Ok(None) };
    Ok(Some(Profile::parse(&file.name, &String::from_utf8_lossy(&file.bytes))?))
}
