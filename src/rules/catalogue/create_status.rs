//! `create-status`: a create is answered as its page says.

use crate::model::{Level, Profile, SiblingRole};
use crate::rules::judging::settle;
use crate::rules::lifecycle::{documented_status, performed};
use crate::rules::{Rule, Subject};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "create-status",
    level: Level::Must,
    profile: Profile::Page,
    summary: "answer the documented create with the status that its page documents",
    clause: "the create page's Response section; OData 4.01 Protocol §11.4.2; RFC 9110 §15.3.2",
    explain: include_str!("create_status.md"),
    subjects: &[Subject::Create],
    judge: |evidence| {
        let create = performed(evidence, SiblingRole::Create);
        settle(create.and_then(|create| documented_status(evidence, create, &[201, 204], "create")))
    },
};
