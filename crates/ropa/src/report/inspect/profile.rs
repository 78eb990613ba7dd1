//! A proposal of a profile, as a commented TOML file for a person to finish.

use crate::import::{MatchHow, Proposal, ProposedColumn, TableKind};
use crate::model::AnyField;
use crate::report::common::quote::quoted;
use crate::report::common::wording::{Wording, joined};
use crate::text::Lang;
use std::collections::BTreeSet;
use std::fmt::Write;

/// What to write: a proposal, and what it builds on.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ProfileView<'a> {
    /// The proposal.
    pub proposal: &'a Proposal,
    /// The name of the built-in profile that the files were read by.
    pub base: &'a str,
    /// The file that the profile will stand in, as the user named it.
    pub name: &'a str,
    /// Language of the comments.
    pub lang: Lang,
}

impl<'a> ProfileView<'a> {
    /// A proposal as a profile of that name, on top of another.
    pub fn new(proposal: &'a Proposal, base: &'a str, name: &'a str, lang: Lang) -> ProfileView<'a> {
        ProfileView { proposal, base, name, lang }
    }
}

/// Writes a proposal as TOML: what was matched is listed with where and how, what was not stands in comments
/// with suggestions. Read as it is, it reads the files just as the profile beneath it does.
pub fn toml(view: &ProfileView<'_>) -> String {
    let proposal = view.proposal;
    let many = proposal.tables.iter().map(|table| &table.file).collect::<BTreeSet<_>>();
    let wording = Wording::of_import(view.lang, many.len() > 1);
    let texts = &wording.texts.profile;
    let mut file = File { view, wording: &wording, out: String::new() };
    let count = |how: MatchHow| {
        let columns = proposal.tables.iter().flat_map(|table| &table.columns);
        columns.filter(|column| column.how == how && !column.ignored).count()
    };
    file.comment(&texts.head.fill(&[
        ("files", &joined(many.iter().map(|file| quoted(file)))),
        ("exact", &count(MatchHow::Exact)),
        ("alias", &count(MatchHow::Alias)),
        ("profile", &count(MatchHow::Profile)),
        ("fuzzy", &count(MatchHow::Fuzzy)),
        ("inferred", &(count(MatchHow::Inferred) + count(MatchHow::Likely))),
        ("none", &count(MatchHow::None)),
        ("base", &view.base),
        ("name", &quoted(view.name)),
    ]));
    let _ = writeln!(file.out, "\nschema = \"ropa/profile/1\"\nextends = {}", text(view.base));
    if proposal.tables.is_empty() {
        file.out.push('\n');
        file.comment(&texts.no_tables);
    }
    file.ignored();
    file.fields(TableKind::Activities, "activity", &texts.activities);
    file.fields(TableKind::Dpias, "dpia", &texts.dpias);
    file.words();
    file.out
}

struct File<'v, 'w> {
    view: &'v ProfileView<'v>,
    wording: &'w Wording<'w>,
    out: String,
}

impl File<'_, '_> {
    fn comment(&mut self, text: &str) {
        for line in text.trim_end().lines() {
            let line = line.trim_end();
            self.out.push_str(if line.is_empty() { "#" } else { "# " });
            self.out.push_str(line);
            self.out.push('\n');
        }
    }

    fn ignored(&mut self) {
        let ignored = self.view.proposal.ignored();
        let texts = &self.wording.texts.profile;
        self.out.push('\n');
        self.comment(&texts.ignore);
        if ignored.is_empty() {
            self.comment("ignore = []");
            return;
        }
        self.out.push_str("ignore = [\n");
        for column in ignored {
            let _ = writeln!(self.out, "    {}, # {}", text(&column.header), self.wording.cell(&column.cell));
        }
        self.out.push_str("]\n");
    }

