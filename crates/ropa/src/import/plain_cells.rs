//! Cells as a person means them: without what other systems write around a text.
//!
//! Lists exported from web pages hold markup, look-ups with their numbers, lists as JSON and names of columns with
//! escaped letters. What is taken away is told with its cells; the file itself is not touched.

use crate::import::{survey, unseen_cells};
use crate::source::{CellRef, Text};
use crate::text::fold::is_invisible;
use crate::workbook::{
    Cell, Mistaken, ReadingRemark, ReadingRemarkKind, Sheet, is_error_value, is_markup, shown,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A sheet with plain cells, and what is to be told of them.
pub(super) fn plain<'s>(file: &Text, sheet: &'s Sheet) -> (Cow<'s, Sheet>, Vec<ReadingRemark>) {
    let mut told: BTreeMap<ReadingRemarkKind, Vec<CellRef>> = BTreeMap::new();
    let mut changed: BTreeMap<usize, String> = survey::choices(sheet);
    let mistaken = Mistaken::of(sheet.cells().iter().map(|cell| &*cell.text));
    let covered = unseen_cells::covered(sheet);
    let lost = unseen_cells::with_lost_letters(sheet).into_iter();
    let lost = lost.map(|place| CellRef { file: file.clone(), sheet: sheet.name.clone(), place });
    let lost: Vec<CellRef> = lost.collect();
    if !lost.is_empty() {
        told.insert(ReadingRemarkKind::LostLetters, lost);
    }
    for (index, cell) in sheet.cells().iter().enumerate() {
        let cell_ref = || CellRef { file: file.clone(), sheet: sheet.name.clone(), place: cell.place };
        if covered.contains(&index) {
            if !cell.is_blank() {
                told.entry(ReadingRemarkKind::CoveredCells).or_default().push(cell_ref());
            }
            continue;
        }
        let mended = mistaken.as_ref().and_then(|mistaken| mistaken.mended(&cell.text));
        let written = mended.as_deref().unwrap_or(&cell.text);
        if mended.is_some() {
            told.entry(ReadingRemarkKind::EncodedTwice).or_default().push(cell_ref());
        }
        if is_error_value(written) {
            told.entry(ReadingRemarkKind::ErrorValues).or_default().push(cell_ref());
        }
        if may_be_dressed(written) && !is_error_value(written) {
            let (text, kinds) = undressed(written);
            // What holds nothing else stays, so that every cell is accounted for.
            if text.trim().is_empty() {
                continue;
            }
            for kind in kinds {
                told.entry(kind).or_default().push(cell_ref());
            }
            if text != *cell.text {
                changed.insert(index, text);
            }
        } else if let Some(text) = mended {
            changed.insert(index, text);
        }
    }
    let taken_for = mistaken.as_ref().map_or("", Mistaken::name);
    let detail = |kind| if kind == ReadingRemarkKind::EncodedTwice { taken_for } else { "" };
    let remark =
        |(kind, cells)| ReadingRemark { kind, file: file.clone(), cells, detail: detail(kind).into() };
    let told = told.into_iter().map(remark).collect();
    if changed.is_empty() && covered.is_empty() {
        return (Cow::Borrowed(sheet), told);
    }
    let shown = sheet.cells().iter().enumerate().filter(|(index, _)| !covered.contains(index));
    let cells = shown.map(|(index, cell)| match changed.get(&index) {
        Some(text) => Cell { text: text.as_str().into(), ..cell.clone() },
        None => cell.clone(),
    });
    let mut plain = Sheet::new(sheet.name.clone(), cells);
    plain.visibility = sheet.visibility;
    plain.merged.clone_from(&sheet.merged);
    plain.hidden_rows.clone_from(&sheet.hidden_rows);
    plain.hidden_columns.clone_from(&sheet.hidden_columns);
    plain.comments.clone_from(&sheet.comments);
    (Cow::Owned(plain), told)
}

/// Whether a text holds a sign that begins any of what is taken away; most do not.
fn may_be_dressed(text: &str) -> bool {
    let sign = |byte: u8| {
        matches!(
            byte,
            b'<' | b'&' | b'[' | b'{' | b'=' | b'\'' | 0xAD | 0xCD | 0xD8 | 0xE1 | 0xE2 | 0xEF | 0xF3
        ) || byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t')
    };
    text.bytes().any(sign)
        || text.contains(";#")
        || text.ends_with(';')
        || text.contains("_x")
        || text.contains('|')
}

