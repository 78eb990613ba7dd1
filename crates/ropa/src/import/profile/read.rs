//! Reads a profile, with errors that point into its file.

use crate::import::header::{Claim, MatchHow, key};
use crate::import::layout_words::LAYOUT_KEYS;
use crate::import::profile::error::{Expected, ProfileError, ProfileProblem};
use crate::import::profile::{FieldLabels, LANGUAGES, Profile};
use crate::import::value_words::{WordKeys, word_keys};
use crate::model::{AnyField, Field, Kind};
use crate::text::nearest;
use crate::text::variants::IntoEnumIterator;
use std::borrow::Cow;
use std::ops::Range;
use std::str::FromStr;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// The version of the profile format that this crate reads.
const SCHEMA: &str = "ropa/profile/1";

/// What a profile may say at its top.
const KEYS: [&str; 12] = [
    "schema",
    "name",
    "extends",
    "languages",
    "ignore",
    "separators",
    "sheets",
    "classification",
    "layout",
    "activity",
    "dpia",
    "words",
];

/// What may be said of a field beside its labels in a language.
const SETTINGS: [&str; 4] = ["also", "weak", "else", "separators"];

/// Whose labels are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Author {
    /// Ours, for every file.
    Crate,
    /// A user's, or a built-in profile's that a user asked for: its word on a label is the last.
    User,
}

/// Reads a user's profile.
pub(super) fn parse(name: &str, text: &str) -> Result<Profile, ProfileError> {
    // A spreadsheet user's editor may put a mark before the text.
    let text = text.trim_start_matches('\u{feff}');
    let reader = Reader { name, text };
    let base = reader.base()?.unwrap_or_else(|| Profile::builtin().clone());
    base.extended(&reader, Author::User)
}

/// Reads a built-in profile: the first builds on nothing.
pub(super) fn builtin(name: &str, text: &str) -> Result<Profile, ProfileError> {
    let reader = Reader { name, text };
    if reader.extends()?.is_some() {
        return parse(name, text);
    }
    Profile::empty().extended(&reader, Author::Crate)
}

impl Profile {
    fn extended(mut self, reader: &Reader<'_>, author: Author) -> Result<Profile, ProfileError> {
        let document = reader.document()?;
        if let Some((entry, value)) = document.iter().find(|(entry, _)| **entry.get_ref() == *"languages") {
            self.add_languages(reader, entry, value)?;
        }
        for (entry, value) in in_order(&document) {
            match &**entry.get_ref() {
                // Read before, to know what to build on.
                "schema" | "extends" | "languages" => {}
                // For people.
                "name" => reader.text(entry, value).map(|_| ())?,
                "ignore" => {
                    for (label, span) in reader.texts(entry, value)? {
                        reader.label(&label, &span)?;
                        self.activity.labels.ignore(&label);
                        self.dpia.labels.ignore(&label);
                    }
                }
                "separators" => self.add_separators(reader, reader.table(entry, value)?)?,
                "sheets" => {
                    let sheets = &mut self.sheets;
                    for (entry, value) in in_order(reader.table(entry, value)?) {
                        let set = match &**entry.get_ref() {
                            "other" => &mut sheets.other,
                            "other_alone" => &mut sheets.other_alone,
                            "activities" => &mut sheets.activities,
                            "dpias" => &mut sheets.dpias,
                            "dpia_stems" => &mut sheets.dpia_stems,
                            "totals" => &mut sheets.totals,
                            "pages" => &mut sheets.pages,
                            _ => {
                                return Err(reader.unknown(
                                    entry,
                                    [
                                        "other",
                                        "other_alone",
                                        "activities",
                                        "dpias",
                                        "dpia_stems",
                                        "totals",
                                        "pages",
                                    ],
                                ));
                            }
                        };
                        for (word, span) in reader.texts(entry, value)? {
                            set.insert(reader.label(&word, &span)?);
                        }
                    }
                }
                "classification" => {
                    let headers = &mut self.classification;
                    for (entry, value) in in_order(reader.table(entry, value)?) {
                        let set = match &**entry.get_ref() {
                            "code" => &mut headers.code,
                            "structure" => &mut headers.structure,
                            _ => return Err(reader.unknown(entry, ["code", "structure"])),
                        };
                        for (word, span) in reader.texts(entry, value)? {
                            set.insert(reader.label(&word, &span)?);
                        }
                    }
                }
                "layout" => {
                    for (entry, value) in in_order(reader.table(entry, value)?) {
                        for (text, _) in reader.texts(entry, value)? {
                            if !self.layout.add(entry.get_ref(), &text) {
                                return Err(reader.unknown(entry, LAYOUT_KEYS));
                            }
                        }
                    }
                }
                "activity" => {
                    let fields = reader.table(entry, value)?;
                    self.activity.read(reader, fields, author, &self.languages)?;
                    self.add_field_separators(reader, fields)?;
                }
                "dpia" => {
                    self.dpia.read(reader, reader.table(entry, value)?, author, &self.languages)?;
                }
                "words" => self.add_words(reader, entry, value)?,
                _ => return Err(reader.unknown(entry, KEYS)),
            }
        }
        Ok(self)
    }

