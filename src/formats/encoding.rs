//! From bytes to text: which encoding a file has, and what could not be read in it.
//!
//! The first that holds decides: a byte order mark; the pattern of UTF-16; an escape sequence of ISO-2022-JP; UTF-8 that
//! is valid; the charset that the text declares of itself; UTF-8 with a few damaged bytes; a guess by the frequency of
//! letters. A declaration comes after valid UTF-8 because pages are often saved anew and keep their old declaration,
//! while hardly any other text is valid UTF-8 by accident.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    DecoderResult, Encoding, GB18030, GBK, ISO_2022_JP, ISO_8859_15, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252,
};

/// Ends of lines that few programs write, and none beside others.
const LINE_ENDS: [char; 3] = ['\u{2028}', '\u{2029}', '\u{85}'];

/// A text that was decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Name of the encoding.
    pub encoding: &'static str,
    /// The encoding was guessed: neither the file nor the pattern of its bytes says it.
    pub guessed: bool,
    /// Places where bytes mean nothing in this encoding; each is U+FFFD in the text.
    pub damaged: usize,
}

impl Decoded {
    /// What the reader should know of it.
    pub fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        if self.guessed {
            let name = self.encoding;
            warnings.push(format!("The file does not say how its letters are encoded. It was read as {name}."));
        }
        match self.damaged {
            0 => {}
            1 => {
                warnings.push(format!("At 1 place the bytes are no {}; \u{fffd} stands there instead.", self.encoding));
            }
            count => {
                let name = self.encoding;
                warnings.push(format!("At {count} places the bytes are no {name}; \u{fffd} stands there instead."));
            }
        }
        warnings
    }
}

/// The encoding with this label, as the WHATWG Encoding Standard has them. `None` where there is none.
pub fn named(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label_no_replacement(label.trim().as_bytes())
}

/// Decodes a whole file, in the encoding that the reader names or else in the one that it seems to have. `None` if it is
/// no text: it holds control bytes as no text does. Bytes that are handed over become the text, where they can.
pub fn decode<'a>(bytes: impl Into<Cow<'a, [u8]>>, named: Option<&'static Encoding>) -> Option<Decoded> {
    let bytes = bytes.into();
    let mut decoded = match (named, Encoding::for_bom(&bytes)) {
        (Some(named), Some((marked, length))) if named == marked => read(named, &bytes[length..], false),
        (Some(named), _) => read(named, &bytes, false),
        (None, _) => choose(bytes)?,
    };
    // Readers of formats part lines at line feeds.
    if memchr::memchr2(b'\n', b'\r', decoded.text.as_bytes()).is_none() && decoded.text.contains(LINE_ENDS) {
        decoded.text = decoded.text.replace(LINE_ENDS, "\n");
    }
    if hardly_breaks(&decoded.text) {
        decoded.text = decoded.text.replace('\u{a0}', " ");
    }
    // Text with commands for a terminal in it is valid UTF-8 and still a text: cleaning takes them out.
    if decoded.encoding == UTF_8.name() && decoded.damaged == 0 && !decoded.text.contains('\0') {
        return Some(decoded);
    }
    let controls = decoded.text.chars().filter(|c| is_control(*c)).count();
    let all = decoded.text.chars().count();
    // A stray control character does no harm; a file full of them is a program or a picture.
    const MOST: usize = 50;
    let damaged = decoded.damaged * 5 > all.max(20);
    (controls * MOST <= all.max(MOST) && !damaged).then_some(decoded)
}

/// Whether nearly all blanks of a text are such as keep a row from ending there, as some editors and pages write them: then
/// none of them means it.
fn hardly_breaks(text: &str) -> bool {
    const LEAST: usize = 20;
    let kept = memchr::memmem::find_iter(text.as_bytes(), "\u{a0}").count();
    kept >= LEAST && memchr::memchr_iter(b' ', text.as_bytes()).count() * 4 < kept
}

fn is_control(c: char) -> bool {
    // Coloured logs hold escapes, old text files an end-of-file mark, and C1 stands for damage that is counted elsewhere.
    c < ' ' && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1b}' | '\u{1a}')
}

