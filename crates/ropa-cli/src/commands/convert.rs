//! `ropa convert`: a register in another form, or as it came with what was accepted written into it.

use crate::args::convert::{
    ConvertArgs, DelimiterArg, DialectArg, EncodingArg, LayoutArg, LineEndArg, TextArgs, VariantArg,
};
use crate::config::Config;
use crate::error::CliError;
use crate::file_names::FileNames;
use crate::load::{Loaded, builder, no_register, quietly};
use crate::output;
use crate::texts::{Texts, texts};
use ropa::canonical::{CanonicalError, Part, RegisterView, canonical, canonical_csv, json};
use ropa::casefile::{CaseFile, OpenedTable};
use ropa::ledger::{decisions_sheet, links_sheet, trace};

use ropa::report::register::{Art30View, art30_csv, art30_workbook};
use ropa::source::CellRef;
use ropa::text::Lang;
use ropa::workbook::{Dialect, FileKind, Workbook, open_workbook};
use ropa::writeback::{
    AsItCame, LinkChange, LinkChanges, LinkOutcome, TextEncoding, as_it_came, changed, csv, link_changes,
    table_csv, xlsx,
};
use std::path::{Path, PathBuf};

/// Cells by their names, in one line.
fn named(cells: &[CellRef]) -> String {
    cells.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn written_form(error: CanonicalError) -> CliError {
    CliError::Export(error.into())
}

/// Writes the register as asked; never true, since it finds nothing.
pub(crate) fn run(args: &ConvertArgs, config: &Config) -> Result<bool, CliError> {
    if args.output.is_none() && !args.in_place && !args.dry_run {
        return Err(CliError::NoOutput);
    }
    refuse_contradictions(args)?;
    let builder = builder(&args.files, &args.case)?.keep_tables();
    let loaded = Loaded::inspected(builder, &args.files, &args.case.reading)?;
    let books: Vec<Workbook> = loaded.case.tables().iter().map(|table| table.book.clone()).collect();
    let job = Job {
        args,
        config,
        case: &loaded.case,
        files: loaded.case.tables(),
        books: &books,
        lang: loaded.lang,
    };
    let layout = job.layout();
    if args.write_links && layout != LayoutArg::AsItCame {
        return Err(CliError::LinksInAnotherForm);
    }
    let mut told = match layout {
        LayoutArg::AsItCame => job.as_it_came()?,
        LayoutArg::Canonical => job.canonical()?,
        LayoutArg::Art30 => job.art30()?,
    };
    told += &job.decrypted();
    if args.dry_run {
        told += &(job.texts().get("convert.dry_run").to_string() + "\n");
    }
    output::write(None, &[], |out| Ok(out.write_all(told.as_bytes())?))?;
    Ok(false)
}

/// Refuses what is asked for and would have no effect: a public register must not turn out to be the whole one.
fn refuse_contradictions(args: &ConvertArgs) -> Result<(), CliError> {
    if args.variant.is_some() && args.layout.is_some_and(|layout| layout != LayoutArg::Art30) {
        return Err(CliError::VariantOfAnother);
    }
    let text =
        |path: &PathBuf| FileKind::promised_by(&ending(path)).is_none_or(|kind| kind == FileKind::Text);
    match &args.output {
        Some(path) if args.text.is_asked() && !text(path) => Err(CliError::TextOptions(path.clone())),
        _ => Ok(()),
    }
}

/// What is to be written, and from what.
struct Job<'a> {
    args: &'a ConvertArgs,
    config: &'a Config,
    case: &'a CaseFile<'static>,
    files: &'a [OpenedTable],
    books: &'a [Workbook],
    lang: Lang,
}

