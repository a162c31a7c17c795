//! Every form of a citation against what a person would write by hand: for an interview that names everybody, one that
//! names one person, and one that names nobody. And every form that programs read, read back by a parser of its own.

mod forms;
mod linked;

use std::collections::BTreeMap;

use inquit::cite::export::{Item, Target, write};
use inquit::cite::{Detail, Form, Quotation, Source, template};
use inquit::interview::locate::Span;
use inquit::interview::parse::{Format, parse};
use inquit::interview::place::{Places, find};
use inquit::interview::{Anchor, Interview};
use inquit::text::CleanText;
use serde_json::{Value, json};

/// Everybody is named, there is a title and a date.
const NAMED: &str = "---\ninterview: 1\ntitle: Boats “under” the bridge\nlanguage: en\ndate: 2021-05-03\npeople:\n\
    - {name: Mara Olsen '19, role: interviewer, labels: [MO]}\n- {name: Dr. Jens van der Dahl, role: interviewee, labels: [JD]}\n\
    ---\n\n**MO:** The harbour is old. Why boats?\n\n**JD:** They float. “Mostly,” he’d say.\n\n50% of them sank—and I_know why.\n\n\
    **MO:** Since when?\n\n**JD:** Since the storm.\n";

/// Only the one who answers is named.
const HALF: &str = "---\ninterview: 1\ntitle: Nets\npeople:\n- {name: Q, role: interviewer, labels: [Q]}\n\
    - {name: Ida Lund, role: interviewee, labels: [A]}\n---\n\n**Q:** Why nets?\n\n**A:** They hold.\n";

/// Nobody is named, and there is no title.
const UNNAMED: &str = "---\ninterview: 1\npeople:\n- {name: Q, role: interviewer, labels: [Q]}\n\
    - {name: A, role: interviewee, labels: [A]}\n---\n\n**Q:** Why ropes?\n\n**A:** They bind.\n";

/// What a reader adds to an interview that was published.
const PUBLISHED: [(Detail, &str); 3] = [
    (Detail::Publication, "The Harbour Review"),
    (Detail::Published, "June 2021"),
    (Detail::Url, "https://example.org/boats?a=1&b=50%25_x"),
];

struct Talk {
    interview: Interview,
    places: Places,
    added: BTreeMap<String, String>,
}

impl Talk {
    fn new(text: &str, added: &[(Detail, &str)]) -> Self {
        let interview = parse(&CleanText::new(text), Format::Auto, None);
        let places = Places::of(&interview);
        let added = added.iter().map(|(detail, value)| (detail.key().to_owned(), (*value).to_owned())).collect();
        Self { interview, places, added }
    }

    fn source(&self) -> Source<'_> {
        Source::new(&self.interview, &self.places, ("the talk.md", "0123456789abcdef0123456789abcdef"), &self.added)
    }

    fn quotation(&self, question: usize, para: Option<usize>) -> Quotation {
        let id = find(&self.interview, question, para).expect("the place");
        let end = self.interview.para(id).text.len() as u32;
        let span = Span { start: Anchor { para: id, byte: 0 }, end: Anchor { para: id, byte: end } };
        Quotation::of(&self.interview, &self.places, span)
    }

    fn write(&self, form: Form) -> String {
        form.write(&self.source(), &self.quotation(1, Some(1)))
    }

    fn missing(&self) -> Vec<&'static str> {
        self.source().record.missing().into_iter().map(Detail::words).collect()
    }
}

#[test]
fn what_the_reader_adds_is_cited_and_nothing_else() {
    let same_day = Talk::new(NAMED, &[(Detail::Publication, "The Harbour Review"), (Detail::Published, "2021-05-03")]);
    assert_eq!(
        same_day.write(Form::ChicagoBibliography),
        "van der Dahl, Jens. “Boats ‘under’ the bridge.” Interview by Mara Olsen. The Harbour Review, May 3, 2021.\n"
    );
    // What is no date and no address is not cited.
    let wrong = Talk::new(NAMED, &[(Detail::Published, "soon"), (Detail::Url, "example")]);
    assert_eq!(wrong.missing(), ["publication", "publication date", "URL"]);
}

