//! What a web page says of itself: title, author, date, site and address, in its head and in the data for machines.

use serde_json::Value;

use super::html_tree::{Id, Tree};
use super::lines::words;
use crate::interview::Meta;
use crate::interview::parse::dates;
use crate::interview::parse::people::{end_of, name_after, tokens};
use crate::interview::words::{fold, mentions, phrases_like};
use crate::text::CleanText;

/// What was found, before it is put together.
#[derive(Debug, Default)]
struct Found {
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
    created: Option<String>,
    site: Option<String>,
    url: Option<String>,
}

fn set(slot: &mut Option<String>, value: &str) {
    let value = words(value);
    if slot.is_none() && !value.is_empty() && value.len() <= 1000 {
        *slot = Some(value);
    }
}

/// Reads it. `heading` is the page's one main heading, if it has one.
pub fn read(tree: &Tree, heading: Option<&str>) -> Meta {
    let (mut found, mut weak) = (Found::default(), Found::default());
    for id in tree.named("meta") {
        let node = tree.node(id);
        let key = node.get("property").or_else(|| node.get("name")).or_else(|| node.get("itemprop")).unwrap_or("");
        let Some(value) = node.get("content") else { continue };
        match key.to_ascii_lowercase().as_str() {
            "og:title" => set(&mut found.title, value),
            "twitter:title" | "dc.title" | "citation_title" | "headline" => set(&mut weak.title, value),
            "author" | "article:author" | "dc.creator" | "citation_author" | "parsely-author"
                if !value.contains("://") =>
            {
                set(&mut found.author, value);
            }
            "article:published_time"
            | "datepublished"
            | "date"
            | "dc.date"
            | "dc.date.issued"
            | "dcterms.issued"
            | "pubdate"
            | "citation_publication_date"
            | "parsely-pub-date" => set(&mut found.date, value),
            "dcterms.created" | "dc.date.created" => set(&mut found.created, value),
            "og:site_name" | "application-name" => set(&mut found.site, value),
            "og:url" => set(&mut weak.url, value),
            _ => {}
        }
    }
    for id in tree.named("script") {
        let node = tree.node(id);
        let json = node.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
        let text = node.children().next().map(|child| tree.node(child).text());
        if json && let Some(value) = text.and_then(|text| serde_json::from_str::<Value>(text.trim()).ok()) {
            from_json(&value, &mut weak);
        }
    }
    for id in tree.named("link") {
        let node = tree.node(id);
        if node.get("rel") == Some("canonical")
            && let Some(address) = node.get("href")
        {
            set(&mut found.url, address);
        }
    }
    if let Some(time) = tree.named("time").find_map(|id| tree.node(id).get("datetime")) {
        set(&mut weak.date, time);
    }
    let author = found.author.or(weak.author).or_else(|| byline(tree));
    let of_window = tree.named("title").next().map(|id| tree.all_text(id)).filter(|title| !title.is_empty());
    let site = found.site.or(weak.site);
    let mut meta = Meta::default();
    // A few words in the bar of the window are the name of a site, where the page has a fuller heading.
    const SITE: usize = 3;
    let count = |text: &str| text.split_whitespace().count();
    let fuller = heading.is_some_and(|heading| {
        of_window.as_ref().is_some_and(|title| count(title) <= SITE && count(heading) > count(title))
    });
    let of_window = of_window.filter(|_| !fuller);
    let title = found.title.or(weak.title).or_else(|| of_window.clone());
    let title = title.map(|title| without_site(&title, site.as_deref(), heading));
    meta.title = title.or_else(|| heading.map(words)).map(|title| CleanText::line(&title));
    // A page is published on a day, which need not be that of the talk: the text may say that one.
    let date = |value: Option<String>| value.and_then(|date| dates::value(&date));
    meta.date = date(found.created);
    let weak_date = weak.date.filter(|_| meta.date.is_none());
    if let Some(published) = date(found.date.or(weak_date)) {
        meta.other.push((CleanText::from("published"), CleanText::from(published.iso())));
    }
    let url = found.url.or(weak.url).filter(|url| url.starts_with("http"));
    meta.source = url.or_else(|| site.clone()).map(|source| CleanText::line(&source));
    if let Some(author) = author {
        meta.other.push((CleanText::from("author"), CleanText::line(&author)));
    }
    if let Some(site) = site {
        meta.other.push((CleanText::from("site"), CleanText::line(&site)));
    }
    let language = tree.named("html").next().and_then(|id| tree.node(id).get("lang").or(tree.node(id).get("xml:lang")));
    let code = language.map(|code| code.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase());
    // Templates are made in English and filled in any language: only another code than that says something.
    let code = code.filter(|code| code.len() == 2 && code != "en" && code.bytes().all(|b| b.is_ascii_lowercase()));
    meta.language = code.map(CleanText::from);
    meta
}

