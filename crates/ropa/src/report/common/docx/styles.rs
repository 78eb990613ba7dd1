//! How the paragraphs of a document look.

use super::super::document::Document;
use super::NAMESPACES;
use std::fmt::Write as _;

/// How the paragraphs of a style look.
struct Style {
    id: &'static str,
    name: &'static str,
    /// In half points.
    size: u32,
    bold: bool,
    italic: bool,
    colour: &'static str,
    /// Room before and after, in twentieths of a point.
    room: (u32, u32),
    /// Whether it stays on the page of what follows.
    keep: bool,
}

const PLAIN: Style = Style {
    id: "",
    name: "",
    size: 20,
    bold: false,
    italic: false,
    colour: "000000",
    room: (0, 80),
    keep: false,
};

const STYLES: [Style; 9] = [
    Style { id: "Title", name: "Title", size: 36, bold: true, colour: "1F3864", keep: true, ..PLAIN },
    Style {
        id: "Heading1",
        name: "heading 1",
        size: 24,
        bold: true,
        colour: "1F3864",
        room: (260, 80),
        keep: true,
        ..PLAIN
    },
    Style {
        id: "Heading2",
        name: "heading 2",
        size: 21,
        bold: true,
        colour: "1F3864",
        room: (180, 60),
        keep: true,
        ..PLAIN
    },
    Style { id: "Strong", name: "Strong", size: 22, bold: true, ..PLAIN },
    Style { id: "Caption", name: "caption", bold: true, room: (120, 60), keep: true, ..PLAIN },
    Style { id: "Note", name: "Note", size: 18, italic: true, colour: "404040", ..PLAIN },
    Style { id: "Cell", name: "Cell", size: 18, room: (30, 30), ..PLAIN },
    Style { id: "CellStrong", name: "Cell Strong", size: 18, bold: true, room: (30, 30), ..PLAIN },
    Style { id: "Margin", name: "Margin", size: 16, colour: "595959", room: (0, 0), ..PLAIN },
];

/// The part of the styles.
pub(super) fn styles(document: &Document) -> String {
    let mut text = format!(
        "<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Calibri\" w:eastAsia=\"Calibri\"/>\
         <w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/><w:lang w:val=\"{}\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"80\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>",
        document.lang
    );
    for Style { id, name, size, bold, italic, colour, room: (before, after), keep } in STYLES {
        let flag = |on: bool, tag: &str| if on { format!("<w:{tag}/>") } else { String::new() };
        let outline = match id {
            "Heading1" => "<w:outlineLvl w:val=\"0\"/>",
            "Heading2" => "<w:outlineLvl w:val=\"1\"/>",
            _ => "",
        };
        let _ = write!(
            text,
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
             <w:basedOn w:val=\"Normal\"/><w:pPr>{}<w:spacing w:before=\"{before}\" w:after=\"{after}\"/>{outline}\
             </w:pPr><w:rPr>{}{}<w:color w:val=\"{colour}\"/><w:sz w:val=\"{size}\"/></w:rPr></w:style>",
            flag(keep, "keepNext"),
            flag(bold, "b"),
            flag(italic, "i"),
        );
    }
    text.push_str("</w:styles>");
    text
}
