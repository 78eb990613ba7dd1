//! Opens a page in the browser that the system has chosen.

use std::path::Path;
use std::process::{Command, Stdio};

/// Opens a page; false where the system has nothing to open it with.
pub(crate) fn open(page: &Path) -> bool {
    let page = std::path::absolute(page).unwrap_or_else(|_| page.to_path_buf());
    // No shell reads the path: whatever it holds, it is one argument.
    let mut command = if cfg!(windows) {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else {
        Command::new("xdg-open")
    };
    command.arg(page).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_ok()
}
