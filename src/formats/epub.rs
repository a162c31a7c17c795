//! E-books: the chapters in reading order, and apart where several of them are interviews.

use std::collections::HashMap;

use super::archive::Archive;
use super::lines::Writer;
use super::xml::{self, attribute, below, name, value};
use super::{Extract, FormatError, Opened, html};
use crate::interview::Meta;
use crate::interview::parse::build;
use crate::text::CleanText;

const WHAT: &str = "e-book";

/// Most chapters.
const CHAPTERS: usize = 5000;

/// Fewest questions of a chapter that is an interview by itself.
const QUESTIONS: usize = 3;

/// A chapter, with its title where it has one.
struct Chapter {
    title: Option<String>,
    extract: Extract,
    /// Who answers, by the names that the text gives; `None` where it is no interview.
    answers: Option<Vec<String>>,
}

/// Reads a book.
///
/// # Errors
/// Where the file is damaged, protected, or has no text.
pub fn read(bytes: &[u8]) -> Result<Opened, FormatError> {
    let mut archive = Archive::new(bytes, WHAT)?;
    let damaged = |why: &str| FormatError::Damaged(WHAT, why.to_owned());
    if let Some(rights) = archive.text("META-INF/encryption.xml")?
        && rights.contains("EncryptedData")
        && !rights.contains("font")
    {
        return Err(FormatError::Locked(WHAT));
    }
    let container = archive.text("META-INF/container.xml")?.ok_or_else(|| damaged("it has no container"))?;
    let document = xml::parse(&container, WHAT)?;
    let package = below(document.root_element(), "rootfile").and_then(|file| attribute(file, "full-path"));
    let package = package.ok_or_else(|| damaged("it names no package"))?.to_owned();
    drop(document);
    let text = archive.text(&package)?.ok_or_else(|| damaged("its package is missing"))?;
    let document = xml::parse(&text, WHAT)?;
    let meta = meta(document.root_element());
    let mut extracts = Vec::new();
    for path in reading_order(document.root_element(), &package) {
        // Pictures and archives may stand in the list too; no text has a zero in it.
        let Some(text) = archive.text(&path)?.filter(|text| !text.contains('\0')) else { continue };
        let extract = html::read_whole(&text);
        drop(text);
        if !extract.bare.is_empty() {
            extracts.push(extract);
        }
    }
    // Whether it is an interview is asked of a chapter among others only.
    let alone = extracts.len() == 1;
    give(extracts.into_iter().map(|extract| chapter(extract, alone)).collect(), meta)
}

/// Paths of the chapters in the archive. Covers and lists of contents that programs use are none.
fn reading_order(root: xml::Node, package: &str) -> Vec<String> {
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let items = root.descendants().filter(|node| name(*node) == "item");
    let manifest: HashMap<&str, xml::Node> = items.filter_map(|item| Some((attribute(item, "id")?, item))).collect();
    let mut paths = Vec::new();
    for reference in root.descendants().filter(|node| name(*node) == "itemref").take(CHAPTERS) {
        let Some(item) = attribute(reference, "idref").and_then(|id| manifest.get(id)) else { continue };
        let is_list = attribute(*item, "properties").is_some_and(|all| all.split(' ').any(|one| one == "nav"));
        if is_list || attribute(reference, "linear") == Some("no") {
            continue;
        }
        if let Some(path) = attribute(*item, "href").map(|href| resolve(folder, href))
            && !paths.contains(&path)
        {
            paths.push(path);
        }
    }
    paths
}

/// A relative address as a path in the archive.
fn resolve(folder: &str, href: &str) -> String {
    let href = href.split(['#', '?']).next().unwrap_or("");
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        let hex = hex.filter(|_| *first == b'%');
        bytes.push(hex.unwrap_or(*first));
        rest = if hex.is_some() { &after[2..] } else { after };
    }
    let href = String::from_utf8_lossy(&bytes).into_owned();
    let mut parts: Vec<&str> = if href.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

