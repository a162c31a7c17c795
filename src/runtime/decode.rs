//! From the bytes that a terminal sends to keys, pastes, the mouse, and answers to questions.
//!
//! `vte` takes sequences apart, also those nobody knows, so that whatever a terminal sends (an answer that comes late, a
//! report nobody asked for) is at most swallowed and never taken for keys. A lone Escape and the beginning of a sequence
//! look alike until more comes: who feeds the decoder waits a little ([`Decoder::waits`]) and then says that nothing came.

use vte::{Params, Parser, Perform};

use crate::app::keys::{Code, Key};
use crate::app::msg::MouseAct;

/// Something that the terminal sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something at a column and row, counted from 0.
    Mouse(MouseAct, u16, u16),
    /// Where the cursor stands, row and column counted from 1: the answer to `CSI 6n`.
    Cursor(u16, u16),
}

/// How long to wait for the rest of a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Not at all: nothing has begun.
    No,
    /// As long as a key takes: what has begun may be the Escape key.
    Key,
    /// As long as an answer may take that came in pieces.
    Answer,
    /// Whether a paste has ended, or what was pasted holds the sign that ends one: until no more of it comes.
    Paste,
}

/// The end of a paste.
const PASTED: &[u8; 6] = b"\x1b[201~";

/// Longest paste that is taken in, in bytes; the rest is dropped. Far more than any field holds.
const LONGEST_PASTE: usize = 1 << 20;

/// Takes the bytes of a terminal apart.
#[derive(Default)]
pub struct Decoder {
    parser: Parser,
    sink: Sink,
    paste: Option<Paste>,
    /// What had begun when nothing more came for a while: what comes next may be its rest.
    late: Option<Late>,
    /// The bytes so far of a report of the mouse in its oldest form, which vte does not know.
    report: Option<Vec<u8>>,
}

/// A paste on its way.
#[derive(Default)]
struct Paste {
    bytes: Vec<u8>,
    /// The last bytes that came, also where no more are kept.
    last: [u8; PASTED.len()],
    /// How many bytes were kept when the last sign came that ends a paste. Text that is pasted may hold that sign to have its
    /// rest taken for keys, so the last one counts of those that come at once.
    end: Option<usize>,
    /// What came behind that sign.
    behind: Vec<u8>,
}

impl Paste {
    fn push(&mut self, byte: u8) {
        if self.bytes.len() < LONGEST_PASTE {
            self.bytes.push(byte);
        }
        self.last.rotate_left(1);
        self.last[PASTED.len() - 1] = byte;
        if self.last == *PASTED {
            self.end = Some(self.bytes.len());
            self.behind.clear();
        } else if self.end.is_some() && self.behind.len() < LONGEST_PASTE {
            self.behind.push(byte);
        }
    }

    /// What was pasted, without signs of a beginning or an end.
    fn text(&self) -> String {
        let text = String::from_utf8_lossy(&self.bytes[..self.end.unwrap_or(0)]);
        text.replace("\x1b[201~", "").replace("\x1b[200~", "")
    }
}

/// A sequence that was cut off.
struct Late {
    parser: Parser,
    state: State,
    inside: bool,
}

/// What the parser hands over.
#[derive(Default)]
struct Sink {
    out: Vec<Input>,
    state: State,
    /// Whether something stands in what has begun that no key has.
    inside: bool,
    /// Whether its Escape was given as a key before more came.
    given: bool,
    /// Whether three bytes of the mouse follow.
    reports: bool,
}

/// What has begun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Nothing.
    #[default]
    Ground,
    /// An Escape, and nothing after it yet.
    Escape,
    /// A sequence.
    Sequence,
    /// A text of the terminal's own, such as the answer to a question about colours.
    Text,
    /// An Escape in such a text, which mostly is the first half of its end.
    TextEnd,
    /// `ESC O`, the beginning of some keys' names.
    Single,
    /// `ESC [ [`, the beginning of the Linux console's function keys.
    Console,
    /// `CSI 200~`: a paste follows.
    Pasting,
}

