//! `Edm.Guid`: 8-4-4-4-12 hexadecimal digits.

use std::fmt;

/// A 128-bit identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Guid(pub u128);

impl Guid {
    /// Reads the dashed form in any case; braces and undashed forms are no OData.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let groups: Vec<&str> = text.split('-').collect();
        let shaped = groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]);
        let digits = groups.concat();
        let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        (shaped && hexadecimal).then(|| u128::from_str_radix(&digits, 16).ok().map(Self))?
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hex = format!("{:032x}", self.0);
        write!(f, "{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

    use super::Guid;

    #[test]
    fn other_spellings_are_no_guid() {
        for text in [
            "",
            "7443c8b9c8b97443b9c84374b9c84374",
            "{7443c8b9-c8b9-7443-b9c8-4374b9c84374}",
            "7443c8b9-c8b9-7443-b9c8-4374b9c8437g",
            "+443c8b9-c8b9-7443-b9c8-4374b9c84374",
        ] {
            assert!(Guid::parse(text).is_none(), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn a_printed_guid_reads_back_in_any_case(bits in any::<u128>()) {
            let printed = Guid(bits).to_string();
            prop_assert_eq!(Guid::parse(&printed), Some(Guid(bits)));
            prop_assert_eq!(Guid::parse(&printed.to_uppercase()), Some(Guid(bits)));
        }
    }
}
