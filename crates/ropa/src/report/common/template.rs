//! Texts with named places for values, parted once and filled many times.

use serde::Deserialize;
use std::fmt::{self, Display, Write};

/// A text with named places: `{count} av {total}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Template {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Literal(Box<str>),
    Place(Box<str>),
}

/// What to put in the places, by name.
pub(crate) type Args<'a> = &'a [(&'a str, &'a dyn Display)];

impl Template {
    /// Writes the text with its places filled.
    pub(crate) fn write(&self, out: &mut dyn Write, args: Args<'_>) -> fmt::Result {
        for part in &self.parts {
            match part {
                Part::Literal(text) => out.write_str(text)?,
                Part::Place(name) => match args.iter().find(|(key, _)| *key == &**name) {
                    Some((_, value)) => write!(out, "{value}")?,
                    None => {
                        debug_assert!(false, "nothing given for {{{name}}}");
                        write!(out, "{{{name}}}")?;
                    }
                },
            }
        }
        Ok(())
    }

    /// The text with its places filled.
    pub(crate) fn fill(&self, args: Args<'_>) -> String {
        let mut text = String::new();
        self.write(&mut text, args).expect("writing to a string does not fail");
        text
    }
}

impl TryFrom<String> for Template {
    type Error = String;

    fn try_from(text: String) -> Result<Template, String> {
        let mut parts = Vec::new();
        let mut rest = text.as_str();
        while let Some(open) = rest.find('{') {
            let close =
                rest[open..].find('}').ok_or_else(|| format!("no closing brace in \"{text}\""))? + open;
            if open > 0 {
                parts.push(Part::Literal(rest[..open].into()));
            }
            parts.push(Part::Place(rest[open + 1..close].into()));
            rest = &rest[close + 1..];
        }
        if !rest.is_empty() {
            parts.push(Part::Literal(rest.into()));
        }
        Ok(Template { parts })
    }
}

/// A text in the singular and the plural; both may use `{count}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Counted {
    one: Template,
    other: Template,
}

impl Counted {
    /// The form for a number.
    pub(crate) fn form(&self, count: usize) -> &Template {
        if count == 1 { &self.one } else { &self.other }
    }
}

#[cfg(test)]
mod tests {
    use super::Template;

    #[test]
    fn places_are_filled_by_name() {
        let template = Template::try_from("{b} före {a}, {b}".to_string()).expect("a template");
        assert_eq!(template.fill(&[("a", &1), ("b", &"två")]), "två före 1, två");
        assert!(Template::try_from("{a".to_string()).is_err());
    }
}
