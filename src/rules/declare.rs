//! How the list of rules is written.

/// Declares the rules: one line each, by id, makes the module and the registry entry.
macro_rules! rules {
    ($($stem:ident),+ $(,)?) => {
        $(mod $stem;)+
        /// Every rule, by id.
        pub static RULES: &[&Rule] = &[$(&$stem::RULE),+];
    };
}
pub(crate) use rules;
