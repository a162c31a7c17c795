//! The whole state of the program, and the context that follows from it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::document::Document;
use super::found::{Folding, Found};
use super::geometry::Geometry;
use super::jumps::{Jumps, Spot};
use super::keymap::Keymap;
use super::keys::Key;
use super::overlay::Overlay;
use super::overlay::jump::{self, Tools};
use super::pointing::Press;
use super::questions::QuestionsView;
use super::reader::{Reader, Stage};
use super::selecting::Selection;
use super::settings::Settings;
use super::shelf::Shelf;
use crate::interview::locate::Span;
use crate::interview::{Anchor, ParaId};
use crate::library::collection::Collected;
use crate::library::progress::Draft;
use crate::search::find::Wish;
use crate::search::topics::{self, Changes, Topics};
use crate::text::CleanText;

/// Where keys go: derived from the top overlay or the focus, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// The left pane.
    Questions,
    /// The right pane.
    Answer,
    /// A list under a field: printable keys are text.
    Entry,
    /// A list with one-letter commands.
    Panel,
    /// The panel of corrections, under the text.
    Fix,
    /// A page to read.
    Page,
    /// A text of several lines.
    Editor,
}

impl Context {
    /// All contexts, with the words for documents.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Questions, "questions"),
        (Self::Answer, "answer"),
        (Self::Entry, "search lists"),
        (Self::Panel, "panels"),
        (Self::Fix, "corrections"),
        (Self::Page, "pages"),
        (Self::Editor, "note"),
    ];
}

/// Which pane has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The left one.
    #[default]
    Questions,
    /// The right one.
    Answer,
}

/// Keys that wait for another one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Pending {
    /// None do.
    #[default]
    Nothing,
    /// Digits of a question's number, perhaps with a paragraph: `12`, `5.3`.
    Number(String),
    /// The letter of a place to set.
    SetPlace,
    /// The letter of a place to go to.
    GoPlace,
}

/// The whole state.
#[derive(Debug)]
pub struct Model {
    /// The document that is open.
    pub document: Document,
    /// What the reader set.
    pub settings: Settings,
    /// The keys that work.
    pub keymap: Keymap,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// The pane that keys go to.
    pub focus: Pane,
    /// The right pane.
    pub reader: Reader,
    /// Back and forward.
    pub jumps: Jumps,
    /// What was last looked for; its places are shown in the text.
    pub found: Option<Found>,
    /// What is selected, while the reader is at its moving end.
    pub selection: Option<Selection>,
    /// The close call that the reader was led to last.
    pub walked: Option<ParaId>,
    /// Lists and pages over the reading screen, the top one last.
    pub overlays: Vec<Overlay>,
    /// Keys that wait for another one.
    pub pending: Pending,
    /// A sentence on the last row, until the next key.
    pub notice: Option<String>,
    /// The revision of the marks that must be on the disk before the notice is shown, because it says that they are kept.
    pub confirmed_by: u64,
    /// Bookmarks, notes and named places.
    pub shelf: Shelf,
    /// Exchanges read to their end.
    pub read: BTreeSet<usize>,
    /// Whether answers are covered.
    pub covered: bool,
    /// Parts whose answers are shown although answers are covered.
    pub uncovered: BTreeSet<usize>,
    /// Whether one paragraph at a time is shown.
    pub alone: bool,
    /// Whether the mouse is taken.
    pub mouse: bool,
    /// What the mouse's button did last.
    pub press: Option<Press>,
    /// The folded text that finding searches, once it was needed.
    pub finder: Option<Folding>,
    /// Earlier searches, also of other runs, the last one last.
    pub searches: Vec<Wish>,
    /// The topics with the changes of the reader that they were made with, once they were needed.
    pub topics: Option<(Changes, Arc<Topics>)>,
    /// What the jump palette searches, once it was opened.
    pub tools: Option<Arc<Tools>>,
    /// Whether it is being made.
    pub preparing: bool,
    /// How much of it is made, in percent.
    pub prepared: u8,
    /// The names of the interviews that wait behind this one and ahead of it, where the reader came from one to another.
    pub beyond: (Option<CleanText>, Option<CleanText>),
    /// The book that this is a text of.
    pub book: Option<super::overlay::parts::Book>,
    /// The marks on all interviews, once they were asked for.
    pub collection: Option<Vec<Collected>>,
    /// Notes that were left unfinished, by what they are about.
    pub drafts: BTreeMap<Span, String>,
    /// Those that were last wished to be kept on the disk.
    pub drafts_kept: BTreeMap<Span, String>,
    /// Drafts of an earlier run whose words are not in the text any more.
    pub drafts_lost: Vec<Draft>,
    /// Whether the place changed since it was last kept.
    pub place_changed: bool,
    /// Whether the last key was the one that interrupts.
    pub interrupted: bool,
    /// Whether what is stated changed since the document was read: it is read again as soon as nothing on the screen
    /// points into it.
    pub reread: bool,
    /// What waits for the rest of a large text, while only its beginning is there.
    pub beginning: Option<super::beginning::Beginning>,
    /// The reading of a large document that another thread is at.
    pub rereading: super::rereading::Rereading,
    /// The time, in milliseconds since 1970 by UTC; written by the runtime before each message.
    pub now: u64,
    /// How the screen is divided. Derived.
    pub geometry: Geometry,
    /// What the left pane shows. Derived.
    pub questions: QuestionsView,
}

