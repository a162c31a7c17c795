//! The integration tests, in one binary so that they link once.

mod architecture;
mod captions;
mod cite;
mod convert;
mod corrections;
mod documents;
mod faults;
mod formats;
mod keys;
mod layout;
mod lines;
mod manual;
mod monkey;
mod pictures;
mod pty;
mod random;
mod recognition;
mod recognition_classes;
mod recognition_written;
mod screens;
mod search_relevance;
mod store;
mod support;
mod talk;
mod topics;
