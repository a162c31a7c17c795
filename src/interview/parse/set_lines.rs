//! Lines that are set as lines: "By Mara Olsen" above "Harbour Review" are one paragraph in Markdown, and two things said.

/// Lines longer than this, in characters, are prose that an editor wrapped.
const LONGEST: usize = 60;
/// Most lines of a paragraph that are looked at one by one.
const MOST: usize = 16;

/// Longest source of a paragraph that is looked at, in bytes: lines that are set are few and short, and tags in tags without
/// end would keep whoever takes them off busy.
const SOURCE: usize = 4096;

/// The lines of a paragraph as its source has them, without what marks them up, where several short ones begin like
/// lines; otherwise the text as one.
pub fn of<'a>(text: &'a str, source: &'a str) -> Vec<&'a str> {
    if source.len() > SOURCE {
        return vec![text];
    }
    // Three blanks part columns.
    let breaks = source.split('\n').flat_map(|line| line.split("<br")).flat_map(|line| line.split("   "));
    let lines: Vec<&str> = breaks.map(bare).filter(|line| !line.is_empty()).take(MOST + 1).collect();
    let short = |line: &&str| line.chars().take(LONGEST + 1).count() <= LONGEST && !line.contains(['<', ']']);
    let begins = |line: &&str| !line.starts_with(char::is_lowercase);
    let set = lines.iter().all(short) && lines.iter().all(begins);
    if (2..=MOST).contains(&lines.len()) && (set || lines.iter().all(is_entry)) { lines } else { vec![text] }
}

/// "Interviewer: Mara Olsen"
fn is_entry(line: &&str) -> bool {
    const KEY: usize = 30;
    let key = line.split_once(": ").map(|(key, _)| key);
    key.is_some_and(|key| {
        key.chars().count() <= KEY && key.starts_with(char::is_uppercase) && !key.contains(['.', ',', '?'])
    })
}

/// A line without marks of emphasis and tags around it.
fn bare(line: &str) -> &str {
    const MARKS: [char; 6] = ['*', '_', '>', '#', '\\', '/'];
    let mut rest = line.trim();
    loop {
        let before = rest.len();
        rest = rest.trim_matches(|c: char| c.is_whitespace() || MARKS.contains(&c));
        if let Some((_, behind)) = rest.strip_prefix('<').and_then(|tag| tag.split_once('>')) {
            rest = behind;
        }
        if let Some(at) = rest.rfind("</") {
            rest =
                if rest[at..].trim_start_matches("</").chars().all(char::is_alphanumeric) { &rest[..at] } else { rest };
        }
        if rest.len() == before {
            return rest;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_are_read_one_by_one() {
        for (source, want) in [
            ("*Röportaj: Ada Özel\nLiman Dergisi Sayı: 3*", vec!["Röportaj: Ada Özel", "Liman Dergisi Sayı: 3"]),
            ("<p><em>Por Mara Olsen<br />\nDo Porto</em></p>", vec!["Por Mara Olsen", "Do Porto"]),
            ("Interviewer: Mara Olsen\\\nRole: Keeper", vec!["Interviewer: Mara Olsen", "Role: Keeper"]),
            (
                "Interviewer: Mara Olsen\nRecording: https://harbour.example/the/long/way/to/the/recording/of/the/talk",
                vec![
                    "Interviewer: Mara Olsen",
                    "Recording: https://harbour.example/the/long/way/to/the/recording/of/the/talk",
                ],
            ),
            ("ADA MOE, Ohio          OLE ROTH, Texas", vec!["ADA MOE, Ohio", "OLE ROTH, Texas"]),
            ("We met Ida Marit\nBerg on the\nquay.", vec!["whole"]),
            ("One line only", vec!["whole"]),
            ("By [Mara](https://harbour.example)\nKeeper", vec!["whole"]),
        ] {
            assert_eq!(of("whole", source), want, "{source}");
        }
        let nested = format!("{}By Mara Olsen{}\nHarbour", "<i>".repeat(1000), "</i>".repeat(1000));
        assert_eq!(of("whole", &nested), ["whole"]);
    }
}
