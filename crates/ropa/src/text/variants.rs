//! The variants of an enum by the words that stand for them: all of them, and the one that a word means.
//!
//! The derives of strum write the code; they name this module (`#[strum(crate = ...)]`), so that no trait and no error of
//! strum stands in the public face.

/// Gives every variant of an enum, in the order of its definition.
pub(crate) trait IntoEnumIterator: Sized {
    /// What goes through them.
    type Iterator: Iterator<Item = Self> + DoubleEndedIterator + ExactSizeIterator + Clone;

    /// Begins at the first.
    fn iter() -> Self::Iterator;
}

pub(crate) use strum::EnumCount;

/// A word that stands for none of what may stand there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no \"{word}\"; what may stand is {}", known.join(", "))]
pub struct UnknownWord {
    word: String,
    known: Vec<&'static str>,
}

impl UnknownWord {
    pub(crate) fn of<T: IntoEnumIterator + Into<&'static str>>(word: &str) -> UnknownWord {
        UnknownWord { word: word.to_string(), known: T::iter().map(Into::into).collect() }
    }

    /// The word, as it was given.
    pub fn word(&self) -> &str {
        &self.word
    }

    /// What may stand, in order.
    pub fn known(&self) -> &[&'static str] {
        &self.known
    }
}

/// Gives enums a public function that lists their variants.
macro_rules! lists_all {
    ($($name:ty),+ $(,)?) => {
        $(
            impl $name {
                /// Every one, in order.
                pub fn all() -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator + Clone {
                    <Self as $crate::text::variants::IntoEnumIterator>::iter()
                }
            }
        )+
    };
}
pub(crate) use lists_all;

#[cfg(test)]
mod tests {
    use super::UnknownWord;
    use strum::{EnumIter, EnumString, IntoStaticStr};

    #[derive(Debug, Clone, EnumIter, EnumString, IntoStaticStr)]
    #[strum(crate = "crate::text::variants", parse_err_ty = UnknownWord, parse_err_fn = UnknownWord::of::<Size>)]
    #[strum(serialize_all = "snake_case")]
    enum Size {
        Small,
        VeryLarge,
    }

    #[test]
    fn an_unknown_word_is_told_with_what_may_stand() {
        let error = "huge".parse::<Size>().expect_err("no such size");
        assert_eq!((error.word(), error.known()), ("huge", ["small", "very_large"].as_slice()));
        assert_eq!(error.to_string(), "there is no \"huge\"; what may stand is small, very_large");
    }
}
