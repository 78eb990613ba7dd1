//! `ropa explain`: what a code means, or the whole reasoning for one activity.

use crate::args::ExplainArgs;
use crate::error::CliError;
use crate::{input, named, output};
use ropa::art30::near_rules;
use ropa::casefile::{Assessor, Options};
use ropa::gaps::Filter;
use ropa::report::Lang;
use ropa::report::explain::{code, record};
use ropa::report::gaps::GapView;
use std::collections::BTreeMap;

/// Explains a code; with files, an activity of theirs by its id, key or name.
pub(crate) fn run(args: &ExplainArgs) -> Result<bool, CliError> {
    let packs = input::packs(&args.law)?;
    let as_of = input::today(args.law.as_of);
    let options = super::text_options(false, true);
    let print = |text: String| {
        output::write(None, &[], |out| Ok(out.write_all(text.as_bytes())?))?;
        Ok(false)
    };
    if args.files.is_empty() {
        let lang = args.reading.lang.map_or(Lang::Sv, Lang::from);
        return match code(&args.code, &packs, as_of, lang, options) {
            Some(text) => print(text),
            None => {
                let near = packs.near_codes(&args.code).into_iter().chain(near_rules(&args.code));
                Err(CliError::UnknownCode { code: args.code.clone(), near: near.map(String::from).collect() })
            }
        };
    }
    let import = input::register(&args.files, &args.reading)?;
    let answers = input::answers(args.answers.as_ref())?;
    let assessor = Assessor::new(&packs, Options::new(as_of)).with_answers(&answers);
    let assessed = assessor.assess(&import.register);
    let lang = input::language(&args.reading, &import);
    let selection = Filter::default().select(&assessed);
    let candidates = BTreeMap::new();
    let view = GapView {
        assessed: &assessed,
        candidates: &candidates,
        import: &import,
        selection: &selection,
        filters: &[],
        group_by: None,
        lang,
    };
    let activities = &import.register.activities;
    let found = named::find(activities, &args.code);
    if found.is_empty() {
        return match code(&args.code, &packs, as_of, lang, options) {
            Some(text) => print(text),
            None => Err(named::unknown(activities, &args.code)),
        };
    }
    let chosen = assessed.assessments.iter().filter(|assessment| found.contains(&assessment.activity));
    let texts: Vec<String> = chosen.map(|assessment| record(&view, assessment, options)).collect();
    print(texts.join("\n"))
}
