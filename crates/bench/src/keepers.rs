//! Registers of invented keepers, each with the answers of a careful reader: `corpus/keepers/NAME`.

use ropa::casefile::CaseFile;
use ropa::gaps::{Assessment, RegisterAssessment};
use ropa::import::{ColumnMatch, Importer, Layout, Profile, TableInfo, TableKind};
use ropa::source::Place;
use ropa::workbook::{Limits, Workbook, read_workbook};
use serde::Deserialize;
use std::error::Error;
use std::path::{Path, PathBuf};

/// A keeper's registers, and what a careful reader says of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// Who keeps them.
    pub keeper: String,
    /// How they are worded and laid out.
    #[serde(default)]
    pub style: String,
    /// The tables.
    #[serde(default)]
    pub table: Vec<ExpectedTable>,
    /// The processing, each with its answers.
    #[serde(default)]
    pub need: Vec<ExpectedNeed>,
}

/// A table, with what its headings stand for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedTable {
    /// The file's name.
    pub file: String,
    /// The sheet's name; absent in delimited text.
    pub sheet: Option<String>,
    /// `register`, `dpias`, `structure` or `other`.
    pub kind: String,
    /// Each heading with the key of its field.
    #[serde(default)]
    pub headings: Vec<(String, String)>,
}

/// What a careful reader says of one processing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedNeed {
    /// Its id, or its name.
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// The verdicts that can be defended.
    pub verdict: Vec<String>,
    /// The gaps that can be defended; `none` where there is none.
    pub gap: Vec<String>,
    /// The DPIAs that its reference means.
    #[serde(default)]
    pub dpia: Vec<String>,
    /// Why.
    #[serde(default)]
    pub why: String,
}

/// How many of how many are right.
#[derive(Debug, Default, Clone, Copy)]
pub struct Share {
    /// Those that are right.
    pub right: usize,
    /// All.
    pub of: usize,
}

impl Share {
    fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// The share that is right, in per cent.
    pub fn percent(self) -> f64 {
        100.0 * self.right as f64 / self.of.max(1) as f64
    }
}

/// How one keeper's registers were read.
#[derive(Debug, Default)]
pub struct Measured {
    /// Headings read into the right field, or rightly into none.
    pub headings: Share,
    /// Headings read into a wrong field.
    pub wrong: usize,
    /// Headings of a field that were read into none.
    pub unread: usize,
    /// Tables of the right kind.
    pub kinds: Share,
    /// Registers from which records were read.
    pub registers: Share,
    /// Needs with a verdict that can be defended.
    pub needs: Share,
    /// Gaps that can be defended.
    pub gaps: Share,
    /// Processing tied to the right DPIAs.
    pub links: Share,
    /// What is not as expected, line by line.
    pub misses: Vec<String>,
}

impl Measured {
    /// Adds another keeper's figures.
    pub fn add(&mut self, other: &Measured) {
        let sum = |a: &mut Share, b: Share| *a = Share { right: a.right + b.right, of: a.of + b.of };
        sum(&mut self.headings, other.headings);
        sum(&mut self.kinds, other.kinds);
        sum(&mut self.registers, other.registers);
        sum(&mut self.needs, other.needs);
        sum(&mut self.gaps, other.gaps);
        sum(&mut self.links, other.links);
        self.wrong += other.wrong;
        self.unread += other.unread;
    }

    /// The figures on one line.
    pub fn line(&self) -> String {
        let share = |name: &str, share: Share| format!("{name} {}/{}", share.right, share.of);
        format!(
            "{} ({:.1} %), wrong {}, unread {}; {}; {}; {} ({:.1} %); {}; {}",
            share("headings", self.headings),
            self.headings.percent(),
            self.wrong,
            self.unread,
            share("kinds", self.kinds),
            share("registers", self.registers),
            share("needs", self.needs),
            self.needs.percent(),
            share("gaps", self.gaps),
            share("links", self.links),
        )
    }
}

/// The keepers are left out of the fitting in so many parts, to measure by what was not seen.
pub const PARTS: usize = 3;

/// A folder of a keeper, and what is expected of it.
#[derive(Debug)]
pub struct Keeper {
    /// The folder.
    pub folder: PathBuf,
    /// What is expected.
    pub expected: Expected,
}

/// The keepers in a folder, in the order of their names.
///
/// # Errors
/// Where the folder or the answers of a keeper cannot be read.
pub fn keepers(folder: &Path) -> Result<Vec<Keeper>, Box<dyn Error>> {
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    folders.retain(|folder| folder.join("expected.toml").is_file());
    folders.sort();
    let read = |folder: PathBuf| {
        let text = std::fs::read_to_string(folder.join("expected.toml"))?;
        let expected = toml::from_str(&text).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(Keeper { folder, expected })
    };
    folders.into_iter().map(read).collect()
}

