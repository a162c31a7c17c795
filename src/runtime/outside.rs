//! Word before 2007, by a program of somebody else that is installed.
//!
//! The program gets a private folder with a copy of the file, and nothing of the reader's: home, settings and temporary
//! files lie in that folder, macros and links to elsewhere are switched off, and every proxy leads nowhere. It has a time
//! limit, and a limit to what it may write. When it ends, or has to, its whole process group ends with it.

use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::io::{self, IsTerminal, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
use tempfile::TempDir;

use super::open::LIMIT as LARGEST;
use crate::formats::detect::{Kind, detect};

/// How long one program may take. LibreOffice needs several seconds on a slow machine before it begins.
const LIMIT: Duration = Duration::from_secs(60);

/// How often it is looked whether a program has ended.
const LOOK: Duration = Duration::from_millis(20);

/// After so long the reader is told what is waited for.
const PATIENCE: Duration = Duration::from_millis(1500);

/// What was converted.
#[derive(Debug)]
pub struct Converted {
    /// What it is now.
    pub kind: Kind,
    /// The new file.
    pub bytes: Vec<u8>,
    /// What the reader should know of it.
    pub warning: String,
}

/// Why nothing came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No such program is installed.
    None,
    /// What each of them did, in clauses.
    Failed(Vec<String>),
}

/// A program that can do it.
struct Converter {
    program: &'static str,
    arguments: &'static [&'static str],
    /// The new file, in the folder; else what the program prints.
    result: Option<&'static str>,
    /// What gets lost.
    loses: &'static str,
}

/// The best one first. In the arguments `@` is the folder. Those that print text lose bold type, which may be the only
/// sign of a question.
const CONVERTERS: &[Converter] = &[
    Converter { program: "soffice", arguments: OFFICE, result: Some("out/document.docx"), loses: "" },
    Converter { program: "libreoffice", arguments: OFFICE, result: Some("out/document.docx"), loses: "" },
    Converter {
        program: "textutil",
        arguments: &["-convert", "docx", "-noload", "-output", "@/out/document.docx", "@/document.doc"],
        result: Some("out/document.docx"),
        loses: "",
    },
    Converter {
        program: "antiword",
        arguments: &["-m", "UTF-8.txt", "-w", "0", "@/document.doc"],
        result: None,
        loses: ", which keeps the words but not what is bold",
    },
    Converter {
        program: "catdoc",
        arguments: &["-d", "utf-8", "-w", "@/document.doc"],
        result: None,
        loses: ", which keeps the words but not what is bold",
    },
];

const OFFICE: &[&str] = &[
    "-env:UserInstallation=file://@/profile",
    "--headless",
    "--norestore",
    "--nologo",
    "--nodefault",
    "--nolockcheck",
    "--convert-to",
    "docx",
    "--outdir",
    "@/out",
    "@/document.doc",
];

/// What LibreOffice is told: no macros, nothing fetched from elsewhere.
const OFFICE_SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"#;

/// The programs that are looked for, the best one first, and whether what they make has the bold type too.
pub fn programs() -> impl Iterator<Item = (&'static str, bool)> {
    CONVERTERS.iter().map(|converter| (converter.program, converter.loses.is_empty()))
}

/// Makes something that is read of a file, by the first program that can.
///
/// # Errors
/// Where no program is installed, or none of them could.
pub fn convert(bytes: &[u8]) -> Result<Converted, Failure> {
    let folders: Vec<PathBuf> =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default();
    convert_with(bytes, &folders, LIMIT)
}

fn convert_with(bytes: &[u8], folders: &[PathBuf], limit: Duration) -> Result<Converted, Failure> {
    let mut failed = Vec::new();
    for converter in CONVERTERS {
        let Some(program) = find(converter.program, folders) else { continue };
        // The second name of a program that failed would fail in the same way.
        if converter.program == "libreoffice" && !failed.is_empty() {
            continue;
        }
        match run(converter, &program, bytes, limit) {
            Ok((kind, bytes)) => {
                let warning = format!("It was converted by {}{}.", converter.program, converter.loses);
                return Ok(Converted { kind, bytes, warning });
            }
            Err(clause) => failed.push(format!("{} {clause}", converter.program)),
        }
    }
    Err(if failed.is_empty() { Failure::None } else { Failure::Failed(failed) })
}

/// A program in one of the folders. Relative ones are passed over: the file may have come with a program in its folder.
fn find(program: &str, folders: &[PathBuf]) -> Option<PathBuf> {
    let runs =
        |path: &PathBuf| fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0);
    folders.iter().filter(|folder| folder.is_absolute()).map(|folder| folder.join(program)).find(runs)
}

