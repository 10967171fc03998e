//! One self-contained page for looking: verdict, findings, matrix, timeline, coverage, rules. It needs no network.

mod blame;
mod coverage;
mod difference;
mod finding;
mod header;
mod matrix;
mod page;
mod prose;
mod reporter;
mod requests;
mod timeline;

pub use reporter::HtmlReporter;
