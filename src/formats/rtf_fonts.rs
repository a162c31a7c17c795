//! What the tables at the head of an RTF file say: which encoding a font has, what a style is.

use std::collections::HashMap;

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250, WINDOWS_1251,
    WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

use super::docx_styles::said;

/// The encoding of a code page, by its number. Old DOS pages other than the Russian one are read as Windows' own.
pub fn code_page(number: i32) -> &'static Encoding {
    match number {
        866 => IBM866,
        874 => WINDOWS_874,
        932 => SHIFT_JIS,
        936 => GBK,
        949 | 1361 => EUC_KR,
        950 => BIG5,
        1250 => WINDOWS_1250,
        1251 => WINDOWS_1251,
        1253 => WINDOWS_1253,
        1254 => WINDOWS_1254,
        1255 => WINDOWS_1255,
        1256 => WINDOWS_1256,
        1257 => WINDOWS_1257,
        1258 => WINDOWS_1258,
        10000 => MACINTOSH,
        65001 => UTF_8,
        _ => WINDOWS_1252,
    }
}

/// The encoding of a font, by the number of its character set. `None` where it is that of the document.
pub fn charset(number: i32) -> Option<&'static Encoding> {
    Some(code_page(match number {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 | 130 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178..=180 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    }))
}

/// What a style says of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Level of the heading; 0 for none.
    pub heading: u8,
    /// A quotation.
    pub quote: bool,
    /// It is named for questions, or for answers.
    pub said: Option<bool>,
}

/// The tables.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    fonts: HashMap<i32, &'static Encoding>,
    styles: HashMap<i32, Style>,
}

impl Tables {
    /// A font has this character set.
    pub fn font(&mut self, font: i32, set: i32) {
        if let Some(encoding) = charset(set) {
            self.fonts.insert(font, encoding);
        }
    }

    /// The encoding of a font that says one.
    pub fn encoding(&self, font: i32) -> Option<&'static Encoding> {
        self.fonts.get(&font).copied()
    }

    /// A style has this name.
    pub fn name_style(&mut self, style: i32, name: &str) {
        let lower = name.trim().trim_end_matches(';').to_lowercase();
        let level = lower.strip_prefix("heading ").and_then(|level| level.trim().parse::<u8>().ok());
        let heading = level.or((lower == "title").then_some(1)).unwrap_or(0).min(6);
        self.styles.insert(style, Style { heading, quote: lower.contains("quote"), said: said(&lower) });
    }

    /// What a style says.
    pub fn style(&self, style: i32) -> Style {
        self.styles.get(&style).copied().unwrap_or_default()
    }
}
