//! Registers back to files.
#![cfg(all(feature = "read", feature = "write"))]
#![allow(clippy::unwrap_used)]

mod as_it_came;
mod files;
#[path = "../support/pieces.rs"]
mod pieces;
mod round_trip;
