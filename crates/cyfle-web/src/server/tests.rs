//! Clients that take their time, take every place or send too much, against a listening server.

use std::sync::Arc;
use std::time::Duration;

use cyfle_catalogue::{Files, Moment, load};
use cyfle_search::Engine;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::{Limits, serve};
use crate::state::{Live, Site};

/// Longer than anything here may take; a test that reaches it has failed.
const TOO_LONG: Duration = Duration::from_secs(20);

struct Listening {
    address: std::net::SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    ended: JoinHandle<()>,
}

async fn listening(limits: Limits) -> Listening {
    let catalogue = Arc::new(load(&Files::embedded()).catalogue);
    let engine = Engine::in_memory(catalogue);
    let moment = Moment::start_of(jiff::civil::date(2026, 11, 22));
    let live = Live::new(Site::new(engine, Arc::new(move || moment), "http://127.0.0.1"));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let (stop, asked) = oneshot::channel::<()>();
    let ended = tokio::spawn(serve(live, listener, limits, async move {
        let _ = asked.await;
    }));
    Listening { address, stop: Some(stop), ended }
}

impl Listening {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.expect("a connection")
    }

    async fn stop(&mut self) {
        self.stop.take().expect("stopped once").send(()).expect("it listens");
        tokio::time::timeout(TOO_LONG, &mut self.ended).await.expect("an end").expect("no panic");
    }
}

async fn ask(stream: &mut TcpStream, path: &str) {
    let request = format!("GET {path} HTTP/1.1\r\nhost: cyfle\r\n\r\n");
    stream.write_all(request.as_bytes()).await.expect("sent");
}

/// Everything until the server closes the connection.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(TOO_LONG, stream.read_to_end(&mut bytes));
    // A reset is an end too.
    let _ = read.await.expect("the server closes the connection");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The head of one answer, on a connection that stays open.
async fn head(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\n") {
        let byte = tokio::time::timeout(TOO_LONG, stream.read_u8()).await.expect("an answer");
        bytes.push(byte.expect("a head"));
    }
    String::from_utf8(bytes).expect("text")
}

#[tokio::test]
async fn a_client_that_never_finishes_its_request_is_cut_off() {
    let mut server =
        listening(Limits { head: Duration::from_millis(50), ..Limits::default() }).await;
    let mut slow = server.connect().await;
    slow.write_all(b"GET /health HTTP/1.1\r\nhost: cy").await.expect("sent");
    assert!(!rest(&mut slow).await.contains("200 OK"));
    server.stop().await;
}

#[tokio::test]
async fn when_every_place_is_taken_others_are_told_so_and_health_still_answers() {
    let mut server = listening(Limits { connections: 1, ..Limits::default() }).await;
    let mut first = server.connect().await;
    ask(&mut first, "/health").await;
    assert!(head(&mut first).await.starts_with("HTTP/1.1 200"));
    let mut second = server.connect().await;
    ask(&mut second, "/cy/opportunities").await;
    let refused = rest(&mut second).await;
    assert!(refused.starts_with("HTTP/1.1 503"), "{refused}");
    for said in ["retry-after: 1\r\n", "text/html", "lang=\"cy\"", "ymhen ychydig eiliadau"] {
        assert!(refused.contains(said), "people are told on a page: {said} in {refused}");
    }
    let mut program = server.connect().await;
    ask(&mut program, "/api/v1/vocabulary?lang=cy").await;
    let refused = rest(&mut program).await;
    for said in [
        "HTTP/1.1 503",
        "application/problem+json",
        "gofynnwch eto",
        "access-control-allow-origin: *\r\n",
        "cache-control: no-store\r\n",
        "x-content-type-options: nosniff\r\n",
    ] {
        assert!(refused.contains(said), "a script of any origin can read it: {said} in {refused}");
    }
    let mut third = server.connect().await;
    ask(&mut third, "/health").await;
    assert!(rest(&mut third).await.starts_with("HTTP/1.1 200"));
    drop(first);
    server.stop().await;
}

#[tokio::test]
async fn a_head_without_end_is_refused_before_it_fills_the_memory() {
    let mut server = listening(Limits::default()).await;
    let mut endless = server.connect().await;
    endless.write_all(b"GET / HTTP/1.1\r\nhost: cyfle\r\nx: ").await.expect("sent");
    // The server may close while more is on its way; then sending fails, which is what is wanted.
    for _ in 0..64 {
        if endless.write_all(&[b'x'; 4096]).await.is_err() {
            break;
        }
    }
    assert!(!rest(&mut endless).await.contains("200 OK"));
    let mut many = server.connect().await;
    let headers: String = (0..200).map(|number| format!("x-{number}: 1\r\n")).collect();
    let request = format!("GET /health HTTP/1.1\r\nhost: cyfle\r\n{headers}\r\n");
    many.write_all(request.as_bytes()).await.expect("sent");
    assert!(rest(&mut many).await.starts_with("HTTP/1.1 431"));
    server.stop().await;
}

#[tokio::test]
async fn a_connection_is_closed_after_its_time_but_never_in_the_middle_of_an_answer() {
    let mut server =
        listening(Limits { connection: Duration::from_millis(50), ..Limits::default() }).await;
    let mut long = server.connect().await;
    ask(&mut long, "/api/v1/opportunities?q=audiology").await;
    let answer = rest(&mut long).await;
    assert!(answer.starts_with("HTTP/1.1 200"));
    assert!(answer.trim_end().ends_with('}'), "the whole answer came");
    server.stop().await;
}

#[tokio::test]
async fn stopping_waits_for_the_answers_that_are_on_their_way() {
    let mut server = listening(Limits::default()).await;
    let mut idle = server.connect().await;
    ask(&mut idle, "/health").await;
    assert!(head(&mut idle).await.starts_with("HTTP/1.1 200"));
    let mut running = server.connect().await;
    ask(&mut running, "/en/opportunities?q=research").await;
    assert!(head(&mut running).await.starts_with("HTTP/1.1 200"));
    server.stop().await;
    assert!(rest(&mut running).await.trim_end().ends_with("</html>"), "the whole page came");
    assert!(TcpStream::connect(server.address).await.is_err(), "nothing new is taken");
}

#[tokio::test]
async fn stopping_waits_for_no_request_that_has_not_arrived() {
    let forever = Duration::from_secs(3_600);
    let mut server = listening(Limits { head: forever, drain: forever, ..Limits::default() }).await;
    let mut silent = server.connect().await;
    let mut half_sent = server.connect().await;
    half_sent.write_all(b"GET /health HTTP/1.1\r\nhost: cy").await.expect("sent");
    // One that has been answered, and begins another request.
    let mut again = server.connect().await;
    ask(&mut again, "/health").await;
    assert!(head(&mut again).await.starts_with("HTTP/1.1 200"));
    again.write_all(b"GET /hea").await.expect("sent");
    server.stop().await;
    for stream in [&mut silent, &mut half_sent, &mut again] {
        assert!(!rest(stream).await.contains("HTTP/1.1 200"));
    }
}
