//! The documented operation: validate everything, then store once (RFC 5789 §2).

use serde_json::{Map, Value};

use super::check::{check_patch, settle};
use super::gate::check_media;
use super::precondition::check_conditions;
use super::read::json_answer;
use super::{Answer, Arrival, Hook, Refusal, Scene, Service, Showing, State, Write};

impl Service {
    pub(super) fn update(
        &self,
        scene: &Scene<'_>,
        index: usize,
        parsed: &Result<Value, String>,
        arrival: &Arrival,
        state: &mut State,
    ) -> Result<Answer, Refusal> {
        let patch = self.accept(scene, index, parsed, state)?;
        let shown = self.store(scene, index, self.kept(patch), arrival, state);
        let etag = state.entities[index].etag();
        if scene.request.prefers("minimal") {
            return Ok(Answer::empty(204).with("Preference-Applied", "return=minimal").with("ETag", etag));
        }
        let status = self.facts.success();
        if status == 204 && !scene.request.prefers("representation") {
            return Ok(Answer::empty(204).with("ETag", etag));
        }
        let showing = Showing { facts: &self.facts, request: scene.request, state, index, is_read: false };
        let answer = json_answer(
            if status == 204 { 200 } else { status },
            &Value::Object(self.represent(shown, &showing, true)),
        )
        .with("ETag", etag);
        let asked = scene.request.prefers("representation");
        Ok(if asked { answer.with("Preference-Applied", "return=representation") } else { answer })
    }

    /// The members to store, when nothing speaks against the whole update.
    fn accept(
        &self,
        scene: &Scene<'_>,
        index: usize,
        parsed: &Result<Value, String>,
        state: &State,
    ) -> Result<Map<String, Value>, Refusal> {
        check_media(scene.request)?;
        let value = parsed.as_ref().map_err(|why| Refusal::new(400, format!("The body is not JSON: {why}.")))?;
        let body = value.as_object().ok_or_else(|| Refusal::new(400, "The body is not a JSON object."))?;
        let entity = &state.entities[index];
        let numbers_as_text = scene.request.media_parameter("ieee754compatible").as_deref() == Some("true");
        let fates = check_patch(&self.facts, &entity.id, numbers_as_text, body, |offer| self.fate(offer));
        let patch = settle(fates)?;
        check_conditions(scene.request, &entity.etag(), false)?;
        let refusal = self.hooks.iter().find_map(|h| if let Hook::Refuse(f) = h { f(scene) } else { None });
        refusal.map_or(Ok(patch), Err)
    }

    /// The patch with the values that the hooks keep in place of those sent.
    fn kept(&self, mut patch: Map<String, Value>) -> Map<String, Value> {
        for hook in &self.hooks {
            let Hook::KeepAs(kind, change) = hook else { continue };
            for (name, value) in &mut patch {
                let covered = self.facts.property(name).is_some_and(|p| kind.covers(p));
                if let Some(kept) = value.as_str().filter(|_| covered).and_then(*change) {
                    *value = kept;
                }
            }
        }
        patch
    }

    /// Stores the patch and yields the properties to show.
    fn store(
        &self,
        scene: &Scene<'_>,
        index: usize,
        patch: Map<String, Value>,
        arrival: &Arrival,
        state: &mut State,
    ) -> Map<String, Value> {
        let entity = &mut state.entities[index];
        entity.repeats = if entity.patch == patch { entity.repeats + 1 } else { 1 };
        let (before, repeats) = (entity.now.clone(), entity.repeats);
        let mut after = before.clone();
        after.extend(patch.clone());
        let mut write = Write {
            facts: &self.facts,
            request: scene.request,
            index,
            patch: patch.clone(),
            at_arrival: arrival.seen.get(index).unwrap_or(&before).clone(),
            before,
            writes_at_arrival: arrival.writes,
            repeats,
            after,
            shown: Map::new(),
            state,
        };
        self.run(&mut write, |hook| if let Hook::Merge(change) = hook { Some(*change) } else { None });
        write.shown.clone_from(&write.after);
        self.run(&mut write, |hook| if let Hook::Store(change) = hook { Some(*change) } else { None });
        let Write { before, after, shown, .. } = write;
        let entity = &mut state.entities[index];
        entity.version += u64::from(after != before);
        (entity.earlier, entity.now, entity.patch) = (before, after, patch);
        entity.writes += 1;
        entity.reads = 0;
        state.writes += 1;
        shown
    }

    fn run(&self, write: &mut Write<'_>, pick: impl Fn(&Hook) -> Option<fn(&mut Write<'_>)>) {
        for change in self.hooks.iter().filter_map(pick) {
            change(write);
        }
    }
}
