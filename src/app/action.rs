//! The one table of actions.
//!
//! Everything a key can do is a row here. From it come the keymap, the help page, the command palette, the "what can I
//! do here" menu, the hints on the last row, the names in the user's settings, and `docs/keys.md`. An action without a
//! row does not compile.

use super::model::Context;

/// Something that a key, a menu entry or a command can do. Typed characters and results of saving are messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[expect(missing_docs, reason = "each is described by its row in the table")]
pub enum Action {
    Down,
    Up,
    PageDown,
    PageUp,
    HalfPageDown,
    HalfPageUp,
    NextQuestion,
    PreviousQuestion,
    NextParagraph,
    PreviousParagraph,
    NextSentence,
    PreviousSentence,
    First,
    Last,
    GoTo,
    Right,
    Left,
    OtherPane,
    Enter,
    Jump,
    TopicMap,
    ShowInMap,
    Find,
    SortFound,
    WholeWords,
    Pattern,
    NextHit,
    PreviousHit,
    Back,
    Forward,
    SetPlace,
    GoPlace,
    Select,
    Bookmark,
    Note,
    Marks,
    Copy,
    WriteQuote,
    QuoteForms,
    Export,
    ShowQuote,
    EditOutside,
    Delete,
    Rename,
    Percent,
    Undo,
    Redo,
    Save,
    Correct,
    NextUnsure,
    PreviousUnsure,
    ItIsRight,
    AsQuestion,
    AsAnswer,
    AsAside,
    AsNote,
    AsFront,
    AsClosing,
    AsPage,
    SplitHere,
    JoinAbove,
    BringBack,
    Speaker,
    RenameSpeaker,
    SpeakerAsks,
    SpeakerAnswers,
    SpeakerOther,
    Wider,
    Narrower,
    OneParagraph,
    Cover,
    About,
    Mouse,
    Commands,
    Help,
    Parts,
    StepBack,
    Quit,
    QuitNow,
    Interrupt,
    Suspend,
    Redraw,
}

/// A heading of the help page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the headings")]
pub enum Group {
    Read,
    Find,
    Keep,
    Correct,
    Use,
    Look,
    Program,
}

impl Group {
    /// All groups in the order of the help page.
    pub const ALL: [Self; 7] =
        [Self::Read, Self::Find, Self::Keep, Self::Correct, Self::Use, Self::Look, Self::Program];

    /// The heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Find => "Find",
            Self::Keep => "Keep",
            Self::Correct => "Correct",
            Self::Use => "Use",
            Self::Look => "Look",
            Self::Program => "Program",
        }
    }
}

/// A row of the table.
#[derive(Debug)]
pub struct Row {
    /// The action.
    pub action: Action,
    /// Its name in settings and in the command palette.
    pub name: &'static str,
    /// A few words for the help page and menus.
    pub title: &'static str,
    /// One sentence: what happens, also at the edges.
    pub help: &'static str,
    /// Where the help page lists it.
    pub group: Group,
    /// Where its keys work.
    pub contexts: &'static [Context],
    /// Its default keys, the one to show first.
    pub keys: &'static [&'static str],
    /// The word for the last row of the screen, where it deserves a hint.
    pub hint: Option<&'static str>,
}

use Context::{Answer, Editor, Entry, Fix, Page, Panel, Questions};

const READ: &[Context] = &[Questions, Answer];
const LISTS: &[Context] = &[Questions, Answer, Entry, Panel, Fix, Page];
const EVERYWHERE: &[Context] = &[Questions, Answer, Entry, Panel, Fix, Page, Editor];
/// Where the paragraph in hand is in sight.
const IN_SIGHT: &[Context] = &[Questions, Answer, Fix];

macro_rules! table {
    ($($action:ident $name:literal $title:literal $group:ident $contexts:expr, $keys:expr, $hint:expr, $help:literal;)*) => {
        /// All actions, in the order of [`Action`].
        pub static TABLE: &[Row] = &[$(Row {
            action: Action::$action, name: $name, title: $title, help: $help, group: Group::$group,
            contexts: $contexts, keys: $keys, hint: $hint,
        }),*];
    };
}

