//! Interviews in two languages: one side asks in one, the other answers in another.
//!
//! Then the language of a paragraph says more than its words, which are looked for in the lists of one language only. It
//! counts where the questions that end with a sign are of one language and what follows them of another, nearly all.

use whatlang::{Detector, Lang};

use super::features::Look;
use super::raw::{Raw, floor};

/// Fewest questions with a sign.
const LEAST: usize = 3;

/// Letters of which a language can be told, among two.
const LETTERS: usize = 12;

/// How sure its language must be for a paragraph to count.
const SURE: f64 = 0.2;

/// Bytes of each side whose language is told: first a few, and only where these are not of one language more.
const GLANCE: usize = 500;
const SAMPLE: usize = 4000;

/// For each paragraph whether its language says that it asks; empty where the text is in one language.
pub fn asking(paragraphs: &[&Raw], looks: &[Look]) -> Vec<Option<bool>> {
    let joined = |asks: bool, most: usize| {
        let mut text = String::new();
        let pairs = looks.iter().enumerate().filter(|(at, look)| {
            if asks { look.ends } else { !look.ends && at.checked_sub(1).is_some_and(|before| looks[before].ends) }
        });
        let mut count = 0;
        for (at, _) in pairs {
            if text.len() < most {
                let paragraph = &paragraphs[at].text;
                text.push_str(&paragraph[..floor(paragraph, most)]);
                text.push('\n');
            }
            count += 1;
        }
        (text, count)
    };
    let sure = |text: &str| whatlang::detect(text).filter(whatlang::Info::is_reliable).map(|info| info.lang());
    let mut sides = None;
    // Nearly every text is in one language, and a glance says so.
    for most in [GLANCE, SAMPLE] {
        let ((asked, count), (answered, replies)) = (joined(true, most), joined(false, most));
        if count < LEAST || replies < LEAST {
            return Vec::new();
        }
        sides = sure(&asked).zip(sure(&answered));
        if sides.is_some_and(|(asks, answers)| asks == answers) {
            return Vec::new();
        }
    }
    let Some((asks, answers)) = sides else { return Vec::new() };
    let detector = Detector::with_allowlist(vec![asks, answers]);
    let of = |text: &str| -> Option<(Lang, f64)> {
        let letters = text.chars().filter(|c| c.is_alphabetic()).take(LETTERS).count();
        detector.detect(text).filter(|_| letters >= LETTERS).map(|info| (info.lang(), info.confidence()))
    };
    let told: Vec<Option<(Lang, f64)>> = paragraphs.iter().map(|raw| of(&raw.text)).collect();
    // What ends by asking is of the one, what follows it of the other.
    let (mut fits, mut all) = (0, 0);
    for (at, (told, look)) in told.iter().zip(looks).enumerate() {
        let replies = !look.ends && at.checked_sub(1).is_some_and(|before| looks[before].ends);
        if let Some((language, _)) = told
            && (look.ends || replies)
        {
            all += 1;
            fits += usize::from(*language == if look.ends { asks } else { answers });
        }
    }
    if fits * 10 < all * 9 {
        return Vec::new();
    }
    told.iter().map(|told| told.filter(|(_, sure)| *sure >= SURE).map(|(language, _)| language == asks)).collect()
}
