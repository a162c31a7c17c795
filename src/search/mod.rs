//! Layer 1: finding.
pub mod find;
pub mod fold;
#[cfg(test)]
pub(crate) mod sample;
