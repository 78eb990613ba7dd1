//! `ropa link`: ties between DPIAs and processing, suggested, judged and kept.

pub(super) mod candidates;
mod ties;

use crate::args::{AcceptArgs, ApplyArgs, InspectFormat, LinkCommand, ReviewArgs, SuggestArgs, TiedArgs};
use crate::config::LINKS;
use crate::error::CliError;
use crate::texts::{Texts, texts};
use crate::{input, named, output};
use candidates::Found;
use ropa::casefile::{Assessor, Options};
use ropa::gaps::Assessment;
use ropa::import::Import;
use ropa::ledger::write_links;
use ropa::ledger::{TracedLink, trace};
use ropa::linking::{LinkChoice, RecordedLink};
use ropa::model::{Dpia, DpiaField, Register};
use ropa::report::links::{SuggestionsView, json, review, text};
use ropa::screening::Fingerprint;
use ropa::source::{CellRef, Place, Text};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub(crate) fn run(command: &LinkCommand) -> Result<bool, CliError> {
    match command {
        LinkCommand::Suggest(args) => suggested(args),
        LinkCommand::Review(args) => reviewed(args),
        LinkCommand::List(args) => ties::listed(args),
        LinkCommand::Check(args) => ties::checked(args),
        LinkCommand::Apply(args) => apply(args),
        LinkCommand::Accept(args) => accept(args),
    }
}

/// The register, the ledger, and what each row of it leads to.
struct Read {
    import: Import,
    ties: Vec<RecordedLink>,
    states: Vec<TracedLink>,
}

impl Read {
    fn of(args: &TiedArgs) -> Result<Read, CliError> {
        let import = input::register(&args.files, &args.reading)?;
        if import.register.activities.is_empty() && import.register.dpias.is_empty() {
            return Err(CliError::NoRegister(args.files.clone()));
        }
        let ties = input::ties(ledger_of(args).as_ref())?;
        Ok(Read { import, ties, states: Vec::new() })
    }

    /// Suggestions for the activities that may need a DPIA and have none linked; and how the ledger stands.
    fn find(&mut self, args: &TiedArgs, at_least: u8) -> Result<Found, CliError> {
        let packs = input::packs(&args.law)?;
        let answers = input::answers(args.answers.as_ref())?;
        let options = Options::new(input::today(args.law.as_of));
        let assessor = Assessor::new(&packs, options).with_links(&self.ties).with_answers(&answers);
        let assessed = assessor.assess(&self.import.register);
        let found = candidates::find(&assessed, f64::from(at_least) / 100.0);
        self.states = assessed.traced_links;
        Ok(found)
    }

    fn view<'a>(&'a self, args: &TiedArgs, found: &'a Found) -> SuggestionsView<'a> {
        SuggestionsView {
            import: &self.import,
            suggestions: &found.suggestions,
            without: &found.without,
            ties: &self.ties,
            states: &self.states,
            as_of: input::today(args.law.as_of),
            lang: input::language(&args.reading, &self.import),
        }
    }
}

/// The ledger to read: the one named, else the one that `apply` and `accept` write where none is.
fn ledger_of(args: &TiedArgs) -> Option<PathBuf> {
    let beside = PathBuf::from(LINKS);
    args.links.clone().or_else(|| beside.is_file().then_some(beside))
}

/// Shows what may belong together; true where there is something to judge.
fn suggested(args: &SuggestArgs) -> Result<bool, CliError> {
    let mut read = Read::of(&args.tied)?;
    let found = read.find(&args.tied, args.at_least)?;
    let view = read.view(&args.tied, &found);
    output::write(args.output.as_deref(), &args.tied.files, |out| match args.format {
        InspectFormat::Json => json(out, &view),
        InspectFormat::Text => {
            let options = super::text_options(args.output.is_some(), args.all);
            Ok(out.write_all(text(&view, options).as_bytes())?)
        }
    })?;
    Ok(!found.suggestions.is_empty() || read.import.has_unread_documents())
}

/// Writes a workbook to judge the suggestions in; true where there is something to judge.
fn reviewed(args: &ReviewArgs) -> Result<bool, CliError> {
    let mut read = Read::of(&args.tied)?;
    let found = read.find(&args.tied, args.at_least)?;
    let view = read.view(&args.tied, &found);
    output::write(Some(&args.output), &args.tied.files, |out| review(out, &view))?;
    Ok(!found.suggestions.is_empty() || read.import.has_unread_documents())
}

