//! The library behind a page: the bytes of files in, documents and JSON out.
//!
//! A [`Desk`] holds the files that a person dropped and the case file that they make. It is asked by messages
//! ([`message`]), each a JSON object with bytes behind it, and answers in the same way. Compiled to WebAssembly it is called
//! by the page through three functions (`door.rs`); everything else here is the same on any system, and tested there.

mod ask;
mod columns;
mod desk;
mod documents;
#[cfg(target_arch = "wasm32")]
mod door;
mod given;
pub mod message;
mod record;
mod refusal;

pub use ask::Progressing;
pub use desk::Desk;
