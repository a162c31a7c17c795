//! What is known of the source of a quotation: from the file, and from what the reader added. Nothing else.

use std::collections::BTreeMap;

use super::names::{Name, people};
use crate::interview::parse::dates;
use crate::interview::{Date, Interview, Person, PersonRole};

/// A detail that citations need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Detail {
    /// Who answers.
    Interviewee,
    /// Who asks.
    Interviewer,
    /// The title of the interview.
    Title,
    /// When it was held.
    Date,
    /// Where it was published.
    Publication,
    /// When it was published.
    Published,
    /// Its address on the web.
    Url,
    /// Where an unpublished transcript is kept.
    Archive,
}

impl Detail {
    /// All of them, in the order in which they are asked for.
    pub const ALL: [Self; 8] = [
        Self::Interviewee,
        Self::Interviewer,
        Self::Title,
        Self::Date,
        Self::Publication,
        Self::Published,
        Self::Url,
        Self::Archive,
    ];

    /// Its key among the statements about the interview.
    pub fn key(self) -> &'static str {
        match self {
            Self::Interviewee => "interviewee",
            Self::Interviewer => "interviewer",
            Self::Title => "title",
            Self::Date => "date",
            Self::Publication => "publication",
            Self::Published => "published",
            Self::Url => "url",
            Self::Archive => "archive",
        }
    }

    /// In a sentence: "publication date".
    pub fn words(self) -> &'static str {
        match self {
            Self::Interviewee => "interviewee",
            Self::Interviewer => "interviewer",
            Self::Title => "title",
            Self::Date => "date of the interview",
            Self::Publication => "publication",
            Self::Published => "publication date",
            Self::Url => "URL",
            Self::Archive => "archive",
        }
    }

    /// What is wrong with a value of this detail; `None` where nothing is.
    pub fn complaint(self, value: &str) -> Option<&'static str> {
        let value = value.trim();
        match self {
            Self::Date | Self::Published if dates::value(value).is_none() => {
                let mut parts = value.split('-');
                let digits = |part: Option<&str>, count: usize| {
                    part.is_some_and(|part| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit()))
                };
                let written = digits(parts.next(), 4) && digits(parts.next(), 2);
                let whole = parts.next().is_none_or(|day| digits(Some(day), 2)) && parts.next().is_none();
                Some(if written && whole {
                    "the calendar has no such day"
                } else {
                    "a date is written 2025-11-14, 2025-11, 2025, or in words"
                })
            }
            Self::Url if !is_url(value) || value.contains(char::is_whitespace) => {
                Some("a URL begins with https:// or http://")
            }
            _ => None,
        }
    }
}

/// What a citation is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Who answers, where they are named.
    pub interviewees: Vec<Name>,
    /// Who asks, where they are named.
    pub interviewers: Vec<Name>,
    /// The title.
    pub title: Option<String>,
    /// When the interview was held.
    pub date: Option<Date>,
    /// Where it was published.
    pub publication: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// Its address on the web.
    pub url: Option<String>,
    /// Where an unpublished transcript is kept.
    pub archive: Option<String>,
    /// ISO 639-1 code of its language.
    pub language: Option<String>,
    /// Name of its file, or where it came from.
    pub name: String,
}

impl Record {
    /// What the file says, with what the reader added: an added detail counts before the file's own.
    pub fn of(interview: &Interview, name: &str, added: &BTreeMap<String, String>) -> Self {
        let added = |detail: Detail| {
            let value = added.get(detail.key()).map(|value| value.trim().to_owned());
            value.filter(|value| !value.is_empty() && detail.complaint(value).is_none())
        };
        let own = |names: &[&str]| {
            let known = |key: &str| names.contains(&&key.trim().to_lowercase()[..]);
            let found = interview.meta.other.iter().find(|(key, value)| known(key) && !value.trim().is_empty());
            found.map(|(_, value)| value.trim().to_owned())
        };
        let source = interview.meta.source.as_ref().map(|source| source.trim().to_owned());
        let (address, source) = match source {
            Some(source) if is_url(&source) => (Some(source), None),
            source => (None, source.filter(|source| !source.is_empty())),
        };
        let named = |detail: Detail, roles: [PersonRole; 2]| {
            if let Some(value) = added(detail) {
                people(&value)
            } else {
                let who = |person: &&Person| roles.contains(&person.role) && person.is_named();
                interview.people.iter().filter(who).flat_map(|person| people(&person.name)).collect()
            }
        };
        let date = |detail: Detail| added(detail).and_then(|value| dates::value(&value));
        Self {
            interviewees: named(Detail::Interviewee, [PersonRole::Interviewee, PersonRole::Narrator]),
            interviewers: named(Detail::Interviewer, [PersonRole::Interviewer, PersonRole::Moderator]),
            title: added(Detail::Title).or_else(|| interview.meta.title.as_ref().map(ToString::to_string)),
            date: date(Detail::Date).or(interview.meta.date),
            publication: added(Detail::Publication)
                .or_else(|| own(&["publication", "journal", "magazine", "newspaper", "website", "site", "publisher"]))
                .or(source),
            published: date(Detail::Published).or_else(|| interview.meta.published()),
            url: added(Detail::Url).or(address).or_else(|| own(&["url", "link", "address"]).filter(|url| is_url(url))),
            archive: added(Detail::Archive).or_else(|| own(&["archive", "repository", "collection"])),
            language: interview.meta.language.as_ref().map(ToString::to_string),
            name: name.to_owned(),
        }
    }

    /// What neither the file nor the reader says. A transcript that is kept in an archive needs no publication.
    pub fn missing(&self) -> Vec<Detail> {
        let blank = |detail: &Detail| match detail {
            Detail::Interviewee => self.interviewees.is_empty(),
            Detail::Interviewer => self.interviewers.is_empty(),
            Detail::Title => self.title.is_none(),
            // What is published is cited by that day.
            Detail::Date => self.date.is_none() && self.published.is_none(),
            Detail::Publication => self.publication.is_none() && self.archive.is_none(),
            Detail::Published => self.published.is_none() && self.archive.is_none(),
            Detail::Url => self.url.is_none() && self.archive.is_none(),
            Detail::Archive => false,
        };
        Detail::ALL.into_iter().filter(blank).collect()
    }

    /// The value of a detail as it is known now; empty where it is not.
    pub fn value(&self, detail: Detail) -> String {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let date = |date: Option<Date>| date.map_or_else(String::new, Date::iso);
        let names = |names: &[Name]| names.iter().map(Name::full).collect::<Vec<_>>().join("; ");
        match detail {
            Detail::Interviewee => names(&self.interviewees),
            Detail::Interviewer => names(&self.interviewers),
            Detail::Title => text(&self.title),
            Detail::Date => date(self.date),
            Detail::Publication => text(&self.publication),
            Detail::Published => date(self.published),
            Detail::Url => text(&self.url),
            Detail::Archive => text(&self.archive),
        }
    }

    /// A key for bibliographies: "wishnick2025", "interview" where nothing is known.
    pub fn key(&self) -> String {
        use unicode_normalization::UnicodeNormalization;
        let name = self.interviewees.first().or(self.interviewers.first()).map_or("", |name| &name.family);
        let plain: String = name.nfkd().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        let year = self.published.or(self.date).map_or_else(String::new, |date| date.year.to_string());
        format!("{}{year}", if plain.is_empty() { "interview" } else { &plain })
    }
}

/// Whether a text is an address on the web.
fn is_url(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    ["https://", "http://"].iter().any(|scheme| lower.starts_with(scheme) && text.len() > scheme.len())
}
