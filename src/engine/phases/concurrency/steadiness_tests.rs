//! What parallel writers broke is tried again by parallel writers, with the neighbour as it was.

use super::PARALLEL_STREAM;
use crate::cases::shipped_contract;
use crate::engine::Check;
use crate::engine::mend::{TRIES, rate};
use crate::mock::{Mock, MockOptions};
use crate::model::SeedToken;

/// The rates of all findings of one rule about a mock with a fault that only parallel writers meet.
async fn rates(fault: &str, rule: &str) -> Vec<String> {
    let mock = Mock::start(MockOptions::new(shipped_contract()).fault(fault).unwrap()).await.unwrap();
    let group = SeedToken::listed(PARALLEL_STREAM, 0);
    let report = Check::new(mock.url()).token(mock.token()).only(group).rule(rule).run().await.unwrap();
    mock.stop().await;
    let parallel = report.findings.iter().filter(|finding| finding.sequence.iter().any(|step| step.parallel));
    parallel.map(|finding| finding.reproduced.clone().unwrap_or_default()).collect()
}

#[tokio::test]
async fn what_parallel_writers_break_comes_again_and_says_how_often() {
    for (fault, rule) in [
        ("parallel-update-lands-in-neighbour", "neighbour-untouched"),
        ("parallel-update-lost", "merge-untouched"),
        ("parallel-answers-crossed", "echo-sent"),
    ] {
        let rates = rates(fault, rule).await;
        assert!(!rates.is_empty(), "{fault} is not found by parallel writers");
        for told in rates {
            assert!((1..=TRIES).any(|times| rate(times) == told), "{fault}: {told}");
        }
    }
}
