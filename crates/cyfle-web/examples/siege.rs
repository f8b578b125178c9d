//! Lays siege to the service for as long as one likes: twice as many clients as it serves at once, or a catalogue that changes
//! every second, and says whether anybody was let down.
//!
//! ```console
//! $ cargo run --release --example siege -- overload --program target/release/cyfle --paths paths.txt --seconds 1200
//! $ cargo run --release --example siege -- reload --program target/release/cyfle --paths paths.txt --seconds 600 --catalogue catalogue
//! ```
//!
//! `paths.txt` holds one request path of the API a line. Before, every path is asked once; under siege every accepted answer
//! must have the same number of hits. `/health` is asked ten times a second from a connection of its own, memory is sampled
//! ten times a run, and afterwards it is measured how soon answers come as quickly as before. Loopback only.

#![expect(clippy::print_stdout, reason = "its figures are its output")]

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// No answer may take longer, however busy the service is.
const PATIENCE: Duration = Duration::from_secs(30);

/// What became of the requests.
#[derive(Default)]
struct Tally {
    answered: AtomicU64,
    refused: AtomicU64,
    wrong: AtomicU64,
    /// Connections that were closed, reset or silent in the middle of a request.
    lost: AtomicU64,
    health: AtomicU64,
    health_failed: AtomicU64,
    health_slowest_micros: AtomicU64,
    over: AtomicBool,
}

struct Plan {
    reload: bool,
    program: PathBuf,
    paths: Vec<String>,
    seconds: u64,
    clients: usize,
    catalogue: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let plan = plan(&std::env::args().skip(1).collect::<Vec<_>>())?;
    let work = std::env::temp_dir().join(format!("cyfle-siege-{}", std::process::id()));
    let mut service = Service::start(&plan, &work)?;
    let address = Arc::new(service.address.clone());
    let mut known = Vec::new();
    for path in &plan.paths {
        let answer = alone(&address, path).await?;
        known.push((path.clone(), total(&answer).ok_or(format!("{path} has no `total`"))?));
    }
    let known = Arc::new(known);
    let quiet = latency(&address, &known[0].0).await?;
    println!("quiet: an answer takes {:.2} ms (median of 21)", quiet.as_secs_f64() * 1_000.0);

    let tally = Arc::new(Tally::default());
    let mut tasks = Vec::new();
    for number in 0..plan.clients {
        tasks.push(tokio::spawn(client(
            number,
            Arc::clone(&address),
            Arc::clone(&known),
            Arc::clone(&tally),
        )));
    }
    tasks.push(tokio::spawn(physician(Arc::clone(&address), Arc::clone(&tally))));
    let begun = Instant::now();
    let mut edits = 0;
    for second in 0..plan.seconds {
        if plan.reload {
            service.edit(second)?;
            edits += 1;
        }
        if second % (plan.seconds / 10).max(1) == 0 {
            println!(
                "{second:>6} s: resident {:>7} kB, answered {}, refused {}",
                service.resident(),
                tally.answered.load(Ordering::Relaxed),
                tally.refused.load(Ordering::Relaxed)
            );
        }
        sleep((begun + Duration::from_secs(second + 1)).saturating_duration_since(Instant::now()))
            .await;
    }
    println!(
        "{:>6} s: resident {:>7} kB, most ever {} kB",
        plan.seconds,
        service.resident(),
        service.memory("VmHWM:")
    );
    tally.over.store(true, Ordering::Relaxed);
    let ended = Instant::now();
    let calm = loop {
        let now = latency(&address, &known[0].0).await?;
        if now <= quiet * 2 || ended.elapsed() > PATIENCE {
            break now;
        }
    };
    println!(
        "over: {:.2} ms again after {:.2} s",
        calm.as_secs_f64() * 1_000.0,
        ended.elapsed().as_secs_f64()
    );
    for task in tasks {
        task.await?;
    }
    report(&tally, &plan, begun.elapsed(), edits);
    let alive = service.child.try_wait()?.is_none();
    println!("the process is {}", if alive { "alive" } else { "DEAD" });
    service.child.kill()?;
    std::fs::remove_dir_all(&work).or_else(|reason| {
        if reason.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(reason) }
    })?;
    let failed = [&tally.wrong, &tally.lost, &tally.health_failed];
    let failed: u64 = failed.iter().map(|count| count.load(Ordering::Relaxed)).sum();
    if failed > 0 || !alive { Err("somebody was let down".into()) } else { Ok(()) }
}

