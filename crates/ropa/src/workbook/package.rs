//! Zipped workbooks that spreadsheet programs forgive and calamine does not, put right before it sees them.
//!
//! Names of parts with backslashes, targets of relationships with `./`, `../` or `%20`, parts in UTF-16, blanks around a
//! value, and error values that came later. A workbook without any of these is read as it is.

use crate::workbook::known_errors::{KNOWN_ERRORS, know_errors};
use crate::workbook::{Problem, TextEncoding};
use ::zip::write::SimpleFileOptions;
use ::zip::{ZipArchive, ZipWriter};
use memchr::{memchr, memmem};
use quick_xml::escape::{escape, unescape};
use std::borrow::Cow;
use std::io::{Cursor, Read, Write};

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Whether the way from the workbook to its sheets is written in a way that calamine does not follow.
pub(super) fn has_odd_targets(bytes: &[u8]) -> bool {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let names = names(&archive);
    if names.iter().any(|name| name.contains('\\')) {
        return true;
    }
    let Some(relations) = names.iter().find(|name| is_workbook_relations(name)) else { return false };
    let Some(xml) = text_of(&mut archive, relations) else { return false };
    if xml.contains(MACROS) {
        return true;
    }
    targets(&xml).any(|target| straightened(relations, &target, &names).is_some_and(|right| right != target))
}

/// The workbook put right.
///
/// What its parts inflate to must have been checked.
pub(super) fn mended(bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(Problem::damaged)?;
    let names = names(&archive);
    let straight: Vec<String> = names.iter().map(|name| name.replace('\\', "/")).collect();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(Problem::damaged)?;
        let Ok(name) = part.name().map(|name| name.replace('\\', "/")) else { continue };
        let mut content = Vec::new();
        part.read_to_end(&mut content).map_err(Problem::damaged)?;
        let content = right(&name, content, &straight);
        out.start_file(name, SimpleFileOptions::default()).map_err(Problem::damaged)?;
        out.write_all(&content).map_err(Problem::damaged)?;
    }
    out.finish().map(Cursor::into_inner).map_err(Problem::damaged)
}

/// A part put right.
fn right(name: &str, content: Vec<u8>, names: &[String]) -> Vec<u8> {
    let lower = name.to_ascii_lowercase();
    if lower.contains("worksheets/") && lower.ends_with(".bin") {
        let mut content = content;
        know_errors(&mut content);
        return content;
    }
    if !lower.ends_with(".xml") && !lower.ends_with(".rels") {
        return content;
    }
    let content = in_utf8(content);
    if is_workbook_relations(&lower) {
        return match String::from_utf8(content) {
            Ok(xml) => {
                without_macros(&with_targets(&xml, |target| straightened(name, target, names))).into_bytes()
            }
            Err(error) => error.into_bytes(),
        };
    }
    if lower.contains("worksheets/") { with_plain_values(&content) } else { content }
}

fn names(archive: &Archive<'_>) -> Vec<String> {
    archive.file_names().flatten().map(|name| name.into_owned()).collect()
}

fn is_workbook_relations(name: &str) -> bool {
    name.replace('\\', "/").to_ascii_lowercase().ends_with("_rels/workbook.xml.rels")
}

fn text_of(archive: &mut Archive<'_>, name: &str) -> Option<String> {
    let mut content = Vec::new();
    archive.by_name(name).ok()?.read_to_end(&mut content).ok()?;
    String::from_utf8(in_utf8(content)).ok()
}

/// A part or a document in UTF-8, whatever it was written in.
pub(super) fn in_utf8(content: Vec<u8>) -> Vec<u8> {
    let encoding = match content[..] {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => encoding_rs::UTF_16LE,
        [0xFE, 0xFF, ..] | [0, b'<', ..] => encoding_rs::UTF_16BE,
        _ => return content,
    };
    let text = TextEncoding::web(encoding).decode(&content);
    let head = text.get(..text.find("?>").unwrap_or(0)).unwrap_or_default();
    let plain = ["UTF-16LE", "UTF-16BE", "UTF-16"]
        .iter()
        .fold(head.to_ascii_uppercase(), |head, name| head.replace(name, "UTF-8"));
    // A declaration holds nothing else whose letters matter.
    match head.to_ascii_uppercase() == plain {
        true => text.into_owned().into_bytes(),
        false => format!("<?xml version=\"1.0\" encoding=\"UTF-8\"{}", &text[head.len()..]).into_bytes(),
    }
}

