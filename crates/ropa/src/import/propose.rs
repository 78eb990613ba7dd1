//! Proposes a profile for files: what was matched and how, and what a person should settle.

use crate::import::header::{ColumnMatch, MatchHow, key, words};
use crate::import::notice::NotUnderstood;
use crate::import::profile::Profile;
use crate::import::reader::Importer;
use crate::import::result::Import;
use crate::import::table_info::{TableInfo, TableKind};
use crate::import::value_words::word_keys;
use crate::model::{AnyField, DpiaField, Field, Kind};
use crate::source::{CellRef, Text};
use crate::text::{fold::spaced, similarity::pairs_alike};
use crate::workbook::Workbook;
use std::collections::{BTreeMap, BTreeSet};

/// Fields suggested for a header that was not matched.
const SUGGESTED: usize = 3;
/// How like a label a header must be for its field to be suggested, from 0 to 1.
const LIKE: f64 = 0.45;
/// So often a label that changes how other columns are read is left out and the rest tried again.
const MOST_TRIALS: usize = 8;

/// A profile proposed for files, for a person to finish.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Proposal {
    /// The tables of activities and DPIAs, in the order read.
    pub tables: Vec<ProposedTable>,
    /// Texts that no word stands for, by the section of `[words]` that would hold them.
    pub words: Vec<ProposedWords>,
}

/// The headers of one table.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ProposedTable {
    /// The file as the user named it.
    pub file: Text,
    /// The sheet.
    pub sheet: Text,
    /// What it holds: activities or DPIAs.
    pub kind: TableKind,
    /// Records read.
    pub records: usize,
    /// The columns that have a header, in order.
    pub columns: Vec<ProposedColumn>,
}

/// One header, and what was made of it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ProposedColumn {
    /// The header on one line.
    pub header: String,
    /// Its cell.
    pub cell: CellRef,
    /// The field that it was matched to.
    pub field: Option<AnyField>,
    /// How it was matched.
    pub how: MatchHow,
    /// Whether it can be listed as the field's label: not where its neighbours decide what it is.
    pub listed: bool,
    /// Whether the profile used says that it stands for nothing.
    pub ignored: bool,
    /// The fields that it is most like, where it was matched to none.
    pub suggestions: Vec<AnyField>,
}

/// Texts in cells that no word of a section stands for.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ProposedWords {
    /// In which kind of table they stand: activities or DPIAs.
    pub kind: TableKind,
    /// The section, `words.data_categories`; absent where no word would help, as for a date that is none.
    pub section: Option<String>,
    /// The keys of the section.
    pub keys: Vec<String>,
    /// The field.
    pub field: AnyField,
    /// Each text once, with the number of cells that hold it and the first of them; the commonest first.
    pub texts: Vec<(Text, usize, CellRef)>,
}

impl Importer<'_> {
    /// Proposes a profile for workbooks: every header with what it was matched to.
    ///
    /// The labels listed are tried: read by them, the workbooks give the same register. A label that
    /// would change it, since its neighbours have a say in what it stands for, is not listed.
    ///
    /// ```
    /// use ropa::import::{Importer, MatchHow, Profile};
    /// use ropa::model::Field;
    /// # #[cfg(feature = "read")] {
    /// use ropa::workbook::{Limits, read_workbook};
    /// let file = "Behandling;Ändmål;Rättslig grund;Intern kod\nLön;Betala ut lön;Avtal;17\n";
    /// let book = read_workbook("register.csv", file.as_bytes(), &Limits::default()).unwrap();
    /// let proposal = Importer::new(Profile::builtin()).propose(&[book]);
    /// let columns = &proposal.tables[0].columns;
    /// assert_eq!((columns[1].field, columns[1].how), (Some(Field::Purpose.into()), MatchHow::Fuzzy));
    /// assert_eq!((columns[3].field, columns[3].how), (None, MatchHow::None));
    /// # }
    /// ```
    pub fn propose(&self, workbooks: &[Workbook]) -> Proposal {
        let import = self.import(workbooks);
        let mut proposal = Proposal { tables: tables(&import, self.profile()), words: unknown(&import) };
        proposal.leave_clashes();
        for trial in 0..=MOST_TRIALS {
            let Some(again) = proposal.tried(self, workbooks) else { break };
            let changed = changed(&import, &again);
            if changed.is_empty() && again.register == import.register {
                return proposal;
            }
            let all = changed.is_empty() || trial + 1 >= MOST_TRIALS;
            for column in proposal.tables.iter_mut().flat_map(|table| &mut table.columns) {
                column.listed &= !(all || changed.contains(&key(&column.header)));
            }
        }
        // What cannot be tried is not listed; the profile beneath reads the file alone.
        for column in proposal.tables.iter_mut().flat_map(|table| &mut table.columns) {
            column.listed = false;
        }
        proposal
    }
}

