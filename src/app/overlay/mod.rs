//! Lists and pages over the reading screen: a closed set, kept on a stack.
//!
//! An overlay's data lives in its variant, so that "open" and "has data" cannot disagree. Overlays change only
//! themselves; what they want of the rest they say with an [`Outcome`].

pub mod commands;
pub mod details;
pub mod entry;
pub mod export;
pub mod find;
pub mod fix;
pub mod jump;
pub mod line_edit;
pub mod list;
pub mod marks;
pub mod note;
pub mod page;
pub mod parts;
pub mod quote;
pub mod topics;

use super::action::Action;
use super::effect::Clip;
use super::found::Found;
use super::keys::Key;
use super::model::{Context, Model};
use crate::interview::Anchor;
use crate::interview::locate::Span;
use crate::library::events::MarkId;
use crate::text::CleanText;

/// What lies over the reading screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Jump to a topic, question, paragraph or mark.
    Jump(jump::Jump),
    /// Find words, in context.
    Find(Box<find::Find>),
    /// Marks and notes.
    Marks(marks::MarksPanel),
    /// A note being written.
    Note(note::NoteEdit),
    /// Keys, commands, or what can be done here.
    Commands(commands::Commands),
    /// A page to read.
    Page(page::Page),
    /// Corrections, under the text.
    Fix(fix::Fix),
    /// Topics by questions.
    Topics(topics::TopicMap),
    /// A quotation in the forms that it can be had in.
    Quote(quote::QuotePanel),
    /// What the reader adds to what the file says of itself.
    Details(details::Details),
    /// The texts of a book, before one is opened.
    Parts(parts::Parts),
    /// Forms of export.
    Export(export::ExportPanel),
}

/// What an overlay wants after a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Nothing more.
    Stay,
    /// To be closed.
    Close,
    /// To be closed, and the reader taken to a position.
    Go(Anchor),
    /// To be closed, and the reader taken to one of the places where words stand, which stay shown in the text.
    Found(Anchor, Found),
    /// To be closed, and an action done.
    Run(Action),
    /// To be closed, and a note kept (an empty one taken away).
    KeepNote {
        /// The words that it is about.
        span: Span,
        /// The note.
        text: CleanText,
        /// What the note was when the editing began.
        before: String,
    },
    /// A mark deleted, by its id.
    Delete(MarkId),
    /// The words where a mark stands taken in place of those that were marked.
    Renew(MarkId),
    /// A note to be written on top of this overlay.
    Write(Span),
    /// A correction to be made.
    Correct(fix::Pick),
    /// A change of the topics.
    ChangeTopic(topics::Change),
    /// The topic map, with a topic in hand, on top of this overlay.
    Map(String),
    /// A text to be copied.
    Copy(Clip),
    /// A text to be appended to the file of quotations.
    WriteDown(Clip),
    /// The forms of the words at a span.
    Forms(Span),
    /// What a citation needs and the file does not say.
    Details,
    /// The marks on all interviews to be read.
    Collect,
    /// A text to be edited in the reader's own editor.
    Edit(String),
    /// A detail stated by its key, or taken back.
    State(&'static str, Option<String>),
    /// The marks with these names exported, once a form is chosen.
    Export(Vec<MarkId>),
    /// To be closed, and a text written to a new file.
    WriteFile {
        /// The name of the file without its ending.
        stem: String,
        /// The ending.
        ending: String,
        /// The text.
        text: String,
    },
    /// The interview of another marks file opened at one of its marks.
    OpenMarked {
        /// The path of the file.
        file: String,
        /// The mark.
        mark: MarkId,
    },
    /// The text of a book with this number opened in place of the list.
    OpenPart(usize),
    /// A sentence to show.
    Say(String),
    /// The key means nothing to this overlay; the rest of the program may use it.
    Pass,
}

impl Overlay {
    /// Where keys go while it is on top.
    pub fn context(&self) -> Context {
        match self {
            Self::Jump(_) | Self::Parts(_) => Context::Entry,
            Self::Find(find) => find.context(),
            Self::Marks(marks) => marks.context(),
            Self::Note(_) => Context::Editor,
            Self::Commands(commands) => commands.context(),
            Self::Page(_) => Context::Page,
            Self::Fix(fix) => fix.context(),
            Self::Topics(map) => map.context(),
            Self::Quote(_) | Self::Export(_) => Context::Panel,
            Self::Details(details) => details.context(),
        }
    }

    /// Does an action. `model` is everything but this overlay.
    pub fn apply(&mut self, action: Action, model: &Model) -> Outcome {
        if matches!(action, Action::StepBack | Action::Quit) && !self.keeps(action) {
            return Outcome::Close;
        }
        match self {
            Self::Jump(jump) => jump.apply(action, model),
            Self::Find(find) => find.apply(action, model),
            Self::Marks(marks) => marks.apply(action, model),
            Self::Note(note) => note.apply(action),
            Self::Commands(commands) => apply_commands(commands, action, model),
            Self::Page(page) => apply_page(page, action, model),
            Self::Fix(fix) => fix.apply(action, model),
            Self::Topics(map) => map.apply(action, model),
            Self::Quote(quote) => quote.apply(action, model),
            Self::Details(details) => details.apply(action, model),
            Self::Export(export) => export.apply(action, model),
            Self::Parts(parts) => parts.apply(action, model),
        }
    }

    /// Whether stepping back first closes something inside the overlay.
    fn keeps(&self, action: Action) -> bool {
        match self {
            Self::Marks(marks) => action == Action::StepBack && marks.filtering,
            Self::Note(_) | Self::Parts(_) => true,
            Self::Fix(fix) => !matches!(fix.mode, fix::Mode::Menu),
            Self::Topics(map) => map.entry.is_some(),
            Self::Details(details) => action == Action::StepBack && details.editing.is_some(),
            _ => false,
        }
    }

