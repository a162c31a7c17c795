//! The pages of a PDF in their order, also where the tree that lists them is damaged.

use std::collections::{HashSet, VecDeque};

use lopdf::{Dictionary, Document, Object, ObjectId, ObjectStream};

/// Most bytes of a stream that holds objects.
const LIMIT: usize = 256 * 1024 * 1024;

/// Puts what is packed into other objects beside these, where the table of the file does not know it, and finds the object
/// that everything begins with.
pub fn settle(document: &mut Document) {
    let is_packed = |object: &Object| object.as_stream().is_ok_and(|stream| stream.dict.has_type(b"ObjStm"));
    let known = |document: &Document| document.catalog().is_ok_and(|catalog| catalog.has(b"Pages"));
    if !known(document) {
        let packed: Vec<Object> = document.objects.values().filter(|object| is_packed(object)).cloned().collect();
        for mut object in packed {
            let unpacked = object.as_stream_mut().and_then(|stream| ObjectStream::new_with_limit(stream, Some(LIMIT)));
            for (id, object) in unpacked.into_iter().flat_map(|unpacked| unpacked.objects) {
                document.objects.entry(id).or_insert(object);
            }
        }
    }
    if !known(document) {
        let is_root =
            |object: &Object| object.as_dict().is_ok_and(|root| root.has_type(b"Catalog") && root.has(b"Pages"));
        if let Some(id) = document.objects.iter().rev().find(|(_, object)| is_root(object)).map(|(id, _)| *id) {
            document.trailer.set("Root", id);
        }
    }
}

/// The pages in their order, at most so many, and how many the tree names that are not there. Where there is no tree, all
/// pages of the file by their numbers.
pub fn pages(document: &Document, most: usize) -> (Vec<ObjectId>, usize) {
    // A gap stands for one that is not there.
    let mut places: Vec<Option<ObjectId>> = Vec::new();
    let root = document.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference);
    let mut seen: HashSet<ObjectId> = root.iter().copied().collect();
    let mut ahead: Vec<ObjectId> = root.into_iter().collect();
    while let Some(id) = ahead.pop().filter(|_| places.len() < most) {
        let node = document.get_dictionary(id).ok();
        let kids = node.and_then(|node| node.get_deref(b"Kids", document).and_then(Object::as_array).ok());
        match kids {
            Some(kids) => {
                // What stands there twice, or above itself, is gone through once.
                let kids: Vec<ObjectId> =
                    kids.iter().filter_map(|kid| kid.as_reference().ok()).filter(|kid| seen.insert(*kid)).collect();
                ahead.extend(kids.into_iter().rev());
            }
            None => places.push(node.is_some_and(is_page).then_some(id)),
        }
    }
    if places.iter().all(Option::is_none) || places.contains(&None) {
        // Those that no branch leads to any more fill the gaps.
        let strays = document.objects.iter().filter(|(id, object)| {
            !seen.contains(*id) && object.as_dict().is_ok_and(|node| node.has_type(b"Page") && is_page(node))
        });
        let mut strays: VecDeque<Option<ObjectId>> = strays.map(|(id, _)| Some(*id)).collect();
        let gaps: Vec<usize> = (0..places.len()).filter(|at| places[*at].is_none()).collect();
        if let ([gap], false) = (&gaps[..], strays.is_empty()) {
            // A whole branch may be missing there.
            places.splice(*gap..=*gap, strays);
        } else {
            for gap in gaps {
                places[gap] = strays.pop_front().flatten();
            }
            places.extend(strays);
        }
        places.truncate(most);
    }
    let lost = places.iter().filter(|place| place.is_none()).count();
    (places.into_iter().flatten().collect(), lost)
}

fn is_page(node: &Dictionary) -> bool {
    !node.has(b"Kids") && (node.has_type(b"Page") || node.has(b"Contents"))
}
