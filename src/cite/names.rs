//! Personal names, as far as citations need them: who is whose family, and what is no part of a name.
//!
//! A name is split only where the way it is written says how. One word, a name in a script without blanks, and the name of
//! a group stay whole.

use crate::interview::words::is_wide;

/// A name in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Given names and initials; empty for a name that stays whole.
    pub given: String,
    /// "van der", "de": between given and family name.
    pub particle: String,
    /// The family name, or the whole of a name that is not split.
    pub family: String,
    /// "Jr.", "III".
    pub suffix: String,
    /// Whether the family name is written first, as in Chinese, Japanese, Korean and Hungarian names that say so.
    pub family_first: bool,
}

/// Forms of address, ranks and offices that stand before a name, in small letters and without full stop.
const TITLES: &[&str] = &[
    "adm",
    "amb",
    "ambassador",
    "bishop",
    "brother",
    "capt",
    "captain",
    "col",
    "colonel",
    "cpt",
    "dame",
    "dipl.-ing",
    "dña",
    "doctor",
    "don",
    "doña",
    "dott",
    "dr",
    "dra",
    "fr",
    "frau",
    "gen",
    "general",
    "gov",
    "governor",
    "herr",
    "hon",
    "imam",
    "lady",
    "lord",
    "lt",
    "m",
    "madame",
    "maj",
    "major",
    "mag",
    "mevrouw",
    "mgr",
    "minister",
    "miss",
    "mlle",
    "mme",
    "mr",
    "mrs",
    "ms",
    "mx",
    "pastor",
    "president",
    "prof",
    "professor",
    "rabbi",
    "rep",
    "rev",
    "reverend",
    "sen",
    "senator",
    "señor",
    "señora",
    "sgt",
    "sig",
    "signor",
    "signora",
    "sir",
    "sister",
    "sr",
    "sra",
    "srta",
];

/// Words that belong to the family name that follows them, where they are written small.
const PARTICLES: &[&str] = &[
    "'t", "af", "al", "am", "an", "auf", "av", "ap", "bat", "bin", "bint", "ben", "d'", "da", "dal", "de", "degli",
    "dei", "del", "della", "delle", "den", "der", "des", "di", "dos", "du", "e", "el", "het", "ibn", "im", "la", "las",
    "le", "li", "lo", "los", "op", "te", "ten", "ter", "tot", "van", "vom", "von", "zu", "zum", "zur", "’t", "und",
    "y", "i",
];

/// The same written large, as families in America do: then they belong to the name itself.
const BEFORE_FAMILY: &[&str] =
    &["De", "Del", "Della", "Den", "Der", "Di", "Du", "La", "Le", "Los", "St.", "Van", "Von"];

/// Degrees and orders after a name, in small letters and without full stops.
const DEGREES: &[&str] = &[
    "ba", "bsc", "cbe", "cpa", "dds", "dphil", "dphd", "edd", "esq", "esquire", "facs", "frs", "jd", "kbe", "llb",
    "llm", "ma", "mba", "mbe", "md", "mfa", "mph", "msc", "msw", "obe", "osb", "phd", "ret", "rn", "scd", "sj", "usn",
    "usa", "usmc",
];

/// Words that only names of groups have.
const GROUPS: &[&str] = &[
    "archive",
    "archives",
    "association",
    "authors",
    "club",
    "college",
    "committee",
    "council",
    "department",
    "editors",
    "institute",
    "journal",
    "library",
    "magazine",
    "museum",
    "news",
    "office",
    "press",
    "project",
    "radio",
    "redaktion",
    "review",
    "school",
    "society",
    "staff",
    "students",
    "team",
    "university",
];

/// Words of two names that are one person's each.
const BETWEEN: &[&str] = &[" and ", " & ", " und ", " et ", " y ", " og ", " och "];

impl Name {
    /// A name that stays whole.
    fn whole(text: &str) -> Self {
        Self { family: text.to_owned(), ..Self::default() }
    }