fn meta(root: xml::Node) -> Meta {
    let mut meta = Meta::default();
    let Some(data) = below(root, "metadata") else { return meta };
    let line = |wanted: &str| value(data, wanted).map(|value| CleanText::line(&value));
    meta.title = line("title");
    let code = value(data, "language").map(|code| code.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase());
    meta.language = code.filter(|code| code.len() == 2).map(CleanText::from);
    meta.source = line("source").or_else(|| line("publisher"));
    for (wanted, key) in [("creator", "author"), ("date", "published")] {
        meta.other.extend(line(wanted).map(|value| (CleanText::from(key), value)));
    }
    meta
}

fn chapter(extract: Extract, alone: bool) -> Chapter {
    if alone {
        return Chapter { title: None, extract, answers: None };
    }
    let raws = extract.raws();
    let heading = raws.iter().take(4).find(|raw| raw.heading > 0);
    let title = heading.map(|raw| raw.text.chars().take(120).collect());
    let interview = build::build(&extract.source, raws, Meta::default());
    let answers = (interview.exchanges.len() >= QUESTIONS).then(|| {
        let answering = |person: &&crate::interview::Person| person.role != crate::interview::PersonRole::Interviewer;
        interview.people.iter().filter(answering).map(|person| person.name.to_lowercase()).collect()
    });
    Chapter { title, extract, answers }
}

/// One document, or several where several interviews were found.
fn give(chapters: Vec<Chapter>, meta: Meta) -> Result<Opened, FormatError> {
    let mut books: Vec<Vec<Chapter>> = Vec::new();
    for chapter in chapters {
        // A chapter with the same people, or one that has no heading, goes on with the one before it.
        let goes_on =
            books.last().and_then(|book| book.first()).is_some_and(|first| match (&first.answers, &chapter.answers) {
                (Some(before), Some(now)) => (!now.is_empty() && now == before) || chapter.title.is_none(),
                (_, None) => chapter.title.is_none(),
                (None, Some(_)) => false,
            });
        match books.last_mut().filter(|_| goes_on) {
            Some(book) => book.push(chapter),
            None => books.push(vec![chapter]),
        }
    }
    let interviews = books.iter().filter(|book| book[0].answers.is_some()).count();
    // Each chapter goes when it is written, so that no book is in memory twice.
    let joined = |mut chapters: Vec<Chapter>, meta: Meta| {
        if chapters.len() == 1
            && let Some(only) = chapters.pop()
        {
            return Extract { meta, warnings: Vec::new(), ..only.extract };
        }
        let mut writer = Writer::expecting(chapters.iter().map(|chapter| chapter.extract.source.len() + 2).sum());
        for chapter in chapters {
            writer.append(chapter.extract);
        }
        writer.finish(meta, Vec::new())
    };
    if books.is_empty() {
        return Err(FormatError::Empty(WHAT));
    }
    if interviews < 2 {
        let all: Vec<Chapter> = books.into_iter().flatten().collect();
        return Ok(Opened::One(joined(all, meta)));
    }
    let parts = books.into_iter().map(|book| {
        let title = book[0].title.clone().or_else(|| book[0].extract.raws().first().map(|raw| short(&raw.text)));
        let title = title.unwrap_or_default();
        let mut own = meta.clone();
        if let Some(book) = own.title.replace(CleanText::line(&title)) {
            own.other.push((CleanText::from("book"), book));
        }
        (title, joined(book, own))
    });
    Ok(Opened::Several(parts.collect()))
}

/// The first words of a text.
fn short(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().take(9).collect();
    if words.len() == 9 {
        words[8] = "…";
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_paths() {
        for (folder, href, path) in [
            ("OEBPS", "a%20b.xhtml#x", "OEBPS/a b.xhtml"),
            ("OEBPS/x", "../b.xhtml", "OEBPS/b.xhtml"),
            ("", "../../etc/passwd", "etc/passwd"),
            ("a", "/b", "b"),
            ("a", "%", "a/%"),
        ] {
            assert_eq!(resolve(folder, href), path);
        }
    }
}
