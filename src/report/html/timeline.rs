//! Requests over time: a chart that needs no script, its figures, and the table of all requests.

use maud::{Markup, html};

use super::requests;
use crate::report::timeline::{Bucket, Timeline};
use crate::report::words::duration;

/// Parts of the run's time that the chart shows.
const BUCKETS: usize = 120;
/// Size of the drawing, in its own units.
const WIDTH: usize = 960;
const HEIGHT: f64 = 150.0;

/// The section; nothing when nothing was sent.
pub fn section(timeline: &Timeline) -> Markup {
    html! {
        @if !timeline.rows.is_empty() {
            section aria-labelledby="timeline" {
                h2 id="timeline" { "Requests over time" }
                (figures(timeline))
                (chart(timeline))
                (requests::table(timeline))
            }
        }
    }
}

fn figures(timeline: &Timeline) -> Markup {
    let retries = timeline.rows.iter().filter(|row| row.retry > 0).count();
    let lost = timeline.rows.iter().filter(|row| row.status.is_none()).count();
    html! {
        dl class="facts" {
            div { dt { "requests" } dd { (timeline.rows.len() as u64 + timeline.dropped) } }
            @for (name, percent) in [("median", 50), ("95 %", 95), ("99 %", 99), ("slowest", 100)] {
                div { dt { (name) } dd { (latency(timeline.percentile(percent))) } }
            }
            div { dt { "retries" } dd { (retries) } }
            div { dt { "without an answer" } dd { (lost) } }
        }
    }
}

/// Latency by time on a logarithmic scale: median and slowest of each part, marks for retries and failures.
fn chart(timeline: &Timeline) -> Markup {
    let buckets = timeline.buckets(BUCKETS);
    let slowest = timeline.percentile(100).max(10);
    let end = timeline.rows.iter().map(|row| row.at_us).max().unwrap_or(0);
    let label = format!(
        "Latency over {}: median {}, slowest {}",
        duration(end / 1000),
        latency(timeline.percentile(50)),
        latency(slowest)
    );
    html! {
        figure class="chart" {
            div class="drawing" {
            svg viewBox={ "0 0 " (WIDTH) " 190" } role="img" aria-label=(label) preserveAspectRatio="none" {
                @for grid in grid(slowest) {
                    line class="grid" x1="0" x2=(WIDTH) y1=(position(grid, slowest)) y2=(position(grid, slowest)) {}
                }
                @for (at, bucket) in buckets.iter().enumerate().filter(|(_, bucket)| bucket.requests > 0) {
                    (bar(at, bucket, slowest))
                }
            }
            @for grid in grid(slowest) {
                span class="tick" style={ "top:" (format!("{:.1}", position(grid, slowest) / 1.9)) "%" } aria-hidden="true" { (latency(grid)) }
            }
            }
            figcaption {
                span class="key slow" {} " slowest " span class="key median" {} " median " span class="key retry" {} " retry "
                span class="key failure" {} " no answer or 5xx · from the first request to " (duration(end / 1000))
            }
        }
    }
}

fn bar(at: usize, bucket: &Bucket, slowest: u64) -> Markup {
    let x = at * WIDTH / BUCKETS;
    let top = |value| position(value, slowest);
    let title = format!(
        "{} requests, median {}, slowest {}, {} retries, {} failures",
        bucket.requests,
        latency(bucket.median_us),
        latency(bucket.slowest_us),
        bucket.retries,
        bucket.failures
    );
    let rect = |class: &str, from: f64, to: f64| {
        html! { rect class=(class) x=(x + 1) width="6" y=(format!("{from:.1}")) height=(format!("{:.1}", (to - from).max(1.0))) {} }
    };
    html! {
        g {
            title { (title) }
            (rect("slow", top(bucket.slowest_us), HEIGHT))
            (rect("median", top(bucket.median_us), HEIGHT))
            @if bucket.retries > 0 { (rect("retry", 156.0, 168.0)) }
            @if bucket.failures > 0 { (rect("failure", 172.0, 184.0)) }
        }
    }
}

/// Height of a latency: 10 µs at the bottom, the slowest at the top, logarithmic.
#[expect(clippy::cast_precision_loss, reason = "2^53 microseconds are 285 years")]
fn position(us: u64, slowest: u64) -> f64 {
    let log = |value: u64| (value.max(10) as f64).ln();
    let share = (log(us) - log(10)) / (log(slowest) - log(10)).max(0.1);
    HEIGHT - share.clamp(0.0, 1.0) * (HEIGHT - 10.0)
}

/// Powers of ten below the slowest latency.
fn grid(slowest: u64) -> impl Iterator<Item = u64> {
    [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000].into_iter().filter(move |value| *value < slowest)
}

/// A latency as people read it.
pub fn latency(us: u64) -> String {
    match us {
        0..1_000 => format!("{us} µs"),
        1_000..10_000 => format!("{}.{} ms", us / 1000, us % 1000 / 100),
        _ => duration(us / 1000),
    }
}

#[cfg(test)]
mod tests {
    use super::{latency, position};

    #[test]
    fn the_slowest_is_at_the_top_and_nothing_leaves_the_drawing() {
        assert!((position(1_000_000, 1_000_000) - 10.0).abs() < 0.01);
        assert!([0, 10, 5_000, u64::MAX].iter().all(|us| (10.0..=150.0).contains(&position(*us, 90_000))));
    }

    #[test]
    fn latencies_read_like_prose() {
        assert_eq!([latency(900), latency(1_540), latency(12_000)], ["900 µs", "1.5 ms", "12 ms"]);
    }
}
