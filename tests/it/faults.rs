//! Every file-system call of a save is made to fail, in every way that the system knows, and the program is stopped at each
//! of them; a model of the disk knows what a power cut would leave.

#![expect(clippy::unwrap_used, reason = "a test that cannot set up its files has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use inquit::interview::locate::Locator;
use inquit::interview::{Anchor, Interview, ParaId, Paragraph, Role};
use inquit::library::events::{Event, MarkId, Stamp, What};
use inquit::library::progress::{Draft, Focus, Stopped};
use inquit::runtime::disk::{Call, Disk, Gate};
use inquit::runtime::drafts::DraftStore;
use inquit::runtime::places::PlaceStore;
use inquit::runtime::records::{Header, PlaceRecord};
use inquit::runtime::save::{Flushed, Report, SaveWorker};
use inquit::runtime::searches::SearchStore;
use inquit::runtime::store::{self, MarksFile};
use inquit::search::find::Wish;
use inquit::text::CleanText;

const EPERM: i32 = 1;
const EINTR: i32 = 4;
const EACCES: i32 = 13;
const ENOSPC: i32 = 28;

/// EPERM, ENOENT, EINTR, EIO, ENOMEM, EACCES, EMFILE, EFBIG, ENOSPC, EROFS, ENOLCK, ESTALE, EDQUOT.
const ERRORS: [i32; 13] = [EPERM, 2, EINTR, 5, 12, EACCES, 24, 27, ENOSPC, 30, 37, 116, 122];

const WAIT: Duration = Duration::from_secs(20);

/// What becomes of the chosen call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    /// It fails once.
    Once(i32),
    /// All calls of its kind fail from then on, until mended.
    Stays(i32),
    /// Of a write so many bytes are taken.
    Short(usize),
    /// Of a write so many bytes are taken, and nothing more until mended.
    Full(usize),
    /// The program is stopped before it; of a write so many bytes are taken first.
    Stopped(usize),
}

#[derive(Debug, Default)]
struct State {
    armed: Option<(usize, How)>,
    /// The kind that fails until mended.
    staying: Option<(Call, i32)>,
    stopped: bool,
    calls: Vec<(Call, usize)>,
    hit: Option<(Call, PathBuf)>,
    /// By number of a file: its bytes when it was last synced.
    bytes: BTreeMap<u64, Vec<u8>>,
    /// By folder: its names when it was last synced, with the number of what they name.
    names: BTreeMap<PathBuf, BTreeMap<PathBuf, u64>>,
}

/// A disk that fails on purpose and remembers what was synced.
#[derive(Debug, Default)]
struct Faulty(Mutex<State>);

impl Faulty {
    fn disk(self: &Arc<Self>) -> Disk {
        Disk::behind(Arc::clone(self) as Arc<dyn Gate>)
    }

    fn arm(&self, at: usize, how: How) {
        let mut state = self.0.lock().unwrap();
        state.calls.clear();
        state.armed = Some((at, how));
    }

    fn mend(&self) {
        let mut state = self.0.lock().unwrap();
        (state.armed, state.staying, state.stopped) = (None, None, false);
    }

    fn calls(&self) -> Vec<(Call, usize)> {
        self.0.lock().unwrap().calls.clone()
    }

    /// Everything that is there now counts as synced.
    fn settle(&self, root: &Path) {
        let mut state = self.0.lock().unwrap();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            note(&mut state, &folder);
            let paths: Vec<PathBuf> = state.names[&folder].keys().map(|name| folder.join(name)).collect();
            for path in paths {
                match fs::symlink_metadata(&path).unwrap() {
                    meta if meta.is_dir() => folders.push(path),
                    meta if meta.is_file() => drop(state.bytes.insert(meta.ino(), fs::read(&path).unwrap())),
                    _ => {}
                }
            }
        }
    }

    /// What a power cut leaves under `root`, as another folder.
    fn after_power_cut(&self, root: &Path) -> tempfile::TempDir {
        let state = self.0.lock().unwrap();
        let copy = memory();
        let mut folders = vec![PathBuf::new()];
        while let Some(below) = folders.pop() {
            let Some(names) = state.names.get(&root.join(&below)) else { continue };
            for (name, number) in names {
                let (from, to) = (root.join(&below).join(name), copy.path().join(&below).join(name));
                match fs::symlink_metadata(&from) {
                    Ok(meta) if meta.is_dir() => {
                        fs::create_dir(&to).unwrap();
                        folders.push(below.join(name));
                    }
                    Ok(meta) if meta.is_symlink() => {
                        let target = fs::read_link(&from).unwrap();
                        symlink(copy.path().join(target.strip_prefix(root).unwrap()), to).unwrap();
                    }
                    _ => fs::write(&to, state.bytes.get(number).cloned().unwrap_or_default()).unwrap(),
                }
            }
        }
        copy
    }
}