#[test]
fn several_people_are_named_by_the_reader() {
    let filled = Talk::new(
        UNNAMED,
        &[(Detail::Interviewee, "Lund, Ida; Per Berg"), (Detail::Interviewer, "Mara Olsen and Jo Dal")],
    );
    assert_eq!(
        filled.write(Form::ChicagoNote),
        "Ida Lund and Per Berg, interview by Mara Olsen and Jo Dal, answer 1, para. 1.\n"
    );
    assert_eq!(
        filled.write(Form::Mla),
        "(Lund and Berg)\n\nLund, Ida, and Per Berg. Interview by Mara Olsen and Jo Dal.\n"
    );
    assert_eq!(
        filled.write(Form::Apa),
        "(Olsen & Dal, n.d., Question 1, para. 1)\n\nOlsen, M., & Dal, J. (n.d.). [Interview with Ida Lund and Per \
         Berg].\n"
    );
}

/// The properties that CSL data may have (schema 1.0.2 of csl-data.json), as far as an interview has them.
const CSL: &[&str] = &[
    "id",
    "type",
    "author",
    "interviewer",
    "title",
    "issued",
    "event-date",
    "container-title",
    "URL",
    "archive",
    "language",
];

#[test]
fn csl_is_data_of_the_schema() {
    let talk = Talk::new(NAMED, &PUBLISHED);
    let read: Value = serde_json::from_str(&talk.write(Form::CslJson)).expect("JSON");
    let item = &read["citationItems"][0];
    assert_eq!((&item["label"], &item["locator"]), (&json!("section"), &json!("question 1, para. 1")));
    assert_eq!(item["id"], item["itemData"]["id"]);
    let data: Value = serde_json::from_str(&write(&talk.source(), &[], Target::Csl)).expect("JSON");
    let expected = json!([{
        "id": "dahl2021", "type": "interview", "title": "Boats “under” the bridge", "language": "en",
        "author": [{ "family": "Dahl", "given": "Jens", "non-dropping-particle": "van der" }],
        "interviewer": [{ "family": "Olsen", "given": "Mara" }],
        "issued": { "date-parts": [[2021, 6]] }, "event-date": { "date-parts": [[2021, 5, 3]] },
        "container-title": "The Harbour Review", "URL": "https://example.org/boats?a=1&b=50%25_x",
    }]);
    assert_eq!(data, expected);
    assert_eq!(item["itemData"], expected[0]);
    for talk in [Talk::new(NAMED, &[]), Talk::new(HALF, &[]), Talk::new(UNNAMED, &[])] {
        let data: Value = serde_json::from_str(&write(&talk.source(), &[], Target::Csl)).expect("JSON");
        let object = data[0].as_object().expect("an item");
        assert!(object.keys().all(|key| CSL.contains(&&key[..])), "{object:?}");
        assert!(
            object.values().all(|value| *value != Value::Null && *value != json!("")),
            "nothing stands for nothing"
        );
    }
}

