//! The integration tests, in one binary so that they link once.

mod documents;
mod formats;
mod pictures;
mod recognition;
mod search_relevance;
mod store;
