//! A page that imports gives a contract that loads again as it was written.
#![no_main]

libfuzzer_sys::fuzz_target!(|octets: &[u8]| docproof::internals::laws::page(octets));
