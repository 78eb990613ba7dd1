//! What a source file says: its modules, the names they define and bring in, the paths they use, and its functions.
//!
//! Everything under `#[cfg(test)]` is left out. A macro that is called where items stand is read for the names it defines.

use super::tokens::{Kind, Token, tokens};
use std::collections::{BTreeMap, BTreeSet};

/// A module as its source says it.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    /// Modules that stand in files of their own: name, and the file that `#[path]` names.
    pub(crate) files: Vec<(String, Option<String>)>,
    /// Modules written in full.
    pub(crate) inline: Vec<(String, Parsed)>,
    /// Names that it defines.
    pub(crate) items: BTreeSet<String>,
    /// Names of exported macros, which stand at the top of the crate.
    pub(crate) exported: BTreeSet<String>,
    pub(crate) uses: Vec<Use>,
    /// Paths of two names or more.
    pub(crate) paths: Vec<Mention>,
    /// Each single word in code, with its first line.
    pub(crate) words: BTreeMap<String, usize>,
    pub(crate) functions: Vec<Function>,
}

/// One name brought in, or all names of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Use {
    pub(crate) path: Vec<String>,
    /// The name it gets here; none for `*`.
    pub(crate) name: Option<String>,
    pub(crate) line: usize,
}

/// A path in code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) path: Vec<String>,
    pub(crate) line: usize,
}

/// A function and how long it is, from `fn` to its last brace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) lines: usize,
}

/// Reads a source file.
pub(crate) fn parse(source: &str) -> Parsed {
    let tokens = tokens(source);
    let mut parser = Parser { tokens: &tokens, at: 0 };
    parser.module()
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
}

/// What the attributes of an item say.
#[derive(Default)]
struct Attributes {
    test: bool,
    exported: bool,
    path: Option<String>,
}

/// Words after which a path begins.
const KEYWORDS: [&str; 10] = ["as", "dyn", "else", "for", "impl", "in", "mut", "return", "where", "const"];
const DEFINING: [&str; 8] = ["fn", "struct", "enum", "trait", "type", "static", "union", "const"];