fn choose(bytes: Cow<[u8]>) -> Option<Decoded> {
    if let [0xff, 0xfe, 0, 0, rest @ ..] = &*bytes {
        return Some(utf32(rest, u32::from_le_bytes));
    }
    if let [0, 0, 0xfe, 0xff, rest @ ..] = &*bytes {
        return Some(utf32(rest, u32::from_be_bytes));
    }
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        return Some(read(encoding, &bytes[length..], false));
    }
    if let Some(encoding) = utf16(&bytes).filter(|_| !has_stray_zeros(&bytes)) {
        return Some(read(encoding, &bytes, false));
    }
    let bytes = without_zeros(bytes)?;
    if bytes.windows(3).any(|three| matches!(three, [0x1b, b'$', b'@' | b'B' | b'('])) {
        let found = read(ISO_2022_JP, &bytes, false);
        if found.damaged == 0 {
            return Some(found);
        }
    }
    if std::str::from_utf8(&bytes).is_ok() {
        let text = String::from_utf8(bytes.into_owned()).ok()?;
        return Some(Decoded { text, encoding: UTF_8.name(), guessed: false, damaged: 0 });
    }
    let bytes = &*bytes;
    if let Some(encoding) = declared(bytes).filter(|encoding| *encoding != UTF_8) {
        let found = read(encoding, bytes, false);
        if found.damaged * 100 <= bytes.len() {
            return Some(found);
        }
    }
    if nearly_utf8(bytes) {
        return Some(read(UTF_8, bytes, false));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let mut guess = detector.guess(None, Utf8Detection::Deny);
    if guess == GBK {
        guess = GB18030;
    }
    if guess == WINDOWS_1252 && is_latin_9(bytes) {
        guess = ISO_8859_15;
    }
    Some(read(guess, bytes, true))
}

/// Whether it is UTF-8 with a few zeros in it. Two letters of ASCII, and most of what UTF-8 has beyond it, would be a letter of
/// UTF-16 as well; but in that, a text of letters of ASCII is half zeros, and other scripts are no UTF-8, or full of controls.
fn has_stray_zeros(bytes: &[u8]) -> bool {
    const MOST: usize = 50;
    let controls = bytes.iter().filter(|byte| is_control(char::from(**byte))).count();
    controls * MOST <= bytes.len() && std::str::from_utf8(bytes).is_ok()
}

/// Bytes without the zeros at their end, which stand there where a disk or a power supply failed while the file was written.
/// `None` where there are many elsewhere, as in no text.
fn without_zeros(bytes: Cow<[u8]>) -> Option<Cow<[u8]>> {
    const MOST: usize = 50;
    if memchr::memchr(0, &bytes).is_none() {
        return Some(bytes);
    }
    let end = bytes.iter().rposition(|byte| *byte != 0)? + 1;
    let controls = bytes[..end].iter().filter(|byte| is_control(char::from(**byte))).count();
    if controls * MOST > end {
        return None;
    }
    Some(match bytes {
        bytes if end == bytes.len() => bytes,
        Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[..end]),
        Cow::Owned(mut bytes) => {
            bytes.truncate(end);
            Cow::Owned(bytes)
        }
    })
}

/// Decodes, counting the places that mean nothing.
fn read(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Decoded {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + 16);
    let (mut rest, mut damaged) = (bytes, 0);
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = &rest[read..];
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::Malformed(..) => {
                text.push('\u{fffd}');
                damaged += 1;
            }
            DecoderResult::OutputFull => text.reserve(rest.len().max(64) * 2),
        }
    }
    Decoded { text, encoding: encoding.name(), guessed, damaged }
}

fn utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> Decoded {
    let mut damaged = usize::from(!bytes.len().is_multiple_of(4));
    let mut text = String::with_capacity(bytes.len() / 4);
    for four in bytes.chunks_exact(4) {
        let c = char::from_u32(unit([four[0], four[1], four[2], four[3]]));
        damaged += usize::from(c.is_none());
        text.push(c.unwrap_or('\u{fffd}'));
    }
    Decoded { text, encoding: "UTF-32", guessed: false, damaged }
}

