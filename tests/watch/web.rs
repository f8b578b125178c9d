//! A small web of funders on loopback: real HTTP over real sockets, answering as a test says, and counting what it is asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Instant;

/// A request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) at: Instant,
    /// The host without its port.
    pub(crate) host: String,
    pub(crate) path: String,
    headers: Vec<(String, String)>,
    /// How often this host and path had been asked for before.
    pub(crate) times: usize,
}

impl Asked {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map_or("", |(_, value)| value)
    }
}

/// An answer.
pub(crate) enum Reply {
    /// Status, headers, body.
    Whole(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Whatever a hostile server does with a connection.
    Raw(Box<dyn FnOnce(&mut TcpStream) + Send>),
    /// Hangs up.
    Nothing,
}

impl Reply {
    pub(crate) fn html(body: impl Into<String>) -> Self {
        Self::Whole(
            200,
            vec![("Content-Type", "text/html; charset=utf-8".to_owned())],
            body.into().into_bytes(),
        )
    }

    pub(crate) fn status(status: u16) -> Self {
        Self::Whole(
            status,
            vec![("Content-Type", "text/html".to_owned())],
            b"<title>Sorry</title>".to_vec(),
        )
    }

    /// A page that does nothing but send its readers on.
    pub(crate) fn refresh(to: &str) -> Self {
        Self::html(format!(
            "<title>Moved</title><meta http-equiv=\"refresh\" content=\"0; url={to}\"><p>This page has moved.</p>"
        ))
    }

    pub(crate) fn redirect(status: u16, to: impl Into<String>) -> Self {
        Self::Whole(status, vec![("Location", to.into())], Vec::new())
    }
}

type Script = dyn Fn(&Asked) -> Reply + Send + Sync;

/// A running web.
pub(crate) struct Web {
    pub(crate) address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    stopped: Arc<AtomicBool>,
}

impl Web {
    /// Starts on a free port.
    pub(crate) fn start(script: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let stopped = Arc::new(AtomicBool::new(false));
        let script: Arc<Script> = Arc::new(script);
        let (log, stop) = (Arc::clone(&asked), Arc::clone(&stopped));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                let (log, script) = (Arc::clone(&log), Arc::clone(&script));
                if let Ok(stream) = stream {
                    thread::spawn(move || answer(stream, &log, &*script));
                }
            }
        });
        Self { address, asked, stopped }
    }

    /// The address of a page.
    pub(crate) fn url(&self, host: &str, path: &str) -> String {
        format!("http://{host}.localhost:{}{path}", self.address.port())
    }

    /// Everything that was asked so far, and forgets it.
    pub(crate) fn take(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.asked.lock().expect("no test panics in it"))
    }
}

impl Drop for Web {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        // Wakes the listener, so that its thread ends.
        drop(TcpStream::connect(self.address));
    }
}

fn answer(mut stream: TcpStream, log: &Mutex<Vec<Asked>>, script: &Script) {
    let Some(mut asked) = request(&stream) else { return };
    {
        let mut log = log.lock().expect("no test panics in it");
        asked.times = log
            .iter()
            .filter(|known| (&known.host, &known.path) == (&asked.host, &asked.path))
            .count();
        log.push(asked.clone());
    }
    match script(&asked) {
        Reply::Whole(status, headers, body) => {
            let mut head = format!(
                "HTTP/1.1 {status} x\r\nConnection: close\r\nContent-Length: {}\r\n",
                body.len()
            );
            for (name, value) in headers {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
            head.push_str("\r\n");
            // A client may hang up at any moment; that is its right.
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body));
        }
        Reply::Raw(behave) => behave(&mut stream),
        Reply::Nothing => {}
    }
}

fn request(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream.take(64 * 1024));
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_owned(), value.trim().to_owned()));
    }
    let host = headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("host"))
        .map(|(_, value)| value.clone())?;
    let host = host.rsplit_once(':').map_or(host.as_str(), |(host, _)| host).to_owned();
    Some(Asked { at: Instant::now(), host, path, headers, times: 0 })
}
