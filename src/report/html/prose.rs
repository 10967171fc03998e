//! Sentences with code in backticks.

use maud::{Markup, html};

use crate::report::Report;
use crate::report::printable::printable;

/// `text` as markup: what stands between backticks is code, everything else is text.
pub fn prose(text: &str) -> Markup {
    let text = printable(text);
    let parts: Vec<&str> = text.split('`').collect();
    // an odd backtick is one of the sentence
    let is_paired = parts.len() % 2 == 1;
    html! {
        @if is_paired {
            @for (at, part) in parts.iter().enumerate() {
                @if at % 2 == 1 { code { (part) } } @else { (part) }
            }
        } @else { (text) }
    }
}

/// What a rule asks of the target, as the log tells it.
pub fn summary<'r>(report: &'r Report, rule: &str) -> &'r str {
    report.run.rules.iter().find(|entry| entry.id == rule).map_or("", |entry| entry.summary.as_str())
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn backticks_make_code_and_markup_stays_text() {
        assert_eq!(prose("`a` is <b>").into_string(), "<code>a</code> is &lt;b&gt;");
        assert_eq!(prose("a ` b").into_string(), "a ` b");
    }
}
