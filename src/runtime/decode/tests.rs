//! Tests of the decoder: keys of many terminals, answers of all kinds cut anywhere, pastes, any bytes at all.

use super::*;
use proptest::prelude::*;

/// What some bytes are, as the keys are spelled in documents, in one line.
fn shown(bytes: &[u8]) -> String {
    in_pieces(&[bytes])
}

/// What some bytes are that come in pieces, with a pause behind each.
fn in_pieces(pieces: &[&[u8]]) -> String {
    let mut decoder = Decoder::default();
    let mut inputs = Vec::new();
    for piece in pieces {
        inputs.extend(decoder.feed(piece));
        while decoder.waits() != Wait::No {
            inputs.extend(decoder.nothing_came());
        }
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
        ("\x1b[<66;3;2M\x1b[<67;3;2M\x1b[<66;3;2m", "WheelLeft@2,1 WheelRight@2,1"),
        ("\x1b[12;40R", "at 12 40"),
        ("\x1b[200~j\x1b[Aq\r\n\x1b[201~q", "<j\x1b[Aq\r\n> q"),
    ] {
        assert_eq!(shown(bytes.as_bytes()).to_lowercase(), keys.to_lowercase(), "{bytes:?}");
    }
}

/// Answers to questions that programs ask, and reports that terminals send by themselves.
const ANSWERS: &[&str] = &[
    "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    "\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
    "\x1b]10;rgb:eeee/eeee/eeee\x07",
    "\x1b]4;1;rgb:cdcd/0000/0000\x1b\\",
    "\x1b]52;c;UXVpdCBub3c=\x1b\\",
    "\x1b]lq;title: quit, jump, q\x1b\\",
    "\x1b[?62;22c",
    "\x1b[>41;354;0c",
    "\x1b[=0c",
    "\x1b[?2026;2$y",
    "\x1b[?997;1n",
    "\x1b[?12;40R",
    "\x1b[0n",
    "\x1b[I",
    "\x1b[O",
    "\x1bP>|XTerm(379)\x1b\\",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1bP1$r0 q\x1b\\",
    "\x1bP!|00000000\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
    "\x1b[?0u",
    "\x1b[8;40;120t",
    "\x1b[4;800;1200t",
    "\x1b[?1;0;256S",
];

#[test]
fn what_nobody_asked_for_is_swallowed() {
    for bytes in ANSWERS {
        assert_eq!(shown(bytes.as_bytes()), "", "{bytes:?}");
        assert_eq!(shown(format!("a{bytes}b").as_bytes()), "a b", "{bytes:?}");
    }
    // One that never ends is dropped, and keys are keys again.
    assert_eq!(in_pieces(&[b"\x1b]10;?", b"j", b"q"]), "j q");
    assert_eq!(in_pieces(&[b"\x1b[?62;2", b"\x1b[A", b"q"]), "Up q");
    assert_eq!(shown(b"\x1b[?2026;2$yj\x1b[?997;1nk\x1b]11;rgb:0/0/0\x1b\\q"), "j k q");
}

#[test]
fn an_answer_that_is_cut_anywhere_by_a_pause_is_no_key() {
    for answer in ANSWERS.iter().filter(|answer| answer.matches('\x1b').count() < 3) {
        let bytes = answer.as_bytes();
        for cut in 1..bytes.len() {
            let (one, two) = bytes.split_at(cut);
            // An Escape with nothing behind it is the key: nobody can know better. `ESC [` is one that nobody has.
            let given = match one {
                b"\x1b" => "Esc ",
                b"\x1b[" => "Alt-[ ",
                _ => "",
            };
            assert_eq!(in_pieces(&[one, two, b"j"]), format!("{given}j"), "{answer:?} cut at {cut}");
        }
        // Byte by byte without a pause there is nothing to guess.
        let mut decoder = Decoder::default();
        let inputs: Vec<Input> = bytes.iter().flat_map(|byte| decoder.feed(&[*byte])).collect();
        assert_eq!((spelled(&inputs).as_str(), decoder.waits()), ("", Wait::No), "{answer:?}");
    }
}

