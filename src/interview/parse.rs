//! From a decoded document to an [`Interview`](super::Interview): never fails, never panics.
pub mod label;
pub mod plain;
pub mod raw;
