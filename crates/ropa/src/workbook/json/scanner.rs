//! Values of JSON, each with its place in the text.

use super::Node;
use crate::workbook::CellKind;

/// Goes through a text that is known to be JSON.
pub(super) struct Scanner<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// How many values may still come.
    pub(super) left: u64,
}

impl Scanner<'_> {
    fn peek(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        bytes.get(self.at).copied().unwrap_or_default()
    }

    /// Steps over a mark, where it stands next.
    fn take(&mut self, mark: u8) -> bool {
        let there = self.peek() == mark;
        self.at += usize::from(there);
        there
    }

    /// The next value; nothing where too many have come.
    pub(super) fn value(&mut self) -> Option<Node> {
        self.left = self.left.checked_sub(1)?;
        let next = self.peek();
        let start = self.at;
        Some(match next {
            b'{' => {
                self.at += 1;
                let mut members = Vec::new();
                while !self.take(b'}') && self.at < self.text.len() {
                    let key = self.string();
                    self.take(b':');
                    members.push((key, self.value()?));
                    self.take(b',');
                }
                Node::Object { members, range: start..self.at }
            }
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                while !self.take(b']') && self.at < self.text.len() {
                    items.push(self.value()?);
                    self.take(b',');
                }
                Node::List { items }
            }
            b'"' => {
                let text = self.string();
                Node::Leaf { kind: CellKind::Text, text, range: start..self.at }
            }
            _ => {
                let rest = &self.text[start..];
                let end = rest.find(|c: char| matches!(c, ',' | '}' | ']') || c.is_whitespace());
                self.at = start + end.unwrap_or(rest.len()).max(1).min(rest.len());
                let range = start..self.at;
                match &self.text[range.clone()] {
                    "null" => Node::Null { range },
                    "true" => Node::Leaf { kind: CellKind::Bool, text: "TRUE".into(), range },
                    "false" => Node::Leaf { kind: CellKind::Bool, text: "FALSE".into(), range },
                    number => Node::Leaf { kind: CellKind::Number, text: number.to_string(), range },
                }
            }
        })
    }

    fn string(&mut self) -> String {
        self.peek();
        let start = self.at;
        let bytes = self.text.as_bytes();
        self.at += 1;
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'\\' => self.at += 2,
                b'"' => break,
                _ => self.at += 1,
            }
        }
        self.at = (self.at + 1).min(self.text.len());
        serde_json::from_str(&self.text[start..self.at]).unwrap_or_default()
    }
}
