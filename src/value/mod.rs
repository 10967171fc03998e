//! Lexical grammars of values; no judgement.
