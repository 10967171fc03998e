//! One self-contained page for looking: verdict, matrix, findings, rules, what was not exercised. It needs no network.

mod difference;
mod finding;
mod matrix;
mod page;

pub use page::render;