table! {
    Down "down" "line down" Read LISTS, &["Down", "j", "Ctrl-N", "Ctrl-J"], None,
        "In the answer one line down, past its end into the next answer; in the questions and in lists the next entry.";
    Up "up" "line up" Read LISTS, &["Up", "k", "Ctrl-P", "Ctrl-K"], None,
        "In the answer one line up, past its beginning into the answer before; in the questions and in lists the entry before.";
    PageDown "page-down" "page down" Read LISTS, &["Space", "PgDn", "Ctrl-F"], None,
        "A page down; at the end of an answer on to the next one.";
    PageUp "page-up" "page up" Read LISTS, &["PgUp", "Ctrl-B"], None,
        "A page up; at the beginning of an answer back to the end of the one before.";
    HalfPageDown "half-page-down" "half a page down" Read &[Questions, Answer, Panel, Page], &["Ctrl-D"], None,
        "Half a page down.";
    HalfPageUp "half-page-up" "half a page up" Read &[Questions, Answer, Panel, Page], &["Ctrl-U"], None,
        "Half a page up.";
    NextQuestion "next-question" "next question" Read READ, &["J"], None,
        "The next question, from either pane; after the last one the closing notes.";
    PreviousQuestion "previous-question" "question before" Read READ, &["K"], None,
        "The question before, from either pane; before the first one the introduction.";
    NextParagraph "next-paragraph" "next paragraph" Read IN_SIGHT, &["}"], None,
        "Takes the next paragraph in hand.";
    PreviousParagraph "previous-paragraph" "paragraph before" Read IN_SIGHT, &["{"], None,
        "Takes the paragraph before in hand.";
    NextSentence "next-sentence" "next sentence" Read IN_SIGHT, &[")"], None,
        "The beginning of the next sentence.";
    PreviousSentence "previous-sentence" "sentence before" Read IN_SIGHT, &["("], None,
        "The beginning of this sentence, or of the one before.";
    First "first" "beginning" Read &[Questions, Answer, Panel, Page], &["g", "Home"], None,
        "The beginning of the text; with a number, that question.";
    Last "last" "end" Read &[Questions, Answer, Panel, Page], &["G", "End"], None,
        "The end of the text; with a number, that question.";
    GoTo "go-to" "to a question" Read READ, &[], None,
        "Type a number and Enter: 12 is question 12, 5.3 the third paragraph of the fifth answer.";
    Right "right" "into the answer" Read &[Questions, Answer, Fix, Panel], &["Right", "l"], None,
        "From the questions into the answer; in the topic map to the next question.";
    Left "left" "to the questions" Read &[Questions, Answer, Fix, Panel], &["Left", "h"], None,
        "From the answer back to the questions; in the topic map to the question before.";
    OtherPane "other-pane" "questions, answer" Read &[Questions, Answer, Entry, Panel], &["Tab", "Shift-Tab"], None,
        "To the other pane; in lists it narrows what is shown.";
    Enter "enter" "what can I do" Program &[Questions, Answer, Entry, Panel, Fix, Editor], &["Enter"], None,
        "From the questions into the answer; there a menu of what can be done, or the covered answer; in lists it goes there, in a note it keeps.";
    Jump "jump" "jump to a topic" Find READ, &["t"], Some("topics"),
        "Jump to a topic, question, paragraph or mark by a few of its letters; 'word must stand so, ^word begins, word$ ends, !word may not stand there.";
    TopicMap "topic-map" "topic map" Find &[Questions, Answer, Panel], &["T"], None,
        "The topics by questions: which answer speaks of what, and how often.";
    ShowInMap "in-topic-map" "in the topic map" Find &[Entry], &["Ctrl-T"], None,
        "In the list of jumps: opens the topic map at the chosen topic.";
    Find "find" "find words" Find &[Questions, Answer, Panel], &["/"], Some("find"),
        "Find words in the whole interview, shown in context while you type; Up in the empty field brings back earlier ones.";
    SortFound "sort-found" "order of the places" Find &[Entry, Panel], &["s", "Ctrl-X"], None,
        "Lists what was found as it was spoken, by the next word, or by the word before; Ctrl-X while the words are typed. Marks as spoken, newest first, or by tag.";
    WholeWords "whole-words" "only whole words" Find &[Entry, Panel], &["o", "Ctrl-O"], None,
        "Finds only whole words, or again parts of words too.";
    Pattern "pattern" "regular expression" Find &[Entry, Panel], &["x", "Ctrl-R"], None,
        "Takes what is typed as a regular expression, or again as it stands.";
    NextHit "next-hit" "next found" Find READ, &["n"], None,
        "The next place where the words last looked for stand.";
    PreviousHit "previous-hit" "found before" Find READ, &["N"], None,
        "The place before where the words last looked for stand.";
    Back "back" "back" Find READ, &["H", "Ctrl-O"], None,
        "Back to where you were before the last jump.";
    Forward "forward" "forward" Find READ, &["L"], None,
        "Forward again after going back.";
    SetPlace "set-place" "name this place" Find READ, &["m"], None,
        "Type a letter: it names this paragraph, and is kept with your marks.";
    GoPlace "go-place" "go to a place" Find READ, &["'"], None,
        "Type the letter of a place you named; ' once more returns to where you were before the last jump.";
    Select "select" "choose sentences" Keep READ, &["v"], None,
        "Selects the sentence in hand; ) ( and the arrows take more or fewer, } { to the end of a paragraph, b marks them, a notes them, Esc lets go.";
    Bookmark "bookmark" "mark paragraph" Keep &[Questions, Answer, Panel], &["b"], Some("mark"),
        "Bookmarks the paragraph in hand, or what is selected; or takes that bookmark away. In the list of marks, where the text reads otherwise now: the mark takes the new words.";
    Note "note" "note" Keep &[Questions, Answer, Panel, Page], &["a"], Some("note"),
        "Writes a note on the paragraph in hand, or on what is selected; #word in it is a tag. In the topic map it adds a topic.";
    Marks "marks" "marks and notes" Keep READ, &["B"], None,
        "Lists your bookmarks and notes on this interview.";
    Copy "copy" "copy with place" Use &[Questions, Answer, Panel], &["y"], Some("copy"),
        "Copies the paragraph in hand, unwrapped and letter by letter, with who said it and where.";
    WriteQuote "write-quote" "write to quotes.md" Use &[Questions, Answer, Panel], &["w"], None,
        "Appends the paragraph in hand with its place to quotes.md in the folder you are in.";
    QuoteForms "quote" "Chicago, MLA, APA" Use &[Questions, Answer, Panel], &["Y"], None,
        "The paragraph in hand as a citation: Chicago, MLA, APA, CSL-JSON, BibLaTeX, RIS, Markdown, Org, plain, Web Annotation.";
    Export "export" "export marks" Use &[Questions, Answer, Panel], &["e"], None,
        "Writes your marks and notes to a file: Markdown, Org, a table, JSON Lines, Anki, Web Annotations, citations.";
    ShowQuote "show" "show for the mouse" Use READ, &[], None,
        "Shows what would be copied on the plain screen, to select it there by hand; any key comes back.";
    EditOutside "edit" "edit outside" Keep &[Editor], &["Ctrl-X"], None,
        "Goes on with the note in the editor that EDITOR names; what it saves comes back.";
    Delete "delete" "delete mark" Keep &[Panel], &["d", "Delete"], None,
        "Deletes the chosen mark and its note, in the topic map hides the topic; undo brings it back.";
    Rename "rename" "rename" Keep &[Panel], &["r"], None,
        "In the topic map: calls the topic otherwise; the name of another topic makes them one.";
    Percent "per-hundred" "per 100 words" Look &[Panel], &["%"], None,
        "In the topic map: shows mentions in a hundred words instead of mentions.";
    Undo "undo" "undo" Keep &[Questions, Answer, Panel, Fix], &["u"], None,
        "Takes back the last change of your marks, notes, topics and corrections since the program was opened.";
    Redo "redo" "redo" Keep &[Questions, Answer, Panel, Fix], &["U"], None,
        "Makes the change again that was taken back.";
    Save "save" "save now" Keep READ, &["S"], None,
        "Everything is saved by itself; where that failed, this tries again at once.";
    Correct "correct" "correct the split" Correct READ, &["f"], None,
        "Corrects what was recognised wrongly: what the paragraph in hand is, where it is cut, who speaks; the rest is told anew around it.";
    NextUnsure "next-unsure" "next uncertain" Correct IN_SIGHT, &[">"], None,
        "The next paragraph that was a close call, with what can be done about it.";
    PreviousUnsure "previous-unsure" "uncertain before" Correct IN_SIGHT, &["<"], None,
        "The paragraph before that was a close call, with what can be done about it.";
    ItIsRight "it-is-right" "it is right" Correct &[Fix], &["o"], None,
        "Confirms the turn in hand as it was recognised; its question mark goes.";
    AsQuestion "as-question" "a question" Correct &[Fix], &["1"], None,
        "The paragraph in hand is a question, or part of one.";
    AsAnswer "as-answer" "an answer" Correct &[Fix], &["2"], None,
        "The paragraph in hand is an answer, or part of one.";
    AsAside "as-aside" "an aside" Correct &[Fix], &["3"], None,
        "The paragraph in hand is a remark inside the answer, such as a listener’s yes.";
    AsNote "as-note" "an editor’s note" Correct &[Fix], &["4"], None,
        "The paragraph in hand is a note that nobody in the talk says; it stands in brackets, and is not counted.";
    AsFront "as-front" "introduction" Correct &[Fix], &["5"], None,
        "The paragraph in hand belongs to the introduction, as all before it does.";
    AsClosing "as-closing" "closing notes" Correct &[Fix], &["6"], None,
        "The paragraph in hand belongs to the closing notes, as all after it does.";
    AsPage "as-page" "not the interview’s" Correct &[Fix], &["7"], None,
        "The paragraph in hand is of the page around the interview, and is set aside.";
    SplitHere "split" "split here" Correct &[Fix], &["s"], None,
        "Begins a new paragraph with the sentence in hand; ) goes to the next sentence.";
    JoinAbove "join" "join with the one above" Correct &[Fix], &["J"], None,
        "Makes one paragraph of the one in hand and the one before it.";
    BringBack "bring-back" "bring back what is aside" Correct &[Fix], &["+"], None,
        "Brings back the lines next to the paragraph in hand that were set aside as no part of the interview.";
    Speaker "speaker" "who speaks" Correct &[Fix], &["w"], None,
        "Chooses who speaks the paragraph in hand, or names somebody new.";
    RenameSpeaker "rename-speaker" "name this speaker" Correct &[Fix], &["r"], None,
        "Gives the speaker of the paragraph in hand a name, everywhere.";
    SpeakerAsks "speaker-asks" "this speaker asks" Correct &[Fix], &["8"], None,
        "Whoever speaks the paragraph in hand is the one who asks, everywhere; swapped sides are mended by that.";
    SpeakerAnswers "speaker-answers" "this speaker answers" Correct &[Fix], &["9"], None,
        "Whoever speaks the paragraph in hand is the one who answers, everywhere.";
    SpeakerOther "speaker-other" "speaker does neither" Correct &[Fix], &["0"], None,
        "Whoever speaks the paragraph in hand neither asks nor answers: a judge, the audience, music.";
    Wider "wider" "wider text" Look READ, &["+", "="], None,
        "Makes the lines of the answer longer, up to 80 characters.";
    Narrower "narrower" "narrower text" Look READ, &["-"], None,
        "Makes the lines of the answer shorter, down to 24 characters.";
    OneParagraph "one-paragraph" "one paragraph" Look READ, &["z"], None,
        "Shows one paragraph at a time and hides the questions; again shows everything.";
    Cover "cover" "cover answers" Look READ, &["x"], None,
        "Covers the answers, to answer yourself first; Enter shows one, again uncovers all.";
    About "about" "about interview" Look READ, &["i"], None,
        "Who speaks, when, how the questions were told from the answers, and what was set aside.";
    Mouse "mouse" "mouse on, off" Look READ, &["M"], None,
        "Gives the mouse to the terminal, or takes it again to choose, scroll, and select and copy words.";
    Commands "commands" "all commands" Program READ, &[":"], None,
        "Every command by name, with its key.";
    Help "help" "this page" Program &[Questions, Answer, Panel, Fix, Page], &["?", "F1"], Some("keys"),
        "The keys, by what they are for; type to filter.";
    Parts "texts" "texts of this book" Program READ, &["P"], None,
        "Of a book of several texts: lists them, to open another one.";
    StepBack "step-back" "one step back" Program EVERYWHERE, &["Esc", "Ctrl-G"], None,
        "One step back: out of a list, from the answer to the questions. Never quits while an interview is open.";
    Quit "quit" "close, quit" Program &[Questions, Answer, Panel, Fix, Page], &["q"], None,
        "Closes the top layer; when nothing is left to close, quits. Everything is saved already.";
    QuitNow "quit-now" "quit now" Program &[Questions, Answer, Panel, Fix, Page], &["Q"], None,
        "Quits at once. Everything is saved already.";
    Interrupt "interrupt" "quit, second time" Program EVERYWHERE, &["Ctrl-C"], None,
        "The first time says how to quit; the second time quits.";
    Suspend "suspend" "suspend" Program EVERYWHERE, &["Ctrl-Z"], None,
        "Leaves the screen to the shell; fg comes back.";
    Redraw "redraw" "draw anew" Program EVERYWHERE, &["Ctrl-L"], None,
        "Draws the whole screen anew, after something else wrote on it.";
}

