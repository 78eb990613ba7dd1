//! Catalogues of texts: TOML, read once into texts by dotted key.
//!
//! A catalogue can be asked by key, or taken apart into structures that name every text it must hold, so that a
//! missing or a misspelt key shows when it is read. Either way the TOML is read by one piece of code that knows
//! nothing of the structures: reading it by `serde` took a quarter of the compiled program.

use crate::text::template::{Args, Counted, Template};
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// Texts by dotted key.
///
/// ```
/// use ropa::text::Catalogue;
/// let texts = Catalogue::parse("[error]\nprofile = 'no profile \"{name}\"'").unwrap();
/// assert_eq!(texts.fill("error.profile", &[("name", &"{name}")]), "no profile \"{name}\"");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalogue {
    texts: BTreeMap<String, Template>,
}

/// What is wrong with a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogueError {
    /// It is no TOML.
    #[error("{0}")]
    Syntax(String),
    /// Something else than a text stands at a key.
    #[error("{0} is no text")]
    NoText(String),
    /// A place of a text is not closed.
    #[error("{0} has a place without a closing brace")]
    Unclosed(String),
    /// There is no text at a key that must have one.
    #[error("{0} is missing")]
    Missing(String),
    /// Nothing asks for the text at a key.
    #[error("{0} is not known")]
    Unknown(String),
}

impl Catalogue {
    /// Reads a catalogue.
    ///
    /// # Errors
    /// When it is no TOML, or something in it is no text.
    pub fn parse(toml: &str) -> Result<Catalogue, CatalogueError> {
        let mut catalogue = Catalogue::default();
        catalogue.add("", toml)?;
        Ok(catalogue)
    }

    /// Adds the texts of a file, below a key.
    fn add(&mut self, key: &str, toml: &str) -> Result<(), CatalogueError> {
        let document = DeTable::parse(toml).map_err(|error| CatalogueError::Syntax(error.to_string()))?;
        self.flatten(key, document.get_ref())
    }

    fn flatten(&mut self, above: &str, table: &DeTable<'_>) -> Result<(), CatalogueError> {
        for (name, value) in table {
            let key = below(above, name.get_ref());
            match value.get_ref() {
                DeValue::Table(table) => self.flatten(&key, table)?,
                DeValue::String(text) => {
                    let template = Template::new(text).map_err(|_| CatalogueError::Unclosed(key.clone()))?;
                    self.texts.insert(key, template);
                }
                _ => return Err(CatalogueError::NoText(key)),
            }
        }
        Ok(())
    }

    /// The text at a key, as it is written.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(Template::text)
    }

    /// The text at a key, as it is written; nothing where there is none.
    pub fn get(&self, key: &str) -> &str {
        self.find(key).unwrap_or_default()
    }

    /// The text at a key with its places filled; nothing where there is none.
    pub fn fill(&self, key: &str, args: Args<'_>) -> String {
        self.texts.get(key).map(|text| text.fill(args)).unwrap_or_default()
    }

    /// The texts by their keys, as they are written.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(key, text)| (key.as_str(), text.text()))
    }

    /// The keys at which another catalogue has no text, or one with other places.
    pub fn keys_apart(&self, other: &Catalogue) -> Vec<&str> {
        fn places(text: &Template) -> Vec<&str> {
            let mut places: Vec<_> = text.places().collect();
            places.sort_unstable();
            places.dedup();
            places
        }
        let alike = |key: &String, text| other.texts.get(key).is_some_and(|one| places(one) == places(text));
        let apart = self.texts.iter().filter(|(key, text)| !alike(key, text));
        apart.map(|(key, _)| key.as_str()).collect()
    }
}

fn below(above: &str, name: &str) -> String {
    if above.is_empty() { name.to_string() } else { format!("{above}.{name}") }
}

/// The texts of a catalogue that no structure has taken yet.
pub(crate) struct Untaken {
    texts: BTreeMap<String, Template>,
    missing: Vec<String>,
}

/// What can be taken out of a catalogue at a key.
pub(crate) trait Taken {
    fn take(from: &mut Untaken, key: &str) -> Self;
}

impl Untaken {
    /// What stands below a key.
    pub(crate) fn field<T: Taken>(&mut self, above: &str, name: &str) -> T {
        T::take(self, &below(above, name))
    }

    /// The text at a key; an empty one where there is none, which is told at the end.
    fn text(&mut self, key: &str) -> Template {
        self.texts.remove(key).unwrap_or_else(|| {
            self.missing.push(key.to_string());
            Template::default()
        })
    }
}

/// Takes a catalogue apart. All of it must be there, and nothing else.
pub(crate) fn taken<T: Taken>(files: &[(&str, &str)]) -> Result<T, CatalogueError> {
    let mut catalogue = Catalogue::default();
    files.iter().try_for_each(|(name, toml)| catalogue.add(name, toml))?;
    let mut untaken = Untaken { texts: catalogue.texts, missing: Vec::new() };
    let texts = T::take(&mut untaken, "");
    let missing = untaken.missing.into_iter().map(CatalogueError::Missing);
    match missing.chain(untaken.texts.into_keys().map(CatalogueError::Unknown)).next() {
        Some(error) => Err(error),
        None => Ok(texts),
    }
}

