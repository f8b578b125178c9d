//! Writing to standard output and to standard error. A reader that stops early (`cyfle … | head`) is no failure.

use std::io::{ErrorKind, Write};

/// Writes a text and a line feed.
pub(crate) fn line(text: impl AsRef<str>) -> anyhow::Result<()> {
    bytes(text.as_ref().as_bytes())?;
    bytes(b"\n")
}

/// Writes bytes as they are.
pub(crate) fn bytes(bytes: &[u8]) -> anyhow::Result<()> {
    let mut output = std::io::stdout().lock();
    output.write_all(bytes)?;
    output.flush()?;
    Ok(())
}

/// Tells what is wrong on standard error. Where that is closed or full nobody can be told: the exit code still says it.
pub(crate) fn tell(text: &str) {
    drop(writeln!(std::io::stderr(), "{text}"));
}

/// Whether the reader of our output has gone.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == ErrorKind::BrokenPipe)
}
