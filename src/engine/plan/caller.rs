//! Callers with other permissions than the run itself, and what they send.

use std::sync::Arc;

use crate::auth::Tokens;
use crate::model::{IDENTITY_STREAM, Identity, Input, Mutation, SeedToken, Strength};

/// The class of the catalogue of a token that must not do.
const WITHOUT: &str = "A04";
/// The class of a token of a kind that the page calls not supported.
const UNSUPPORTED: &str = "A05";

/// Somebody whose token proves a part of the page's permission table.
#[derive(Debug, Clone)]
pub struct Caller {
    /// What the token stands for.
    pub identity: Identity,
    /// Where it comes from.
    pub tokens: Arc<Tokens>,
}

/// A request as `identity` sends it. Whether it must succeed is said by `supported`: what the page says of its row.
pub fn as_identity(identity: Identity, request: Input, supported: bool) -> Input {
    let reads = request.method == "GET";
    let position = Identity::ALL.iter().position(|one| *one == identity).unwrap_or_default() as u64;
    let refused = |class: &str, what: &str| Mutation {
        class: class.to_owned(),
        property: None,
        what: what.to_owned(),
        expect: vec![403],
    };
    let (strength, mutation) = match identity {
        Identity::WithoutPermission => {
            (Strength::MustReject, Some(refused(WITHOUT, "a token without any of the permissions")))
        }
        _ if supported => (Strength::Valid, None),
        _ => (Strength::Either, Some(refused(UNSUPPORTED, "a token of a kind that the page calls not supported"))),
    };
    Input {
        id: format!("{IDENTITY_STREAM}/{}/{}", identity.name(), if reads { "read" } else { "update" }),
        seed: SeedToken::listed(IDENTITY_STREAM, 2 * position + u64::from(!reads)),
        strength,
        mutation,
        ..request
    }
}

#[cfg(test)]
mod tests {
    use super::as_identity;
    use crate::engine::plan::{control_of, documented};
    use crate::model::{Identity, SeedToken};

    #[test]
    fn the_seed_of_a_request_says_whose_it_is() {
        let bundle = crate::cases::ContractBundle::embedded(crate::engine::DEFAULT_CONTRACT).unwrap();
        let update = control_of(&documented(&bundle).unwrap());
        for identity in Identity::ALL {
            assert_eq!(Identity::of_seed(&as_identity(identity, update.clone(), true).seed), Some(identity));
        }
        assert_eq!(
            [SeedToken::listed("identity", 8), SeedToken::listed("valid", 0)].map(|s| Identity::of_seed(&s)),
            [None; 2]
        );
    }
}
