//! How one kind of file words its headers, as data.
//!
//! The built-in profile is `profiles/draftit.toml`; a user's own profile is read on top of it.

use super::header::{Claim, HeaderMatch, Labels, MatchHow, key, words};
use super::layout::TableKind;
use super::layout_words::{LAYOUT_KEYS, LayoutWords};
use super::words::ValueWords;
use crate::model::{DpiaField, Field};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::str::FromStr;
use std::sync::LazyLock;
use strum::IntoEnumIterator;
use thiserror::Error;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// The version of the profile format that this crate reads.
const SCHEMA: &str = "ropa/profile/1";

/// The languages that a label may be given in.
const LANGUAGES: [&str; 5] = ["sv", "nb", "nn", "da", "en"];

/// Which headers stand for which fields, and which words tell tables apart.
#[derive(Debug, Clone)]
pub struct Profile {
    pub(super) activity: FieldLabels<Field>,
    pub(super) dpia: FieldLabels<DpiaField>,
    pub(super) sheets: SheetNames,
    pub(super) classification: ClassificationHeaders,
    pub(super) layout: LayoutWords,
    words: Option<ValueWords>,
}

/// The labels of one kind of table.
#[derive(Debug, Clone)]
pub(super) struct FieldLabels<F> {
    pub labels: Labels<F>,
    /// Fields that read another field's column where they have none of their own.
    pub fallbacks: BTreeMap<F, F>,
    /// The header to write, by field and language.
    headers: BTreeMap<(F, &'static str), String>,
}

impl<F> Default for FieldLabels<F> {
    fn default() -> Self {
        FieldLabels { labels: Labels::default(), fallbacks: BTreeMap::new(), headers: BTreeMap::new() }
    }
}

/// Words in the names of sheets, as keys.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetNames {
    other: BTreeSet<String>,
    activities: BTreeSet<String>,
    dpias: BTreeSet<String>,
    totals: BTreeSet<String>,
}

impl SheetNames {
    /// What a sheet's name says that it holds.
    pub(super) fn kind_of(&self, sheet: &str) -> Option<TableKind> {
        let words = words(sheet);
        let says = |set: &BTreeSet<String>| words.iter().any(|word| set.contains(word));
        if says(&self.other) {
            Some(TableKind::Other)
        } else if says(&self.dpias) {
            Some(TableKind::Dpias)
        } else if says(&self.activities) {
            Some(TableKind::Activities)
        } else {
            None
        }
    }

    /// Whether a word in a sheet's name speaks of registers.
    pub(super) fn is_register_word(&self, word: &str) -> bool {
        self.activities.contains(word)
    }

    /// Whether a text heads a row of sums.
    pub(super) fn is_total(&self, text: &str) -> bool {
        self.totals.contains(&key(text))
    }
}

/// Headers that tell a classification structure, as keys.
#[derive(Debug, Clone, Default)]
pub(super) struct ClassificationHeaders {
    pub code: BTreeSet<String>,
    pub structure: BTreeSet<String>,
}

/// Why a profile cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{name}, line {line}, column {column}: {problem}")]
pub struct ProfileError {
    /// The profile's file as the user named it.
    pub name: String,
    /// Line, from one.
    pub line: usize,
    /// Column, in characters from one.
    pub column: usize,
    /// What is wrong.
    pub problem: ProfileProblem,
}

/// What is wrong with a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProfileProblem {
    /// The text is not TOML, or its words cannot be read.
    Unreadable(String),
    /// A key or name that is not known here.
    UnknownName {
        /// The name.
        name: String,
        /// The known name nearest to it.
        nearest: Option<String>,
    },
    /// A value of another type than the key takes.
    WrongType {
        /// The key.
        key: String,
        /// What it takes.
        expected: &'static str,
    },
    /// A label without a letter or digit.
    EmptyLabel,
    /// A label that two fields of the same kind of table lay claim to.
    Clash {
        /// The label.
        label: String,
        /// The fields' keys.
        fields: [&'static str; 2],
    },
}

