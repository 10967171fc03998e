//! A slow target in front of the mock: it takes its time for each answer, throttles one request in fifty, and never
//! answers some inputs. Every rule is exercised all the same, and the verdict comes in time.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use docproof::{Check, Mock, MockOptions, Report, Verdict};
use libtest_mimic::Failed;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::OwnedReadHalf;
use tokio::net::{TcpListener, TcpStream};

/// How late a busy machine may wake a run up.
const SCHEDULING: Duration = Duration::from_secs(1);

/// How slow a target is.
#[derive(Debug, Clone, Copy)]
pub struct Slowness {
    /// Time for each answer.
    pub answer: Duration,
    /// What a throttled request is told to wait, in seconds; one in fifty is.
    pub throttled: f64,
    /// What is not answered at all.
    pub trouble: Trouble,
    /// The budget of the run.
    pub max_time: Duration,
}

/// What a target does not answer.
#[derive(Debug, Clone, Copy)]
pub enum Trouble {
    /// Requests with these octets: they wait for ever.
    SilentOn(&'static [u8]),
    /// Everything after so many requests: it waits for ever.
    SilentAfter(u64),
    /// Everything after so many requests: the connection is closed.
    ClosesAfter(u64),
}

/// A target that is gone in the middle leaves the run undecided, with one sentence that says so, and no finding.
pub fn undecided_without_findings(trouble: Trouble) -> Result<(), Failed> {
    let slowness = Slowness { answer: Duration::ZERO, throttled: 0.0, trouble, max_time: Duration::from_secs(20) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (report, took) = runtime.block_on(run(slowness, |check| check.timeout(Duration::from_millis(400))))?;
    let said: Vec<&str> = report.obstacles.iter().map(|obstacle| obstacle.cause.as_str()).collect();
    if report.verdict != Verdict::Undecided || !report.findings.is_empty() || said != ["no-answer"] {
        return Err(format!("{:?}, {said:?}, {:?}", report.verdict, report.findings).into());
    }
    if took > slowness.max_time / 2 { Err(format!("the run took {took:?}").into()) } else { Ok(()) }
}

/// The run ends in time, decides on every rule that it decides on when the target is fast, and finds the silence only.
pub fn complete_in_time(slowness: Slowness) -> Result<(), Failed> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (report, took) = runtime.block_on(run(slowness, |check| check))?;
    let expected = runtime.block_on(decided_by_a_fast_target())?;
    let missing: Vec<_> = expected.difference(&decided(&report)).cloned().collect();
    eprintln!(
        "{} requests, {} retries, {} inputs in {:.1} s; not exercised: {missing:?}; findings: {:?}",
        report.stats.requests,
        report.stats.retries,
        report.stats.inputs,
        took.as_secs_f64(),
        report.findings.iter().map(|f| (f.rule.as_str(), f.occurrences)).collect::<Vec<_>>()
    );
    if took > slowness.max_time + SCHEDULING {
        return Err(format!("the run took {took:?}").into());
    }
    if !missing.is_empty() {
        return Err(format!("these rules were not exercised: {missing:?}").into());
    }
    // A wait of less than a second, which keeps this test short, can only be said against RFC 9110 §10.2.3.
    let told_in_fractions = slowness.throttled.fract() > 0.0;
    let expected = |rule: &str| rule == "answer-given" || (told_in_fractions && rule == "retry-after");
    match report.findings.iter().find(|finding| !expected(&finding.rule)) {
        Some(finding) => Err(format!("{}: {}", finding.rule, finding.message).into()),
        None => match report.findings.iter().filter(|finding| finding.rule == "answer-given").count() {
            1 => Ok(()),
            many => Err(format!("one silence has one cause, and is told {many} times").into()),
        },
    }
}

/// A budget that is far too short ends in time with everything said: each promise was exercised, or there is a reason.
pub fn told_where_time_is_too_short(slowness: Slowness) -> Result<(), Failed> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (report, took) = runtime.block_on(run(slowness, |check| check))?;
    let said: Vec<&str> = report.obstacles.iter().map(|obstacle| obstacle.cause.as_str()).collect();
    if report.verdict != Verdict::Undecided || said != ["time-budget"] || took > slowness.max_time + SCHEDULING {
        return Err(format!("{:?} after {took:?}, {said:?}", report.verdict).into());
    }
    match report.promises.iter().find(|promise| (promise.exercised == 0) != promise.why_not.is_some()) {
        Some(promise) => Err(format!("nothing is said of {promise:?}").into()),
        None if report.promises.iter().any(|promise| promise.exercised > 0) => Ok(()),
        None => Err("no promise was exercised".into()),
    }
}

/// Twice as many patches are twice as many inputs, and no more requests for each.
pub fn grows_linearly() -> Result<(), Failed> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut counts = Vec::new();
    for cases in [128, 256, 512] {
        let report = runtime.block_on(async {
            let mock = Mock::start(MockOptions::new(docproof::shipped_contract())).await?;
            let report = Check::new(mock.url()).token(mock.token()).seed(1).cases(cases).run().await;
            mock.stop().await;
            Ok::<Report, Failed>(report?)
        })?;
        counts.push([report.stats.inputs, report.stats.requests]);
    }
    eprintln!("inputs and requests of 128, 256 and 512 patches: {counts:?}");
    let [first, second, third] = counts[..] else { return Err("three runs".into()) };
    for (part, what) in ["inputs", "requests"].into_iter().enumerate() {
        let (less, more) = (second[part] - first[part], third[part] - second[part]);
        if more < less * 17 / 10 || more > less * 23 / 10 {
            return Err(format!("{what}: {less} more for 128 patches, {more} more for 256").into());
        }
    }
    Ok(())
}

