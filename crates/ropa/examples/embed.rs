//! The main job from a program of one's own: read, assess, list what is missing.
//!
//!     cargo run -p ropa --example embed -- fixtures/socialnamnden.csv

#![allow(clippy::print_stdout)]

use chrono::NaiveDate;
use ropa::casefile::{Assessor, Options};
use ropa::import::{Importer, Profile};
use ropa::law::RulePacks;
use ropa::workbook::{Limits, open_workbook};
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("usage: embed FILE")?;
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).ok_or("no such day")?;

    let workbook = open_workbook(Path::new(&file), &Limits::default())?;
    let import = Importer::new(Profile::builtin()).import(&[workbook]);
    let packs = RulePacks::builtin();
    let assessed = Assessor::new(&packs, Options::new(today)).assess(&import.register);

    for assessment in &assessed.assessments {
        if let Some(gap) = &assessment.gap {
            let activity = assessed.activity(assessment);
            println!(
                "{:<8} {:<24} {:<18} {}",
                gap.severity,
                gap.kind,
                assessment.need.verdict,
                activity.label()
            );
        }
    }
    Ok(())
}
