//! The main job from a program of one's own: open, assess, list what is missing.
//!
//!     cargo run -p ropa --example embed -- fixtures/socialnamnden.csv

#![allow(clippy::print_stdout)]

use chrono::NaiveDate;
use ropa::casefile::CaseFile;
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let file: PathBuf = std::env::args_os().nth(1).ok_or("usage: embed FILE")?.into();
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).ok_or("no such day")?;

    let case = CaseFile::builder(today).file(file).open()?;
    let assessed = case.assess()?;
    for assessment in &assessed.assessments {
        if let Some(gap) = &assessment.gap {
            let (verdict, activity) = (assessment.need.verdict, assessed.activity(assessment).label());
            println!("{:<8} {:<24} {verdict:<18} {activity}", gap.severity, gap.kind);
        }
    }
    Ok(())
}
