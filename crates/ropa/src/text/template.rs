//! Texts with named places for values: `{count} av {total}`.

use std::fmt::{self, Display, Write};

/// What to put in the places, by name.
pub(crate) type Args<'a> = &'a [(&'a str, &'a dyn Display)];

/// A text with named places, each of which closes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Template {
    text: Box<str>,
}

/// A piece of a template.
enum Part<'t> {
    Literal(&'t str),
    Place(&'t str),
}

/// A place that is not closed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unclosed;

impl Template {
    pub(crate) fn new(text: &str) -> Result<Template, Unclosed> {
        let closes = |rest: &str| rest.contains('}');
        match text.split('{').skip(1).all(closes) {
            true => Ok(Template { text: text.into() }),
            false => Err(Unclosed),
        }
    }

    /// The text as it is written in the catalogue.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The names of its places, in their order.
    pub(crate) fn places(&self) -> impl Iterator<Item = &str> {
        Parts(&self.text).filter_map(|part| match part {
            Part::Place(name) => Some(name),
            Part::Literal(_) => None,
        })
    }

    /// Writes the text with its places filled. What a value holds is never taken for a place.
    pub(crate) fn write(&self, out: &mut dyn Write, args: Args<'_>) -> fmt::Result {
        for part in Parts(&self.text) {
            match part {
                Part::Literal(text) => out.write_str(text)?,
                Part::Place(name) => match args.iter().find(|(key, _)| *key == name) {
                    Some((_, value)) => write!(out, "{value}")?,
                    None => {
                        debug_assert!(false, "nothing given for {{{name}}} in \"{}\"", self.text);
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

/// What is left to read of a template.
struct Parts<'t>(&'t str);

impl<'t> Iterator for Parts<'t> {
    type Item = Part<'t>;

    fn next(&mut self) -> Option<Part<'t>> {
        let (part, rest) = match self.0.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            Some((name, rest)) => (Part::Place(name), rest),
            None if self.0.is_empty() => return None,
            None => {
                let end = self.0.find('{').filter(|end| *end > 0).unwrap_or(self.0.len());
                (Part::Literal(&self.0[..end]), &self.0[end..])
            }
        };
        self.0 = rest;
        Some(part)
    }
}

/// A text in the singular and the plural; both may use `{count}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(super) one: Template,
    pub(super) other: Template,
}

impl Counted {
    /// The form for a number.
    pub(crate) fn form(&self, count: usize) -> &Template {
        if count == 1 { &self.one } else { &self.other }
    }
}

#[cfg(test)]
mod tests {
    use super::{Template, Unclosed};

    #[test]
    fn places_are_filled_by_name() {
        let template = Template::new("{b} före {a}, {b}").expect("a template");
        assert_eq!(template.fill(&[("a", &1), ("b", &"två")]), "två före 1, två");
        assert_eq!(template.places().collect::<Vec<_>>(), ["b", "a", "b"]);
        assert_eq!(Template::new("{a} och {b"), Err(Unclosed));
    }

    #[test]
    fn a_value_is_not_read_as_a_place() {
        let template = Template::new("{name}: {known}").expect("a template");
        assert_eq!(template.fill(&[("name", &"{known}"), ("known", &"a, b")]), "{known}: a, b");
    }
}