#[test]
fn biblatex_reads_its_entries_back() {
    use biblatex::{Bibliography, ChunksExt};
    let title = "50% of $100 & a_b #1 {x} ~ ^ \\ done";
    let talk = Talk::new(NAMED, &[PUBLISHED[0], PUBLISHED[2], (Detail::Title, title)]);
    let text = talk.write(Form::BibLatex);
    let read = Bibliography::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let entry = read.get("dahl2021").expect("the entry");
    assert_eq!(entry.title().expect("a title").format_verbatim(), title);
    let author = &entry.author().expect("an author")[0];
    assert_eq!((&author.prefix[..], &author.name[..], &author.given_name[..]), ("van der", "Dahl", "Jens"));
    assert_eq!(entry.get("url").expect("an address").format_verbatim(), "https://example.org/boats?a=1&b=50%25_x");
    assert_eq!(entry.note().expect("a note").format_verbatim(), "Interview by Mara Olsen");
    for text in [HALF, UNNAMED] {
        assert_eq!(Bibliography::parse(&Talk::new(text, &[]).write(Form::BibLatex)).expect("an entry").len(), 1);
    }
    let names = Talk::new(UNNAMED, &[(Detail::Interviewee, "King, Martin, Jr.; Project staff; Ana García Paz")]);
    let text = names.write(Form::BibLatex);
    let read = Bibliography::parse(&text).expect("an entry");
    let people = read.iter().next().expect("an entry").author().expect("authors");
    assert_eq!(people.len(), 3, "{text}");
    assert_eq!((&people[1].name[..], &people[1].given_name[..]), ("Project staff", ""));
}

/// Marks on every answer of the named interview, the last one lost.
fn items(talk: &Talk) -> Vec<Item> {
    let item = |id: u64, quotation: Option<Quotation>, note: &str, tags: &[&str]| Item {
        id,
        text: quotation.as_ref().map_or_else(|| "=old words".to_owned(), |quotation| quotation.text.clone()),
        changed: false,
        quotation,
        note: note.to_owned(),
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        letters: String::new(),
        created: 1_800_000_000_000,
        updated: 1_800_000_060_000,
    };
    vec![
        item(1, Some(talk.quotation(1, Some(1))), "", &[]),
        item(2, Some(talk.quotation(1, Some(2))), "=SUM(A1)\nsays “who”? \"him\"\t#check", &["check", "harbour/old"]),
        item(3, None, "+1 #lost", &["lost"]),
    ]
}

#[test]
fn the_table_is_read_back_and_no_cell_is_a_formula() {
    let talk = Talk::new(NAMED, &[]);
    let table = write(&talk.source(), &items(&talk), Target::Csv);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(
        reader.headers().expect("a head").iter().collect::<Vec<_>>(),
        ["question", "time", "first words", "synopsis", "keywords", "place", "speaker", "quotation", "created"]
    );
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(
        rows[0].iter().collect::<Vec<_>>(),
        [
            "1. Why boats?",
            "",
            "They float. “Mostly,” he’d say.",
            "",
            "",
            "q. 1, para. 1",
            "Jens van der Dahl",
            "They float. “Mostly,” he’d say.",
            "2027-01-15T08:00:00Z"
        ]
    );
    assert_eq!(&rows[1][3], "'=SUM(A1)\nsays “who”? \"him\"\t#check");
    assert_eq!((&rows[1][4], &rows[2][3], &rows[2][7]), ("check; harbour/old", "'+1 #lost", "'=old words"));
    for cell in rows.iter().flat_map(csv::StringRecord::iter) {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
}

#[test]
fn anki_reads_its_notes_back() {
    let talk = Talk::new(NAMED, &[]);
    let text = write(&talk.source(), &items(&talk), Target::Anki);
    let body = text.strip_prefix("#separator:tab\n#html:false\n#tags column:4\n#guid column:5\n").expect("the head");
    // Anki reads fields as tables are read, with a tab between them, and skips lines that begin with #.
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b'\t').has_headers(false).comment(Some(b'#')).from_reader(body.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row.len() == 5));
    assert_eq!((&rows[0][0], &rows[0][1]), ("Why boats?", "They float. “Mostly,” he’d say."));
    assert_eq!(&rows[1][1], "50% of them sank—and I_know why.\n\n=SUM(A1)\nsays “who”? \"him\"\t#check");
    assert_eq!(&rows[1][2], "Jens van der Dahl, interviewed by Mara Olsen, 3 May 2021, q. 1, para. 2");
    assert_eq!((&rows[1][3], &rows[2][3]), ("check harbour/old", "lost"));
    let ids: std::collections::BTreeSet<&str> = rows.iter().map(|row| &row[4]).collect();
    assert_eq!(ids.len(), 3, "each is a note of its own: {ids:?}");
}