    fn add_languages(
        &mut self,
        reader: &Reader<'_>,
        entry: &Key<'_>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<(), ProfileError> {
        for (code, span) in reader.texts(entry, value)? {
            if !is_language_code(&code) || SETTINGS.contains(&&*code) {
                return Err(reader.error(span, ProfileProblem::NoLanguageCode(code)));
            }
            if !self.languages().any(|known| known == code) {
                self.languages.push(code);
            }
        }
        Ok(())
    }

    fn add_words(
        &mut self,
        reader: &Reader<'_>,
        entry: &Key<'_>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<(), ProfileError> {
        reader.check_words(reader.table(entry, value)?, &word_keys())?;
        let words = self.words().extended(ValueDeserializer::from(value.clone()));
        self.words = Some(words.map_err(|error| {
            let span = error.span().unwrap_or_else(|| entry.span());
            reader.error(span, ProfileProblem::Unreadable(error.message().to_owned()))
        })?);
        Ok(())
    }

    fn add_separators(&mut self, reader: &Reader<'_>, table: &DeTable<'_>) -> Result<(), ProfileError> {
        for (entry, value) in in_order(table) {
            let separators = reader.separators(entry, value)?;
            let words =
                self.words.get_or_insert_with(|| crate::import::profile::ValueWords::builtin().clone());
            match &**entry.get_ref() {
                "values" => words.tables.separators.values = Some(separators),
                "groups" => words.tables.separators.groups = Some(separators),
                _ => return Err(reader.unknown(entry, ["values", "groups"])),
            }
        }
        Ok(())
    }

    fn add_field_separators(
        &mut self,
        reader: &Reader<'_>,
        fields: &DeTable<'_>,
    ) -> Result<(), ProfileError> {
        for (entry, value) in fields {
            let DeValue::Table(settings) = value.get_ref() else { continue };
            let field: Field = reader.field(entry)?;
            for (entry, value) in settings.iter().filter(|(entry, _)| **entry.get_ref() == *"separators") {
                if !matches!(field.kind(), Kind::Items | Kind::YesNoOrItems) {
                    let problem = ProfileProblem::NotAList { field: field.into() };
                    return Err(reader.error(entry.span(), problem));
                }
                let separators = reader.separators(entry, value)?;
                let words =
                    self.words.get_or_insert_with(|| crate::import::profile::ValueWords::builtin().clone());
                words.tables.separators.fields.insert(field, separators);
            }
        }
        Ok(())
    }
}

