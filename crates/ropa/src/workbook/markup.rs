//! The text that markup of web pages shows.

use html5gum::{StartTag, Token, Tokenizer};

/// Elements after which a new line begins.
const BLOCKS: [&[u8]; 16] = [
    b"p",
    b"div",
    b"br",
    b"li",
    b"ul",
    b"ol",
    b"tr",
    b"table",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"hr",
    b"blockquote",
];

/// Elements that only dress a text, and the cells of tables.
const INLINE: [&[u8]; 21] = [
    b"span", b"b", b"i", b"u", b"s", b"a", b"em", b"strong", b"font", b"small", b"sub", b"sup", b"code",
    b"label", b"td", b"th", b"tbody", b"thead", b"html", b"body", b"center",
];

/// Elements whose content is not shown.
pub(super) fn is_unseen(name: &[u8]) -> bool {
    matches!(name, b"script" | b"style" | b"title" | b"head" | b"noscript" | b"template" | b"comment")
}

pub(super) fn is_block(name: &[u8]) -> bool {
    BLOCKS.contains(&name)
}

/// An element of a page that is not shown, with all that is in it.
#[derive(Default)]
pub(super) struct Hidden {
    /// Its name, and how many of that name are open within each other.
    open: Option<(Vec<u8>, usize)>,
}

impl Hidden {
    /// Whether a token belongs to such an element. Rows, cells and what holds them are read all the same, as hidden rows of
    /// a workbook are, and end what is never closed.
    pub(super) fn holds(&mut self, token: &Token<()>) -> bool {
        match token {
            Token::StartTag(tag) if is_structure(&tag.name) => self.open = None,
            Token::EndTag(tag) if is_structure(&tag.name) => self.open = None,
            Token::StartTag(tag) => match &mut self.open {
                Some((name, depth)) => *depth += usize::from(*name == **tag.name && !tag.self_closing),
                None if is_hidden(tag) => self.open = Some((tag.name.to_vec(), 1)),
                None => {}
            },
            Token::EndTag(tag) => {
                if let Some((name, depth)) = &mut self.open
                    && *name == **tag.name
                {
                    *depth -= 1;
                    if *depth == 0 {
                        self.open = None;
                    }
                    return true;
                }
            }
            _ => {}
        }
        self.open.is_some()
    }
}

/// Elements that hold cells, or records.
fn is_structure(name: &[u8]) -> bool {
    matches!(
        name,
        b"table" | b"thead" | b"tbody" | b"tfoot" | b"tr" | b"td" | b"th" | b"col" | b"dl" | b"dt" | b"dd"
    )
}

fn is_hidden(tag: &StartTag<()>) -> bool {
    const EMPTY: [&[u8]; 7] = [b"br", b"hr", b"img", b"input", b"wbr", b"meta", b"link"];
    let says = |name: &[u8]| {
        let value =
            tag.attributes.get(name).map(|value| String::from_utf8_lossy(&value.value).to_ascii_lowercase());
        value.map(|value| value.split_whitespace().collect::<String>())
    };
    let style = says(b"style").unwrap_or_default();
    let unseen = ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|how| style.contains(how));
    !tag.self_closing && !EMPTY.contains(&&**tag.name) && (unseen || says(b"hidden").is_some())
}

/// Whether a text holds an element that dresses text, or a character reference of web pages. What draws or runs is no such
/// element: a text that holds it is left as it is.
pub(crate) fn is_markup(text: &str) -> bool {
    const OTHERS: [&str; 6] = ["<img", "<script", "<iframe", "<svg", "<object", "<video"];
    let low = text.to_ascii_lowercase();
    if OTHERS.iter().any(|other| low.contains(other)) {
        return false;
    }
    // A word in bold within a text that a person wrote is left to that person.
    let known: &[&[&[u8]]] = if text.starts_with('<') { &[&BLOCKS, &INLINE] } else { &[&BLOCKS] };
    text.match_indices('<').any(|(at, _)| opens_element(&text[at + 1..], known))
        || text.match_indices('&').any(|(at, _)| is_reference(&text[at + 1..]))
}

/// Whether one of the elements is opened or closed here, after the `<`.
fn opens_element(rest: &str, known: &[&[&[u8]]]) -> bool {
    let Some(end) = rest.find('>') else { return false };
    let inner = rest[..end].trim_start_matches('/').trim_end_matches('/');
    let name = inner.split(char::is_whitespace).next().unwrap_or_default().to_ascii_lowercase();
    let name = name.as_bytes();
    known.iter().any(|names| names.contains(&name))
}

/// Whether a character reference stands here, after the `&`: `auml;`, `#228;`, `#xE4;`.
fn is_reference(rest: &str) -> bool {
    const LONGEST: usize = 12;
    let Some(end) = rest.find(';').filter(|end| (2..=LONGEST).contains(end)) else { return false };
    let name = &rest[..end];
    match name.strip_prefix('#') {
        Some(number) => number.trim_start_matches(['x', 'X']).bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => name.bytes().all(|byte| byte.is_ascii_alphanumeric()) && decoded(name).is_some(),
    }
}

/// The character that a named reference stands for.
fn decoded(name: &str) -> Option<String> {
    let reference = format!("&{name};");
    let text = shown(&reference);
    (text != reference && !text.ends_with(';')).then_some(text)
}

/// The text that markup shows: lines for blocks, blanks for the cells of a table.
pub(crate) fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut unseen = 0_usize;
    for Ok(token) in Tokenizer::new(text) {
        match token {
            Token::StartTag(tag) if is_unseen(&tag.name) && !tag.self_closing => unseen += 1,
            Token::EndTag(tag) if is_unseen(&tag.name) => unseen = unseen.saturating_sub(1),
            Token::StartTag(tag) if is_block(&tag.name) => out.push('\n'),
            Token::EndTag(tag) if is_block(&tag.name) => out.push('\n'),
            Token::EndTag(tag) if matches!(&**tag.name, b"td" | b"th") => out.push(' '),
            Token::String(string) if unseen == 0 => out.push_str(&String::from_utf8_lossy(&string)),
            _ => {}
        }
    }
    tidy_lines(&out)
}

/// Lines without blanks around them, and without those that hold nothing.
pub(super) fn tidy_lines(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{is_markup, shown};

    #[test]
    fn markup_is_read_as_what_it_shows() {
        let cases = [
            ("<div>Ja</div>", "Ja"),
            (
                "<div class=\"ExternalClass1\"><p>Pr&#246;va r&auml;tt&nbsp;enligt</p></div>",
                "Pröva rätt enligt",
            ),
            ("<p>Namn</p><p>H&auml;lsa</p>", "Namn\nHälsa"),
            ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
            ("Nej<br/>", "Nej"),
            ("Anst&#228;llda", "Anställda"),
            ("<b>x</b><style>p{}</style>", "x"),
        ];
        for (written, text) in cases {
            assert!(is_markup(written), "{written}");
            assert_eq!(shown(written), text);
        }
        for plain in [
            "a < b",
            "<18 år",
            "R&D; mer",
            "5 > 3",
            "<fyll i>",
            "Lön & arvode",
            "A&B",
            "Lön <img src=x>",
            "ett <b>ord</b>",
        ] {
            assert!(!is_markup(plain), "{plain}");
        }
    }
}
