//! What the tests of the whole machine share: a model from a text, keys written as text, the screen as text.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use inquit::app::document::Document;
use inquit::app::effect::Effect;
use inquit::app::keymap::{Keymap, Preset};
use inquit::app::keys::Key;
use inquit::app::model::{Model, Pane};
use inquit::app::msg::Msg;
use inquit::app::open::{choose, open};
use inquit::app::overlay::parts::Row;
use inquit::app::settings::Settings;
use inquit::app::shelf::Shelf;
use inquit::app::{settle, update};
use inquit::interview::parse::{Format, Original};
use inquit::interview::{Anchor, ParaId};
use inquit::text::CleanText;
use inquit::ui::draw;
use inquit::ui::theme::{Colours, Theme};
use inquit::ui::theme_file;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};

/// The sizes of the product's drawings.
pub const SIZES: [(u16, u16); 3] = [(100, 30), (60, 20), (40, 15)];

/// A short interview in our own form: an introduction, three questions, closing notes.
pub const TALK: &str = include_str!("../fixtures/talk.md");

/// The document that a text is. Hundreds of tests open the same few texts: each of these is recognised once.
pub fn document(text: &str) -> Document {
    static READ: LazyLock<Mutex<HashMap<String, Document>>> = LazyLock::new(Mutex::default);
    const LONGEST: usize = 100_000;
    let known = READ.lock().expect("nothing panics in it").get(text).cloned();
    known.unwrap_or_else(|| {
        let document = recognised(text);
        if text.len() <= LONGEST {
            READ.lock().expect("nothing panics in it").insert(text.to_owned(), document.clone());
        }
        document
    })
}

fn recognised(text: &str) -> Document {
    let clean = CleanText::new(text);
    let name = CleanText::line("interview.txt");
    let document = Document::read(Original::Text(clean, Format::Auto, None), Vec::new(), name, "0".repeat(64));
    assert_eq!(document.interview.check(), Ok(()), "the text of the test is an interview");
    document
}

/// A model of a text, just opened, with nothing kept from before.
pub fn model(text: &str, size: (u16, u16)) -> Model {
    model_with(text, size, Settings::default())
}

/// A model of a text with settings.
pub fn model_with(text: &str, size: (u16, u16), settings: Settings) -> Model {
    model_of(document(text), size, settings)
}

/// A model of a document.
pub fn model_of(document: Document, size: (u16, u16), settings: Settings) -> Model {
    let (keymap, clashes) = Keymap::new(Preset::Default, &[]);
    assert!(clashes.is_empty());
    let shelf = Shelf::new("test".to_owned(), 7, "interview.marks.jsonl".to_owned());
    open(document, settings, keymap, shelf, size, None)
}

/// The list of a book of several interviews, just opened.
pub fn book(size: (u16, u16)) -> Model {
    let titles = [
        ("Foreword: why these people were asked", 0),
        ("Lighthouses and loneliness, with Maren Fjeld", 14),
        ("The cheese of the high valleys", 1),
        ("Quiet engines: Tomasz Wilk on sixty years of repairing clocks that nobody winds", 23),
        ("渡し船の最後の冬", 8),
        ("Notes and thanks", 0),
    ];
    let row = |(index, (title, questions)): (usize, &(&str, usize))| Row {
        number: index + 1,
        title: CleanText::line(title),
        questions: *questions,
    };
    let (keymap, _) = Keymap::new(Preset::Default, &[]);
    let rows = titles.iter().enumerate().map(row).collect();
    choose(CleanText::line("people-of-the-coast.epub"), rows, Settings::default(), keymap, size)
}

/// The seed interview, just opened.
pub fn seed(size: (u16, u16)) -> Model {
    model(seed_text(), size)
}

/// The text of the seed interview.
pub fn seed_text() -> &'static str {
    std::str::from_utf8(inquit::runtime::open::EMBEDDED).expect("the seed is UTF-8")
}

