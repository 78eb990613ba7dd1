//! One way to read Swedish: how texts are folded, cut into words, matched, likened and sorted; and what the library says,
//! in two languages.
//!
//! The ground floor: this room knows no other, and every other room that compares texts asks here.
//!
//! | file | answers |
//! |---|---|
//! | `fold` | are these two texts the same text? |
//! | `codes` | are these two the same id or case number? |
//! | `tokens` | which words does a text hold, and where do they stand? |
//! | `phrases` | which of many phrases stand in a text, and where? |
//! | `stems` | are these two forms of one word? |
//! | `compounds` | which two words is a compound made of? |
//! | `similarity` | how alike are two words, two names? |
//! | `nearest` | what did you mean? |
//! | `collation` | which of two texts comes first in Swedish? |
//! | `lang` | in which language is it said? |
//! | `catalogue`, `template` | which text stands at a key, and how are its places filled? |
//! | `words` | what is a code called? |
//! | `wrap` | where is a line broken? |
//! | `percent` | how is a share shown? |
//! | `features`, `linear` | which of some classes does a short text most likely belong to? |
//! | `likely` | what does a cell most likely say, in words that no list has? |
//! | `data` | what does an embedded file hold? |
//! | `variants` | which words stand for the variants of an enum, and is this one of them? |
//!
//! All of it treats the letters å, ä and ö as letters of their own, and a text as one text whether its accents
//! are composed (NFC) or not (NFD). The work that one word can cause is bounded: a word longer than
//! `tokens::LONGEST_WORD` is opaque, equal to itself and like no other.

// The other rooms move in one by one; what none of them asks for when they have is taken away.
#![allow(dead_code)]

pub(crate) mod catalogue;
pub(crate) mod codes;
mod collation;
pub(crate) mod compounds;
pub(crate) mod data;
pub(crate) mod features;
pub(crate) mod fold;
mod lang;
pub(crate) mod likely;
pub(crate) mod linear;
mod nearest;
pub(crate) mod percent;
pub(crate) mod phrases;
pub(crate) mod similarity;
pub(crate) mod stems;
pub(crate) mod template;
pub(crate) mod tokens;
pub(crate) mod variants;
pub(crate) mod words;
pub(crate) mod wrap;

pub use catalogue::{Catalogue, CatalogueError};
pub use collation::{SwedishKey, by_unit, swedish_key};
pub(crate) use fold::{fold, same};
pub use lang::{Lang, UnknownLang};
pub use nearest::nearest;
pub(crate) use nearest::{OFFERED, nearest_of};
pub(crate) use template::Args;
pub use variants::UnknownWord;