    /// Whether the name is not split.
    pub fn is_whole(&self) -> bool {
        self.given.is_empty() && self.particle.is_empty()
    }

    /// "Jan van der Berg", "Martin Luther King Jr.".
    pub fn full(&self) -> String {
        let family = self.family_name();
        let parts: [&str; 3] =
            if self.family_first { [&family, &self.given, &self.suffix] } else { [&self.given, &family, &self.suffix] };
        joined(&parts, " ")
    }

    /// "van der Berg, Jan", "King, Martin Luther, Jr.": for lists. A name that stays whole, and one whose family name
    /// comes first anyway, has no comma.
    pub fn sorted(&self) -> String {
        let family = self.family_name();
        if self.family_first {
            return joined(&[&family, &self.given], " ");
        }
        joined(&[&family, &self.given, &self.suffix], ", ")
    }

    /// "van der Berg, J.", "King, M. L., Jr.": as APA writes it. Scripts without capitals have no initials.
    pub fn initials(&self) -> String {
        let capitals = |c: char| c.is_lowercase() || c.is_uppercase();
        if !self.given.contains(capitals) {
            return self.sorted();
        }
        joined(&[&self.family_name(), &initials(&self.given), &self.suffix], ", ")
    }

    /// "van der Berg".
    pub fn family_name(&self) -> String {
        // "d'" and "al-" lean on the name.
        let glue = if self.particle.ends_with(['\'', '’', '-']) { "" } else { " " };
        joined(&[&self.particle, &self.family], glue)
    }
}

fn joined(parts: &[&str], glue: &str) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(glue)
}

/// "J.-P. R." of "Jean-Paul Robert". Nicknames in quotation marks are no names.
fn initials(given: &str) -> String {
    let initial = |word: &str| word.chars().find(|c| c.is_alphanumeric()).map(|c| format!("{}.", c.to_uppercase()));
    let words = given.split_whitespace().filter(|word| !word.starts_with(['“', '"', '(', '‘', '„', '«']));
    let of = |word: &str| -> String {
        // "J.R.R." is three initials.
        let dotted = word.matches('.').count() > 1;
        let parts: Vec<&str> =
            if dotted { word.split('.').collect() } else { word.split(['-', '‐', '‑']).collect() };
        parts.into_iter().filter_map(initial).collect::<Vec<_>>().join(if dotted { " " } else { "-" })
    };
    words.map(of).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The people that a text names: several are separated by semicolons, or by "and" where both sides are full names.
pub fn people(text: &str) -> Vec<Name> {
    let mut names = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        names.extend(several(part).into_iter().map(parse).filter(|name| !name.family.is_empty()));
    }
    names
}

fn several(text: &str) -> Vec<&str> {
    for between in BETWEEN {
        if let Some((before, after)) = text.split_once(between) {
            let full = |name: &str| name.split_whitespace().count() > 1 && name.starts_with(char::is_uppercase);
            let before: Vec<&str> = before.split(", ").collect();
            if full(after) && before.iter().all(|name| full(name)) && !is_group(text) {
                return before.into_iter().chain(several(after)).collect();
            }
        }
    }
    vec![text]
}

fn is_group(text: &str) -> bool {
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    words.into_iter().any(|word| GROUPS.contains(&&word[..])) || text.starts_with("The ")
}