fn run(converter: &Converter, program: &Path, bytes: &[u8], limit: Duration) -> Result<(Kind, Vec<u8>), String> {
    let told = |error: io::Error| format!("could not be started ({error})");
    let folder = private_folder(bytes).map_err(told)?;
    let mut path = OsString::from(folder.path());
    let argument = |text: &&str| {
        let mut out = OsString::new();
        for (at, piece) in text.split('@').enumerate() {
            if at > 0 {
                out.push(&path);
            }
            out.push(piece);
        }
        out
    };
    let arguments: Vec<OsString> = converter.arguments.iter().map(argument).collect();
    path.push("/printed");
    let printed = File::create(&path).map_err(told)?;
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder.path()).stdin(Stdio::null()).stdout(printed).stderr(Stdio::null());
    // A group of its own, so that what it starts can be ended with it.
    command.process_group(0);
    for name in
        ["HOME", "TMPDIR", "TMP", "TEMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"]
    {
        command.env(name, folder.path());
    }
    for name in ["http_proxy", "https_proxy", "ftp_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command.env(name, "http://127.0.0.1:9");
    }
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "SSH_AUTH_SOCK"] {
        command.env_remove(name);
    }
    let child = command.spawn().map_err(told)?;
    let result = folder.path().join(converter.result.unwrap_or("printed"));
    wait(child, converter.program, &result, limit)?;
    let mut made = Vec::new();
    let read = File::open(&result).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut made));
    match (read, made.len() as u64) {
        (Err(_), _) | (_, 0) => Err("made nothing of it".to_owned()),
        (_, length) if length > LARGEST => Err("made too much of it".to_owned()),
        _ => judged(converter, made),
    }
}

/// What came out, if it is what it should be.
fn judged(converter: &Converter, made: Vec<u8>) -> Result<(Kind, Vec<u8>), String> {
    if converter.result.is_some() {
        return match detect(&made, None) {
            Kind::Docx => Ok((Kind::Docx, made)),
            _ => Err("made something else of it".to_owned()),
        };
    }
    let text = std::str::from_utf8(&made).is_ok_and(|text| text.chars().any(char::is_alphanumeric));
    if text && !made.contains(&0) { Ok((Kind::Text, made)) } else { Err("made no text of it".to_owned()) }
}

/// A folder for nobody else, with the file in it.
fn private_folder(bytes: &[u8]) -> io::Result<TempDir> {
    let folder = tempfile::Builder::new().prefix("inquit-").permissions(Permissions::from_mode(0o700)).tempdir()?;
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("out"))?;
    fs::create_dir_all(at("profile/user"))?;
    fs::write(at("profile/user/registrymodifications.xcu"), OFFICE_SETTINGS)?;
    fs::write(at("document.doc"), bytes)?;
    Ok(folder)
}

/// Waits until a program ends, and ends it where it takes too long, writes too much, or the reader wants to leave.
fn wait(mut child: Child, name: &str, result: &Path, limit: Duration) -> Result<(), String> {
    let group = Pid::from_child(&child);
    let asked = Asked::listen();
    let began = Instant::now();
    let mut told = false;
    let ended = loop {
        // The process is left as it is, so that its number, which is that of the group, cannot become another's.
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
        match waitid(WaitId::Pid(group), options) {
            Ok(None) | Err(rustix::io::Errno::INTR) => {}
            Ok(Some(status)) => {
                break if status.exit_status() == Some(0) { Ok(()) } else { Err("could not read it".to_owned()) };
            }
            Err(error) => break Err(format!("could not be waited for ({error})")),
        }
        if asked.signal().is_some() {
            break Err("was stopped".to_owned());
        }
        if began.elapsed() > limit {
            break Err(format!("took longer than {} seconds and was stopped", limit.as_secs()));
        }
        if fs::metadata(result).is_ok_and(|meta| meta.len() > LARGEST) {
            break Err("made too much of it".to_owned());
        }
        if !told && began.elapsed() > PATIENCE && io::stderr().is_terminal() {
            told = true;
            let _ = writeln!(io::stderr(), "inquit: {name} is converting the file …");
        }
        thread::sleep(LOOK);
    };
    // Nobody may be left of the group; then there is nothing to end.
    let _ = kill_process_group(group, Signal::KILL);
    let _ = child.wait();
    if let Some(signal) = asked.signal() {
        // The folder is not dropped on this way out.
        if let Some(folder) = result.ancestors().find(|folder| folder.join("document.doc").is_file()) {
            let _ = fs::remove_dir_all(folder);
        }
        super::events::end_by(signal);
    }
    ended
}

/// Signals that ask the program to end, taken notice of while another program works for it.
struct Asked {
    signal: Arc<AtomicUsize>,
    ids: Vec<signal_hook::SigId>,
}

impl Asked {
    fn listen() -> Self {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
        let signal = Arc::new(AtomicUsize::new(0));
        let listen = |number: i32| signal_hook::flag::register_usize(number, Arc::clone(&signal), number as usize).ok();
        let ids = [SIGHUP, SIGINT, SIGQUIT, SIGTERM].into_iter().filter_map(listen).collect();
        Self { signal, ids }
    }

