//! The fuzz target `lists`; what it does stands in `bodies`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| deskfleet_fuzz::bodies::lists(data));
