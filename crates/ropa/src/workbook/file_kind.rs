//! What kind of file the content is; the ending of its name is never believed.

use crate::workbook::TextEncoding;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A kind of file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
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
    /// JSON: a register, or an object or list of objects, or one object a line.
    Json,
    /// A web page with tables, which many systems save under .xls.
    Html,
    /// A web page saved as one message (.mht).
    WebArchive,
    /// A workbook of Excel 2003 that is one XML document.
    Xml2003,
    /// An OpenDocument workbook that is one XML document (.fods).
    FlatOds,
    /// Another XML document, whose elements may be records: databases and case systems export such.
    XmlRecords,
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
            FileKind::Html => "a web page",
            FileKind::WebArchive => "a saved web page",
            FileKind::Xml2003 => "an Excel 2003 XML workbook",
            FileKind::FlatOds => "an OpenDocument workbook as XML (.fods)",
            FileKind::XmlRecords => "records as XML",
        }
    }

    /// The endings of names, in lower case, with what each promises; those that keep most of a table first.
    pub const ENDINGS: [(&str, FileKind); 21] = [
        ("xlsx", FileKind::Xlsx),
        ("xlsm", FileKind::Xlsx),
        ("xltx", FileKind::Xlsx),
        ("xltm", FileKind::Xlsx),
        ("xlsb", FileKind::Xlsb),
        ("xls", FileKind::Xls),
        ("xlt", FileKind::Xls),
        ("ods", FileKind::Ods),
        ("ots", FileKind::Ods),
        ("fods", FileKind::FlatOds),
        ("csv", FileKind::Text),
        ("tsv", FileKind::Text),
        ("tab", FileKind::Text),
        ("txt", FileKind::Text),
        ("json", FileKind::Json),
        ("jsonl", FileKind::Json),
        ("ndjson", FileKind::Json),
        ("html", FileKind::Html),
        ("htm", FileKind::Html),
        ("mht", FileKind::WebArchive),
        ("mhtml", FileKind::WebArchive),
    ];

    /// What a file's ending, in lower case, promises; `None` for endings that promise nothing.
    pub fn promised_by(ending: &str) -> Option<FileKind> {
        FileKind::ENDINGS.into_iter().find(|(known, _)| *known == ending).map(|(_, kind)| kind)
    }

    /// Whether an ending, in lower case, promises a table and nothing else; plain text may be a document too.
    pub fn only_tables(ending: &str) -> bool {
        ending != "txt" && FileKind::promised_by(ending).is_some()
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
        (b"\x4c\x00\x00\x00\x01\x14\x02\x00", "a shortcut"),
        (b"\x00\x00\x1a\x00", "a Lotus 1-2-3 worksheet"),
        (b"SQLite format 3\0", "a database"),
        (b"\0\x01\0\0Standard ACE DB", "an Access database"),
        (b"\0\x01\0\0Standard Jet DB", "an Access database"),
        (b"TABLE\r\n0,1", "a DIF worksheet"),
        (b"TABLE\n0,1", "a DIF worksheet"),
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
    if bytes.iter().all(|byte| *byte == 0) {
        return Content::Other("a file of zeros");
    }
    match SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        Some((_, what)) => Content::Other(what),
        None => pointer(bytes).map_or_else(|| text(bytes), Content::Other),
    }
}

/// What is written as text: JSON, markup, or cells.
fn text(bytes: &[u8]) -> Content {
    if is_json(bytes) {
        Content::Readable(FileKind::Json)
    } else if is_sylk(bytes) {
        Content::Other("a SYLK worksheet")
    } else if is_mail(bytes) {
        Content::Other("an e-mail message")
    } else {
        markup(bytes).unwrap_or(Content::Readable(FileKind::Text))
    }
}

