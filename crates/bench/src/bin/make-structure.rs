//! Writes a classification structure of 4,010 nodes, whose leaves the register of `make-register` is tied to.
//!
//!     make-structure OUT.csv

#![allow(clippy::print_stderr)]

use std::fmt::Write;

fn main() -> std::io::Result<()> {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: make-structure OUT.csv");
        std::process::exit(2);
    };
    let mut text = String::from("kod;namn;niva;personuppgifter\n");
    let mut line = |code: &str, name: &str, level: usize, marked: &str| {
        let _ = writeln!(text, "{code};{name} {code};{level};{marked}");
    };
    for area in 1..=10 {
        line(&format!("{area}"), "Verksamhetsområde", 1, "");
        for group in 1..=20 {
            line(&format!("{area}.{group}"), "Processgrupp", 2, "");
            for process in 1..=19 {
                let marked = if process % 7 == 0 { "nej" } else { "ja" };
                line(&format!("{area}.{group}.{process}"), "Handlägga ärenden", 3, marked);
            }
        }
    }
    std::fs::write(path, text)
}
