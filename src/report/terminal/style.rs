//! The few styles of the view.

use anstyle::{AnsiColor, Style};

/// Broken promises.
pub const BAD: Style = AnsiColor::Red.on_default().bold();
/// Warnings and what could not be decided.
pub const UNSURE: Style = AnsiColor::Yellow.on_default().bold();
/// Held promises.
pub const GOOD: Style = AnsiColor::Green.on_default().bold();
/// Information.
pub const HINT: Style = AnsiColor::Cyan.on_default().bold();
/// Titles.
pub const BOLD: Style = Style::new().bold();
/// Labels and what stands behind.
pub const DIM: Style = Style::new().dimmed();

/// `text` in `style`, reset behind it.
pub fn painted(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
