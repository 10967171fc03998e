//! An event log is read to its end or to the line that is none.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| docproof::internals::laws::log(octets));