#[test]
fn json_lines_are_one_mark_each() {
    let talk = Talk::new(NAMED, &[]);
    let text = write(&talk.source(), &items(&talk), Target::JsonLines);
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(
        (&lines[1]["at"], &lines[1]["question"], &lines[1]["paragraph"], &lines[1]["tags"]),
        (&json!("1.2"), &json!(1), &json!(2), &json!(["check", "harbour/old"]))
    );
    assert_eq!((&lines[2]["lost"], &lines[2]["text"]), (&json!(true), &json!("=old words")));
}

/// What the context of Web Annotations (http://www.w3.org/ns/anno.jsonld) makes of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// An address, or an object or objects that may have one.
    Iri,
    /// One of the words that the context gives an address.
    Word(&'static [&'static str]),
    /// A text.
    Text,
    /// A moment: xsd:dateTime.
    Moment,
    /// A number: xsd:nonNegativeInteger.
    Number,
}

const CLASSES: &[&str] = &[
    "Annotation",
    "AnnotationCollection",
    "AnnotationPage",
    "TextQuoteSelector",
    "TextPositionSelector",
    "TextualBody",
];

const MOTIVATIONS: &[&str] = &[
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "reviewing",
    "tagging",
];

/// The terms of the context that are used here. A name that it does not define would be dropped in silence by whatever reads
/// the file as linked data.
const TERMS: &[(&str, Kind)] = &[
    ("@context", Kind::Iri),
    ("id", Kind::Iri),
    ("type", Kind::Word(CLASSES)),
    ("motivation", Kind::Word(MOTIVATIONS)),
    ("purpose", Kind::Word(MOTIVATIONS)),
    ("target", Kind::Iri),
    ("source", Kind::Iri),
    ("selector", Kind::Iri),
    ("body", Kind::Iri),
    ("first", Kind::Iri),
    ("partOf", Kind::Iri),
    ("items", Kind::Iri),
    ("exact", Kind::Text),
    ("prefix", Kind::Text),
    ("suffix", Kind::Text),
    ("value", Kind::Text),
    ("format", Kind::Text),
    ("label", Kind::Text),
    ("created", Kind::Moment),
    ("modified", Kind::Moment),
    ("start", Kind::Number),
    ("end", Kind::Number),
    ("total", Kind::Number),
    ("startIndex", Kind::Number),
];

/// Whether a text may stand where an address is read, also a relative one: no blanks, and nothing that must be escaped.
fn is_address(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c))
}

fn is_moment(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    shape == "0000-00-00T00:00:00Z"
}

/// Checks every value of a JSON-LD document by what the context makes of its name.
fn follows_the_context(value: &Value) {
    let Value::Object(object) = value else {
        return value.as_array().into_iter().flatten().for_each(follows_the_context);
    };
    for (name, value) in object {
        let (_, kind) = TERMS.iter().find(|(term, _)| term == name).unwrap_or_else(|| panic!("{name} is no term"));
        let right = match (kind, value) {
            (Kind::Iri, Value::String(text)) => is_address(text),
            (Kind::Iri, Value::Object(_)) => true,
            (Kind::Iri, Value::Array(list)) => list.iter().all(Value::is_object),
            (Kind::Word(words), Value::String(text)) => words.contains(&&text[..]),
            (Kind::Text, Value::String(_)) => true,
            (Kind::Moment, Value::String(text)) => is_moment(text),
            (Kind::Number, value) => value.as_u64().is_some(),
            _ => false,
        };
        assert!(right, "{name} is to be {kind:?}: {value}");
        follows_the_context(value);
    }
}

