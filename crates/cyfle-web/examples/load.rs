//! Drives a running service with real questions and, in the same run, a server that only returns a ready 4 KB body: the
//! ceiling of HTTP on this machine. Figures are worth quoting only as shares of that ceiling, and as CPU a request.
//!
//! ```console
//! $ cargo run --release --example load -- --base http://127.0.0.1:8080 --pid 4242 --paths paths.txt --seconds 5
//! ```
//!
//! `paths.txt` holds one request path a line; `--mode zipf` repeats them with Zipf's law (exponent 1) instead of in turn. The
//! ceiling and the service are measured alternately, `--rounds` times, and medians are printed. Loopback only.
//!
//! `--codings gzip` asks as browsers do, for compressed answers; `--ceiling-bytes 42000` gives the ceiling a body as long as
//! the answers are, which tells what their length alone costs.

#![expect(clippy::print_stdout, reason = "its figures are its output")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// What to measure.
struct Plan {
    base: SocketAddr,
    pid: Option<u32>,
    paths: Vec<String>,
    zipf: bool,
    codings: Option<String>,
    ceiling_bytes: usize,
    connections: usize,
    seconds: f64,
    rounds: usize,
}

/// What one round showed.
#[derive(Clone, Copy)]
struct Round {
    per_second: f64,
    p50: f64,
    p99: f64,
    cpu_ms: f64,
    failed: usize,
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, bytes] = arguments.as_slice()
        && first == "ceiling"
    {
        return ceiling(bytes.parse()?);
    }
    let plan = plan(&arguments)?;
    let mut fixed = Fixed::start(plan.ceiling_bytes)?;
    let (mut limits, mut here) = (Vec::new(), Vec::new());
    for _ in 0..plan.rounds {
        limits.push(measure(&plan, fixed.address, Some(fixed.child.id()), &["/".to_owned()])?);
        here.push(measure(&plan, plan.base, plan.pid, &plan.paths)?);
    }
    fixed.child.kill()?;
    let (limit, here) = (median(&limits), median(&here));
    println!("            requests/s   p50 ms   p99 ms   CPU ms/request   failed");
    print_round("ceiling", &limit);
    print_round("service", &here);
    println!("share of the ceiling: {:.2} %", 100.0 * here.per_second / limit.per_second);
    if let Some(pid) = plan.pid {
        println!("memory of the service: {}", memory(pid));
    }
    Ok(())
}

fn print_round(name: &str, round: &Round) {
    println!(
        "{name:<10} {:>11.0} {:>8.3} {:>8.3} {:>16.4} {:>8}",
        round.per_second, round.p50, round.p99, round.cpu_ms, round.failed
    );
}

fn plan(arguments: &[String]) -> Result<Plan, Failure> {
    let value = |name: &str| -> Option<&str> {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).map(String::as_str)
    };
    let base = value("--base").unwrap_or("http://127.0.0.1:8080");
    let base: SocketAddr = base.trim_start_matches("http://").trim_end_matches('/').parse()?;
    if !base.ip().is_loopback() {
        return Err("only a server on this machine may be loaded".into());
    }
    let paths = value("--paths").ok_or("--paths FILE is missing: one request path a line")?;
    let paths: Vec<String> = std::fs::read_to_string(paths)?.lines().map(str::to_owned).collect();
    Ok(Plan {
        base,
        pid: value("--pid").map(str::parse).transpose()?,
        paths,
        zipf: value("--mode") == Some("zipf"),
        codings: value("--codings").map(str::to_owned),
        ceiling_bytes: value("--ceiling-bytes").unwrap_or("4096").parse()?,
        connections: value("--connections").unwrap_or("16").parse()?,
        seconds: value("--seconds").unwrap_or("2").parse()?,
        rounds: value("--rounds").unwrap_or("3").parse()?,
    })
}

/// The ceiling, as a process of its own so that its CPU time can be told from the driver's.
struct Fixed {
    child: Child,
    address: SocketAddr,
}

impl Fixed {
    fn start(bytes: usize) -> Result<Self, Failure> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(["ceiling", &bytes.to_string()])
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let mut out = std::io::BufReader::new(child.stdout.take().ok_or("no output")?);
        std::io::BufRead::read_line(&mut out, &mut line)?;
        Ok(Self { child, address: line.trim().parse()? })
    }
}

/// Serves one ready body and nothing else.
#[tokio::main]
async fn ceiling(bytes: usize) -> Result<(), Failure> {
    let body = axum::body::Bytes::from("x".repeat(bytes));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    let app = axum::Router::new()
        .route("/", axum::routing::get(move || std::future::ready(body.clone())));
    axum::serve(listener, app).await?;
    Ok(())
}

