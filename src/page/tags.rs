//! Tags of HTML inside of Markdown.

/// The name of a tag, without its bracket and slash.
#[must_use]
pub fn tag_name(tag: &str) -> &str {
    tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("")
}

/// The quoted value of an attribute of a tag.
#[must_use]
pub fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let is_whole = |at: usize| tag[..at].ends_with(char::is_whitespace);
    let (at, _) = tag.match_indices(name).find(|(at, _)| is_whole(*at))?;
    let after = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    after[1..].split_once(quote).map(|(value, _)| value)
}
