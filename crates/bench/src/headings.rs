//! The corpus of headings: `corpus/headings/*.tsv`, the labels of the profiles, and what the keepers write.

use crate::keepers::Keeper;
use crate::softmax::Example;
use ropa::import::Profile;
use ropa::import::fitting::{features, labels};
use ropa::workbook::{CellKind, Limits, read_workbook};
use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

/// Of which kind of table a heading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A register.
    Register,
    /// A list of DPIAs.
    Dpias,
    /// Neither: what stands in a cell below headings.
    Cell,
}

/// A wording, and what it stands for.
#[derive(Debug, Clone)]
pub struct Wording {
    /// Where it stands.
    pub of: Of,
    /// The key of its field, or `-`.
    pub field: String,
    /// As it is written.
    pub text: String,
}

/// The wordings of the corpus and of the built-in profiles.
///
/// # Errors
/// Where a file cannot be read, or a line of it is none.
pub fn corpus(folder: &Path) -> Result<Vec<Wording>, Box<dyn Error>> {
    let mut files: Vec<_> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    files.sort();
    let mut wordings = Vec::new();
    for file in files {
        for (number, line) in std::fs::read_to_string(&file)?.lines().enumerate() {
            let fault = || format!("{}, line {}: not five columns", file.display(), number + 1);
            let [of, field, _, _, text] = line.split('\t').collect::<Vec<_>>()[..] else {
                return Err(fault().into());
            };
            let of = match of {
                "register" => Of::Register,
                "dpias" => Of::Dpias,
                _ => return Err(fault().into()),
            };
            wordings.push(Wording { of, field: field.into(), text: text.into() });
        }
    }
    for name in Profile::builtin_names() {
        let Some(profile) = Profile::named(name) else { continue };
        for (of, labels) in [Of::Register, Of::Dpias].into_iter().zip(labels(profile)) {
            wordings.extend(labels.into_iter().map(|(field, text)| Wording {
                of,
                field: field.into(),
                text,
            }));
        }
    }
    let mut seen = BTreeSet::new();
    wordings.retain(|one| seen.insert((one.of as u8, one.field.clone(), one.text.to_lowercase())));
    Ok(wordings)
}

impl Keeper {
    /// The headings of its tables, alone and with what stands above them.
    pub fn wordings(&self) -> Vec<Wording> {
        let mut wordings = Vec::new();
        for table in &self.expected.table {
            let of = match table.kind.as_str() {
                "register" => Of::Register,
                "dpias" => Of::Dpias,
                _ => continue,
            };
            for (heading, field) in table.headings.iter().filter(|(_, field)| !field.contains('=')) {
                let own = heading.rsplit(" / ").next().unwrap_or(heading);
                let mut texts = BTreeSet::from([own.to_owned()]);
                texts.insert(heading.replace(" / ", " "));
                wordings.extend(texts.into_iter().map(|text| Wording { of, field: field.clone(), text }));
            }
        }
        wordings
    }

    /// Texts of its files that are no headings.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub fn cells(&self) -> Result<Vec<Wording>, Box<dyn Error>> {
        let key = |text: &str| text.trim().to_lowercase();
        let headings: BTreeSet<String> = self
            .expected
            .table
            .iter()
            .flat_map(|table| &table.headings)
            .flat_map(|(heading, _)| {
                heading.split(" / ").chain([heading.as_str()]).map(key).collect::<Vec<_>>()
            })
            .collect();
        let mut texts = BTreeSet::new();
        for file in self.files()? {
            let name = file.to_string_lossy().into_owned();
            let book = read_workbook(&name, &std::fs::read(&file)?, &Limits::default())
                .map_err(|e| e.to_string())?;
            for cell in book.sheets.iter().flat_map(|sheet| sheet.cells()) {
                if cell.kind == CellKind::Text && !cell.is_blank() && !headings.contains(&key(&cell.text)) {
                    texts.insert(cell.text.to_string());
                }
            }
        }
        Ok(texts.into_iter().map(|text| Wording { of: Of::Cell, field: "cell".into(), text }).collect())
    }
}

/// The classes of the fields of one kind of table, `-` first.
pub fn classes(wordings: &[Wording], of: Of) -> Vec<String> {
    let fields: BTreeSet<&str> =
        wordings.iter().filter(|one| one.of == of).map(|one| one.field.as_str()).collect();
    fields.into_iter().map(str::to_owned).collect()
}

/// What kinds of texts are told apart.
pub const KINDS: [&str; 4] = ["register", "dpias", "other", "cell"];

impl Wording {
    /// As an example of its field among classes.
    pub fn example(&self, classes: &[String], weight: f32) -> Option<Example> {
        let class = classes.iter().position(|class| *class == self.field)?;
        Some(Example { features: features(&self.text), class, weight })
    }

    /// The kind of text that it is.
    pub fn kind(&self) -> usize {
        match (self.of, self.field.as_str()) {
            (Of::Cell, _) => 3,
            (_, "-") => 2,
            (Of::Register, _) => 0,
            (Of::Dpias, _) => 1,
        }
    }

    /// As an example of its kind.
    pub fn example_of_kind(&self, weight: f32) -> Example {
        Example { features: features(&self.text), class: self.kind(), weight }
    }
}