/// Who wrote a page, where the page marks the name as that: `rel="author"`, `itemprop="author"`, `class="byline"`.
fn byline(tree: &Tree) -> Option<String> {
    const LONGEST: usize = 60;
    let marked = tree.ids().filter(|id| {
        let node = tree.node(*id);
        let is = |key: &str, value: &str| node.get(key).is_some_and(|set| set.eq_ignore_ascii_case(value));
        let named = |class: &str| {
            class.split_whitespace().any(|name| matches!(name, "byline" | "author" | "author-name" | "post-author"))
        };
        is("rel", "author") || is("itemprop", "author") || node.get("class").is_some_and(named)
    });
    let name = |id: Id| {
        let text = words(&tree.all_text(id));
        let all = tokens(&text);
        let by =
            all.first().and_then(|first| phrases_like("by", &first.folded).iter().find_map(|by| end_of(&all, 0, by)));
        let (end, named) = all.first().and_then(|_| name_after(&text, &all, by.unwrap_or(0)))?;
        (end == all.len() && text.chars().count() <= LONGEST).then_some(named.name)
    };
    marked.take(8).find_map(name)
}

/// The text of the article as the data for machines have it. Longest of several.
pub fn article_body(tree: &Tree) -> Option<String> {
    const MOST: usize = 500;
    let mut best: Option<String> = None;
    for id in tree.named("script") {
        let node = tree.node(id);
        if !node.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json")) {
            continue;
        }
        let text = node.children().next().map(|child| tree.node(child).text());
        let Some(value) = text.and_then(|text| serde_json::from_str::<Value>(text.trim()).ok()) else { continue };
        let mut todo = vec![&value];
        for _ in 0..MOST {
            let Some(value) = todo.pop() else { break };
            match value {
                Value::Array(all) => todo.extend(all),
                Value::Object(object) => {
                    todo.extend(object.values().filter(|value| value.is_object() || value.is_array()));
                    let body = object.get("articleBody").and_then(Value::as_str).unwrap_or("");
                    if body.len() > best.as_ref().map_or(0, String::len) {
                        best = Some(body.to_owned());
                    }
                }
                _ => {}
            }
        }
    }
    best
}

