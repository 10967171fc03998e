//! A case file is read or refused, and a refusal quotes a place inside the file.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| docproof::internals::laws::case(octets));
