//! The integration tests, in one binary so that they link once.

mod pty;
mod recognition;
mod search_relevance;
mod store;
