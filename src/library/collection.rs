//! The marks on all interviews, as their files have them. Without the interviews they have no places.

use super::marks::Mark;
use crate::text::CleanText;

/// The marks on one interview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collected {
    /// The title of the interview.
    pub title: CleanText,
    /// The name of its file.
    pub name: CleanText,
    /// The path of their file, for whoever opens the interview.
    pub file: String,
    /// Its marks, by the places they once had.
    pub marks: Vec<Mark>,
}