impl Decoder {
    /// Takes in bytes and gives what they say.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Input> {
        for (at, &byte) in bytes.iter().enumerate() {
            if self.late.is_some() && self.is_idle() {
                self.go_on(&bytes[at..]);
            }
            let before = (self.late.is_some(), self.sink.out.len());
            self.byte(byte);
            let pressed = self.sink.out[before.1..].iter().any(|input| matches!(input, Input::Key(_)));
            if before.0 && pressed && byte != 0x1b {
                self.late = None;
            }
        }
        std::mem::take(&mut self.sink.out)
    }

    fn is_idle(&self) -> bool {
        self.sink.state == State::Ground && self.paste.is_none() && self.report.is_none()
    }

    /// Takes up what was cut off, where these bytes are its rest. An answer may come between the two, but no key.
    fn go_on(&mut self, bytes: &[u8]) {
        if bytes.starts_with(b"\x1b") && !bytes.starts_with(b"\x1b\\") {
            return;
        }
        if let Some(late) = self.late.take().filter(|late| late.goes_on_with(bytes)) {
            self.sink.given = late.state == State::Escape;
            (self.parser, self.sink.state, self.sink.inside) = (late.parser, late.state, late.inside);
        }
    }

    /// Whether the last bytes may be the beginning of something.
    pub fn waits(&self) -> Wait {
        match (self.sink.state, &self.paste) {
            (_, Some(Paste { end: Some(_), .. })) => Wait::Paste,
            (_, Some(_)) => Wait::No,
            _ if self.report.is_some() => Wait::Answer,
            (State::Ground | State::Pasting, None) => Wait::No,
            (State::Sequence | State::Text, None) if self.sink.inside => Wait::Answer,
            (State::TextEnd, None) => Wait::Answer,
            _ => Wait::Key,
        }
    }

    /// Nothing more came: what had begun is a key, or is dropped, or a paste is whole.
    pub fn nothing_came(&mut self) -> Vec<Input> {
        if let Some(paste) = self.paste.take_if(|paste| paste.end.is_some()) {
            self.sink.out.push(Input::Paste(paste.text()));
            return self.feed(&paste.behind);
        }
        if self.paste.is_some() {
            return Vec::new();
        }
        let (state, alt) = (std::mem::take(&mut self.sink.state), !std::mem::take(&mut self.sink.given));
        let key = match state {
            State::Escape => Some(Key { code: Code::Esc, ctrl: false, alt: false }),
            State::Single => Some(Key { code: Code::Char('O'), ctrl: false, alt }),
            State::Sequence if !self.sink.inside => Some(Key { code: Code::Char('['), ctrl: false, alt }),
            State::Text if !self.sink.inside && !alt => Some(Key { code: Code::Char(']'), ctrl: false, alt }),
            _ => None,
        };
        let (parser, inside) = (std::mem::take(&mut self.parser), std::mem::take(&mut self.sink.inside));
        self.late = (state != State::Ground).then_some(Late { parser, state, inside });
        (self.report, self.sink.reports) = (None, false);
        key.map(Input::Key).into_iter().collect()
    }

    fn byte(&mut self, byte: u8) {
        if let Some(paste) = &mut self.paste {
            return paste.push(byte);
        }
        if let Some(report) = &mut self.report {
            report.push(byte);
            if let &[button, column, row] = &report[..] {
                let cell = |byte: u8| u16::from(byte).saturating_sub(32);
                self.sink.old_mouse(&[u16::from(button), cell(column), cell(row)]);
                self.report = None;
            }
            return;
        }
        match (byte, self.sink.state) {
            (0x1b, State::Escape) => {
                // An answer came right behind the key.
                let mut parser = Parser::new();
                parser.advance(&mut self.sink, &[byte]);
                self.late = Some(Late { parser, state: State::Escape, inside: false });
                self.sink.key(Code::Esc);
            }
            (0x1b, State::Text | State::TextEnd) => self.sink.state = State::TextEnd,
            (0x1b, _) => self.begin(State::Escape),
            (0x7f, State::Ground | State::Escape) => {
                let alt = self.sink.state == State::Escape;
                self.parser = Parser::new();
                self.sink.state = State::Ground;
                return self.sink.push(Code::Backspace, false, alt);
            }
            // A control character ends a sequence that it stands in, and Alt goes with one behind an Escape.
            (0..0x20, State::Escape) => {
                self.parser = Parser::new();
                self.sink.state = State::Ground;
                return self.sink.control(byte, true);
            }
            (b'[', State::Escape) => self.sink.state = State::Sequence,
            (b']' | b'P' | b'X' | b'^' | b'_', State::Escape) => self.sink.state = State::Text,
            // An Escape that ends nothing begins something else.
            (b'\\', State::TextEnd) => {}
            (b'[', State::TextEnd) => self.begin(State::Sequence),
            (b']' | b'P' | b'X' | b'^' | b'_', State::TextEnd) => self.begin(State::Text),
            (_, State::TextEnd) => self.begin(State::Escape),
            (b'A'..=b'D' | b'F' | b'H' | b'Z' | b'[', State::Sequence) => {}
            (_, State::Sequence | State::Text) => self.sink.inside = true,
            _ => {}
        }
        self.parser.advance(&mut self.sink, &[byte]);
        if self.sink.state == State::Pasting {
            self.sink.state = State::Ground;
            self.paste = Some(Paste::default());
        } else if std::mem::take(&mut self.sink.reports) {
            self.report = Some(Vec::new());
        }
    }

    fn begin(&mut self, state: State) {
        self.sink.state = state;
        self.sink.inside = false;
        self.sink.given = false;
    }
}

