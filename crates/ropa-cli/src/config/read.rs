//! Reads the configuration, with errors that say where and what was meant.

use super::Config;
use super::problem::{ConfigError, ConfigProblem};
use crate::args::{LargestArg, PlanLimits, PreferArg};
use clap::ValueEnum;
use ropa::art30::rule;
use ropa::import::Profile;
use ropa::model::Severity;
use ropa::text::nearest;
use ropa::workbook::Limits;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The sections and their keys; the first section has no heading.
const SECTIONS: [(&str, &[&str]); 8] = [
    (
        "",
        &[
            "files",
            "profile",
            "merge",
            "decisions",
            "links",
            "answers",
            "year",
            "language",
            "structure",
            "law",
            "controller",
            "check",
            "plan",
            "limits",
        ],
    ),
    ("merge", &["prefer", "resolved"]),
    ("structure", &["files", "earlier", "map"]),
    ("law", &["packs", "large_scale"]),
    ("controller", &["authority", "board", "dpo"]),
    ("check", &["stale_months", "ignore", "severity"]),
    ("plan", &["per_quarter", "largest", "same_purpose", "annex", "widen"]),
    (
        "limits",
        &[
            "file_bytes",
            "inflated_bytes",
            "inflation",
            "parts",
            "sheets",
            "rows",
            "columns",
            "cells",
            "cell_bytes",
            "text_bytes",
            "shared_strings",
            "merged_areas",
            "nesting",
            "json_nesting",
            "password_rounds",
        ],
    ),
];

const SEVERITIES: [(&str, Severity); 3] =
    [("error", Severity::Error), ("warning", Severity::Warning), ("note", Severity::Note)];

struct Reader<'t> {
    path: &'t Path,
    text: &'t str,
    folder: &'t Path,
}

type Value<'t> = Spanned<DeValue<'t>>;

/// Reads a configuration; paths in it are taken from `folder`.
pub(super) fn read(path: &Path, text: &str, folder: &Path) -> Result<Config, ConfigError> {
    // A spreadsheet user's editor may put a mark before the text.
    let text = text.trim_start_matches('\u{feff}');
    let reader = Reader { path, text, folder };
    let document = DeTable::parse(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        reader.error(span, ConfigProblem::Syntax(error.message().to_string()))
    })?;
    let mut config = Config::default();
    reader.section("", document.get_ref(), &mut config)?;
    Ok(config)
}