/// Keys written as text: words that spell a key are that key, all others are typed letter by letter, and a word after
/// `=` is typed even if it spells a key.
pub fn keys(text: &str) -> Vec<Key> {
    let typed = |word: &str| word.chars().map(Key::char).collect::<Vec<_>>();
    let read = |word: &str| match (word.strip_prefix('='), word.parse::<Key>()) {
        (Some(rest), Err(_)) => typed(rest),
        (_, Ok(key)) => vec![key],
        (None, Err(_)) => typed(word),
    };
    text.split_whitespace().flat_map(read).collect()
}

/// Presses keys, as [`keys`] reads them, and pauses. Returns all that the machine wants done outside.
pub fn press(model: &mut Model, text: &str) -> Vec<Effect> {
    let mut effects: Vec<Effect> = keys(text).into_iter().flat_map(|key| update(model, Msg::Key(key))).collect();
    if model.awaits_pause() {
        effects.extend(update(model, Msg::Pause));
    }
    effects
}

/// Changes the size of the screen.
pub fn resize(model: &mut Model, size: (u16, u16)) {
    update(model, Msg::Resize(size.0, size.1));
}

/// What the last row says.
pub fn notice(model: &Model) -> &str {
    model.notice.as_deref().unwrap_or("")
}

/// Sign of the position with the answer in focus, and with the questions in focus.
const MARKS: [(&str, Pane); 2] = [("⟦⟧", Pane::Answer), ("⟦q⟧", Pane::Questions)];

/// Puts the reader where the mark stands in a snippet: the snippet without it stands exactly once in the interview.
pub fn put(model: &mut Model, snippet: &str) {
    let (mark, focus) = *MARKS.iter().find(|(mark, _)| snippet.contains(mark)).expect("a mark in the snippet");
    let (before, after) = snippet.split_once(mark).expect("one mark");
    let words = format!("{before}{after}");
    let interview = &model.document.interview;
    let mut places = interview
        .ids()
        .flat_map(|id| interview.para(id).text.match_indices(&words).map(move |(at, _)| (id, at)).collect::<Vec<_>>());
    let (para, at) = places.next().unwrap_or_else(|| panic!("“{words}” does not stand in the text"));
    assert_eq!(places.next(), None, "“{words}” stands in the text more than once");
    let anchor = Anchor { para, byte: (at + before.len()) as u32 };
    model.with_reader(|reader, stage| reader.go(stage, anchor));
    model.focus = focus;
    settle(model);
}

/// Where the reader is, as a snippet with a mark: as many letters before and after it as `like` has.
pub fn at(model: &Model, like: &str) -> String {
    let (mark, _) = *MARKS.iter().find(|(mark, _)| like.contains(mark)).expect("a mark in the snippet");
    let (before, after) = like.split_once(mark).expect("one mark");
    let Anchor { para, byte } = model.reader.anchor;
    let text = &model.document.interview.para(para).text;
    let (left, right) = text.split_at(byte as usize);
    let from = left.char_indices().rev().take(before.chars().count()).last().map_or(left.len(), |(at, _)| at);
    let right: String = right.chars().take(after.chars().count()).collect();
    let (mark, _) = *MARKS.iter().find(|(_, pane)| *pane == model.focus).expect("every pane has a mark");
    format!("{}{mark}{right}", &left[from..])
}

/// Checks a triple: where the reader is, keys, and where the reader is then.
#[track_caller]
pub fn check_in(text: &str, size: (u16, u16), from: &str, keys: &str, to: &str) {
    let mut model = model(text, size);
    put(&mut model, from);
    press(&mut model, keys);
    assert_eq!(at(&model, to), to, "{keys} from {from} at {size:?}; the screen:\n{}", Shot::of(&model).text());
}

/// The default theme in sixteen colours.
pub fn theme(ascii: bool) -> Theme {
    Theme::new(&theme_file::named("auto").expect("the default theme"), Colours::Sixteen, ascii)
}

