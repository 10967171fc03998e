//! A page that contradicts itself, as what may mend it sees it.

use std::ops::Range;

use serde_json::{Map, Value};

use super::members::{Span, spans};
use crate::page::{Diagnostic, Example, Imported};

/// The values of a property with which the target was seen to answer.
pub type Seen<'s> = &'s dyn Fn(&str) -> Vec<Value>;

/// A page that contradicts itself.
pub struct Contradicted<'p> {
    /// The page as it is now.
    pub text: &'p str,
    /// What the importer makes of it.
    pub imported: &'p Imported,
    /// What the lint says of it.
    pub remarks: &'p [Diagnostic],
    /// What a run showed.
    pub seen: Seen<'p>,
}

/// A body of an example, and where its members stand.
pub struct Body<'p> {
    /// The members.
    pub members: &'p Map<String, Value>,
    /// Their places.
    pub spans: Vec<Span>,
}

impl<'p> Contradicted<'p> {
    /// Octets of a line (1-based), without its end.
    pub fn line(&self, line: u32) -> Range<usize> {
        let before = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
        let start = match before {
            0 => 0,
            _ => self.text.match_indices('\n').nth(before - 1).map_or(self.text.len(), |(at, _)| at + 1),
        };
        let line = self.text[start..].split('\n').next().unwrap_or_default();
        start..start + line.trim_end_matches('\r').len()
    }

    /// The bodies of an example that are objects: what it sends, then what answers it.
    pub fn bodies(&self, example: &'p Example) -> Vec<Body<'p>> {
        let sent = example.body.members().map(|members| (members, example.line));
        let shown = example.response.as_ref().and_then(|answer| Some((answer.body.members()?, answer.line)));
        let body = |(members, line): (&'p Map<String, Value>, u32)| Body {
            members,
            spans: spans(self.text, self.line(line).start),
        };
        sent.into_iter().chain(shown).map(body).collect()
    }
}

impl Body<'_> {
    /// Where a member stands.
    pub fn span(&self, name: &str) -> Option<&Span> {
        self.spans.iter().find(|span| span.name == name)
    }
}
