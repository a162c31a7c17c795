//! The commands of the mode that is worked line by line: words of its own, and everything in the table of actions by its name
//! or its letter.

use crate::app::action::Action;
use crate::app::keymap::Keymap;
use crate::app::keys::Key;
use crate::app::model::Context;

/// What a line asks for, before its argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// To read on.
    On,
    /// The paragraph in hand again.
    Read,
    /// The question again.
    Question,
    /// Where the reader is.
    Where,
    /// The questions, to choose one.
    Questions,
    /// To a number.
    Go,
    /// To what some letters mean.
    Jump,
    /// Where some words stand.
    Find,
    /// A note.
    Note,
    /// A note in an editor of the reader's own.
    Edit,
    /// A tag on the paragraph in hand.
    Tag,
    /// A tag taken away.
    Untag,
    /// All tags.
    Tags,
    /// The paragraph in hand in a form.
    Cite,
    /// A detail of the source.
    Fill,
    /// What the paragraph in hand is.
    Role,
    /// A topic added.
    AddTopic,
    /// This place named.
    Name,
    /// To a place that was named.
    Place,
    /// The marks on all interviews.
    All,
    /// Fewer kinds of entries in a list.
    Narrow,
    /// More of a list.
    More,
    /// A list closed.
    Close,
    /// The answer uncovered.
    Uncover,
    /// The commands.
    Help,
    /// The end.
    Quit,
    /// What a key does on the screen.
    Do(Action),
}

/// A row of the table.
pub struct Row {
    /// The heading in the help.
    pub group: &'static str,
    /// How it is asked for: the first word is shown first, what begins with a capital stands for an argument.
    pub words: &'static [&'static str],
    /// What it stands for.
    pub word: Word,
    /// Its argument, as the help shows it.
    pub argument: &'static str,
    /// What it does.
    pub help: &'static str,
}

const fn row(
    group: &'static str,
    words: &'static [&'static str],
    argument: &'static str,
    word: Word,
    help: &'static str,
) -> Row {
    Row { group, words, word, argument, help }
}