impl Proposal {
    /// The labels listed for a kind of table: each field with its headers, in the order of the columns.
    pub fn labels(&self, kind: TableKind) -> Vec<(AnyField, Vec<&ProposedColumn>)> {
        let mut fields: Vec<(AnyField, Vec<&ProposedColumn>)> = Vec::new();
        for column in self.of(kind).filter(|column| column.listed) {
            let Some(field) = column.field else { continue };
            let index = fields.iter().position(|(known, _)| *known == field).unwrap_or_else(|| {
                fields.push((field, Vec::new()));
                fields.len() - 1
            });
            let labels = &mut fields[index].1;
            if !labels.iter().any(|other| key(&other.header) == key(&column.header)) {
                labels.push(column);
            }
        }
        fields
    }

    /// The columns of all tables of a kind.
    pub fn of(&self, kind: TableKind) -> impl Iterator<Item = &ProposedColumn> {
        self.tables.iter().filter(move |table| table.kind == kind).flat_map(|table| &table.columns)
    }

    /// The headers that the profile used says stand for nothing, each once.
    pub fn ignored(&self) -> Vec<&ProposedColumn> {
        let mut seen = BTreeSet::new();
        let columns = self.tables.iter().flat_map(|table| &table.columns);
        columns.filter(|column| column.ignored && seen.insert(key(&column.header))).collect()
    }

    /// Leaves out headers that stand for different fields in different places.
    fn leave_clashes(&mut self) {
        for kind in [TableKind::Activities, TableKind::Dpias] {
            let mut fields: BTreeMap<String, BTreeSet<Option<AnyField>>> = BTreeMap::new();
            for column in self.of(kind) {
                fields.entry(key(&column.header)).or_default().insert(column.field);
            }
            let tables = self.tables.iter_mut().filter(|table| table.kind == kind);
            for column in tables.flat_map(|table| &mut table.columns) {
                column.listed &= fields.get(&key(&column.header)).is_some_and(|fields| fields.len() == 1);
            }
        }
    }

    /// The workbooks read by the labels listed; absent where these make no profile.
    fn tried(&self, importer: &Importer<'_>, workbooks: &[Workbook]) -> Option<Import> {
        let mut profile = importer.profile().clone();
        profile.activity.list(&self.labels(TableKind::Activities))?;
        profile.dpia.list(&self.labels(TableKind::Dpias))?;
        Some(importer.by(&profile).import(workbooks))
    }
}

impl<F> crate::import::profile::FieldLabels<F>
where
    F: Copy + Eq + std::str::FromStr,
{
    /// Adds labels as a user's profile would; nothing where two fields lay claim to one.
    fn list(&mut self, fields: &[(AnyField, Vec<&ProposedColumn>)]) -> Option<()> {
        for (field, columns) in fields {
            let field: F = field.key().parse().ok()?;
            for column in columns {
                let claim = crate::import::header::Claim { field, how: MatchHow::Profile, weak: false };
                self.labels.add(&column.header, claim).ok()?;
            }
        }
        Some(())
    }
}

/// The keys of the headers that are read otherwise.
fn changed(before: &Import, after: &Import) -> BTreeSet<String> {
    // By place: file, sheet, row and column; then what stands there and what it was matched to.
    let of_table = |table: &TableInfo| {
        let (file, sheet) = (table.file.clone(), table.sheet.clone());
        let column = move |column: &ColumnMatch| {
            let cell = CellRef { file: file.clone(), sheet: sheet.clone(), place: column.place };
            (cell, column.header.clone(), column.field)
        };
        table.columns.iter().map(column).collect::<Vec<_>>()
    };
    let columns = |import: &Import| import.tables.iter().flat_map(of_table).collect::<Vec<_>>();
    let (before, after) = (columns(before), columns(after));
    let in_both: BTreeSet<_> = before.iter().filter(|column| after.contains(column)).collect();
    before
        .iter()
        .chain(&after)
        .filter(|column| !in_both.contains(column))
        .map(|(_, header, _)| key(header))
        .collect()
}

fn tables(import: &Import, profile: &Profile) -> Vec<ProposedTable> {
    let of = |table: &TableInfo| {
        let columns = table.columns.iter().filter(|column| !column.header.trim().is_empty()).map(|column| {
            let header = spaced(&column.header);
            let (ignored, suggestions) = match (column.field, table.kind) {
                (Some(_), _) => (false, Vec::new()),
                (None, TableKind::Dpias) => profile.dpia.unmatched(&header),
                (None, _) => profile.activity.unmatched(&header),
            };
            let cell = CellRef { file: table.file.clone(), sheet: table.sheet.clone(), place: column.place };
            let listed = column.field.is_some();
            ProposedColumn {
                header,
                cell,
                field: column.field,
                how: column.how,
                listed,
                ignored,
                suggestions,
            }
        });
        ProposedTable {
            file: table.file.clone(),
            sheet: table.sheet.clone(),
            kind: table.kind,
            records: table.records,
            columns: columns.collect(),
        }
    };
    let read = |table: &&TableInfo| matches!(table.kind, TableKind::Activities | TableKind::Dpias);
    import.tables.iter().filter(read).map(of).collect()
}

