//! The token of the run with a flaw: what a target that looks at a part of it would let in.

use secrecy::{ExposeSecret as _, SecretString};

use crate::model::{TOKEN, TOKEN_CHANGED, TOKEN_CUT};

/// `template` with the token of the run, whole or damaged, where the generator left room for it.
pub(super) fn fill(template: &str, token: Option<&SecretString>) -> String {
    if !template.contains('{') {
        return template.to_owned();
    }
    let token = token.map_or("docproof", |token| token.expose_secret());
    template.replace(TOKEN_CUT, &cut(token)).replace(TOKEN_CHANGED, &changed(token)).replace(TOKEN, token)
}

/// The damaged forms of a token: as secret as the token itself.
pub fn damaged(token: &SecretString) -> [SecretString; 2] {
    let token = token.expose_secret();
    [cut(token).into(), changed(token).into()]
}

/// The token without its last quarter.
fn cut(token: &str) -> String {
    let kept = token.chars().count() * 3 / 4;
    token.chars().take(kept).collect()
}

/// The token with its middle character changed: at the end of a signature some bits are spare.
fn changed(token: &str) -> String {
    let middle = token.chars().count() / 2;
    let change = |(at, c): (usize, char)| match c {
        _ if at != middle => c,
        'a' => 'b',
        _ => 'a',
    };
    token.chars().enumerate().map(change).collect()
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;

    use super::{TOKEN, TOKEN_CHANGED, TOKEN_CUT, fill};

    #[test]
    fn a_template_takes_the_token_whole_and_damaged() {
        let token = SecretString::from("abcdefgh");
        for (template, filled) in [
            (TOKEN, "abcdefgh"),
            (TOKEN_CUT, "abcdef"),
            (TOKEN_CHANGED, "abcdafgh"),
            ("{id}", "{id}"),
            ("plain", "plain"),
        ] {
            assert_eq!(fill(template, Some(&token)), filled);
        }
    }
}
