//! What came back as it was sent is equal, whatever its type.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| docproof::internals::laws::value(octets));
