//! How one kind of file words its headers, as data.
//!
//! The built-in profiles stand in `profiles/*.toml`; a user's own is read on top of one of them.

mod builtin;
mod error;
mod read;

pub use error::{Expected, ProfileError, ProfileProblem};

use crate::import::header::{HeaderMatch, Labels, key, words};
use crate::import::layout_words::LayoutWords;
use crate::import::table_info::TableKind;
use crate::import::value_words::ValueWords;
use crate::model::{AnyField, DpiaField, Field};
use std::collections::{BTreeMap, BTreeSet};

/// The languages that every profile may give labels in; a profile may name further ones.
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
    /// The languages beside [`LANGUAGES`] that labels are given in.
    languages: Vec<String>,
}

/// The labels of one kind of table.
#[derive(Debug, Clone)]
pub(super) struct FieldLabels<F> {
    pub labels: Labels<F>,
    /// Fields that read another field's column where they have none of their own.
    pub fallbacks: BTreeMap<F, F>,
    /// The header to write, by field and language.
    headers: BTreeMap<F, BTreeMap<String, String>>,
}

impl<F> Default for FieldLabels<F> {
    fn default() -> Self {
        FieldLabels { labels: Labels::default(), fallbacks: BTreeMap::new(), headers: BTreeMap::new() }
    }
}

/// Words in the names of sheets, and in cells those of a row of sums and of the number of a page, as keys.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetNames {
    other: BTreeSet<String>,
    /// The same, where the name has no other word: "Listor", and not "Våra listor".
    other_alone: BTreeSet<String>,
    activities: BTreeSet<String>,
    dpias: BTreeSet<String>,
    /// How words begin that speak of DPIAs: `konsekvensut` of `konsekvensutlåtanden`.
    dpia_stems: BTreeSet<String>,
    totals: BTreeSet<String>,
    pages: BTreeSet<String>,
}

impl SheetNames {
    /// What a sheet's name says that it holds.
    pub(super) fn kind_of(&self, sheet: &str) -> Option<TableKind> {
        let words = words(sheet);
        let says = |set: &BTreeSet<String>| words.iter().any(|word| set.contains(word));
        let is_word = |word: &&String| word.chars().any(char::is_alphabetic);
        let mut named = words.iter().filter(is_word).peekable();
        let alone = named.peek().is_some() && named.all(|word| self.other_alone.contains(word));
        if alone || says(&self.other) {
            Some(TableKind::Other)
        } else if says(&self.dpias) || words.iter().any(|word| self.begins_as_dpia(word)) {
            Some(TableKind::Dpias)
        } else if says(&self.activities) {
            Some(TableKind::Activities)
        } else {
            None
        }
    }

    fn begins_as_dpia(&self, word: &str) -> bool {
        self.dpia_stems.iter().any(|stem| word.starts_with(stem.as_str()))
    }

    /// Whether a word in a sheet's name speaks of registers.
    pub(super) fn is_register_word(&self, word: &str) -> bool {
        self.activities.contains(word)
    }

    /// Whether a text heads a row of sums with what is summed: `Summa behandlingar`, `HR totalt`. Where it stands alone in
    /// its row it must have its number with it: `Antal poster: 12`.
    pub(super) fn heads_total(&self, text: &str, alone: bool) -> bool {
        const MOST_WORDS: usize = 5;
        let words = words(text);
        let is_word = |word: Option<&String>| word.is_some_and(|word| self.totals.contains(word));
        let numbered = words.last().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
        let said = words.len() <= MOST_WORDS && (is_word(words.first()) || !alone && is_word(words.last()));
        self.is_total(text) || said && (!alone || numbered)
    }

    /// Whether a text is the number of a page: `Sida 1`, `Sida 1 av 3`, `Sid. 2 (3)`.
    pub(super) fn is_page(&self, text: &str) -> bool {
        const OF: [&str; 4] = ["av", "of", "från", "fra"];
        let words = words(text);
        let Some((first, rest)) = words.split_first() else { return false };
        let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
        let (numbers, others): (Vec<&String>, Vec<&String>) = rest.iter().partition(|word| is_number(word));
        self.pages.contains(first)
            && (1..=2).contains(&numbers.len())
            && others.iter().all(|word| OF.contains(&word.as_str()))
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

impl Profile {
    /// The profile of Draftit-style files, with labels in Swedish, Norwegian, Danish and English.
    pub fn builtin() -> &'static Profile {
        builtin::draftit()
    }

    /// A built-in profile by its name: `draftit`, `art30`, `behandlingsoversikt`, `screening`.
    ///
    /// ```
    /// use ropa::import::Profile;
    /// assert!(Profile::builtin_names().all(|name| Profile::named(name).is_some()));
    /// assert!(Profile::named("art31").is_none());
    /// ```
    pub fn named(name: &str) -> Option<&'static Profile> {
        builtin::named(name)
    }

    /// The names of the built-in profiles; the first is that of [`Profile::builtin`].
    pub fn builtin_names() -> impl Iterator<Item = &'static str> {
        builtin::names()
    }

    /// Reads a user's profile, on top of `draftit`, or of the built-in profile that it names after
    /// `extends`, or of nothing where it says `extends = "none"`.
    ///
    /// A label given here means what is said here, whatever the profile beneath says of it.
    /// `name` is the file's name in an error.
    ///
    /// # Errors
    /// [`ProfileError`], with line and column, when the text is not TOML, names an unknown field or
    /// key, or gives one label to two fields.
    ///
    /// ```
    /// use ropa::import::{MatchHow, Profile, TableKind};
    /// let profile = Profile::parse("vår.toml", r#"
    ///     [activity]
    ///     purpose = "Varför gör vi detta?"
    /// "#)?;
    /// let found = profile.match_header(TableKind::Activities, "Varför gör vi detta").unwrap();
    /// assert_eq!((found.field.key(), found.how), ("purpose", MatchHow::Profile));
    ///
    /// let error = Profile::parse("vår.toml", "[activity]\npurpse = \"Varför\"").unwrap_err();
    /// assert_eq!(error.to_string(), "vår.toml, line 2, column 1: \"purpse\" is not known here; did you mean \"purpose\"?");
    /// # Ok::<(), ropa::import::ProfileError>(())
    /// ```
    pub fn parse(name: &str, text: &str) -> Result<Profile, ProfileError> {
        read::parse(name, text)
    }

    fn empty() -> Profile {
        Profile {
            activity: FieldLabels::default(),
            dpia: FieldLabels::default(),
            sheets: SheetNames::default(),
            classification: ClassificationHeaders::default(),
            layout: LayoutWords::default(),
            words: None,
            languages: Vec::new(),
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
        fn first<F: Copy + Eq + Into<AnyField>>(labels: &Labels<F>, header: &str) -> Option<HeaderMatch> {
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

    /// The languages that labels are given in: `sv`, `nb`, `nn`, `da`, `en`, and those that the profile names.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        LANGUAGES.into_iter().chain(self.languages.iter().map(String::as_str))
    }

    /// The header to write for a field of an activity, in one of the [`languages`](Profile::languages).
    pub fn activity_label(&self, field: Field, language: &str) -> Option<&str> {
        self.activity.header(field, language)
    }

    /// The header to write for a field of a DPIA, in one of the [`languages`](Profile::languages).
    pub fn dpia_label(&self, field: DpiaField, language: &str) -> Option<&str> {
        self.dpia.header(field, language)
    }
}

impl<F: Ord> FieldLabels<F> {
    fn header(&self, field: F, language: &str) -> Option<&str> {
        self.headers.get(&field)?.get(language).map(String::as_str)
    }
}