#[test]
fn annotations_have_the_shape_of_their_context_and_point_at_the_words() {
    let talk = Talk::new(NAMED, &[]);
    let whole: Vec<&str> = talk.interview.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    let whole: Vec<char> = whole.join("\n").chars().collect();
    let list: Value = serde_json::from_str(&write(&talk.source(), &items(&talk), Target::WebAnnotation)).expect("JSON");
    assert_eq!((&list["type"], &list["total"]), (&json!("AnnotationCollection"), &json!(2)));
    follows_the_context(&list);
    let single: Value = serde_json::from_str(&talk.write(Form::WebAnnotation)).expect("JSON");
    follows_the_context(&single);
    assert_eq!(single["@context"], json!("http://www.w3.org/ns/anno.jsonld"));
    let all = list["first"]["items"].as_array().expect("items");
    let mut ids: Vec<&Value> = all.iter().map(|annotation| &annotation["id"]).collect();
    ids.extend([&single["id"], &list["id"], &list["first"]["id"]]);
    for (index, id) in ids.iter().enumerate() {
        let text = id.as_str().and_then(|id| id.strip_prefix("urn:uuid:")).expect("an IRI");
        let parts: Vec<&str> = text.split('-').collect();
        assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(parts[2].starts_with('8') && parts[3].starts_with(['8', '9', 'a', 'b']), "{text}");
        assert!(!ids[..index].contains(id), "ids are different");
    }
    for annotation in all.iter().chain([&single]) {
        assert_eq!(
            (&annotation["type"], &annotation["target"]["source"]),
            (&json!("Annotation"), &json!("the%20talk.md"))
        );
        let [quote, position] = &annotation["target"]["selector"].as_array().expect("selectors")[..] else { panic!() };
        let (start, end) = (position["start"].as_u64().expect("start"), position["end"].as_u64().expect("end"));
        let text = |range: std::ops::Range<usize>| whole[range].iter().collect::<String>();
        let (start, end) = (start as usize, end as usize);
        assert_eq!(quote["exact"], json!(text(start..end)));
        let prefix = quote["prefix"].as_str().expect("prefix").chars().count();
        assert_eq!(quote["prefix"], json!(text(start - prefix..start)));
        let suffix = quote["suffix"].as_str().expect("suffix").chars().count();
        assert_eq!(quote["suffix"], json!(text(end..end + suffix)));
        assert!(prefix > 8 && prefix <= 32 && suffix > 8 && suffix <= 32);
    }
    assert_eq!(all[1]["body"][1], json!({ "type": "TextualBody", "value": "check", "purpose": "tagging" }));
    assert_eq!(all[1]["created"], json!("2027-01-15T08:00:00Z"));
}

#[test]
fn an_outline_groups_the_marks_by_question() {
    let talk = Talk::new(NAMED, &[]);
    assert_eq!(
        write(&talk.source(), &items(&talk), Target::Markdown),
        "# Boats “under” the bridge\n\nvan der Dahl, Jens. “Boats ‘under’ the bridge.” Interview by Mara Olsen, May 3, \
         2021.\n\n## 1. Why boats?\n\n> They float. “Mostly,” he’d say.\n>\n> — Jens van der Dahl, interviewed by Mara \
         Olsen, 3 May 2021, [q. 1, para. 1](inquit://the%20talk.md#1.1)\n\n> 50% of them sank—and I\\_know why.\n>\n> — \
         Jens van der Dahl, interviewed by Mara Olsen, 3 May 2021, [q. 1, para. 2](inquit://the%20talk.md#1.2)\n\n\
         =SUM(A1)\nsays “who”? \"him\" #check\n\n## Place not known any more\n\n> =old words\n\n+1 #lost\n"
            .replace("\"him\" #check", "\"him\"\t#check")
    );
    let org = write(&talk.source(), &items(&talk), Target::Org);
    assert!(org.starts_with("* Boats “under” the bridge\n\nvan der Dahl, Jens."), "{org}");
    assert!(org.contains("\n** 1. Why boats?\n\n#+begin_quote\nThey float."), "{org}");
}