impl Model {
    /// Whether something is still being looked for: then [`super::msg::Msg::Work`] is wanted when nothing else happens.
    pub fn has_work(&self) -> bool {
        let looking = |overlay: &Overlay| matches!(overlay, Overlay::Find(find) if !find.found.is_done());
        self.overlays.iter().any(looking) || self.found.as_ref().is_some_and(|found| !found.is_done())
    }

    /// Whether something is shown only when the reader pauses: then [`super::msg::Msg::Pause`] is wanted.
    pub fn awaits_pause(&self) -> bool {
        let rows = self.geometry.body.1;
        matches!(self.overlays.last(), Some(Overlay::Jump(jump)) if jump.awaits_pause(rows))
    }

    /// Where keys go now.
    pub fn context(&self) -> Context {
        match (self.overlays.last(), self.focus) {
            (Some(overlay), _) => overlay.context(),
            (None, Pane::Questions) => Context::Questions,
            (None, Pane::Answer) => Context::Answer,
        }
    }

    /// Index of the part in the right pane.
    pub fn part(&self) -> usize {
        self.reader.part(&self.document)
    }

    /// The exchange in the right pane, unless it shows introduction or closing notes.
    pub fn exchange(&self) -> Option<usize> {
        self.document.exchange_of(self.part())
    }

    /// Number of questions, where the whole text is there.
    pub fn count(&self) -> Option<usize> {
        self.beginning.is_none().then_some(self.document.interview.exchanges.len())
    }

    /// The paragraph in hand.
    pub fn in_hand(&self) -> ParaId {
        self.reader.anchor.para
    }

    /// What marks and notes are about now: what is selected, or else the paragraph in hand.
    pub fn target(&self) -> Span {
        self.selection.map_or_else(|| self.document.whole(self.in_hand()), |selection| selection.span(&self.document))
    }

    /// Where the reader is, with what is on top.
    pub fn spot(&self) -> Spot {
        Spot { anchor: self.reader.anchor, top: self.reader.top, focus: self.focus }
    }

    /// Whether the answer of the part in the right pane is covered.
    pub fn is_covered(&self) -> bool {
        self.covered && !self.uncovered.contains(&self.part()) && self.exchange().is_some()
    }

    /// Lets the reader move: hands it the stage that its motions need.
    pub fn with_reader<T>(&mut self, work: impl FnOnce(&mut Reader, &Stage<'_>) -> T) -> T {
        let (covered, uncovered) = (self.covered, &self.uncovered);
        let is_covered = |part: usize| covered && !uncovered.contains(&part);
        let answer = self.geometry.answer.unwrap_or_else(|| {
            // A narrow screen that shows the questions: the answer is laid out as it would be shown.
            Geometry::of(self.size, self.wishes(Pane::Answer)).answer.unwrap_or_default()
        });
        let stage = Stage {
            document: &self.document,
            annotations: &self.shelf.annotations,
            measure: answer.measure.max(1),
            height: usize::from(self.geometry.body.1).max(1),
            alone: self.alone,
            covered: &is_covered,
        };
        work(&mut self.reader, &stage)
    }

    /// What the division of the screen depends on, were `focus` the pane with the focus.
    pub fn wishes(&self, focus: Pane) -> super::geometry::Wishes {
        super::geometry::Wishes {
            measure: self.settings.measure,
            digits: self.document.interview.exchanges.len().checked_ilog10().unwrap_or(0) as u16 + 1,
            answer: focus == Pane::Answer || self.fixing().is_some(),
            alone: self.alone,
            panel: self.fixing().map_or(0, |_| super::overlay::fix::height(self.size)),
        }
    }

    /// The panel of corrections, where it is open.
    pub fn fixing(&self) -> Option<&super::overlay::fix::Fix> {
        match self.overlays.last() {
            Some(Overlay::Fix(fix)) => Some(fix),
            _ => None,
        }
    }

    /// Says a sentence in the last row, at once.
    pub fn say(&mut self, sentence: String) {
        (self.notice, self.confirmed_by) = (Some(sentence), 0);
    }

    /// What the last row says, unless the disk has not confirmed it yet.
    pub fn shown_notice(&self) -> Option<&str> {
        if let Some(beginning) = &self.beginning {
            return Some(beginning.sentence());
        }
        self.notice.as_deref().filter(|_| self.shelf.has_saved(self.confirmed_by))
    }

    /// The key of an action for a sentence: its name, or the command where it has no key.
    pub fn key(&self, action: super::action::Action) -> String {
        self.keymap.hint(action).map_or_else(|| format!(":{}", action.row().name), |key: Key| key.to_string())
    }

    /// The topics of the interview, with what the reader changed in them: the same for everything that shows topics. `None`
    /// for a large text whose topics were not looked for yet, which is done beside the reading.
    pub fn topics(&mut self) -> Option<Arc<Topics>> {
        let changes = self.shelf.topic_changes();
        if let Some((made_with, topics)) = &self.topics
            && *made_with == changes
        {
            return Some(Arc::clone(topics));
        }
        if jump::bytes(&self.document.interview) > jump::AT_ONCE {
            return None;
        }
        let topics = Arc::new(topics::of(&self.document.interview, &changes));
        self.topics = Some((changes, Arc::clone(&topics)));
        Some(topics)
    }

    /// An anchor at the beginning of a paragraph.
    pub fn start_of(para: ParaId) -> Anchor {
        Anchor { para, byte: 0 }
    }
}