async fn run(slowness: Slowness, configure: impl FnOnce(Check) -> Check) -> Result<(Report, Duration), Failed> {
    let mock = Mock::start(MockOptions::new(docproof::shipped_contract())).await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let root = mock.url();
    let (_, path) = root.trim_start_matches("http://").split_once('/').ok_or("the mock has no path")?;
    let url = format!("http://{}/{path}", listener.local_addr()?);
    let upstream = root.trim_start_matches("http://").split('/').next().unwrap_or_default().to_owned();
    let proxy = tokio::spawn(serve(listener, upstream, slowness));
    let started = Instant::now();
    let check = Check::new(url).token(mock.token()).seed(1).max_time(slowness.max_time);
    let report = configure(check).run().await?;
    let took = started.elapsed();
    proxy.abort();
    mock.stop().await;
    Ok((report, took))
}

async fn decided_by_a_fast_target() -> Result<BTreeSet<String>, Failed> {
    let mock = Mock::start(MockOptions::new(docproof::shipped_contract())).await?;
    let report = Check::new(mock.url()).token(mock.token()).seed(1).cases(200).run().await?;
    mock.stop().await;
    Ok(decided(&report))
}

fn decided(report: &Report) -> BTreeSet<String> {
    report.rules.iter().filter(|rule| rule.held + rule.broken > 0).map(|rule| rule.id.clone()).collect()
}

async fn serve(listener: TcpListener, upstream: String, slowness: Slowness) {
    let count = Arc::new(AtomicU64::new(0));
    while let Ok((client, _)) = listener.accept().await {
        let (upstream, count) = (upstream.clone(), Arc::clone(&count));
        tokio::spawn(async move {
            let _ended = connection(client, &upstream, slowness, &count).await;
        });
    }
}

/// Hands requests on one by one, and whatever comes back as it comes.
async fn connection(client: TcpStream, upstream: &str, slowness: Slowness, count: &AtomicU64) -> io::Result<()> {
    let (mut asks, mut answers) = client.into_split();
    let (mut from, mut to) = TcpStream::connect(upstream).await?.into_split();
    let (turn, mut turns) = tokio::sync::mpsc::unbounded_channel::<Option<String>>();
    // Refusals of the proxy itself and answers from behind it go out on the same connection, never at the same time.
    let back = tokio::spawn(async move {
        let mut buffer = vec![0; 1 << 16];
        loop {
            tokio::select! {
                own = turns.recv() => match own {
                    Some(Some(answer)) => answers.write_all(answer.as_bytes()).await?,
                    Some(None) => {}
                    None => return io::Result::Ok(()),
                },
                read = from.read(&mut buffer) => match read? {
                    0 => return answers.shutdown().await,
                    length => answers.write_all(&buffer[..length]).await?,
                },
            }
        }
    });
    while let Some(request) = request(&mut asks).await? {
        tokio::time::sleep(slowness.answer).await;
        let earlier = count.fetch_add(1, Ordering::Relaxed);
        match slowness.trouble {
            Trouble::SilentOn(octets) if request.windows(octets.len()).any(|part| part == octets) => continue,
            Trouble::SilentAfter(most) if earlier >= most => continue,
            Trouble::ClosesAfter(most) if earlier >= most => break,
            _ => {}
        }
        if slowness.throttled > 0.0 && earlier % 50 == 49 {
            let _ended = turn.send(Some(throttled(slowness.throttled)));
            continue;
        }
        to.write_all(&request).await?;
    }
    to.shutdown().await?;
    let _ended = back.await;
    Ok(())
}

/// One request, whole; `None` when the connection ends.
async fn request(asks: &mut OwnedReadHalf) -> io::Result<Option<Vec<u8>>> {
    let (mut request, mut buffer) = (Vec::new(), vec![0; 1 << 16]);
    loop {
        if is_whole(&request) {
            return Ok(Some(request));
        }
        let read = asks.read(&mut buffer).await?;
        if read == 0 {
            return Ok(None);
        }
        request.extend_from_slice(&buffer[..read]);
    }
}

/// Whether the octets are a request to its end (RFC 9112 section 6.3).
fn is_whole(request: &[u8]) -> bool {
    let Some(head) = request.windows(4).position(|part| part == b"\r\n\r\n") else { return false };
    let fields = String::from_utf8_lossy(&request[..head]).to_ascii_lowercase();
    let field = |name: &str| fields.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim);
    if field("transfer-encoding").is_some() {
        return request.ends_with(b"0\r\n\r\n");
    }
    let length: usize = field("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    request.len() >= head + 4 + length
}

/// A refusal in the shape that the page's service gives it.
fn throttled(seconds: f64) -> String {
    let id = "d0c9f00f-0000-4000-8000-00000000abcd";
    let body = format!(
        r#"{{"error":{{"code":"tooManyRequests","message":"Too many requests.","innerError":{{"date":"2026-01-01T00:00:00","request-id":"{id}","client-request-id":"{id}"}}}}}}"#
    );
    format!(
        "HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nContent-Language: en-US\r\nrequest-id: {id}\r\n\
         client-request-id: {id}\r\nOData-Version: 4.0\r\nRetry-After: {seconds}\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )
}
