//! `ropa explain`: what a code means, or the whole reasoning for one activity.

use crate::args::ExplainArgs;
use crate::config::Config;
use crate::error::CliError;
use crate::load::{self, Loaded};
use crate::output;
use ropa::art30::near_rules;
use ropa::casefile::{find_activities, unknown_activity};
use ropa::gaps::Filter;
use ropa::report::explain::{code, record};
use ropa::report::gaps::GapView;
use ropa::text::Lang;
use std::path::PathBuf;

/// Explains a code, or an activity of the files by its id, key or name.
pub(crate) fn run(args: &ExplainArgs, config: &Config) -> Result<bool, CliError> {
    let lang = args.case.reading.lang();
    if args.files.is_empty() {
        if let Some(text) = code_in(args, lang)? {
            return print(&text);
        }
        if config.files.is_empty() {
            return Err(unknown_code(args)?);
        }
    }
    let files = if args.files.is_empty() { &config.files } else { &args.files };
    activity(args, files)
}

/// The text on a code; none where nothing has it.
fn code_in(args: &ExplainArgs, lang: Lang) -> Result<Option<String>, CliError> {
    let (packs, as_of) = (load::packs(&args.case.law)?, load::today(args.case.law.as_of));
    Ok(code(&args.code, &packs, as_of, lang, super::text_options(false, true)))
}

fn unknown_code(args: &ExplainArgs) -> Result<CliError, CliError> {
    let packs = load::packs(&args.case.law)?;
    let near = packs.near_codes(&args.code).into_iter().chain(near_rules(&args.code));
    Ok(CliError::UnknownCode { code: args.code.clone(), near: near.map(String::from).collect() })
}

/// The reasoning for the activities of that name; where there are none, the text on the code.
fn activity(args: &ExplainArgs, files: &[PathBuf]) -> Result<bool, CliError> {
    let loaded = Loaded::open(files, &args.case)?;
    let activities = &loaded.case.register().activities;
    let found = find_activities(activities, &args.code);
    if found.is_empty() {
        return match code_in(args, loaded.lang)? {
            Some(text) => print(&text),
            None => Err(unknown_activity(activities, &args.code).into()),
        };
    }
    let assessed = loaded.assess()?;
    let selection = Filter::default().select(&assessed);
    let view = GapView::new(&assessed, &selection, loaded.lang);
    let options = super::text_options(false, true);
    let chosen = assessed.assessments.iter().filter(|assessment| found.contains(&assessment.activity));
    let texts: Vec<String> = chosen.map(|assessment| record(&view, assessment, options)).collect();
    print(&texts.join("\n"))
}

fn print(text: &str) -> Result<bool, CliError> {
    output::write(None, &[], |out| Ok(out.write_all(text.as_bytes())?))?;
    Ok(false)
}
