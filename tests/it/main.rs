//! The integration tests, in one binary so that they link once.

mod recognition;
mod search_relevance;
mod store;