/// Takes a catalogue apart that is part of the program: one that is wrong is a fault that the tests find.
pub(crate) fn embedded<T: Taken>(files: &[(&str, &str)]) -> T {
    match taken(files) {
        Ok(texts) => texts,
        Err(error) => panic!("the embedded texts: {error}"),
    }
}

impl Taken for Template {
    fn take(from: &mut Untaken, key: &str) -> Template {
        from.text(key)
    }
}

impl Taken for String {
    fn take(from: &mut Untaken, key: &str) -> String {
        from.text(key).text().to_string()
    }
}

impl Taken for Counted {
    fn take(from: &mut Untaken, key: &str) -> Counted {
        Counted { one: from.field(key, "one"), other: from.field(key, "other") }
    }
}

/// Words by code.
#[derive(Debug)]
pub(crate) struct Codes(BTreeMap<String, String>);

impl Codes {
    /// The word for a code; the code itself where there is none.
    pub(crate) fn of<'a>(&'a self, code: &'a str) -> &'a str {
        self.0.get(code).map_or(code, String::as_str)
    }

    /// The word for a key of the catalogue, which lives as long as the program; nothing where there is none.
    pub(crate) fn of_static(&'static self, key: &str) -> &'static str {
        self.0.get(key).map_or("", String::as_str)
    }

    /// Whether there is a word for a code.
    pub(crate) fn has(&self, code: &str) -> bool {
        self.0.contains_key(code)
    }
}

impl Taken for Codes {
    fn take(from: &mut Untaken, key: &str) -> Codes {
        let above = format!("{key}.");
        let mut words = from.texts.split_off(&above);
        let after: Option<String> = words.keys().find(|code| !code.starts_with(&above)).cloned();
        if let Some(after) = after {
            from.texts.append(&mut words.split_off(&after));
        }
        if words.is_empty() {
            from.missing.push(key.to_string());
        }
        Codes(
            words
                .into_iter()
                .map(|(code, word)| (code[above.len()..].to_string(), word.text().into()))
                .collect(),
        )
    }
}

/// Structures that name every text of a catalogue.
macro_rules! catalogue {
    ($($name:ident { $($field:ident: $kind:ty),+ $(,)? })+) => {
        $(
            #[derive(Debug)]
            pub(crate) struct $name { $(pub(crate) $field: $kind),+ }

            impl $crate::text::catalogue::Taken for $name {
                fn take(from: &mut $crate::text::catalogue::Untaken, key: &str) -> $name {
                    $name { $($field: from.field(key, stringify!($field))),+ }
                }
            }
        )+
    };
}
pub(crate) use catalogue;

#[cfg(test)]
mod tests {
    use super::{Catalogue, CatalogueError, Codes, taken};
    use crate::text::template::{Counted, Template};

    catalogue! {
        Whole { title: String, part: Part }
        Part { of: Template, rows: Counted, word: Codes }
    }

    const GOOD: &str = "title = 'T'\n[part]\nof = '{a} of {b}'\nrows = { one = '{count} row', other = '{count} rows' }\n\
                        [part.word]\nyes = 'ja'\nno = 'nej'\n";

    #[test]
    fn a_catalogue_is_taken_apart() {
        let whole: Whole = taken(&[("", GOOD)]).expect("a catalogue");
        assert_eq!(whole.title, "T");
        assert_eq!(whole.part.of.fill(&[("a", &1), ("b", &2)]), "1 of 2");
        assert_eq!(whole.part.rows.form(1).fill(&[("count", &1)]), "1 row");
        assert_eq!((whole.part.word.of("yes"), whole.part.word.of("maybe")), ("ja", "maybe"));
    }

    #[test]
    fn what_is_missing_or_misspelt_is_told() {
        let wrong = |from, to| taken::<Whole>(&[("", &GOOD.replace(from, to))]).map(|_| ());
        assert_eq!(wrong("title", "titel"), Err(CatalogueError::Missing("title".into())));
        assert_eq!(wrong("other =", "others ="), Err(CatalogueError::Missing("part.rows.other".into())));
        assert_eq!(
            wrong("title = 'T'", "title = 'T'\nmore = ''"),
            Err(CatalogueError::Unknown("more".into()))
        );
        assert_eq!(wrong("part.word", "part.words"), Err(CatalogueError::Missing("part.word".into())));
        assert_eq!(wrong("of {b}", "of {b"), Err(CatalogueError::Unclosed("part.of".into())));
        assert_eq!(wrong("'T'", "1"), Err(CatalogueError::NoText("title".into())));
    }

    #[test]
    fn catalogues_are_compared_by_keys_and_places() {
        let read = |toml| Catalogue::parse(toml).expect("a catalogue");
        let (one, two) = (read("a = '{x}'\nb = '{y} {z}'\nc = ''"), read("a = '{y}'\nb = '{z}{y}'"));
        assert_eq!(one.keys_apart(&two), ["a", "c"]);
    }
}