impl Keeper {
    /// The name of its folder.
    pub fn name(&self) -> String {
        self.folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Its files, in the order of their names.
    pub(crate) fn files(&self) -> Result<Vec<PathBuf>, std::io::Error> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(&self.folder)?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_, std::io::Error>>()?;
        files.retain(|file| file.is_file() && file.file_name().is_some_and(|name| name != "expected.toml"));
        files.sort();
        Ok(files)
    }

    /// Reads its files as a stranger's, and compares with what is expected.
    ///
    /// # Errors
    /// Where a file cannot be opened.
    pub fn measure(&self) -> Result<Measured, Box<dyn Error>> {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 29).ok_or("no such day")?;
        let case = CaseFile::builder(today).files(self.files()?).inspect()?;
        let mut measured = Measured::default();
        for table in &self.expected.table {
            table.compare(&case.import().tables, &mut measured);
        }
        let assessed = case.assess()?;
        for need in &self.expected.need {
            need.compare(&assessed, &mut measured);
        }
        Ok(measured)
    }
}

/// A text as it is compared: letters and digits.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl ExpectedTable {
    fn compare(&self, tables: &[TableInfo], measured: &mut Measured) {
        let here: Vec<&TableInfo> = tables.iter().filter(|table| self.is_in(table)).collect();
        let kind = match self.kind.as_str() {
            "register" => TableKind::Activities,
            "dpias" => TableKind::Dpias,
            "structure" => TableKind::Classification,
            _ => TableKind::Other,
        };
        let found = match kind {
            TableKind::Other => {
                here.iter().all(|table| !matches!(table.kind, TableKind::Activities | TableKind::Dpias))
            }
            kind => here.iter().any(|table| table.kind == kind),
        };
        measured.kinds.count(found);
        if !found {
            let kinds: Vec<String> = here.iter().map(|table| table.kind.to_string()).collect();
            measured.misses.push(format!(
                "kind {} {}: {} read as {kinds:?}",
                self.file,
                self.place(),
                self.kind
            ));
        }
        if kind == TableKind::Activities {
            let read = here.iter().any(|table| table.kind == kind && table.records > 0);
            measured.registers.count(read);
        }
        if matches!(kind, TableKind::Activities | TableKind::Dpias) {
            self.compare_headings(kind, &here, measured);
        }
    }

    fn place(&self) -> &str {
        self.sheet.as_deref().unwrap_or_default()
    }

    fn is_in(&self, table: &TableInfo) -> bool {
        let file = Path::new(&*table.file).file_name().unwrap_or_default().to_string_lossy();
        file == self.file && self.sheet.as_ref().is_none_or(|sheet| **sheet == *table.sheet)
    }

    /// The table's headings, each with the column that was read for it.
    fn columns<'t>(&'t self, kind: TableKind, tables: &[&'t TableInfo]) -> Vec<Heading<'t>> {
        let mut columns: Vec<(&TableInfo, &ColumnMatch)> = tables
            .iter()
            .filter(|table| table.kind == kind)
            .flat_map(|table| table.columns.iter().map(move |column| (*table, column)))
            .collect();
        let of = |(heading, field): &'t (String, String)| {
            let own = heading.rsplit(" / ").next().unwrap_or(heading);
            let is = |written: &str| key(written) == key(heading) || key(written) == key(own);
            let ends = |written: &str| key(written).ends_with(&key(own));
            let at = columns
                .iter()
                .position(|(_, column)| is(&column.header))
                .or_else(|| columns.iter().position(|(_, column)| ends(&column.header)));
            Heading { heading, field, column: at.map(|at| columns.remove(at)) }
        };
        self.headings.iter().map(of).collect()
    }

    fn compare_headings(&self, kind: TableKind, tables: &[&TableInfo], measured: &mut Measured) {
        for Heading { heading, field, column } in self.columns(kind, tables) {
            let asked = field.split('=').next().unwrap_or(field);
            let column = column.map(|(_, column)| column);
            let read = column.and_then(|column| column.field).map(|field| field.key());
            let right = read.unwrap_or("-") == asked;
            measured.headings.count(right);
            if right {
                continue;
            }
            match read {
                Some(read) => {
                    measured.wrong += 1;
                    let how = column.map(|column| column.how.to_string()).unwrap_or_default();
                    measured.misses.push(format!(
                        "wrong {}: \"{heading}\" is {field}, read as {read} ({how})",
                        self.kind
                    ));
                }
                None => {
                    measured.unread += 1;
                    let grounds = column.and_then(|column| Some((column.possible?, column.grounds?)));
                    let possible = grounds.map_or(String::new(), |(field, grounds)| {
                        format!(
                            ", possibly {} ({} %, {} % by the heading)",
                            field.key(),
                            grounds.likely,
                            grounds.heading
                        )
                    });
                    measured.misses.push(format!("unread {}: \"{heading}\" is {field}{possible}", self.kind));
                }
            }
        }
    }
}

/// A heading that is expected, with the column that was read for it.
struct Heading<'t> {
    heading: &'t str,
    field: &'t str,
    column: Option<(&'t TableInfo, &'t ColumnMatch)>,
}

