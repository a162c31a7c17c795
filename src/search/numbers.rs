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
    // "twentyone", "einundzwanzig": a word of two.
    (21..100).find(|&number| spelled(number, words, language).as_deref() == Some(word)).map(|number| number.to_string())
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
    let ones = words[ones as usize];
    match language {
        "en" => Some(format!("{tens}{ones}")),
        "de" => Some(format!("{}und{tens}", if ones == "eins" { "ein" } else { ones })),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
