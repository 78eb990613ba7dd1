//! From a file to a document.

use crate::documents::block::Document;
use crate::documents::{DocumentError, DocumentLimits, DocumentProblem};
use crate::documents::{docx, markdown, odt, pdf, plain_text};
use crate::source::Text;
use crate::workbook::{FileKind, Problem, encoding};
use std::fs::File;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use zip::ZipArchive;

/// What the content of a file turned out to be.
enum Content {
    Docx,
    Odt,
    Pdf,
    Text,
    Other(DocumentProblem),
}

fn read_file(path: &Path, limits: &DocumentLimits) -> Result<Vec<u8>, Problem> {
    if path.is_dir() {
        return Err(Problem::Folder);
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| Problem::of_io(&error))?;
    file.take(limits.file_bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| Problem::of_io(&error))?;
    Ok(bytes)
}

/// Reads the blocks of a document that is held in memory.
///
/// Read are Word documents (.docx), OpenDocument texts (.odt), PDF with text, Markdown and plain
/// text. The content tells which it is, other than that the name tells Markdown from plain text.
///
/// ```
/// use ropa::documents::{BlockKind, DocumentLimits, read_document};
/// let document = read_document("dpia.txt", "1 Beskrivning\n\nHemtjänst.".as_bytes(), &DocumentLimits::default())?;
/// assert_eq!(document.blocks[0].kind, BlockKind::Heading(1));
/// assert_eq!(&*document.blocks[1].texts[0].text, "Hemtjänst.");
/// # Ok::<(), ropa::documents::DocumentError>(())
/// ```
///
/// # Errors
///
/// [`DocumentError`] where the content is of no such kind, under a password, without text, damaged,
/// or beyond the limits.
///
/// # Panics
///
/// Never outwards, as with [`read_workbook`](crate::workbook::read_workbook).
pub fn read_document(name: &str, bytes: &[u8], limits: &DocumentLimits) -> Result<Document, DocumentError> {
    let file = Text::from(name);
    catch_unwind(AssertUnwindSafe(|| read(&file, bytes, limits)))
        .unwrap_or_else(|_| Err(DocumentProblem::damaged("its parts contradict each other")))
        .map_err(|problem| DocumentError { file: file.clone(), problem })
}

fn read(file: &Text, bytes: &[u8], limits: &DocumentLimits) -> Result<Document, DocumentProblem> {
    if bytes.is_empty() {
        return Err(Problem::Empty.into());
    }
    if bytes.len() as u64 > limits.file_bytes {
        return Err(Problem::FileTooLarge { limit: limits.file_bytes }.into());
    }
    let document = match sniff(bytes) {
        Content::Docx => docx::read(file, bytes, limits),
        Content::Odt => odt::read(file, bytes, limits),
        Content::Pdf => pdf::read(file, bytes, limits),
        Content::Text => {
            let decoded = encoding::decode(bytes, None)?;
            let is_markdown = ending(file).is_some_and(|ending| matches!(&*ending, "md" | "markdown"));
            if is_markdown {
                markdown::read(file, &decoded.text, limits)
            } else {
                plain_text::read(file, &decoded.text, limits)
            }
        }
        Content::Other(problem) => return Err(problem),
    }?;
    if document.blocks.is_empty() {
        return Err(DocumentProblem::NoText { pages: 0 });
    }
    Ok(document)
}

/// Whether a file is a document rather than a workbook, by its name and the bytes of its content; plain text
/// is, where the name says that it is Markdown.
///
/// A file without bytes could not be opened: then its name tells. One whose name says that it is a table is no
/// document, whatever it holds.
pub(crate) fn is_document_named(name: &str, bytes: Option<&[u8]>) -> bool {
    let ending = ending(name);
    let named = ending.as_deref().is_some_and(|ending| {
        matches!(ending, "docx" | "docm" | "dotx" | "odt" | "pdf" | "md" | "markdown" | "doc" | "rtf")
    });
    if ending.as_deref().is_some_and(FileKind::only_tables) {
        return false;
    }
    let Some(bytes) = bytes else { return named };
    match sniff(bytes) {
        Content::Docx | Content::Odt | Content::Pdf => true,
        Content::Other(DocumentProblem::OldFormat { .. }) => true,
        Content::Text | Content::Other(_) => named,
    }
}

/// The bytes of a document on disk, up to the limit of its size, for [`read_document`].
///
/// # Errors
/// [`DocumentError`] where the file is missing, a folder, locked by another program or not permitted to be read.
pub(crate) fn document_bytes(path: &Path, limits: &DocumentLimits) -> Result<Vec<u8>, DocumentError> {
    let name = path.to_string_lossy();
    read_file(path, limits)
        .map_err(|problem| DocumentError { file: Text::from(name.as_ref()), problem: problem.into() })
}

/// The ending of a file's name, in lower case.
pub(super) fn ending(name: &str) -> Option<String> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())
}

/// Finds the kind from the content alone.
fn sniff(bytes: &[u8]) -> Content {
    const SIGNATURES: &[(&[u8], &str)] = &[
        (b"\x1f\x8b", "a gzip archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
        (b"Rar!", "a RAR archive"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
    ];
    /// A PDF may have some bytes before its signature.
    const LEAD: usize = 1024;
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return compound(bytes);
    }
    if memchr::memmem::find(&bytes[..bytes.len().min(LEAD)], b"%PDF-").is_some() {
        return Content::Pdf;
    }
    if bytes.starts_with(b"{\\rtf") {
        return Content::Other(DocumentProblem::OldFormat { what: "a Rich Text document" });
    }
    match SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        Some((_, what)) => Content::Other(DocumentProblem::NotADocument { what }),
        None => Content::Text,
    }
}

fn zipped(bytes: &[u8]) -> Content {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Content::Other(DocumentProblem::damaged("a zip archive that cannot be opened"));
    };
    if archive.by_name("word/document.xml").is_ok() {
        return Content::Docx;
    }
    let mut kind = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        // A name that is no UTF-8 is no known kind either.
        let _ = part.take(128).read_to_string(&mut kind);
    }
    match kind.trim().strip_prefix("application/vnd.oasis.opendocument.") {
        Some("text" | "text-template") => Content::Odt,
        Some(_) => {
            Content::Other(DocumentProblem::NotADocument { what: "an OpenDocument workbook or presentation" })
        }
        None => {
            let names: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
            let what = if names.iter().any(|name| name.starts_with("xl/")) {
                "an Excel workbook"
            } else if names.iter().any(|name| name.starts_with("ppt/")) {
                "a PowerPoint presentation"
            } else {
                "a zip archive"
            };
            Content::Other(DocumentProblem::NotADocument { what })
        }
    }
}

fn compound(bytes: &[u8]) -> Content {
    let problem = match cfb::CompoundFile::open(Cursor::new(bytes)) {
        Err(error) => DocumentProblem::damaged(error),
        Ok(file) if file.is_stream("/EncryptedPackage") => DocumentProblem::PasswordProtected,
        Ok(file) if file.is_stream("/WordDocument") => {
            DocumentProblem::OldFormat { what: "an old Word document (.doc)" }
        }
        Ok(file) if file.is_stream("/__properties_version1.0") => {
            DocumentProblem::NotADocument { what: "an Outlook message" }
        }
        Ok(_) => DocumentProblem::NotADocument { what: "an old Excel workbook or another compound file" },
    };
    Content::Other(problem)
}