/// UTF-16 without a mark: one order of the bytes gives a text, with more characters that every text has than the other.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    const SAMPLE: usize = 64 * 1024;
    // Every such text has a zero byte: in a blank, a line feed, or a Latin letter.
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if sample.len() < 4 || !sample.contains(&0) {
        return None;
    }
    let weigh = |unit: fn([u8; 2]) -> u16| -> usize {
        let units = sample.chunks_exact(2).map(|two| unit([two[0], two[1]]));
        let (mut all, mut good, mut common) = (0_usize, 0_usize, 0_usize);
        for c in char::decode_utf16(units) {
            let c = c.unwrap_or('\0');
            all += 1;
            let plain = matches!(c, ' '..='~' | '\n' | '\r' | '\t');
            common += usize::from(plain || matches!(c, '、' | '。' | '，' | '！' | '？' | '：'));
            good += usize::from(
                plain
                    || c.is_alphanumeric()
                    || matches!(c, '\u{a0}'..='\u{bf}' | '\u{2010}'..='\u{2040}' | '\u{3000}'..='\u{303f}' | '\u{300}'..='\u{36f}' | '\u{ff00}'..='\u{ff60}'),
            );
        }
        // One damaged character in twenty is borne.
        if all > 0 && good * 20 >= all * 19 { common } else { 0 }
    };
    let (little, big) = (weigh(u16::from_le_bytes), weigh(u16::from_be_bytes));
    match () {
        () if little > big => Some(UTF_16LE),
        () if big > little => Some(UTF_16BE),
        () => None,
    }
}

/// What the text says of itself: `charset=`, `<?xml … encoding=`, in the first kilobytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const HEAD: usize = 4096;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let label = |rest: &str| -> Option<&'static Encoding> {
        let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')));
        // A declaration of UTF-16 that can be read as ASCII is wrong.
        Encoding::for_label(&rest.as_bytes()[..end.unwrap_or(rest.len())]).filter(|found| found.is_ascii_compatible())
    };
    if head.trim_start().starts_with("<?xml") {
        let end = head.find("?>")?;
        return head[..end].find("encoding").and_then(|at| label(&head[at + "encoding".len()..]));
    }
    let tag = head.match_indices("<meta").find_map(|(at, _)| {
        let inside = head[at..].split('>').next()?;
        inside.find("charset").and_then(|at| label(&inside[at + "charset".len()..]))
    });
    tag.or_else(|| head.find("@charset").and_then(|at| label(&format!("={}", &head[at + "@charset".len()..]))))
}

/// Whether a text is UTF-8 with some damage, by the letters of several bytes against the places that mean nothing.
///
/// Far more of the first are enough in any script. In a text that is nearly all ASCII a few are, where they are letters and
/// signs of European texts: in a table of single bytes they would be a capital with an accent and a sign behind it, which no
/// text has, while in such a table nearly every letter beyond ASCII means nothing as UTF-8.
fn nearly_utf8(bytes: &[u8]) -> bool {
    const ODDS: usize = 4;
    const FEW: usize = 2;
    const ASCII: usize = 20;
    let (mut good, mut bad, mut european) = (0_usize, 0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars().filter(|c| !c.is_ascii()) {
            good += 1;
            european += usize::from(matches!(c, '\u{a0}'..='\u{17f}' | '\u{2010}'..='\u{203a}' | '€' | '™'));
        }
        bad += usize::from(!chunk.invalid().is_empty());
    }
    // What was cut within a character is damaged nowhere else.
    let cut = std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none());
    if cut && good > 0 {
        return true;
    }
    let ascii = bytes.iter().filter(|byte| !byte.is_ascii()).count() * ASCII <= bytes.len();
    good >= bad * ODDS || (ascii && good > 0 && european == good && good * FEW >= bad)
}

