//! The program from outside: arguments, output, exit codes.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod bad_input;
mod configuration;
mod doc_patch;
mod expiry;
mod front;
mod history;
mod night;
mod nightly;
mod pages;
mod peers;
mod permissions;
mod program;
mod provider;
mod replay;
mod reports;
mod review;
mod secrets;
mod shown;
mod sign_in;
mod targets;
