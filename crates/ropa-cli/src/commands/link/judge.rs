//! `ropa link apply` and `ropa link accept`: judgements taken into the ledger of links.

use crate::args::{AcceptArgs, ApplyArgs, LinkArgs};
use crate::commands::{ledger, say};
use crate::config::LINKS;
use crate::error::CliError;
use crate::load::{Loaded, builder};
use crate::output;
use crate::texts::{Texts, texts};
use ropa::casefile::{LinkRequest, dpia_label};
use ropa::ledger::{TracedLink, write_links};
use ropa::linking::RecordedLink;
use ropa::model::Register;
use ropa::source::Text;
use std::path::{Path, PathBuf};

/// Opens the files with the ledger that is to be written.
fn open(args: &LinkArgs) -> Result<(Loaded, PathBuf), CliError> {
    let path = ledger(args.case.ledgers.links.as_ref(), LINKS)?;
    let mut builder = builder(&args.files, &args.case)?;
    if path.exists() {
        builder = builder.links(&path);
    }
    Ok((Loaded::of(builder, &args.files, &args.case.reading)?, path))
}

/// Takes the choices of a review into the ledger; true where rows belong to nothing that was read, and are left
/// out.
pub(super) fn apply(args: &ApplyArgs) -> Result<bool, CliError> {
    let (mut loaded, path) = open(&args.on)?;
    let applied = loaded.case.apply_review(&args.review, &args.by, "ropa link review")?;
    write(&loaded, &path, std::slice::from_ref(&args.review))?;
    let texts = texts(loaded.lang);
    let mut told = vec![counted(texts, &path, [applied.accepted, applied.rejected, applied.unclear])];
    if !applied.lost.is_empty() {
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("count", &applied.lost.len()), ("file", &args.review.display())];
        told.push(texts.fill("message.not_applied", &values));
        let register = loaded.case.register();
        told.extend(applied.lost.iter().map(|(link, traced)| not_applied(link, traced, register, texts)));
    }
    say(&told.join("\n"))?;
    Ok(!applied.lost.is_empty())
}

/// Accepts or rejects one link.
pub(super) fn accept(args: &AcceptArgs) -> Result<bool, CliError> {
    let (mut loaded, path) = open(&args.on)?;
    loaded.case.judge_link(&LinkRequest {
        activity: args.activity.clone(),
        dpia: args.dpia.clone(),
        reject: args.reject,
        scope: args.scope.clone(),
        note: args.note.clone(),
        by: args.by.clone(),
        how: "ropa link accept".to_string(),
    })?;
    write(&loaded, &path, &[])?;
    let (accepted, rejected) = if args.reject { (0, 1) } else { (1, 0) };
    say(&counted(texts(loaded.lang), &path, [accepted, rejected, 0]))?;
    Ok(false)
}

fn write(loaded: &Loaded, path: &Path, inputs: &[PathBuf]) -> Result<(), CliError> {
    output::write(Some(path), inputs, |out| write_links(out, loaded.case.material().links()))
}

/// How many links were accepted, rejected and left unclear.
fn counted(texts: &Texts, path: &Path, [accepted, rejected, unclear]: [usize; 3]) -> String {
    let values: [(&str, &dyn std::fmt::Display); 5] = [
        ("path", &path.display()),
        ("accepted", &accepted),
        ("rejected", &rejected),
        ("unclear", &unclear),
        ("argument", &crate::texts::argument(path)),
    ];
    texts.fill("message.applied", &values)
}

/// A row of a review that belongs to nothing that was read, with what it may mean.
fn not_applied(link: &RecordedLink, traced: &TracedLink, register: &Register, texts: &Texts) -> String {
    let activities = traced.activity_candidates.iter().map(|index| {
        let activity = &register.activities[*index];
        format!("{} ({})", activity.key, activity.label())
    });
    let dpias = traced.dpia_candidates.iter().map(|index| dpia_label(&register.dpias[*index]));
    let near: Vec<String> = activities.chain(dpias).collect();
    let near = match near.is_empty() {
        true => String::new(),
        false => texts.fill("error.near", &[("candidates", &near.join(", "))]),
    };
    let both = |key: &Option<Text>, name: &Option<Text>| {
        let named: Vec<&str> = [key, name].into_iter().flatten().map(|text| &**text).collect();
        named.join(" ")
    };
    let (activity, dpia) = (both(&link.activity, &link.name), both(&link.dpia, &link.title));
    texts.fill(
        "message.not_applied_row",
        &[("cell", &link.cell.to_string()), ("activity", &activity), ("dpia", &dpia), ("near", &near)],
    )
}
