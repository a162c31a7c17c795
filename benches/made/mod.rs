//! A long interview of invented sentences, always the same for one length.

#![allow(dead_code, reason = "each bench uses a part")]

use inquit::app::document::Document;
use inquit::app::keymap::{Keymap, Preset};
use inquit::app::model::Model;
use inquit::app::settings::Settings;
use inquit::app::shelf::Shelf;
use inquit::interview::parse::{Format, Original};
use inquit::interview::{Exchange, Interview, ParaId, Paragraph, Role};
use inquit::text::CleanText;
use inquit::ui::theme::{Colours, Theme, Wish};

const WHO: [&str; 8] = [
    "the harbour master",
    "my grandmother",
    "every second ship",
    "a boy from the mill",
    "the old committee",
    "whoever kept the lamps",
    "the winter crew",
    "our neighbour’s brass band",
];
const DID: [&str; 8] = [
    "repaired the northern pier",
    "counted the barrels twice",
    "never trusted a map",
    "waited for the tide",
    "wrote long letters about salt",
    "sold nets to the islands",
    "refused to leave before noon",
    "learned the signals by heart",
];
const WHEN: [&str; 6] = [
    "in the year of the great frost",
    "long before the bridge was built",
    "although nobody had asked",
    "when the herring came back",
    "until the money was gone",
    "on the first dry morning",
];
const ASKS: [&str; 6] = [
    "How did it begin?",
    "What do people get wrong about that?",
    "Who paid for all of this?",
    "Was there a moment when you wanted to stop?",
    "What would you tell somebody who starts today?",
    "And the weather?",
];

/// An interview of at least this many bytes.
pub fn interview(bytes: usize) -> String {
    let mut state = 7_u64;
    let mut pick = |from: &[&'static str]| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from[(state >> 33) as usize % from.len()]
    };
    let mut text = String::from("The harbour and its people\n\nMara Lind talks with Jens Aabye.\n");
    while text.len() < bytes {
        text.push_str(&format!("\nMara Lind: {} {}\n", pick(&ASKS), pick(&ASKS)));
        for paragraph in 0..3 {
            text.push_str(if paragraph == 0 { "\nJens Aabye: " } else { "\n" });
            for _ in 0..5 {
                let (who, did) = (pick(&WHO), pick(&DID));
                text.push_str(&format!("I remember that {who} {did}, and {} {}. ", pick(&WHO), pick(&DID)));
                text.push_str(&format!("That was {}, “{}”. ", pick(&WHEN), pick(&WHEN)));
            }
            text.push('\n');
        }
    }
    text
}

/// The interview as a document.
pub fn document(bytes: usize) -> Document {
    document_of(&interview(bytes))
}

/// A text as a document.
pub fn document_of(text: &str) -> Document {
    let original = Original::Text(CleanText::new(text), Format::Auto, None);
    Document::read(original, Vec::new(), CleanText::line("harbour.txt"), String::new())
}

/// The state just after opening.
pub fn open(document: Document, size: (u16, u16)) -> Model {
    let (keymap, _) = Keymap::new(Preset::Default, &[]);
    let shelf = Shelf::new("bench".to_owned(), 1, String::new());
    inquit::app::open::open(document, Settings::default(), keymap, shelf, size, None)
}

/// Plain looks.
pub fn theme() -> Theme {
    Theme::new(&Wish::default(), Colours::Many, false)
}

/// The interview as it is after recognition, which a book of this size need not go through.
pub fn book(bytes: usize) -> Interview {
    let mut book = Interview::default();
    for line in interview(bytes).lines().filter(|line| !line.is_empty()).skip(2) {
        let (role, text) = match (line.strip_prefix("Mara Lind: "), line.strip_prefix("Jens Aabye: ")) {
            (Some(text), _) => (Role::Question, text),
            (None, text) => (Role::Answer, text.unwrap_or(line)),
        };
        let id = ParaId(book.paragraphs.len() as u32);
        let text = CleanText::new(text);
        book.paragraphs.push(Paragraph { text, source: 0..0, role, speaker: None, time: None, unsure: false });
        if role == Role::Question {
            book.exchanges.push(Exchange { question: vec![id].into(), ..Exchange::default() });
        } else if let Some(exchange) = book.exchanges.last_mut() {
            exchange.answer.push(id);
        }
    }
    book
}