impl Late {
    /// Whether these bytes look like the rest of what was cut off, and not like keys that somebody pressed afterwards.
    fn goes_on_with(&self, bytes: &[u8]) -> bool {
        match self.state {
            State::Escape => match bytes {
                [b'[' | b']' | b'O'] => true,
                [b'[', rest @ ..] => sequence_goes_on(rest, false),
                [b'O', letter, ..] => matches!(letter, b'A'..=b'D' | b'F' | b'H' | b'M' | b'P'..=b'S'),
                [b']', b'0'..=b'9', ..] | [b'P', b'0'..=b'9' | b'>' | b'=' | b'!' | b'$' | b'+', ..] => true,
                [b']' | b'P' | b'X' | b'^' | b'_', rest @ ..] => text_ends(rest),
                _ => false,
            },
            State::Sequence => sequence_goes_on(bytes, self.inside),
            State::Single => matches!(bytes, [b'A'..=b'D' | b'F' | b'H' | b'M' | b'P'..=b'S', ..]),
            State::Text => text_ends(bytes),
            State::TextEnd => bytes.starts_with(b"\\"),
            State::Ground | State::Console | State::Pasting => false,
        }
    }
}

/// Whether these are the rest of a sequence, as far as it has come; `inside` where it has something that no key has.
fn sequence_goes_on(bytes: &[u8], inside: bool) -> bool {
    let numbers = bytes.iter().take_while(|byte| matches!(byte, b' '..=b'?')).count();
    match bytes.get(numbers) {
        Some(last) if inside || numbers > 0 => matches!(last, b'@'..=b'~'),
        Some(last) => matches!(last, b'A'..=b'D' | b'F' | b'H' | b'I' | b'O' | b'Z'),
        None => numbers > 1 || (numbers == 1 && !inside),
    }
}

/// Whether a text of the terminal's own ends in these bytes, and nothing else stands before that.
fn text_ends(bytes: &[u8]) -> bool {
    let text = bytes.iter().take_while(|byte| **byte >= b' ').count();
    matches!(&bytes[text..], [0x07, ..] | [0x1b] | [0x1b, b'\\', ..])
}

impl Sink {
    fn push(&mut self, code: Code, ctrl: bool, alt: bool) {
        // Modified arrows and named keys mean what the plain ones do.
        let named = !matches!(code, Code::Char(_) | Code::Backspace);
        self.out.push(Input::Key(Key { code, ctrl: ctrl && !named, alt: alt && !named }));
    }

    fn key(&mut self, code: Code) {
        self.push(code, false, false);
    }

    fn control(&mut self, byte: u8, alt: bool) {
        match byte {
            b'\r' => self.push(Code::Enter, false, alt),
            b'\t' => self.push(Code::Tab, false, alt),
            0 => self.push(Code::Char(' '), true, alt),
            1..=26 => self.push(Code::Char(char::from(byte - 1 + b'a')), true, alt),
            28..=31 => self.push(Code::Char(char::from(byte - 28 + b'4')), true, alt),
            _ => {}
        }
    }

    /// A key that a letter names, behind `ESC O` or in `CSI 1;2 A`.
    fn lettered(&mut self, letter: u8) {
        let code = match letter {
            b'A' => Code::Up,
            b'B' => Code::Down,
            b'C' => Code::Right,
            b'D' => Code::Left,
            b'F' => Code::End,
            b'H' => Code::Home,
            b'M' => Code::Enter,
            b'Z' => Code::BackTab,
            b'P'..=b'S' => Code::F(letter - b'P' + 1),
            _ => return,
        };
        self.key(code);
    }

    /// A key that a number names: `CSI 5~`.
    fn numbered(&mut self, number: u16) {
        let code = match number {
            1 | 7 => Code::Home,
            3 => Code::Delete,
            4 | 8 => Code::End,
            5 => Code::PageUp,
            6 => Code::PageDown,
            11..=15 => Code::F(number as u8 - 10),
            17..=21 => Code::F(number as u8 - 11),
            23 | 24 => Code::F(number as u8 - 12),
            _ => return,
        };
        self.key(code);
    }

