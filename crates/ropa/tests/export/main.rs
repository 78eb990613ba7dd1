//! Registers back to files.
#![cfg(all(feature = "read", feature = "write"))]
#![allow(clippy::unwrap_used)]

mod as_it_came;
mod files;
mod round_trip;
