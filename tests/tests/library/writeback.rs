//! Registers back to files.

mod as_it_came;
mod files;
mod round_trip;
