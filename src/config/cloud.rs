//! The national clouds of Microsoft Graph: where the service is and where one signs in.

use serde::Deserialize;

/// A national cloud. Tokens of one are worth nothing in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Cloud {
    /// The world-wide service.
    Global,
    /// US Government L4.
    UsGovernmentL4,
    /// US Government L5 (Department of Defense).
    UsGovernmentL5,
    /// China, operated by 21Vianet.
    China,
}

impl Cloud {
    /// The service root of version 1.0.
    pub(super) fn service_root(self) -> &'static str {
        match self {
            Self::Global => "https://graph.microsoft.com/v1.0",
            Self::UsGovernmentL4 => "https://graph.microsoft.us/v1.0",
            Self::UsGovernmentL5 => "https://dod-graph.microsoft.us/v1.0",
            Self::China => "https://microsoftgraph.chinacloudapi.cn/v1.0",
        }
    }

    /// Where one signs in.
    pub(super) fn login(self) -> &'static str {
        match self {
            Self::Global => "https://login.microsoftonline.com",
            Self::UsGovernmentL4 | Self::UsGovernmentL5 => "https://login.microsoftonline.us",
            Self::China => "https://login.chinacloudapi.cn",
        }
    }
}