/// A text without what is around it, and what that was.
fn undressed(text: &str) -> (String, Vec<ReadingRemarkKind>) {
    let mut kinds = Vec::new();
    let mut text = text.to_string();
    let mut step = |found: Option<String>, kind: Option<ReadingRemarkKind>, text: &mut String| {
        if let Some(found) = found {
            *text = found;
            kinds.extend(kind.filter(|kind| !kinds.contains(kind)));
        }
    };
    step(unescaped(&text), None, &mut text);
    step(seen(&text), Some(ReadingRemarkKind::InvisibleCharacters), &mut text);
    step(text_formula(&text), Some(ReadingRemarkKind::TextFormulas), &mut text);
    step(without_apostrophe(&text), None, &mut text);
    step(is_markup(&text).then(|| shown(&text)), Some(ReadingRemarkKind::Markup), &mut text);
    step(looked_up(&text), Some(ReadingRemarkKind::SystemLists), &mut text);
    step(listed(&text), Some(ReadingRemarkKind::SystemLists), &mut text);
    step(without_term_ids(&text), Some(ReadingRemarkKind::SystemLists), &mut text);
    // Forms end each choice so, the last too.
    step(text.trim_end().strip_suffix(';').map(str::to_owned), None, &mut text);
    (text, kinds)
}

/// A text whose letters are escaped as in the inner names of columns: `R_x00e4_ttslig_x0020_grund`.
///
/// A text with blanks is no such name, and no name escapes a plain letter: there, only what cannot be seen is read.
fn unescaped(text: &str) -> Option<String> {
    let is_name = !text.trim().contains(char::is_whitespace);
    let is_escaped = |letter: &char| is_unseen(*letter) || *letter == '\r' || *letter == '\n';
    let mut out = String::new();
    let mut rest = text;
    let mut any = false;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let letter = code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        match letter.filter(|letter| is_escaped(letter) || is_name && !letter.is_ascii_alphabetic()) {
            Some(letter) => {
                out.push_str(&rest[..at]);
                // The carriage return of a line break that Excel escapes.
                if letter != '\r' {
                    out.push(letter);
                }
                rest = &rest[at + 7..];
                any = true;
            }
            None => {
                out.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    any.then(|| out + rest)
}

/// A text without characters that cannot be seen, a code also without hyphens that only keep a line from breaking;
/// nothing where it has none.
fn seen(text: &str) -> Option<String> {
    const LONGEST_CODE: usize = 40;
    const UNBREAKING_HYPHEN: char = '\u{2011}';
    let is_code = || text.len() <= LONGEST_CODE && text.bytes().any(|byte| byte.is_ascii_digit());
    let hyphens = text.contains(UNBREAKING_HYPHEN) && is_code();
    if !hyphens && !text.contains(is_unseen) {
        return None;
    }
    let plain = text.replace(is_unseen, "");
    Some(if hyphens { plain.replace(UNBREAKING_HYPHEN, "-") } else { plain })
}

/// Joiners, marks of direction and control characters, but for line breaks; what makes a sign a picture shows.
fn is_unseen(c: char) -> bool {
    let picture = matches!(c, '\u{fe00}'..='\u{fe0f}');
    is_invisible(c) && !picture || c.is_control() && !matches!(c, '\n' | '\r' | '\t')
}

/// The text of a formula that only holds one: `="001"`, also in brackets and with blanks, `= ("001")`, and `=T("001")`.
fn text_formula(text: &str) -> Option<String> {
    let mut inner = text.trim().strip_prefix('=')?.trim();
    inner = inner.strip_prefix(['T', 't']).filter(|rest| rest.starts_with('(')).unwrap_or(inner);
    while let Some(within) = inner.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        inner = within.trim();
    }
    let inner = inner.strip_prefix('"')?.strip_suffix('"')?;
    let plain = inner.replace("\"\"", "");
    (!plain.contains('"')).then(|| inner.replace("\"\"", "\""))
}

/// A code without the apostrophe with which a person told a spreadsheet to take it for a text: `'SN-001`.
fn without_apostrophe(text: &str) -> Option<String> {
    const LONGEST: usize = 40;
    let code = text.trim().strip_prefix(['\'', '’', '‘'])?;
    let is_code = code.len() <= LONGEST
        && code.starts_with(char::is_alphanumeric)
        && code.contains(char::is_alphabetic)
        && code.contains(|c: char| c.is_ascii_digit())
        && !code.contains(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '‘'));
    is_code.then(|| code.to_string())
}

