//! The documented siblings of the update: create, delete and actions. Without a page about them they do not exist.

use serde_json::Value;

use super::check::{check_patch, settle};
use super::gate::check_media;
use super::precondition::check_conditions;
use super::read::json_answer;
use super::{Answer, Entity, Fate, Hook, Offer, Refusal, Scene, Service, Showing, State, sample_entities};
use crate::model::SiblingRole;

impl Service {
    /// Adds an object to the collection and answers it (OData Protocol 11.4.2).
    pub(super) fn create(
        &self,
        scene: &Scene<'_>,
        parsed: &Result<Value, String>,
        state: &mut State,
    ) -> Result<Answer, Refusal> {
        check_media(scene.request)?;
        let value = parsed.as_ref().map_err(|why| Refusal::new(400, format!("The body is not JSON: {why}.")))?;
        let body = value.as_object().ok_or_else(|| Refusal::new(400, "The body is not a JSON object."))?;
        state.births += 1;
        let id = format!("c7ea7ed0-0000-4000-8000-{:012x}", state.births);
        let sent = settle(check_patch(&self.facts.for_create(), &id, false, body, |offer| self.fate_on_create(offer)))?;
        // What the client leaves out gets a value of the service's own.
        let mut properties = sample_entities(&self.facts.contract).swap_remove(0);
        properties.insert(self.facts.key().to_owned(), id.clone().into());
        properties.extend(sent);
        let mut entity = Entity { is_created: true, ..Entity::new(properties, self.facts.key()) };
        for hook in &self.hooks {
            if let Hook::Create(change) = hook {
                change(&mut entity, &self.facts);
            }
        }
        let (etag, now) = (entity.etag(), entity.now.clone());
        state.entities.push(entity);
        let index = state.entities.len() - 1;
        let showing = Showing { facts: &self.facts, request: scene.request, state, index, is_read: false };
        let shown = Value::Object(self.represent(now, &showing, true));
        let location = format!("{}/{id}", scene.request.path.trim_end_matches('/'));
        Ok(json_answer(self.facts.status_of(SiblingRole::Create, 201), &shown)
            .with("Location", location)
            .with("ETag", etag))
    }

    /// What the page's own example sends is taken, whatever the tables say of it.
    fn fate_on_create(&self, offer: &Offer<'_>) -> Fate {
        let create = self.facts.contract.sibling(SiblingRole::Create);
        let shown = create.and_then(|create| create.example.as_ref()?.body.get(offer.name));
        match self.fate(offer) {
            Fate::Refuse(_) if shown == Some(offer.value) && offer.name != self.facts.key() => {
                Fate::Take(offer.value.clone())
            }
            fate => fate,
        }
    }

    /// Removes an object (OData Protocol 11.4.5).
    pub(super) fn delete(&self, scene: &Scene<'_>, index: usize, state: &mut State) -> Result<Answer, Refusal> {
        check_conditions(scene.request, &state.entities[index].etag(), false)?;
        state.entities.remove(index);
        Ok(Answer::empty(self.facts.status_of(SiblingRole::Delete, 204)))
    }

    /// Does nothing that a documented property shows.
    pub(super) fn act(&self, action: usize) -> Answer {
        Answer::empty(self.facts.status_of_action(action))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::mock::probe::{COLLECTION, FIRST, ask, contract, patch, request, service, service_of, with};
    use crate::mock::service::Service;
    use crate::model::{SiblingExample, SiblingRole};

    fn create(service: &Service, body: &Value) -> (u16, Value) {
        let post = with(request("POST", COLLECTION, body.to_string()), "content-type", "application/json");
        let answer = ask(service, post);
        (answer.status, serde_json::from_slice(&answer.body).unwrap())
    }

    #[test]
    fn an_object_is_created_read_and_deleted() {
        let service = service(&[], &[]);
        let (status, shown) = create(&service, &json!({"displayName": "own"}));
        assert_eq!((status, &shown["displayName"]), (201, &json!("own")));
        let url = format!("{COLLECTION}/{}", shown["id"].as_str().unwrap());
        let read = |method: &str| ask(&service, request(method, &url, ""));
        assert_eq!(serde_json::from_slice::<Value>(&read("GET").body).unwrap(), shown);
        let deleted = read("DELETE");
        assert_eq!((deleted.status, deleted.body.len()), (204, 0));
        assert_eq!([read("GET").status, read("DELETE").status], [404, 404]);
    }

    #[test]
    fn what_an_update_would_refuse_is_not_created() {
        let service = service(&[], &[]);
        for body in [json!({"displayName": 1}), json!({"nope": 1}), json!([]), json!({"onboardingStatus": "x"})] {
            assert_eq!(create(&service, &body).0, 400, "{body}");
        }
        let listed = ask(&service, request("GET", COLLECTION, "")).body;
        assert_eq!(serde_json::from_slice::<Value>(&listed).unwrap()["value"].as_array().unwrap().len(), 3);
    }

    #[test]
    fn a_create_takes_what_its_own_page_lists_and_shows() {
        let mut contract = contract();
        let mut row = contract.properties[1].clone();
        row.name = "secret".to_owned();
        let posted = contract.siblings.iter_mut().find(|sibling| sibling.role == SiblingRole::Create).unwrap();
        posted.properties.push(row);
        let body = json!({"displayName": ["of the page"], "extra": 1}).as_object().unwrap().clone();
        posted.example = Some(SiblingExample { body, line: 1 });
        let service = service_of(contract, &[], &[]);
        for (body, status) in [
            (json!({"secret": "s"}), 201),
            (json!({"secret": 1}), 400),
            (json!({"displayName": ["of the page"], "extra": 1}), 201),
            (json!({"displayName": ["another"]}), 400),
            (json!({"extra": 2}), 400),
        ] {
            assert_eq!(create(&service, &body).0, status, "{body}");
        }
        assert_eq!(ask(&service, patch(r#"{"secret": "s"}"#)).status, 400, "an update takes it not");
    }

    #[test]
    fn an_action_answers_as_its_page_says() {
        let service = service(&[], &[]);
        let status = |method: &str, path: &str| ask(&service, request(method, path, "")).status;
        assert_eq!(status("POST", &format!("{FIRST}/disconnect")), 204);
        assert_eq!(status("GET", &format!("{FIRST}/disconnect")), 405);
        assert_eq!(status("POST", &format!("{FIRST}/reconnect")), 404);
        assert_eq!(status("POST", &format!("{FIRST}0/disconnect")), 404);
    }
}
