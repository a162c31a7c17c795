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
}

/// The end of a paste.
const PASTED: &[u8] = b"\x1b[201~";

/// Longest paste that is taken in, in bytes; the rest is dropped. Far more than any field holds.
const LONGEST_PASTE: usize = 1 << 20;

/// Takes the bytes of a terminal apart.
#[derive(Default)]
pub struct Decoder {
    parser: Parser,
    sink: Sink,
    paste: Option<Vec<u8>>,
}

/// What the parser hands over.
#[derive(Default)]
struct Sink {
    out: Vec<Input>,
    state: State,
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
        for &byte in bytes {
            self.byte(byte);
        }
        std::mem::take(&mut self.sink.out)
    }

    /// Whether the last bytes may be the beginning of something.
    pub fn waits(&self) -> Wait {
        match (self.sink.state, &self.paste) {
            (_, Some(_)) | (State::Ground | State::Pasting, None) => Wait::No,
            (State::Text, None) => Wait::Answer,
            _ => Wait::Key,
        }
    }

    /// Nothing more came: what had begun is a key, or is dropped.
    pub fn nothing_came(&mut self) -> Vec<Input> {
        let key = match self.sink.state {
            State::Escape => Some(Key { code: Code::Esc, ctrl: false, alt: false }),
            State::Single => Some(Key { code: Code::Char('O'), ctrl: false, alt: true }),
            State::Sequence if self.paste.is_none() => Some(Key { code: Code::Char('['), ctrl: false, alt: true }),
            _ => None,
        };
        self.parser = Parser::new();
        self.sink.state = State::Ground;
        key.map(Input::Key).into_iter().collect()
    }

    fn byte(&mut self, byte: u8) {
        if let Some(paste) = &mut self.paste {
            if paste.len() < LONGEST_PASTE {
                paste.push(byte);
            } else {
                // Only the end is still looked for.
                paste.rotate_left(1);
                paste[LONGEST_PASTE - 1] = byte;
            }
            if paste.ends_with(PASTED) {
                let text = String::from_utf8_lossy(&paste[..paste.len() - PASTED.len()]).into_owned();
                self.sink.out.push(Input::Paste(text));
                self.paste = None;
            }
            return;
        }
        match (byte, self.sink.state) {
            (0x1b, State::Escape) => self.sink.key(Code::Esc),
            (0x1b, State::Text) => {}
            (0x1b, _) => self.sink.state = State::Escape,
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
            _ => {}
        }
        self.parser.advance(&mut self.sink, &[byte]);
        if self.sink.state == State::Pasting {
            self.sink.state = State::Ground;
            self.paste = Some(Vec::new());
        }
    }
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
            _ => return,
        };
        self.out.push(Input::Mouse(act, column.saturating_sub(1), row.saturating_sub(1)));
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
        // Inside a sequence the terminal's own rules carry out a control character; here it is a key all the same.
        self.control(byte, false);
        if !matches!(self.state, State::Sequence | State::Text) {
            self.state = State::Ground;
        }
    }

    fn csi_dispatch(&mut self, params: &Params, intermediates: &[u8], _ignore: bool, action: char) {
        self.state = State::Ground;
        let numbers: Vec<u16> = params.iter().map(|numbers| numbers.first().copied().unwrap_or(0)).collect();
        let first = numbers.first().copied().unwrap_or(0);
        match (intermediates, action) {
            ([b'<'], 'M' | 'm') => self.mouse(&numbers, action == 'M'),
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
        let text = std::mem::take(&mut self.state) == State::Text;
        match (intermediates, byte) {
            ([], b'O') => self.state = State::Single,
            ([], b'\\') if text => {}
            ([], 0x20..=0x7e) => self.push(Code::Char(char::from(byte)), false, true),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What some bytes are, as the keys are spelled in documents, in one line.
    fn shown(bytes: &[u8]) -> String {
        let mut decoder = Decoder::default();
        let mut inputs = decoder.feed(bytes);
        if decoder.waits() != Wait::No {
            inputs.extend(decoder.nothing_came());
        }
        spelled(&inputs)
    }

    fn spelled(inputs: &[Input]) -> String {
        let one = |input: &Input| match input {
            Input::Key(key) => key.to_string(),
            Input::Paste(text) => format!("<{text}>"),
            Input::Mouse(act, x, y) => format!("{act:?}@{x},{y}"),
            Input::Cursor(row, column) => format!("at {row} {column}"),
        };
        inputs.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn keys_of_many_terminals() {
        for (bytes, keys) in [
            ("jJé東", "j J é 東"),
            ("\r\t\x7f\x01\x1a", "Enter Tab Backspace Ctrl-A Ctrl-Z"),
            ("\x1b[A\x1bOB\x1b[1;5C\x1b[D", "Up Down Right Left"),
            ("\x1b[H\x1bOF\x1b[1~\x1b[4~\x1b[7~\x1b[8~", "Home End Home End Home End"),
            ("\x1b[5~\x1b[6~\x1b[3~\x1b[Z", "PgUp PgDn Delete Shift-Tab"),
            ("\x1bOP\x1b[11~\x1b[[A\x1b[24~\x1b[15~", "F1 F1 F1 F12 F5"),
            ("\x1b", "Esc"),
            ("\x1b\x1b", "Esc Esc"),
            ("\x1b\x1b[A", "Esc Up"),
            ("\x1bx\x1b\x7f", "Alt-X Alt-Backspace"),
            ("\x1b[97;5u\x1b[97;2u\x1b[13u\x1b[27u", "Ctrl-A A Enter Esc"),
            ("\x1b[<0;5;3M\x1b[<32;6;3M\x1b[<0;6;3m", "Press@4,2 Drag@5,2 Release@5,2"),
            ("\x1b[<64;1;1M\x1b[<65;1;1M\x1b[<35;1;1M\x1b[<2;1;1M", "WheelUp@0,0 WheelDown@0,0"),
            ("\x1b[12;40R", "at 12 40"),
            ("\x1b[200~j\x1b[Aq\r\n\x1b[201~q", "<j\x1b[Aq\r\n> q"),
        ] {
            assert_eq!(shown(bytes.as_bytes()).to_lowercase(), keys.to_lowercase(), "{bytes:?}");
        }
    }

    #[test]
    fn what_nobody_asked_for_is_swallowed() {
        for bytes in [
            "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
            "\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
            "\x1b]10;?",
            "\x1b[?62;22c",
            "\x1b[>41;354;0c",
            "\x1b[?2026;2$y",
            "\x1b[?997;1n",
            "\x1b[0n",
            "\x1b[I\x1b[O",
            "\x1bP>|XTerm(379)\x1b\\",
            "\x1bP1+r544e=787465726d\x1b\\",
            "\x1b_Gi=31;OK\x1b\\",
            "\x1b[?0u",
            "\x1b[8;40;120t",
        ] {
            assert_eq!(shown(bytes.as_bytes()), "", "{bytes:?}");
            assert_eq!(shown(format!("a{bytes}b").as_bytes()).split(' ').next(), Some("a"));
        }
        // Afterwards keys are keys again.
        assert_eq!(shown(b"\x1b[?2026;2$yj\x1b[?997;1nk\x1b]11;rgb:0/0/0\x1b\\q"), "j k q");
    }

    #[test]
    fn a_long_paste_keeps_its_beginning_and_ends() {
        let mut decoder = Decoder::default();
        decoder.feed(b"\x1b[200~begin");
        decoder.feed(&vec![b'x'; LONGEST_PASTE + 100]);
        let inputs = decoder.feed(b"\x1b[201~j");
        assert!(matches!(&inputs[..], [Input::Paste(text), Input::Key(_)] if text.len() <= LONGEST_PASTE));
    }

    proptest! {
        #[test]
        fn it_makes_no_difference_how_bytes_arrive(
            pieces in prop::collection::vec(prop::sample::select(vec![
                "j", "é", "\x1b[A", "\x1bOB", "\x1b[5~", "\x1b[12;40R", "\x1b]11;rgb:0/0/0\x1b\\", "\x1b[<0;5;3M",
                "\x1b[200~a\x1bb\x1b[201~", "\x1b[?62;22c", "\r", "\x7f",
            ]), 0..12),
            cut in 0usize..60,
        ) {
            let all = pieces.concat();
            let (one, two) = all.as_bytes().split_at(cut.min(all.len()));
            let mut whole = Decoder::default();
            let mut halves = Decoder::default();
            let mut inputs = halves.feed(one);
            inputs.extend(halves.feed(two));
            prop_assert_eq!(whole.feed(all.as_bytes()), inputs);
        }

        #[test]
        fn no_bytes_make_it_fall(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut decoder = Decoder::default();
            decoder.feed(&bytes);
            decoder.nothing_came();
            // And none make it deaf, once it was quiet for a moment; a paste ends with its end.
            decoder.feed(PASTED);
            decoder.nothing_came();
            prop_assert_eq!(spelled(&decoder.feed(b"j")), "j");
        }
    }
}
