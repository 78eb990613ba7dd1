//! The command line on whole files: what a person sees, and what a program reads.
#![allow(clippy::unwrap_used)]

mod agreement;
mod call;
mod check;
mod config;
mod convert;
mod coverage;
mod diff;
mod documents;
mod door;
#[cfg(unix)]
mod export;
mod faults;
mod gaps;
mod impact;
mod links;
mod plan;
mod program;
mod reading;
mod refusals;
mod report;
mod screen;
mod shell;
mod structure;
