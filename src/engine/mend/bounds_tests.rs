//! What it costs to make a finding small: how many writes, and what is left.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cases::shipped_contract;
use crate::engine::Check;
use crate::event::{Event, EventKind};
use crate::mock::{Mock, MockOptions};
use crate::model::{Finding, Role};

/// Most writes for one finding, whatever the target does: the search, the last candidate, and three tries of it.
const MOST_WRITES: usize = 220;

/// The first finding of a rule about a mock with a fault, and the writes that it took to make it small.
async fn shrunk(fault: &str, rule: &str) -> (Finding, usize) {
    let mock = Mock::start(MockOptions::new(shipped_contract()).fault(fault).unwrap()).await.unwrap();
    let (mut writes, mut first, over) = (0, None, Arc::new(AtomicBool::new(false)));
    let mut listener = |event: &Event| match &event.kind {
        EventKind::Exchanged { exchange, .. } if first.is_none() && exchange.request.method == "PATCH" => {
            writes += usize::from(matches!(exchange.role, Role::Shrink | Role::Restore));
        }
        EventKind::FindingShrunk { finding, .. } if first.is_none() => {
            first = Some(finding.as_ref().clone());
            over.store(true, Ordering::Relaxed);
        }
        _ => {}
    };
    let check = Check::new(mock.url()).token(mock.token()).seed(1).cases(240).rule(rule);
    check.cancelled_by(Arc::clone(&over)).run_and_tell(&mut listener).await.unwrap();
    mock.stop().await;
    (first.unwrap_or_else(|| panic!("{fault} yields no finding that is made small")), writes)
}

#[tokio::test]
async fn findings_become_small_in_few_writes() {
    let mut wrong = Vec::new();
    for (fault, rule, steps, octets, writes) in [
        ("text-trimmed-in-store", "readback", 1, 20, 60),
        ("three-together-lost", "echo-sent", 1, 150, 30),
        ("end-of-year-lost", "echo-sent", 1, 120, 20),
        ("undone-by-the-next", "merge-untouched", 1, 62, 20),
        ("second-same-patch-lost", "echo-sent", 2, 182, 95),
        ("repeat-numbered", "idempotent", 2, 40, 40),
        ("refusal-makes-the-next-lost", "readback", 2, 200, 30),
        ("first-read-stale", "readback", 1, 60, 30),
        ("first-request-on-a-connection-lost", "readback", 1, 60, 30),
        ("second-request-on-a-connection-lost", "readback", 1, 60, 50),
    ] {
        let (finding, used) = shrunk(fault, rule).await;
        let size = (finding.sequence.len().max(1), finding.minimal.octets);
        let is_steady = finding.reproduced.as_deref() == Some("3 of 3");
        if !is_steady || size.0 > steps || size.1 > octets || used > writes {
            wrong.push(format!("{fault}: {size:?} in {used} writes, {:?}", finding.reproduced));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn what_depends_on_counting_costs_no_more_than_the_bound() {
    let (finding, used) = shrunk("twentieth-update-lost", "readback").await;
    assert!(used <= MOST_WRITES, "{used} writes for {}", finding.id);
}
