//! What the page can ask, and what it is answered.

use crate::columns::{Chosen, chosen_profile};
use crate::desk::{Desk, Refused};
use crate::documents::{Format, Wanted, What};
use crate::given::{Given, Role};
use crate::message;
use crate::record::{Answered, Decided, Judged};
use crate::refusal::Refusal;
use chrono::NaiveDate;
use ropa::casefile::{Progress, Watch};
use ropa::gaps::{Assessment, Filter};
use ropa::import::MatchHow;
use ropa::report::gaps::GapView;
use ropa::text::Lang;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::ops::ControlFlow;
use std::sync::Arc;

/// What the page asks.
#[derive(Debug, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
enum Ask {
    /// Take these files, of which the bytes follow one after another, as all that lies on the desk.
    Open { files: Vec<File>, as_of: NaiveDate, page: String, lang: Option<String> },
    /// Answer in another language.
    Language { page: String, lang: Option<String> },
    /// Make a document.
    Document(Wanted),
    /// List the headings, with what they may stand for.
    Headings,
    /// Write what a person chose for the headings as a profile.
    Choose { columns: Vec<Chosen> },
    /// Judge a link; as the two below it gives the ledger anew, and what is open stays as it is.
    Judge(Judged),
    /// Answer a question.
    Answer(Answered),
    /// Record a decision.
    Decide(Decided),
    /// List the suggested links in words.
    Suggestions,
    /// List the activities in the order of work.
    Activities,
    /// Explain a code, or the reasoning for an activity.
    Explain { word: String },
}

/// A file of the page.
#[derive(Debug, Deserialize)]
struct File {
    name: String,
    size: usize,
    /// What a person says that it is; else its name tells.
    role: Option<Role>,
}

/// What lies on the desk and was found in it.
#[derive(Debug, Serialize)]
struct Told {
    lang: &'static str,
    files: Vec<FileTold>,
    refused: Vec<Refused>,
    /// Files that were read, in which nothing was taken for a register or a list.
    without_table: Vec<String>,
    activities: usize,
    dpias: usize,
    gaps: usize,
    /// Headings that were read by likeness, or not at all.
    unsure: usize,
    has_structure: bool,
    recorded: [usize; 3],
}

#[derive(Debug, Serialize)]
struct FileTold {
    name: String,
    role: Role,
}

/// Who is told how far the work has come.
pub type Progressing = &'static (dyn Fn(Progress<'_>) -> ControlFlow<()> + Sync);

impl Desk {
    /// Answers a message.
    pub fn ask(&mut self, message: Vec<u8>, told: Progressing) -> Vec<u8> {
        let answer = self.answered(&message, Watch::new(told));
        let (json, bytes) = match answer {
            Ok((value, bytes)) => (json!({ "ok": value }), bytes),
            Err(refusal) => (json!(refusal), Vec::new()),
        };
        message::joined(json.to_string().as_bytes(), &bytes)
    }

    fn answered(&mut self, message: &[u8], watch: Watch<'static>) -> Result<(Value, Vec<u8>), Refusal> {
        let (json, bytes) = message::split(message).ok_or_else(|| Refusal::known("message"))?;
        let alone = |bytes| Ok((Value::Null, bytes));
        let value = |value: Result<Value, serde_json::Error>| {
            Ok((value.map_err(|error| Refusal::said(&error))?, Vec::new()))
        };
        match serde_json::from_slice(json).map_err(|error| Refusal::said(&error))? {
            Ask::Open { files, as_of, page, lang } => {
                (self.page, self.lang, self.as_of) = (language(&page), lang.as_deref().map(language), as_of);
                self.take(files, bytes)?;
                self.reopen(watch)?;
                self.shown()
            }
            Ask::Language { page, lang } => {
                (self.page, self.lang) = (language(&page), lang.as_deref().map(language));
                self.shown()
            }
            Ask::Document(wanted) => alone(self.document(&wanted)?),
            Ask::Headings => value(serde_json::to_value(self.headings()?)),
            Ask::Suggestions => value(serde_json::to_value(self.suggestions()?)),
            Ask::Activities => value(serde_json::to_value(self.in_order()?)),
            Ask::Choose { columns } => alone(chosen_profile(columns)?.into_bytes()),
            Ask::Judge(judged) => alone(self.judge(judged)?),
            Ask::Answer(answered) => alone(self.answer(answered)?),
            Ask::Decide(decided) => alone(self.decide(decided)?),
            Ask::Explain { word } => alone(self.explain(&word).unwrap_or_default().into_bytes()),
        }
    }

    /// Takes files with their bytes.
    fn take(&mut self, files: Vec<File>, bytes: &[u8]) -> Result<(), Refusal> {
        let mut rest = bytes;
        let mut taken = Vec::new();
        for File { name, size, role } in files {
            let (own, others) = rest.split_at_checked(size).ok_or_else(|| Refusal::known("message"))?;
            rest = others;
            let role = role.unwrap_or_else(|| Role::of(&name));
            taken.push(Given { name, role, bytes: Arc::from(own) });
        }
        self.files = taken;
        Ok(())
    }

    /// What lies on the desk, and the list of gaps as a page.
    fn shown(&self) -> Result<(Value, Vec<u8>), Refusal> {
        let told = serde_json::to_value(self.told()?).map_err(|error| Refusal::said(&error))?;
        let page = match self.opened()?.case.register().activities.is_empty() {
            true => Vec::new(),
            false => self.document(&Wanted::plain(What::Gaps, Format::Html))?,
        };
        Ok((told, page))
    }

    /// The activities that have a gap, in the order of work, then the others.
    fn in_order(&self) -> Result<Vec<Value>, Refusal> {
        let assessed = &self.opened()?.assessed;
        let mut all: Vec<_> = assessed.assessments.iter().collect();
        all.sort_by_key(|one| one.rank.as_ref().map_or(usize::MAX, |rank| rank.position));
        let told = |one: &&Assessment| {
            let activity = assessed.activity(one);
            json!({
                "key": &*activity.key,
                "name": activity.label(),
                "unit": activity.unit(),
                "position": one.rank.as_ref().map(|rank| rank.position),
            })
        };
        Ok(all.iter().map(told).collect())
    }

    fn told(&self) -> Result<Told, Refusal> {
        let open = self.opened()?;
        let (case, assessed) = (&open.case, &open.assessed);
        let selection = Filter::default().select(assessed);
        let gaps = GapView::new(assessed, &selection, self.lang()).summary().gap_total();
        let columns = case.import().tables.iter().flat_map(|table| &table.columns);
        let unread = case.unread_documents().iter().map(|error| Refused {
            name: error.file.to_string(),
            why: Refusal::of_document(error, self.page),
        });
        let material = case.material();
        Ok(Told {
            lang: self.lang().code(),
            files: self
                .files
                .iter()
                .map(|file| FileTold { name: file.name.clone(), role: file.role })
                .collect(),
            refused: self.refused.iter().cloned().chain(unread).collect(),
            without_table: case.files_without_tables().into_iter().map(ToString::to_string).collect(),
            activities: case.register().activities.len(),
            dpias: case.register().dpias.len(),
            gaps,
            unsure: columns.filter(|one| matches!(one.how, MatchHow::Likely | MatchHow::None)).count(),
            has_structure: case.structure().is_some(),
            recorded: [material.links().len(), material.answers().len(), material.decisions().len()],
        })
    }
}

/// A language by its code; Swedish where there is none of that code.
fn language(code: &str) -> Lang {
    code.parse().unwrap_or_default()
}
