//! The `docproof` program.

fn main() -> std::process::ExitCode {
    docproof::cli::main()
}