impl Job<'_> {
    fn texts(&self) -> &'static Texts {
        texts(self.lang)
    }

    /// The kind of file that the output's name promises.
    fn wanted(&self) -> Option<FileKind> {
        let ending = self.args.output.as_ref()?.extension()?.to_str()?.to_lowercase();
        FileKind::promised_by(&ending)
    }

    /// The layout asked for; else as it came where one file is written, and the canonical one where several are
    /// joined or JSON is made of what is none.
    fn layout(&self) -> LayoutArg {
        if let Some(layout) = self.args.layout {
            return layout;
        }
        if self.args.variant.is_some() {
            return LayoutArg::Art30;
        }
        let to_json = self.wanted() == Some(FileKind::Json)
            && self.files.iter().any(|file| FileKind::of(&file.bytes) != Some(FileKind::Json));
        let one = self.files.len() == 1 || self.args.write_links || self.args.in_place;
        if one && !to_json { LayoutArg::AsItCame } else { LayoutArg::Canonical }
    }

    /// Writes a file, unless only a trial is asked for.
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), CliError> {
        if self.args.dry_run {
            return Ok(());
        }
        output::write(Some(path), &self.args.files, |out| Ok(out.write_all(bytes)?))
    }

    fn output(&self) -> Result<&Path, CliError> {
        self.args.output.as_deref().ok_or(CliError::NoOutputName)
    }

    fn written(&self, path: &Path) -> String {
        let key = if self.args.dry_run { "convert.would_write" } else { "convert.written" };
        self.texts().fill(key, &[("path", &path.display())]) + "\n"
    }

    /// That what was locked with a password no longer is.
    fn decrypted(&self) -> String {
        // What was read and shows no kind of its own is an encrypted workbook.
        let locked = self.files.iter().filter(|file| FileKind::of(&file.bytes).is_none());
        locked
            .map(|file| self.texts().fill("convert.decrypted", &[("path", &file.path().display())]) + "\n")
            .collect()
    }

    /// The changes that accepted ties make, where they are asked for.
    fn links(&self) -> Result<LinkChanges, CliError> {
        if !self.args.write_links {
            return Ok(LinkChanges::default());
        }
        if self.args.case.ledgers.links.is_none() {
            return Err(CliError::NoLinks);
        }
        let links = self.case.material().links();
        let traced = trace(links, self.case.register());
        let language = self.args.add_column.then(|| self.lang.code());
        Ok(link_changes(self.books, self.case.import(), self.case.profile(), links, &traced, language))
    }

    fn as_it_came(&self) -> Result<String, CliError> {
        let links = self.links()?;
        let mut told = if self.args.write_links { self.told(&links)? } else { String::new() };
        let with_changes: Vec<&OpenedTable> =
            self.files.iter().filter(|file| !links.of_file(&file.book.file).is_empty()).collect();
        if self.args.dry_run && self.args.output.is_none() {
            for file in with_changes {
                told += &self.formulas(&self.made(file, &links)?)?;
            }
            return Ok(told);
        }
        if self.args.in_place {
            for file in with_changes {
                told += &self.in_place(file, &links)?;
            }
            return Ok(told);
        }
        let file = match (&with_changes[..], self.files) {
            ([one], _) => *one,
            ([], [one, rest @ ..]) if rest.is_empty() || self.args.write_links => one,
            _ => return Err(CliError::SeveralFiles),
        };
        told += &self.one_as_it_came(file, &links)?;
        Ok(told)
    }

    /// Writes one file as it came, or its sheets in another format.
    fn one_as_it_came(&self, file: &OpenedTable, links: &LinkChanges) -> Result<String, CliError> {
        let output = self.output()?;
        let changes = links.of_file(&file.book.file);
        let kind = FileKind::of(&file.bytes);
        let wanted = self.wanted().ok_or_else(|| CliError::UnknownEnding(output.to_path_buf()))?;
        let same = kind == Some(wanted) && alike(file.path(), output, wanted) && self.args.text.is_plain();
        if same {
            let made = self.made(file, links)?;
            let over = self.formulas(&made)?;
            // A binary workbook cannot be written, and becomes one that can.
            let path = if made.kind == wanted { output.to_path_buf() } else { output.with_extension("xlsx") };
            let mut told = over;
            if path != output {
                self.refuse_existing(&path)?;
                told += &(self.texts().fill("convert.other_kind", &[("path", &output.display())]) + "\n");
            }
            self.write(&path, &made.bytes)?;
            return Ok(told + &self.written(&path));
        }
        let book = changed(&file.book, &changes);
        match wanted {
            FileKind::Xlsx if ending(output) == "xlsx" => {
                self.write(output, &xlsx(&book).map_err(CliError::Export)?)?;
                Ok(self.written(output))
            }
            FileKind::Text => self.sheets_as_text(&book, output),
            _ => Err(CliError::CannotWrite(output.to_path_buf())),
        }
    }

    /// Text holds one sheet; each of several goes to a file of its own.
    fn sheets_as_text(&self, book: &Workbook, output: &Path) -> Result<String, CliError> {
        let dialect = self.args.text.dialect(output)?;
        let filled: Vec<_> = book.sheets.iter().filter(|sheet| !sheet.cells().is_empty()).collect();
        let mut names = FileNames::default();
        let mut told = String::new();
        for sheet in &filled {
            let path =
                if filled.len() == 1 { output.to_path_buf() } else { names.beside(output, &sheet.name) };
            let mut bytes = Vec::new();
            csv(&mut bytes, &book.file, sheet, dialect).map_err(CliError::Export)?;
            self.write(&path, &bytes)?;
            told += &self.written(&path);
        }
        Ok(told)
    }

    fn in_place(&self, file: &OpenedTable, links: &LinkChanges) -> Result<String, CliError> {
        let made = self.made(file, links)?;
        let over = self.formulas(&made)?;
        if FileKind::of(&file.bytes) != Some(made.kind) {
            let path = file.path().with_extension("xlsx");
            self.refuse_existing(&path)?;
            self.write(&path, &made.bytes)?;
            let told = self.texts().fill("convert.other_kind", &[("path", &file.path().display())]);
            return Ok(told + "\n" + &self.written(&path));
        }
        let day = self.case.as_of();
        let backup = output::replace(file.path(), &file.bytes, &made.bytes, day)?;
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("path", &file.path().display()), ("backup", &backup.display())];
        Ok(over + &self.texts().fill("convert.in_place", &values) + "\n")
    }

    /// A file as it came, with the references in it.
    fn made(&self, file: &OpenedTable, links: &LinkChanges) -> Result<AsItCame, CliError> {
        let changes = links.of_file(&file.book.file);
        let encoding = self.args.text.kept()?;
        as_it_came(&file.book, &file.bytes, &changes, encoding, self.case.limits()).map_err(CliError::Export)
    }

    /// What is told of formulas that are written over, which is done only where it is asked for.
    fn formulas(&self, made: &AsItCame) -> Result<String, CliError> {
        if made.formulas.is_empty() {
            return Ok(String::new());
        }
        let cells = named(&made.formulas);
        if !self.args.overwrite_formulas && !self.args.dry_run {
            return Err(CliError::Formulas(cells));
        }
        let key =
            if self.args.overwrite_formulas { "convert.formulas_over" } else { "convert.formulas_in_way" };
        Ok(self.texts().fill(key, &[("cells", &cells)]) + "\n")
    }

    /// A name that the user did not give is not written over.
    fn refuse_existing(&self, path: &Path) -> Result<(), CliError> {
        if path.exists() { Err(CliError::Exists(path.to_path_buf())) } else { Ok(()) }
    }

    /// What was changed and what was not, and why.
    fn told(&self, links: &LinkChanges) -> Result<String, CliError> {
        let texts = self.texts();
        let register = self.case.register();
        let count = |outcome: LinkOutcome| links.unwritten.iter().filter(|(_, why)| *why == outcome).count();
        let mut lines = vec![texts.fill("convert.links", &[("count", &links.links.len())])];
        for LinkChange { activity, cell, old, new, .. } in &links.links {
            let activity = &register.activities[*activity];
            let name = format!("{} {}", activity.key, activity.label());
            let values: [(&str, &dyn std::fmt::Display); 4] =
                [("cell", cell), ("name", &name), ("old", old), ("new", new)];
            let key = if old.is_empty() { "convert.link_new" } else { "convert.link" };
            lines.push(texts.fill(key, &values));
        }
        for header in &links.headers {
            lines.push(texts.fill("convert.column", &[("cell", &header.cell), ("header", &header.text)]));
        }
        for (outcome, key) in
            [(LinkOutcome::Already, "convert.already"), (LinkOutcome::NoEnds, "convert.no_ends")]
        {
            if count(outcome) > 0 {
                lines.push(texts.fill(key, &[("count", &count(outcome))]));
            }
        }
        for (file, sheet) in &links.without_column {
            let label = self
                .case
                .profile()
                .activity_label(ropa::model::Field::DpiaRef, self.lang.code())
                .unwrap_or_default();
            let values: [(&str, &dyn std::fmt::Display); 4] = [
                ("path", file),
                ("sheet", sheet),
                ("label", &label),
                ("count", &count(LinkOutcome::NoColumn)),
            ];
            lines.push(texts.fill("convert.no_column", &values));
        }
        Ok(lines.join("\n") + "\n")
    }

    /// The register in its own form, in a workbook, as text or as JSON.
    fn canonical(&self) -> Result<String, CliError> {
        self.needs_register()?;
        let output = self.output()?;
        let limits = self.case.limits();
        let open = |path: &PathBuf| quietly(|| open_workbook(path, limits));
        let structure = self.args.structure.iter().map(open).collect::<Result<Vec<_>, _>>()?;
        let (links, decisions) = (self.case.material().links(), self.case.material().decisions());
        let links = (!links.is_empty()).then(|| links_sheet(links));
        let decisions = (!decisions.is_empty()).then(|| decisions_sheet(decisions));
        let case = &self.case;
        let mut view = RegisterView::new(case.register(), case.profile(), self.lang, case.as_of());
        view.links = links.as_ref();
        view.decisions = decisions.as_ref();
        view.structure = &structure;
        let mut bytes = Vec::new();
        match self.wanted() {
            Some(FileKind::Xlsx) if ending(output) == "xlsx" => {
                canonical(&mut bytes, &view).map_err(written_form)?;
            }
            Some(FileKind::Json) => json(&mut bytes, &view).map_err(written_form)?,
            Some(FileKind::Text) => return self.canonical_text(&view, output),
            _ => return Err(CliError::CannotWrite(output.to_path_buf())),
        }
        self.write(output, &bytes)?;
        Ok(self.written(output))
    }

    fn canonical_text(&self, view: &RegisterView<'_>, output: &Path) -> Result<String, CliError> {
        let dialect = self.args.text.dialect(output)?;
        let mut files: Vec<(Part, PathBuf)> = Vec::new();
        if !view.register.activities.is_empty() {
            files.push((Part::Activities, output.to_path_buf()));
        }
        if !view.register.dpias.is_empty() {
            let beside = FileNames::default().beside(output, self.texts().get("convert.dpias"));
            files.push((Part::Dpias, if files.is_empty() { output.to_path_buf() } else { beside }));
        }
        let mut told = String::new();
        for (part, path) in files {
            let mut bytes = Vec::new();
            canonical_csv(&mut bytes, view, part, dialect).map_err(written_form)?;
            self.write(&path, &bytes)?;
            told += &self.written(&path);
        }
        Ok(told)
    }

    /// The plain register that Art. 30 asks for.
    fn art30(&self) -> Result<String, CliError> {
        self.needs_register()?;
        let output = self.output()?;
        let variant = self.args.variant.unwrap_or(VariantArg::Internal).into();
        let mut view = Art30View::new(self.case.register(), variant, self.lang, self.case.as_of());
        view.controller = self.config.board.as_deref();
        view.dpo = self.config.dpo.as_deref();
        match self.wanted() {
            Some(FileKind::Xlsx) if ending(output) == "xlsx" => {
                let mut bytes = Vec::new();
                art30_workbook(&mut bytes, &view).map_err(CliError::Report)?;
                self.write(output, &bytes)?;
                Ok(self.written(output))
            }
            Some(FileKind::Text) => {
                let dialect = self.args.text.dialect(output)?;
                let mut told = String::new();
                let mut names = FileNames::default();
                for (index, (name, rows)) in art30_csv(&view).into_iter().enumerate() {
                    let path = if index == 0 { output.to_path_buf() } else { names.beside(output, name) };
                    let mut bytes = Vec::new();
                    table_csv(&mut bytes, &rows, dialect).map_err(CliError::Export)?;
                    self.write(&path, &bytes)?;
                    told += &self.written(&path);
                }
                Ok(told)
            }
            _ => Err(CliError::CannotWrite(output.to_path_buf())),
        }
    }

    fn needs_register(&self) -> Result<(), CliError> {
        if self.case.register().is_empty() {
            return Err(no_register(self.case, &self.args.files));
        }
        Ok(())
    }
}