/// The targets of the relationships within the package.
fn targets(xml: &str) -> impl Iterator<Item = String> + '_ {
    xml.split("Target=").skip(1).filter_map(|rest| {
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let inner = &rest[1..];
        unescape(inner.get(..inner.find(quote)?)?).ok().map(Cow::into_owned)
    })
}

/// The relationships with other targets, where there are other.
fn with_targets(xml: &str, other: impl Fn(&str) -> Option<String>) -> String {
    let mut pieces = xml.split("Target=");
    let mut out = pieces.next().unwrap_or_default().to_string();
    for rest in pieces {
        out.push_str("Target=");
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let inner = quote.and_then(|quote| rest[1..].split_once(quote));
        let target = inner.and_then(|(target, after)| Some((other(&unescape(target).ok()?)?, after)));
        match target {
            Some((target, after)) => out.push_str(&format!("\"{}\"{after}", escape(&*target))),
            None => out.push_str(rest),
        }
    }
    out
}

/// What the kinds of sheets are called that hold macros of Excel 4, in their own language and in another.
const MACROS: &str = "acrosheet\"";

/// The relationships with sheets of macros as sheets of dialogs: neither holds a table, and calamine knows only these.
fn without_macros(xml: &str) -> String {
    const KIND: &str = "http://schemas.microsoft.com/office/2006/relationships/xl";
    const DIALOG: &str =
        "\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/dialogsheet\"";
    ["Macrosheet", "IntlMacrosheet"]
        .iter()
        .fold(xml.to_string(), |xml, name| xml.replace(&format!("\"{KIND}{name}\""), DIALOG))
}

