//! The marks file on a real disk: concurrent writers, kills, full disks, links, damage.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its files has failed")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use inquit::interview::locate::{Index, Locator, Source};
use inquit::interview::{Anchor, Interview, ParaId, Paragraph, Role};
use inquit::library::events::{Event, MarkId, Stamp, What};
use inquit::library::progress::{Focus, Stopped};
use inquit::library::{Ctx, Marks, Op};
use inquit::runtime::paths::{Document, Paths, document_hash};
use inquit::runtime::records::{Header, PlaceRecord};
use inquit::runtime::save::{Flushed, Report, SaveWorker};
use inquit::runtime::searches::SearchStore;
use inquit::runtime::store::{self, MarksFile};
use inquit::runtime::store_error::StoreError;
use inquit::search::find::Wish;
use inquit::text::CleanText;

fn note(id: u64, writer: &str) -> Event {
    let stamp = Stamp { rev: 1, at: 5, by: CleanText::line(writer) };
    Event {
        id: MarkId(id),
        stamp,
        what: What::Note { text: CleanText::from("a note"), over: Some(Vec::new()) },
        raw: None,
    }
}

fn marks_file(path: &Path) -> MarksFile {
    let mut lock = path.as_os_str().to_owned();
    lock.push(".lock");
    MarksFile::new(path.to_owned(), Some(lock.into()), Header::marks("Title", "ab", "a.txt"))
}

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks").join("m.jsonl");
    (folder, path)
}