/// The ending of a file's name, in lower case.
fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// Whether two names promise the same: a workbook with macros is another kind than one without.
fn alike(from: &Path, to: &Path, kind: FileKind) -> bool {
    let known = FileKind::promised_by(&ending(from)) == Some(kind);
    match kind {
        FileKind::Xlsx if known => ending(from) == ending(to),
        FileKind::Xlsx => ending(to) == "xlsx",
        _ => true,
    }
}

impl TextArgs {
    /// Whether anything is asked of how text is written.
    fn is_asked(&self) -> bool {
        self.dialect.is_some()
            || self.delimiter.is_some()
            || self.line_end.is_some()
            || self.encoding.is_some()
    }

    /// Whether nothing is asked that would write the text anew.
    fn is_plain(&self) -> bool {
        self.dialect.is_none() && self.delimiter.is_none() && self.line_end.is_none() && self.kept().is_ok()
    }

    /// How a text that is kept as it came is put in bytes.
    fn kept(&self) -> Result<TextEncoding, CliError> {
        match self.encoding {
            None => Ok(TextEncoding::AsItIs),
            Some(EncodingArg::Utf8Bom) => Ok(TextEncoding::Utf8),
            Some(_) => Err(CliError::EncodingInPlace),
        }
    }

    /// The dialect asked for; a file called .tsv has tabs.
    fn dialect(&self, output: &Path) -> Result<Dialect, CliError> {
        let mut dialect = match self.dialect {
            None | Some(DialectArg::ExcelSv) => Dialect::EXCEL_SV,
            Some(DialectArg::ExcelEn) => Dialect::EXCEL_EN,
            Some(DialectArg::Rfc4180) => Dialect::RFC4180,
        };
        if self.delimiter.is_none() && ending(output) == "tsv" {
            dialect.delimiter = b'\t';
        }
        if let Some(delimiter) = self.delimiter {
            dialect.delimiter = match delimiter {
                DelimiterArg::Semicolon => b';',
                DelimiterArg::Comma => b',',
                DelimiterArg::Tab => b'\t',
                DelimiterArg::Pipe => b'|',
            };
        }
        match self.line_end {
            Some(LineEndArg::Crlf) => dialect.line_end = "\r\n",
            Some(LineEndArg::Lf) => dialect.line_end = "\n",
            None => {}
        }
        Ok(match self.encoding {
            None => dialect,
            Some(EncodingArg::Utf8) => dialect.in_utf_8(false),
            Some(EncodingArg::Utf8Bom) => dialect.in_utf_8(true),
            Some(EncodingArg::Windows1252) => dialect.in_windows_1252(),
            Some(EncodingArg::Utf16) => dialect.in_utf_16(),
        })
    }
}