/// A small file that only says where the content is, or that another program has it open.
fn pointer(bytes: &[u8]) -> Option<&'static str> {
    const LARGEST: usize = 8 << 10;
    const LOCK_FILE: usize = 165;
    if bytes.len() > LARGEST {
        return None;
    }
    // The name of who has it open, in bytes and in UTF-16, each after its length; text begins otherwise or
    // holds no zero.
    let name_twice = bytes.len() == LOCK_FILE
        && (1..=54).contains(&bytes[0])
        && bytes.get(55) == bytes.first()
        && (bytes[0] < b' ' || bytes.contains(&0));
    let text = String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').trim().to_ascii_lowercase();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let libre_office = lines.len() == 1
        && text.ends_with(';')
        && text.contains("file:///")
        && text.matches(',').count() >= 3;
    Some(if name_twice || libre_office {
        "a lock file"
    } else if text.starts_with("version https://git-lfs") {
        "a Git LFS pointer"
    } else if lines.contains(&"[internetshortcut]")
        || text.contains("<plist") && text.contains("<key>url</key>")
    {
        "a link to a web page"
    } else if lines.first() == Some(&"web") && lines.get(1) == Some(&"1")
        || text.contains("urn:schemas-microsoft-com:office:odc")
    {
        "a web query"
    } else if text.starts_with('{')
        && (text.contains("docs.google.com") || text.contains("\"doc_id\""))
        && !text.contains('[')
    {
        "a pointer to a Google document"
    } else {
        return None;
    })
}