impl fmt::Display for ProfileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProfileProblem::Unreadable(message) => f.write_str(message),
            ProfileProblem::UnknownName { name, nearest: Some(nearest) } => {
                write!(f, "\"{name}\" is not known here; did you mean \"{nearest}\"?")
            }
            ProfileProblem::UnknownName { name, nearest: None } => write!(f, "\"{name}\" is not known here"),
            ProfileProblem::WrongType { key, expected } => write!(f, "\"{key}\" takes {expected}"),
            ProfileProblem::EmptyLabel => f.write_str("a label needs at least one character"),
            ProfileProblem::Clash { label, fields: [first, second] } => write!(
                f,
                "\"{label}\" is given to both {first} and {second}; keep it in one of them, \
                 or list it as weak in the one that should only take it where it has no other column"
            ),
        }
    }
}

static BUILTIN: LazyLock<Profile> = LazyLock::new(|| {
    Profile::empty()
        .extended("profiles/draftit.toml", include_str!("../../profiles/draftit.toml"), Source::Builtin)
        .expect("the built-in profile is tested to be valid")
});

/// Whose labels are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Builtin,
    User,
}

impl Profile {
    /// The profile of Draftit-style files, with labels in Swedish, Norwegian, Danish and English.
    pub fn builtin() -> &'static Profile {
        &BUILTIN
    }

    /// Reads a user's profile, on top of the built-in one unless it says `extends = "none"`.
    ///
    /// A label given here means what is said here, whatever the built-in profile says of it.
    /// `name` is the file's name in an error.
    ///
    /// # Errors
    /// [`ProfileError`], with line and column, when the text is not TOML, names an unknown field or
    /// key, or gives one label to two fields.
    ///
    /// ```
    /// use ropa::draftit::{MatchHow, Profile, TableKind};
    /// let profile = Profile::parse("vår.toml", r#"
    ///     [activity]
    ///     purpose = "Varför gör vi detta?"
    /// "#)?;
    /// let found = profile.match_header(TableKind::Activities, "Varför gör vi detta").unwrap();
    /// assert_eq!((found.field, found.how), ("purpose", MatchHow::Profile));
    ///
    /// let error = Profile::parse("vår.toml", "[activity]\npurpse = \"Varför\"").unwrap_err();
    /// assert_eq!(error.to_string(), "vår.toml, line 2, column 1: \"purpse\" is not known here; did you mean \"purpose\"?");
    /// # Ok::<(), ropa::draftit::ProfileError>(())
    /// ```
    pub fn parse(name: &str, text: &str) -> Result<Profile, ProfileError> {
        let extends = Reader { name, text }.base()?;
        let base = if extends { Profile::builtin().clone() } else { Profile::empty() };
        base.extended(name, text, Source::User)
    }

    fn empty() -> Profile {
        Profile {
            activity: FieldLabels::default(),
            dpia: FieldLabels::default(),
            sheets: SheetNames::default(),
            classification: ClassificationHeaders::default(),
            layout: LayoutWords::default(),
            words: None,
        }
    }

    /// The words by which values are read.
    pub fn words(&self) -> &ValueWords {
        match &self.words {
            Some(words) => words,
            None => ValueWords::builtin(),
        }
    }

    /// The field that a header stands for on its own, in a table of this kind.
    ///
    /// In a whole table the other columns have a say too: a header may lose its field to a better
    /// one. Tables that are neither activities nor DPIAs have no fields.
    pub fn match_header(&self, kind: TableKind, header: &str) -> Option<HeaderMatch> {
        fn first<F: Copy + Eq + Into<&'static str>>(labels: &Labels<F>, header: &str) -> Option<HeaderMatch> {
            let claims = labels.find(header);
            let claim = claims.iter().find(|claim| !claim.weak).or(claims.first())?;
            Some(HeaderMatch { field: claim.field.into(), how: claim.how })
        }
        match kind {
            TableKind::Activities => first(&self.activity.labels, header),
            TableKind::Dpias => first(&self.dpia.labels, header),
            TableKind::Classification | TableKind::Other => None,
        }
    }

    /// The header to write for a field of an activity, in a language: `sv`, `nb`, `nn`, `da`, `en`.
    pub fn activity_label(&self, field: Field, language: &str) -> Option<&str> {
        self.activity.header(field, language)
    }

    /// The header to write for a field of a DPIA, in a language: `sv`, `nb`, `nn`, `da`, `en`.
    pub fn dpia_label(&self, field: DpiaField, language: &str) -> Option<&str> {
        self.dpia.header(field, language)
    }

    fn extended(mut self, name: &str, text: &str, source: Source) -> Result<Profile, ProfileError> {
        let reader = Reader { name, text };
        for (entry, value) in &reader.document()? {
            match &**entry.get_ref() {
                // Read before, to know what to build on.
                "schema" | "extends" => {}
                "ignore" => {
                    for (label, _) in reader.strings(entry, value)? {
                        self.activity.labels.ignore(&label);
                        self.dpia.labels.ignore(&label);
                    }
                }
                "sheets" => {
                    let sheets = &mut self.sheets;
                    for (entry, value) in reader.table(entry, value)? {
                        let set = match &**entry.get_ref() {
                            "other" => &mut sheets.other,
                            "activities" => &mut sheets.activities,
                            "dpias" => &mut sheets.dpias,
                            "totals" => &mut sheets.totals,
                            _ => {
                                return Err(reader.unknown(entry, ["other", "activities", "dpias", "totals"]));
                            }
                        };
                        set.extend(reader.strings(entry, value)?.iter().map(|(word, _)| key(word)));
                    }
                }
                "classification" => {
                    let headers = &mut self.classification;
                    for (entry, value) in reader.table(entry, value)? {
                        let set = match &**entry.get_ref() {
                            "code" => &mut headers.code,
                            "structure" => &mut headers.structure,
                            _ => return Err(reader.unknown(entry, ["code", "structure"])),
                        };
                        set.extend(reader.strings(entry, value)?.iter().map(|(word, _)| key(word)));
                    }
                }
                "layout" => {
                    for (entry, value) in reader.table(entry, value)? {
                        for (text, _) in reader.strings(entry, value)? {
                            if !self.layout.add(entry.get_ref(), &text) {
                                return Err(reader.unknown(entry, LAYOUT_KEYS));
                            }
                        }
                    }
                }
                "activity" => self.activity.read(&reader, reader.table(entry, value)?, source)?,
                "dpia" => self.dpia.read(&reader, reader.table(entry, value)?, source)?,
                "words" => {
                    reader.table(entry, value)?;
                    let words = ValueWords::deserialize(ValueDeserializer::from(value.clone()));
                    self.words = Some(words.map_err(|error| {
                        let span = error.span().unwrap_or_else(|| entry.span());
                        reader.error(span, ProfileProblem::Unreadable(error.message().to_owned()))
                    })?);
                }
                _ => {
                    let known = [
                        "schema",
                        "extends",
                        "ignore",
                        "sheets",
                        "classification",
                        "layout",
                        "activity",
                        "dpia",
                        "words",
                    ];
                    return Err(reader.unknown(entry, known));
                }
            }
        }
        Ok(self)
    }
}

