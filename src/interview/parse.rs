//! From a decoded document to an [`Interview`](super::Interview): never fails, never panics.
pub mod chain;
pub mod features;
pub mod front_matter;
pub mod label;
pub mod markdown;
pub mod plain;
pub mod raw;