/// A drawn screen.
pub struct Shot {
    /// The cells.
    pub buffer: Buffer,
    /// The hardware cursor.
    pub cursor: Position,
}

impl Shot {
    /// Draws a model with the default theme.
    pub fn of(model: &Model) -> Self {
        Self::with(model, &theme(model.settings.ascii))
    }

    /// Draws a model with a theme.
    pub fn with(model: &Model, theme: &Theme) -> Self {
        let mut buffer = Buffer::empty(Rect::new(0, 0, model.size.0, model.size.1));
        let cursor = draw(model, theme, &mut buffer);
        Self { buffer, cursor }
    }

    /// The cells of a row.
    pub fn row(&self, y: u16) -> impl Iterator<Item = &Cell> {
        (0..self.buffer.area.width).map(move |x| &self.buffer[(x, y)])
    }

    /// A row as text, without the blanks at its end. A wide character stands for both of its cells.
    pub fn line(&self, y: u16) -> String {
        let mut line = String::new();
        let mut hidden = 0;
        for cell in self.row(y) {
            if hidden > 0 {
                hidden -= 1;
                continue;
            }
            line.push_str(cell.symbol());
            hidden = inquit::text::width::of(cell.symbol()).saturating_sub(1);
        }
        line.trim_end().to_owned()
    }

    /// The whole screen as text.
    pub fn text(&self) -> String {
        let lines: Vec<String> = (0..self.buffer.area.height).map(|y| self.line(y)).collect();
        lines.join("\n")
    }

    /// Whether a sentence stands on the screen, within one row.
    pub fn shows(&self, words: &str) -> bool {
        (0..self.buffer.area.height).any(|y| self.line(y).contains(words))
    }

    /// The screen with the styles of each row under it, one row of letters for each style that lies on another:
    /// `b` bold, `d` dim, `u` underlined, `r` reversed, `i` italic; capitals are colours of the letters.
    pub fn styled(&self) -> String {
        let mut out = format!("cursor at column {}, row {}\n", self.cursor.x, self.cursor.y);
        for y in 0..self.buffer.area.height {
            out.push_str(format!("  {}", self.line(y)).trim_end());
            out.push('\n');
            let letters: Vec<String> = self.row(y).map(style).collect();
            for depth in 0..letters.iter().map(String::len).max().unwrap_or(0) {
                let row: String = letters.iter().map(|all| all.chars().nth(depth).unwrap_or(' ')).collect();
                out.push_str(&format!("~ {}\n", row.trim_end()));
            }
        }
        out
    }
}

/// Letters for the style of a cell.
fn style(cell: &Cell) -> String {
    const MODIFIERS: [(Modifier, char); 5] = [
        (Modifier::BOLD, 'b'),
        (Modifier::DIM, 'd'),
        (Modifier::UNDERLINED, 'u'),
        (Modifier::REVERSED, 'r'),
        (Modifier::ITALIC, 'i'),
    ];
    let mut letters: String =
        MODIFIERS.iter().filter(|(modifier, _)| cell.modifier.contains(*modifier)).map(|(_, letter)| *letter).collect();
    match cell.fg {
        Color::Reset => {}
        Color::Black => letters.push('K'),
        Color::Red => letters.push('R'),
        Color::Green => letters.push('G'),
        Color::Yellow => letters.push('Y'),
        Color::Blue => letters.push('B'),
        Color::Magenta => letters.push('M'),
        Color::Cyan => letters.push('C'),
        Color::Gray => letters.push('W'),
        _ => letters.push('X'),
    }
    if cell.bg != Color::Reset {
        letters.push('#');
    }
    letters
}

/// The words of the reading flow in order, paragraph by paragraph.
pub fn flow(model: &Model) -> Vec<ParaId> {
    model.document.parts.iter().flat_map(|part| part.paras.iter().copied()).collect()
}
