//! `--dry-run`, and the plan that is told before somebody's service is written to.

use super::exit::Exit;
use super::output;
use crate::engine::{CheckError, Plan, Rehearsed, rehearse};
use crate::event::{Event, EventKind};
use crate::model::{Access, Body, Request};

/// Characters of a body that are shown.
const SHOWN: usize = 200;

/// Prints every request of a run, and sends none.
pub(super) async fn print(plan: &Plan) -> Result<Exit, CheckError> {
    let mut listener = |event: &Event| match &event.kind {
        EventKind::Exchanged { case, exchange } => output::out(&block(case, &exchange.request)),
        EventKind::Note { text } => output::err(text),
        _ => {}
    };
    let rehearsed = rehearse(plan, &mut listener).await?;
    output::out(&format!("nothing was sent · {}\n", line(plan, &rehearsed)));
    Ok(Exit::Held)
}

/// Says what a run is about to do to a target.
pub(super) async fn announce(plan: &Plan) -> Result<(), CheckError> {
    let rehearsed = rehearse(plan, &mut |_| ()).await?;
    output::err(&line(plan, &rehearsed));
    Ok(())
}

fn line(plan: &Plan, rehearsed: &Rehearsed) -> String {
    let mut parts = vec![format!("plan: {} requests, {} of them writes", rehearsed.requests, rehearsed.writes)];
    if let Some(most) = rehearsed.most_writes {
        parts.push(format!("never more than {most} writes"));
    }
    if let (Some(rate), Some(lasts), false) = (plan.write_rate, rehearsed.lasts, plan.read_only) {
        parts.push(format!("at most {rate} a second, so up to {} s for the writes", lasts.as_secs_f64().ceil()));
    }
    if !plan.address.is_loopback() {
        parts.push(duration(plan, rehearsed));
    }
    let owned: Vec<&str> = plan
        .bundle
        .contract
        .properties
        .iter()
        .filter(|p| !p.is_updatable() && p.access != Access::Key)
        .map(|p| p.name.as_str())
        .collect();
    if !owned.is_empty() && !plan.read_only {
        parts.push(format!("no patch can put back {}", owned.join(", ")));
    }
    parts.join(" · ")
}

/// When the run ends at the latest, and whether that is too early for its writes.
fn duration(plan: &Plan, rehearsed: &Rehearsed) -> String {
    let end = format!("ends after {} s at the latest", plan.max_time.as_secs());
    if rehearsed.lasts.is_some_and(|lasts| lasts >= plan.max_time) && !plan.read_only {
        format!("{end}, too early for so many writes: raise --max-time or lower --budget-writes")
    } else {
        end
    }
}

/// A request as it would be sent; secrets are masked already.
fn block(case: &str, request: &Request) -> String {
    let mut lines = vec![format!("{} {}  ({case})", request.method, request.url)];
    lines.extend(request.headers.iter().map(|header| format!("  {}: {}", header.name, header.value)));
    lines.push(body(&request.body));
    lines.join("\n") + "\n"
}

fn body(body: &Body) -> String {
    if body.octets == 0 {
        return String::new();
    }
    let text = body.text.as_deref().or(body.hex.as_deref()).unwrap_or_default();
    // Control characters would change the terminal.
    let shown: String = text.chars().take(SHOWN).map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    let rest = if text.chars().count() > SHOWN { format!(" … ({} octets)", body.octets) } else { String::new() };
    format!("  {shown}{rest}\n")
}
