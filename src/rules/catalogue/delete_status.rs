//! `delete-status`: a delete is answered as its page says.

use crate::model::{Level, Profile, SiblingRole};
use crate::rules::judging::settle;
use crate::rules::lifecycle::{documented_status, performed};
use crate::rules::{Rule, Subject};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "delete-status",
    level: Level::Must,
    profile: Profile::Page,
    summary: "answer the documented delete with the status that its page documents",
    clause: "the delete page's Response section; OData 4.01 Protocol §11.4.5",
    explain: include_str!("delete_status.md"),
    subjects: &[Subject::Delete],
    judge: |evidence| {
        let delete = performed(evidence, SiblingRole::Delete);
        settle(delete.and_then(|delete| documented_status(evidence, delete, &[204], "delete")))
    },
};
