//! An object of the run's own: the requests that make it and remove it again.

use crate::journal::Marker;
use crate::model::{
    Access, Contract, Input, InputBody, Property, Resource, SeedToken, Sibling, SiblingRole, Strength, ValueType,
};

/// Stream of the create and the delete of a run's own object; their seeds make no input alone.
pub const THROWAWAY_STREAM: &str = "throwaway";

/// The requests around a run with an object of its own.
#[derive(Debug, Clone)]
pub struct Throwaway {
    /// The documented create, with the body of its page's example.
    pub create: Input,
    /// The documented delete.
    pub delete: Input,
    /// Documented actions, in the order of their pages.
    pub actions: Vec<Input>,
}

impl Throwaway {
    /// The requests that the pages beside the update document.
    ///
    /// # Errors
    /// Names what no page documents.
    pub fn of(contract: &Contract) -> Result<Self, &'static str> {
        let create = contract.sibling(SiblingRole::Create).ok_or("create")?;
        let example = create.example.as_ref().ok_or("example of a create")?;
        let is_value = |name: &str| {
            !name.contains('@') && !contract.properties.iter().any(|p| p.name == name && p.access == Access::Key)
        };
        let patch = example.body.iter().filter(|(name, _)| is_value(name)).map(|(n, v)| (n.clone(), v.clone()));
        let create = Input {
            body: InputBody::Patch(example.body.clone()),
            patch: patch.collect(),
            ..request(create, 0, Resource::Collection)
        };
        Ok(Self { create, delete: Self::delete_of(contract)?, actions: actions(contract) })
    }

    /// The create of an object that carries `word`, and where. `None` when no text is sent that could.
    pub fn marked(&self, contract: &Contract, word: &str) -> Option<(Input, Marker)> {
        let is_text = |p: &&Property| p.is_updatable() && p.value_type == ValueType::String;
        let sent = contract.properties.iter().filter(is_text).filter(|p| self.create.patch.contains_key(&p.name));
        let names: Vec<&str> = sent.map(|p| p.name.as_str()).collect();
        let property = names.iter().find(|name| **name == "displayName").or(names.first())?;
        let marker = Marker { property: (*property).to_owned(), value: format!("docproof {word}") };
        let mut create = self.create.clone();
        create.patch.insert(marker.property.clone(), marker.value.clone().into());
        if let InputBody::Patch(body) = &mut create.body {
            body.insert(marker.property.clone(), marker.value.clone().into());
        }
        Some((create, marker))
    }

    /// The documented delete.
    ///
    /// # Errors
    /// Says that no page documents it.
    pub fn delete_of(contract: &Contract) -> Result<Input, &'static str> {
        let delete = contract.sibling(SiblingRole::Delete).ok_or("delete")?;
        Ok(request(delete, 1, Resource::Entity))
    }
}

/// The actions below the object, with the bodies of their pages' examples.
fn actions(contract: &Contract) -> Vec<Input> {
    let actions = contract.siblings.iter().filter(|sibling| sibling.role == SiblingRole::Action);
    let action = |(number, sibling): (u64, &Sibling)| {
        let body = sibling.example.as_ref().map_or(InputBody::None, |example| InputBody::Patch(example.body.clone()));
        Input { body, ..request(sibling, number, Resource::Suffix(format!("/{}", last(sibling)))) }
    };
    (2..).zip(actions).map(action).collect()
}

/// The last segment of the path: the name of an action.
fn last(sibling: &Sibling) -> &str {
    sibling.operation.path.0.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

fn request(sibling: &Sibling, number: u64, resource: Resource) -> Input {
    let name = match sibling.role {
        SiblingRole::Create => "create",
        SiblingRole::Action => last(sibling),
        _ => "delete",
    };
    Input {
        id: format!("{THROWAWAY_STREAM}/{name}"),
        seed: SeedToken::listed(THROWAWAY_STREAM, number),
        strength: Strength::Valid,
        mutation: None,
        method: sibling.operation.method.clone(),
        resource,
        headers: Vec::new(),
        body: InputBody::None,
        patch: serde_json::Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Throwaway;
    use crate::cases::shipped_contract;
    use crate::model::Input;

    #[test]
    fn the_shipped_contract_makes_and_removes_an_object() {
        let own = Throwaway::of(&shipped_contract()).unwrap();
        assert_eq!((own.create.method.as_str(), own.delete.method.as_str()), ("POST", "DELETE"));
        assert_eq!(own.create.patch.get("onboardingStatus"), Some(&json!("onboarding")));
        assert!(own.create.patch.keys().all(|name| !name.contains('@')));
        let actions: Vec<_> = own.actions.iter().map(|action| (action.id.as_str(), action.method.as_str())).collect();
        assert_eq!(actions, [("throwaway/beginOnboarding", "POST"), ("throwaway/disconnect", "POST")]);
    }

    #[test]
    fn a_marked_object_carries_its_word_and_is_otherwise_as_documented() {
        let (contract, word) = (shipped_contract(), "0123");
        let own = Throwaway::of(&contract).unwrap();
        let (create, marker) = own.marked(&contract, word).unwrap();
        assert_eq!((marker.property.as_str(), marker.value.as_str()), ("displayName", "docproof 0123"));
        assert_eq!(create.patch["displayName"], "docproof 0123");
        let others = |input: &Input| input.patch.iter().filter(|(name, _)| *name != "displayName").count();
        assert_eq!(others(&create), others(&own.create));
    }

    #[test]
    fn what_no_page_documents_is_named() {
        let mut contract = shipped_contract();
        contract.siblings.retain(|sibling| sibling.operation.method != "DELETE");
        assert_eq!(Throwaway::of(&contract).unwrap_err(), "delete");
        contract.siblings[0].example = None;
        assert_eq!(Throwaway::of(&contract).unwrap_err(), "example of a create");
        contract.siblings.clear();
        assert_eq!(Throwaway::of(&contract).unwrap_err(), "create");
    }
}