    /// A key that is no action here: typed text, or the editing of it.
    pub fn key(&mut self, key: Key, model: &Model) -> Outcome {
        match self {
            Self::Jump(jump) => {
                if jump.query.key(key) {
                    jump.search(model);
                }
            }
            Self::Find(find) => return find.key(key, model),
            Self::Parts(parts) => return parts.key(key, model),
            Self::Marks(marks) => return marks.key(key, model),
            Self::Note(note) => {
                note.edit.key(key);
            }
            Self::Fix(fix) => return fix.key(key, model),
            Self::Topics(topics::TopicMap { entry: Some((_, edit)), .. })
            | Self::Details(details::Details { editing: Some(edit), .. }) => {
                edit.key(key);
            }
            Self::Commands(commands) if commands.kind != commands::Kind::Here => {
                if commands.query.key(key) {
                    commands.filter();
                }
            }
            _ => return Outcome::Pass,
        }
        Outcome::Stay
    }

    /// Pasted text: always text, never keys.
    pub fn paste(&mut self, text: &str, model: &Model) {
        match self {
            Self::Jump(jump) => {
                jump.query.insert(text.trim());
                jump.search(model);
            }
            Self::Find(find) => find.paste(text, model),
            Self::Parts(parts) => parts.paste(text),
            Self::Marks(marks) if marks.filtering => {
                marks.query.insert(text.trim());
                marks.filter(model);
            }
            Self::Note(note) => note.edit.insert(text),
            Self::Fix(fix) => fix.paste(text, model),
            Self::Topics(topics::TopicMap { entry: Some((_, edit)), .. }) => edit.insert(text.trim()),
            Self::Details(details::Details { editing: Some(edit), .. }) => edit.insert(text.trim()),
            Self::Commands(commands) if commands.kind != commands::Kind::Here => {
                commands.query.insert(text.trim());
                commands.filter();
            }
            _ => {}
        }
    }

    /// The list whose entries a wheel or page key moves through.
    pub fn list_mut(&mut self) -> Option<&mut list::List> {
        match self {
            Self::Jump(jump) => Some(&mut jump.list),
            Self::Find(find) => Some(&mut find.list),
            Self::Parts(parts) => Some(&mut parts.list),
            Self::Marks(marks) => Some(&mut marks.list),
            Self::Commands(commands) => Some(&mut commands.list),
            Self::Fix(fix) => Some(&mut fix.list),
            Self::Quote(quote) => Some(&mut quote.list),
            Self::Export(export) => Some(&mut export.list),
            Self::Details(details) => Some(&mut details.list),
            Self::Note(_) | Self::Page(_) | Self::Topics(_) => None,
        }
    }
}

/// Moves the choice in a list. `None` where the action is something else.
pub fn move_in(list: &mut list::List, action: Action, rows: usize) -> Option<Outcome> {
    let page = rows.max(1) as isize;
    let by = match action {
        Action::Down => 1,
        Action::Up => -1,
        Action::PageDown => page,
        Action::PageUp => -page,
        Action::HalfPageDown => page / 2,
        Action::HalfPageUp => -page / 2,
        Action::First => isize::MIN / 2,
        Action::Last => isize::MAX / 2,
        _ => return None,
    };
    list.step(by);
    Some(Outcome::Stay)
}

fn apply_commands(commands: &mut commands::Commands, action: Action, model: &Model) -> Outcome {
    if let Some(outcome) = move_in(&mut commands.list, action, usize::from(model.geometry.body.1)) {
        return outcome;
    }
    match action {
        Action::Enter => match commands.chosen() {
            Some(chosen) => match commands::unavailable(chosen, model) {
                Some(reason) => Outcome::Say(format!("{}: {reason}", chosen.row().title)),
                None => Outcome::Run(chosen),
            },
            None => Outcome::Stay,
        },
        Action::Help if commands.kind == commands::Kind::Keys => Outcome::Close,
        Action::OtherPane => Outcome::Stay,
        // In the menu every key does what it does outside.
        _ if commands.kind == commands::Kind::Here => Outcome::Run(action),
        _ => Outcome::Pass,
    }
}

fn apply_page(page: &mut page::Page, action: Action, model: &Model) -> Outcome {
    if action == Action::Note {
        return Outcome::Details;
    }
    let (width, height) = (page_width(model), usize::from(model.geometry.body.1).max(1));
    let rows = page.rows(width).len();
    let by = match action {
        Action::Down => 1,
        Action::Up => -1,
        Action::PageDown => height.saturating_sub(2).max(1) as isize,
        Action::PageUp => -(height.saturating_sub(2).max(1) as isize),
        Action::HalfPageDown => height as isize / 2,
        Action::HalfPageUp => -(height as isize) / 2,
        Action::First => isize::MIN / 2,
        Action::Last => isize::MAX / 2,
        _ => return Outcome::Pass,
    };
    page.scroll(by, rows, height);
    Outcome::Stay
}

/// First column of the text of lists and pages, and the column after it. Wide screens centre it as they centre the panes.
pub fn frame((columns, _): (u16, u16)) -> (u16, u16) {
    let width = columns.min(120);
    let x = (columns - width) / 2;
    let left = x + if (56..80).contains(&columns) { 2 } else { 3 };
    (left, (x + width).saturating_sub(if columns >= 80 { 3 } else { 1 }))
}

/// Width of the text of pages, notes and lists.
pub fn page_width(model: &Model) -> usize {
    let (columns, measure) = (usize::from(model.size.0), model.settings.measure.unwrap_or(66));
    columns.saturating_sub(6).min(usize::from(measure) + page::NAMES).max(1)
}
