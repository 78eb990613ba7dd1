//! Fits what headings mean, and writes `lexicons/headings.model`: `fit-headings OUT [--without=PART]`.
//!
//! From the corpus of headings, the labels of the profiles and the keepers' registers these linear models are fitted:
//! the fields of a register and of a list of DPIAs by what headings say, the kinds of texts, the fields by what cells
//! say, and by the column before. `--without` leaves a part of the keepers out, for `measure-reading` to measure by.
//! The same corpus gives the same file.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use ropa::import::TableKind;
use ropa::import::fitting::{LinearModel, MODELS, after, cell_features, use_models, write};
use ropa_bench::headings::{KINDS, Of, Wording, classes, corpus};
use ropa_bench::keepers::{Keeper, KeptColumn, PARTS, keepers};
use ropa_bench::softmax::{Example, Fit, fit};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

/// How much a keeper's heading counts beside a line of the corpus.
const KEPT: f32 = 1.5;
/// How much it weighs how often keepers ask for a field, and how often any field is taken to be asked for.
const CUSTOM: f32 = 0.5;
const SELDOM: f32 = 4.0;
/// How often a field is taken to follow any other beside what was seen.
const SMOOTH: f64 = 6.0;

/// The columns of one table.
type Kept = (TableKind, Vec<KeptColumn>);

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let out = args.first().ok_or("usage: fit-headings OUT [--without=PART]")?;
    let without: Option<usize> =
        args.iter().find_map(|arg| arg.strip_prefix("--without=")).map(str::parse).transpose()?;
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let wordings = corpus(&here.join("headings"))?;
    let all = keepers(&here.join("keepers"))?;
    let within =
        all.iter().enumerate().filter(|(number, _)| without.is_none_or(|part| number % PARTS != part));
    let within: Vec<&Keeper> = within.map(|(_, keeper)| keeper).collect();
    let [activities, dpias, kinds] = by_headings(&wordings, &within)?;
    let blank = LinearModel::default;
    let mut models: [LinearModel; MODELS] = [activities, dpias, kinds, blank(), blank(), blank(), blank()];
    // The keepers' columns are found by what the headings say.
    use_models(models.clone());
    let mut kept: Vec<Kept> = Vec::new();
    for keeper in &within {
        kept.extend(keeper.columns()?);
    }
    for (at, kind) in [TableKind::Activities, TableKind::Dpias].into_iter().enumerate() {
        let tables: Vec<&Vec<KeptColumn>> =
            kept.iter().filter(|(of, _)| *of == kind).map(|(_, columns)| columns).collect();
        let classes = models[at].classes.clone();
        models[3 + at] = by_cells(&classes, &tables);
        models[5 + at] = by_order(&classes, &tables);
    }
    let bytes = write(&models);
    println!("{} wordings, {} keepers, {} bytes", wordings.len(), within.len(), bytes.len());
    models.iter().for_each(|model| println!("  {} bytes", write(std::slice::from_ref(model)).len()));
    std::fs::write(out, bytes)?;
    Ok(())
}

fn by_headings(corpus: &[Wording], keepers: &[&Keeper]) -> Result<[LinearModel; 3], Box<dyn Error>> {
    let of_keepers: Vec<Wording> = keepers.iter().flat_map(|keeper| keeper.wordings()).collect();
    let fields = |of: Of| {
        let classes = classes(corpus, of);
        let all = corpus.iter().map(|one| (one, 1.0)).chain(of_keepers.iter().map(|one| (one, KEPT)));
        let examples: Vec<_> = all
            .filter(|(one, _)| one.of == of)
            .filter_map(|(one, weight)| one.example(&classes, weight))
            .collect();
        let mut model = fit(&classes, &examples, Fit::default());
        by_custom(&mut model, of_keepers.iter().filter(|one| one.of == of));
        model
    };
    let mut kinds: Vec<_> = corpus.iter().map(|one| one.example_of_kind(1.0)).collect();
    kinds.extend(of_keepers.iter().map(|one| one.example_of_kind(KEPT)));
    for keeper in keepers {
        kinds.extend(keeper.cells()?.iter().map(|one| one.example_of_kind(0.5)));
    }
    let kind = fit(&KINDS.map(str::to_owned), &kinds, Fit { least: 6, prune: 10, ..Fit::default() });
    Ok([fields(Of::Register), fields(Of::Dpias), kind])
}

