//! The parts of the page put together: markup, style, script, texts and the module, under a policy that names them.

use super::{Error, pack, text};
use serde_json::{Map, Value};
use std::path::Path;

/// Where the parts stand that only this page has.
const OWN: &str = "crates/ropa-web/page";
/// Style that the pages of `--format html` have too.
const SHARED_STYLES: [&str; 2] =
    ["crates/ropa/src/report/common/page.css", "crates/ropa/src/report/common/filter.css"];
/// Style of one kind of page; it holds within that kind alone.
const NESTED_STYLES: [(&str, &str); 2] = [
    (".view.coverage", "crates/ropa/src/report/coverage/page.css"),
    (".view.report", "crates/ropa/src/report/yearly/page.css"),
];
/// Scripts of those pages, each run when a kind is shown that has it.
const SHARED_SCRIPTS: [(&[&str], &str); 2] = [
    (&["gaps", "plan", "impact", "suppliers", "check"], "crates/ropa/src/report/common/filter.js"),
    (&["coverage"], "crates/ropa/src/report/coverage/page.js"),
];
/// The script of the page, in the order in which one part uses those before it.
const SCRIPTS: [&str; 9] = [
    "words.js",
    "engine.js",
    "desk.js",
    "save.js",
    "columns.js",
    "links.js",
    "questions.js",
    "views.js",
    "main.js",
];

/// The script of the worker.
const WORKER: [&str; 2] = ["unpack.js", "worker.js"];

/// What the page is made of.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    markup: String,
    style: String,
    script: String,
    worker: String,
    /// The texts as JSON, by language.
    texts: String,
}

impl Parts {
    /// Reads the parts where they are kept.
    pub(super) fn read(root: &Path) -> Result<Parts, Error> {
        let own = root.join(OWN);
        let mut style = String::new();
        for path in SHARED_STYLES {
            style.push_str(&text(&root.join(path))?);
        }
        for (within, path) in NESTED_STYLES {
            style.push_str(&format!("{within} {{\n{}\n}}\n", text(&root.join(path))?));
        }
        style.push_str(&text(&own.join("page.css"))?);
        let mut script = String::from("\"use strict\";\nconst viewScripts = {};\n");
        for (kinds, path) in SHARED_SCRIPTS {
            let of_kinds: String = kinds.iter().map(|kind| format!("viewScripts.{kind} = ")).collect();
            script.push_str(&format!("{of_kinds}function () {{\n{}\n}};\n", text(&root.join(path))?));
        }
        for name in SCRIPTS {
            script.push_str(&text(&own.join(name))?);
        }
        let mut worker = String::new();
        for name in WORKER {
            worker.push_str(&text(&own.join(name))?);
        }
        let markup = text(&own.join("page.html"))?;
        let [style, script, worker] = [style, script, worker].map(|text| lean(&text));
        Ok(Parts { markup, style, script, worker, texts: texts(root)? })
    }
}

/// Style or script without its indents and its lines of comment, which take two bytes a letter in the file. No text of ours
/// goes over several lines.
fn lean(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.fold(String::new(), |lean, line| lean + line + "\n")
}

/// The texts of both languages as one JSON object.
fn texts(root: &Path) -> Result<String, Error> {
    let mut all = Map::new();
    for lang in ["sv", "en"] {
        let path = root.join(format!("crates/ropa-web/texts/{lang}.toml"));
        let table: toml::Table = text(&path)?
            .parse()
            .map_err(|source| Error::Texts { path: path.clone(), source: Box::new(source) })?;
        all.insert(lang.to_string(), serde_json::to_value(table)?);
    }
    Ok(serde_json::to_string(&Value::Object(all))?)
}

/// The page in one text. What stands in elements of data can close none: there is no `<` in it.
pub(super) fn page(parts: &Parts, module: &str) -> Result<String, Error> {
    let [style, script] = [&parts.style, &parts.script].map(|text| format!("\n{text}"));
    let policy = format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; worker-src blob:; base-uri 'none'; form-action 'none'",
        pack::source_of(&script),
        pack::source_of(&style)
    );
    let data = |json: String| json.replace('<', "\\u003c");
    let values = [
        ("{{policy}}", policy),
        ("{{style}}", style),
        ("{{texts}}", data(parts.texts.clone())),
        ("{{worker}}", data(serde_json::to_string(&parts.worker)?)),
        ("{{module}}", module.to_string()),
        ("{{script}}", script),
    ];
    // One after the other from the left, so that nothing that was put in is looked through.
    let (mut page, mut rest) = (String::new(), parts.markup.as_str());
    for (place, value) in &values {
        let Some((before, after)) = rest.split_once(place) else { continue };
        page.push_str(before);
        page.push_str(value);
        rest = after;
    }
    page.push_str(rest);
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::{Parts, lean, page};

    fn parts() -> Parts {
        Parts {
            markup: "<meta content=\"{{policy}}\"><style>{{style}}</style><script type=\"application/json\">{{texts}}\
                     </script><script type=\"application/json\">{{worker}}</script><script type=\"x\">{{module}}</script>\
                     <script>{{script}}</script>"
                .into(),
            style: "a{}".into(),
            script: "{{module}}".into(),
            worker: "\"</script>\"".into(),
            texts: "{\"a\":\"</script>\"}".into(),
        }
    }

    #[test]
    fn data_closes_no_element_and_what_is_put_in_is_not_looked_through() {
        let page = page(&parts(), "AAAA").expect("a page");
        assert_eq!(page.matches("</script>").count(), 4, "{page}");
        assert!(page.ends_with("<script>\n{{module}}</script>"), "{page}");
        assert!(page.contains(">AAAA<"), "{page}");
    }

    #[test]
    fn comments_and_indents_are_left_out() {
        assert_eq!(lean("// why\n\n  a(\"// b\"); // c\n"), "a(\"// b\"); // c\n");
    }

    #[test]
    fn the_policy_lets_nothing_in_but_what_it_names() {
        let page = page(&parts(), "AAAA").expect("a page");
        assert!(page.starts_with("<meta content=\"default-src 'none'; script-src 'sha256-"), "{page}");
        assert!(!page.contains("unsafe-inline") && !page.contains("http"), "{page}");
    }
}