fn report(tally: &Tally, plan: &Plan, taken: Duration, edits: u64) {
    let of = |count: &AtomicU64| count.load(Ordering::Relaxed);
    let answered = of(&tally.answered);
    println!("clients {}, edits {edits}", plan.clients);
    println!(
        "answered {answered} ({:.0} a second), refused with 503 {}",
        answered as f64 / taken.as_secs_f64(),
        of(&tally.refused)
    );
    println!("wrong {}, lost {}", of(&tally.wrong), of(&tally.lost));
    println!(
        "health asked {}, failed {}, slowest {:.1} ms",
        of(&tally.health),
        of(&tally.health_failed),
        of(&tally.health_slowest_micros) as f64 / 1_000.0
    );
}

fn plan(arguments: &[String]) -> Result<Plan, Failure> {
    let value = |name: &str| -> Option<&str> {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).map(String::as_str)
    };
    let reload = match arguments.first().map(String::as_str) {
        Some("overload") => false,
        Some("reload") => true,
        _ => return Err("the first argument is `overload` or `reload`".into()),
    };
    let paths = value("--paths").ok_or("--paths FILE is missing: one request path a line")?;
    let paths: Vec<String> = std::fs::read_to_string(paths)?.lines().map(str::to_owned).collect();
    Ok(Plan {
        reload,
        program: value("--program").unwrap_or("target/release/cyfle").into(),
        paths,
        seconds: value("--seconds").unwrap_or("60").parse()?,
        // 1,024 are served at once.
        clients: value("--clients").unwrap_or(if reload { "16" } else { "2048" }).parse()?,
        catalogue: value("--catalogue").map(PathBuf::from),
    })
}

/// The program under siege.
struct Service {
    child: Child,
    address: String,
    /// Of the copy that is edited.
    catalogue: Option<PathBuf>,
}

impl Service {
    fn start(plan: &Plan, work: &Path) -> Result<Self, Failure> {
        let mut command = Command::new(&plan.program);
        command.args(["serve", "--listen", "127.0.0.1:0", "--today", "2026-11-22"]);
        let catalogue = match &plan.catalogue {
            Some(catalogue) => {
                copy(catalogue, work)?;
                command.arg("--catalogue").arg(work);
                Some(work.to_owned())
            }
            None if plan.reload => {
                return Err("--catalogue DIR is missing: what is to be edited".into());
            }
            None => None,
        };
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut line = String::new();
        let mut out = std::io::BufReader::new(child.stdout.take().ok_or("no output")?);
        std::io::BufRead::read_line(&mut out, &mut line)?;
        let address = line.split_whitespace().find_map(|word| word.strip_prefix("http://"));
        let address =
            address.ok_or("it does not say where it answers")?.trim_end_matches(':').to_owned();
        Ok(Self { child, address, catalogue })
    }

    /// Another comment in one file: another catalogue, and the same answers. Written aside and renamed, as editors do.
    fn edit(&self, second: u64) -> Result<(), Failure> {
        let file = self.catalogue.as_ref().ok_or("nothing to edit")?.join("organisations.yaml");
        let text = std::fs::read_to_string(&file)?;
        let text = text.rsplit_once("\n# Second ").map_or(text.as_str(), |(before, _)| before);
        let aside = file.with_extension("new");
        std::fs::write(&aside, format!("{}\n# Second {second}\n", text.trim_end()))?;
        Ok(std::fs::rename(&aside, &file)?)
    }

    fn resident(&self) -> u64 {
        self.memory("VmRSS:")
    }