/// Whether the content is an object or a list of JSON, told by how it opens and closes; a text whose first cell is
/// in brackets goes on in another way. Objects on a line each open and close so too; one that is cut off has its first
/// key all the same.
fn is_json(bytes: &[u8]) -> bool {
    let wide = match bytes {
        [0xFF, 0xFE, ..] | [b'{' | b'[', 0, ..] => Some(encoding_rs::UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'{' | b'[', ..] => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = wide {
        let text = TextEncoding::web(encoding).decode(bytes);
        return !text.contains('\0') && is_json(text.as_bytes());
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    if begins_object(text)
        || text.strip_prefix(b"[").is_some_and(|inner| begins_object(inner.trim_ascii_start()))
    {
        return true;
    }
    let [first, inner @ .., last] = text else { return false };
    let next = inner.trim_ascii_start().first();
    match (first, last) {
        (b'{', b'}') => matches!(next, None | Some(b'"')),
        (b'[', b']') => matches!(next, None | Some(b'{' | b'[')),
        _ => false,
    }
}

/// Whether a text is a worksheet of SYLK, `ID;PWXL` and then records of few letters; a register may begin with `ID;` too.
fn is_sylk(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).filter(|line| !line.is_empty());
    let is_record = |line: &[u8]| {
        [&b"B;"[..], b"C;", b"F;", b"P;", b"O;", b"NN;", b"E"].iter().any(|kind| line.starts_with(kind))
    };
    lines.next().is_some_and(|line| line.starts_with(b"ID;P")) && lines.next().is_some_and(is_record)
}

/// Whether a text is a message with its attachments, and not a page saved as one.
fn is_mail(bytes: &[u8]) -> bool {
    const HEAD: usize = 8192;
    const FIRST: [&str; 6] = ["from:", "received:", "return-path:", "subject:", "date:", "x-"];
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let starts = FIRST.iter().any(|name| head.starts_with(name));
    let names = |name: &str| head.starts_with(name) || head.contains(&format!("\n{name}"));
    starts
        && names("subject:")
        && names("from:")
        && head.contains("\nmime-version:")
        && !head.contains("multipart/related")
}

/// Whether a text opens an object with a key: `{"Id":`.
fn begins_object(text: &[u8]) -> bool {
    const LONGEST_KEY: usize = 300;
    let Some(key) = text.strip_prefix(b"{").and_then(|inner| inner.trim_ascii_start().strip_prefix(b"\""))
    else {
        return false;
    };
    let end = key.iter().take(LONGEST_KEY).position(|byte| *byte == b'"');
    end.is_some_and(|end| key[end + 1..].trim_ascii_start().first() == Some(&b':'))
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
    let names: Vec<String> = file.walk().map(|entry| entry.name().to_string()).collect();
    let is_labelled = names.iter().any(|name| name.starts_with("DRMEncrypted"));
    // The stream named Workbook is then only a note that the content is protected.
    let is_placeholder = names.iter().any(|name| name == "\tDRMContent") && !file.is_stream("/WordDocument");
    if file.is_stream("/EncryptedPackage") && is_labelled || is_placeholder {
        Content::Other("a workbook under rights management")
    } else if file.is_stream("/EncryptedPackage") {
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

/// Markup: a page with tables, or a workbook that is one document of XML.
fn markup(bytes: &[u8]) -> Option<Content> {
    const HEAD: usize = 8192;
    let wide = match bytes {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => Some(encoding_rs::UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'<', ..] => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    let decoded = wide.map(|encoding| TextEncoding::web(encoding).decode(bytes));
    let bytes = decoded.as_ref().map_or(bytes, |text| text.as_bytes());
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with("mime-version:")
        || head.contains("multipart/related") && head.contains("mime-version:") && !head.starts_with('<')
    {
        return Some(Content::Readable(FileKind::WebArchive));
    }
    let root = first_element(head)?;
    let local = root.rsplit_once(':').map_or(root, |(_, local)| local);
    Some(match local {
        "workbook" if head.contains("urn:schemas-microsoft-com:office:spreadsheet") => {
            Content::Readable(FileKind::Xml2003)
        }
        "document" if head.contains("opendocument.spreadsheet") => Content::Readable(FileKind::FlatOds),
        "document" if head.contains("opendocument") => Content::Other("an OpenDocument text"),
        _ if PAGE_ELEMENTS.contains(&local) && holds_cells(bytes) => Content::Readable(FileKind::Html),
        _ if PAGE_ELEMENTS.contains(&local) && head.contains("<frameset") => {
            Content::Other("a web page of frames")
        }
        _ if PAGE_ELEMENTS.contains(&local) => Content::Other("a web page"),
        "worddocument" | "package" => Content::Other("a Word document"),
        "svg" => Content::Other("a picture"),
        _ if head.starts_with("<?xml") || head.contains("xmlns") || ends_element(bytes, root) => {
            Content::Readable(FileKind::XmlRecords)
        }
        _ => return None,
    })
}

/// Elements with which a page or a piece of one begins.
const PAGE_ELEMENTS: [&str; 30] = [
    "dl", "frameset", "main", "article", "h5", "h6", "html", "head", "body", "table", "div", "span", "p",
    "meta", "style", "center", "form", "title", "h1", "h2", "h3", "h4", "br", "font", "script", "link",
    "base", "b", "section", "thead",
];

/// Whether a text ends as an element does that it begins with: `</dataroot>`.
fn ends_element(bytes: &[u8], root: &str) -> bool {
    let text = bytes.trim_ascii_end();
    let end = format!("</{root}>");
    let tail = text.len().checked_sub(end.len()).map(|at| &text[at..]);
    tail.is_some_and(|tail| String::from_utf8_lossy(tail).to_lowercase() == end)
}

/// The name of the first element, after comments, declarations and instructions.
fn first_element(head: &str) -> Option<&str> {
    let mut rest = head;
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->")?.1;
        } else if rest.starts_with(['?', '!']) {
            // A document type may hold declarations of its own.
            let end = rest.find('>')?;
            let inner = rest.find('[').filter(|open| *open < end);
            let end = match inner {
                Some(_) => rest.find(']').and_then(|close| Some(close + rest[close..].find('>')?))?,
                None => end,
            };
            rest = &rest[end + 1..];
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
            return Some(&rest[..end]);
        }
    }
}

/// Whether a page holds a table, or a list of terms and what they say.
fn holds_cells(bytes: &[u8]) -> bool {
    let opens = |at: usize, name: &str| {
        bytes
            .get(at + 1..at + 1 + name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    };
    let ends = |at: usize| bytes.get(at + 3).is_some_and(|byte| !byte.is_ascii_alphanumeric());
    memchr::memchr_iter(b'<', bytes).any(|at| opens(at, "table") || opens(at, "dl") && ends(at))
}
