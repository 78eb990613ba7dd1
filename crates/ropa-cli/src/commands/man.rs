//! `ropa man`: the manual page of the program, or of a command.

use crate::args::{self, ManArgs};
use crate::error::CliError;
use crate::output;
use crate::texts::texts;
use clap_mangen::Man;
use ropa::text::Lang;

/// Prints a page for `man`.
pub(crate) fn run(args: &ManArgs) -> Result<bool, CliError> {
    let lang = args.lang.map_or(Lang::Sv, Lang::from);
    let page = page(args.page.as_deref(), lang);
    output::write(None, &[], |out| Ok(out.write_all(page.as_bytes())?))?;
    Ok(false)
}

fn page(name: Option<&str>, lang: Lang) -> String {
    let mut command = args::command(lang);
    // Gives every command its whole name.
    command.build();
    let words = name.into_iter().flat_map(|name| name.split('-'));
    let command = words.fold(&command, |command, word| command.find_subcommand(word).unwrap_or(command));
    let mut page = Vec::new();
    let source = concat!("ropa ", env!("CARGO_PKG_VERSION"));
    // A vector takes whatever is written.
    let _ = Man::new(command.clone()).source(source).render(&mut page);
    in_language(&String::from_utf8_lossy(&page), lang)
}

/// Says in the language what clap_mangen says in English.
fn in_language(page: &str, lang: Lang) -> String {
    let texts = texts(lang);
    let english = ["NAME", "SYNOPSIS", "DESCRIPTION", "EXTRA", "VERSION"];
    let mut said = String::new();
    for line in page.lines() {
        let line = match line.strip_prefix(".SH ") {
            Some(heading) if english.contains(&heading) => {
                format!(".SH {}", texts.get(&format!("man.{}", heading.to_lowercase())))
            }
            Some(heading) => format!(".SH {}", heading.to_uppercase()),
            None => line
                .replace("Possible values:", texts.get("man.values"))
                .replace("[default: ", &format!("[{} ", texts.get("man.default"))),
        };
        said += &line;
        said.push('\n');
    }
    said
}

#[cfg(test)]
mod tests {
    use super::page;
    use ropa::text::Lang;

    #[test]
    fn every_page_is_in_its_language() {
        for (lang, heading) in [(Lang::Sv, ".SH NAMN\n"), (Lang::En, ".SH NAME\n")] {
            for name in [None, Some("gaps"), Some("link"), Some("link-suggest")] {
                assert!(page(name, lang).contains(heading), "{name:?}");
            }
        }
        let swedish = page(Some("link-suggest"), Lang::Sv);
        for english in [".SH DESCRIPTION", ".SH EXTRA", "Possible values", "[default: "] {
            assert!(!swedish.contains(english), "{english} in {swedish}");
        }
        assert!(swedish.contains(".TH ropa-link-suggest 1  \"ropa "), "{swedish}");
    }
}