/// One person's name in its parts.
pub fn parse(text: &str) -> Name {
    let text: String = without_brackets(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_matches([',', ' ']);
    if is_group(text) {
        return Name::whole(text);
    }
    let (text, mut suffix) = without_endings(text);
    let (main, after) = match text.split_once(", ") {
        Some((family, given)) => (family.trim(), Some(given.trim())),
        None => (&text[..], None),
    };
    if let Some(given) = after {
        // The writer said which is the family name.
        let mut name = split_particle(main);
        without_titles(given).clone_into(&mut name.given);
        name.suffix = suffix;
        return name;
    }
    let bare = without_titles(main);
    let mut words: Vec<&str> = bare.split(' ').collect();
    if is_wide(bare) {
        return match words[..] {
            [family, given] => {
                Name { family: family.to_owned(), given: given.to_owned(), family_first: true, ..Name::default() }
            }
            _ => Name::whole(bare),
        };
    }
    if words.len() < 2 {
        return Name { suffix: std::mem::take(&mut suffix), ..Name::whole(bare) };
    }
    // The family name is the last word, with the particles before it; "Ortega y Gasset" and "von und zu Stein" are one.
    let mut from = words.len() - 1;
    while from > 1 && (is_particle(words[from - 1]) || BEFORE_FAMILY.contains(&words[from - 1])) {
        from -= 1;
        let joins = matches!(words[from], "y" | "i" | "e" | "und");
        if joins && from > 1 && !is_particle(words[from - 1]) {
            from -= 1;
        }
    }
    let family = words.split_off(from).join(" ");
    let mut name = split_particle(&family);
    name.given = words.join(" ");
    name.suffix = suffix;
    name
}

fn is_particle(word: &str) -> bool {
    word.starts_with(|c: char| c.is_lowercase() || matches!(c, '\'' | '’'))
        && PARTICLES.contains(&&word.to_lowercase()[..])
}

/// "van der Berg" as particle and name.
fn split_particle(family: &str) -> Name {
    let words: Vec<&str> = family.split(' ').collect();
    let count = words.iter().take(words.len() - 1).take_while(|word| is_particle(word)).count();
    let (particle, rest) = words.split_at(count);
    let (mut particle, mut rest) = (particle.join(" "), rest.join(" "));
    if particle.is_empty()
        && let Some(lean) =
            ["d'", "d’", "al-", "el-"].iter().find(|lean| rest.starts_with(**lean) && rest.len() > lean.len())
    {
        particle.push_str(lean);
        rest.drain(..lean.len());
    }
    Name { particle, family: rest, ..Name::default() }
}

/// The name without forms of address before it, as long as a name is left.
fn without_titles(text: &str) -> &str {
    let mut rest = text;
    while let Some((first, more)) = rest.split_once(' ') {
        let word = first.trim_end_matches('.').to_lowercase();
        // "M. Bauer" is Monsieur, "M. L. King" is not; a single letter is taken for an initial where more follow.
        let initial = word.chars().count() == 1 && more.contains(' ');
        if !TITLES.contains(&&word[..]) || more.trim().is_empty() || initial {
            break;
        }
        rest = more.trim_start();
    }
    rest
}

/// The name without degrees and class years at its end, and "Jr." or "III", which is kept.
fn without_endings(text: &str) -> (String, String) {
    let mut rest = text.to_owned();
    let mut suffix = String::new();
    while let Some((before, last)) = rest.rsplit_once(' ') {
        let last = last.trim_matches(',');
        let plain: String = last.chars().filter(|c| *c != '.').collect::<String>().to_lowercase();
        let comma = before.ends_with(',');
        let class_year = last
            .strip_prefix(['\'', '’', '‘', '`'])
            .is_some_and(|digits| (2..=4).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit()));
        // In capitals, with full stops, or after a comma: "Ma" is a name, "MA" a degree.
        let degree = DEGREES.contains(&&plain[..])
            && (comma || last.contains('.') || last.chars().filter(|c| c.is_uppercase()).count() > 1);
        let kept = match &plain[..] {
            "jr" | "jnr" | "junior" if plain != "junior" || comma => Some("Jr."),
            "sr" | "snr" => Some("Sr."),
            "ii" | "iii" | "iv" if last.chars().all(char::is_uppercase) => Some(last),
            _ => None,
        };
        if let Some(kept) = kept {
            kept.clone_into(&mut suffix);
        } else if !class_year && !degree {
            break;
        }
        let shorter = before.trim_end_matches([',', ' ']).to_owned();
        rest = shorter;
    }
    (rest, suffix)
}

