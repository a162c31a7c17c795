//! Layer 0: measuring, cleaning and breaking text.
//!
//! Owns the one width function, the one sanitiser ([`CleanText`]), segmentation into sentences, and the wrapping of a
//! paragraph into rows. Knows nothing of interviews, screens or files.

pub mod clean;
pub mod markup;
pub mod segment;
pub mod stretch;
pub mod width;
pub mod wrap;

pub use clean::CleanText;
pub use stretch::Stretch;

/// A text with a large letter at its beginning.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
