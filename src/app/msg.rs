//! What can happen to the machine.

use std::sync::Arc;

use super::action::Action;
use super::keys::Key;
use super::overlay::jump::Tools;

/// Something that happened outside.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// An action was chosen otherwise than by a key.
    Do(Action),
    /// A question was chosen by its number, or a paragraph of its answer: `12`, `5.3`.
    Number(String),
    /// Text was pasted. It is never a command.
    Paste(String),
    /// The screen has this many columns and rows now.
    Resize(u16, u16),
    /// The mouse did something at a column and row.
    Mouse(MouseAct, u16, u16),
    /// Nothing else happens: time to look further, see [`super::model::Model::has_work`].
    Work,
    /// Nothing happened for a moment: time for what need not follow every key, see [`super::model::Model::awaits_pause`].
    Pause,
    /// Nothing happened for a while: time to remember the place.
    Rest,
    /// Everything up to this revision of the marks is on the disk.
    Saved(u64),
    /// Marks of another program on the same file.
    Merged(Vec<crate::library::events::Event>),
    /// The marks on all interviews.
    Collected(Vec<crate::library::collection::Collected>),
    /// What the reader made of the note in an editor of their own.
    Edited(String),
    /// A large document was read again: the number of the reading, the document, and the numbers of the statements that
    /// could not be followed.
    Reread(u64, Box<super::document::Document>, Vec<usize>),
    /// How much of the interview is made searchable, in percent.
    Preparing(u8),
    /// The interview can be searched.
    Prepared(Arc<Tools>),
    /// It could not be made searchable.
    Unprepared,
    /// A sentence to show.
    Notice(String),
    /// Saving failed, with the sentence that says why.
    SaveFailed(String),
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseAct {
    /// The left button went down.
    Press,
    /// It moved while the left button was down.
    Drag,
    /// The left button went up.
    Release,
    /// The wheel turned towards the reader.
    WheelDown,
    /// The wheel turned away from the reader.
    WheelUp,
    /// It was pushed to the left, or two fingers moved there.
    WheelLeft,
    /// The same to the right.
    WheelRight,
}
