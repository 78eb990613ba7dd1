//! `ropa convert`.

use super::CaseArgs;
use clap::{Args, ValueEnum};
use ropa::report::register::Variant;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct ConvertArgs {
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    #[arg(short, long, value_name = "FILE", conflicts_with = "in_place")]
    pub(crate) output: Option<PathBuf>,
    #[arg(long, value_enum, value_name = "LAYOUT")]
    pub(crate) layout: Option<LayoutArg>,
    #[arg(long, value_enum, value_name = "VARIANT")]
    pub(crate) variant: Option<VariantArg>,
    #[command(flatten)]
    pub(crate) text: TextArgs,
    #[arg(long)]
    pub(crate) write_links: bool,
    #[arg(long, requires = "write_links")]
    pub(crate) add_column: bool,
    #[arg(long, requires = "write_links")]
    pub(crate) overwrite_formulas: bool,
    #[arg(long, value_name = "FILE")]
    pub(crate) structure: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) in_place: bool,
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) case: CaseArgs,
}

/// How delimited text is written.
#[derive(Debug, Args)]
pub(crate) struct TextArgs {
    #[arg(long, value_enum, value_name = "DIALECT")]
    pub(crate) dialect: Option<DialectArg>,
    #[arg(long, value_enum, value_name = "DELIMITER")]
    pub(crate) delimiter: Option<DelimiterArg>,
    #[arg(long, value_enum, value_name = "ENCODING")]
    pub(crate) encoding: Option<EncodingArg>,
    #[arg(long, value_enum, value_name = "LINE END")]
    pub(crate) line_end: Option<LineEndArg>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LayoutArg {
    AsItCame,
    Canonical,
    Art30,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum VariantArg {
    Internal,
    Public,
}

impl From<VariantArg> for Variant {
    fn from(arg: VariantArg) -> Variant {
        match arg {
            VariantArg::Internal => Variant::Internal,
            VariantArg::Public => Variant::Public,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DialectArg {
    ExcelSv,
    ExcelEn,
    Rfc4180,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DelimiterArg {
    Semicolon,
    Comma,
    Tab,
    Pipe,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EncodingArg {
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "utf-8-bom")]
    Utf8Bom,
    #[value(name = "windows-1252")]
    Windows1252,
    #[value(name = "utf-16")]
    Utf16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LineEndArg {
    Crlf,
    Lf,
}
