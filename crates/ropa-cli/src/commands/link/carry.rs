//! `ropa link carry`: takes over what is recorded of last year's records.

use crate::args::CarryArgs;
use crate::commands::{ledger, say};
use crate::config::{ANSWERS, DECISIONS, LINKS};
use crate::error::CliError;
use crate::load::{Loaded, builder};
use crate::output;
use crate::texts::{argument, texts};
use ropa::casefile::CarriedOver;
use ropa::ledger::{CarriedRecord, Successor, write_answers, write_decisions, write_links};
use ropa::report::links::ask_successors;
use std::fmt::Display;
use std::path::PathBuf;

/// Gives rows on records that surely are others now their key, name and unit, asks of the likely in a workbook, and
/// says which records are gone; true where there is something left to answer.
pub(super) fn carry(args: &CarryArgs) -> Result<bool, CliError> {
    let named = &args.on.case.ledgers;
    let paths = [
        ledger(named.links.as_ref(), LINKS)?,
        ledger(named.answers.as_ref(), ANSWERS)?,
        ledger(named.decisions.as_ref(), DECISIONS)?,
    ];
    let [links, answers, decisions] = paths.clone().map(|path| Some(path).filter(|path| path.exists()));
    let mut builder = builder(&args.on.files, &args.on.case)?;
    builder = links.iter().fold(builder, |builder, path| builder.links(path));
    builder = answers.iter().fold(builder, |builder, path| builder.answers(path));
    builder = decisions.iter().fold(builder, |builder, path| builder.decisions(path));
    let loaded = Loaded::of(builder, &args.on.files, &args.on.case.reading)?;
    let mut loaded = loaded.with_activities(&args.on.files)?;
    let carried = loaded.case.carry_over(args.answered.clone().map(Into::into))?;
    write(&loaded, [links, answers, decisions])?;
    if let Some(path) = &args.output {
        let (register, as_of) = (loaded.case.register(), loaded.case.as_of());
        output::write(Some(path), &args.on.files, |out| {
            ask_successors(out, &carried.records, register, loaded.lang, as_of)
        })?;
    }
    say(&told(&loaded, &carried, args.output.as_ref()))?;
    Ok(carried
        .records
        .iter()
        .any(|record| matches!(record.successor, Successor::Likely(_) | Successor::Gone)))
}

fn write(loaded: &Loaded, [links, answers, decisions]: [Option<PathBuf>; 3]) -> Result<(), CliError> {
    let material = loaded.case.material();
    if let Some(path) = &links {
        output::write(Some(path), &[], |out| write_links(out, material.links()))?;
    }
    if let Some(path) = &answers {
        output::write(Some(path), &[], |out| write_answers(out, material.answers()))?;
    }
    if let Some(path) = &decisions {
        output::write(Some(path), &[], |out| write_decisions(out, material.decisions()))?;
    }
    Ok(())
}

/// What was taken over, what is asked, and what is gone, record by record.
fn told(loaded: &Loaded, carried: &CarriedOver, asked: Option<&PathBuf>) -> String {
    let texts = texts(loaded.lang);
    let lines = |wanted: fn(&Successor) -> bool| -> Vec<String> {
        let records = carried.records.iter().filter(|record| wanted(&record.successor));
        records.map(|record| line(record, loaded)).collect()
    };
    let taken = lines(|successor| matches!(successor, Successor::Sure(_)));
    let likely = lines(|successor| matches!(successor, Successor::Likely(_)));
    let gone = lines(|successor| matches!(successor, Successor::Gone));
    let counts: [(&str, &dyn Display); 4] = [
        ("records", &taken.len()),
        ("rows", &carried.rows),
        ("likely", &likely.len()),
        ("gone", &gone.len()),
    ];
    let mut lines = vec![texts.fill("message.carried", &counts)];
    lines.extend(taken);
    if !likely.is_empty() {
        lines.push(match asked {
            Some(path) => texts
                .fill("message.carried_asked", &[("path", &path.display()), ("argument", &argument(path))]),
            None => texts.fill("message.carried_likely", &[]),
        });
        lines.extend(likely);
    }
    if !gone.is_empty() {
        lines.push(texts.fill("message.carried_gone", &[]));
        lines.extend(gone);
    }
    lines.join("\n")
}

/// One record as it was, what it is or may be now, and what is recorded of it.
fn line(record: &CarriedRecord, loaded: &Loaded) -> String {
    let name = |index: &usize| {
        let activity = &loaded.case.register().activities[*index];
        format!("{} {}", activity.key, activity.label())
    };
    let now: Vec<String> = match &record.successor {
        Successor::Unchanged(one) | Successor::Sure(one) => vec![name(one)],
        Successor::Likely(all) => all.iter().map(name).collect(),
        Successor::Gone => Vec::new(),
    };
    let former = format!("{} {}", record.former.key.as_deref().unwrap_or_default(), record.former.label());
    let [links, answers, decisions] = record.counts;
    let values: [(&str, &dyn Display); 5] = [
        ("former", &former.trim()),
        ("now", &now.join(", ")),
        ("links", &links),
        ("answers", &answers),
        ("decisions", &decisions),
    ];
    let key = if now.is_empty() { "message.carried_gone_row" } else { "message.carried_row" };
    texts(loaded.lang).fill(key, &values)
}
