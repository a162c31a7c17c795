//! JSON as it stands in its text: a value is read when somebody asks for it, one level at a time, and nothing is kept of
//! it. A tree of the whole takes ten times the memory of a transcript.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Number;
use serde_json::value::RawValue;

use crate::interview::given_back;

/// A value of a text that is known to be JSON ([`Node::whole`]).
#[derive(Clone, Copy, Debug)]
pub struct Node<'a>(&'a str);

impl<'a> Node<'a> {
    /// The one value of a text.
    ///
    /// # Errors
    /// Where the text is no JSON: the line.
    pub fn whole(text: &'a str) -> Result<Self, usize> {
        serde_json::from_str::<Sound>(text).map_err(|error| error.line())?;
        Ok(Self(text.trim_matches(BLANKS)))
    }

    /// Whether a sign that begins a tag stands anywhere in it, as it is or as an escape.
    pub fn has_markup(self) -> bool {
        self.0.contains('<') || self.0.contains("\\u003")
    }

    /// The elements of an array.
    pub fn list(self) -> Option<Vec<Self>> {
        if !self.is_list() {
            return None;
        }
        let all: Vec<&RawValue> = serde_json::from_str(self.0).ok()?;
        Some(all.into_iter().map(|raw| Self(raw.get())).collect())
    }

    /// What is made of the elements of an array, of which there may be very many: the list is given back.
    pub fn made_of_list<R>(self, make: impl FnOnce(&[Self]) -> Option<R>) -> Option<R> {
        let list = self.list()?;
        let made = make(&list);
        given_back(list);
        made
    }

    /// Whether it is an array.
    pub fn is_list(self) -> bool {
        self.0.starts_with('[')
    }

    /// The fields of an object.
    pub fn object(self) -> Option<Object<'a>> {
        if self.is_object() { serde_json::from_str(self.0).ok() } else { None }
    }

    /// Whether it is an object.
    pub fn is_object(self) -> bool {
        self.0.starts_with('{')
    }

    /// What a string says.
    pub fn text(self) -> Option<Cow<'a, str>> {
        let inside = self.0.strip_prefix('"')?.strip_suffix('"')?;
        if memchr::memchr(b'\\', inside.as_bytes()).is_none() {
            return Some(Cow::Borrowed(inside));
        }
        serde_json::from_str(self.0).ok().map(Cow::Owned)
    }

    /// A number.
    pub fn number(self) -> Option<Number> {
        if self.0.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
            serde_json::from_str(self.0).ok()
        } else {
            None
        }
    }

    /// Whether it is `true`.
    pub fn is_true(self) -> bool {
        self.0 == "true"
    }

    /// Whether there is nothing.
    pub fn is_null(self) -> bool {
        self.0 == "null"
    }

    /// The first element of an array.
    pub fn first(self) -> Option<Self> {
        self.list()?.first().copied()
    }
}

/// White space between the values of JSON.
const BLANKS: [char; 4] = [' ', '\n', '\r', '\t'];

/// The fields of an object, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Object<'a>(Vec<(Cow<'a, str>, Node<'a>)>);

impl<'a> Object<'a> {
    /// The field of this name; the last where there are several.
    pub fn get(&self, name: &str) -> Option<Node<'a>> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// What a field says that is a string.
    pub fn text(&self, name: &str) -> Option<Cow<'a, str>> {
        self.get(name)?.text()
    }

    /// The names of the fields.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| &**name)
    }

    /// All fields, also those of which another one of the name is read.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = (&str, Node<'a>)> {
        self.0.iter().map(|(name, value)| (&**name, *value))
    }

    /// The values, by name, so that the order in which a program writes its fields makes no difference.
    pub fn values(&self) -> Vec<Node<'a>> {
        let mut all: Vec<&(Cow<str>, Node)> = self.0.iter().collect();
        // Of several with one name the last counts, and the sort keeps their order.
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all.reverse();
        all.dedup_by(|next, kept| next.0 == kept.0);
        all.iter().rev().map(|(_, value)| *value).collect()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Object<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
                let mut all = Vec::new();
                while let Some((Name(name), value)) = map.next_entry::<Name, &RawValue>()? {
                    all.push((name, Node(value.get())));
                }
                Ok(Object(all))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// The name of a field.
#[derive(Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

/// Any value, looked through to its end and forgotten. Other than [`IgnoredAny`] it minds numbers that are too large and
/// halves of characters.
struct Sound;

impl<'de> Deserialize<'de> for Sound {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Sound {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_unit<E>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self, A::Error> {
        while seq.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        while map.next_entry::<Self, Self>()?.is_some() {}
        Ok(self)
    }
}

/// Whether a text is JSON, at a glance.
pub fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    /// The tree of a value, read level by level.
    fn tree(node: Node) -> Value {
        if let Some(all) = node.list() {
            return all.into_iter().map(tree).collect();
        }
        if let Some(object) = node.object() {
            return Value::Object(
                object.names().map(|name| (name.to_owned(), tree(object.get(name).unwrap()))).collect(),
            );
        }
        if let Some(text) = node.text() {
            return text.into();
        }
        match node.number() {
            Some(number) => Value::Number(number),
            None if node.0 == "null" => Value::Null,
            None => node.is_true().into(),
        }
    }

    #[test]
    fn the_last_field_of_a_name_counts_and_values_come_by_name() {
        let object = Node::whole(r#" {"b": 1, "a": [2], "b": "\u0041", "\u0063": {}} "#).unwrap().object().unwrap();
        assert_eq!(object.text("b").as_deref(), Some("A"));
        assert!(object.get("c").unwrap().is_object());
        let values: Vec<Value> = object.values().into_iter().map(tree).collect();
        assert_eq!(serde_json::json!(values), serde_json::json!([[2], "A", {}]));
        assert_eq!(object.get("a").and_then(Node::first).map(tree), Some(2.into()));
    }

    #[test]
    fn what_is_no_json_has_its_line() {
        let deep = "[".repeat(200) + &"]".repeat(200);
        for text in ["", "{", "[1,\n2", "1 2", "\n\n[1e999]", "[\n\"\\ud800\"]", "{\"a\" 1}", "[1,]", "nul", &deep] {
            let told = serde_json::from_str::<Value>(text).unwrap_err();
            assert_eq!(Node::whole(text).map(tree), Err(told.line()), "{text}");
        }
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn level_by_level_it_is_the_same_tree(value in any_value(), pretty in any::<bool>()) {
            let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
            prop_assert_eq!(tree(Node::whole(&text).unwrap()), serde_json::from_str::<Value>(&text).unwrap());
        }

        #[test]
        fn any_text_is_json_or_not_as_before(text in "[\\[\\]{}\":,0-9eE.\\\\nul\ntrfasd -]{0,30}") {
            let tree_of = serde_json::from_str::<Value>(&text).map_err(|error| error.line());
            prop_assert_eq!(Node::whole(&text).map(tree), tree_of);
        }
    }
}
