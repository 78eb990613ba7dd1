//! Registers of invented keepers, each with the answers of a careful reader: `corpus/keepers/NAME`.

use ropa::casefile::CaseFile;
use ropa::gaps::{Assessment, RegisterAssessment};
use ropa::import::{ColumnMatch, TableInfo, TableKind};
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

    fn compare_headings(&self, kind: TableKind, tables: &[&TableInfo], measured: &mut Measured) {
        let mut columns: Vec<&ColumnMatch> =
            tables.iter().filter(|table| table.kind == kind).flat_map(|table| &table.columns).collect();
        for (heading, field) in &self.headings {
            let own = heading.rsplit(" / ").next().unwrap_or(heading);
            let asked = field.split('=').next().unwrap_or(field);
            let is = |column: &&ColumnMatch| {
                let written = key(&column.header);
                written == key(heading) || written == key(own)
            };
            let ends = |column: &&ColumnMatch| key(&column.header).ends_with(&key(own));
            let at = columns.iter().position(|c| is(&c)).or_else(|| columns.iter().position(|c| ends(&c)));
            let column = at.map(|at| columns.remove(at));
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
                    measured.misses.push(format!("unread {}: \"{heading}\" is {field}", self.kind));
                }
            }
        }
    }
}

impl ExpectedNeed {
    fn compare(&self, assessed: &RegisterAssessment, measured: &mut Measured) {
        let is = |assessment: &&Assessment, wanted: &str| {
            let activity = assessed.activity(assessment);
            !wanted.is_empty()
                && (key(&activity.key) == key(wanted)
                    || key(&activity.label()) == key(wanted)
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
