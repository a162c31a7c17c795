//! Writing a note on a paragraph, or on words in it.

use super::Outcome;
use super::line_edit::LineEdit;
use crate::app::action::Action;
use crate::interview::locate::Span;
use crate::text::CleanText;

/// A note being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteEdit {
    /// What it is about.
    pub span: Span,
    /// The text.
    pub edit: LineEdit,
    /// What the note was when the editing began.
    pub before: String,
}

impl NoteEdit {
    /// Begins with what is there: a draft that was left, or else the note.
    pub fn new(span: Span, note: &str, draft: Option<String>) -> Self {
        Self { span, edit: LineEdit::lines(draft.as_deref().unwrap_or(note)), before: note.to_owned() }
    }

    /// Puts another text in place of what was typed.
    pub fn replace(&mut self, text: &str) {
        self.edit = LineEdit::lines("");
        self.edit.insert(text);
    }

    /// What is left unfinished when the editor is closed without keeping.
    pub fn draft(&self) -> Option<String> {
        (self.edit.text() != self.before).then(|| self.edit.text().to_owned())
    }

    /// Enter keeps, Esc leaves. Everything else is the editor's own.
    pub fn apply(&mut self, action: Action) -> Outcome {
        match action {
            Action::Enter => Outcome::KeepNote {
                span: self.span,
                text: CleanText::new(self.edit.text().trim()),
                before: self.before.clone(),
            },
            Action::StepBack => Outcome::Close,
            Action::EditOutside => Outcome::Edit(self.edit.text().to_owned()),
            _ => Outcome::Pass,
        }
    }
}
