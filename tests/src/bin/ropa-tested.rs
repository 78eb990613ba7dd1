//! `ropa` as the tests of the command line run it: the same function, under a name of its own.

fn main() -> std::process::ExitCode {
    ropa_cli::main()
}
