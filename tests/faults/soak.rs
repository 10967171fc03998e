//! A long run against the healthy mock: no finding, and memory that does not grow.
//!
//! `DOCPROOF_SOAK=1000000 cargo test --release --test faults soak -- --ignored --nocapture`

use std::time::{Duration, Instant};

use docproof::{Check, EventKind, Mock, MockOptions};
use libtest_mimic::Failed;

/// Inputs when the environment names no number.
const INPUTS: u64 = 100_000;
/// Growth after the first half that is no growth, in KiB: allocators keep some room. Bodies of ten mebibytes, which
/// come once early on, leave most of it.
const ROOM: u64 = 16 * 1024;
/// Longer than any soak takes.
const FOREVER: Duration = Duration::from_secs(24 * 60 * 60);

pub fn soak() -> Result<(), Failed> {
    let inputs = std::env::var("DOCPROOF_SOAK").ok().and_then(|text| text.parse().ok()).unwrap_or(INPUTS);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (mut judged, mut sizes) = (0_u64, Vec::new());
    let started = Instant::now();
    let report = runtime.block_on(async {
        let mock = Mock::start(MockOptions::new(docproof::shipped_contract())).await?;
        let check = Check::new(mock.url()).token(mock.token()).seed(1).cases(inputs).max_time(FOREVER);
        let mut listener = |event: &docproof::Event| {
            if !matches!(event.kind, EventKind::Judged(_)) {
                return;
            }
            judged += 1;
            if judged.is_multiple_of(inputs / 10) {
                let size = resident_kib();
                eprintln!("{judged} judged · {:.0} s · {size} KiB resident", started.elapsed().as_secs_f64());
                sizes.push(size);
            }
        };
        let report = check.run_and_tell(&mut listener).await;
        mock.stop().await;
        Ok::<_, Failed>(report?)
    })?;
    report.assert_held();
    if let Some(finding) = report.findings.iter().find(|finding| finding.level != docproof::Level::May) {
        return Err(format!("{}: {}", finding.rule, finding.message).into());
    }
    match (sizes.get(sizes.len() / 2), sizes.last()) {
        (Some(half), Some(last)) if *last > half + ROOM => Err(format!("memory grew: {sizes:?} KiB").into()),
        _ => Ok(()),
    }
}

/// Memory of this process, client and mock together; 0 where the system does not say.
fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
