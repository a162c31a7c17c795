//! What the reader set, as the machine needs it. Reading the file is `runtime`'s work; colours are `ui`'s.

/// Settings that change what the machine does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The measure, where the reader set one.
    pub measure: Option<u16>,
    /// ASCII signs only.
    pub ascii: bool,
    /// Whether the mouse is taken from the start.
    pub mouse: bool,
    /// Whether only the words are copied, without who said them and where.
    pub bare: bool,
}

impl Settings {
    /// What stands for text that was cut.
    pub fn ellipsis(&self) -> &'static str {
        if self.ascii { "..." } else { "…" }
    }
}
