//! Ctrl-C and SIGTERM end a run early, but orderly.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::output;

/// Sets `flag` on the first signal; the run then puts values back and reports. Must run inside the runtime.
pub(super) fn watch(flag: Arc<AtomicBool>) {
    tokio::spawn(async move {
        stopped().await;
        flag.store(true, Ordering::Relaxed);
        output::err("interrupted: putting the original values back");
    });
}

#[cfg(unix)]
/// Returns on the first Ctrl-C or SIGTERM.
pub(super) async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
/// Returns on the first Ctrl-C or SIGTERM.
pub(super) async fn stopped() {
    let _ = tokio::signal::ctrl_c().await;
}