    fn memory(&self, line: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))
            .unwrap_or_default();
        let line = status.lines().find_map(|known| known.strip_prefix(line)).unwrap_or_default();
        line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
    }
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Asks one thing after the other until the siege is over; who is refused comes back a little later, as people do.
async fn client(
    number: usize,
    address: Arc<String>,
    known: Arc<Vec<(String, u64)>>,
    tally: Arc<Tally>,
) {
    let mut turn = number * 7;
    let mut open: Option<TcpStream> = None;
    while !tally.over.load(Ordering::Relaxed) {
        let fresh = open.is_none();
        let mut connection = match open.take() {
            Some(connection) => connection,
            None => match TcpStream::connect(address.as_str()).await {
                Ok(connection) => connection,
                Err(_) => {
                    tally.lost.fetch_add(1, Ordering::Relaxed);
                    sleep(Duration::from_millis(100)).await;
                    continue;
                }
            },
        };
        let (path, hits) = &known[turn % known.len()];
        match timeout(PATIENCE, ask(&mut connection, &address, path)).await {
            Ok(Ok(answer)) if answer.starts_with("HTTP/1.1 200") => {
                turn += 1;
                tally.answered.fetch_add(1, Ordering::Relaxed);
                if total(&answer) != Some(*hits) {
                    tally.wrong.fetch_add(1, Ordering::Relaxed);
                }
                if !answer.contains("\r\nconnection: close") {
                    open = Some(connection);
                }
            }
            Ok(Ok(answer)) if answer.starts_with("HTTP/1.1 503") => {
                tally.refused.fetch_add(1, Ordering::Relaxed);
                sleep(Duration::from_millis(200 + (number as u64 % 100))).await;
            }
            Ok(Ok(_)) => drop(tally.wrong.fetch_add(1, Ordering::Relaxed)),
            // A connection that was kept may be closed between two requests: then one asks again on another.
            Ok(Err(_)) if !fresh => {}
            Ok(Err(_)) | Err(_) => drop(tally.lost.fetch_add(1, Ordering::Relaxed)),
        }
    }
}

/// Whoever watches the service: a connection of its own each time, ten times a second.
async fn physician(address: Arc<String>, tally: Arc<Tally>) {
    while !tally.over.load(Ordering::Relaxed) {
        let begun = Instant::now();
        let healthy =
            alone(&address, "/health").await.is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"));
        let micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
        tally.health.fetch_add(1, Ordering::Relaxed);
        tally.health_failed.fetch_add(u64::from(!healthy), Ordering::Relaxed);
        tally.health_slowest_micros.fetch_max(micros, Ordering::Relaxed);
        sleep(Duration::from_millis(100)).await;
    }
}

/// The median time of an answer on a connection of its own.
async fn latency(address: &str, path: &str) -> Result<Duration, Failure> {
    let mut times = Vec::new();
    for _ in 0..21 {
        let begun = Instant::now();
        // Refused ones count by the time that they took; there are none once it is calm.
        alone(address, path).await?;
        times.push(begun.elapsed());
    }
    times.sort();
    Ok(times[times.len() / 2])
}

async fn alone(address: &str, path: &str) -> Result<String, Failure> {
    let mut connection = timeout(PATIENCE, TcpStream::connect(address)).await??;
    timeout(PATIENCE, ask(&mut connection, address, path)).await?
}

/// One request and its answer, head and body.
async fn ask(connection: &mut TcpStream, address: &str, path: &str) -> Result<String, Failure> {
    connection
        .write_all(format!("GET {path} HTTP/1.1\r\nhost: {address}\r\n\r\n").as_bytes())
        .await?;
    let mut bytes = Vec::with_capacity(32 * 1024);
    let mut length = None;
    loop {
        if connection.read_buf(&mut bytes).await? == 0 {
            return Err("closed in the middle".into());
        }
        if length.is_none() {
            length = whole(&bytes)?;
        }
        if length.is_some_and(|length| bytes.len() >= length) {
            return Ok(String::from_utf8(bytes)?);
        }
    }
}

/// How long head and body are together, once the head is there.
fn whole(bytes: &[u8]) -> Result<Option<usize>, Failure> {
    let mut headers = [httparse::EMPTY_HEADER; 48];
    let mut response = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(head) = response.parse(bytes)? else { return Ok(None) };
    let length =
        response.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-length"));
    let length: usize =
        std::str::from_utf8(length.ok_or("an answer without a length")?.value)?.parse()?;
    Ok(Some(head + length))
}

/// The number of hits that an answer of the API tells.
fn total(answer: &str) -> Option<u64> {
    let (_, after) = answer.split_once("\"total\":")?;
    after.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}
