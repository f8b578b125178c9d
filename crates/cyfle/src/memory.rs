//! What a start or a reload needed only for itself goes back to the system, also where nobody asks for anything afterwards.

use std::time::Duration;

/// mimalloc gives memory back when it was free for a second (`purge_delay`), and looks for such only when pages are freed or a
/// thread ends.
const FREE_FOR: Duration = Duration::from_millis(1_500);

/// Has free memory given back soon, by a thread that allocates, waits and ends.
pub(crate) fn give_back_soon() {
    let waiting = std::thread::Builder::new().name("give-back".to_owned()).spawn(|| {
        std::hint::black_box(vec![0_u8; 1]);
        std::thread::sleep(FREE_FOR);
    });
    if let Err(error) = waiting {
        tracing::debug!(%error, "free memory is given back later");
    }
}
