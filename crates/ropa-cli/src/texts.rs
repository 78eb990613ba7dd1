//! What the command line says, by language: help texts and messages, from `texts/*.toml`.

use ropa::report::Lang;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Texts by dotted key.
pub(crate) struct Texts(BTreeMap<String, String>);

static SV: LazyLock<Texts> = LazyLock::new(|| Texts::read(include_str!("../texts/sv.toml")));
static EN: LazyLock<Texts> = LazyLock::new(|| Texts::read(include_str!("../texts/en.toml")));

/// The texts of a language.
pub(crate) fn texts(lang: Lang) -> &'static Texts {
    match lang {
        Lang::Sv => &SV,
        Lang::En => &EN,
    }
}

impl Texts {
    fn read(toml: &str) -> Texts {
        fn flatten(prefix: &str, value: toml::Value, into: &mut BTreeMap<String, String>) {
            match value {
                toml::Value::Table(table) => {
                    for (key, value) in table {
                        let key = if prefix.is_empty() { key } else { format!("{prefix}.{key}") };
                        flatten(&key, value, into);
                    }
                }
                toml::Value::String(text) => {
                    into.insert(prefix.to_string(), text);
                }
                _ => {}
            }
        }
        let table: toml::Table = toml.parse().expect("the embedded texts are valid, as a test shows");
        let mut all = BTreeMap::new();
        flatten("", toml::Value::Table(table), &mut all);
        Texts(all)
    }

    /// The text of a key, if there is one.
    pub(crate) fn find(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// The text of a key that a test shows to be there.
    pub(crate) fn get(&self, key: &str) -> &str {
        self.find(key).unwrap_or_default()
    }

    /// The text of a key with its `{places}` filled.
    pub(crate) fn fill(&self, key: &str, values: &[(&str, &dyn std::fmt::Display)]) -> String {
        let mut text = self.get(key).to_string();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), &value.to_string());
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{EN, SV};

    #[test]
    fn both_languages_say_the_same_things() {
        let keys = |texts: &super::Texts| texts.0.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&SV), keys(&EN));
        let places = |text: &str| {
            let mut found: Vec<_> =
                text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(String::from).collect();
            found.sort();
            found
        };
        for (key, text) in &SV.0 {
            assert_eq!(places(text), places(&EN.0[key]), "{key}");
            assert!(!text.trim().is_empty(), "{key}");
        }
    }
}
