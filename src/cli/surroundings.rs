//! What the help and the manual say below the commands.

/// What the program reads besides its arguments, and how it ends.
pub(super) const SURROUNDINGS: &str = "\
Environment: DOCPROOF_TOKEN is the bearer token; DOCPROOF_STATE the folder of event logs, of what a killed run must put back and of sign-ins; \
DOCPROOF_CONFIG a docproof.toml; DOCPROOF_ and the name of one of its settings that setting, as in DOCPROOF_TIMEOUT=9s.

Exit codes: 0 held, 1 broken, 2 wrong usage, 3 undecided, 4 nothing selected, 70 a bug of docproof, 74 output not written.

First steps: `docproof run` proves the embedded mock, `docproof run --target URL` your server; `docproof show` explains what was found, \
`docproof replay ID` asks again.";
