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
    /// The reader's own forms of export, in the order of lists.
    pub templates: Vec<Template>,
    /// The folder that they are put in, as a reader writes it.
    pub template_folder: String,
}

/// A form of export that the reader wrote: a file in the folder of templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The name of its file, "cards.html".
    pub name: String,
    /// Its text; [`crate::cite::template::fill`] says what stands for what.
    pub text: String,
}

impl Template {
    /// The ending of files that are written in this form: that of its own name, else `txt`.
    pub fn ending(&self) -> &str {
        match self.name.rsplit_once('.') {
            Some((name, ending))
                if !name.is_empty() && !ending.is_empty() && ending.chars().all(|c| c.is_ascii_alphanumeric()) =>
            {
                ending
            }
            _ => "txt",
        }
    }
}

impl Settings {
    /// What stands for text that was cut.
    pub fn ellipsis(&self) -> &'static str {
        if self.ascii { "..." } else { "…" }
    }
}
