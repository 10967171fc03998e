//! The command line: the only reader of arguments, environment and terminal.

mod args;
mod exit;
mod faults;
mod generate;
mod import;
mod lint;
mod mock;
mod output;
mod parallel;
mod params;
mod replay;
mod report;
mod rules;
mod run;
mod runlog;
mod runtime;
mod signals;
mod sinks;
mod snapshots;
mod start;
mod target;
mod view;

pub use rules::markdown as rule_table;
pub use start::main;
