//! E-books: the chapters in reading order, and apart where several of them are interviews.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use roxmltree::Document;

use super::archive::Archive;
use super::lines::Writer;
use super::xml::{self, MENDED, attribute, below, name, value};
use super::{Extract, FormatError, Opened, html};
use crate::interview::Meta;
use crate::interview::parse::build;
use crate::text::CleanText;

const WHAT: &str = "e-book";

/// Fewest questions of a chapter that is an interview by itself.
const QUESTIONS: usize = 3;

/// A chapter, with its title where it has one.
struct Chapter {
    title: Option<String>,
    /// Which of the paragraphs of the book are its own.
    paragraphs: Range<usize>,
    /// Who answers, by the names that the text gives; `None` where it is no interview.
    answers: Option<Vec<String>>,
}

/// Reads a book.
///
/// # Errors
/// Where the file is damaged, protected, or has no text.
pub fn read(bytes: &[u8]) -> Result<Opened, FormatError> {
    let mut archive = Archive::new(bytes, WHAT)?;
    if let Some(rights) = archive.text("META-INF/encryption.xml")?
        && rights.contains("EncryptedData")
        && !rights.contains("font")
    {
        return Err(FormatError::Locked(WHAT));
    }
    let (paths, meta, mended) = chapters(&mut archive)?;
    // All go to one text, since a book that is first read in pieces is in memory twice.
    let (mut writer, mut ranges) = (Writer::default(), Vec::new());
    for path in paths {
        // Pictures and archives may stand in the list too; no text has a zero in it.
        let Some(text) = archive.text(&path)?.filter(|text| is_page(&path) || !text.contains('\0')) else {
            continue;
        };
        let before = writer.count();
        html::read_whole(text, &mut writer);
        if writer.count() > before {
            ranges.push(before..writer.count());
        }
    }
    let mut warnings = archive.damage();
    warnings.extend(mended.then(|| MENDED.to_owned()));
    let book = writer.finish(meta, warnings);
    // Whether it is an interview is asked of a chapter among others only.
    let alone = ranges.len() == 1;
    let chapters = ranges.into_iter().map(|range| chapter(&book, range, alone)).collect();
    give(book, chapters)
}

/// The paths of the chapters in the order of reading, what the book says of itself, and whether its lists are damaged.
fn chapters(archive: &mut Archive) -> Result<(Vec<String>, Meta, bool), FormatError> {
    let listed = listed(archive);
    let all = archive.names();
    let (mut paths, passed, meta, mut mended) = match listed {
        Ok(list) => (list.paths, list.passed, list.meta, list.mended),
        // The list is lost, the chapters may be there.
        Err(error) if !all.iter().any(|name| is_page(name)) => return Err(error),
        Err(_) => (Vec::new(), Vec::new(), Meta::default(), true),
    };
    let listed = paths.len();
    let there: HashSet<&str> = all.iter().map(String::as_str).collect();
    paths.retain(|path| there.contains(path.as_str()));
    archive.lost(listed - paths.len());
    // Pages that no list knows; programs name them in their order.
    let known: HashSet<&String> = paths.iter().chain(&passed).collect();
    let mut more: Vec<String> = all.iter().filter(|name| is_page(name) && !known.contains(name)).cloned().collect();
    let numbers = |path: &String| -> Vec<(usize, String)> {
        path.split(|c: char| !c.is_ascii_digit()).map(|part| (part.len(), part.to_owned())).collect()
    };
    more.sort_by_cached_key(numbers);
    mended |= !more.is_empty();
    paths.extend(more);
    Ok((paths, meta, mended))
}

/// Whether a file of a book is a page of text, by its name; covers and lists of contents are none.
fn is_page(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or("").to_ascii_lowercase();
    let Some((stem, ending)) = file.rsplit_once('.') else { return false };
    matches!(ending, "xhtml" | "html" | "htm") && !["nav", "toc", "cover"].iter().any(|word| stem.contains(word))
}

/// What the lists of a book say.
struct List {
    /// The chapters in their order.
    paths: Vec<String>,
    /// Pages that are passed over.
    passed: Vec<String>,
    meta: Meta,
    mended: bool,
}

