//! The program as a child process: one run of a command, or a server on a free port.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use serde_json::Value;

/// What a command printed and how it ended.
pub(crate) struct Output {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The program under test: the one that was just built, or for long runs the one that `CYFLE_PROGRAM` names.
pub(crate) fn program() -> String {
    std::env::var("CYFLE_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_cyfle").to_owned())
}

/// Runs the program.
pub(crate) fn cyfle(arguments: &[&str]) -> Output {
    let done = Command::new(program()).args(arguments).output().expect("the program runs");
    Output {
        code: done.status.code().expect("an exit code"),
        out: String::from_utf8(done.stdout).expect("UTF-8"),
        err: String::from_utf8(done.stderr).expect("UTF-8"),
    }
}

/// A running server; it is stopped when dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: String,
}

impl Server {
    /// Starts the program on a free port and waits for its line.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Self::begin(arguments, Stdio::inherit())
    }

    /// The same, with the lines that it prints for the maintainer.
    pub(crate) fn start_heard(arguments: &[&str]) -> (Self, Receiver<String>) {
        let mut server = Self::begin(arguments, Stdio::piped());
        let said = BufReader::new(server.child.stderr.take().expect("what it says"));
        let (sender, receiver) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for line in said.lines().map_while(Result::ok) {
                // The test may have ended; the pipe must be emptied all the same.
                let _ = sender.send(line);
            }
        });
        (server, receiver)
    }

    fn begin(arguments: &[&str], said: Stdio) -> Self {
        let mut child = Command::new(program())
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(arguments)
            // As under a service manager: at a terminal, SIGHUP means that it has closed.
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(said)
            .spawn()
            .expect("the program runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("its output"))
            .read_line(&mut line)
            .expect("its line");
        let address = line
            .split_whitespace()
            .find(|word| word.starts_with("http://"))
            .expect("an address")
            .trim_end_matches(':')
            .to_owned();
        Self { child, address }
    }

    /// A server on the embedded catalogue as on 22 November 2026, shared by every test that only asks.
    pub(crate) fn shared() -> Arc<Self> {
        // Weak, so that the last test to let go of it stops the process: a static is never dropped.
        static SERVER: Mutex<Weak<Server>> = Mutex::new(Weak::new());
        let mut shared = SERVER.lock().expect("no test panics while it starts");
        shared.upgrade().unwrap_or_else(|| {
            let server = Arc::new(Self::start(&["--today", "2026-11-22"]));
            *shared = Arc::downgrade(&server);
            server
        })
    }

    /// Gets a path.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[])
    }

    /// Gets a path with headers; redirects are not followed.
    pub(crate) fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask("GET", path, headers)
    }

    /// Sends a request without a body; redirects are not followed.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(method, path, headers, ())
    }

    /// Posts a body of JSON.
    pub(crate) fn post(&self, path: &str, body: &str) -> Answer {
        self.send("POST", path, &[("Content-Type", "application/json")], body)
    }

    /// Sends a request with a body.
    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl ureq::AsSendBody,
    ) -> Answer {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .build()
            .into();
        let mut request =
            ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body).expect("a request");
        let mut response = agent.run(request).expect("an answer");
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()));
        Answer {
            status: response.status().as_u16(),
            headers: headers.collect(),
            body: text(response.body_mut().read_to_vec().expect("a body")),
        }
    }

    /// How many bytes a path has on its way through gzip.
    pub(crate) fn compressed_size(&self, path: &str) -> usize {
        let request =
            ureq::get(format!("{}{path}", self.address)).header("Accept-Encoding", "gzip");
        let mut response = request.call().expect("an answer");
        assert_eq!(response.headers()["content-encoding"], "gzip");
        response.body_mut().read_to_vec().expect("bytes").len()
    }

    /// Searches.
    pub(crate) fn search(&self, parameters: &[(&str, &str)]) -> Value {
        let query =
            form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
        let answer = self.get(&format!("/api/v1/opportunities?{query}"));
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.json()
    }

    /// The process id.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits until the process has ended by itself, and says how.
    pub(crate) fn ended(mut self) -> i32 {
        self.child.wait().expect("an end").code().expect("an exit code")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to stop.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A body as text; of one that is compressed, enough to compare it with another.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|coded| String::from_utf8_lossy(coded.as_bytes()).into_owned())
}

/// An answer over HTTP.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Every value of a header, joined as HTTP joins them.
    pub(crate) fn every(&self, name: &str) -> String {
        let values = self.headers.iter().filter(|(known, _)| known == name);
        values.map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(", ")
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }
}

/// The ids of an answer, best first.
pub(crate) fn ids(answer: &Value) -> Vec<&str> {
    answer["opportunities"]
        .as_array()
        .expect("opportunities")
        .iter()
        .map(|one| one["id"].as_str().expect("id"))
        .collect()
}

/// Waits until the program has said something; machines that build beside may be slow.
pub(crate) fn heard(said: &Receiver<String>, wanted: &str) {
    let mut all = String::new();
    loop {
        let line = said.recv_timeout(Duration::from_secs(120));
        let line = line.unwrap_or_else(|_| panic!("`{wanted}` was not said, only:\n{all}"));
        if line.contains(wanted) {
            return;
        }
        all.push_str(&line);
        all.push('\n');
    }
}

/// Puts other words into a file.
pub(crate) fn edit(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).expect("text");
    assert!(text.contains(from), "{}", path.display());
    std::fs::write(path, text.replacen(from, to, 1)).expect("written");
}

/// A path as an argument.
pub(crate) fn path_of(path: &Path) -> &str {
    path.to_str().expect("a path of letters")
}

/// The root of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A copy of the real catalogue that may be broken.
pub(crate) fn copied_catalogue() -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).expect("folder");
        for entry in std::fs::read_dir(from).expect("folder") {
            let entry = entry.expect("entry");
            let target = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &target);
            } else {
                std::fs::copy(entry.path(), target).expect("copy");
            }
        }
    }
    let folder = tempfile::tempdir().expect("folder");
    copy(&root().join("catalogue"), folder.path());
    folder
}