/// The items of a look-up or of several choices: `12;#Enhet`, `;#a;#b;#`, `string;#a`.
fn looked_up(text: &str) -> Option<String> {
    if !text.contains(";#") {
        return None;
    }
    let parts: Vec<&str> = text.split(";#").map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_number =
        |part: &&str| part.strip_prefix('-').unwrap_or(part).bytes().all(|byte| byte.is_ascii_digit());
    let of_type =
        parts.len() == 2 && matches!(parts[0], "string" | "float" | "datetime" | "boolean" | "error");
    if let ["float", number] = parts[..]
        && let Some((whole, decimals)) = number.split_once('.')
    {
        // It writes eleven decimals, whatever the number.
        let kept = decimals.trim_end_matches('0');
        return Some(if kept.is_empty() { whole.to_string() } else { format!("{whole}.{kept}") });
    }
    let numbered = parts.len().is_multiple_of(2)
        && parts.iter().step_by(2).all(is_number)
        && !parts.iter().skip(1).step_by(2).all(is_number);
    let items: Vec<&str> =
        if of_type || numbered { parts.into_iter().skip(1).step_by(2).collect() } else { parts };
    Some(joined(&items))
}

/// The items of a list of JSON, or of one value with a name: `["a","b"]`, `[{"Value":"a"}]`, `{"Value":"a"}`.
fn listed(text: &str) -> Option<String> {
    let text = text.trim();
    let as_json = match (text.as_bytes().first()?, text.as_bytes().last()?) {
        (b'[', b']') if text.starts_with("['") => Cow::Owned(quoted_anew(text)?),
        (b'[', b']') | (b'{', b'}') => Cow::Borrowed(text),
        _ => return None,
    };
    let Ok(value) = serde_json::from_str::<serde_json::Value>(&as_json) else { return in_braces(text) };
    let items = match &value {
        serde_json::Value::Array(items) => items.iter().map(said).collect::<Option<Vec<_>>>()?,
        object => vec![said(object)?],
    };
    // A number alone in brackets is the mark of a note.
    let words = items.iter().any(|item| item.contains(char::is_alphabetic));
    let items: Vec<&str> = items.iter().map(|item| item.trim()).filter(|item| !item.is_empty()).collect();
    words.then(|| joined(&items))
}

/// The items of a list as some databases write it: `{Klienter,"Barn, unga"}`.
fn in_braces(text: &str) -> Option<String> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    let mut items: Vec<String> = vec![String::new()];
    let mut quoted = false;
    for c in inner.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => items.push(String::new()),
            '{' | '}' | ':' if !quoted => return None,
            c => items.last_mut()?.push(c),
        }
    }
    let items: Vec<&str> = items.iter().map(|item| item.trim()).collect();
    let whole = items.len() > 1 && !quoted && items.iter().all(|item| item.contains(char::is_alphabetic));
    whole.then(|| joined(&items))
}

/// A list in single quotes, as Python writes it, in double ones.
fn quoted_anew(text: &str) -> Option<String> {
    (!text.contains('"')).then(|| text.replace('\'', "\""))
}

/// What a value of a list says.
fn said(value: &serde_json::Value) -> Option<String> {
    const NAMES: [&str; 9] =
        ["Value", "value", "DisplayName", "displayName", "LookupValue", "Title", "title", "Label", "label"];
    match value {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        serde_json::Value::Null => Some(String::new()),
        serde_json::Value::Object(members) => {
            NAMES.iter().find_map(|name| members.get(*name)?.as_str()).map(str::to_owned)
        }
        _ => None,
    }
}