impl<F: Copy + Ord + Into<AnyField>> crate::import::profile::FieldLabels<F> {
    /// Whether an unmatched header is ignored, and else the fields that it is most like.
    fn unmatched(&self, header: &str) -> (bool, Vec<AnyField>) {
        if self.labels.is_ignored(header) {
            return (true, Vec::new());
        }
        let header = words(header);
        let mut best: BTreeMap<F, f64> = BTreeMap::new();
        for (label, claims) in self.labels.iter() {
            let like = likeness(&header, label);
            for claim in claims.iter().filter(|_| like >= LIKE) {
                let score = best.entry(claim.field).or_insert(like);
                *score = score.max(like);
            }
        }
        let mut best: Vec<_> = best.into_iter().collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        (false, best.into_iter().take(SUGGESTED).map(|(field, _)| field.into()).collect())
    }
}

/// How like two headers are: by the words that they share, a word counted as shared in part where it
/// only begins or sounds alike.
fn likeness(a: &[String], b: &[String]) -> f64 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let weight = |words: &[String]| words.iter().map(|word| word.chars().count() as f64).sum::<f64>();
    let shared: f64 = short
        .iter()
        .map(|word| {
            let alike = long.iter().map(|other| pairs_alike(word, other)).fold(0.0, f64::max);
            word.chars().count() as f64 * if alike >= 0.6 { alike } else { 0.0 }
        })
        .sum();
    let all = weight(a) + weight(b);
    if all == 0.0 { 0.0 } else { 2.0 * shared / all }
}

/// The texts that no word stands for, by field and section.
fn unknown(import: &Import) -> Vec<ProposedWords> {
    type Texts = BTreeMap<Text, (usize, CellRef)>;
    let mut fields: BTreeMap<(bool, AnyField), Texts> = BTreeMap::new();
    for NotUnderstood { cell, text, field } in &import.not_understood {
        let of_dpia = matches!(field, AnyField::Dpia(_));
        let texts = fields.entry((of_dpia, *field)).or_default();
        texts.entry(text.clone()).or_insert((0, cell.clone())).0 += 1;
    }
    let known = word_keys();
    fields
        .into_iter()
        .map(|((of_dpia, field), texts)| {
            let section = section(field);
            let keys = section.and_then(|section| {
                let (_, keys) = known.iter().find(|(key, _)| *key == section)?;
                match section {
                    "yes_no" | "dpia_yes_no" => keys
                        .iter()
                        .find(|(key, _)| key == field.key())?
                        .1
                        .as_ref()
                        .map(|inner| inner.iter().map(|key| (*key).to_owned()).collect()),
                    _ => Some(keys.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>()),
                }
            });
            let mut texts: Vec<_> =
                texts.into_iter().map(|(text, (count, cell))| (text, count, cell)).collect();
            texts.sort_by(|a, b| b.1.cmp(&a.1).then(a.2.cmp(&b.2)).then(a.0.cmp(&b.0)));
            let section = section.map(|section| match section {
                "yes_no" | "dpia_yes_no" => format!("words.{section}.{field}"),
                other => format!("words.{other}"),
            });
            let kind = if of_dpia { TableKind::Dpias } else { TableKind::Activities };
            ProposedWords { kind, section, keys: keys.unwrap_or_default(), field, texts }
        })
        .collect()
}

/// The section of `[words]` by which a field is read.
fn section(field: AnyField) -> Option<&'static str> {
    let asks = |kind| matches!(kind, Kind::YesNo | Kind::YesNoOrText);
    match field {
        AnyField::Dpia(field) => match field {
            DpiaField::Status => Some("dpia_status"),
            DpiaField::DataCategories => Some("data_categories"),
            DpiaField::DataSubjects => Some("data_subjects"),
            field if asks(field.kind()) => Some("dpia_yes_no"),
            _ => None,
        },
        AnyField::Activity(field) => match field {
            Field::DataCategories | Field::Sensitive | Field::Art10 => Some("data_categories"),
            Field::DataSubjects => Some("data_subjects"),
            Field::LegalBasis => Some("legal_basis"),
            Field::Art9Basis => Some("art9_basis"),
            Field::Role => Some("role"),
            Field::ProtectedIdentity => Some("protected_identity"),
            Field::Status => Some("activity_status"),
            Field::ThirdCountry => Some("countries"),
            field if asks(field.kind()) => Some("yes_no"),
            _ => None,
        },
    }
}