/// Whether what looks like windows-1252 is ISO 8859-15: none of the bytes that only the first uses, and a euro sign at a
/// number, or letters such as œ and Š where the first has fractions and accents in the middle of words.
fn is_latin_9(bytes: &[u8]) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0xc0);
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let telling = |at: usize| {
        let (before, after) = (at.checked_sub(1).and_then(|at| bytes.get(at)), bytes.get(at + 1));
        let farther = (at.checked_sub(2).and_then(|at| bytes.get(at)), bytes.get(at + 2));
        let blank = |byte: Option<&u8>| matches!(byte, Some(b' ' | 0xa0));
        match bytes[at] {
            0xa4 => {
                digit(before)
                    || digit(after)
                    || (blank(before) && digit(farther.0))
                    || (blank(after) && digit(farther.1))
            }
            0xa6 | 0xa8 | 0xb4 | 0xb8 | 0xbc | 0xbd | 0xbe => {
                letter(after) && !digit(before) || letter(before) && letter(after)
            }
            _ => false,
        }
    };
    !bytes.iter().any(|byte| (0x80..0xa0).contains(byte)) && (0..bytes.len()).any(telling)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seen(bytes: &[u8]) -> Option<(String, &'static str)> {
        decode(bytes, None).map(|decoded| (decoded.text, decoded.encoding))
    }

    #[test]
    fn a_text_that_ends_within_a_character_is_what_it_was() {
        let text = "Maëlle a passé trente ans sur l’île. Elle part é".as_bytes();
        let read = seen(&text[..text.len() - 1]);
        assert_eq!(read, Some(("Maëlle a passé trente ans sur l’île. Elle part \u{fffd}".to_owned(), "UTF-8")));
    }

    #[test]
    fn lines_end_however_they_end() {
        for end in ["\u{2028}", "\u{85}"] {
            let read = seen(["WEBVTT", "", "Why?"].join(end).as_bytes());
            assert_eq!(read, Some(("WEBVTT\n\nWhy?".to_owned(), "UTF-8")));
        }
    }

    #[test]
    fn blanks_that_all_keep_rows_together_are_blanks() {
        let line = "Q. Why did the boat sink before anybody had seen it?\n";
        let kept = line.repeat(3).replace(' ', "\u{a0}");
        assert_eq!(seen(kept.as_bytes()), Some((line.repeat(3), "UTF-8")));
        let french = "Pourquoi a-t-il coulé\u{a0}? Parce que personne ne l’avait vu\u{a0}!\n".repeat(20);
        assert_eq!(seen(french.as_bytes()), Some((french.clone(), "UTF-8")));
    }

    #[test]
    fn a_zero_in_a_text_does_not_make_it_wide() {
        for line in
            ["Marta:Why-did-it-sink?", "它为什么沉了？因为没有人看见。", "Почему-он-утонул?", "なぜ沈んだのですか"]
        {
            for at in [0, 1, 2] {
                let mut bytes = line.repeat(20).into_bytes();
                let end = line.len() * 4 + at;
                let end = (end..bytes.len()).find(|end| std::str::from_utf8(&bytes[..*end]).is_ok()).unwrap();
                bytes.insert(end, 0);
                let (text, name) = seen(&bytes).unwrap();
                assert_eq!((text.replace('\0', ""), name), (line.repeat(20), "UTF-8"), "{at}");
            }
            let wide: Vec<u8> = line.encode_utf16().chain([32]).flat_map(u16::to_le_bytes).collect();
            assert_eq!(seen(&wide).unwrap().1, "UTF-16LE", "{line}");
        }
    }

    #[test]
    fn marks_and_declarations_decide() {
        for (bytes, text, name) in [
            (&b"\xef\xbb\xbfa\xc3\xa9"[..], "aé", "UTF-8"),
            (b"\xff\xfea\0\xe9\0", "aé", "UTF-16LE"),
            (b"\xfe\xff\0a\0\xe9", "aé", "UTF-16BE"),
            (b"\xff\xfe\0\0a\0\0\0", "a", "UTF-32"),
            (b"<meta charset=\"koi8-r\">\xc1", "<meta charset=\"koi8-r\">а", "KOI8-R"),
            (
                b"<?xml version='1.0' encoding='iso-8859-5'?>\xd0",
                "<?xml version='1.0' encoding='iso-8859-5'?>а",
                "ISO-8859-5",
            ),
        ] {
            assert_eq!(seen(bytes), Some((text.to_owned(), name)));
        }
    }

    #[test]
    fn an_old_declaration_does_not_spoil_a_page_that_was_saved_anew() {
        let page = "<meta charset=iso-8859-1><p>Café für zwei</p>";
        assert_eq!(seen(page.as_bytes()), Some((page.to_owned(), "UTF-8")));
    }

    #[test]
    fn damage_is_counted_and_does_not_change_the_encoding() {
        let mut bytes = "Zwölf Möwen flogen über die Mühle, früh, während wir schliefen.".as_bytes().to_vec();
        bytes.insert(2, 0xff);
        // Cut inside a letter, as a download that broke off.
        bytes.extend("Übrigens ähnlich größer schön ö".as_bytes());
        bytes.pop();
        let decoded = decode(&bytes, None).unwrap();
        assert_eq!((decoded.encoding, decoded.damaged, decoded.guessed), ("UTF-8", 2, false));
        assert!(decoded.warnings()[0].starts_with("At 2 places the bytes are no UTF-8"));
    }

    #[test]
    fn a_few_stray_bytes_do_not_spoil_a_text_with_few_letters_beyond_ascii() {
        let text = "She was born near Żywiec and came over in 1949. Her sister stayed behind in Łódź, in a house without a door. \
             The letters went to and fro for eleven years, and then one of them stopped writing. I asked her which of them it \
             was — and she said that it depended on whom one asked."
            .repeat(3);
        let mut bytes = text.clone().into_bytes();
        for (at, stray) in [(700, &b"\x80\x81"[..]), (400, b"\xff"), (100, b"\xff\xc3(")] {
            let at = (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap();
            bytes.splice(at..at, stray.iter().copied());
        }
        let decoded = decode(&bytes, None).unwrap();
        assert_eq!((decoded.encoding, decoded.damaged, decoded.guessed), ("UTF-8", 5, false));
        assert!(decoded.text.contains("Łódź") && decoded.text.contains("— and"));
        assert_eq!(decoded.text.replace(['\u{fffd}', '('], ""), text);
        assert!(decoded.warnings()[0].starts_with("At 5 places the bytes are no UTF-8"));
        // One table of single bytes stays one, also where two of its letters happen to make one of several bytes.
        let french = "Le café était fermé, et l'hôtel à côté aussi. « Où êtes-vous allée ? » On disait déjà que l'été serait là. ".repeat(3);
        let mut bytes = encoding_rs::WINDOWS_1252.encode(&french).0.into_owned();
        bytes.extend(b"CAF\xc3\xa9");
        assert_eq!(decode(&bytes, None).unwrap().encoding, "windows-1252");
        let plain = b"It was called the caf\xe9, and nobody went there who was not na\xefve. ".repeat(4);
        assert_eq!(decode(&plain, None).unwrap().encoding, "windows-1252");
    }

    #[test]
    fn zeros_of_a_broken_disk_take_no_text_along() {
        let text = |bytes: &[u8]| decode(bytes, None).map(|decoded| decoded.text);
        let long = "Mara: Why boats? They float, and that is all that I know of them.".to_owned();
        assert_eq!(text(format!("{long}{}", "\0".repeat(5000)).as_bytes()), Some(long.clone()));
        let torn = long.replacen(' ', "\0 ", 1);
        assert_eq!(text(torn.as_bytes()), Some(torn.clone()));
        assert_eq!(text(&[0; 400]), None);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let noise: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        let without_zero: Vec<u8> = noise.iter().copied().filter(|b| *b != 0).collect();
        for bytes in [
            &noise[..],
            &without_zero,
            b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0",
            b"a\0b\0\0\0c",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        ] {
            assert_eq!(decode(bytes, None), None);
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = decode(&bytes, None);
        }

        #[test]
        fn utf8_is_read_as_it_is(text in "[a-zéüа-я一-龥 ,.\n]{0,80}") {
            prop_assert_eq!(decode(text.as_bytes(), None).map(|decoded| decoded.text), Some(text));
        }
    }
}
