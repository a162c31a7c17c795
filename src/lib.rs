//! inquit, a quiet terminal reader for interviews.
//!
//! Five layers; each may import only those named after it, and `tests/it/architecture.rs` holds the arrows:
//!
//! | layer | may import |
//! |---|---|
//! | `runtime` (disk, terminal, clock, threads) | everything below |
//! | `ui` (draws a model, changes nothing) | `app` and below |
//! | `app` (the machine: update, actions, overlays) | `search`, `library`, `cite`, `interview`, `text` |
//! | `search`, `library`, `formats`, `convert`, `cite` (finding; what the reader owns; bytes to paragraphs, and back; quoting) | `interview`, `text` |
//! | `interview`, `text` (the document; measuring and breaking) | `interview` may import `text` |

pub mod app;
pub mod cite;
pub mod cli;
pub mod convert;
pub mod formats;
pub mod interview;
pub mod library;
pub mod runtime;
pub mod search;
pub mod text;
pub mod ui;

/// How many cases a property is tried with; `PROPTEST_CASES` asks for more or fewer.
#[cfg(test)]
pub(crate) fn cases(number: u32) -> proptest::prelude::ProptestConfig {
    let wished = std::env::var("PROPTEST_CASES").ok().and_then(|number| number.parse().ok());
    proptest::prelude::ProptestConfig::with_cases(wished.unwrap_or(number))
}