fn measure(
    plan: &Plan,
    address: SocketAddr,
    pid: Option<u32>,
    paths: &[String],
) -> Result<Round, Failure> {
    let before = pid.map(cpu_ticks).transpose()?.unwrap_or(0.0);
    let started = Instant::now();
    let end = started + Duration::from_secs_f64(plan.seconds);
    let workers: Vec<Result<Worker, Failure>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..plan.connections)
            .map(|number| scope.spawn(move || Worker::run(plan, address, paths, number, end)))
            .collect();
        threads
            .into_iter()
            .map(|thread| {
                thread.join().unwrap_or_else(|_| Err::<Worker, Failure>("a worker panicked".into()))
            })
            .collect()
    });
    let elapsed = started.elapsed().as_secs_f64();
    let after = pid.map(cpu_ticks).transpose()?.unwrap_or(0.0);
    let mut times: Vec<f64> = Vec::new();
    let mut failed = 0;
    for worker in workers {
        let worker = worker?;
        times.extend(worker.times);
        failed += worker.failed;
    }
    times.sort_by(f64::total_cmp);
    let count = times.len().max(1);
    let at = |share: f64| times.get((share * (count - 1) as f64) as usize).copied().unwrap_or(0.0);
    Ok(Round {
        per_second: count as f64 / elapsed,
        p50: at(0.5) * 1000.0,
        p99: at(0.99) * 1000.0,
        cpu_ms: (after - before) * 1000.0 / count as f64,
        failed,
    })
}

fn median(rounds: &[Round]) -> Round {
    let mut sorted = rounds.to_vec();
    sorted.sort_by(|left, right| left.per_second.total_cmp(&right.per_second));
    let failed = rounds.iter().map(|round| round.failed).sum();
    Round { failed, ..sorted[sorted.len() / 2] }
}

/// One connection that is kept open.
struct Worker {
    times: Vec<f64>,
    failed: usize,
}

impl Worker {
    fn run(
        plan: &Plan,
        address: SocketAddr,
        paths: &[String],
        number: usize,
        end: Instant,
    ) -> Result<Self, Failure> {
        let mut connection = TcpStream::connect(address)?;
        connection.set_nodelay(true)?;
        let mut worker = Self { times: Vec::new(), failed: 0 };
        let mut buffer = vec![0; 256 * 1024];
        let mut turn = number * paths.len() / plan.connections;
        let mut random = number as u64 + 1;
        let codings = plan.codings.as_ref();
        let codings = codings.map(|codings| format!("accept-encoding: {codings}\r\n"));
        let codings = codings.unwrap_or_default();
        while Instant::now() < end {
            let path = if plan.zipf {
                &paths[zipf(&mut random, paths.len())]
            } else {
                &paths[turn % paths.len()]
            };
            turn += 1;
            let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\n{codings}\r\n");
            let asked = Instant::now();
            connection.write_all(request.as_bytes())?;
            let status = answer(&mut connection, &mut buffer)?;
            worker.times.push(asked.elapsed().as_secs_f64());
            worker.failed += usize::from(status >= 500);
        }
        Ok(worker)
    }
}

/// Reads one answer whole and gives its status.
fn answer(connection: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<u16, Failure> {
    let mut filled = 0;
    loop {
        let read = connection.read(&mut buffer[filled..])?;
        if read == 0 {
            return Err("the server closed the connection".into());
        }
        filled += read;
        let mut headers = [httparse::EMPTY_HEADER; 48];
        let mut response = httparse::Response::new(&mut headers);
        if let httparse::Status::Complete(head) = response.parse(&buffer[..filled])? {
            let length = response
                .headers
                .iter()
                .find(|header| header.name.eq_ignore_ascii_case("content-length"))
                .ok_or("an answer without a length")?;
            let length: usize = std::str::from_utf8(length.value)?.parse()?;
            let status = response.code.unwrap_or(0);
            if buffer.len() < head + length {
                buffer.resize(head + length, 0);
            }
            while filled < head + length {
                filled += connection.read(&mut buffer[filled..head + length])?;
            }
            return Ok(status);
        }
    }
}

/// Zipf's law with exponent 1 by inversion of its continuous form; xorshift numbers, so that a run can be repeated.
fn zipf(random: &mut u64, size: usize) -> usize {
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    let uniform = (*random >> 11) as f64 / (1_u64 << 53) as f64;
    ((size as f64 + 1.0).powf(uniform) as usize).saturating_sub(1).min(size - 1)
}

/// User and system time of a process in seconds (proc(5), fields 14 and 15 of `stat`, in hundredths).
fn cpu_ticks(pid: u32) -> Result<f64, Failure> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let fields: Vec<&str> =
        stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: f64 =
        fields.iter().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    Ok(ticks / 100.0)
}

/// What a process holds: its share of memory now, and the most it ever had resident.
fn memory(pid: u32) -> String {
    let line = |file: &str, name: &str| {
        let text = std::fs::read_to_string(format!("/proc/{pid}/{file}")).unwrap_or_default();
        let found = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        found.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(0.0)
            / 1024.0
    };
    format!(
        "PSS {:.1} MB, peak RSS {:.1} MB",
        line("smaps_rollup", "Pss:"),
        line("status", "VmHWM:")
    )
}
