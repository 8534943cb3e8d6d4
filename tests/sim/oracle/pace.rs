//! How fast it was sent: each process within the documented bucket, and never refused for it.

use deskfleet::sim::Record;
use jiff::Timestamp;

use super::Findings;
use super::law::RATE;
use crate::seeds::evidence::Evidence;

/// Seconds after which a bucket is full again.
const REST_S: i64 = 3;

/// In any span at most burst + rate × span, per process: each has a connection of its own.
pub(super) fn within_the_bucket(evidence: &Evidence, findings: &mut Findings) {
    for process in &evidence.processes {
        let (rate, burst) = RATE;
        let lines =
            evidence.lines(process).iter().filter(|line| evidence.is_ours(line) && line.service == "workspaces");
        let mut room = burst;
        let mut last: Option<Timestamp> = None;
        for line in lines {
            let passed = last.map_or(0.0, |last| line.at.duration_since(last).as_secs_f64());
            room = (room + passed * rate).min(burst) - 1.0;
            last = Some(line.at);
            // A thousandth of a call, for what was rounded.
            findings.unless(room >= -0.001, "pace", || format!("{room:.3} calls left: {line:?}"));
        }
    }
    no_throttle_of_our_own(evidence, findings);
}

/// Where nothing is injected and the service grants what it documents, it never says that we are too fast.
fn no_throttle_of_our_own(evidence: &Evidence, findings: &mut Findings) {
    if evidence.spec.faults.throttle > 0.0 || evidence.spec.rate < RATE.0 || !evidence.meddled.is_empty() {
        return;
    }
    let rested = |pair: &[crate::seeds::evidence::Process]| pair[1].from.duration_since(pair[0].to).as_secs() >= REST_S;
    if evidence.processes.windows(2).all(rested) {
        let throttled = |line: &&Record| line.error.as_deref() == Some("ThrottlingException");
        if let Some(line) = evidence.record.iter().find(throttled) {
            findings.add("pace", format!("too fast for the service: {line:?}"));
        }
    }
}