/// Lets a model lean to what keepers often ask: the corpus has as many wordings of what is seldom asked.
fn by_custom<'w>(model: &mut LinearModel, asked: impl Iterator<Item = &'w Wording>) {
    let mut counts: BTreeMap<&str, f32> = BTreeMap::new();
    asked.for_each(|one| *counts.entry(one.field.as_str()).or_default() += 1.0);
    let mean = counts.values().sum::<f32>() / model.classes.len() as f32;
    for (class, bias) in model.classes.iter().zip(&mut model.bias) {
        let count = counts.get(class.as_str()).copied().unwrap_or_default();
        *bias += CUSTOM * ((count + SELDOM) / (mean + SELDOM)).ln();
    }
}

/// The fields by what the cells of a column say; each field has the same voice, whether it is common or not.
fn by_cells(classes: &[String], tables: &[&Vec<KeptColumn>]) -> LinearModel {
    let mut examples: Vec<Example> = Vec::new();
    for column in tables.iter().flat_map(|columns| columns.iter()) {
        let Some(class) = classes.iter().position(|class| *class == column.field) else { continue };
        let cells: Vec<&str> = column.cells.iter().map(String::as_str).collect();
        let of_cells = cell_features(&cells);
        let weight = 1.0 / (of_cells.len().max(1) as f32).sqrt();
        examples.extend(of_cells.into_iter().map(|features| Example { features, class, weight }));
    }
    let mut sums = vec![0.0_f32; classes.len()];
    examples.iter().for_each(|one| sums[one.class] += one.weight);
    let mean = sums.iter().sum::<f32>() / classes.len() as f32;
    examples.iter_mut().for_each(|one| one.weight *= (mean / sums[one.class]).sqrt().min(4.0));
    fit(classes, &examples, Fit { rounds: 8, ridge: 2e-5, ..Fit::default() })
}

/// How much likelier each field is after another than anywhere.
fn by_order(classes: &[String], tables: &[&Vec<KeptColumn>]) -> LinearModel {
    let mut pairs: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    let (mut left, mut right): (BTreeMap<&str, f64>, BTreeMap<&str, f64>) = Default::default();
    let mut all = 0.0;
    for two in tables.iter().flat_map(|columns| columns.windows(2)) {
        let (before, after) = (two[0].field.as_str(), two[1].field.as_str());
        *pairs.entry((before, after)).or_default() += 1.0;
        *left.entry(before).or_default() += 1.0;
        *right.entry(after).or_default() += 1.0;
        all += 1.0;
    }
    const STEP: f32 = 0.04;
    let mut rows: BTreeMap<u32, Vec<(u8, i8)>> = BTreeMap::new();
    for before in classes {
        let of_left = left.get(before.as_str()).copied().unwrap_or_default();
        let mut weights = Vec::new();
        for (class, field) in classes.iter().enumerate() {
            let share = (right.get(field.as_str()).copied().unwrap_or_default() + 0.5) / (all + 30.0);
            let seen = pairs.get(&(before.as_str(), field.as_str())).copied().unwrap_or_default();
            let gain = ((seen + SMOOTH * share) / (of_left + SMOOTH) / share).ln();
            let steps = (gain as f32 / STEP).round().clamp(-127.0, 127.0) as i8;
            if steps != 0 {
                weights.push((u8::try_from(class).unwrap_or(u8::MAX), steps));
            }
        }
        rows.insert(after(before), weights);
    }
    LinearModel::new(classes.to_vec(), vec![0.0; classes.len()], STEP, rows)
}
