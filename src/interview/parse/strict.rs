//! stub
use super::front_matter::Entry;
use crate::interview::Interview;
use crate::text::CleanText;
/// stub
pub fn is_strict(_entries: &[Entry]) -> bool { false }
/// stub
pub fn read(_source: &CleanText, _entries: &[Entry], _from: usize) -> Interview { Interview::default() }