/// All commands that have words of their own, as the help lists them.
pub const TABLE: &[Row] = &[
    row("Read", &["on", "Enter alone"], "", Word::On, "reads on, a paragraph at a time"),
    row("Read", &["read", "r"], "", Word::Read, "reads the paragraph in hand again, with its marks and notes"),
    row("Read", &["question"], "", Word::Question, "reads the question again"),
    row("Read", &["where"], "", Word::Where, "says where you are"),
    row("Read", &["next", "J"], "", Word::Do(Action::NextQuestion), "goes to the next question"),
    row("Read", &["previous", "K"], "", Word::Do(Action::PreviousQuestion), "goes to the question before"),
    row("Read", &["paragraph", "}"], "", Word::Do(Action::NextParagraph), "goes to the next paragraph"),
    row("Read", &["paragraph before", "{"], "", Word::Do(Action::PreviousParagraph), "goes to the paragraph before"),
    row(
        "Read",
        &["sentence", ")"],
        "",
        Word::Do(Action::NextSentence),
        "goes to the next sentence, and reads it alone",
    ),
    row("Read", &["sentence before", "("], "", Word::Do(Action::PreviousSentence), "goes to the sentence before"),
    row("Read", &["first", "g"], "", Word::Do(Action::First), "goes to the beginning"),
    row("Read", &["last", "G"], "", Word::Do(Action::Last), "goes to the end"),
    row("Read", &["go", "5", "5.3"], "NUMBER", Word::Go, "goes to a question, or to a paragraph of its answer"),
    row("Read", &["questions", "list"], "", Word::Questions, "lists the questions; a number goes there"),
    row(
        "Find",
        &["jump", "t"],
        "LETTERS",
        Word::Jump,
        "lists topics, questions, paragraphs and marks with these letters",
    ),
    row("Find", &["find", "/"], "WORDS", Word::Find, "lists every place where these words stand"),
    row(
        "Find",
        &["narrow"],
        "",
        Word::Narrow,
        "leaves one kind in a list: topics, questions, answers, marks in turn; of what was found the answers",
    ),
    row("Find", &["sort"], "", Word::Do(Action::SortFound), "puts a list of places or marks in the next order"),
    row("Find", &["whole words"], "", Word::Do(Action::WholeWords), "finds whole words alone, or parts of words again"),
    row("Find", &["expression"], "", Word::Do(Action::Pattern), "finds by a regular expression, or by words again"),
    row("Find", &["next found", "n"], "", Word::Do(Action::NextHit), "goes to the next place that was found"),
    row("Find", &["found before", "N"], "", Word::Do(Action::PreviousHit), "goes to the place before that was found"),
    row("Find", &["back", "H"], "", Word::Do(Action::Back), "goes back to where the last jump began"),
    row("Find", &["forward", "L"], "", Word::Do(Action::Forward), "goes forward again"),
    row("Find", &["topics", "T"], "", Word::Do(Action::TopicMap), "lists the topics; a number goes to the first place"),
    row(
        "Find",
        &["per 100", "%"],
        "",
        Word::Do(Action::Percent),
        "lists topics by mentions in 100 words, or by mentions again",
    ),
    row("Find", &["topic"], "NAME", Word::AddTopic, "makes something a topic"),
    row("Find", &["name", "m"], "LETTER", Word::Name, "names this paragraph with a letter"),
    row("Find", &["place", "'"], "LETTER", Word::Place, "goes to the paragraph with that name"),
    row("Keep", &["mark", "b"], "", Word::Do(Action::Bookmark), "marks the paragraph in hand, or takes the mark away"),
    row(
        "Keep",
        &["note", "a"],
        "TEXT",
        Word::Note,
        "writes a note; without text line by line, until a line with a full stop alone",
    ),
    row("Keep", &["edit"], "", Word::Edit, "writes a note in the editor that EDITOR names, or goes on with one"),
    row("Keep", &["all interviews", "all"], "", Word::All, "lists your marks on all interviews; a number opens one"),
    row("Keep", &["tag"], "WORD", Word::Tag, "puts a tag on the paragraph in hand"),
    row("Keep", &["untag"], "WORD", Word::Untag, "takes a tag away"),
    row("Keep", &["tags"], "", Word::Tags, "lists all tags; a number lists their marks"),
    row(
        "Keep",
        &["marks", "B"],
        "WORDS",
        Word::Do(Action::Marks),
        "lists marks and notes; d 2 deletes the second, a 2 writes on it",
    ),
    row(
        "Keep",
        &["select", "v"],
        "",
        Word::Do(Action::Select),
        "selects the sentence; sentence and paragraph take more, close lets go",
    ),
    row("Keep", &["undo", "u"], "", Word::Do(Action::Undo), "takes back the last change"),
    row("Keep", &["redo", "U"], "", Word::Do(Action::Redo), "makes it again"),
    row("Keep", &["save", "S"], "", Word::Do(Action::Save), "tries again to save, where that failed"),
    row(
        "Correct",
        &["correct", "f"],
        "",
        Word::Do(Action::Correct),
        "lists what can be corrected about the paragraph in hand",
    ),
    row("Correct", &["role"], "question, answer, aside, …", Word::Role, "says what the paragraph in hand is"),
    row(
        "Correct",
        &["split"],
        "",
        Word::Do(Action::SplitHere),
        "cuts the paragraph in two before the sentence in hand",
    ),
    row("Correct", &["join"], "", Word::Do(Action::JoinAbove), "joins the paragraph with the one before it"),
    row("Correct", &["speaker"], "", Word::Do(Action::Speaker), "lists who may speak the paragraph; or type a name"),
    row("Correct", &["rename"], "NAME", Word::Do(Action::RenameSpeaker), "calls whoever speaks here so, everywhere"),
    row("Correct", &["asks"], "", Word::Do(Action::SpeakerAsks), "says that whoever speaks here is one who asks"),
    row(
        "Correct",
        &["answers"],
        "",
        Word::Do(Action::SpeakerAnswers),
        "says that whoever speaks here is one who answers",
    ),
    row("Correct", &["neither"], "", Word::Do(Action::SpeakerOther), "says that whoever speaks here does neither"),
    row("Correct", &["confirm"], "", Word::Do(Action::ItIsRight), "confirms the turn in hand as it is"),
    row(
        "Correct",
        &["unsure", "uncertain", "next unsure", ">"],
        "",
        Word::Do(Action::NextUnsure),
        "goes to the next close call, and lists what can be corrected there",
    ),
    row("Correct", &["unsure before", "<"], "", Word::Do(Action::PreviousUnsure), "goes to the close call before"),
    row("Use", &["copy", "y"], "", Word::Do(Action::Copy), "copies the paragraph in hand with its place"),
    row("Use", &["write", "w"], "", Word::Do(Action::WriteQuote), "appends it to quotes.md"),
    row(
        "Use",
        &["cite", "Y"],
        "FORM",
        Word::Cite,
        "prints it as a citation, for example: cite mla; alone lists the forms",
    ),
    row("Use", &["fill"], "NUMBER VALUE", Word::Fill, "fills in what citations need; alone lists it"),
    row("Use", &["export", "e"], "", Word::Do(Action::Export), "writes your marks to a file"),
    row("Look", &["cover", "x"], "", Word::Do(Action::Cover), "covers the answers, or uncovers all"),
    row("Look", &["uncover"], "", Word::Uncover, "shows the answer that is covered"),
    row("Look", &["about", "i"], "", Word::Do(Action::About), "says what is known of the interview"),
    row("Program", &["more"], "", Word::More, "goes on with a list"),
    row("Program", &["close", "cancel", "."], "", Word::Close, "closes a list, or lets go of a selection"),
    row("Program", &["help", "?"], "WORD", Word::Help, "lists the commands, or those about a word"),
    row("Program", &["quit", "q"], "", Word::Quit, "ends; everything is saved"),
];

