//! How a connection ends when the service is told to stop: a request that has arrived is answered, and nothing more is read.
//!
//! The library that speaks HTTP closes an idle connection by itself, but waits for the rest of a head that has begun, as long as a
//! client may take for one. Told that no more will come, it closes that connection as well.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::io::{AsyncRead, ReadBuf};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

/// Whether a request of a connection has arrived and its answer has not been written yet.
#[derive(Clone, Default)]
pub(super) struct Busy(Arc<AtomicBool>);

impl Busy {
    /// Begins an answer, which lasts until what is given back is dropped.
    pub(super) fn begin(&self) -> UntilWritten {
        self.0.store(true, Ordering::Relaxed);
        UntilWritten(self.clone())
    }
}

/// Lasts as long as an answer.
pub(super) struct UntilWritten(Busy);

impl Drop for UntilWritten {
    fn drop(&mut self) {
        self.0.0.store(false, Ordering::Relaxed);
    }
}

/// What is read from a client: its end is reached when the service stops and no request is being answered.
pub(super) struct Incoming<R> {
    from: R,
    busy: Busy,
    stop: Pin<Box<WaitForCancellationFutureOwned>>,
}

impl<R> Incoming<R> {
    pub(super) fn new(from: R, busy: Busy, stop: CancellationToken) -> Self {
        Self { from, busy, stop: Box::pin(stop.cancelled_owned()) }
    }
}

impl<R: AsyncRead + Unpin> AsyncRead for Incoming<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let is_busy = self.busy.0.load(Ordering::Relaxed);
        if !is_busy && self.stop.as_mut().poll(context).is_ready() {
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.from).poll_read(context, buffer)
    }
}

/// The body of an answer, with what lasts until it is written.
pub(super) struct Answer {
    body: Body,
    _until_written: UntilWritten,
}

impl Answer {
    pub(super) fn new(body: Body, until_written: UntilWritten) -> Self {
        Self { body, _until_written: until_written }
    }
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
