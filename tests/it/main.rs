//! Tests of the whole library.

mod search_relevance;
mod store;
