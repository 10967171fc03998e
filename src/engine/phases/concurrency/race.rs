//! Patches that were accepted at once, and which orders of them what followed allows.

use serde_json::{Map, Value};

use crate::engine::observe::{Observed, State, json_of};
use crate::equality::compare;
use crate::model::{Contract, Exchange, Input};

/// A group of accepted patches between two reads.
pub(super) struct Race<'r> {
    pub contract: &'r Contract,
    pub group: &'r [Input],
    /// State before the first of them.
    pub start: Option<State>,
    /// State after the last of them.
    pub after: Option<State>,
}

impl Race<'_> {
    /// What came of one of them, as if it were the last; without states when another surely came later.
    pub fn observed(&self, input: &Input, exchange: Exchange) -> Observed {
        let json = json_of(&exchange).map(|json| self.levelled(json, input));
        let mut observed = Observed::lone(input.clone(), exchange);
        observed.json = json;
        if !self.is_overwritten(input) {
            (observed.before, observed.after) = (self.before(input), self.after.clone());
        }
        observed
    }

    fn others<'o>(&'o self, input: &'o Input) -> impl Iterator<Item = &'o Input> {
        self.group.iter().filter(|other| other.id != input.id)
    }

    /// The state in which all others have come first.
    fn before(&self, input: &Input) -> Option<State> {
        let mut before = Map::clone(self.start.as_deref()?);
        self.others(input).for_each(|other| before.extend(other.patch.clone()));
        Some(State::new(before))
    }

    /// Whether the values of another that names the same property stayed, and its own did not.
    fn is_overwritten(&self, input: &Input) -> bool {
        let names_same = |other: &&Input| other.patch.keys().any(|name| input.patch.contains_key(name));
        !self.has_stayed(input) && self.others(input).filter(names_same).any(|other| self.has_stayed(other))
    }

    /// Whether every value of an input is there afterwards: then it may have come last.
    fn has_stayed(&self, input: &Input) -> bool {
        let stayed = |after: &State| input.patch.iter().all(|(name, sent)| self.same(name, sent, after.get(name)));
        self.after.as_ref().is_some_and(stayed)
    }

    fn same(&self, name: &str, one: &Value, other: Option<&Value>) -> bool {
        let property = self.contract.properties.iter().find(|property| property.name == name);
        property.is_some_and(|property| compare(&property.value_type, one, other).is_silent())
    }

    /// The answer with what parallel writers may have done to it taken out: a member that another input of the group
    /// names may be shown as it was, or as that input set it.
    fn levelled(&self, json: Value, input: &Input) -> Value {
        let Value::Object(mut members) = json else { return json };
        for (name, shown) in &mut members {
            let by_others = || self.others(input).filter_map(|other| other.patch.get(name));
            let Some(first) = by_others().next() else { continue };
            let was = self.start.as_deref().and_then(|start| start.get(name));
            let as_before = was.is_some_and(|old| self.same(name, old, Some(shown)));
            let as_other = by_others().any(|sent| self.same(name, sent, Some(shown)));
            let is = || self.after.as_deref().and_then(|after| after.get(name));
            match input.patch.get(name) {
                Some(own) if as_other => own.clone_into(shown),
                None if as_other || as_before => is().unwrap_or(first).clone_into(shown),
                _ => {}
            }
        }
        Value::Object(members)
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use serde_json::{Map, Value, json};

    use super::Race;
    use crate::engine::plan::{control_of, documented};
    use crate::model::{Input, InputBody};

    fn object(value: Value) -> Map<String, Value> {
        let Value::Object(members) = value else { panic!("no object: {value}") };
        members
    }

    fn inputs(patches: [Value; 2]) -> Vec<Input> {
        let bundle = crate::cases::ContractBundle::embedded(crate::engine::DEFAULT_CONTRACT).unwrap();
        let control = control_of(&documented(&bundle).unwrap());
        let input = |(number, patch): (usize, Value)| {
            let patch = object(patch);
            Input { id: format!("p/{number}"), body: InputBody::Patch(patch.clone()), patch, ..control.clone() }
        };
        patches.into_iter().enumerate().map(input).collect()
    }

    #[test]
    fn who_was_overwritten_is_judged_by_no_state_and_what_others_did_is_out_of_the_answer() {
        let contract = crate::cases::shipped_contract();
        let group = inputs([
            json!({"displayName": "one", "onboardingUrl": "https://one.example"}),
            json!({"displayName": "two"}),
        ]);
        let state = |name: &str, url: &str| Some(Rc::new(object(json!({"displayName": name, "onboardingUrl": url}))));
        let race =
            |after| Race { contract: &contract, group: &group, start: state("old", "https://old.example"), after };

        let second_last = race(state("two", "https://one.example"));
        assert_eq!([&group[0], &group[1]].map(|input| second_last.is_overwritten(input)), [true, false]);
        let before = second_last.before(&group[1]).unwrap();
        assert_eq!(before["onboardingUrl"], "https://one.example", "all others came first");
        let shown = json!({"displayName": "two", "onboardingUrl": "https://old.example"});
        let levelled = second_last.levelled(shown, &group[1]);
        assert_eq!(
            levelled,
            json!({"displayName": "two", "onboardingUrl": "https://one.example"}),
            "not yet or already"
        );
        let crossed = second_last.levelled(json!({"displayName": "one"}), &group[1]);
        assert_eq!(crossed, json!({"displayName": "two"}), "the first one's value may be shown by then");

        let neither = race(state("old", "https://one.example"));
        assert_eq!([&group[0], &group[1]].map(|input| neither.is_overwritten(input)), [false, false], "a lost update");
    }
}