impl<'a> Parser<'a> {
    fn peek(&self, ahead: usize) -> Option<&'a Token> {
        self.tokens.get(self.at + ahead)
    }

    fn word(&self, ahead: usize) -> Option<&'a str> {
        self.peek(ahead).and_then(Token::word)
    }

    fn is(&self, ahead: usize, mark: char) -> bool {
        self.peek(ahead).is_some_and(|token| token.is(mark))
    }

    fn line(&self) -> usize {
        self.peek(0).map_or(0, |token| token.line)
    }

    /// The items of a module, to the brace that ends it.
    fn module(&mut self) -> Parsed {
        let mut parsed = Parsed::default();
        while self.peek(0).is_some() && !self.is(0, '}') {
            let attributes = self.attributes();
            self.visibility();
            if attributes.test {
                self.pass_over_item();
            } else {
                self.item(&mut parsed, &attributes);
            }
        }
        self.at += 1;
        parsed
    }

    fn attributes(&mut self) -> Attributes {
        let mut found = Attributes::default();
        while self.is(0, '#') {
            self.at += 1 + usize::from(self.is(1, '!'));
            let from = self.at;
            self.pass_over_group();
            let inside = &self.tokens[from..self.at];
            let has = |word: &str| inside.iter().any(|token| token.word() == Some(word));
            let first = inside.get(1).and_then(Token::word);
            found.test |= match first {
                Some("cfg") => has("test") && !has("not"),
                first => first == Some("test"),
            };
            found.exported |= first == Some("macro_export");
            if let (Some("path"), Some(Kind::Literal(file))) = (first, inside.get(3).map(|token| &token.kind))
            {
                found.path = Some(file.clone());
            }
        }
        found
    }

    fn visibility(&mut self) {
        if self.word(0) == Some("pub") {
            self.at += 1;
            // `pub(crate)`, but not the tuple of `struct A(pub (B, C))`, which stands inside an item.
            if self.is(0, '(') {
                self.pass_over_group();
            }
        }
    }

    fn item(&mut self, parsed: &mut Parsed, attributes: &Attributes) {
        match (self.word(0), self.word(1)) {
            (Some("use"), _) => parsed.uses.extend(self.use_item()),
            (Some("mod"), Some(name)) if self.is(2, ';') => {
                parsed.files.push((name.to_string(), attributes.path.clone()));
                self.at += 3;
            }
            (Some("mod"), Some(name)) if self.is(2, '{') => {
                self.at += 3;
                parsed.inline.push((name.to_string(), self.module()));
            }
            (Some("macro_rules"), _) => {
                let name = self.word(2).unwrap_or_default().to_string();
                if attributes.exported {
                    parsed.exported.insert(name.clone());
                }
                parsed.items.insert(name);
                let from = self.at + 3;
                self.pass_over_item();
                self.body(parsed, from, self.at);
            }
            _ => self.other_item(parsed),
        }
    }

    /// A function, a type, an implementation, a call of a macro.
    fn other_item(&mut self, parsed: &mut Parsed) {
        let from = self.at;
        self.pass_over_item();
        let all = &self.tokens[from..self.at];
        let is_macro = all.first().and_then(Token::word).is_some()
            && all.iter().position(|token| token.is('!')).is_some_and(|at| {
                all[..at].iter().all(|token| token.word().is_some() || token.kind == Kind::Colons)
                    && all[..at].last().and_then(Token::word) != Some("impl")
            });
        // An implementation defines no name of its own; a macro may define any.
        let head = if is_macro { all.len() } else { all.len().min(6) };
        let starts_impl = all.iter().take(2).any(|token| token.word() == Some("impl"));
        if !starts_impl {
            for pair in all[..head].windows(2) {
                if let (Some(word), Some(name)) = (pair[0].word(), pair[1].word())
                    && DEFINING.contains(&word)
                    && !DEFINING.contains(&name)
                    && !matches!(name, "unsafe" | "async" | "extern" | "mut")
                {
                    parsed.items.insert(name.to_string());
                    if !is_macro {
                        break;
                    }
                }
            }
        }
        self.body(parsed, from, self.at);
    }

    /// Paths, words, functions and names brought in between two tokens.
    fn body(&mut self, parsed: &mut Parsed, from: usize, to: usize) {
        let after = self.at;
        self.at = from;
        while self.at < to {
            if self.is(0, '#') && (self.is(1, '[') || (self.is(1, '!') && self.is(2, '['))) {
                let attributes = self.attributes();
                if attributes.test {
                    self.visibility();
                    self.pass_over_item();
                }
                continue;
            }
            match self.word(0) {
                // Not `impl A + use<'a>`.
                Some("use") if self.at > from && !self.is(1, '<') => {
                    parsed.uses.extend(self.use_item());
                    continue;
                }
                Some("fn") => self.function(parsed),
                Some(_) => self.mention(parsed),
                None => {}
            }
            self.at += 1;
        }
        self.at = after.max(to);
    }

    /// Notes the path that begins here; stays on its last name.
    fn mention(&mut self, parsed: &mut Parsed) {
        let line = self.line();
        let first = self.word(0).unwrap_or_default().to_string();
        parsed.words.entry(first.clone()).or_insert(line);
        let behind = |steps: usize| self.at.checked_sub(steps).and_then(|at| self.tokens.get(at));
        let goes_on =
            |token: &Token| token.is('>') || token.word().is_some_and(|word| !KEYWORDS.contains(&word));
        // What begins with `::` is of a foreign crate, and goes on from nothing.
        let inner = behind(1).is_some_and(|token| {
            token.is('.') || token.kind == Kind::Colons && behind(2).is_some_and(goes_on)
        });
        let begins = !KEYWORDS.contains(&&*first);
        let mut path = vec![first];
        while begins
            && self.peek(1).is_some_and(|token| token.kind == Kind::Colons)
            && let Some(next) = self.word(2)
        {
            path.push(next.to_string());
            self.at += 2;
        }
        if path.len() > 1 && !inner {
            parsed.paths.push(Mention { path, line });
        }
    }

    /// Measures the function that begins here; stays on `fn`.
    fn function(&mut self, parsed: &mut Parsed) {
        let Some(name) = self.word(1) else { return };
        let line = self.line();
        let mut ahead = 2;
        let mut depth = 0_i32;
        while let Some(token) = self.peek(ahead) {
            match token.kind {
                Kind::Mark('(' | '[') => depth += 1,
                Kind::Mark(')' | ']') => depth -= 1,
                Kind::Mark(';') if depth == 0 => return,
                Kind::Mark('{') if depth == 0 => break,
                _ => {}
            }
            ahead += 1;
        }
        let mut end = Parser { tokens: self.tokens, at: self.at + ahead };
        end.pass_over_group();
        let last = self.tokens.get(end.at.saturating_sub(1)).map_or(line, |token| token.line);
        parsed.functions.push(Function { name: name.to_string(), line, lines: last + 1 - line });
    }

    /// `use` to its semicolon.
    fn use_item(&mut self) -> Vec<Use> {
        self.at += 1;
        let mut found = Vec::new();
        // A path from outside of the crate: `use ::csv::Writer`.
        if self.peek(0).is_some_and(|token| token.kind == Kind::Colons) {
            self.at += 1;
        }
        self.use_tree(&[], &mut found);
        while self.peek(0).is_some() && !self.is(0, ';') {
            self.at += 1;
        }
        self.at += 1;
        found
    }

    fn use_tree(&mut self, before: &[String], found: &mut Vec<Use>) {
        let mut path = before.to_vec();
        let line = self.line();
        loop {
            if self.is(0, '{') {
                self.at += 1;
                while self.peek(0).is_some() && !self.is(0, '}') {
                    self.use_tree(&path, found);
                    self.at += usize::from(self.is(0, ','));
                }
                self.at += 1;
                return;
            }
            if self.is(0, '*') {
                self.at += 1;
                found.push(Use { path, name: None, line });
                return;
            }
            let Some(word) = self.word(0) else {
                // Not a tree: the rest of the item is passed over by who asked.
                self.at += usize::from(!self.is(0, ';') && !self.is(0, '}'));
                return;
            };
            if word != "self" || path.is_empty() {
                path.push(word.to_string());
            }
            self.at += 1;
            if self.peek(0).is_some_and(|token| token.kind == Kind::Colons) {
                self.at += 1;
                continue;
            }
            let mut name = path.last().cloned();
            if self.word(0) == Some("as") {
                name = self.word(1).map(String::from);
                self.at += 2;
            }
            found.push(Use { path, name, line });
            return;
        }
    }

    /// Passes over an item: to its semicolon, or past the brace that ends it.
    fn pass_over_item(&mut self) {
        self.attributes();
        self.visibility();
        // A value ends with a semicolon even where it has braces.
        let value = (0..3).any(|ahead| matches!(self.word(ahead), Some("static" | "type")))
            || (self.word(0) == Some("const") && self.word(1) != Some("fn") && !self.is(1, '{'))
                && !matches!(self.word(1), Some("unsafe" | "async" | "extern"))
            || self.word(0) == Some("use");
        while let Some(token) = self.peek(0) {
            match token.kind {
                Kind::Mark(';') => {
                    self.at += 1;
                    return;
                }
                Kind::Mark('{') => {
                    self.pass_over_group();
                    if !value {
                        // `macro! { ... }` may have a semicolon, which is then an empty item.
                        return;
                    }
                }
                Kind::Mark('(' | '[') => self.pass_over_group(),
                // The end of what is around it.
                Kind::Mark('}') => return,
                _ => self.at += 1,
            }
        }
    }

    /// Passes over a group in brackets of any kind, from its first bracket.
    fn pass_over_group(&mut self) {
        let mut depth = 0_i32;
        while let Some(token) = self.peek(0) {
            match token.kind {
                Kind::Mark('(' | '[' | '{') => depth += 1,
                Kind::Mark(')' | ']' | '}') => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth <= 0 {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uses(source: &str) -> Vec<String> {
        let shown = |used: &Use| match &used.name {
            Some(name) => format!("{} as {name} {}", used.path.join("::"), used.line),
            None => format!("{}::* {}", used.path.join("::"), used.line),
        };
        parse(source).uses.iter().map(shown).collect()
    }

    #[test]
    fn every_name_of_a_use_is_found() {
        let source =
            "use a::b;\npub(crate) use crate::{c::{self, d as e}, f::*,\n g};\nfn x() { use super::h; }";
        assert_eq!(
            uses(source),
            [
                "a::b as b 1",
                "crate::c as c 2",
                "crate::c::d as e 2",
                "crate::f::* 2",
                "crate::g as g 3",
                "super::h as h 4"
            ]
        );
    }

    #[test]
    fn tests_are_left_out() {
        let source = "#[cfg(test)] use a::b; #[cfg(all(test, unix))] mod c;\n#[cfg(test)]\nmod tests { use d::e; fn f() {} }\n\
            #[test] fn g() { h::i(); }\n#[cfg(not(test))] use j::k;\nimpl A { #[cfg(test)] fn l() { m::n() } fn o() { p::q() } }";
        let parsed = parse(source);
        assert_eq!(uses(source), ["j::k as k 5"]);
        assert!(parsed.files.is_empty() && parsed.inline.is_empty() && parsed.items.is_empty(), "{parsed:?}");
        assert_eq!(parsed.paths, [Mention { path: vec!["p".into(), "q".into()], line: 6 }]);
    }

    #[test]
    fn paths_in_code_are_found_once_each() {
        let source = "fn f(x: &crate::a::B) -> Vec<c::D> { super::e::f::<g::H>(); x.i::<j::K>(); let _ = L::M { n: o::P }; q!(r::s) }";
        let paths: Vec<_> = parse(source).paths.iter().map(|one| one.path.join("::")).collect();
        let foreign = parse("fn f(x: ::a::B, y: &dyn ::c::D) { ::e::f(); <G>::h::i() }").paths;
        let foreign: Vec<_> = foreign.iter().map(|one| one.path.join("::")).collect();
        assert_eq!(foreign, ["a::B", "c::D", "e::f"]);
        assert_eq!(paths, ["crate::a::B", "c::D", "super::e::f", "g::H", "j::K", "L::M", "o::P", "r::s"]);
    }

    #[test]
    fn names_that_a_module_defines_are_found() {
        let source = "pub struct A(pub (B, C)); enum D { E } pub(crate) const F: [u8; 2] = [1; 2]; const G: H = H { i: 1 };\n\
            pub async fn j() {} unsafe trait K {} impl L { const M: u8 = 1; fn n() {} } static O: P = P {}; type Q = R;\n\
            macro_rules! s { (struct T) => { struct U; } } vocabulary! { pub enum V { W } } pub const fn x<const Y: usize>() {} mod z {}";
        let items: Vec<_> = parse(source).items.into_iter().collect();
        assert_eq!(items, ["A", "D", "F", "G", "K", "O", "Q", "V", "j", "s", "x"]);
    }

    #[test]
    fn functions_are_measured_from_fn_to_brace() {
        let source = "/// a\n#[x]\nfn f(\n    a: [u8; 2],\n) -> B\nwhere\n    C: D,\n{\n}\ntrait E { fn g(); fn h() {\n} }\ntype I = fn(u8);";
        let found: Vec<_> =
            parse(source).functions.iter().map(|one| (one.name.clone(), one.line, one.lines)).collect();
        assert_eq!(found, [("f".to_string(), 3, 7), ("h".to_string(), 10, 2)]);
    }

    #[test]
    fn modules_are_found_where_they_stand() {
        let source = "#[path = \"other.rs\"] mod a; pub mod b; mod c { use super::d; mod e; }";
        let parsed = parse(source);
        assert_eq!(parsed.files, [("a".to_string(), Some("other.rs".to_string())), ("b".to_string(), None)]);
        assert_eq!(parsed.inline[0].1.files, [("e".to_string(), None)]);
        assert_eq!(parsed.inline[0].1.uses.len(), 1);
    }
}