fn ids(path: &Path) -> Vec<u64> {
    let mut ids: Vec<_> = store::read(path).unwrap().events.iter().map(|event| event.id.0).collect();
    ids.sort_unstable();
    ids
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn interview(texts: &[&str]) -> Interview {
    let para = |text: &&str| Paragraph {
        text: CleanText::from(*text),
        source: 0..0,
        role: Role::Answer,
        speaker: None,
        time: None,
        unsure: false,
    };
    Interview { paragraphs: texts.iter().map(para).collect(), ..Interview::default() }
}

#[test]
fn marks_survive_the_disk_and_the_file_is_private() {
    let (_folder, path) = folder();
    let it = interview(&["What came first?", "The mill, by about ten years, or so they say.", "Yes."]);
    let index = Index::new(&it, "one");
    let source = Source { interview: &it, index: &index };
    let mut marks = Marks::default();
    let mut file = marks_file(&path);
    assert_eq!(file.load().unwrap().events, []);
    assert!(!path.parent().unwrap().exists(), "loading makes nothing");
    for (n, op) in [
        Op::ToggleBookmark(source.whole(ParaId(1))),
        Op::SetNote(source.whole(ParaId(1)), "cf. “q. 5”\n#mill".into()),
        Op::SetLetter('a', source.whole(ParaId(2))),
    ]
    .into_iter()
    .enumerate()
    {
        let ctx = Ctx { source, writer: "w", id: n as u64, now: 7 };
        assert_eq!(file.append(&marks.apply(op, ctx).unwrap().events).unwrap().events, []);
    }
    let mut read = Marks::default();
    read.merge(store::read(&path).unwrap().events, Some(source));
    assert_eq!(read.all(), marks.all());
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    let text = fs::read_to_string(&path).unwrap();
    let first = text.lines().next().unwrap();
    assert_eq!(first, r#"{"inquit":"marks","version":1,"title":"Title","hash":"ab","name":"a.txt"}"#);
    assert!(text.ends_with('\n') && text.lines().all(|line| line.starts_with('{')));
}

#[test]
fn four_writers_of_a_hundred_marks_lose_nothing_and_see_each_other() {
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let path = folder.path().join("marks/m.jsonl");
    let seen: Vec<usize> = std::thread::scope(|scope| {
        let write = |writer: u64| {
            let path = &path;
            move || {
                let mut file = marks_file(path).waiting(Duration::from_secs(60));
                let mut foreign = file.load().unwrap().events.len();
                for n in 0..100 {
                    foreign += file.append(&[note(writer * 100 + n, "w")]).unwrap().events.len();
                }
                foreign + file.append(&[]).unwrap().events.len()
            }
        };
        let threads: Vec<_> = (0..4).map(|writer| scope.spawn(write(writer))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let all: Vec<u64> = (0..400).collect();
    assert_eq!(ids(&path), all);
    // The last to finish has seen everything of the others.
    assert!(seen.contains(&300), "{seen:?}");
    assert_eq!(store::read(&path).unwrap().notices, Vec::<String>::new());
    let headers = fs::read_to_string(&path).unwrap().matches("\"inquit\"").count();
    assert_eq!(headers, 1);
}

/// Runs this test binary again as another process that does what the helper says.
fn helper(name: &str, path: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", &format!("store::{name}"), "--ignored", "--nocapture"]).env("INQUIT_STORE_TEST", path);
    command
}

#[test]
#[ignore = "run by the test that kills it"]
fn append_for_ever() {
    let Some(path) = std::env::var_os("INQUIT_STORE_TEST").map(PathBuf::from) else { return };
    let mut file = marks_file(&path);
    for n in 0.. {
        file.append(&[note(n, "w")]).unwrap();
        let mut out = std::io::stdout().lock();
        writeln!(out, "\nsaved {n}").and_then(|()| out.flush()).unwrap();
    }
}

#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_saved() {
    let (_folder, path) = folder();
    let mut saved = 0;
    for round in 1..=4 {
        let mut child = helper("append_for_ever", &path).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut numbers = lines.filter_map(|line| line.strip_prefix("saved ")?.parse::<usize>().ok());
        let reached = numbers.find(|&n| n >= saved + round * 3).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        saved = numbers.last().unwrap_or(reached);
        let ids = ids(&path);
        assert!((0..=saved as u64).all(|n| ids.contains(&n)));
    }
    // The next one goes on where the killed ones stopped, whatever they left.
    let mut file = marks_file(&path);
    file.append(&[note(9_999_999, "w")]).unwrap();
    assert!(ids(&path).contains(&9_999_999));
}

#[test]
#[ignore = "run by the tests about full disks and the umask"]
fn append_once() {
    let Some(path) = std::env::var_os("INQUIT_STORE_TEST").map(PathBuf::from) else { return };
    let mut big = note(2, "w");
    big.what = What::Note { text: CleanText::from("x".repeat(4000)), over: None };
    match marks_file(&path).append(&[big]) {
        Ok(_) => println!("\nresult saved"),
        Err(error) => println!("\nresult {error}"),
    }
}

/// Runs `append_once` in a shell with these settings; gives its result.
fn append_under(settings: &str, path: &Path) -> String {
    let inner = helper("append_once", path);
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("{settings}; exec \"$@\"")).arg("sh").arg(inner.get_program()).args(inner.get_args());
    shell.env("INQUIT_STORE_TEST", path);
    let output = String::from_utf8(shell.output().unwrap().stdout).unwrap();
    output.lines().find_map(|line| line.strip_prefix("result ")).unwrap_or(&output).to_owned()
}

#[test]
fn a_write_that_does_not_fit_is_cut_off_again_and_named() {
    let (_folder, path) = folder();
    marks_file(&path).append(&[note(1, "w")]).unwrap();
    let before = fs::read(&path).unwrap();
    // The limit counts blocks of 512 or 1024 bytes: the first event fits, the big one only in part.
    let says = append_under("trap '' XFSZ; ulimit -f 2", &path);
    assert!(says.contains("m.jsonl") && says.contains("Free some space"), "{says}");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(append_under("true", &path), "saved");
    assert_eq!(ids(&path), [1, 2]);
}

#[test]
fn no_umask_opens_or_closes_the_file() {
    for umask in ["000", "777"] {
        let (_folder, path) = folder();
        assert_eq!(append_under(&format!("umask {umask}"), &path), "saved");
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    }
}

#[test]
fn a_file_without_its_last_newline_gets_one_first() {
    let (_folder, path) = folder();
    marks_file(&path).append(&[note(1, "w"), note(2, "w")]).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    // Complete but for the line feed: still an event.
    fs::write(&path, text.trim_end()).unwrap();
    let mut file = marks_file(&path);
    assert_eq!(file.load().unwrap().events.len(), 2);
    file.append(&[note(3, "w")]).unwrap();
    assert_eq!(ids(&path), [1, 2, 3]);
    // Torn: skipped, said, and left as it is.
    fs::write(&path, &text[..text.len() - 9]).unwrap();
    let mut file = marks_file(&path);
    let found = file.load().unwrap();
    assert_eq!((found.events.len(), found.notices.len()), (1, 1));
    assert!(found.notices[0].contains("m.jsonl"));
    file.append(&[note(3, "w")]).unwrap();
    assert_eq!(ids(&path), [1, 3]);
    assert!(fs::read_to_string(&path).unwrap().starts_with(&text[..text.len() - 9]));
}

#[test]
fn a_damaged_file_is_kept_under_another_name() {
    let (_folder, path) = folder();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, [0; 300]).unwrap();
    let other = path.with_file_name("m.jsonl.damaged-1");
    fs::write(&other, "an earlier one").unwrap();
    let mut file = marks_file(&path);
    let found = file.load().unwrap();
    assert!(found.events.is_empty() && found.notices[0].contains("m.jsonl is damaged"), "{found:?}");
    assert_eq!(fs::read(&path).unwrap(), [0; 300], "reading changes nothing");
    let found = file.append(&[note(1, "w")]).unwrap();
    assert!(found.notices[0].contains("m.jsonl.damaged-2"), "{found:?}");
    assert_eq!(fs::read(path.with_file_name("m.jsonl.damaged-2")).unwrap(), [0; 300]);
    assert_eq!(fs::read_to_string(&other).unwrap(), "an earlier one");
    assert_eq!(ids(&path), [1]);
    // One bad line among good ones is no reason to start anew.
    let mut text = fs::read(&path).unwrap();
    text.extend_from_slice(b"\xff\xfe rubbish\n");
    fs::write(&path, &text).unwrap();
    marks_file(&path).append(&[note(2, "w")]).unwrap();
    assert_eq!(ids(&path), [1, 2]);
    assert!(fs::read(&path).unwrap().starts_with(&text));
}

#[test]
fn files_of_others_are_left_alone() {
    let (_folder, path) = folder();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let newer = "{\"inquit\":\"marks\",\"version\":2,\"new\":[1]}\n{\"kind\":\"star\",\"id\":\"1\"}\n";
    fs::write(&path, newer).unwrap();
    let mut file = marks_file(&path);
    let found = file.load().unwrap();
    assert!(found.notices[0].contains("newer inquit") && found.events.len() == 1);
    assert!(matches!(file.append(&[note(1, "w")]), Err(StoreError::Newer { version: 2, .. })));
    assert!(matches!(marks_file(&path).append(&[note(1, "w")]), Err(StoreError::Newer { version: 2, .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    fs::write(&path, "{\"inquit\":\"place\",\"version\":1}\n").unwrap();
    assert!(matches!(marks_file(&path).append(&[note(1, "w")]), Err(StoreError::NotMarks(_))));
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(matches!(marks_file(&path).load(), Err(StoreError::NotAFile(_))));
    assert!(matches!(marks_file(&path).append(&[note(1, "w")]), Err(StoreError::NotAFile(_))));
}

#[test]
fn a_link_is_followed_to_a_file_of_the_same_owner() {
    let (folder, path) = folder();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let target = folder.path().join("elsewhere.jsonl");
    fs::write(&target, "").unwrap();
    symlink(&target, &path).unwrap();
    marks_file(&path).append(&[note(1, "w")]).unwrap();
    assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
    assert_eq!(ids(&target), [1]);
    fs::remove_file(&target).unwrap();
    assert!(matches!(marks_file(&path).append(&[note(1, "w")]), Err(StoreError::Link(_))));
    assert!(!target.exists());
    // Only root can make a file of another owner to link to.
    fs::write(&target, "theirs").unwrap();
    if std::os::unix::fs::chown(&target, Some(65_534), None).is_ok() {
        assert!(matches!(marks_file(&path).append(&[note(1, "w")]), Err(StoreError::Link(_))));
        assert!(matches!(marks_file(&path).load(), Err(StoreError::Link(_))));
    }
    fs::remove_file(&path).unwrap();
    symlink("/dev/null", &path).unwrap();
    assert!(marks_file(&path).append(&[note(1, "w")]).is_err());
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("marks"), "a file").unwrap();
    let path = folder.path().join("marks").join("m.jsonl");
    let error = marks_file(&path).append(&[note(1, "w")]).unwrap_err().to_string();
    assert!(error.contains("marks") && error.ends_with("Move that away."), "{error}");
    assert_eq!(fs::read_to_string(folder.path().join("marks")).unwrap(), "a file");
}

#[test]
fn a_file_that_is_replaced_or_deleted_gets_this_runs_marks_again() {
    let (_folder, path) = folder();
    marks_file(&path).append(&[note(1, "v")]).unwrap();
    let old = fs::read(&path).unwrap();
    let mut file = marks_file(&path);
    assert_eq!(file.append(&[note(2, "w")]).unwrap().events, [note(1, "v")]);
    // A sync tool puts an older copy in its place.
    fs::remove_file(&path).unwrap();
    fs::write(&path, &old).unwrap();
    file.append(&[note(3, "w")]).unwrap();
    assert_eq!(ids(&path), [1, 2, 3]);
    // Truncated in place, then somebody writes.
    fs::write(&path, &old).unwrap();
    marks_file(&path).append(&[note(4, "v")]).unwrap();
    assert!(file.append(&[note(5, "w")]).unwrap().events.contains(&note(4, "v")));
    assert_eq!(ids(&path), [1, 2, 3, 4, 5]);
    fs::remove_dir_all(path.parent().unwrap()).unwrap();
    file.append(&[]).unwrap();
    assert_eq!(ids(&path), [2, 3, 5]);
}

#[test]
fn a_lock_that_is_held_is_not_waited_for_for_ever() {
    let (_folder, path) = folder();
    marks_file(&path).append(&[note(1, "w")]).unwrap();
    for held in [path.clone(), path.with_file_name("m.jsonl.lock")] {
        let holder = fs::File::open(held).unwrap();
        holder.lock().unwrap();
        let error = marks_file(&path).waiting(Duration::ZERO).append(&[note(2, "w")]).unwrap_err();
        assert!(matches!(error, StoreError::Busy(_)) && error.to_string().contains("m.jsonl"), "{error}");
        assert_eq!(marks_file(&path).waiting(Duration::ZERO).load().unwrap().events.len(), 1, "reading goes on");
    }
}

#[test]
fn joining_files_twice_is_joining_them_once() {
    let (_folder, path) = folder();
    let other = path.with_file_name("conflict copy.jsonl");
    marks_file(&path).append(&[note(1, "w"), note(2, "w")]).unwrap();
    marks_file(&other).append(&[note(2, "w"), note(3, "v")]).unwrap();
    let before = fs::read(&other).unwrap();
    assert_eq!(marks_file(&path).join(&other).unwrap(), 1);
    assert_eq!(marks_file(&path).join(&other).unwrap(), 0);
    assert_eq!((ids(&path), fs::read(&other).unwrap()), (vec![1, 2, 3], before));
    // What a line-wise tool makes of two files is a file too.
    let both = [fs::read(&path).unwrap(), fs::read(&other).unwrap()].concat();
    fs::write(&path, both).unwrap();
    let found = store::read(&path).unwrap();
    assert_eq!((found.events.len(), found.notices.len()), (5, 0));
}

#[test]
fn what_a_later_version_wrote_survives() {
    let (_folder, path) = folder();
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let star = r#"{"kind":"star","id":"00000000000000aa","rev":3,"at":9,"by":"z","points":[1,2.50]}"#;
    let old = format!("{}\n{star}\n", Header::marks("T", "h", "n").line());
    fs::write(&path, &old).unwrap();
    let events = store::read(&path).unwrap().events;
    marks_file(&path).append(&[note(1, "w")]).unwrap();
    assert!(fs::read_to_string(&path).unwrap().starts_with(&old));
    let other = path.with_file_name("joined.jsonl");
    marks_file(&other).append(&events).unwrap();
    assert!(fs::read_to_string(&other).unwrap().contains(star));
}

#[test]
fn the_worker_saves_in_order_keeps_what_failed_and_tries_again() {
    let (folder, path) = folder();
    let blocker = path.parent().unwrap().to_owned();
    fs::write(&blocker, "in the way").unwrap();
    let (send, reports) = mpsc::channel();
    let paths = Paths::under(folder.path());
    let worker = SaveWorker::start(marks_file(&path), paths.places(), move |report| drop(send.send(report))).unwrap();
    let wait = Duration::from_secs(10);
    worker.append(1, vec![note(1, "w")]);
    assert!(matches!(reports.recv().unwrap(), Report::Failed { revision: 1, sentence } if sentence.contains("marks")));
    assert!(matches!(worker.flush(wait), Flushed::Unsaved(_)));
    let rescue = folder.path().join("rescue.jsonl");
    let nowhere = folder.path().join("marks/in the way.jsonl");
    assert_eq!(worker.rescue(vec![nowhere.clone(), rescue.clone()], wait), Ok(rescue.clone()));
    let lines = worker.rescue(vec![nowhere], wait).unwrap_err();
    assert!(lines.starts_with("{\"inquit\":\"marks\"") && lines.contains("a note"), "{lines}");
    assert_eq!(ids(&rescue), [1]);
    fs::remove_file(&blocker).unwrap();
    worker.retry();
    worker.append(2, vec![note(2, "w")]);
    assert_eq!(worker.flush(wait), Flushed::Saved);
    let last = reports.try_iter().last();
    assert!(matches!(last, Some(Report::Saved { revision: 2, .. })), "{last:?}");
    assert_eq!(ids(&path), [1, 2]);
    marks_file(&path).append(&[note(3, "v")]).unwrap();
    worker.append(3, vec![note(4, "w")]);
    assert_eq!(worker.flush(wait), Flushed::Saved);
    let foreign = vec![note(3, "v")];
    assert_eq!(reports.try_iter().last(), Some(Report::Saved { revision: 3, foreign, notices: Vec::new() }));
}

fn stopped(it: &Interview, hash: &str) -> Stopped {
    let index = Index::new(it, hash);
    let source = Source { interview: it, index: &index };
    Stopped::capture(source, Anchor { para: ParaId(1), byte: 4 }, [0], (Some(60), Focus::Questions), 9)
}

#[test]
fn searches_are_kept_once_in_order_and_privately() {
    let folder = tempfile::tempdir().unwrap();
    let store = Paths::under(folder.path()).searches();
    assert_eq!(store.load(), []);
    let texts = |store: &SearchStore| store.load().into_iter().map(|wish| wish.text).collect::<Vec<_>>();
    let answers = Wish { answers: true, word: true, ..Wish::words("boat") };
    store.keep(vec![answers, Wish::words("mill")]).unwrap();
    assert_eq!(store.load(), [Wish { word: true, ..Wish::words("boat") }, Wish::words("mill")]);
    // Another run of the program notes its own, and both are kept.
    let other = Paths::under(folder.path()).searches();
    other
        .keep(vec![Wish { regex: true, ..Wish::words("mill") }, Wish::words("boat"), Wish::words(&"x".repeat(1001))])
        .unwrap();
    assert_eq!(texts(&store), ["mill", "mill", "boat"]);
    store.keep((0..60).map(|number| Wish::words(&number.to_string())).collect()).unwrap();
    assert_eq!(texts(&store), (10..60).map(|number| number.to_string()).collect::<Vec<_>>());
    let path = folder.path().join("state/inquit/searches.json");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    let later = fs::read_to_string(&path).unwrap().replace("\"version\":1", "\"version\":2");
    for damaged in ["", "{", "[]", "{\"inquit\":\"place\",\"version\":1,\"searches\":[]}", &later] {
        fs::write(&path, damaged).unwrap();
        assert_eq!(store.load(), []);
    }
    let hostile = r#"{"inquit":"searches","version":1,"searches":[{"text":"a\u001b[2Jb\nc"},{"text":" "}],"new":1}"#;
    fs::write(&path, hostile).unwrap();
    assert!(texts(&store).iter().all(|text| !text.contains(['\u{1b}', '\n'])) && texts(&store).len() == 1);
    store.keep(vec![Wish::words("again")]).unwrap();
    assert_eq!(texts(&store).last().unwrap(), "again");
    assert_eq!(SearchStore::default().load(), []);
    SearchStore::default().keep(vec![Wish::words("nowhere")]).unwrap();
}

#[test]
fn places_are_found_by_content_and_by_path() {
    let folder = tempfile::tempdir().unwrap();
    let places = Paths::under(folder.path()).places();
    let it = interview(&["What came first?", "The mill, by about ten years, or so they say.", "Yes."]);
    let hash = document_hash(b"one");
    let record = PlaceRecord { document: hash.clone(), marks: None, source: None, stopped: Some(stopped(&it, &hash)) };
    let path = Path::new("/somewhere/a.txt");
    assert_eq!(places.load(&hash, Some(path)), None);
    places.save(&record, Some(path)).unwrap();
    places.save(&record, Some(path)).unwrap();
    assert_eq!(places.load(&hash, None), Some(record.clone()));
    assert_eq!(places.load(&document_hash(b"two"), Some(path)), Some(record.clone()));
    assert_eq!(places.load(&document_hash(b"two"), Some(Path::new("/b.txt"))), None);
    let state = folder.path().join("state/inquit/places");
    let names: Vec<_> = fs::read_dir(&state).unwrap().map(|entry| entry.unwrap()).collect();
    assert_eq!(names.len(), 2, "no temporary files stay");
    assert!(names.iter().all(|entry| mode(&entry.path()) == 0o600));
    fs::write(state.join(format!("h-{}.json", &hash[..16])), "{").unwrap();
    assert_eq!(places.load(&hash, None), None);
}

#[test]
fn the_marks_of_a_document_are_found_after_it_moved_or_changed() {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::under(folder.path());
    let source = folder.path().join("talk.txt");
    let document = |path: Option<&Path>, hash: &str, title: &str| Document {
        path: path.map(Path::to_owned),
        hash: document_hash(hash.as_bytes()),
        title: Some(title.into()).filter(|title: &String| !title.is_empty()),
    };
    let here = document(Some(&source), "one", "A Talk");
    let mut file = paths.marks_file(&here, false).unwrap();
    let path = file.path().to_owned();
    let name = format!("a-talk-{}.jsonl", &here.hash[..16]);
    assert_eq!(path, folder.path().join("data/inquit/marks").join(name));
    assert!(!folder.path().join("data").exists() && !folder.path().join("state").exists());
    file.append(&[note(1, "w")]).unwrap();
    let found = |document: &Document| paths.marks_file(document, false).unwrap().path().to_owned();
    // Moved and renamed; the title is read otherwise.
    assert_eq!(found(&document(Some(Path::new("/b.md")), "one", "")), path);
    assert_eq!(found(&document(None, "one", "")), path);
    // Edited: by the title and file name, and by the place record even if the title changed.
    assert_eq!(found(&document(Some(&source), "two", "A Talk")), path);
    let edited = document(Some(&source), "two", "Another Talk");
    assert_ne!(found(&edited), path);
    let marks = path.to_str().map(str::to_owned);
    let record = PlaceRecord { document: here.hash.clone(), marks, source: None, stopped: None };
    paths.places().save(&record, Some(&source)).unwrap();
    assert_eq!(found(&edited), path);
    // Another document is another document.
    assert_ne!(found(&document(Some(Path::new("/b.txt")), "three", "A Talk")), path);
    // Beside the source by the setting, and then without it.
    let other = document(Some(&folder.path().join("other.txt")), "four", "");
    let mut beside = paths.marks_file(&other, true).unwrap();
    assert_eq!(beside.path(), folder.path().join("other.marks.jsonl"));
    beside.append(&[note(2, "w")]).unwrap();
    assert_eq!(found(&other), folder.path().join("other.marks.jsonl"));
    let twin = document(Some(&folder.path().join("other.md")), "five", "");
    assert_eq!(paths.marks_file(&twin, true).unwrap().path(), folder.path().join("other.md.marks.jsonl"));
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 3, "data, state and the one file asked for: {names:?}");
}

#[test]
#[ignore = "run by the test about the environment"]
fn print_paths() {
    if std::env::var_os("INQUIT_STORE_TEST").is_some() {
        let paths = Paths::find();
        println!("\nresult {:?} {:?} {}", paths.marks(), paths.config_file(), paths.notice().unwrap_or_default());
    }
}

#[test]
fn without_a_home_folder_there_is_one_notice() {
    let says = |vars: &[(&str, &str)]| {
        let mut command = helper("print_paths", Path::new("x"));
        for name in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
            command.env_remove(name);
        }
        let output = command.envs(vars.iter().copied()).output().unwrap();
        let output = String::from_utf8(output.stdout).unwrap();
        output.lines().find_map(|line| line.strip_prefix("result ")).unwrap_or_default().to_owned()
    };
    assert!(says(&[]).starts_with("None None There is no home folder"));
    let home = says(&[("HOME", "/h"), ("XDG_CONFIG_HOME", "relative")]);
    assert_eq!(home.trim(), r#"Some("/h/.local/share/inquit/marks") Some("/h/.config/inquit/config.toml")"#);
    let named = says(&[("XDG_DATA_HOME", "/d"), ("XDG_STATE_HOME", "/s")]);
    assert_eq!(named.trim(), r#"Some("/d/inquit/marks") None"#);
    let nowhere = Document { hash: document_hash(b"x"), ..Document::default() };
    assert!(matches!(Paths::default().marks_file(&nowhere, false), Err(StoreError::NoHome)));
}

#[test]
fn a_locator_is_captured_without_an_index_too() {
    let it = interview(&["One.", "Two, and a little more than two."]);
    let index = Index::new(&it, "h");
    let span = Source { interview: &it, index: &index }.whole(ParaId(1));
    let locator = Locator::capture(&it, "h", span);
    assert_eq!(locator.resolve(&it, "h").span(), Some(span));
}