fn listed(archive: &mut Archive) -> Result<List, FormatError> {
    let damaged = |why: &str| FormatError::Damaged(WHAT, why.to_owned());
    let container = archive.text("META-INF/container.xml")?.ok_or_else(|| damaged("it has no container"));
    let named = container.and_then(|container| {
        xml::with(&container, WHAT, |document| {
            let file = below(document.root_element(), "rootfile");
            file.and_then(|file| attribute(file, "full-path")).map(str::to_owned)
        })
    });
    let package = named.and_then(|(package, _)| package.ok_or_else(|| damaged("it names no package")));
    let names = archive.names();
    let usual = || names.iter().find(|name| name.to_ascii_lowercase().ends_with(".opf")).cloned();
    let package = match package {
        Ok(package) if names.contains(&package) => package,
        Ok(_) => usual().ok_or_else(|| damaged("its package is missing"))?,
        Err(error) => usual().ok_or(error)?,
    };
    let text = archive.text(&package)?.ok_or_else(|| damaged("its package is missing"))?;
    let read = |document: &Document| {
        let root = document.root_element();
        let (paths, passed) = reading_order(root, &package);
        List { paths, passed, meta: meta(root), mended: false }
    };
    let (list, mended) = xml::with(&text, WHAT, read)?;
    Ok(List { mended, ..list })
}

/// Paths of the chapters in the archive, and of pages that are none: covers, and lists of contents that programs use.
fn reading_order(root: xml::Node, package: &str) -> (Vec<String>, Vec<String>) {
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let items = root.descendants().filter(|node| name(*node) == "item");
    let manifest: HashMap<&str, xml::Node> = items.filter_map(|item| Some((attribute(item, "id")?, item))).collect();
    let is_list =
        |item: &xml::Node| attribute(*item, "properties").is_some_and(|all| all.split(' ').any(|one| one == "nav"));
    let path = |item: &xml::Node| attribute(*item, "href").map(|href| resolve(folder, href));
    let mut passed: Vec<String> = manifest.values().filter(|item| is_list(item)).filter_map(path).collect();
    let (mut paths, mut known) = (Vec::new(), HashSet::new());
    for reference in root.descendants().filter(|node| name(*node) == "itemref") {
        let Some(item) = attribute(reference, "idref").and_then(|id| manifest.get(id)) else { continue };
        if is_list(item) || attribute(reference, "linear") == Some("no") {
            passed.extend(path(item));
            continue;
        }
        paths.extend(path(item).filter(|path| known.insert(path.clone())));
    }
    (paths, passed)
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

fn chapter(book: &Extract, paragraphs: Range<usize>, alone: bool) -> Chapter {
    if alone {
        return Chapter { title: None, paragraphs, answers: None };
    }
    let own = book.part(paragraphs.clone(), Meta::default());
    let raws = own.raws();
    let heading = raws.iter().take(4).find(|raw| raw.heading > 0);
    let title = heading.map(|raw| raw.text.chars().take(120).collect());
    let interview = build::build(&own.source, raws, Meta::default());
    let answers = (interview.exchanges.len() >= QUESTIONS).then(|| {
        let answering = |person: &&crate::interview::Person| person.role != crate::interview::PersonRole::Interviewer;
        interview.people.iter().filter(answering).map(|person| person.name.to_lowercase()).collect()
    });
    Chapter { title, paragraphs, answers }
}

/// One document, or several where several interviews were found.
fn give(book: Extract, chapters: Vec<Chapter>) -> Result<Opened, FormatError> {
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
    if books.is_empty() {
        return Err(xml::empty(WHAT, !book.warnings.is_empty()));
    }
    if interviews < 2 {
        return Ok(Opened::One(book));
    }
    let parts = books.into_iter().map(|chapters| {
        let (first, last) = (&chapters[0].paragraphs, &chapters[chapters.len() - 1].paragraphs);
        let mut part = book.part(first.start..last.end, book.meta.clone());
        part.warnings.clone_from(&book.warnings);
        let title = chapters[0].title.clone().or_else(|| part.raws().first().map(|raw| short(&raw.text)));
        let title = title.unwrap_or_default();
        if let Some(whole) = part.meta.title.replace(CleanText::line(&title)) {
            part.meta.other.push((CleanText::from("book"), whole));
        }
        (title, part)
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