    fn signal(&self) -> Option<i32> {
        match self.signal.load(Ordering::SeqCst) {
            0 => None,
            number => Some(number as i32),
        }
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        for id in &self.ids {
            signal_hook::low_level::unregister(*id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with programs of these names and scripts.
    fn programs(scripts: &[(&str, &str)]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, script) in scripts {
            let path = folder.path().join(name);
            fs::write(&path, format!("#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")).unwrap();
            fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
        }
        folder
    }

    fn tried(scripts: &[(&str, &str)], limit: Duration) -> Result<Converted, Failure> {
        convert_with(b"the file", &[programs(scripts).path().to_owned()], limit)
    }

    const LONG: Duration = Duration::from_secs(120);

    #[test]
    fn the_first_that_can_is_taken() {
        let made = tried(&[("antiword", "printf 'Why? '; cat \"$5\""), ("catdoc", "echo no")], LONG).unwrap();
        assert_eq!((made.kind, made.bytes.as_slice()), (Kind::Text, &b"Why? the file"[..]));
        assert!(made.warning.contains("antiword") && made.warning.contains("bold"));
        // A file that is no Word document is not believed, and the next program is asked.
        let rubbish = ("soffice", "echo rubbish > out/document.docx");
        let made = tried(&[rubbish, ("antiword", "exit 1"), ("catdoc", "echo Because.")], LONG).unwrap();
        assert_eq!(made.bytes, b"Because.\n");
        let word = "printf 'PK\\003\\004..........word/document.xml' > out/document.docx";
        let made = tried(&[("libreoffice", word), ("antiword", "echo no")], LONG).unwrap();
        assert_eq!((made.kind, made.warning.as_str()), (Kind::Docx, "It was converted by libreoffice."));
    }

    #[test]
    fn what_went_wrong_is_said_of_each() {
        assert_eq!(tried(&[], LONG).unwrap_err(), Failure::None);
        let failed = tried(
            &[
                ("soffice", "exit 0"),
                ("libreoffice", "exit 0"),
                ("antiword", "printf '\\000\\001'"),
                ("catdoc", "exit 3"),
            ],
            LONG,
        );
        let clauses = ["soffice made nothing of it", "antiword made no text of it", "catdoc could not read it"];
        assert_eq!(failed.unwrap_err(), Failure::Failed(clauses.map(str::to_owned).to_vec()));
        // A program in the folder in which the reader stands is nobody's choice.
        let relative = convert_with(b"", &[PathBuf::from("."), PathBuf::new()], LONG);
        assert_eq!(relative.unwrap_err(), Failure::None);
    }

    #[test]
    fn a_program_that_hangs_ends_with_its_children() {
        let folder = tempfile::tempdir().unwrap();
        let note = folder.path().join("child");
        let hangs = format!("sleep 1000 &\necho $! > '{}'\nwait", note.display());
        let began = Instant::now();
        // Long enough to start its child on a busy machine; waited for, should it not be.
        let mut limit = Duration::from_millis(200);
        let child = loop {
            let failed = tried(&[("antiword", hangs.as_str())], limit).unwrap_err();
            assert!(matches!(&failed, Failure::Failed(all) if all[0].contains("took longer than")), "{failed:?}");
            match fs::read_to_string(&note).ok().and_then(|text| text.trim().parse::<i32>().ok()) {
                Some(child) => break child,
                None => limit *= 2,
            }
            assert!(limit < LONG, "the program never began");
        };
        assert!(began.elapsed() < Duration::from_secs(900), "the child was waited for");
        // The child is nobody's any more; the system takes it away when it can.
        let pid = Pid::from_raw(child).unwrap();
        let gone = || {
            let state = fs::read_to_string(format!("/proc/{child}/stat")).unwrap_or_default();
            state.contains(") Z ") || rustix::process::test_kill_process(pid).is_err()
        };
        while !gone() {
            assert!(began.elapsed() < Duration::from_secs(900), "the child lives on");
            thread::yield_now();
        }
    }

    #[test]
    fn it_sees_nothing_of_the_readers() {
        let script = "echo \"home $HOME in $(pwd) display [$DISPLAY] proxy $https_proxy\"; ls -ld . | cut -c1-10; ls";
        let made = tried(&[("antiword", script)], LONG).unwrap();
        let text = String::from_utf8(made.bytes).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let home = lines[0].split(' ').nth(1).unwrap();
        assert!(home.contains("inquit-") && lines[0].contains("display [] proxy http://127.0.0.1:9"), "{text}");
        assert_eq!(lines[1], "drwx------");
        assert_eq!(&lines[2..], ["document.doc", "out", "printed", "profile"]);
        assert!(!Path::new(home).exists(), "the folder is gone");
    }
}