/// The target of a relationship as a plain way to the part that is there; nothing where none is.
fn straightened(relations: &str, target: &str, names: &[String]) -> Option<String> {
    if target.contains("://") {
        return None;
    }
    let folder = relations
        .replace('\\', "/")
        .rsplit_once("_rels/")
        .map_or(String::new(), |(folder, _)| folder.to_string());
    let decoded = percent_decoded(&target.replace('\\', "/"));
    let whole = if decoded.starts_with('/') { decoded } else { format!("{folder}{decoded}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    let path = steps.join("/");
    // A blank stands as it is in some names and as `%20` in others.
    let straight = |name: &&String| percent_decoded(&name.replace('\\', "/")).eq_ignore_ascii_case(&path);
    let part = names.iter().find(straight)?.replace('\\', "/");
    Some(match part.strip_prefix(&folder) {
        // What was right is left as it was.
        Some(_) if target == format!("/{part}") => target.to_string(),
        Some(below) if !folder.is_empty() || !target.starts_with('/') => below.to_string(),
        _ => format!("/{part}"),
    })
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = (*byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(decoded) => {
                out.push(decoded);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_string())
}

/// A sheet in which values have no blanks around them, and errors that calamine does not know are texts.
fn with_plain_values(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len());
    let mut cell: Option<usize> = None;
    let mut at = 0;
    while let Some(open) = memchr(b'<', &content[at..]).map(|step| at + step) {
        out.extend_from_slice(&content[at..open]);
        let end = memchr(b'>', &content[open..]).map_or(content.len(), |step| open + step + 1);
        let tag = &content[open..end];
        match local_name(tag) {
            b"c" => cell = Some(out.len()),
            b"v" if !tag.ends_with(b"/>") => {
                let close = memchr(b'<', &content[end..]).map_or(content.len(), |step| end + step);
                let start = cell.unwrap_or(out.len());
                let kind = kind_of(&out[start..]);
                let value = &content[end..close];
                let value = if kind == Some(b"str") { value } else { value.trim_ascii() };
                if kind == Some(b"e") && !KNOWN_ERRORS.contains(&value) {
                    say_text(&mut out, start);
                }
                out.extend_from_slice(tag);
                out.extend_from_slice(value);
                at = close;
                continue;
            }
            _ => {}
        }
        out.extend_from_slice(tag);
        at = end;
    }
    out.extend_from_slice(&content[at.min(content.len())..]);
    out
}

/// A tag's name without its prefix; of a closing tag nothing.
fn local_name(tag: &[u8]) -> &[u8] {
    let name = tag.get(1..).unwrap_or_default();
    let end = name.iter().position(|byte| matches!(byte, b'>' | b' ' | b'\t' | b'\r' | b'\n' | b'/'));
    let name = &name[..end.unwrap_or(name.len())];
    name.iter().rposition(|byte| *byte == b':').map_or(name, |colon| &name[colon + 1..])
}

/// The kind that a cell's tag gives.
fn kind_of(from_cell: &[u8]) -> Option<&[u8]> {
    let tag = &from_cell[..memchr(b'>', from_cell)?];
    let at = memmem::find(tag, b" t=")? + 4;
    let rest = tag.get(at..)?;
    Some(&rest[..rest.iter().position(|byte| matches!(byte, b'"' | b'\''))?])
}

/// Makes a cell of an error one of text, where its tag has been written.
fn say_text(out: &mut Vec<u8>, cell: usize) {
    if let Some(at) = memmem::find(&out[cell..], b" t=") {
        let value = cell + at + 4;
        out.splice(value..value + 1, *b"str");
    }
}

#[cfg(test)]
mod tests {
    use super::{straightened, with_plain_values, with_targets, without_macros};

    #[test]
    fn targets_are_put_right() {
        let names =
            ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/Blad ett.xml"].map(String::from);
        let relations = "xl/_rels/workbook.xml.rels";
        for target in [
            "./worksheets/sheet1.xml",
            "../xl/worksheets/sheet1.xml",
            "worksheets\\sheet1.xml",
            "Worksheets/Sheet1.xml",
            "worksheets/./sheet1.xml",
            "worksheets/sheet1.xml",
        ] {
            assert_eq!(
                straightened(relations, target, &names).as_deref(),
                Some("worksheets/sheet1.xml"),
                "{target}"
            );
        }
        assert_eq!(
            straightened(relations, "worksheets/Blad%20ett.xml", &names).as_deref(),
            Some("worksheets/Blad ett.xml")
        );
        assert_eq!(
            straightened(relations, "/xl/worksheets/sheet1.xml", &names).as_deref(),
            Some("/xl/worksheets/sheet1.xml")
        );
        let encoded = ["xl/workbook.xml", "xl/Worksheets/Blad%201.xml"].map(String::from);
        for target in ["../xl/worksheets/./Blad%201.xml", "worksheets/Blad 1.xml"] {
            let right = straightened(relations, target, &encoded);
            assert_eq!(right.as_deref(), Some("Worksheets/Blad%201.xml"), "{target}");
        }
        assert_eq!(straightened(relations, "https://a.example/b", &names), None);
        let xml = "<Relationship Id=\"r1\" Target=\"./a.xml\"/><Relationship Target='b.xml'/>";
        let macros = "<Relationship Type=\"http://schemas.microsoft.com/office/2006/relationships/xlIntlMacrosheet\"/>";
        assert!(without_macros(macros).ends_with("/dialogsheet\"/>"));
        let other = with_targets(xml, |target| target.strip_prefix("./").map(str::to_string));
        assert_eq!(other, "<Relationship Id=\"r1\" Target=\"a.xml\"/><Relationship Target='b.xml'/>");
    }

    #[test]
    fn values_are_put_right() {
        let cases = [
            ("<c r=\"A1\"><v> 12\n</v></c>", "<c r=\"A1\"><v>12</v></c>"),
            ("<c t=\"e\"><v>#SPILL!</v></c>", "<c t=\"str\"><v>#SPILL!</v></c>"),
            ("<c t=\"e\"><v>#N/A</v></c>", "<c t=\"e\"><v>#N/A</v></c>"),
            ("<x:c t=\"b\"><x:v> 1 </x:v></x:c>", "<x:c t=\"b\"><x:v>1</x:v></x:c>"),
            ("<c t=\"str\"><v> a </v></c>", "<c t=\"str\"><v> a </v></c>"),
            ("<c t='e'><v>#GETTING_DATA</v></c>", "<c t='str'><v>#GETTING_DATA</v></c>"),
            (
                "<c t=\"e\"><f>A1</f><v> #CALC! </v></c><c><v>1</v></c>",
                "<c t=\"str\"><f>A1</f><v>#CALC!</v></c><c><v>1</v></c>",
            ),
        ];
        for (written, right) in cases {
            assert_eq!(String::from_utf8_lossy(&with_plain_values(written.as_bytes())), right);
        }
    }
}
