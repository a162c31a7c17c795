//! A real `sshd` of our own on a port of this machine, behind a proxy that is as slow as a far connection. Nothing of the
//! user's own keys or settings is read or written.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use super::terminal::Link;

/// The server; it ends when this is dropped.
pub struct Server {
    child: Child,
    folder: tempfile::TempDir,
    proxy: u16,
}

impl Server {
    /// Starts the server and the proxy before it. The error is why that could not be.
    pub fn start(link: Link) -> Result<Self, String> {
        let sshd = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"].map(Path::new);
        let sshd = sshd.into_iter().find(|path| path.exists()).ok_or("there is no sshd here")?;
        let folder = tempfile::tempdir().map_err(|error| format!("no folder for it: {error}"))?;
        let key = |name: &str| -> Result<PathBuf, String> {
            let path = folder.path().join(name);
            let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f"]).arg(&path).status();
            made.is_ok_and(|status| status.success()).then_some(path).ok_or_else(|| "ssh-keygen made no key".to_owned())
        };
        let (host, user) = (key("host")?, key("user")?);
        // sshd run by root wants this folder, on systems where nothing has made it yet.
        let _ = fs::create_dir_all("/run/sshd");
        let port = free_port()?;
        let settings = folder.path().join("sshd_config");
        let text = format!(
            "Port {port}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}.pub\nPidFile none\nStrictModes no\n\
             UsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\nPrintMotd no\nPrintLastLog no\n",
            host.display(),
            user.display()
        );
        fs::write(&settings, text).map_err(|error| format!("its settings could not be written: {error}"))?;
        let log = fs::File::create(folder.path().join("log")).map_err(|error| error.to_string())?;
        let child = Command::new(sshd)
            .args(["-D", "-e", "-f"])
            .arg(&settings)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .map_err(|error| format!("sshd did not start: {error}"))?;
        let proxy = proxy(port, link)?;
        let server = Self { child, folder, proxy };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if begun.elapsed() > Duration::from_secs(5) {
                let log = fs::read_to_string(server.folder.path().join("log")).unwrap_or_default();
                return Err(format!("sshd did not answer: {}", log.lines().last().unwrap_or("it says nothing")));
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(server)
    }

    /// The command that runs a program at the far end, in a terminal.
    pub fn command(&self, program: &[&str], home: &str) -> Vec<String> {
        let key = self.folder.path().join("user").display().to_string();
        let port = self.proxy.to_string();
        let mut command: Vec<String> = [
            "ssh",
            "-tt",
            "-F",
            "none",
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            "UserKnownHostsFile=/dev/null",
            "-o",
            "LogLevel=ERROR",
            "-o",
            "IdentitiesOnly=yes",
            "-i",
            &key,
            "-p",
            &port,
            "127.0.0.1",
            "env",
            "LANG=C.UTF-8",
        ]
        .map(str::to_owned)
        .into();
        command.push(format!("HOME={home}"));
        command.extend(program.iter().map(|word| format!("'{word}'")));
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|error| error.to_string())?;
    listener.local_addr().map(|address| address.port()).map_err(|error| error.to_string())
}

/// Passes connections on to `port`, each direction on its own as slow as the link; returns the port to connect to.
fn proxy(port: u16, link: Link) -> Result<u16, String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|error| error.to_string())?;
    let own = listener.local_addr().map_err(|error| error.to_string())?.port();
    thread::spawn(move || {
        for near in listener.incoming().flatten() {
            let Ok(far) = TcpStream::connect(("127.0.0.1", port)) else { continue };
            let _ = (near.set_nodelay(true), far.set_nodelay(true));
            if let (Ok(near_again), Ok(far_again)) = (near.try_clone(), far.try_clone()) {
                carry(near, far_again, link);
                carry(far, near_again, link);
            }
        }
    });
    Ok(own)
}

fn carry(mut from: TcpStream, mut to: TcpStream, link: Link) {
    let (sender, parts) = channel::<(Instant, Vec<u8>)>();
    thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        let mut free = Instant::now();
        while let Ok(count @ 1..) = from.read(&mut buffer) {
            free = free.max(Instant::now()) + Duration::from_secs_f64(count as f64 / link.rate);
            if sender.send((free + link.delay, buffer[..count].to_vec())).is_err() {
                return;
            }
        }
    });
    thread::spawn(move || {
        for (due, part) in parts {
            thread::sleep(due.saturating_duration_since(Instant::now()));
            if to.write_all(&part).is_err() {
                return;
            }
        }
        let _ = to.shutdown(Shutdown::Write);
    });
}
