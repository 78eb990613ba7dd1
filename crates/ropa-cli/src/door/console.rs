//! The window that Windows opens for a program that is started from its folder, and closes at its end.

use std::io::IsTerminal;

/// Waits for Enter where the window would close before anybody has read it.
pub(super) fn wait_where_it_was_opened_for_this(prompt: &str) {
    let both = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if !(cfg!(windows) && both && is_of_no_shell(|name| std::env::var(name).ok())) {
        return;
    }
    anstream::eprintln!("{prompt}");
    let _ = std::io::stdin().read_line(&mut String::new());
}

/// Whether no shell started the program, as far as the shells leave a trace in what they hand down: cmd sets
/// `PROMPT`, shells of Unix `SHELL` or `MSYSTEM`, and PowerShell adds the user's own folder to `PSModulePath`.
fn is_of_no_shell(variable: impl Fn(&str) -> Option<String>) -> bool {
    let shell = ["PROMPT", "SHELL", "MSYSTEM"].iter().any(|name| variable(name).is_some());
    let own = variable("USERPROFILE").filter(|own| !own.is_empty());
    let power = variable("PSModulePath").zip(own);
    let power = power.is_some_and(|(modules, own)| modules.to_lowercase().contains(&own.to_lowercase()));
    !shell && !power
}

#[cfg(test)]
mod tests {
    use super::is_of_no_shell;

    fn of_no_shell(variables: &[(&str, &str)]) -> bool {
        is_of_no_shell(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_string())
        })
    }

    #[test]
    fn shells_leave_a_trace() {
        let own = ("USERPROFILE", r"C:\Users\Anna");
        let system = ("PSModulePath", r"C:\Program Files\WindowsPowerShell\Modules");
        assert!(of_no_shell(&[own, system]));
        assert!(!of_no_shell(&[own, system, ("PROMPT", "$P$G")]));
        assert!(!of_no_shell(&[
            own,
            ("PSModulePath", r"C:\users\anna\Documents\WindowsPowerShell\Modules;C:\x")
        ]));
        assert!(!of_no_shell(&[own, ("SHELL", "/usr/bin/bash")]));
    }
}
