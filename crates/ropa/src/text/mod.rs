//! What the library says and how it reads Swedish.
//!
//! | file | answers |
//! |---|---|
//! | `lang` | in which language? |
//! | `template` | how is a text with places for values filled? |
//! | `catalogue` | which text stands at a key? |
//! | `data` | what does an embedded file hold? |
//! | `words` | what is a code called? |
//! | `wrap` | where is a line broken? |

pub(crate) mod catalogue;
pub(crate) mod data;
mod lang;
pub(crate) mod template;
pub(crate) mod words;
pub(crate) mod wrap;

pub use catalogue::{Catalogue, CatalogueError};
pub use lang::{Lang, UnknownLang};
pub use template::Args;
