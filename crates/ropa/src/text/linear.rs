//! A linear model of headings, as data: `lexicons/headings.model`, written by the tool that fits it.
//!
//! For each feature it holds what the feature adds to each class, in steps of the model's own scale. The classes are
//! keys of fields, `-` for what is no field, or kinds of texts.

// What only the tools that fit the models ask for.
#![cfg_attr(not(feature = "fit"), allow(dead_code, unreachable_pub))]

use crate::text::features::Feature;

/// What a file of models begins with.
const MARK: &[u8; 8] = b"ROPAHEA3";

/// So many sizes the weights of a model are rounded to, and so often they are sought.
const SIZES: usize = 8;
const ROUNDS: usize = 40;
/// From this step on from class to class the class itself is written.
const FAR: u8 = 15;

/// A linear model.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LinearModel {
    /// What it tells apart.
    pub classes: Vec<String>,
    /// What each class has to begin with.
    pub bias: Vec<f32>,
    /// What one step of a weight adds.
    pub scale: f32,
    /// What the weights are rounded to.
    sizes: [u8; SIZES],
    /// The features that it knows, in order.
    features: Vec<Feature>,
    /// Where the weights of each feature begin; one more than there are features.
    starts: Vec<u32>,
    /// The weights as they are written: few are ever asked for, so that they are read then.
    packed: Vec<u8>,
}

impl LinearModel {
    /// Puts a model together; the features are in order, each with its weights by class. Weights are rounded to a few sizes.
    pub fn new(
        classes: Vec<String>,
        bias: Vec<f32>,
        scale: f32,
        rows: impl IntoIterator<Item = (Feature, Vec<(u8, i8)>)>,
    ) -> LinearModel {
        let rows: Vec<(Feature, Vec<(u8, i8)>)> = rows.into_iter().collect();
        let sizes =
            sizes(rows.iter().flat_map(|(_, weights)| weights).map(|(_, weight)| weight.unsigned_abs()));
        let mut model =
            LinearModel { classes, bias, scale, sizes, starts: vec![0], ..LinearModel::default() };
        for (feature, weights) in rows {
            model.features.push(feature);
            model.pack(&weights);
        }
        model
    }

    /// What speaks for each class, in the order of the classes.
    pub fn scores(&self, features: &[(Feature, f32)]) -> Vec<f32> {
        let mut scores = self.bias.clone();
        for (feature, value) in features {
            for (class, weight) in self.weights_of(*feature) {
                if let Some(score) = scores.get_mut(usize::from(class)) {
                    *score += f32::from(weight) * self.scale * value;
                }
            }
        }
        scores
    }

    /// How likely each class is, in the order of the classes, as shares that add up to one.
    pub fn shares(&self, features: &[(Feature, f32)]) -> Vec<f32> {
        let mut shares = self.scores(features);
        log_shares(&mut shares);
        shares.iter_mut().for_each(|share| *share = share.exp());
        shares
    }

    /// What a feature adds to one class.
    pub fn weight(&self, feature: Feature, class: usize) -> f32 {
        let of_class = |(other, _): &(u8, i8)| usize::from(*other) == class;
        self.weights_of(feature).find(of_class).map_or(0.0, |(_, weight)| f32::from(weight) * self.scale)
    }

    /// The share of a text's features, by their values, that the model knows.
    pub fn known(&self, features: &[(Feature, f32)]) -> f32 {
        let known = |(feature, _): &&(Feature, f32)| self.features.binary_search(feature).is_ok();
        features.iter().filter(known).map(|(_, value)| value * value).sum()
    }

    /// The classes that a feature adds to, and the steps that it adds.
    fn weights_of(&self, feature: Feature) -> impl Iterator<Item = (u8, i8)> {
        let packed = || {
            let at = self.features.binary_search(&feature).ok()?;
            let range = *self.starts.get(at)? as usize..*self.starts.get(at + 1)? as usize;
            self.packed.get(range)
        };
        let mut bytes = packed().unwrap_or_default().iter();
        let mut last = 0u8;
        std::iter::from_fn(move || {
            let byte = bytes.next()?;
            last = if byte >> 4 == FAR { *bytes.next()? } else { last.checked_add(byte >> 4)? };
            let size = i8::try_from(self.sizes[usize::from(byte & 7)]).ok()?;
            Some((last, if byte & 8 == 0 { size } else { -size }))
        })
    }

    /// Adds the weights of a feature: each with the step from the class before in one byte, the weight as a sign and one of a
    /// few sizes.
    fn pack(&mut self, weights: &[(u8, i8)]) {
        let mut last = 0;
        for (class, weight) in weights {
            let sign = u8::from(*weight < 0) << 3;
            let step = class - last;
            last = *class;
            self.packed.push(step.min(FAR) << 4 | sign | nearest(&self.sizes, weight.unsigned_abs()));
            self.packed.extend((step >= FAR).then_some(*class));
        }
        self.starts.push(u32::try_from(self.packed.len()).unwrap_or(u32::MAX));
    }

    /// Writes the model: features as steps from one to the next, each with the length of its weights and these.
    fn write(&self, bytes: &mut Vec<u8>) {
        number(bytes, self.classes.len());
        for (class, bias) in self.classes.iter().zip(&self.bias) {
            bytes.push(u8::try_from(class.len()).unwrap_or(u8::MAX));
            bytes.extend(class.as_bytes());
            bytes.extend(bias.to_le_bytes());
        }
        bytes.extend(self.scale.to_le_bytes());
        bytes.extend(self.sizes);
        number(bytes, self.features.len());
        let mut before = 0;
        for (feature, range) in self.features.iter().zip(self.starts.windows(2)) {
            steps(bytes, feature - before);
            before = *feature;
            let weights = self.packed.get(range[0] as usize..range[1] as usize).unwrap_or_default();
            steps(bytes, u32::try_from(weights.len()).unwrap_or(u32::MAX));
            bytes.extend(weights);
        }
    }

