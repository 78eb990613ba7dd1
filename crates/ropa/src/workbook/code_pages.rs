//! Encodings of text files that somebody may name, among them those of MS-DOS, which no standard of the web holds.

use encoding_rs::Encoding;
use std::borrow::Cow;

/// What bytes from 128 on stand for, in order.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The encoding of a text file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextEncoding(Table);

/// Which table turns bytes into letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Table {
    /// One that web pages may have.
    Web(&'static Encoding),
    /// MS-DOS in Western Europe.
    Cp850,
    /// MS-DOS in the United States.
    Cp437,
}

impl TextEncoding {
    pub(super) const CP850: TextEncoding = TextEncoding(Table::Cp850);
    pub(super) const CP437: TextEncoding = TextEncoding(Table::Cp437);

    /// One that web pages may have.
    pub(super) fn web(encoding: &'static Encoding) -> TextEncoding {
        TextEncoding(Table::Web(encoding))
    }

    /// The encoding of the web that it is, where it is one.
    pub(super) fn of_web(self) -> Option<&'static Encoding> {
        match self.0 {
            Table::Web(encoding) => Some(encoding),
            Table::Cp850 | Table::Cp437 => None,
        }
    }

    /// The encoding that a name stands for: `utf-8`, `windows-1252`, `macintosh`, `cp850`.
    ///
    /// ```
    /// use ropa::workbook::TextEncoding;
    /// assert_eq!(TextEncoding::named("CP850"), TextEncoding::named("ms-dos"));
    /// assert_eq!(TextEncoding::named("latin1").map(TextEncoding::name), Some("windows-1252"));
    /// assert_eq!(TextEncoding::named("swedish"), None);
    /// ```
    pub fn named(name: &str) -> Option<TextEncoding> {
        let plain: String =
            name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        match plain.as_str() {
            "cp850" | "ibm850" | "850" | "dos" | "msdos" => Some(TextEncoding::CP850),
            "cp437" | "ibm437" | "437" => Some(TextEncoding::CP437),
            "mac" | "macroman" => Some(TextEncoding::web(encoding_rs::MACINTOSH)),
            "ansi" | "cp1252" | "1252" => Some(TextEncoding::web(encoding_rs::WINDOWS_1252)),
            "utf8bom" => Some(TextEncoding::web(encoding_rs::UTF_8)),
            "utf16" => Some(TextEncoding::web(encoding_rs::UTF_16LE)),
            _ => Encoding::for_label(name.trim().as_bytes()).map(TextEncoding::web),
        }
    }

    /// The name that people know.
    pub fn name(self) -> &'static str {
        match self.0 {
            Table::Web(encoding) => encoding.name(),
            Table::Cp850 => "CP850",
            Table::Cp437 => "CP437",
        }
    }

    /// The text of bytes, a byte order mark left out.
    pub(super) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        let high: Vec<char> = match self.0 {
            Table::Web(encoding) => return encoding.decode_with_bom_removal(bytes).0,
            Table::Cp850 => CP850.chars().collect(),
            Table::Cp437 => CP437.chars().collect(),
        };
        let letter = |byte: &u8| match byte.checked_sub(128) {
            None => char::from(*byte),
            Some(at) => high.get(usize::from(at)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        };
        Cow::Owned(bytes.iter().map(letter).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{CP437, CP850};

    #[test]
    fn code_pages_are_whole() {
        assert_eq!((CP850.chars().count(), CP437.chars().count()), (128, 128));
    }
}
