//! Our strict scanner and the parser of the house agree on what is JSON.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| docproof::internals::laws::json(octets));
