//! The command line: the only reader of arguments, environment and terminal.

mod answers;
mod args;
mod auth;
mod compare;
mod diff;
mod exit;
mod faults;
mod generate;
mod history;
mod import;
#[cfg(test)]
mod import_tests;
mod job;
mod journal;
mod lint;
mod mock;
mod openapi;
mod output;
mod pages;
mod parallel;
mod params;
mod recorded;
mod rehearse;
mod replay;
mod report;
mod restore;
mod rules;
mod run;
mod runlog;
mod runtime;
mod score;
mod settings;
mod siblings;
mod sign_in;
mod signals;
mod sinks;
mod snapshots;
mod start;
mod state;
mod target;
mod view;
mod waivers;

pub use rules::markdown as rule_table;
pub use start::main;