/// Data for machines: the first thing in it that has a headline.
fn from_json(value: &Value, found: &mut Found) {
    const MOST: usize = 500;
    let mut todo = vec![value];
    let mut seen = 0;
    while let Some(value) = todo.pop() {
        seen += 1;
        if seen > MOST {
            return;
        }
        match value {
            Value::Array(all) => todo.extend(all.iter().rev()),
            Value::Object(object) => {
                todo.extend(object.get("@graph"));
                let text = |key: &str| object.get(key).and_then(named);
                let kind = object.get("@type").map(ToString::to_string).unwrap_or_default();
                let article = ["Article", "Posting", "Interview", "Report", "WebPage", "PodcastEpisode"];
                if !article.iter().any(|name| kind.contains(name)) {
                    continue;
                }
                for (slot, key) in [
                    (&mut found.title, "headline"),
                    (&mut found.date, "datePublished"),
                    (&mut found.author, "author"),
                    (&mut found.site, "publisher"),
                    (&mut found.url, "url"),
                ] {
                    if let Some(value) = text(key) {
                        set(slot, value);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A string, or the name of what is an object or the first of a list.
fn named(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Object(object) => object.get("name").and_then(Value::as_str),
        Value::Array(all) => all.first().and_then(|first| match first {
            Value::String(text) => Some(text.as_str()),
            Value::Object(object) => object.get("name").and_then(Value::as_str),
            _ => None,
        }),
        _ => None,
    }
}

/// A title without the name of the site before or after it.
pub fn without_site(title: &str, site: Option<&str>, heading: Option<&str>) -> String {
    const SIGNS: [&str; 9] = [" | ", " :: ", " » ", " « ", " – ", " — ", " - ", " · ", " • "];
    let same = |a: &str, b: &str| words(a).to_lowercase() == words(b).to_lowercase();
    let title = words(title);
    let count = |text: &str| text.split_whitespace().count();
    // "The Harbour | Interview with Jens Dahl"
    const TELLING: usize = 3;
    let speaks = |text: &str| mentions("interview", &fold(text));
    let parts = SIGNS.iter().find_map(|sign| title.split_once(*sign));
    if let Some((site, rest)) = parts
        && speaks(rest)
        && !speaks(site)
        && count(rest) >= TELLING
        && !SIGNS.iter().any(|sign| rest.contains(sign))
    {
        return rest.to_owned();
    }
    if let Some(heading) = heading.map(words).filter(|heading| !site.is_some_and(|site| same(site, heading)))
        && title.to_lowercase().contains(&heading.to_lowercase())
        && (title.to_lowercase().starts_with(&heading.to_lowercase()) || heading.len() * 2 >= title.len())
    {
        return heading;
    }
    let cut = SIGNS.iter().filter_map(|sign| title.rfind(sign).map(|at| (at, *sign))).max_by_key(|(at, _)| *at);
    let Some((at, sign)) = cut else { return title };
    let (before, after) = (&title[..at], &title[at + sign.len()..]);
    if let Some(site) = site {
        if same(after, site) {
            return before.to_owned();
        }
        if let Some(rest) = SIGNS.iter().find_map(|sign| title.split_once(*sign).filter(|(first, _)| same(first, site)))
        {
            return rest.1.to_owned();
        }
    }
    let strong = !matches!(sign, " – " | " — " | " - ");
    let enough = if strong { count(before) >= 2 } else { count(before) >= 4 && count(after) <= 3 };
    if enough && count(after) <= 5 && !after.ends_with('?') { before.to_owned() } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_goes_from_the_title() {
        for (title, site, heading, left) in [
            ("Boats in a storm | The Harbour", None, None, "Boats in a storm"),
            ("The Harbour - Boats in a storm", Some("The Harbour"), None, "Boats in a storm"),
            ("Boats – a talk with Jens Dahl", None, None, "Boats – a talk with Jens Dahl"),
            ("Boats in a heavy storm - Harbour News", None, None, "Boats in a heavy storm"),
            ("Boats and men « News « Site", None, Some("Boats and men"), "Boats and men"),
            ("Boats", Some("Boats"), None, "Boats"),
            ("The Harbour | Interview with Jens Dahl", None, Some("The Harbour"), "Interview with Jens Dahl"),
            ("Jens Dahl | Interview", None, Some("Jens Dahl"), "Jens Dahl"),
        ] {
            assert_eq!(without_site(title, site, heading), left, "{title}");
        }
    }

    #[test]
    fn data_for_machines_is_read() {
        let page = r#"<html lang="de-CH"><title>x</title><meta name="author" content="Mara &amp; Co">
            <link rel="canonical" href="https://example.org/boats"><script type="application/ld+json">
            {"@graph":[{"@type":"NewsArticle","headline":"Boats","datePublished":"2021-05-03T10:00:00Z",
            "publisher":{"name":"The Harbour"}}]}</script>"#;
        let meta = read(&Tree::parse(page), None);
        assert_eq!(meta.title.as_deref(), Some("Boats"));
        // The day of the page is not the day of the talk.
        assert_eq!(meta.date, None);
        assert_eq!((&*meta.other[0].0, &*meta.other[0].1), ("published", "2021-05-03"));
        assert_eq!(meta.source.as_deref(), Some("https://example.org/boats"));
        assert_eq!(meta.language.as_deref(), Some("de"));
        assert_eq!(&*meta.other[1].1, "Mara & Co");
    }
}
