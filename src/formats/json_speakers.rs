//! Who speaks in JSON: the field of a piece that says it, and the list of names that its numbers refer to.

use std::borrow::Cow;
use std::collections::HashMap;

use super::cues::{self, Cue};
use super::json_node::{Node, Object};

/// Fields with a name, the fullest first.
const NAMES: [&str; 7] = ["real_name", "full_name", "fullName", "name", "displayName", "display_name", "label"];

/// Fields of what pieces call somebody by, in a list of names.
const IDS: [&str; 8] = ["id", "speaker_id", "speakerId", "speaker", "uid", "user_id", "key", "label"];

/// Fields that hold such a list.
const LISTS: [&str; 7] = ["speakers", "speaker_names", "participants", "attendees", "members", "users", "people"];

/// A string, or a number as a string.
fn word(node: Node) -> Option<Cow<str>> {
    let text = node.text().or_else(|| node.number().map(|number| number.to_string().into()));
    text.filter(|text| !text.trim().is_empty())
}

fn first<'a>(object: &Object<'a>, fields: &[&str]) -> Option<Cow<'a, str>> {
    fields.iter().find_map(|field| word(object.get(field)?))
}

/// Who says a piece.
pub fn speaker<'a>(object: &Object<'a>) -> Option<Cow<'a, str>> {
    const FIELDS: [&str; 16] = [
        "speaker_name",
        "speakerName",
        "speaker",
        "speaker_label",
        "speakerLabel",
        "participant",
        "name",
        "author",
        "who",
        "user_profile",
        "speaker_id",
        "speakerId",
        "user",
        "from",
        "sender",
        "role",
    ];
    FIELDS.iter().find_map(|name| {
        let value = object.get(name)?;
        if let Some(label) = value.text() {
            return match label.rsplit_once('/') {
                // A path such as `conferences/a/participants/b` names a participant; one in `name` names the piece.
                Some((_, id)) if *name == "participant" => cues::speaker_name(format!("Participant {id}")),
                Some(_) => None,
                None => cues::speaker_name(label),
            };
        }
        if let Some(inner) = value.object() {
            return first(&inner, &NAMES).or_else(|| first(&inner, &IDS)).and_then(cues::speaker_name);
        }
        value.number().and_then(|number| cues::speaker_name(number.to_string()))
    })
}

/// Gives the pieces the names that a list beside them has for their speakers; `root` is the whole file.
pub fn name(cues: &mut [Cue], root: &Object) {
    let inner = root.all().filter_map(|(_, node)| node.object());
    let objects = std::iter::once(root.clone()).chain(inner);
    let names: HashMap<String, String> = objects
        .flat_map(|object| LISTS.iter().filter_map(|field| object.get(field)).flat_map(listed).collect::<Vec<_>>())
        .collect();
    if names.is_empty() {
        return;
    }
    for cue in cues {
        if let Some(name) = cue.speaker.as_deref().and_then(|label| names.get(label)) {
            cue.speaker = Some(name.clone().into());
        }
    }
}

/// What a list of names says, from what pieces call somebody by to the name: `[{"id": 0, "name": "Ida"}]`, `{"0": "Ida"}`.
fn listed(node: Node) -> Vec<(String, String)> {
    let both = |id: Cow<str>, name: Cow<str>| {
        let (id, name) = (cues::speaker_name(id)?.into_owned(), cues::speaker_name(name)?.into_owned());
        (id != name).then_some((id, name))
    };
    let of_list = |item: Node| {
        let object = item.object()?;
        both(first(&object, &IDS)?, first(&object, &NAMES)?)
    };
    if let Some(list) = node.list() {
        return list.into_iter().filter_map(of_list).collect();
    }
    let of_field = |(id, node): (&str, Node)| {
        let name = node.text().or_else(|| first(&node.object()?, &NAMES))?;
        both(Cow::Owned(id.to_owned()), name).map(|(id, name)| (id.clone(), name.clone()))
    };
    node.object().map_or_else(Vec::new, |object| object.all().filter_map(of_field).collect())
}

#[cfg(test)]
mod tests {
    use super::super::json::read;

    fn speakers(json: &str) -> Vec<Option<String>> {
        read(json).unwrap().raws().into_iter().map(|raw| raw.speaker.map(|name| name.to_string())).collect()
    }

    #[test]
    fn a_list_beside_the_pieces_names_their_speakers() {
        let told = |name: &str| Some(name.to_owned());
        for json in [
            r#"{"segments":[{"speaker":"u1","start":1,"text":"Why salt?"},{"speaker":"u2","start":3,"text":"It keeps."}],
                "speakers":[{"id":"u1","name":"Ida Holm"},{"id":"u2","name":"Ole Vik"}]}"#,
            r#"{"monologues":[{"speaker":0,"elements":[{"type":"text","value":"Why salt?","ts":1}]},
                {"speaker":1,"elements":[{"type":"text","value":"It keeps.","ts":3}]}],
                "speakers":[{"id":0,"name":"Ida Holm"},{"id":1,"name":"Ole Vik"}]}"#,
            r#"{"segments":[{"speaker":"SPEAKER_00","start":1,"text":"Why salt?"},{"speaker":"SPEAKER_01","start":3,"text":"It keeps."}],
                "metadata":{"speakers":{"SPEAKER_00":"Ida Holm","SPEAKER_01":{"name":"Ole Vik"}}}}"#,
            r#"[{"user":"U01","type":"message","ts":"1710237800.0","text":"Why salt?","user_profile":{"real_name":"Ida Holm","name":"ida"}},
                {"user":"U02","type":"message","ts":"1710237803.0","text":"It keeps.","user_profile":{"real_name":"Ole Vik","name":"ole"}}]"#,
        ] {
            assert_eq!(speakers(json), [told("Ida Holm"), told("Ole Vik")], "{json}");
        }
        // Who is in no list keeps the number.
        let json = r#"{"segments":[{"speaker":"u1","start":1,"text":"Why?"},{"speaker":"u9","start":3,"text":"So."}],"speakers":[{"id":"u1","name":"Ida"}]}"#;
        assert_eq!(speakers(json), [told("Ida"), told("u9")]);
    }
}
