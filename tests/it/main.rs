//! Tests of the whole library.

mod architecture;
mod keys;
mod layout;
mod monkey;
mod random;
mod search_relevance;
mod store;
mod support;
