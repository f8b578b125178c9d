//! What people asked in vain, told to the log while the service runs. `cyfle unanswered` adds it up from there.

use std::time::Duration;

use cyfle_web::Live;

/// What the log says of a word that found nothing; beside it stand the word and how often it was asked.
pub(crate) const MESSAGE: &str = "unanswered";

/// How often the service tells its log what was not found.
const TOLD_EVERY: Duration = Duration::from_secs(3600);

/// Tells the log, once an hour and at the end, which words were asked for several times and found nothing.
pub(crate) async fn tell(live: Live, stopped: impl Future<Output = ()>) {
    let mut stopped = std::pin::pin!(stopped);
    loop {
        let over = tokio::select! {
            () = tokio::time::sleep(TOLD_EVERY) => false,
            () = &mut stopped => true,
        };
        for (word, count) in live.take_unanswered() {
            tracing::info!(word, count, "{MESSAGE}");
        }
        if over {
            return;
        }
    }
}
