//! What the cells below a heading say of it: their words, and their shape.

// What only the tools that fit the models ask for.
#![cfg_attr(not(feature = "fit"), allow(dead_code, unreachable_pub))]

use crate::import::column::TableField;
use crate::import::infer::meaning::{ModelOf, model};
use crate::text::features::{Feature, features, hash};
use crate::text::linear::log_shares;
use std::collections::BTreeSet;

/// So many different texts of a column are looked at.
pub(in crate::import) const SAMPLED: usize = 40;
/// From so many on a column speaks with its full voice.
const ENOUGH: f32 = 4.0;
/// How much the cells weigh beside the heading.
const WEIGHT: f32 = 1.2;
/// What one cell can say against a field at most.
const LEAST: f32 = -5.0;
/// How much a cell's shape weighs beside its words.
const SHAPE: f32 = 0.6;
/// A longer text is looked at no further, in characters.
const LONGEST: usize = 200;

/// The features of the cells of a column, cell by cell.
pub fn cell_features(cells: &[&str]) -> Vec<Vec<(Feature, f32)>> {
    let mut seen = BTreeSet::new();
    let different: Vec<&str> =
        cells.iter().copied().filter(|text| seen.insert(text.trim().to_lowercase())).take(SAMPLED).collect();
    let repeats = match (cells.len(), different.len()) {
        (0..4, _) => "few",
        (all, different) if different == all => "unique",
        (all, different) if different * 2 >= all => "most",
        _ => "repeat",
    };
    let letters: usize = different.iter().map(|text| text.chars().count()).sum();
    let long = match letters / different.len().max(1) {
        0..3 => "2",
        3..8 => "7",
        8..16 => "15",
        16..32 => "31",
        32..64 => "63",
        _ => "long",
    };
    different.into_iter().map(|text| of_cell(text, repeats, long)).collect()
}

fn of_cell(text: &str, repeats: &str, long: &str) -> Vec<(Feature, f32)> {
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    let mut found = features(text);
    let mut add = |kind: u8, of: &str| found.push((hash(kind, of), SHAPE));
    add(b'U', repeats);
    add(b'L', long);
    let pattern = pattern(text);
    let first: String = pattern.chars().take(12).collect();
    add(b'S', &first);
    add(b'C', if text.contains([',', ';', '\n']) { "list" } else { "one" });
    add(b'D', if text.bytes().any(|byte| byte.is_ascii_digit()) { "digit" } else { "none" });
    if text.contains('@') {
        add(b'D', "@");
    }
    found
}

/// A text with each run of letters, capitals or digits as one sign: `A-9/9` of `KS-2024/12`.
fn pattern(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.trim().chars() {
        let sign = match c {
            c if c.is_numeric() => '9',
            c if c.is_uppercase() => 'A',
            c if c.is_alphabetic() => 'a',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if !pattern.ends_with(sign) {
            pattern.push(sign);
        }
    }
    pattern
}

/// What the cells add for each class of the model of contents, with the keys of the classes.
pub(in crate::import) fn content<F: TableField>(cells: &[&str]) -> Vec<(Option<F>, f32)> {
    let model = model(F::KIND, ModelOf::Contents);
    let of_cells = cell_features(cells);
    if of_cells.is_empty() {
        return Vec::new();
    }
    let mut sums = vec![0.0; model.classes.len()];
    for seen in &of_cells {
        let mut scores = model.scores(seen);
        log_shares(&mut scores);
        sums.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score.max(LEAST));
    }
    let many = of_cells.len() as f32;
    let voice = WEIGHT * (many / ENOUGH).min(1.0) / many;
    model.classes.iter().map(|class| F::of_key(class)).zip(sums.into_iter().map(|sum| sum * voice)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_leave_out_what_differs_from_row_to_row() {
        assert_eq!(pattern("KS-2024/12"), "A-9/9");
        assert_eq!(pattern(" 2024-01-02"), "9-9-9");
        assert_eq!(pattern("Barn, vårdnadshavare"), "Aa, a");
    }

    #[test]
    fn a_column_is_looked_at_in_part() {
        let cells: Vec<String> = (0..1000).map(|number| format!("rad {number}")).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        assert_eq!(cell_features(&cells).len(), SAMPLED);
        assert!(cell_features(&[]).is_empty());
    }
}