    /// What one kind of table is headed with.
    fn fields(&mut self, kind: TableKind, section: &str, title: &str) {
        let proposal = self.view.proposal;
        if proposal.of(kind).next().is_none() {
            return;
        }
        let texts = &self.wording.texts.profile;
        let words = self.wording.lang.words();
        self.out.push('\n');
        self.comment(title);
        for table in proposal.tables.iter().filter(|table| table.kind == kind) {
            let line = texts.table.fill(&[
                ("sheet", &quoted(&table.sheet)),
                ("file", &quoted(&table.file)),
                ("records", &table.records),
                ("kind", &words.table_kind.of(kind.into())),
            ]);
            self.comment(&line);
        }
        let _ = writeln!(self.out, "[{section}]");
        for (field, columns) in proposal.labels(kind) {
            match &columns[..] {
                [one] => {
                    let _ = writeln!(self.out, "{field} = {} # {}", text(&one.header), self.known(one));
                }
                several => {
                    let _ = writeln!(self.out, "{field} = [");
                    for one in several {
                        let _ = writeln!(self.out, "    {}, # {}", text(&one.header), self.known(one));
                    }
                    self.out.push_str("]\n");
                }
            }
        }
        let by_company: Vec<_> =
            proposal.of(kind).filter(|column| column.field.is_some() && !column.listed).collect();
        if !by_company.is_empty() {
            self.out.push('\n');
            self.comment(&texts.by_company);
            for column in by_company {
                let field = column.field.map(AnyField::key).unwrap_or_default();
                let line = format!("  {} -> {field} ({})", text(&column.header), self.known(column));
                self.comment(&line);
            }
        }
        self.unmatched(kind);
    }

    fn unmatched(&mut self, kind: TableKind) {
        let texts = &self.wording.texts.profile;
        // A header that comes again and is read where it stands first needs no other field.
        let read = self.view.proposal.of(kind).filter(|column| column.field.is_some());
        let mut seen: BTreeSet<&String> = read.map(|column| &column.header).collect();
        let unmatched =
            self.view.proposal.of(kind).filter(|column| column.field.is_none() && !column.ignored);
        let unmatched: Vec<_> = unmatched.filter(|column| seen.insert(&column.header)).collect();
        self.out.push('\n');
        if unmatched.is_empty() {
            self.comment(&texts.unmatched_none);
            return;
        }
        self.comment(&texts.unmatched);
        for column in unmatched {
            let cell = self.wording.cell(&column.cell).to_string();
            let header = text(&column.header);
            if column.suggestions.is_empty() {
                self.comment(&format!("  ??? = {header} # {cell}: {}", texts.nothing_like));
            }
            for field in &column.suggestions {
                self.comment(&format!("{field} = {header} # {cell}: {}", self.field_name(kind, field.key())));
            }
        }
    }

    fn words(&mut self) {
        let texts = &self.wording.texts.profile;
        for words in &self.view.proposal.words {
            let field = self.field_name(words.kind, words.field.key()).to_owned();
            self.out.push('\n');
            let Some(section) = &words.section else {
                self.comment(&texts.words_none.fill(&[("field", &field)]));
                for (said, count, cell) in &words.texts {
                    let times = texts.times.form(*count);
                    let times = times.fill(&[("count", count), ("cell", &self.wording.cell(cell))]);
                    self.comment(&format!("  {} ({times})", text(said)));
                }
                continue;
            };
            self.comment(&texts.words.fill(&[("field", &field), ("keys", &joined(&words.keys))]));
            self.comment(&format!("[{section}]"));
            for (said, count, cell) in &words.texts {
                let times = texts.times.form(*count);
                let times = times.fill(&[("count", count), ("cell", &self.wording.cell(cell))]);
                self.comment(&format!("TERM = [{}] # {times}", text(said)));
            }
        }
    }

    fn field_name(&self, kind: TableKind, key: &'static str) -> &str {
        let words = self.wording.lang.words();
        if kind == TableKind::Dpias { words.dpia_field.of(key) } else { words.field.of(key) }
    }

    /// Where a header stands, and how it was known.
    fn known(&self, column: &ProposedColumn) -> String {
        let how = self.wording.lang.words().match_how.of(column.how.into());
        let known = format!("{}, {how}", self.wording.cell(&column.cell));
        match column.how {
            MatchHow::Fuzzy | MatchHow::Inferred | MatchHow::Likely => {
                self.wording.texts.profile.check.fill(&[("known", &known)])
            }
            _ => known,
        }
    }
}

/// A text as a TOML string on one line.
fn text(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut quoted = String::with_capacity(line.len() + 2);
    quoted.push('"');
    for c in line.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