impl<F> FieldLabels<F>
where
    F: Copy + Ord + IntoEnumIterator + FromStr + Into<&'static str>,
{
    fn header(&self, field: F, language: &str) -> Option<&str> {
        let language = LANGUAGES.into_iter().find(|known| *known == language)?;
        self.headers.get(&(field, language)).map(String::as_str)
    }

    fn read(
        &mut self,
        reader: &Reader<'_>,
        fields: &DeTable<'_>,
        source: Source,
    ) -> Result<(), ProfileError> {
        let exact = if source == Source::User { MatchHow::Profile } else { MatchHow::Exact };
        let alias = if source == Source::User { MatchHow::Profile } else { MatchHow::Alias };
        for (entry, value) in fields {
            let field: F = reader.field(entry)?;
            let DeValue::Table(settings) = value.get_ref() else {
                self.add(reader, field, &reader.strings(entry, value)?, exact, false)?;
                continue;
            };
            for (entry, value) in settings {
                let setting = &**entry.get_ref();
                if let Some(language) = LANGUAGES.into_iter().find(|language| *language == setting) {
                    let labels = reader.strings(entry, value)?;
                    self.add(reader, field, &labels, exact, false)?;
                    if let Some((label, _)) = labels.first() {
                        self.headers.insert((field, language), label.clone());
                    }
                    continue;
                }
                match setting {
                    "also" => self.add(reader, field, &reader.strings(entry, value)?, alias, false)?,
                    "weak" => self.add(reader, field, &reader.strings(entry, value)?, alias, true)?,
                    "else" => {
                        let DeValue::String(other) = value.get_ref() else {
                            return Err(reader.wrong_type(entry, value, "the key of a field"));
                        };
                        let other = reader.field(&Spanned::new(value.span(), other.clone()))?;
                        self.fallbacks.insert(field, other);
                    }
                    _ => {
                        let known = LANGUAGES.into_iter().chain(["also", "weak", "else"]);
                        return Err(reader.unknown(entry, known));
                    }
                }
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        reader: &Reader<'_>,
        field: F,
        labels: &[(String, Range<usize>)],
        how: MatchHow,
        weak: bool,
    ) -> Result<(), ProfileError> {
        for (label, span) in labels {
            if key(label).is_empty() {
                return Err(reader.error(span.clone(), ProfileProblem::EmptyLabel));
            }
            self.labels.add(label, Claim { field, how, weak }).map_err(|other| {
                let fields = [other.into(), field.into()];
                reader.error(span.clone(), ProfileProblem::Clash { label: label.clone(), fields })
            })?;
        }
        Ok(())
    }
}

/// A profile's text, and where its errors point to.
struct Reader<'t> {
    name: &'t str,
    text: &'t str,
}

type Key<'t> = Spanned<std::borrow::Cow<'t, str>>;

impl<'t> Reader<'t> {
    fn document(&self) -> Result<DeTable<'t>, ProfileError> {
        DeTable::parse(self.text).map(Spanned::into_inner).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            self.error(span, ProfileProblem::Unreadable(error.message().to_owned()))
        })
    }

    /// Whether the profile builds on the built-in one.
    fn base(&self) -> Result<bool, ProfileError> {
        let mut extends = true;
        for (entry, value) in &self.document()? {
            let known: &[&str] = match &**entry.get_ref() {
                "schema" => &[SCHEMA],
                "extends" => &["draftit", "none"],
                _ => continue,
            };
            let DeValue::String(given) = value.get_ref() else {
                return Err(self.wrong_type(entry, value, "text"));
            };
            if !known.contains(&&**given) {
                return Err(self.unknown(&Spanned::new(value.span(), given.clone()), known.iter().copied()));
            }
            extends &= **given != *"none";
        }
        Ok(extends)
    }

    fn table<'v>(
        &self,
        entry: &Key<'_>,
        value: &'v Spanned<DeValue<'t>>,
    ) -> Result<&'v DeTable<'t>, ProfileError> {
        match value.get_ref() {
            DeValue::Table(table) => Ok(table),
            _ => Err(self.wrong_type(entry, value, "a table")),
        }
    }

    /// One text or a list of them, each with its place.
    fn strings(
        &self,
        entry: &Key<'_>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<Vec<(String, Range<usize>)>, ProfileError> {
        let one = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
            DeValue::String(text) => Ok((text.to_string(), value.span())),
            _ => Err(self.wrong_type(entry, value, "text, or a list of texts")),
        };
        match value.get_ref() {
            DeValue::Array(values) => values.iter().map(one).collect(),
            _ => Ok(vec![one(value)?]),
        }
    }

    fn field<F: IntoEnumIterator + FromStr + Into<&'static str>>(
        &self,
        entry: &Key<'_>,
    ) -> Result<F, ProfileError> {
        entry.get_ref().parse().map_err(|_| self.unknown(entry, F::iter().map(Into::into)))
    }

    fn unknown(&self, entry: &Key<'_>, known: impl IntoIterator<Item = &'static str>) -> ProfileError {
        let name = entry.get_ref().to_string();
        let nearest = known
            .into_iter()
            .map(|known| (strsim::osa_distance(&name, known), known))
            .min()
            .filter(|(distance, known)| distance * 2 <= known.len())
            .map(|(_, known)| known.to_owned());
        self.error(entry.span(), ProfileProblem::UnknownName { name, nearest })
    }

    fn wrong_type(
        &self,
        entry: &Key<'_>,
        value: &Spanned<DeValue<'_>>,
        expected: &'static str,
    ) -> ProfileError {
        self.error(value.span(), ProfileProblem::WrongType { key: entry.get_ref().to_string(), expected })
    }

    fn error(&self, span: Range<usize>, problem: ProfileProblem) -> ProfileError {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        ProfileError {
            name: self.name.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            problem,
        }
    }
}