/// Pronouns, institutions and class years in brackets are no part of a name.
fn without_brackets(text: &str) -> String {
    let (mut out, mut depth) = (String::new(), 0_usize);
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    if out.trim().is_empty() { text.to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_as_they_are_written() {
        for (text, full, sorted, initials) in [
            ("Dr. Elizabeth Wishnick", "Elizabeth Wishnick", "Wishnick, Elizabeth", "Wishnick, E."),
            ("Erin Kim '28", "Erin Kim", "Kim, Erin", "Kim, E."),
            ("Erin Kim ’28", "Erin Kim", "Kim, Erin", "Kim, E."),
            ("Erin Kim (she/her)", "Erin Kim", "Kim, Erin", "Kim, E."),
            ("Prof. Dr. Jan van der Berg, PhD", "Jan van der Berg", "van der Berg, Jan", "van der Berg, J."),
            ("Martin Luther King Jr.", "Martin Luther King Jr.", "King, Martin Luther, Jr.", "King, M. L., Jr."),
            ("John Smith, III", "John Smith III", "Smith, John, III", "Smith, J., III"),
            ("Jean-Paul Sartre", "Jean-Paul Sartre", "Sartre, Jean-Paul", "Sartre, J.-P."),
            ("J.R.R. Tolkien", "J.R.R. Tolkien", "Tolkien, J.R.R.", "Tolkien, J. R. R."),
            ("José Ortega y Gasset", "José Ortega y Gasset", "Ortega y Gasset, José", "Ortega y Gasset, J."),
            ("García Márquez, Gabriel", "Gabriel García Márquez", "García Márquez, Gabriel", "García Márquez, G."),
            ("Martin Van Buren", "Martin Van Buren", "Van Buren, Martin", "Van Buren, M."),
            ("Jeanne d’Arc", "Jeanne d’Arc", "d’Arc, Jeanne", "d’Arc, J."),
            ("Yo-Yo Ma", "Yo-Yo Ma", "Ma, Yo-Yo", "Ma, Y.-Y."),
            ("Mara Olsen, M.D., Ph.D.", "Mara Olsen", "Olsen, Mara", "Olsen, M."),
            ("William “Bill” Hart", "William “Bill” Hart", "Hart, William “Bill”", "Hart, W."),
            ("Ibrahim ibn Yusuf", "Ibrahim ibn Yusuf", "ibn Yusuf, Ibrahim", "ibn Yusuf, I."),
            ("Prince", "Prince", "Prince", "Prince"),
            ("Dr. Sato", "Sato", "Sato", "Sato"),
            ("山田 太郎", "山田 太郎", "山田 太郎", "山田 太郎"),
            ("Иван Петров", "Иван Петров", "Петров, Иван", "Петров, И."),
            ("ليلى حداد", "ليلى حداد", "حداد, ليلى", "حداد, ليلى"),
            ("김민준", "김민준", "김민준", "김민준"),
            ("Project staff", "Project staff", "Project staff", "Project staff"),
            ("The Harbour Museum", "The Harbour Museum", "The Harbour Museum", "The Harbour Museum"),
        ] {
            let name = parse(text);
            assert_eq!(
                (&name.full()[..], &name.sorted()[..], &name.initials()[..]),
                (full, sorted, initials),
                "{text}"
            );
        }
    }

    #[test]
    fn several_people_are_told_apart() {
        for (text, expected) in [
            ("Mara Olsen and Jens Dahl", "Olsen, Mara | Dahl, Jens"),
            ("Mara Olsen, Jens Dahl & Ida Lund", "Olsen, Mara | Dahl, Jens | Lund, Ida"),
            ("Olsen, Mara; Dahl, Jens", "Olsen, Mara | Dahl, Jens"),
            ("Mara and Jens Dahl", "Dahl, Mara and Jens"),
            ("Department of Boats and Ships Office", "Department of Boats and Ships Office"),
            (" ; ", ""),
        ] {
            let names: Vec<String> = people(text).iter().map(Name::sorted).collect();
            assert_eq!(names.join(" | "), expected, "{text}");
        }
    }
}