/// A column of a keeper's table: what it stands for, and what its cells say.
#[derive(Debug)]
pub struct KeptColumn {
    /// The key of its field, or `-`.
    pub field: String,
    /// Its cells.
    pub cells: Vec<String>,
}

/// A table's kind and its columns.
pub type KeptTable = (TableKind, Vec<KeptColumn>);

/// So many cells of a column are kept.
const CELLS: usize = 200;

impl Keeper {
    /// The columns of its tables, table by table, as far as they are found.
    ///
    /// # Errors
    /// Where a file cannot be opened.
    pub fn columns(&self) -> Result<Vec<KeptTable>, Box<dyn Error>> {
        let mut books = Vec::new();
        for file in self.files()? {
            let name = file.to_string_lossy().into_owned();
            let book = read_workbook(&name, &std::fs::read(&file)?, &Limits::default());
            books.push(book.map_err(|error| error.to_string())?);
        }
        let import = Importer::new(Profile::builtin()).import(&books);
        let mut tables = Vec::new();
        for table in &self.expected.table {
            let kind = match table.kind.as_str() {
                "register" => TableKind::Activities,
                "dpias" => TableKind::Dpias,
                _ => continue,
            };
            let here: Vec<&TableInfo> = import.tables.iter().filter(|found| table.is_in(found)).collect();
            let kept = |heading: Heading<'_>| KeptColumn {
                field: heading.field.split('=').next().unwrap_or_default().to_owned(),
                cells: heading.column.map(|(table, column)| cells(&books, table, column)).unwrap_or_default(),
            };
            tables.push((kind, table.columns(kind, &here).into_iter().map(kept).collect()));
        }
        Ok(tables)
    }
}

/// The cells below a header, or beside it where records lie in columns.
fn cells(books: &[Workbook], table: &TableInfo, column: &ColumnMatch) -> Vec<String> {
    let sheets = books.iter().filter(|book| book.file == table.file).flat_map(|book| &book.sheets);
    let head = column.place;
    let is_below = |place: Place| match table.layout {
        Layout::Rows => place.col == head.col && place.row > head.row,
        Layout::Columns | Layout::Form => place.row == head.row && place.col > head.col,
        Layout::Document => false,
    };
    let cells = sheets.filter(|sheet| sheet.name == table.sheet).flat_map(|sheet| sheet.cells());
    let cells = cells.filter(|cell| !cell.is_blank() && is_below(cell.place));
    cells.take(CELLS).map(|cell| cell.text.to_string()).collect()
}

impl ExpectedNeed {
    fn compare(&self, assessed: &RegisterAssessment, measured: &mut Measured) {
        let is = |assessment: &&Assessment, wanted: &str| {
            let activity = assessed.activity(assessment);
            !wanted.is_empty()
                && (key(&activity.key) == key(wanted)
                    || key(activity.label()) == key(wanted)
                    || activity.text(ropa::model::Field::Name).is_some_and(|name| key(name) == key(wanted)))
        };
        let all = || assessed.assessments.iter();
        let found = all()
            .find(|one| is(one, &self.id) && is(one, &self.name))
            .or_else(|| all().find(|one| is(one, &self.name)))
            .or_else(|| all().find(|one| is(one, &self.id)));
        let verdict = found.map_or("not read".into(), |one| one.need.verdict.to_string());
        let gap = found.map_or("not read".into(), |one| {
            one.gap.as_ref().map_or("none".to_owned(), |gap| gap.kind.to_string())
        });
        let right = (self.verdict.contains(&verdict), self.gap.contains(&gap));
        measured.needs.count(right.0);
        measured.gaps.count(right.1);
        if !right.0 {
            measured.misses.push(format!(
                "need {} {}: {verdict}, expected {:?} ({})",
                self.id, self.name, self.verdict, self.why
            ));
        }
        if !right.1 {
            measured.misses.push(format!(
                "gap {} {}: {gap} ({verdict}), expected {:?} ({})",
                self.id, self.name, self.gap, self.why
            ));
        }
        let Some(found) = found else { return measured.links.count(false) };
        self.compare_links(found, assessed, measured);
    }

    fn compare_links(&self, found: &Assessment, assessed: &RegisterAssessment, measured: &mut Measured) {
        let register = assessed.register();
        let named = |at: usize, wanted: &str| {
            let dpia = &register.dpias[at];
            let texts = dpia.record.entries.iter().map(|entry| &*entry.written).chain([&*dpia.key]);
            texts.into_iter().any(|text| key(text) == key(wanted))
        };
        let linked: Vec<usize> = found.resolution.links.iter().map(|link| link.link.dpia).collect();
        let right = self.dpia.iter().all(|wanted| linked.iter().any(|at| named(*at, wanted)))
            && linked.iter().all(|at| self.dpia.iter().any(|wanted| named(*at, wanted)));
        measured.links.count(right);
        if !right {
            let linked: Vec<&str> = linked.iter().map(|at| &*register.dpias[*at].key).collect();
            measured
                .misses
                .push(format!("link {} {}: {linked:?}, expected {:?}", self.id, self.name, self.dpia));
        }
    }
}