/// Titles of the headings, and the texts of the blocks of quotation, as a parser of Org finds them.
fn org(text: &str) -> (Vec<(usize, String)>, Vec<String>) {
    use orgize::export::{Container, Event, from_fn};
    use orgize::rowan::ast::AstNode;
    let (mut headings, mut blocks) = (Vec::new(), Vec::new());
    let mut handler = from_fn(|event| match event {
        Event::Enter(Container::Headline(heading)) => headings.push((heading.level(), heading.title_raw())),
        Event::Enter(Container::QuoteBlock(block)) => blocks.push(block.syntax().to_string()),
        _ => {}
    });
    orgize::Org::parse(text).traverse(&mut handler);
    (headings, blocks)
}

#[test]
fn org_reads_its_quotations_back() {
    let text = NAMED.replace(
        "50% of them sank",
        "\\* a star begins it\n\n\\#+end_quote\n\n  \\#+begin_src sh\n\n\\# a comment?\n\n: fixed\n\n50% of them sank",
    );
    let talk = Talk::new(&text, &[]);
    let count = talk.interview.exchanges[0].answer.len();
    let item = |n: usize| Item {
        id: n as u64,
        quotation: Some(talk.quotation(1, Some(n))),
        text: String::new(),
        changed: false,
        note: "* no heading\n#+end_quote\n#tag".to_owned(),
        tags: Vec::new(),
        letters: String::new(),
        created: 0,
        updated: 0,
    };
    let items: Vec<Item> = (1..=count).map(item).collect();
    let lost = Item { quotation: None, text: "* gone\n#+end_quote".to_owned(), ..item(1) };
    let written = write(&talk.source(), &[items, vec![lost]].concat(), Target::Org);
    let (headings, blocks) = org(&written);
    let title = |level, title: &str| (level, title.to_owned());
    assert_eq!(
        headings,
        [title(1, "Boats “under” the bridge"), title(2, "1. Why boats?"), title(2, "Place not known any more")],
        "{written}"
    );
    assert_eq!(blocks.len(), count + 1, "{written}");
    for (n, block) in blocks.iter().take(count).enumerate() {
        // A blank of no width is all that may be added.
        let inside = block.replace('\u{200b}', "");
        let words = talk.quotation(1, Some(n + 1)).text;
        assert_eq!(inside.trim(), format!("#+begin_quote\n{words}\n#+end_quote"));
    }
}

#[test]
fn a_template_is_filled_in_for_each_mark() {
    let talk = Talk::new(NAMED, &[]);
    let fill = |text: &str| template::fill(text, false, &talk.source(), &items(&talk));
    assert_eq!(
        fill("Head {{}}\n---\n- {quote} ({place}) [{tags}]\n---\nEnd\n").expect("a template"),
        "Head {{}}\n- They float. “Mostly,” he’d say. (q. 1, para. 1) []\n- 50% of them sank—and I_know why. (q. 1, \
         para. 2) [check harbour/old]\n- =old words (place not known any more) [lost]\nEnd\n"
    );
    assert!(
        fill("{cite}\n").expect("a template").starts_with("Jens van der Dahl, “Boats ‘under’ the bridge,” interview")
    );
    assert_eq!(fill("{{{note}}}|").expect("a template"), "{}|{=SUM(A1)\nsays “who”? \"him\"\t#check}|{+1 #lost}|");
    assert!(fill("{quot}").expect_err("no such field").contains("{quot} stands for nothing"));
    assert!(fill("{quote").is_err() && fill("a } b").is_err());
    // Where the form is HTML, what comes from the interview does not become markup.
    let html = template::fill("<p>{quote}</p>{note}", true, &talk.source(), &items(&talk)).expect("filled in");
    assert!(html.contains("says “who”? &quot;him&quot;") && html.starts_with("<p>They float."), "{html}");
    assert!(template::is_markup("HTML") && !template::is_markup("md"));
}
