//! `ropa explain`: what a code means, or the whole reasoning for one activity.

use crate::args::ExplainArgs;
use crate::error::CliError;
use crate::{input, output};
use ropa::dpia::{Assessor, Filter, Options, RegisterAssessment};
use ropa::model::Field;
use ropa::report::Lang;
use ropa::report::explain::{code, record};
use ropa::report::gaps::GapView;

/// Explains a code; with files, an activity of theirs by its id, key or name.
pub(crate) fn run(args: &ExplainArgs) -> Result<bool, CliError> {
    let packs = input::packs(&args.law)?;
    let as_of = input::today(&args.law);
    let options = super::text_options(false, true);
    let print = |text: String| {
        output::write(None, &[], |out| Ok(out.write_all(text.as_bytes())?))?;
        Ok(false)
    };
    if args.files.is_empty() {
        let lang = args.reading.lang.map_or(Lang::Sv, Lang::from);
        return match code(&args.code, &packs, as_of, lang, options) {
            Some(text) => print(text),
            None => Err(CliError::UnknownCode {
                code: args.code.clone(),
                near: packs.near_codes(&args.code).into_iter().map(String::from).collect(),
            }),
        };
    }
    let (_, import) = input::import(&args.files, &args.reading)?;
    let assessed = Assessor::new(&packs, Options::new(as_of)).assess(&import.register);
    let lang = input::language(&args.reading, &import);
    let selection = Filter::default().select(&assessed);
    let view = GapView {
        assessed: &assessed,
        import: &import,
        selection: &selection,
        filters: &[],
        group_by: None,
        lang,
    };
    let found = find(&assessed, &args.code);
    if found.is_empty() {
        return match code(&args.code, &packs, as_of, lang, options) {
            Some(text) => print(text),
            None => {
                Err(CliError::UnknownActivity { code: args.code.clone(), near: near(&assessed, &args.code) })
            }
        };
    }
    let texts: Vec<String> =
        found.into_iter().map(|index| record(&view, &assessed.assessments[index], options)).collect();
    print(texts.join("\n"))
}

/// The assessments of the activities that have this id, key or name; several where a name is shared.
fn find(assessed: &RegisterAssessment<'_>, wanted: &str) -> Vec<usize> {
    let wanted = wanted.trim().to_lowercase();
    let matching = |field: Option<Field>| -> Vec<usize> {
        let text = |index: &usize| {
            let activity = assessed.activity(&assessed.assessments[*index]);
            let text = field.map_or(Some(&*activity.key), |field| activity.text(field));
            text.is_some_and(|text| text.trim().to_lowercase() == wanted)
        };
        (0..assessed.assessments.len()).filter(text).collect()
    };
    [Some(Field::Id), None, Some(Field::Name)]
        .into_iter()
        .map(matching)
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// Ids and names that hold what was asked for.
fn near(assessed: &RegisterAssessment<'_>, wanted: &str) -> Vec<String> {
    let wanted = wanted.trim().to_lowercase();
    let mut near: Vec<String> = assessed
        .register
        .activities
        .iter()
        .filter(|activity| activity.label().to_lowercase().contains(&wanted))
        .map(|activity| format!("{} ({})", activity.key, activity.label()))
        .collect();
    near.truncate(3);
    near
}