impl Reader<'_> {
    fn section(&self, section: &str, table: &DeTable<'_>, config: &mut Config) -> Result<(), ConfigError> {
        let known = SECTIONS.iter().find(|(name, _)| *name == section).map_or(&[][..], |(_, keys)| keys);
        // In the order of the file, so that the first mistake is told first.
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let name: &str = key.get_ref();
            if !known.contains(&name) {
                let near = nearest(name, known.iter().copied()).map(String::from);
                return Err(
                    self.error(key.span(), ConfigProblem::UnknownKey { name: name.to_string(), near })
                );
            }
            match (section, name) {
                ("", "files") => config.files = self.paths(name, value)?,
                ("", "profile") => config.profile = Some(self.profile(name, value)?),
                ("", "decisions") => config.decisions = Some(self.path(name, value)?),
                ("", "links") => config.links = Some(self.path(name, value)?),
                ("", "answers") => config.answers = Some(self.path(name, value)?),
                ("", "year") => config.year = Some(self.path(name, value)?),
                ("", "language") => config.language = Some(self.word(name, value, &["sv", "en"])?),
                ("", "merge" | "structure" | "law" | "controller" | "check" | "plan" | "limits") => {
                    match value.get_ref() {
                        DeValue::Table(table) => self.section(name, table, config)?,
                        _ => return Err(self.wrong(name, value, "section")),
                    }
                }
                ("merge", "prefer") => {
                    config.prefer = Some(match self.word(name, value, &["newest", "first"])?.as_str() {
                        "first" => PreferArg::First,
                        _ => PreferArg::Newest,
                    });
                }
                ("merge", "resolved") => config.resolved = Some(self.path(name, value)?),
                ("structure", "files") => config.structure = self.paths(name, value)?,
                ("structure", "earlier") => config.earlier = self.paths(name, value)?,
                ("structure", "map") => config.map = self.paths(name, value)?,
                ("law", "packs") => config.packs = self.packs(name, value)?,
                ("law", "large_scale") => config.large_scale = Some(self.number(name, value)?),
                ("controller", "authority") => config.authority = Some(self.boolean(name, value)?),
                ("controller", "board") => config.board = Some(self.text(name, value)?),
                ("controller", "dpo") => config.dpo = Some(self.text(name, value)?),
                ("check", "stale_months") => config.stale_months = Some(self.number(name, value)?),
                ("check", "ignore") => {
                    for (rule, span) in self.texts(name, value)? {
                        config.ignore.push(self.rule(&rule, span)?);
                    }
                }
                ("check", "severity") => self.severities(name, value, config)?,
                ("plan", _) => self.plan(name, value, &mut config.plan)?,
                ("limits", _) => config.limits.push(self.limit(name, value)?),
                _ => {
                    return Err(self.error(
                        key.span(),
                        ConfigProblem::UnknownKey { name: name.to_string(), near: None },
                    ));
                }
            }
        }
        Ok(())
    }

    fn severities(&self, name: &str, value: &Value<'_>, config: &mut Config) -> Result<(), ConfigError> {
        let DeValue::Table(table) = value.get_ref() else { return Err(self.wrong(name, value, "section")) };
        for (key, value) in table {
            let id = self.rule(key.get_ref(), key.span())?;
            let words = SEVERITIES.map(|(word, _)| word);
            let word = self.word(&id, value, &words)?;
            config
                .severity
                .extend(SEVERITIES.iter().find(|(of, _)| *of == word).map(|(_, severity)| (id, *severity)));
        }
        Ok(())
    }

    /// A limit of the plan, as the options of `ropa plan` take them.
    fn plan(&self, key: &str, value: &Value<'_>, limits: &mut PlanLimits) -> Result<(), ConfigError> {
        let count = || match self.number::<usize>(key, value).ok().filter(|count| *count > 0) {
            Some(count) => Ok(count),
            None => Err(self.wrong_limit(key, value, "count")),
        };
        match key {
            "per_quarter" => limits.per_quarter = Some(count()?),
            "largest" => limits.largest = Some(LargestArg(Some(count()?))),
            "same_purpose" => limits.same_purpose = Some(self.one_of(key, value, "purpose")?),
            "widen" => limits.widen = Some(self.one_of(key, value, "widen")?),
            _ => match value.get_ref() {
                DeValue::Boolean(yes) => (limits.annex, limits.no_annex) = (*yes, !*yes),
                _ => return Err(self.wrong_limit(key, value, "boolean")),
            },
        }
        Ok(())
    }

    /// A word that an option takes too.
    fn one_of<W: ValueEnum>(
        &self,
        key: &str,
        value: &Value<'_>,
        wanted: &'static str,
    ) -> Result<W, ConfigError> {
        let word = match value.get_ref() {
            DeValue::String(text) => W::from_str(text, false).ok(),
            _ => None,
        };
        word.ok_or_else(|| self.wrong_limit(key, value, wanted))
    }

    fn wrong_limit(&self, key: &str, value: &Value<'_>, wanted: &'static str) -> ConfigError {
        let written = self.text.get(value.span()).unwrap_or_default();
        let problem = ConfigProblem::PlanLimit { key: key.to_string(), value: written.to_string(), wanted };
        self.error(value.span(), problem)
    }

    /// A number, or a text of a number with its unit, as `--limit` takes it.
    fn limit(&self, name: &str, value: &Value<'_>) -> Result<String, ConfigError> {
        let number = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().to_string(),
            DeValue::String(text) => text.to_string(),
            _ => return Err(self.wrong(name, value, "number")),
        };
        crate::limits::set_named(&mut Limits::default(), name, &number)
            .map_err(|problem| self.error(value.span(), ConfigProblem::Limit(problem)))?;
        Ok(format!("{name}={number}"))
    }

    fn rule(&self, id: &str, span: Range<usize>) -> Result<String, ConfigError> {
        match rule(id) {
            Some(rule) => Ok(rule.id.clone()),
            None => {
                let near = ropa::art30::near_rules(id).into_iter().map(String::from).collect();
                Err(self.error(span, ConfigProblem::UnknownRule { name: id.to_string(), near }))
            }
        }
    }

    fn text(&self, key: &str, value: &Value<'_>) -> Result<String, ConfigError> {
        match value.get_ref() {
            DeValue::String(text) => Ok(text.to_string()),
            _ => Err(self.wrong(key, value, "text")),
        }
    }

    fn word(&self, key: &str, value: &Value<'_>, known: &[&str]) -> Result<String, ConfigError> {
        let word = self.text(key, value)?;
        if known.contains(&word.as_str()) {
            return Ok(word);
        }
        let known = known.iter().map(ToString::to_string).collect();
        Err(self.error(value.span(), ConfigProblem::UnknownWord { name: word, known }))
    }

    fn boolean(&self, key: &str, value: &Value<'_>) -> Result<bool, ConfigError> {
        match value.get_ref() {
            DeValue::Boolean(yes) => Ok(*yes),
            _ => Err(self.wrong(key, value, "boolean")),
        }
    }

    fn number<N: std::str::FromStr>(&self, key: &str, value: &Value<'_>) -> Result<N, ConfigError> {
        let number = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().replace('_', "").parse().ok(),
            _ => None,
        };
        number.ok_or_else(|| self.wrong(key, value, "number"))
    }

    /// One text or a list of them, each with its place.
    fn texts(&self, key: &str, value: &Value<'_>) -> Result<Vec<(String, Range<usize>)>, ConfigError> {
        let one = |value: &Value<'_>| match value.get_ref() {
            DeValue::String(text) => Ok((text.to_string(), value.span())),
            _ => Err(self.wrong(key, value, "texts")),
        };
        match value.get_ref() {
            DeValue::Array(values) => values.iter().map(one).collect(),
            _ => Ok(vec![one(value)?]),
        }
    }

    fn path(&self, key: &str, value: &Value<'_>) -> Result<PathBuf, ConfigError> {
        Ok(self.folder.join(self.text(key, value)?))
    }

    fn paths(&self, key: &str, value: &Value<'_>) -> Result<Vec<PathBuf>, ConfigError> {
        Ok(self.texts(key, value)?.into_iter().map(|(path, _)| self.folder.join(path)).collect())
    }

    /// The name of a built-in profile, or a file of the user's own.
    fn profile(&self, key: &str, value: &Value<'_>) -> Result<PathBuf, ConfigError> {
        let name = self.text(key, value)?;
        let is_builtin = Profile::builtin_names().any(|builtin| builtin == name);
        Ok(if is_builtin { PathBuf::from(name) } else { self.folder.join(name) })
    }

    /// Ids of packs, and files of the user's own.
    fn packs(&self, key: &str, value: &Value<'_>) -> Result<Vec<String>, ConfigError> {
        let own = |(pack, _): (String, _)| match pack.ends_with(".toml") {
            true => self.folder.join(pack).display().to_string(),
            false => pack,
        };
        Ok(self.texts(key, value)?.into_iter().map(own).collect())
    }

    fn wrong(&self, key: &str, value: &Value<'_>, wanted: &'static str) -> ConfigError {
        self.error(value.span(), ConfigProblem::WrongType { key: key.to_string(), wanted })
    }

    fn error(&self, span: Range<usize>, problem: ConfigProblem) -> ConfigError {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        ConfigError {
            path: self.path.to_path_buf(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            problem,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SECTIONS;
    use std::collections::BTreeSet;

    #[test]
    fn each_limit_has_its_key() {
        let keys = SECTIONS.iter().find(|(section, _)| *section == "limits").map(|(_, keys)| *keys);
        assert_eq!(keys, Some(&ropa::workbook::Limits::default().named().map(|(name, _)| name)[..]));
    }

    #[test]
    fn the_schema_has_the_keys_that_are_read() {
        let schema: serde_json::Value =
            serde_json::from_str(include_str!("../../schemas/ropa-toml.json")).expect("a schema");
        for (section, keys) in SECTIONS {
            let of = if section.is_empty() { &schema } else { &schema["properties"][section] };
            let told: BTreeSet<&str> =
                of["properties"].as_object().expect("a section").keys().map(String::as_str).collect();
            assert_eq!(told, keys.iter().copied().collect(), "[{section}]");
            assert_eq!(of["additionalProperties"], false, "[{section}]");
        }
    }
}
