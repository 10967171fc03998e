//! The program from outside: arguments, output, exit codes.

mod bad_input;
mod program;
mod reports;
mod targets;
