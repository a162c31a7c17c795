//! Tests of the whole library.

mod documents;
mod pictures;
mod search_relevance;
mod store;
