//! Layer 1: quoting. What is copied, how it is cited, how marks are exported, and whether quotations in a draft are true.
//!
//! Everything here is a pure function of the interview, of the details that the reader added, and of the words that are
//! quoted. Nothing is invented: what neither the file nor the reader says stays blank and is named. Nothing knows marks
//! files, a clock or a disk.

pub mod copy;
pub mod names;
pub mod quotation;

pub use quotation::Quotation;
