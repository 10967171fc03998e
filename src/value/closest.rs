//! The known word that a misspelt one stands for.

/// From this likeness on, 0 to 1, a word is taken for a slip of another.
const ALIKE: f64 = 0.6;

/// The candidate that is most like `word` in any case, if one is; of equals the first.
#[must_use]
pub fn closest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = word.to_lowercase();
    let mut best = None;
    for candidate in candidates {
        let likeness = strsim::normalized_damerau_levenshtein(&word, &candidate.to_lowercase());
        if likeness >= ALIKE && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The end of an error about an unknown word; empty when none is near.
#[must_use]
pub fn did_you_mean(near: Option<&str>) -> String {
    near.map_or_else(String::new, |word| format!(" (did you mean `{word}`?)"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::{closest, did_you_mean};

    const WORDS: [&str; 4] = ["json", "junit", "echo-sent", "D06"];

    #[test]
    fn a_slip_in_any_case_finds_its_word() {
        for (slip, word) in [("jnuit", "junit"), ("JSON", "json"), ("ecko-snt", "echo-sent"), ("d6", "D06")] {
            assert_eq!(closest(slip, WORDS), Some(word), "{slip}");
        }
    }

    #[test]
    fn another_word_finds_none_and_adds_nothing() {
        for other in ["", "x", "request", "quite another word"] {
            assert_eq!(did_you_mean(closest(other, WORDS)), "", "{other}");
        }
    }

    proptest! {
        #[test]
        fn a_known_word_is_closest_to_itself(word in any::<String>()) {
            prop_assert_eq!(closest(&word, ["json", &word]), Some(if word == "json" { "json" } else { &word }));
        }
    }
}