/// Takes the choices of a review into the ledger; true where rows belong to nothing that was read, and are left
/// out.
fn apply(args: &ApplyArgs) -> Result<bool, CliError> {
    named::signer(&args.by)?;
    let import = input::register(&args.tied.files, &args.tied.reading)?;
    let register = &import.register;
    let path = args.tied.links.clone().unwrap_or_else(|| PathBuf::from(LINKS));
    let mut kept = existing(&path)?;
    let chosen = input::ties(Some(&args.review))?;
    let states = trace(&chosen, register);
    // Where no list of DPIAs is named, their keys are taken as they are.
    let found =
        |state: &TracedLink| state.activity.is_some() && (state.dpia.is_some() || register.dpias.is_empty());
    let (taken, lost): (Vec<_>, Vec<_>) = chosen.into_iter().zip(states).partition(|(_, state)| found(state));
    let mut taken: Vec<RecordedLink> = taken.into_iter().map(|(tie, _)| tie).collect();
    let counts = [LinkChoice::Accepted, LinkChoice::Rejected, LinkChoice::Unclear]
        .map(|choice| taken.iter().filter(|tie| tie.choice == choice).count());
    sign(&mut taken, register, &args.tied, &args.by)?;
    merge(&mut kept, taken);
    output::write(Some(&path), std::slice::from_ref(&args.review), |out| Ok(write_links(out, &kept)?))?;
    let texts = texts(input::language(&args.tied.reading, &import));
    let mut told = texts.fill(
        "message.applied",
        &[
            ("path", &path.display()),
            ("accepted", &counts[0]),
            ("rejected", &counts[1]),
            ("unclear", &counts[2]),
        ],
    );
    if !lost.is_empty() {
        let file = args.review.display();
        let lines = lost.iter().map(|(tie, state)| not_applied(tie, state, register, texts));
        let head = texts.fill("message.not_applied", &[("count", &lost.len()), ("file", &file)]);
        told = [told, head].into_iter().chain(lines).collect::<Vec<_>>().join("\n");
    }
    output::write(None, &[], |out| Ok(writeln!(out, "{told}")?))?;
    Ok(!lost.is_empty())
}

/// A row of a review that belongs to nothing that was read, with what it may mean.
fn not_applied(tie: &RecordedLink, state: &TracedLink, register: &Register, texts: &Texts) -> String {
    let activities = state.activity_candidates.iter().map(|index| {
        let activity = &register.activities[*index];
        format!("{} ({})", activity.key, activity.label())
    });
    let dpias = state.dpia_candidates.iter().map(|index| dpia_label(&register.dpias[*index]));
    let near: Vec<String> = activities.chain(dpias).collect();
    let near = match near.is_empty() {
        true => String::new(),
        false => texts.fill("error.near", &[("candidates", &near.join(", "))]),
    };
    let both = |key: &Option<Text>, name: &Option<Text>| {
        let said: Vec<&str> = [key, name].into_iter().flatten().map(|text| &**text).collect();
        said.join(" ")
    };
    let (activity, dpia) = (both(&tie.activity, &tie.name), both(&tie.dpia, &tie.title));
    texts.fill(
        "message.not_applied_row",
        &[("cell", &tie.cell.to_string()), ("activity", &activity), ("dpia", &dpia), ("near", &near)],
    )
}

/// A DPIA as an error offers it: key, title, and the file, which tells copies apart.
fn dpia_label(dpia: &Dpia) -> String {
    format!("{} ({}, {})", dpia.key, dpia.label(), dpia.origin.file)
}

/// The one DPIA that is called so: by its key, id, case number or title.
fn dpia_named<'r>(register: &'r Register, wanted: &str) -> Result<&'r Dpia, CliError> {
    let lower = wanted.trim().to_lowercase();
    let is = |text: &str| text.trim().to_lowercase() == lower;
    let called = |dpia: &&Dpia| {
        let names = [dpia.text(DpiaField::Id), dpia.text(DpiaField::CaseNumber)];
        is(&dpia.key) || is(dpia.label()) || names.into_iter().flatten().any(is)
    };
    let found: Vec<&Dpia> = register.dpias.iter().filter(called).collect();
    let one_thing = found.windows(2).all(|two| two[0].label() == two[1].label());
    let by_key = found.iter().find(|dpia| is(&dpia.key) && one_thing);
    match (&found[..], by_key) {
        ([one], _) => Ok(one),
        (_, Some(one)) => Ok(one),
        ([], _) => {
            let near = register.dpias.iter().filter(|dpia| dpia.label().to_lowercase().contains(&lower));
            let near = near.map(|dpia| format!("{} ({})", dpia.key, dpia.label())).take(3).collect();
            Err(CliError::UnknownDpia { name: wanted.to_string(), near })
        }
        (several, _) => {
            let found = several.iter().map(|dpia| dpia_label(dpia)).collect();
            Err(CliError::SeveralDpias { name: wanted.to_string(), found })
        }
    }
}

