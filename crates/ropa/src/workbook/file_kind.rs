//! What kind of file the content is; the ending of its name is never believed.

use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A kind of file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A zipped workbook of XML parts (.xlsx, .xlsm).
    Xlsx,
    /// A zipped workbook of binary parts (.xlsb).
    Xlsb,
    /// A zipped OpenDocument workbook (.ods).
    Ods,
    /// A compound file with a binary workbook (.xls).
    Xls,
    /// Delimited text.
    Text,
    /// JSON: a register, or an object or list of objects.
    Json,
}

/// What the content turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// It can be read.
    Readable(FileKind),
    /// It is a workbook under a password.
    Encrypted,
    /// It is something else, named with its article.
    Other(&'static str),
}

impl FileKind {
    /// The kind of a file's content, where it is one that can be read; the ending of its name is never believed.
    pub fn of(content: &[u8]) -> Option<FileKind> {
        match sniff(content) {
            Content::Readable(kind) => Some(kind),
            _ => None,
        }
    }

    /// The name that people know.
    pub fn name(self) -> &'static str {
        match self {
            FileKind::Xlsx => "an Excel workbook (.xlsx)",
            FileKind::Xlsb => "a binary Excel workbook (.xlsb)",
            FileKind::Ods => "an OpenDocument workbook (.ods)",
            FileKind::Xls => "an Excel 97-2003 workbook (.xls)",
            FileKind::Text => "delimited text",
            FileKind::Json => "JSON",
        }
    }

    /// What a file's ending, in lower case, promises; `None` for endings that promise nothing.
    pub fn promised_by(ending: &str) -> Option<FileKind> {
        Some(match ending {
            "xlsx" | "xlsm" | "xltx" | "xltm" => FileKind::Xlsx,
            "xlsb" => FileKind::Xlsb,
            "ods" | "ots" => FileKind::Ods,
            "xls" | "xlt" => FileKind::Xls,
            "csv" | "tsv" | "txt" | "tab" => FileKind::Text,
            "json" => FileKind::Json,
            _ => return None,
        })
    }
}

/// Finds the kind from the content alone.
pub(super) fn sniff(bytes: &[u8]) -> Content {
    const SIGNATURES: &[(&[u8], &str)] = &[
        (b"%PDF", "a PDF document"),
        (b"{\\rtf", "a Rich Text document"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
        (b"Rar!", "a RAR archive"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"PAR1", "a Parquet file"),
        (b"SQLite format 3\0", "a database"),
        // The first record of a worksheet of Excel 2, 3, 4 and 5 that stands alone.
        (b"\x09\x00\x04\x00", "an Excel 2 worksheet"),
        (b"\x09\x02\x06\x00", "an Excel 3 worksheet"),
        (b"\x09\x04\x06\x00", "an Excel 4 worksheet"),
        (b"\x09\x08\x08\x00", "an Excel 5 worksheet"),
        (b"\x09\x08\x10\x00", "a bare Excel 97 worksheet"),
    ];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return compound(bytes);
    }
    match SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        Some((_, what)) => Content::Other(what),
        None if is_json(bytes) => Content::Readable(FileKind::Json),
        None => markup(bytes).map_or(Content::Readable(FileKind::Text), Content::Other),
    }
}

/// Whether the content is an object or a list of JSON, told by how it opens and closes; a text whose first cell is
/// in brackets goes on in another way.
fn is_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    let [first, inner @ .., last] = text else { return false };
    let next = inner.trim_ascii_start().first();
    match (first, last) {
        (b'{', b'}') => matches!(next, None | Some(b'"')),
        (b'[', b']') => matches!(next, None | Some(b'{' | b'[')),
        _ => false,
    }
}

/// A zip archive, told by the parts that each kind must have.
fn zip(bytes: &[u8]) -> Content {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return Content::Other("a damaged zip archive");
    };
    let names: Vec<String> =
        archive.file_names().flatten().map(|name| name.replace('\\', "/").to_ascii_lowercase()).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let ends = |wanted: &str| names.iter().any(|name| name.ends_with(wanted));
    if has("content.xml") {
        let mut kind = String::new();
        if let Ok(part) = archive.by_name("mimetype") {
            // A name that is no UTF-8 is no known kind either.
            let _ = part.take(128).read_to_string(&mut kind);
        }
        return match kind.trim().strip_prefix("application/vnd.oasis.opendocument.") {
            Some("text") => Content::Other("an OpenDocument text"),
            Some("presentation") => Content::Other("an OpenDocument presentation"),
            _ => Content::Readable(FileKind::Ods),
        };
    }
    if ends("workbook.bin") {
        return Content::Readable(FileKind::Xlsb);
    }
    if has("word/document.xml") {
        return Content::Other("a Word document");
    }
    if has("ppt/presentation.xml") {
        return Content::Other("a PowerPoint presentation");
    }
    if has("index/document.iwa") || has("index.zip") {
        return Content::Other("an Apple Numbers document");
    }
    if has("_rels/.rels") || has("[content_types].xml") {
        return Content::Readable(FileKind::Xlsx);
    }
    Content::Other("a zip archive without a workbook")
}

/// A compound file, told by its streams. One that is too damaged to open is left to the reader's
/// guard, which says what is wrong.
fn compound(bytes: &[u8]) -> Content {
    let Ok(file) = cfb::CompoundFile::open(Cursor::new(bytes)) else {
        return Content::Readable(FileKind::Xls);
    };
    if file.is_stream("/EncryptedPackage") {
        Content::Encrypted
    } else if file.is_stream("/Workbook") || file.is_stream("/Book") {
        Content::Readable(FileKind::Xls)
    } else if file.is_stream("/WordDocument") {
        Content::Other("a Word document")
    } else if file.is_stream("/PowerPoint Document") {
        Content::Other("a PowerPoint presentation")
    } else if file.is_stream("/__properties_version1.0") {
        Content::Other("an Outlook message")
    } else {
        Content::Other("a compound file without a workbook")
    }
}

/// Markup that opens with a tag, which programs save under .xls as a poor man's workbook.
fn markup(bytes: &[u8]) -> Option<&'static str> {
    const HEAD: usize = 4096;
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = String::from_utf8_lossy(&head[..head.len().min(HEAD)]).trim_start().to_ascii_lowercase();
    if ["<!doctype html", "<html", "<table", "<meta", "<style"].iter().any(|tag| head.starts_with(tag)) {
        Some("a web page")
    } else if head.starts_with("<?xml") || head.starts_with("<workbook") {
        Some(if head.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            "an Excel 2003 XML workbook"
        } else if head.contains("<html") {
            "a web page"
        } else {
            "an XML document"
        })
    } else if head.starts_with("mime-version:") {
        Some("a saved web page")
    } else {
        None
    }
}