fn note(state: &mut State, folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| (entry.file_name().into(), entry.metadata().map_or(0, |meta| meta.ino())));
    let names = names.collect();
    state.names.insert(folder.to_owned(), names);
}

impl Gate for Faulty {
    fn before(&self, call: Call, path: &Path) -> io::Result<usize> {
        let mut state = self.0.lock().unwrap();
        let error = |number| Err(io::Error::from_raw_os_error(number));
        if state.stopped {
            return error(5);
        }
        let number = state.calls.len();
        state.calls.push((call, 0));
        if let Some((staying, errno)) = state.staying
            && staying == call
        {
            return error(errno);
        }
        let Some((at, how)) = state.armed.filter(|(at, _)| *at == number) else { return Ok(usize::MAX) };
        state.hit = Some((call, path.to_owned()));
        match how {
            How::Once(errno) => error(errno),
            How::Stays(errno) => {
                state.staying = Some((call, errno));
                error(errno)
            }
            How::Short(bytes) => Ok(bytes),
            How::Full(bytes) => {
                state.staying = Some((call, ENOSPC));
                Ok(bytes)
            }
            How::Stopped(0) => {
                state.stopped = true;
                error(5)
            }
            How::Stopped(bytes) => {
                // The next call does not come any more.
                state.armed = Some((at + 1, How::Stopped(0)));
                Ok(bytes)
            }
        }
    }

    fn after(&self, call: Call, path: &Path) {
        let mut state = self.0.lock().unwrap();
        match call {
            Call::Sync => {
                let meta = fs::metadata(path).unwrap();
                state.bytes.insert(meta.ino(), fs::read(path).unwrap());
            }
            Call::SyncFolder => note(&mut state, path),
            _ => {}
        }
    }
}

/// A folder in memory where there is one: thousands of syncs are quick there.
fn memory() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn event(id: u64) -> Event {
    let what = What::Note { text: CleanText::from(format!("note number {id}")), over: Some(Vec::new()) };
    Event { id: MarkId(id), stamp: Stamp { rev: 1, at: 5, by: CleanText::line("w") }, what, raw: None }
}

fn ids(path: &Path) -> BTreeSet<u64> {
    store::read(path).map(|found| found.events.iter().map(|event| event.id.0).collect()).unwrap_or_default()
}

/// How things are before the save that is looked at.
#[derive(Clone, Copy, Debug)]
enum Before {
    /// Not even the folders are there.
    Nothing,
    /// Another run made folders and file and was stopped before they were safe.
    Unsafe,
    /// Another run saved event 1.
    Saved,
    /// This run saved event 1.
    SavedHere,
    /// The last line has no line feed.
    NoNewline,
    /// The last line is torn.
    Torn,
    /// Nothing in it can be read.
    Damaged,
    /// The name is a link to a file.
    Linked,
    /// This run saved event 1, and the file was replaced by another one with event 7.
    Replaced,
    /// There is no place for a lock.
    NoLock,
}

const ALL: [Before; 10] = [
    Before::Nothing,
    Before::Unsafe,
    Before::Saved,
    Before::SavedHere,
    Before::NoNewline,
    Before::Torn,
    Before::Damaged,
    Before::Linked,
    Before::Replaced,
    Before::NoLock,
];

struct Case {
    root: tempfile::TempDir,
    path: PathBuf,
    gate: Arc<Faulty>,
    worker: SaveWorker,
    reports: mpsc::Receiver<Report>,
    /// What was confirmed before.
    confirmed: BTreeSet<u64>,
}

