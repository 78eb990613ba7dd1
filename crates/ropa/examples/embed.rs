//! The main job from a program of one's own: open a register and the ledger of links beside it, assess, say what is
//! missing and what to do about it, and write the list as a workbook.
//!
//!     cargo run -p ropa --example embed -- fixtures/socialnamnden.csv
//!     cargo run -p ropa --example embed -- register.xlsx kopplingar.csv gaps.xlsx

#![allow(clippy::print_stdout)]

use ropa::NaiveDate;
use ropa::casefile::CaseFile;
use ropa::gaps::Filter;
use ropa::report::gaps::{GapView, workbook};
use ropa::text::Lang;
use std::error::Error;
use std::fs::{self, File};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let register = args.next().ok_or("usage: embed REGISTER [LEDGER [WORKBOOK]]")?;
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).ok_or("no such day")?;

    // A path would do as well; bytes may come from anywhere.
    let mut builder = CaseFile::builder(today).file((register.as_str(), fs::read(&register)?));
    if let Some(ledger) = args.next() {
        builder = builder.links((ledger.as_str(), fs::read(&ledger)?));
    }
    let case = builder.open()?;
    let assessed = case.assess()?;

    for assessment in &assessed.assessments {
        let Some(gap) = &assessment.gap else { continue };
        let activity = assessed.activity(assessment).label();
        println!("{:<8} {:<24} {:<18} {activity}", gap.severity, gap.kind, assessment.need.verdict);
        // What a gap is called and what to do about it is data of the rule packs, as every word of the law is.
        if let Some(state) = assessed.material().packs().state(gap.kind.into()) {
            println!("         {}", state.remedy.en);
        }
    }
    if let Some(path) = args.next() {
        let shown = Filter::default().select(&assessed);
        workbook(File::create(path)?, &GapView::new(&assessed, &shown, Lang::Sv))?;
    }
    Ok(())
}
