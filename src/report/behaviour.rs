//! What a target does with each listed change of each property: what snapshots keep of the matrix.

use std::collections::BTreeMap;

use super::echo::EchoTracker;
use super::matrix::change_of;
use crate::event::{Event, EventKind, Judged};
use crate::model::SeedToken;

/// Streams whose answers depend on order or chance, or that snapshots keep whole.
const LEFT_OUT: &[&str] = &["case", "control", "identity", "parallel", "read", "sequence", "wire"];

/// Outcomes of one property by kind of change and number of the input.
pub type Outcomes = BTreeMap<(String, u64), String>;

/// Collects the outcome of every input that is listed: random ones are other ones in the next run.
#[derive(Debug, Default)]
pub struct Behaviour {
    echoes: EchoTracker,
    seen: BTreeMap<String, Outcomes>,
}

impl Behaviour {
    /// Takes in the next event.
    pub fn event(&mut self, event: &Event) {
        let answered = self.echoes.event(event);
        let (EventKind::Judged(judged), Some(answered)) = (&event.kind, answered) else { return };
        let Some(number) = listed(judged) else { return };
        let change = change_of(judged);
        let request = [String::new()];
        let properties = if judged.properties.is_empty() { &request[..] } else { &judged.properties };
        for property in properties {
            let echo = answered.echo(judged, property).name();
            let status = judged.status.map_or_else(|| "none".to_owned(), |status| status.to_string());
            let code = answered.code.as_deref().map(|code| format!("{code} ")).unwrap_or_default();
            let of_property = self.seen.entry(property.clone()).or_default();
            of_property.entry((change.to_owned(), number)).or_insert_with(|| format!("{status} {code}{echo}"));
        }
    }

    /// The outcomes by property; those of the request as a whole have no name.
    #[must_use]
    pub fn outcomes(self) -> BTreeMap<String, Outcomes> {
        self.seen
    }
}

/// The number of a listed input in its stream.
fn listed(judged: &Judged) -> Option<u64> {
    let token: SeedToken = judged.seed.parse().ok()?;
    (token.is_listed() && !LEFT_OUT.contains(&token.stream())).then(|| token.number())
}

#[cfg(test)]
mod tests {
    use super::Behaviour;
    use crate::event::{Event, EventKind, Judged};

    fn judged(seed: &str, class: Option<&str>, status: u16) -> Event {
        let judged = Judged {
            case: format!("{seed}/x"),
            class: class.map(str::to_owned),
            properties: vec!["a".to_owned()],
            seed: seed.to_owned(),
            status: Some(status),
            ..Judged::default()
        };
        Event { seq: 0, at_us: 0, kind: EventKind::Judged(judged) }
    }

    #[test]
    fn listed_inputs_are_kept_and_random_ones_are_not() {
        let mut behaviour = Behaviour::default();
        for event in [
            judged("D06-0000000000000003", Some("D06"), 400),
            judged("valid-9f86d081884c7d65", None, 200),
            judged("parallel-0000000000000001", None, 200),
        ] {
            behaviour.event(&event);
        }
        let outcomes = behaviour.outcomes();
        let kept: Vec<_> =
            outcomes["a"].iter().map(|((change, n), what)| (change.as_str(), *n, what.as_str())).collect();
        assert_eq!(kept, [("D06", 3, "400 refused")]);
    }
}
