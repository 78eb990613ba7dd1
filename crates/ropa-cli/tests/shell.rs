//! What shells complete, and manual pages: made of the same arguments and texts as the help.
#![allow(clippy::unwrap_used)]

use assert_cmd::Command;

fn stdout(args: &[&str], status: i32) -> String {
    let output = Command::cargo_bin("ropa").unwrap().args(args).assert().code(status).get_output().clone();
    String::from_utf8(if status == 0 { output.stdout } else { output.stderr }).unwrap()
}

/// Every command that the help lists, with the commands below it: `link`, `link suggest`.
fn commands() -> Vec<String> {
    fn below(path: &[&str]) -> Vec<String> {
        let help = stdout(&[path, &["--help"]].concat(), 0);
        let list = help.split("Kommandon:\n").nth(1).unwrap_or_default();
        let names = list.lines().take_while(|line| !line.trim().is_empty());
        let names = names.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        let mut found = Vec::new();
        for name in names.filter_map(|line| line.split_whitespace().next()) {
            let path = [path, &[name]].concat();
            found.push(path.join(" "));
            found.extend(below(&path));
        }
        found
    }
    below(&[])
}

#[test]
fn every_shell_knows_every_command() {
    let commands = commands();
    assert!(commands.len() > 20 && commands.iter().any(|name| name == "link suggest"), "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = stdout(&["completions", shell], 0);
        for word in
            commands.iter().filter_map(|name| name.split(' ').next_back()).chain(["as-of", "excel-sv"])
        {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
    }
    // Shells that show what a command is for do so in the language.
    assert!(stdout(&["completions", "fish"], 0).contains("Dagen som räknas som i dag"));
    assert!(stdout(&["completions", "fish", "--lang", "en"], 0).contains("The day that counts as today"));
}

#[test]
fn every_command_has_its_page() {
    let whole = stdout(&["man"], 0);
    assert!(whole.contains(".TH ropa 1") && whole.contains("ropa\\-gaps(1)"), "{whole}");
    for name in commands() {
        let name = name.replace(' ', "-");
        let page = stdout(&["man", &name, "--lang", "en"], 0);
        assert!(page.contains(&format!(".TH ropa-{name} 1")), "{name}: {page}");
        assert!(page.contains(".SH OPTIONS") && !page.contains(".SH ALTERNATIV"), "{name}: {page}");
    }
    // The shortest that has all there may be in one.
    insta::assert_snapshot!("man_completions_sv", stdout(&["man", "completions"], 0));
}

#[test]
fn a_page_that_there_is_none_of_is_told_with_the_nearest() {
    let told = stdout(&["man", "link-sugest"], 2);
    assert!(
        told.contains("link-sugest är inget giltigt värde") && told.contains("Menade du link-suggest?"),
        "{told}"
    );
}

#[test]
fn a_broken_configuration_is_in_nobodys_way() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("ropa.toml"), "files = [\n").unwrap();
    for args in [["completions", "bash"], ["man", "gaps"]] {
        Command::cargo_bin("ropa").unwrap().current_dir(folder.path()).args(args).assert().code(0);
    }
}