/// What a line asks for, with its argument. `None` where it is no command.
pub fn parse<'a>(line: &'a str, keymap: &Keymap) -> Option<(Word, &'a str)> {
    let line = line.trim();
    if line.is_empty() {
        return Some((Word::On, ""));
    }
    if line.starts_with(|c: char| c.is_ascii_digit()) && line.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return Some((Word::Go, line));
    }
    // Signs need no blank behind them: /words, 'a, ''.
    for (sign, word) in [('/', Word::Find), ('\'', Word::Place)] {
        if let Some(rest) = line.strip_prefix(sign) {
            return Some((word, rest.trim()));
        }
    }
    let lower = line.to_lowercase();
    let of_two = TABLE.iter().find(|row| row.words.iter().any(|word| word.contains(' ') && *word == lower));
    if let Some(row) = of_two {
        return Some((row.word, ""));
    }
    let dashed = lower.split_whitespace().collect::<Vec<_>>().join("-");
    if let Some(action) = Action::named(&dashed).filter(|_| dashed.contains('-')) {
        return Some((Word::Do(action), ""));
    }
    let (first, rest) = line.split_once(char::is_whitespace).map_or((line, ""), |(first, rest)| (first, rest.trim()));
    // Letters differ by their case, words do not.
    let is = |word: &&str| *word == first || (first.chars().nth(1).is_some() && word.eq_ignore_ascii_case(first));
    if let Some(row) = TABLE.iter().find(|row| row.words.iter().any(&is)) {
        return Some((row.word, rest));
    }
    let titled = || crate::app::action::TABLE.iter().find(|row| row.title == lower).map(|row| row.action);
    if let Some(action) = Action::named(&dashed).or_else(titled) {
        return Some((Word::Do(action), ""));
    }
    if let Some(action) = Action::named(&first.to_lowercase()) {
        return Some((Word::Do(action), rest));
    }
    let key: Key = first.parse().ok()?;
    key.typed()?;
    Some((Word::Do(keymap.get(Context::Answer, key)?), rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::Preset;

    #[test]
    fn lines_are_understood_by_words_letters_and_signs() {
        let (keymap, _) = Keymap::new(Preset::Default, &[]);
        for (line, word, rest) in [
            ("", Word::On, ""),
            ("  12 ", Word::Go, "12"),
            ("5.3", Word::Go, "5.3"),
            ("t skor", Word::Jump, "skor"),
            ("/North  Korea", Word::Find, "North  Korea"),
            ("find North", Word::Find, "North"),
            ("''", Word::Place, "'"),
            ("'a", Word::Place, "a"),
            ("next", Word::Do(Action::NextQuestion), ""),
            ("Next", Word::Do(Action::NextQuestion), ""),
            ("next found", Word::Do(Action::NextHit), ""),
            ("n", Word::Do(Action::NextHit), ""),
            ("N", Word::Do(Action::PreviousHit), ""),
            ("next paragraph", Word::Do(Action::NextParagraph), ""),
            ("next-paragraph", Word::Do(Action::NextParagraph), ""),
            ("topic map", Word::Do(Action::TopicMap), ""),
            ("note Who paid?", Word::Note, "Who paid?"),
            ("q", Word::Quit, ""),
        ] {
            assert_eq!(parse(line, &keymap), Some((word, rest)), "{line:?}");
        }
        for line in ["frobnicate", "dd", "Ctrl-D"] {
            assert_eq!(parse(line, &keymap), None, "{line:?}");
        }
    }

    #[test]
    fn no_word_stands_for_two_things() {
        let mut seen = std::collections::BTreeSet::new();
        assert!(TABLE.iter().flat_map(|row| row.words).all(|word| seen.insert(*word)));
    }
}
