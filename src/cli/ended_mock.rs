//! The embedded mock of a run that is over: how to start one that answers the same way.

use super::output;
use crate::mock::DEFAULT_TOKEN;
use crate::model::Finding;
use crate::report::Report;

/// What a run against the embedded mock says as its target.
pub(super) const MOCK: &str = "mock";
/// What of a run's command also holds for the mock alone.
const KEPT: [&str; 3] = ["--contract", "--fault", "--freedom"];

/// Says how the requests of findings find somebody to answer them; nothing where the target still may.
pub(super) fn tell(report: &Report, finding: &Finding) {
    if report.target == MOCK {
        output::err(&format!(
            "the mock of that run has ended; with DOCPROOF_TOKEN={DEFAULT_TOKEN}, these requests reach one like it:\n  {}",
            command(finding)
        ));
    }
}

/// The command that starts a mock like the one that answered.
fn command(finding: &Finding) -> String {
    let port = finding.request.url.split(['/', ':']).nth(4).unwrap_or("0");
    let mut command = format!("docproof mock --port {port}");
    let words: Vec<&str> = finding.replay.split(' ').collect();
    for pair in words.windows(2).filter(|pair| KEPT.contains(&pair[0])) {
        command.extend([" ", pair[0], " ", pair[1]]);
    }
    command
}

/// The faults and freedoms with which the mock of a run deviated, as arguments; empty when it kept every promise.
pub(super) fn deviations(finding: &Finding) -> String {
    let words: Vec<&str> = finding.replay.split(' ').collect();
    let pairs = words.windows(2).filter(|pair| KEPT[1..].contains(&pair[0]));
    pairs.map(|pair| pair.join(" ")).collect::<Vec<_>>().join(" ")
}
