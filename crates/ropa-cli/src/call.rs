//! What is wrong with a call, in the user's language.

use crate::texts::texts;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use ropa::text::Lang;

/// What to tell the user of a call that clap cannot read: what is wrong, and how the command is used.
pub(crate) fn message(error: &clap::Error, command: &clap::Command, lang: Lang) -> String {
    let texts = texts(lang);
    let context = |kind| error.get(kind).map(written).unwrap_or_default();
    let arg = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let said = match error.kind() {
        ErrorKind::UnknownArgument => texts.fill("call.unknown_argument", &[("arg", &arg)]),
        ErrorKind::InvalidSubcommand => {
            texts.fill("call.unknown_command", &[("command", &context(ContextKind::InvalidSubcommand))])
        }
        ErrorKind::MissingRequiredArgument => texts.fill("call.missing", &[("args", &arg)]),
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg);
            let key = if other == arg || other.is_empty() { "call.twice" } else { "call.conflict" };
            texts.fill(key, &[("arg", &arg), ("other", &other)])
        }
        ErrorKind::InvalidValue if value.is_empty() => texts.fill("call.no_value", &[("arg", &arg)]),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            texts.fill("call.wrong_value", &[("arg", &arg), ("value", &value)])
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            texts.fill("call.number_of_values", &[("arg", &arg)])
        }
        ErrorKind::InvalidUtf8 => texts.get("call.not_utf8").to_string(),
        // The help, which is in the language already, or a kind that this catalogue does not know yet.
        _ => return error.to_string(),
    };
    let mut lines = vec![format!("ropa: {said}")];
    let valid = context(ContextKind::ValidValue);
    if !valid.is_empty() {
        lines.push(texts.fill("call.choices", &[("values", &valid)]));
    } else if let Some(help) = help_of(error, command, &arg) {
        lines.push(texts.fill("call.meant", &[("help", &help)]));
    }
    let near = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedCommand,
        ContextKind::SuggestedValue,
    ];
    if let Some(near) = near.into_iter().map(context).find(|near| !near.is_empty()) {
        lines.push(texts.fill("call.near", &[("near", &near)]));
    }
    let usage = context(ContextKind::Usage);
    if let Some((_, usage)) = usage.trim().split_once(':') {
        lines.push(texts.fill("call.usage", &[("usage", &usage.trim())]));
    }
    lines.push(texts.get("call.help").to_string());
    lines.join("\n")
}

/// A value of the error's context as text.
fn written(value: &ContextValue) -> String {
    match value {
        ContextValue::None => String::new(),
        ContextValue::Strings(all) => all.join(", "),
        ContextValue::StyledStrs(all) => all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// What the help says of the argument whose value is wrong.
fn help_of(error: &clap::Error, command: &clap::Command, arg: &str) -> Option<String> {
    if !matches!(error.kind(), ErrorKind::InvalidValue | ErrorKind::ValueValidation) {
        return None;
    }
    // `--as-of <DATE>` is how the error names the argument `as_of`.
    let flag = arg.split_whitespace().next()?.trim_start_matches("--");
    fn find(command: &clap::Command, flag: &str) -> Option<String> {
        let own = command.get_arguments().find(|arg| arg.get_long() == Some(flag));
        let own = own.and_then(|arg| arg.get_help()).map(ToString::to_string);
        own.or_else(|| command.get_subcommands().find_map(|sub| find(sub, flag)))
    }
    // The same flag may mean something else under another command; the one called comes first.
    let called = std::env::args().nth(1).unwrap_or_default();
    let within = command.get_subcommands().find(|sub| sub.get_name() == called);
    within.and_then(|sub| find(sub, flag)).or_else(|| find(command, flag))
}
