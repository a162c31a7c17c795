//! Number words and their digits: who types `12` means "twelve" too, and the other way round.

/// Number words of a language, folded: 0 to 20, the tens from 30 to 90, hundred, thousand, million.
type Words = [&'static str; 31];

const ENGLISH: Words = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
];

const GERMAN: Words = [
    "null", "eins", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwolf",
    "dreizehn", "vierzehn", "funfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn", "zwanzig", "dreissig",
    "vierzig", "funfzig", "sechzig", "siebzig", "achtzig", "neunzig", "hundert", "tausend", "million",
];

const FRENCH: Words = [
    "zero",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dixsept",
    "dixhuit",
    "dixneuf",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "soixantedix",
    "quatrevingts",
    "quatrevingtdix",
    "cent",
    "mille",
    "million",
];

const SPANISH: Words = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciseis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "treinta",
    "cuarenta",
    "cincuenta",
    "sesenta",
    "setenta",
    "ochenta",
    "noventa",
    "cien",
    "mil",
    "millon",
];

const ITALIAN: Words = [
    "zero",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
    "venti",
    "trenta",
    "quaranta",
    "cinquanta",
    "sessanta",
    "settanta",
    "ottanta",
    "novanta",
    "cento",
    "mille",
    "milione",
];

/// What the place of a word in its list stands for.
fn value(place: usize) -> u32 {
    match place {
        0..=20 => place as u32,
        21..=27 => (place as u32 - 18) * 10,
        28 => 100,
        29 => 1000,
        _ => 1_000_000,
    }
}

/// The digits of a number word, or the words of a number, as they stand in the vocabulary ("twenty-one" is also there as
/// "twentyone"). `language` is an ISO 639-1 code.
pub(super) fn other_form(word: &str, language: &str) -> Option<String> {
    let words = match language {
        "en" => &ENGLISH,
        "de" => &GERMAN,
        "fr" => &FRENCH,
        "es" => &SPANISH,
        "it" => &ITALIAN,
        _ => return None,
    };
    if word.bytes().all(|b| b.is_ascii_digit()) {
        let number = word.parse().ok().filter(|_| !word.starts_with('0') || word == "0")?;
        return spelled(number, words, language);
    }
    if let Some(place) = words.iter().position(|&known| known == word) {
        return Some(value(place).to_string());
    }
    // "twentyone", "einundzwanzig": a word of two. Every word of a query comes here.
    let twenty = 20;
    let (tens, ones) = words[twenty..28].iter().enumerate().find_map(|(place, tens)| {
        let ones = match language {
            "en" => word.strip_prefix(tens),
            "de" => word.strip_suffix(tens)?.strip_suffix("und"),
            _ => None,
        }?;
        let ones = (1..10).find(|&digit| ones_of(digit, words, language) == ones)?;
        Some((value(twenty + place), ones as u32))
    })?;
    Some((tens + ones).to_string())
}

fn spelled(number: u32, words: &Words, language: &str) -> Option<String> {
    if let Some(place) = (0..words.len()).find(|&place| value(place) == number) {
        return Some(words[place].to_owned());
    }
    let (tens, ones) = (number / 10 * 10, number % 10);
    if !(21..100).contains(&number) {
        return None;
    }
    let tens = words[(0..28).find(|&place| value(place) == tens)?];
    let ones = ones_of(ones as usize, words, language);
    match language {
        "en" => Some(format!("{tens}{ones}")),
        "de" => Some(format!("{ones}und{tens}")),
        _ => None,
    }
}

/// A digit as it stands in a number of two words.
fn ones_of(digit: usize, words: &Words, language: &str) -> &'static str {
    if language == "de" && digit == 1 { "ein" } else { words[digit] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_two_words_are_found_by_their_words() {
        for language in ["en", "de"] {
            for number in 1..100_u32 {
                let word = other_form(&number.to_string(), language).expect("a number with a word");
                assert_eq!(other_form(&word, language), Some(number.to_string()), "{word}");
            }
        }
        for word in
            ["twentyten", "twenty", "twentyzero", "eineundzwanzig", "einsundzwanzig", "undzwanzig", "twentyonetwo"]
        {
            let number = other_form(word, "en").or_else(|| other_form(word, "de"));
            assert_eq!(number.is_some(), word == "twenty", "{word}");
        }
    }

    #[test]
    fn digits_and_words_are_one() {
        for (language, word, digits) in [
            ("en", "twelve", "12"),
            ("en", "thirtyone", "31"),
            ("en", "ninety", "90"),
            ("de", "einundzwanzig", "21"),
            ("de", "zwolf", "12"),
            ("fr", "quarante", "40"),
            ("es", "mil", "1000"),
            ("it", "sette", "7"),
        ] {
            assert_eq!(other_form(word, language).as_deref(), Some(digits));
            assert_eq!(other_form(digits, language).as_deref(), Some(word));
        }
        for word in ["1974", "007", "boat", "", "99999999999999999999"] {
            assert_eq!(other_form(word, "en"), None, "{word}");
        }
    }
}
