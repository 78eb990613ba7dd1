//! `ropa link`: links between DPIAs and processing, suggested, judged and kept.

mod carry;
mod judge;
mod list;

use crate::args::{InspectFormat, LinkArgs, LinkCommand, ReviewArgs, SuggestArgs};
use crate::error::CliError;
use crate::load::Loaded;
use crate::output;
use ropa::gaps::{RegisterAssessment, SuggestedLinks};
use ropa::report::links::{SuggestionsView, json, review, text};

pub(crate) fn run(command: &LinkCommand) -> Result<bool, CliError> {
    match command {
        LinkCommand::Suggest(args) => suggest(args),
        LinkCommand::Review(args) => write_review(args),
        LinkCommand::List(args) => list::list(args),
        LinkCommand::Check(args) => list::check(args),
        LinkCommand::Apply(args) => judge::apply(args),
        LinkCommand::Accept(args) => judge::accept(args),
        LinkCommand::Carry(args) => carry::carry(args),
    }
}

/// What may belong together, with the assessment that says what lacks a link.
struct Suggested {
    loaded: Loaded,
    assessed: RegisterAssessment,
    found: SuggestedLinks,
}

impl Suggested {
    fn of(args: &LinkArgs, at_least: u8) -> Result<Suggested, CliError> {
        let loaded = Loaded::open(&args.files, &args.case)?;
        let assessed = loaded.assess()?;
        let found = assessed.suggest_links(f64::from(at_least) / 100.0);
        Ok(Suggested { loaded, assessed, found })
    }

    fn view(&self) -> SuggestionsView<'_> {
        SuggestionsView::new(&self.assessed, &self.found, self.loaded.lang)
    }

    /// Whether there is something to judge, or to read first.
    fn is_something(&self) -> bool {
        !self.found.suggestions.is_empty() || self.assessed.import().has_unread_documents()
    }
}

/// Shows what may belong together; true where there is something to judge.
fn suggest(args: &SuggestArgs) -> Result<bool, CliError> {
    let suggested = Suggested::of(&args.on, args.at_least)?;
    let view = suggested.view();
    output::write(args.output.as_deref(), &args.on.files, |out| match args.format {
        InspectFormat::Json => json(out, &view),
        InspectFormat::Text => {
            let options = super::text_options(args.output.is_some(), args.all);
            Ok(out.write_all(text(&view, options).as_bytes())?)
        }
    })?;
    Ok(suggested.is_something())
}

/// Writes a workbook to judge the suggestions in; true where there is something to judge.
fn write_review(args: &ReviewArgs) -> Result<bool, CliError> {
    let suggested = Suggested::of(&args.on, args.at_least)?;
    output::write(Some(&args.output), &args.on.files, |out| review(out, &suggested.view()))?;
    Ok(suggested.is_something())
}
