//! Reads of one entity and of the collection.

use serde_json::{Map, Value, json};

use super::precondition::{Condition, check_conditions};
use super::{Answer, Hook, Refusal, Scene, Service, Showing, State};

impl Service {
    pub(super) fn read_one(&self, scene: &Scene<'_>, index: usize, state: &mut State) -> Result<Answer, Refusal> {
        let etag = state.entities[index].etag();
        if check_conditions(scene.request, &etag, true)? == Condition::NotModified {
            return Ok(Answer::empty(304).with("ETag", etag));
        }
        state.entities[index].reads += 1;
        let now = state.entities[index].now.clone();
        let showing = Showing { facts: &self.facts, request: scene.request, state, index, is_read: true };
        let shown = self.represent(now, &showing, true);
        Ok(json_answer(200, &Value::Object(shown)).with("ETag", etag))
    }

    pub(super) fn read_all(&self, scene: &Scene<'_>, state: &State) -> Answer {
        let show = |index: usize| {
            let showing = Showing { facts: &self.facts, request: scene.request, state, index, is_read: true };
            Value::Object(self.represent(state.entities[index].now.clone(), &showing, false))
        };
        let entities: Vec<Value> = (0..state.entities.len()).map(show).collect();
        json_answer(200, &json!({"@odata.context": self.facts.context(false), "value": entities}))
    }

    /// The object that an answer shows: annotations first, then properties, with the word of the hooks.
    pub(super) fn represent(
        &self,
        mut properties: Map<String, Value>,
        showing: &Showing<'_>,
        with_context: bool,
    ) -> Map<String, Value> {
        for hook in &self.hooks {
            let Hook::ShowAs(kind, change) = hook else { continue };
            for property in self.facts.updatable().filter(|p| kind.covers(p)) {
                let text = properties.get(&property.name).and_then(Value::as_str);
                if let Some(value) = text.and_then(*change) {
                    properties.insert(property.name.clone(), value);
                }
            }
        }
        let mut shown = Map::new();
        if with_context {
            shown.insert("@odata.context".to_owned(), self.facts.context(true).into());
        }
        if let Some(name) = self.facts.type_name() {
            shown.insert("@odata.type".to_owned(), name.into());
        }
        shown.extend(properties);
        for hook in &self.hooks {
            if let Hook::Show(change) = hook {
                change(&mut shown, showing);
            }
        }
        shown
    }
}

/// An answer with a JSON body.
#[must_use]
pub fn json_answer(status: u16, body: &Value) -> Answer {
    Answer { body: body.to_string().into_bytes(), ..Answer::empty(status) }
}