impl Case {
    /// Everything up to the save of event 2.
    fn new(before: Before) -> Self {
        let root = memory();
        let gate = Arc::new(Faulty::default());
        let (path, lock) = (root.path().join("data/marks/m.jsonl"), root.path().join("state/locks/m.lock"));
        let lock = (!matches!(before, Before::NoLock)).then_some(lock);
        let new = || MarksFile::new(path.clone(), lock.clone(), Header::marks("T", "ab", "a.txt"));
        let mut confirmed = BTreeSet::new();
        if !matches!(before, Before::Nothing | Before::Unsafe | Before::SavedHere | Before::Damaged) {
            new().append(&[event(1)]).unwrap();
            confirmed.insert(1);
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        match before {
            Before::NoNewline => fs::write(&path, text.trim_end()).unwrap(),
            Before::Torn => fs::write(&path, format!("{text}{{\"kind\":\"no")).unwrap(),
            Before::Linked => {
                let target = root.path().join("elsewhere.jsonl");
                fs::rename(&path, &target).unwrap();
                symlink(target, &path).unwrap();
            }
            Before::Damaged => {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, [0; 100]).unwrap();
            }
            _ => {}
        }
        gate.settle(root.path());
        if matches!(before, Before::Unsafe) {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, Header::marks("T", "ab", "a.txt").line() + "\n").unwrap();
        }
        let mut file = new().on(gate.disk());
        file.load().unwrap();
        let (send, reports) = mpsc::channel();
        let worker = SaveWorker::start(file, PlaceStore::default(), move |report| drop(send.send(report))).unwrap();
        if matches!(before, Before::SavedHere | Before::Replaced) {
            worker.append(1, vec![event(3)]);
            assert_eq!(worker.flush(WAIT), Flushed::Saved);
            confirmed.insert(3);
        }
        if matches!(before, Before::Replaced) {
            fs::remove_file(&path).unwrap();
            MarksFile::new(path.clone(), None, Header::marks("T", "ab", "a.txt")).append(&[event(7)]).unwrap();
            confirmed.remove(&1);
            gate.settle(root.path());
        }
        while reports.try_recv().is_ok() {}
        Self { root, path, gate, worker, reports, confirmed }
    }

    /// What may be missing is what this run put there before somebody else replaced the file.
    fn check(&self, there: &BTreeSet<u64>, also: &[u64], replaced: bool, says: &str) {
        let wanted = self.confirmed.iter().filter(|id| !replaced || **id != 3).chain(also);
        let missing: Vec<_> = wanted.filter(|id| !there.contains(id)).collect();
        assert!(missing.is_empty(), "{says}: {missing:?} lost, {there:?} there");
    }
}

/// Does the save with one fault; says whether the fault was met.
fn run(before: Before, at: usize, how: How) -> bool {
    let case = Case::new(before);
    let says = format!("{before:?}, call {at}, {how:?}");
    let replaced = matches!(before, Before::Replaced);
    case.gate.arm(at, how);
    case.worker.append(2, vec![event(2)]);
    let first = case.reports.recv_timeout(WAIT).unwrap();
    let hit = case.gate.0.lock().unwrap().hit.clone();
    let Some((call, path)) = hit else { return false };
    let says = format!("{says} ({call:?} {})", path.strip_prefix(case.root.path()).unwrap_or(&path).display());
    // Whatever happened, nothing that was confirmed is lost, now or by a power cut.
    case.check(&ids(&case.path), &[], replaced, &says);
    let cut = case.gate.after_power_cut(case.root.path());
    let below = |root: &Path| root.join("data/marks/m.jsonl");
    case.check(&ids(&below(cut.path())), &[], replaced, &format!("{says}, power cut"));
    let may_not_be_asked = matches!(how, How::Once(EPERM | EACCES) | How::Stays(EPERM | EACCES));
    let safe = |says: &str| {
        case.check(&ids(&case.path), &[2], false, says);
        // Where the system forbids looking at folders above, it is taken for granted that nobody made them just now.
        if !(may_not_be_asked && matches!(call, Call::SyncFolder | Call::Look)) {
            let cut = case.gate.after_power_cut(case.root.path());
            case.check(&ids(&below(cut.path())), &[2], false, &format!("{says}, power cut afterwards"));
        }
    };
    if let How::Stopped(_) = how {
        // The program is gone. Another run finds everything and goes on.
        drop(case.worker);
        let mut file = MarksFile::new(case.path.clone(), None, Header::marks("T", "ab", "a.txt"));
        file.load().unwrap();
        file.append(&[event(9)]).unwrap();
        let there = ids(&case.path);
        let wanted = case.confirmed.iter().filter(|id| !replaced || **id != 3).chain(&[9]);
        assert!(wanted.clone().all(|id| there.contains(id)), "{says}: {there:?}");
        return true;
    }
    match first {
        Report::Saved { revision, .. } => {
            assert_eq!(revision, 2, "{says}");
            safe(&says);
        }
        Report::Failed { revision, sentence } => {
            assert_eq!(revision, 2, "{says}");
            assert!(sentence.ends_with('.') && sentence.contains('/'), "{says}: {sentence}");
            if let How::Stays(_) | How::Full(_) = how {
                case.worker.retry();
                let again = case.reports.recv_timeout(WAIT).unwrap();
                assert!(matches!(again, Report::Failed { .. }), "{says}: not saved until it works, {again:?}");
                assert!(matches!(case.worker.flush(WAIT), Flushed::Unsaved(_)), "{says}: not saved until it works");
                case.check(&ids(&case.path), &[], replaced, &says);
            }
            case.gate.mend();
            while case.reports.try_recv().is_ok() {}
            case.worker.retry();
            let last = case.reports.recv_timeout(WAIT).unwrap();
            assert!(matches!(last, Report::Saved { revision: 2, .. }), "{says}: the retry, {last:?}");
            assert_eq!(case.worker.flush(WAIT), Flushed::Saved, "{says}: the retry");
            safe(&format!("{says}, retried"));
        }
        Report::News(events) => panic!("{says}: nobody else wrote {events:?}"),
        Report::PlaceFailed { sentence } => panic!("{says}: {sentence}"),
    }
    let real = fs::canonicalize(&case.path).unwrap();
    // The one that another run left was made by this test, with the modes of any file.
    let others = fs::metadata(&real).unwrap().permissions().mode() % 0o100;
    assert!(others == 0 || matches!(before, Before::Unsafe), "{says}: private");
    true
}

