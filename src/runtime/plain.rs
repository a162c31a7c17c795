//! The interview as plain text: where the output is no terminal, or none that can show a screen.

use std::io::{self, Write};

use crate::app::document::Document;
use crate::convert::text::to_text;

/// Writes the whole interview. A reader that closes the pipe early is no error.
///
/// # Errors
/// Where writing fails for another reason.
pub fn print(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    match out.write_all(to_text(&document.interview).as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