    fn read(bytes: &mut Bytes<'_>) -> Option<LinearModel> {
        let mut model = LinearModel { starts: vec![0], ..LinearModel::default() };
        for _ in 0..bytes.number()? {
            let length = usize::from(bytes.take::<1>()?[0]);
            model.classes.push(String::from_utf8(bytes.many(length)?.to_vec()).ok()?);
            model.bias.push(f32::from_le_bytes(bytes.take()?));
        }
        model.scale = f32::from_le_bytes(bytes.take()?);
        model.sizes = bytes.take()?;
        let mut feature = 0u32;
        for _ in 0..bytes.number()? {
            feature = feature.checked_add(bytes.steps()?)?;
            model.features.push(feature);
            let length = bytes.steps()? as usize;
            model.packed.extend_from_slice(bytes.many(length)?);
            model.starts.push(u32::try_from(model.packed.len()).ok()?);
        }
        Some(model)
    }
}

/// The sizes that weights are rounded to: those that move them least in all.
fn sizes(weights: impl Iterator<Item = u8>) -> [u8; SIZES] {
    let mut counts = [0.0_f32; 128];
    weights.for_each(|weight| counts[usize::from(weight.min(127))] += 1.0);
    let least = counts.iter().position(|count| *count > 0.0).unwrap_or(1).max(1) as f32;
    let most = counts.iter().rposition(|count| *count > 0.0).unwrap_or(1).max(1) as f32;
    // At first each as much larger than the one before.
    let start = |at: usize| least * (most / least).powf(at as f32 / (SIZES - 1) as f32);
    let mut sizes: [u8; SIZES] = std::array::from_fn(|at| start(at).round() as u8);
    for _ in 0..ROUNDS {
        let (mut sums, mut many) = ([0.0_f32; SIZES], [0.0_f32; SIZES]);
        for (size, count) in (0..=127_u8).zip(counts) {
            let at = usize::from(nearest(&sizes, size));
            sums[at] += f32::from(size) * count;
            many[at] += count;
        }
        for at in 0..SIZES {
            if many[at] > 0.0 {
                sizes[at] = (sums[at] / many[at]).round().clamp(1.0, 127.0) as u8;
            }
        }
    }
    sizes
}

fn number(bytes: &mut Vec<u8>, number: usize) {
    bytes.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
}

/// Writes a number seven bits a byte, the lowest first.
fn steps(bytes: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Which of the sizes is nearest to one.
fn nearest(sizes: &[u8; SIZES], size: u8) -> u8 {
    let at = (0..SIZES).min_by_key(|at| sizes[*at].abs_diff(size)).unwrap_or_default();
    u8::try_from(at).unwrap_or_default()
}

/// Scores as logarithms of shares that add up to one.
pub(crate) fn log_shares(scores: &mut [f32]) {
    let most = scores.iter().fold(f32::MIN, |most, score| most.max(*score));
    let sum: f32 = scores.iter().map(|score| (score - most).exp()).sum();
    scores.iter_mut().for_each(|score| *score -= most + sum.ln());
}

/// Models as one file.
pub fn write(models: &[LinearModel]) -> Vec<u8> {
    let mut bytes = MARK.to_vec();
    models.iter().for_each(|model| model.write(&mut bytes));
    bytes
}

/// The models of a file, so many; absent where the file is none.
pub fn read<const N: usize>(file: &[u8]) -> Option<[LinearModel; N]> {
    let mut bytes = Bytes(file.strip_prefix(MARK)?);
    let models = (0..N).map(|_| LinearModel::read(&mut bytes)).collect::<Option<Vec<_>>>()?;
    models.try_into().ok()
}

/// What is left to read.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn many(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.many(N)?.try_into().ok()
    }

    fn number(&mut self) -> Option<usize> {
        Some(u32::from_le_bytes(self.take()?) as usize)
    }

    /// Reads a number that [`steps`] wrote.
    fn steps(&mut self) -> Option<u32> {
        let (mut number, mut shift) = (0u32, 0u32);
        let mut rest = self.0;
        while let [byte, after @ ..] = rest {
            rest = after;
            number |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                self.0 = rest;
                return Some(number);
            }
            shift += 7;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_read_as_it_was_written() {
        let rows = [(3, vec![(0, 1), (1, -7)]), (700, vec![(1, 127), (40, -1)]), (0xff_ffff, vec![(20, 7)])];
        let classes = (0..41).map(|class| format!("{class}")).collect();
        let model = LinearModel::new(classes, vec![0.5; 41], 0.1, rows);
        let file = write(&[model.clone(), model.clone()]);
        let [read_once, _] = read::<2>(&file).expect("two models");
        assert_eq!(read::<3>(&file), None);
        assert_eq!(read::<1>(&file[..20]), None);
        let scores = read_once.scores(&[(700, 1.0), (4, 1.0)]);
        assert_eq!((scores[1], scores[40]), (0.5 + 12.7, 0.5 - 0.1));
        // Of a few sizes none is rounded; written again they stay as they are.
        assert_eq!(read_once.weight(3, 1), -7.0 * 0.1);
        assert_eq!(write(&[read_once.clone(), read_once]), file);
    }
}