impl<F> FieldLabels<F>
where
    F: Copy + Ord + IntoEnumIterator + FromStr + Into<&'static str> + Into<AnyField>,
{
    fn read(
        &mut self,
        reader: &Reader<'_>,
        fields: &DeTable<'_>,
        author: Author,
        languages: &[String],
    ) -> Result<(), ProfileError> {
        let exact = if author == Author::User { MatchHow::Profile } else { MatchHow::Exact };
        let alias = if author == Author::User { MatchHow::Profile } else { MatchHow::Alias };
        for (entry, value) in in_order(fields) {
            let field: F = reader.field(entry)?;
            let DeValue::Table(settings) = value.get_ref() else {
                self.add(reader, field, &reader.texts(entry, value)?, exact, false)?;
                continue;
            };
            for (entry, value) in in_order(settings) {
                let setting = &**entry.get_ref();
                if LANGUAGES.contains(&setting) || languages.iter().any(|language| language == setting) {
                    let labels = reader.texts(entry, value)?;
                    self.add(reader, field, &labels, exact, false)?;
                    if let Some((label, _)) = labels.first() {
                        self.headers.entry(field).or_default().insert(setting.to_owned(), label.clone());
                    }
                    continue;
                }
                match setting {
                    "also" => self.add(reader, field, &reader.texts(entry, value)?, alias, false)?,
                    "weak" => self.add(reader, field, &reader.texts(entry, value)?, alias, true)?,
                    "else" => {
                        let DeValue::String(other) = value.get_ref() else {
                            return Err(reader.wrong_type(entry, value, Expected::FieldKey));
                        };
                        let other = reader.field(&Spanned::new(value.span(), other.clone()))?;
                        self.fallbacks.insert(field, other);
                    }
                    // Read with the values.
                    "separators" => {}
                    _ => return Err(reader.unknown_setting(entry, languages)),
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
            reader.label(label, span)?;
            self.labels.add(label, Claim { field, how, weak }).map_err(|other| {
                let fields = [other.into(), field.into()];
                reader.error(span.clone(), ProfileProblem::Clash { label: label.clone(), fields })
            })?;
        }
        Ok(())
    }
}

/// Whether a key looks like the code of a language: two or three small letters.
fn is_language_code(key: &str) -> bool {
    (2..=3).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The entries in the order of the file, so that the first mistake is told first.
fn in_order<'d, 't>(table: &'d DeTable<'t>) -> Vec<(&'d Key<'t>, &'d Spanned<DeValue<'t>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(entry, _)| entry.span().start);
    entries
}

/// A profile's text, and where its errors point to.
struct Reader<'t> {
    name: &'t str,
    text: &'t str,
}

type Key<'t> = Spanned<Cow<'t, str>>;

impl<'t> Reader<'t> {
    fn document(&self) -> Result<DeTable<'t>, ProfileError> {
        DeTable::parse(self.text).map(Spanned::into_inner).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            self.error(span, ProfileProblem::Unreadable(error.message().to_owned()))
        })
    }

    /// The name after `extends`, with its place.
    fn extends(&self) -> Result<Option<Key<'t>>, ProfileError> {
        let mut extends = None;
        for (entry, value) in in_order(&self.document()?) {
            match &**entry.get_ref() {
                "schema" => {
                    let given = self.text(entry, value)?;
                    if **given.get_ref() != *SCHEMA {
                        return Err(self.unknown(&given, [SCHEMA]));
                    }
                }
                "extends" => extends = Some(self.text(entry, value)?),
                _ => {}
            }
        }
        Ok(extends)
    }

    /// The profile that this one builds on, where it says so.
    fn base(&self) -> Result<Option<Profile>, ProfileError> {
        let Some(given) = self.extends()? else { return Ok(None) };
        if **given.get_ref() == *"none" {
            return Ok(Some(Profile::empty()));
        }
        match Profile::named(given.get_ref()) {
            Some(base) => Ok(Some(base.clone())),
            None => Err(self.unknown(&given, Profile::builtin_names().chain(["none"]))),
        }
    }

    fn table<'v>(
        &self,
        entry: &Key<'_>,
        value: &'v Spanned<DeValue<'t>>,
    ) -> Result<&'v DeTable<'t>, ProfileError> {
        match value.get_ref() {
            DeValue::Table(table) => Ok(table),
            _ => Err(self.wrong_type(entry, value, Expected::Table)),
        }
    }

    fn text<'v>(&self, entry: &Key<'_>, value: &Spanned<DeValue<'v>>) -> Result<Key<'v>, ProfileError> {
        match value.get_ref() {
            DeValue::String(text) => Ok(Spanned::new(value.span(), text.clone())),
            _ => Err(self.wrong_type(entry, value, Expected::Text)),
        }
    }

    /// One text or a list of them, each with its place.
    fn texts(
        &self,
        entry: &Key<'_>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<Vec<(String, Range<usize>)>, ProfileError> {
        let one = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
            DeValue::String(text) => Ok((text.to_string(), value.span())),
            _ => Err(self.wrong_type(entry, value, Expected::Texts)),
        };
        match value.get_ref() {
            DeValue::Array(values) => values.iter().map(one).collect(),
            _ => Ok(vec![one(value)?]),
        }
    }

    /// The key of a label or word that says something.
    fn label(&self, label: &str, span: &Range<usize>) -> Result<String, ProfileError> {
        let key = key(label);
        if key.is_empty() { Err(self.error(span.clone(), ProfileProblem::EmptyLabel)) } else { Ok(key) }
    }

    fn separators(
        &self,
        entry: &Key<'_>,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<Box<[Box<str>]>, ProfileError> {
        let texts = self.texts(entry, value)?;
        match texts.iter().find(|(text, _)| text.is_empty()) {
            Some((_, span)) => Err(self.error(span.clone(), ProfileProblem::EmptySeparator)),
            None => Ok(texts.into_iter().map(|(text, _)| text.into()).collect()),
        }
    }

    fn field<F: IntoEnumIterator + FromStr + Into<&'static str>>(
        &self,
        entry: &Key<'_>,
    ) -> Result<F, ProfileError> {
        entry.get_ref().parse().map_err(|_| self.unknown(entry, F::iter().map(Into::into)))
    }

    /// Whether all keys under `[words]` are known; what stands at them is read later.
    fn check_words(&self, table: &DeTable<'_>, known: &WordKeys) -> Result<(), ProfileError> {
        for (entry, value) in in_order(table) {
            let name = &**entry.get_ref();
            let Some((_, below)) = known.iter().find(|(key, _)| *key == name) else {
                return Err(self.unknown_of(entry, known.iter().map(|(key, _)| key.to_string()).collect()));
            };
            let DeValue::Table(settings) = value.get_ref() else {
                return Err(self.wrong_type(entry, value, Expected::Table));
            };
            for (entry, value) in in_order(settings) {
                let name = &**entry.get_ref();
                let Some((_, inner)) = below.iter().find(|(key, _)| key == name) else {
                    return Err(self.unknown_of(entry, below.iter().map(|(key, _)| key.clone()).collect()));
                };
                let Some(inner) = inner else {
                    self.texts(entry, value)?;
                    continue;
                };
                let DeValue::Table(settings) = value.get_ref() else {
                    return Err(self.wrong_type(entry, value, Expected::Table));
                };
                for (entry, value) in in_order(settings) {
                    if !inner.contains(&&**entry.get_ref()) {
                        return Err(self.unknown(entry, inner.iter().copied()));
                    }
                    self.texts(entry, value)?;
                }
            }
        }
        Ok(())
    }

    /// A setting of a field that there is none of: a language not named, or a slip of the pen.
    fn unknown_setting(&self, entry: &Key<'_>, languages: &[String]) -> ProfileError {
        let known = || LANGUAGES.into_iter().map(String::from).chain(languages.iter().cloned());
        let name = entry.get_ref().to_string();
        if is_language_code(&name) {
            let known: Vec<String> = known().collect();
            let nearest = nearest(&name, known.iter().map(String::as_str)).map(str::to_owned);
            let problem = ProfileProblem::UnknownLanguage { name, nearest, known };
            return self.error(entry.span(), problem);
        }
        self.unknown_of(entry, SETTINGS.into_iter().map(String::from).chain(known()).collect())
    }

    fn unknown(&self, entry: &Key<'_>, known: impl IntoIterator<Item = &'static str>) -> ProfileError {
        self.unknown_of(entry, known.into_iter().map(str::to_owned).collect())
    }

    fn unknown_of(&self, entry: &Key<'_>, known: Vec<String>) -> ProfileError {
        let name = entry.get_ref().to_string();
        let nearest = nearest(&name, known.iter().map(String::as_str)).map(str::to_owned);
        self.error(entry.span(), ProfileProblem::UnknownName { name, nearest, known })
    }

    fn wrong_type(&self, entry: &Key<'_>, value: &Spanned<DeValue<'_>>, expected: Expected) -> ProfileError {
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
