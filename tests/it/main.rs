//! The integration tests, in one binary so that they link once.

mod captions;
mod convert;
mod documents;
mod pictures;
mod recognition;
mod search_relevance;
mod store;
