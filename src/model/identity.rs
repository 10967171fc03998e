//! Whose token a request carries.

use serde::{Deserialize, Serialize};

use super::{PermissionKind, SeedToken};

/// Stream of what callers send: a read and an update of each, in the order of [`Identity::ALL`].
pub const IDENTITY_STREAM: &str = "identity";

/// A caller other than the one who runs the check: a row of the page's permission table, or none of them.
///
/// ```
/// use docproof::Identity;
///
/// assert_eq!(Identity::ALL.map(Identity::name)[3], "without-permission");
/// assert_eq!(serde_json::to_string(&Identity::DelegatedWork)?, "\"delegated-work\"");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Identity {
    /// A user of an organisation, with the least privileged permission of that row and no other.
    DelegatedWork,
    /// A user with a personal account, likewise.
    DelegatedPersonal,
    /// An application without a user, likewise.
    Application,
    /// Somebody whose token is good and holds none of the permissions.
    WithoutPermission,
}

impl Identity {
    /// Every identity, in the order of the page's table.
    pub const ALL: [Self; 4] =
        [Self::DelegatedWork, Self::DelegatedPersonal, Self::Application, Self::WithoutPermission];

    /// The identity's name, as in `[target.NAME.identities]`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DelegatedWork => "delegated-work",
            Self::DelegatedPersonal => "delegated-personal",
            Self::Application => "application",
            Self::WithoutPermission => "without-permission",
        }
    }

    /// Whose token an input is sent with, by its seed; `None` for the run's own.
    #[must_use]
    pub fn of_seed(seed: &SeedToken) -> Option<Self> {
        let number = usize::try_from(seed.number() / 2).ok().filter(|_| seed.stream() == IDENTITY_STREAM)?;
        Self::ALL.get(number).copied()
    }

    /// The variable of a shell that holds its token in exported commands, as in `TOKEN_application`.
    #[must_use]
    pub fn token_variable(self) -> String {
        format!("TOKEN_{}", self.name().replace('-', "_"))
    }

    /// The row of the permission table that it stands for.
    #[must_use]
    pub fn row(self) -> Option<PermissionKind> {
        match self {
            Self::DelegatedWork => Some(PermissionKind::DelegatedWork),
            Self::DelegatedPersonal => Some(PermissionKind::DelegatedPersonal),
            Self::Application => Some(PermissionKind::Application),
            Self::WithoutPermission => None,
        }
    }
}