/// Accepts or rejects one tie.
fn accept(args: &AcceptArgs) -> Result<bool, CliError> {
    named::signer(&args.by)?;
    let import = input::register(&args.tied.files, &args.tied.reading)?;
    let register = &import.register;
    let index = match named::find(&register.activities, &args.activity)[..] {
        [one] => one,
        _ => return Err(named::unknown(&register.activities, &args.activity)),
    };
    let dpia = dpia_named(register, &args.dpia)?;
    let activity = &register.activities[index];
    let path = args.tied.links.clone().unwrap_or_else(|| PathBuf::from(LINKS));
    let mut kept = existing(&path)?;
    let mut tie = RecordedLink {
        choice: if args.reject { LinkChoice::Rejected } else { LinkChoice::Accepted },
        activity: Some(activity.key.clone()),
        name: Some(activity.label().into()),
        unit: activity.unit().map(Into::into),
        dpia: Some(dpia.key.clone()),
        title: Some(dpia.label().into()),
        scope: args.scope.as_deref().map(Into::into),
        how: Some("ropa link accept".into()),
        by: None,
        on: None,
        fingerprint: None,
        note: args.note.as_deref().map(Into::into),
        cell: CellRef { file: path.display().to_string().into(), sheet: "".into(), place: Place::new(0, 0) },
    };
    sign(std::slice::from_mut(&mut tie), register, &args.tied, &args.by)?;
    merge(&mut kept, vec![tie]);
    output::write(Some(&path), &[], |out| Ok(write_links(out, &kept)?))?;
    let texts = texts(input::language(&args.tied.reading, &import));
    let (accepted, rejected) = if args.reject { (0, 1) } else { (1, 0) };
    let told = texts.fill(
        "message.applied",
        &[("path", &path.display()), ("accepted", &accepted), ("rejected", &rejected), ("unclear", &0)],
    );
    output::write(None, &[], |out| Ok(writeln!(out, "{told}")?))?;
    Ok(false)
}

/// The ledger as it is; none is an empty one.
fn existing(path: &Path) -> Result<Vec<RecordedLink>, CliError> {
    if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("csv")) {
        return Err(CliError::NotCsv(path.to_path_buf()));
    }
    if path.exists() { input::ties(Some(&path.to_path_buf())) } else { Ok(Vec::new()) }
}

/// Signs ties: who, when, and the records as they are now, with the answers given beside the register.
fn sign(ties: &mut [RecordedLink], register: &Register, args: &TiedArgs, by: &str) -> Result<(), CliError> {
    let packs = input::packs(&args.law)?;
    let answers = input::answers(args.answers.as_ref())?;
    let day = input::today(args.law.as_of);
    let assessed = Assessor::new(&packs, Options::new(day)).with_answers(&answers).assess(register);
    let by_activity: BTreeMap<usize, &Assessment> =
        assessed.assessments.iter().map(|assessment| (assessment.activity, assessment)).collect();
    let states = trace(ties, register);
    for (tie, state) in ties.iter_mut().zip(states) {
        tie.by = tie.by.take().or(Some(by.into()));
        tie.on = tie.on.or(Some(day));
        tie.how = tie.how.take().or(Some("ropa link review".into()));
        tie.fingerprint = state.activity.and_then(|index| {
            let Assessment { facts, need, .. } = by_activity.get(&index)?;
            Some(Fingerprint::of_link(&register.activities[index], facts, need, &packs))
        });
    }
    Ok(())
}

/// A new choice takes the place of an older one on the same two.
fn merge(kept: &mut Vec<RecordedLink>, chosen: Vec<RecordedLink>) {
    for tie in chosen {
        kept.retain(|old| (&old.activity, &old.dpia) != (&tie.activity, &tie.dpia));
        kept.push(tie);
    }
}
