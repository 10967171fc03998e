//! The command line: the only reader of arguments, environment and terminal.

mod answers;
mod args;
mod blame;
mod compare;
mod completions;
mod diff;
mod doc_patch;
mod exit;
mod faults;
mod generate;
mod github;
mod history;
mod import;
#[cfg(test)]
mod import_tests;
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
mod review;
mod rules;
mod run;
mod runlog;
mod runtime;
mod score;
mod show;
mod siblings;
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
