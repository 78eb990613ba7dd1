//! Rust source as words and marks with their lines: comments, texts and blanks are left out.

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name or a keyword.
    Word(String),
    /// `::`.
    Colons,
    /// Any other character.
    Mark(char),
    /// A text, a character, a number or a lifetime; what a plain text says.
    Literal(String),
}

/// A token and the line it begins in, from 1.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) line: usize,
}

impl Token {
    /// The word that it is.
    pub(crate) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Whether it is this mark.
    pub(crate) fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

/// Splits a source into tokens. What does not end (a text, a comment) ends with the source.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let mut reader = Reader { chars: source.chars().collect(), at: 0, line: 1 };
    std::iter::from_fn(|| reader.next()).collect()
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    line: usize,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn step(&mut self) -> Option<char> {
        let read = self.peek(0)?;
        self.at += 1;
        self.line += usize::from(read == '\n');
        Some(read)
    }

    fn next(&mut self) -> Option<Token> {
        self.pass_over_blanks();
        let line = self.line;
        let kind = match self.peek(0)? {
            '"' => Kind::Literal(self.text()),
            '\'' => self.quote(),
            first if first.is_ascii_digit() => self.number(),
            first if is_word(first) => self.word(),
            ':' if self.peek(1) == Some(':') => {
                self.at += 2;
                Kind::Colons
            }
            mark => {
                self.step();
                Kind::Mark(mark)
            }
        };
        Some(Token { kind, line })
    }

    fn pass_over_blanks(&mut self) {
        while let Some(next) = self.peek(0) {
            match (next, self.peek(1)) {
                ('/', Some('/')) => while self.peek(0).is_some_and(|c| c != '\n') && self.step().is_some() {},
                ('/', Some('*')) => self.block_comment(),
                _ if next.is_whitespace() => drop(self.step()),
                _ => break,
            }
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        loop {
            match (self.peek(0), self.peek(1)) {
                (Some('/'), Some('*')) => depth += 1,
                (Some('*'), Some('/')) => depth -= 1,
                (None, _) => return,
                _ => {
                    self.step();
                    continue;
                }
            }
            self.at += 2;
            if depth == 0 {
                return;
            }
        }
    }

    /// A text in quotes, from its first quote.
    fn text(&mut self) -> String {
        self.step();
        let mut said = String::new();
        while let Some(next) = self.step() {
            match next {
                '"' => break,
                '\\' => said.extend(self.step()),
                _ => said.push(next),
            }
        }
        said
    }

    /// A raw text, from its first `#` or quote.
    fn raw_text(&mut self) -> Kind {
        let mut fence = 0;
        while self.peek(0) == Some('#') {
            fence += 1;
            self.step();
        }
        self.step();
        let mut said = String::new();
        while let Some(next) = self.step() {
            let ends = next == '"' && (0..fence).all(|ahead| self.peek(ahead) == Some('#'));
            if ends {
                self.at += fence;
                break;
            }
            said.push(next);
        }
        Kind::Literal(said)
    }

    /// A character (`'a'`, `'\''`) or a lifetime (`'a`).
    fn quote(&mut self) -> Kind {
        self.step();
        let first = self.step();
        if first == Some('\\') {
            self.step();
            while self.step().is_some_and(|c| c != '\'') {}
        } else if self.peek(0) == Some('\'') {
            self.step();
        } else {
            while self.peek(0).is_some_and(is_word) {
                self.step();
            }
        }
        Kind::Literal(String::new())
    }

    fn number(&mut self) -> Kind {
        while let Some(next) = self.peek(0) {
            let fraction = next == '.' && self.peek(1).is_some_and(|c| c.is_ascii_digit());
            if !is_word(next) && !fraction {
                break;
            }
            self.step();
        }
        Kind::Literal(String::new())
    }

    fn word(&mut self) -> Kind {
        let mut word = String::new();
        while let Some(next) = self.peek(0).filter(|c| is_word(*c)) {
            word.push(next);
            self.step();
        }
        let raw = word.ends_with('r') && matches!(word.as_str(), "r" | "br" | "cr");
        match self.peek(0) {
            Some('"') if raw => self.raw_text(),
            Some('#') if raw && matches!(self.peek(1), Some('"' | '#')) => self.raw_text(),
            // A name that would else be a keyword.
            Some('#') if word == "r" && self.peek(1).is_some_and(is_word) => {
                self.step();
                self.word()
            }
            Some('"') if matches!(word.as_str(), "b" | "c") => Kind::Literal(self.text()),
            Some('\'') if word == "b" => self.quote(),
            _ => Kind::Word(word),
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        let shown = |token: &Token| match &token.kind {
            Kind::Word(word) => word.clone(),
            Kind::Colons => "::".into(),
            Kind::Mark(mark) => mark.to_string(),
            Kind::Literal(_) => "_".into(),
        };
        tokens(source).iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_only_looks_like_code_is_left_out() {
        for (source, expected) in [
            ("a::b // c::d\n/* e /* f */ g */ h", "a :: b h"),
            ("let s = \"a \\\" b::c\"; d", "let s = _ ; d"),
            ("r\"a\\\" b", "_ b"),
            ("r#\"a\" b\"# c br##\"\"#\"## d b\"x\" e", "_ c _ d _ e"),
            ("'a' '\\'' '\\u{1F600}' &'a str 'static", "_ _ _ & _ str _"),
            ("0..10 1.5e3 x.0 r#type b'{' 'ä'", "_ . . _ _ x . _ type _ _"),
            ("/// crate::x\n//! y\nz", "z"),
        ] {
            assert_eq!(shown(source), expected, "{source}");
        }
    }

    #[test]
    fn tokens_know_their_lines() {
        let lines: Vec<_> = tokens("a\n\"x\ny\"\nb").iter().map(|token| token.line).collect();
        assert_eq!(lines, [1, 2, 4]);
    }
}