#[test]
fn a_key_whose_bytes_come_apart_is_that_key_and_keys_behind_an_escape_are_themselves() {
    for (pieces, keys) in [
        (&[&b"\x1b"[..], b"[A"][..], "Esc Up"),
        (&[b"\x1b", b"[", b"A"], "Esc [ Up"),
        (&[b"\x1b", b"OB"], "Esc Down"),
        (&[b"\x1b", b"\x1b[1;1R", b"[A"], "Esc at 1 1 Up"),
        (&[b"\x1b", b"\x1b[1;1R[A"], "Esc at 1 1 Up"),
        (&[b"\x1b\x1b[1;1R", b"[A"], "Esc at 1 1 Up"),
        (&[b"\x1b\x1b[1;1R", b"j", b"[A"], "Esc at 1 1 j [ A"),
        (&[b"\x1b[", b"A"], "Alt-[ Up"),
        (&[b"\x1b[1;5", b"C"], "Right"),
        (&[b"\x1b[5", b"~"], "PgUp"),
        (&[b"\x1b", b"j"], "Esc j"),
        (&[b"\x1b", b"["], "Esc ["),
        (&[b"\x1b", b"]", b"j"], "Esc ] j"),
        (&[b"\x1b", b"O", b"x"], "Esc O x"),
        (&[b"\x1b", b"Party"], "Esc P a r t y"),
        (&[b"\x1b", b"[sic]"], "Esc [ s i c ]"),
        (&[b"\x1b", b"5", b"\r"], "Esc 5 Enter"),
        (&[b"\x1b", b"\x1b", b"[A"], "Esc Esc Up"),
    ] {
        assert_eq!(in_pieces(pieces), keys, "{pieces:?}");
    }
}

#[test]
fn the_mouse_in_its_older_forms_is_no_key() {
    assert_eq!(shown(b"\x1b[M $#\x1b[M@$#\x1b[M##$j"), "Press@3,2 Drag@3,2 Release@2,3 j");
    assert_eq!(shown(b"\x1b[32;4;3M\x1b[35;4;3M\x1b[97;4;3Mj"), "Press@3,2 Release@3,2 WheelDown@3,2 j");
    assert_eq!(shown(b"\x1b[M q"), "", "cut off, it is dropped");
    assert_eq!(shown(b"\x1b[M \xff\xffj"), "Press@222,222 j");
}

#[test]
fn what_a_paste_holds_is_never_a_key() {
    for (bytes, keys) in [
        // The sign that ends a paste, inside one.
        ("\x1b[200~a\x1b[201~Q\r\x1b[201~j", "<aQ\r> j"),
        ("\x1b[200~a\x1b[201~Q\x1b[200~b\x1b[201~", "<aQb>"),
        ("\x1b[200~\x1b[200~Q\x1b[201~j", "<Q> j"),
        ("\x1b[200~\x1b[A\x03\x1a\x1b]0;x\x07\x1b[201~", "<\x1b[A\x03\x1a\x1b]0;x\x07>"),
        // Of two pastes at once nothing is a key either.
        ("\x1b[200~a\x1b[201~\x1b[200~b\x1b[201~", "<ab>"),
    ] {
        assert_eq!(shown(bytes.as_bytes()), keys, "{bytes:?}");
    }
    // Wherever its beginning or its end is cut.
    let bytes = b"\x1b[200~Q3Gq\r\x1b[201~";
    for cut in 3..bytes.len() {
        let (one, two) = bytes.split_at(cut);
        assert_eq!(in_pieces(&[one, two, b"j"]), "<Q3Gq\r> j", "cut at {cut}");
    }
}

#[test]
fn a_long_paste_keeps_its_beginning_and_ends() {
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b[200~begin");
    for _ in 0..40 {
        decoder.feed(&vec![b'x'; LONGEST_PASTE / 2]);
    }
    let mut inputs = decoder.feed(b"\x1b[201~j");
    inputs.extend(decoder.nothing_came());
    assert!(
        matches!(&inputs[..], [Input::Paste(text), Input::Key(_)] if text.len() <= LONGEST_PASTE && text.starts_with("begin"))
    );
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
        inputs.extend(halves.nothing_came());
        let mut wanted = whole.feed(all.as_bytes());
        wanted.extend(whole.nothing_came());
        prop_assert_eq!(wanted, inputs);
    }

    #[test]
    fn no_bytes_make_it_fall(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut decoder = Decoder::default();
        decoder.feed(&bytes);
        decoder.nothing_came();
        // And none make it deaf, once it was quiet for a moment; a paste ends with its end. A key may be taken for the rest
        // of an answer that never came, but not two.
        decoder.feed(PASTED);
        while decoder.waits() != Wait::No {
            decoder.nothing_came();
        }
        let first = spelled(&decoder.feed(b"j"));
        decoder.nothing_came();
        prop_assert!(first == "j" || spelled(&decoder.feed(b"j")) == "j");
    }
}