/// A few of the errors, so that the suite stays quick, or with `INQUIT_FAULTS=all` every one.
fn errors() -> &'static [i32] {
    if std::env::var_os("INQUIT_FAULTS").is_some() { &ERRORS } else { &[2, EINTR, EACCES, ENOSPC] }
}

fn hows(call: Call) -> Vec<How> {
    let errors = errors();
    let stays = errors.iter().filter(|&&errno| errno != EINTR).map(|&errno| How::Stays(errno));
    let mut hows: Vec<How> = errors.iter().map(|&errno| How::Once(errno)).chain(stays).collect();
    hows.push(How::Stopped(0));
    if call == Call::Write {
        for bytes in [1, 7, 60, 100] {
            hows.extend([How::Short(bytes), How::Full(bytes), How::Stopped(bytes)]);
        }
    }
    hows
}

#[test]
fn no_fault_at_any_call_of_a_save_loses_what_was_confirmed() {
    let mut table: BTreeMap<Call, usize> = BTreeMap::new();
    for before in ALL {
        let case = Case::new(before);
        case.gate.arm(usize::MAX, How::Once(0));
        case.worker.append(2, vec![event(2)]);
        let saved = case.worker.flush(WAIT);
        assert!(saved == Flushed::Saved, "{before:?}: {saved:?}");
        let calls = case.gate.calls();
        let cut = case.gate.after_power_cut(case.root.path());
        case.check(&ids(&cut.path().join("data/marks/m.jsonl")), &[2], false, &format!("{before:?} without a fault"));
        drop(case);
        for (at, (call, _)) in calls.into_iter().enumerate() {
            for how in hows(call) {
                assert!(run(before, at, how), "{before:?}, call {at}, {how:?}: never came there");
                *table.entry(call).or_default() += 1;
            }
        }
    }
    let all: usize = table.values().sum();
    println!("faults while marks are saved: {all} cases, by call {table:?}");
    assert!(all > 1500 && table.len() >= 12, "{table:?}");
}

fn places() -> (PlaceRecord, PlaceRecord) {
    let para = |text: &str| Paragraph {
        text: CleanText::from(text),
        source: 0..0,
        role: Role::Answer,
        speaker: None,
        time: None,
        unsure: false,
    };
    let it = Interview { paragraphs: vec![para("One."), para("Two, and more of it.")], ..Interview::default() };
    let record = |para: u32| {
        let index = inquit::interview::locate::Index::new(&it, "ab");
        let source = inquit::interview::locate::Source { interview: &it, index: &index };
        let anchor = Anchor { para: ParaId(para), byte: 0 };
        let stopped = Stopped::capture(source, anchor, [], (None, Focus::Text), 9);
        PlaceRecord { document: "ab".into(), stopped: Some(stopped), ..PlaceRecord::default() }
    };
    (record(0), record(1))
}

#[test]
fn nothing_that_saves_goes_around_the_gate() {
    for (name, from) in [
        ("store", "impl MarksFile"),
        ("private", "impl Disk"),
        ("places", ""),
        ("searches", ""),
        ("drafts", ""),
        ("save", ""),
    ] {
        let path = format!("{}/src/runtime/{name}.rs", env!("CARGO_MANIFEST_DIR"));
        let source = fs::read_to_string(path).unwrap();
        let source = &source[source.find(from).unwrap()..source.find("#[cfg(test)]").unwrap_or(source.len())];
        for around in
            ["fs::", "File::open", ".sync_all()", ".sync_data()", ".write(", ".write_all(", ".set_len(", ".metadata()"]
        {
            let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
            let around =
                lines.filter(|line| line.contains(around) && !line.contains("disk.") && !line.contains("self.w"));
            assert_eq!(around.collect::<Vec<_>>(), Vec::<&str>::new(), "{name}.rs");
        }
    }
}

