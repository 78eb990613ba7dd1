//! `ropa`: which registered processing lacks a living data protection impact assessment.

fn main() -> std::process::ExitCode {
    ropa_cli::main()
}