    /// A key by its character, as some terminals send what has no other name: `CSI 97;5u`.
    fn by_character(&mut self, numbers: &[u16]) {
        let modifiers = numbers.get(1).copied().unwrap_or(1).saturating_sub(1);
        let (shift, alt, ctrl) = (modifiers & 1 != 0, modifiers & 2 != 0, modifiers & 4 != 0);
        let code = match numbers.first().copied().unwrap_or(0) {
            13 => Code::Enter,
            27 => Code::Esc,
            9 if shift => Code::BackTab,
            9 => Code::Tab,
            127 => Code::Backspace,
            number => match char::from_u32(u32::from(number)).filter(|c| !c.is_control()) {
                Some(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
                Some(c) if shift => Code::Char(c.to_uppercase().next().unwrap_or(c)),
                Some(c) => Code::Char(c),
                None => return,
            },
        };
        self.push(code, ctrl, alt);
    }

    /// The mouse, as `CSI < button ; column ; row M` says it (`m` for a release).
    fn mouse(&mut self, numbers: &[u16], pressed: bool) {
        let &[button, column, row] = numbers else { return };
        // Bits 2, 3 and 4 are Shift, Alt and Control, bit 5 is motion.
        let act = match (button & !0b1_1100, pressed) {
            (0, true) => MouseAct::Press,
            (0, false) => MouseAct::Release,
            (32, true) => MouseAct::Drag,
            (64, true) => MouseAct::WheelUp,
            (65, true) => MouseAct::WheelDown,
            (66, true) => MouseAct::WheelLeft,
            (67, true) => MouseAct::WheelRight,
            _ => return,
        };
        self.out.push(Input::Mouse(act, column.saturating_sub(1), row.saturating_sub(1)));
    }

    /// The mouse as terminals say it that know no better: the button counts from 32, and a release is not that of a button.
    fn old_mouse(&mut self, numbers: &[u16]) {
        let &[button, column, row] = numbers else { return };
        let button = button.saturating_sub(32);
        let released = button & 0b110_0011 == 3;
        self.mouse(&[if released { 0 } else { button }, column, row], !released);
    }
}

impl Perform for Sink {
    fn print(&mut self, c: char) {
        match std::mem::take(&mut self.state) {
            State::Single => self.lettered(u8::try_from(c).unwrap_or(0)),
            State::Console if ('A'..='E').contains(&c) => self.key(Code::F(c as u8 - b'A' + 1)),
            State::Console => {}
            // What is no character of any encoding was not typed.
            _ if c == char::REPLACEMENT_CHARACTER || c.is_control() => {}
            _ => self.key(Code::Char(c)),
        }
    }

    fn execute(&mut self, byte: u8) {
        // Inside a sequence the terminal's own rules carry out a control character; here it is a key all the same. One that
        // ends a text of the terminal's own was not typed.
        if matches!(self.state, State::Text | State::TextEnd) {
            self.state = State::Ground;
            return;
        }
        self.control(byte, false);
        if self.state != State::Sequence {
            self.state = State::Ground;
        }
    }

    fn csi_dispatch(&mut self, params: &Params, intermediates: &[u8], _ignore: bool, action: char) {
        self.state = State::Ground;
        let numbers: Vec<u16> = params.iter().map(|numbers| numbers.first().copied().unwrap_or(0)).collect();
        let first = numbers.first().copied().unwrap_or(0);
        match (intermediates, action) {
            ([b'<'], 'M' | 'm') => self.mouse(&numbers, action == 'M'),
            ([], 'M') if numbers.len() == 3 => self.old_mouse(&numbers),
            ([], 'M') => self.reports = true,
            ([], '~') if first == 200 => self.state = State::Pasting,
            ([], '~') => self.numbered(first),
            ([], 'u') => self.by_character(&numbers),
            ([], '[') => self.state = State::Console,
            // F3 with a modifier has the form of an answer from the first row; it has no meaning here.
            ([], 'R') if numbers.len() == 2 => self.out.push(Input::Cursor(first, numbers[1])),
            ([], action) if action.is_ascii() => self.lettered(action as u8),
            _ => {}
        }
    }

    fn osc_dispatch(&mut self, _params: &[&[u8]], bell_terminated: bool) {
        if bell_terminated {
            self.state = State::Ground;
        }
    }

    fn esc_dispatch(&mut self, intermediates: &[u8], _ignore: bool, byte: u8) {
        // `ESC \` ends the terminal's own texts and is Alt with a backslash else.
        let text = std::mem::take(&mut self.state) == State::TextEnd;
        match (intermediates, byte) {
            ([], b'O') => self.state = State::Single,
            ([], b'\\') if text => {}
            ([], 0x20..=0x7e) => self.push(Code::Char(char::from(byte)), false, true),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