/// Number of actions. The last variant's discriminant is one less.
const COUNT: usize = Action::Redraw as usize + 1;

const _: () = {
    assert!(TABLE.len() == COUNT, "an action has no row, or one row too many");
    let mut index = 0;
    while index < TABLE.len() {
        assert!(TABLE[index].action as usize == index, "the rows are not in the order of the actions");
        index += 1;
    }
};

impl Action {
    /// The action's row.
    pub fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// The action with this name in settings.
    pub fn named(name: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.name == name).map(|row| row.action)
    }
}

#[cfg(test)]
mod tests {
    use super::super::keys::Key;
    use super::*;

    #[test]
    fn names_are_unique_and_every_key_can_be_read() {
        for (index, row) in TABLE.iter().enumerate() {
            assert!(TABLE[..index].iter().all(|other| other.name != row.name), "{} stands twice", row.name);
            assert_eq!(Action::named(row.name), Some(row.action));
            assert!(row.help.ends_with('.'), "{}: the help is a sentence", row.name);
            for key in row.keys {
                assert_eq!(key.parse::<Key>().unwrap().to_string(), *key, "{}", row.name);
            }
        }
    }

    #[test]
    fn no_key_has_two_meanings_in_one_place() {
        for (index, row) in TABLE.iter().enumerate() {
            for other in &TABLE[..index] {
                let shared = row.contexts.iter().any(|context| other.contexts.contains(context));
                let same = row.keys.iter().find(|key| other.keys.contains(key));
                assert!(!shared || same.is_none(), "{:?}: {} and {}", same, row.name, other.name);
            }
        }
    }
}
