//! The library, room by room, without the command line.
#![allow(clippy::unwrap_used)]

mod art30;
mod cases;
mod classification;
mod decisions;
mod diff;
mod documents;
mod dpia;
mod hint;
mod impact;
mod import;
mod law;
mod linking;
mod matching;
mod merge;
mod order;
mod plan;
mod profiles;
mod registers;
mod report;
mod reused_ids;
mod rule_pages;
mod screen;
mod screening;
mod tables;
mod values;
mod verdicts;
mod writeback;
mod years;
