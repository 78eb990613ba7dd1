//! A linear model of headings, as data: `lexicons/headings.model`, written by the tool that fits it.
//!
//! For each feature it holds what the feature adds to each class, in steps of the model's own scale. The classes are
//! keys of fields, `-` for what is no field, or kinds of texts.

use crate::import::infer::features::Feature;

/// What a file of models begins with.
const MARK: &[u8; 8] = b"ROPAHEA1";

/// A linear model.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LinearModel {
    /// What it tells apart.
    pub classes: Vec<String>,
    /// What each class has to begin with.
    pub bias: Vec<f32>,
    /// What one step of a weight adds.
    pub scale: f32,
    /// The features that it knows, in order.
    features: Vec<Feature>,
    /// Where the weights of each feature begin; one more than there are features.
    starts: Vec<u32>,
    /// Class and weight.
    weights: Vec<(u8, i8)>,
}

impl LinearModel {
    /// Puts a model together; the features are in order, each with its weights by class.
    pub fn new(
        classes: Vec<String>,
        bias: Vec<f32>,
        scale: f32,
        rows: impl IntoIterator<Item = (Feature, Vec<(u8, i8)>)>,
    ) -> LinearModel {
        let mut model = LinearModel { classes, bias, scale, starts: vec![0], ..LinearModel::default() };
        for (feature, weights) in rows {
            model.features.push(feature);
            model.weights.extend(weights);
            model.starts.push(u32::try_from(model.weights.len()).unwrap_or(u32::MAX));
        }
        model
    }

    /// What speaks for each class, in the order of the classes.
    pub fn scores(&self, features: &[(Feature, f32)]) -> Vec<f32> {
        let mut scores = self.bias.clone();
        for (feature, value) in features {
            for (class, weight) in self.weights_of(*feature) {
                if let Some(score) = scores.get_mut(usize::from(*class)) {
                    *score += f32::from(*weight) * self.scale * value;
                }
            }
        }
        scores
    }

    /// What a feature adds to one class.
    pub fn weight(&self, feature: Feature, class: usize) -> f32 {
        let of_class = |(other, _): &&(u8, i8)| usize::from(*other) == class;
        self.weights_of(feature)
            .iter()
            .find(of_class)
            .map_or(0.0, |(_, weight)| f32::from(*weight) * self.scale)
    }

    /// The share of a heading's features, by their values, that the model knows.
    pub fn known(&self, features: &[(Feature, f32)]) -> f32 {
        let known = |(feature, _): &&(Feature, f32)| self.features.binary_search(feature).is_ok();
        features.iter().filter(known).map(|(_, value)| value * value).sum()
    }

    fn weights_of(&self, feature: Feature) -> &[(u8, i8)] {
        let Ok(at) = self.features.binary_search(&feature) else { return &[] };
        let range = self.starts.get(at).zip(self.starts.get(at + 1));
        range.and_then(|(start, end)| self.weights.get(*start as usize..*end as usize)).unwrap_or_default()
    }

    fn write(&self, bytes: &mut Vec<u8>) {
        let number = |bytes: &mut Vec<u8>, number: usize| {
            bytes.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
        };
        number(bytes, self.classes.len());
        for (class, bias) in self.classes.iter().zip(&self.bias) {
            bytes.push(u8::try_from(class.len()).unwrap_or(u8::MAX));
            bytes.extend(class.as_bytes());
            bytes.extend(bias.to_le_bytes());
        }
        bytes.extend(self.scale.to_le_bytes());
        number(bytes, self.features.len());
        for (feature, range) in self.features.iter().zip(self.starts.windows(2)) {
            bytes.extend(feature.to_le_bytes());
            bytes.push(u8::try_from(range[1] - range[0]).unwrap_or(u8::MAX));
        }
        for (class, weight) in &self.weights {
            bytes.push(*class);
            bytes.extend(weight.to_le_bytes());
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
        let mut end = 0u32;
        for _ in 0..bytes.number()? {
            model.features.push(u32::from_le_bytes(bytes.take()?));
            end += u32::from(bytes.take::<1>()?[0]);
            model.starts.push(end);
        }
        for _ in 0..end {
            let [class, weight] = bytes.take()?;
            model.weights.push((class, i8::from_le_bytes([weight])));
        }
        Some(model)
    }
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_read_as_it_was_written() {
        let rows = [(3, vec![(0, 5), (1, -7)]), (9, vec![(1, 127)])];
        let model = LinearModel::new(vec!["-".into(), "name".into()], vec![0.5, -0.5], 0.1, rows);
        let file = write(&[model.clone(), model.clone()]);
        assert_eq!(read::<2>(&file), Some([model.clone(), model.clone()]));
        assert_eq!(read::<3>(&file), None);
        assert_eq!(read::<1>(&file[..20]), None);
        assert_eq!(model.scores(&[(9, 1.0), (4, 1.0)]), [0.5, -0.5 + 12.7]);
    }
}
