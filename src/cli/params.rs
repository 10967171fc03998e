//! Values on the command line.

use crate::engine::{NoShard, Shard};
use crate::model::{Identity, SeedToken};
use crate::value::{closest, did_you_mean};

/// A seed of a run or of one input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Seed {
    /// Of a run.
    Run(u64),
    /// Of one input.
    Input(SeedToken),
}

pub(super) fn seed(text: &str) -> Result<Seed, String> {
    match text.parse() {
        Ok(number) => Ok(Seed::Run(number)),
        Err(_) => text.parse().map(Seed::Input).map_err(|error: crate::model::SeedError| error.to_string()),
    }
}

pub(super) fn shard(text: &str) -> Result<Shard, NoShard> {
    text.parse()
}

pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => {
            Ok((name.trim_matches(['{', '}']).to_owned(), value.to_owned()))
        }
        _ => Err("expected PLACEHOLDER=VALUE".to_owned()),
    }
}

pub(super) fn identity(text: &str) -> Result<(Identity, String), String> {
    let names = Identity::ALL.map(Identity::name);
    let (name, variable) = text.split_once('=').ok_or_else(|| format!("expected {}=VARIABLE", names.join("|")))?;
    let known = Identity::ALL.into_iter().find(|identity| identity.name() == name);
    match known {
        Some(identity) => Ok((identity, variable.to_owned())),
        None => Err(format!("no identity is called `{name}`{}", did_you_mean(closest(name, names.into_iter())))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Seed, identity, pair, seed};
    use crate::model::Identity;

    #[test]
    fn a_seed_is_a_number_or_names_its_stream() {
        assert_eq!(seed("42"), Ok(Seed::Run(42)));
        assert!(matches!(seed("valid-9f86d081884c7d65"), Ok(Seed::Input(_))));
        assert!(seed("x").is_err());
    }

    #[test]
    fn an_identity_is_a_row_of_the_permission_table_with_a_variable() {
        assert_eq!(identity("application=A"), Ok((Identity::Application, "A".to_owned())));
        assert!(identity("applicatoin=A").unwrap_err().contains("did you mean `application`"));
        assert!(identity("application").is_err());
    }

    #[test]
    fn a_placeholder_may_keep_its_braces() {
        assert_eq!(pair("{id}=a=b"), Ok(("id".to_owned(), "a=b".to_owned())));
        assert!(pair("id").is_err());
    }
}