/// Terms of a managed list without the numbers that stand for them: `Bistånd|1b4e28ba-2fa1-11d2-883f-0016d3cca427`.
fn without_term_ids(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(';').collect();
    let term = |part: &&str| part.rsplit_once('|').filter(|(_, id)| is_uuid(id.trim())).is_some();
    if !parts.iter().any(term) {
        return None;
    }
    let named = |part: &&str| match part.rsplit_once('|') {
        Some((name, id)) if is_uuid(id.trim()) => name.trim().to_string(),
        _ => part.trim().to_string(),
    };
    let items: Vec<String> = parts.iter().map(named).collect();
    Some(joined(&items.iter().map(String::as_str).collect::<Vec<_>>()))
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Items as one text, each on a line where one of them holds the mark that would part them.
fn joined(items: &[&str]) -> String {
    items.join(if items.iter().any(|item| item.contains(';')) { "\n" } else { "; " })
}

#[cfg(test)]
mod tests {
    use super::undressed;

    #[test]
    fn what_systems_write_around_a_text_is_taken_away() {
        let cases = [
            ("R_x00e4_ttslig_x0020_grund", "Rättslig grund"),
            ("Behandlings_x002d_ID", "Behandlings-ID"),
            ("rad ett_x000D_\nrad två", "rad ett\nrad två"),
            ("Rad_x0020_1_x005F_2", "Rad 1_2"),
            ("SN-001_x200B_", "SN-001"),
            ("SN-001\u{200b}", "SN-001"),
            ("SN\u{2011}001", "SN-001"),
            ("SN\u{1f}-001", "SN-001"),
            ("SN\u{200c}-\u{200d}001", "SN-001"),
            ("SN\u{34f}-\u{61c}0\u{180e}01\u{e0041}", "SN-001"),
            ("SN-\u{fff9}001", "SN-001"),
            ("\u{feff}Behandlings-ID", "Behandlings-ID"),
            ("=\"SN-001\"", "SN-001"),
            ("=\"a\"\"b\"", "a\"b"),
            ("=(\"SN-001\")", "SN-001"),
            ("=T(\"SN-001\")", "SN-001"),
            ("'SN-001", "SN-001"),
            ("’BY-7", "BY-7"),
            ("{Klienter,Barn}", "Klienter; Barn"),
            ("{\"Namn, adress\",\"Hälsa\"}", "Namn, adress; Hälsa"),
            ("-1;#Enhet Bygg", "Enhet Bygg"),
            ("float;#1200.00000000000", "1200"),
            ("float;#2.50000000000000", "2.5"),
            (" = ( \"SN-001\" ) ", "SN-001"),
            ("12;#Enhet Bistånd", "Enhet Bistånd"),
            (";#Klienter;#Barn;#", "Klienter; Barn"),
            ("4;#Lönebolaget AB;#7;#Molnbolaget AB", "Lönebolaget AB; Molnbolaget AB"),
            ("string;#Ja", "Ja"),
            ("Namn;#Hälsouppgifter", "Namn; Hälsouppgifter"),
            ("[\"Namn\",\"Hälsouppgifter\"]", "Namn; Hälsouppgifter"),
            ("[\"Namn; adress\", \"Hälsa\"]", "Namn; adress\nHälsa"),
            ("['Namn', 'Adress']", "Namn; Adress"),
            ("[{\"Id\":1,\"Value\":\"Namn\"},{\"Id\":2,\"Value\":\"Hälsa\"}]", "Namn; Hälsa"),
            ("{\"@odata.type\":\"#x\",\"Id\":0,\"Value\":\"Ja\"}", "Ja"),
            ("Bistånd|1b4e28ba-2fa1-11d2-883f-0016d3cca427", "Bistånd"),
            ("Namn;Adress;", "Namn;Adress"),
            ("&lt;p&gt;", "<p>"),
        ];
        for (written, text) in cases {
            assert_eq!(undressed(written).0, text, "{written}");
        }
        for kept in [
            "[1]",
            "[Skatteverket]",
            "[fyll i]",
            "=1+1",
            "=A1&\"x\"&\"y\"",
            "=(\"a\")&(\"b\")",
            "=(1)",
            "☑\u{fe0f} Ja",
            "a|b",
            "_xyz_",
            "'citat' 1",
            "’24",
            "{fyll i}",
            "{a: b, c}",
            "_x0041_",
            "Blankett _x0041_, svar",
            "Kod _x00e4_",
            "se e\u{2011}posten",
            "{}",
            "[]",
            "C#; D",
        ] {
            assert_eq!(undressed(kept).0, kept);
        }
    }
}