/// What is replaced as a whole: how it is saved the n-th time, and which of the two is there.
trait Whole {
    fn save(&self, disk: Disk, root: &Path, n: usize) -> bool;
    fn found(&self, root: &Path) -> Option<usize>;
}

struct ThePlace(PlaceRecord, PlaceRecord);
struct TheSearches;
struct TheDrafts(Locator);

impl Whole for ThePlace {
    fn save(&self, disk: Disk, root: &Path, n: usize) -> bool {
        let record = if n == 1 { &self.0 } else { &self.1 };
        PlaceStore::new(Some(root.join("places"))).on(disk).save(record, None).is_ok()
    }

    fn found(&self, root: &Path) -> Option<usize> {
        let there = PlaceStore::new(Some(root.join("places"))).load("ab", None)?;
        Some(if there == self.0 { 1 } else { 2 })
    }
}

impl Whole for TheSearches {
    fn save(&self, disk: Disk, root: &Path, n: usize) -> bool {
        let store = SearchStore::new(Some(root.join("s.json"))).on(disk);
        store.keep(vec![Wish::words(&format!("wish {n}"))]).is_ok()
    }

    fn found(&self, root: &Path) -> Option<usize> {
        let there = SearchStore::new(Some(root.join("s.json"))).load();
        (!there.is_empty()).then_some(there.len())
    }
}

impl Whole for TheDrafts {
    fn save(&self, disk: Disk, root: &Path, n: usize) -> bool {
        let draft = Draft { place: self.0.clone(), text: format!("draft {n}") };
        DraftStore::new(Some(root.join("drafts"))).on(disk).save("ab", &[draft]).is_ok()
    }

    fn found(&self, root: &Path) -> Option<usize> {
        DraftStore::new(Some(root.join("drafts"))).load("ab").first()?.text.strip_prefix("draft ")?.parse().ok()
    }
}

#[test]
fn no_fault_leaves_a_place_a_search_or_a_draft_half_written() {
    let (one, two) = places();
    let place = one.stopped.as_ref().unwrap().place.clone();
    let kinds: [(&str, Box<dyn Whole>); 3] = [
        ("place", Box::new(ThePlace(one, two))),
        ("searches", Box::new(TheSearches)),
        ("drafts", Box::new(TheDrafts(place))),
    ];
    let mut cases = 0;
    for (name, whole) in kinds {
        let begin = || {
            let (root, gate) = (memory(), Arc::new(Faulty::default()));
            assert!(whole.save(gate.disk(), root.path(), 1));
            gate.settle(root.path());
            (root, gate)
        };
        let (root, gate) = begin();
        gate.arm(usize::MAX, How::Once(0));
        assert!(whole.save(gate.disk(), root.path(), 2));
        for (at, (call, _)) in gate.calls().into_iter().enumerate() {
            for how in hows(call) {
                let says = format!("{name}, call {at} {call:?}, {how:?}");
                let (root, gate) = begin();
                gate.arm(at, how);
                let saved = whole.save(gate.disk(), root.path(), 2);
                let cut = gate.after_power_cut(root.path());
                let (now, later) = (whole.found(root.path()), whole.found(cut.path()));
                assert!(now.is_some() && later.is_some(), "{says}: {now:?}, after a power cut {later:?}");
                // A search list that could not be read begins anew; all others are there.
                if saved && !matches!(how, How::Stopped(_)) && name != "searches" {
                    assert_eq!((now, later), (Some(2), Some(2)), "{says}");
                }
                gate.mend();
                assert!(whole.save(gate.disk(), root.path(), 2), "{says}: the retry");
                assert!(whole.found(root.path()).is_some_and(|n| n >= 1), "{says}");
                let left = walk(root.path()).into_iter().filter(|path| path.extension().is_some_and(|e| e == "tmp"));
                assert_eq!(left.count(), 0, "{says}: a temporary file is left");
                cases += 1;
            }
        }
    }
    println!("faults while places, searches and drafts are saved: {cases} cases");
    assert!(cases > 200, "{cases}");
}

fn walk(root: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(root).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() { all.extend(walk(&path)) } else { all.push(path) }
    }
    all
}
