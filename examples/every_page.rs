//! Imports pages, starts a mock of each and proves it: `cargo run --release --example every_page -- PAGES…`.
//!
//! Each contract must hold against its own healthy mock; with `--faults` the generic faults must be found too.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use docproof::internals::{Page, fault_rule, generic_faults};
use docproof::{Level, Mock, MockOptions, Report, Verdict};

/// What is asked of each page.
struct Settings {
    pages: Vec<PathBuf>,
    cases: u64,
    faults: bool,
    threads: usize,
    verbose: bool,
}

fn main() -> ExitCode {
    let settings = settings();
    let started = Instant::now();
    let next = AtomicUsize::new(0);
    let told = Mutex::new(BTreeMap::<&str, usize>::new());
    std::thread::scope(|scope| {
        for _ in 0..settings.threads {
            scope.spawn(|| worker(&settings, &next, &told));
        }
    });
    let told = told.into_inner().expect("no thread panics while it counts");
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{told:?} in {:.1} s", started.elapsed().as_secs_f64());
    let bad = ["broken", "undecided", "failed", "missed"].iter().any(|word| told.contains_key(word));
    if bad { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn settings() -> Settings {
    let mut settings = Settings { pages: Vec::new(), cases: 60, faults: false, threads: 2, verbose: false };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut number = || words.next().and_then(|n| n.parse::<u64>().ok()).unwrap_or(1);
        match word.as_str() {
            "--cases" => settings.cases = number(),
            "--threads" => settings.threads = usize::try_from(number()).unwrap_or(1),
            "--faults" => settings.faults = true,
            "--verbose" => settings.verbose = true,
            _ => settings.pages.push(PathBuf::from(word)),
        }
    }
    settings
}

fn worker(settings: &Settings, next: &AtomicUsize, told: &Mutex<BTreeMap<&'static str, usize>>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    while let Some(path) = settings.pages.get(next.fetch_add(1, Ordering::Relaxed)) {
        for (word, line) in runtime.block_on(page(settings, path)) {
            *told.lock().expect("no thread panics while it counts").entry(word).or_default() += 1;
            if settings.verbose || !matches!(word, "held" | "found" | "no-case" | "unusable") {
                let _ = writeln!(std::io::stdout(), "{word:9} {} {line}", path.display());
            }
        }
    }
}

/// What to count for a page, with a line for each.
async fn page(settings: &Settings, path: &Path) -> Vec<(&'static str, String)> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let page = match std::fs::read(path).map_err(|e| e.to_string()).and_then(|bytes| Page::import(name, &bytes)) {
        Ok(page) => page,
        Err(error) => return vec![("unusable", error)],
    };
    if page.examples().is_empty() {
        return vec![("no-case", String::new())];
    }
    let mut lines = vec![match run(&page, None, settings.cases).await {
        Err(error) => ("failed", error),
        Ok(report) => match report.verdict {
            Verdict::Held if report.findings.is_empty() => ("held", String::new()),
            Verdict::Undecided => ("undecided", format!("{:?}", report.obstacles)),
            _ => ("broken", findings(&report)),
        },
    }];
    let faults = if settings.faults { generic_faults(page.contract()) } else { Vec::new() };
    for fault in faults {
        let rule = fault_rule(fault).unwrap_or_default();
        lines.push(match run(&page, Some((fault, rule)), settings.cases).await {
            Err(error) => ("failed", format!("{fault}: {error}")),
            Ok(report) if report.findings.is_empty() => ("missed", format!("{fault} by {rule}")),
            Ok(_) => ("found", String::new()),
        });
    }
    lines
}

async fn run(page: &Page, fault: Option<(&str, &str)>, cases: u64) -> Result<Report, String> {
    let mut options = MockOptions::new(page.contract().clone());
    if let Some((fault, _)) = fault {
        options = options.fault(fault).map_err(|error| error.to_string())?;
    }
    let mock = Mock::start(options).await.map_err(|error| error.to_string())?;
    let mut check = page.check(mock.url()).token(mock.token()).seed(1).cases(cases);
    for (name, value) in mock.params().iter().chain(mock.key()) {
        check = check.param(name, value);
    }
    if let Some((_, rule)) = fault {
        check = check.rule(rule).first_only().deny(Level::Should);
    }
    let report = check.run().await.map_err(|error| error.to_string());
    mock.stop().await;
    report
}

fn findings(report: &Report) -> String {
    let one =
        |f: &docproof::Finding| format!("\n    {} · {} · {} · {} ({})", f.rule, f.case, f.place, f.message, f.seed);
    report.findings.iter().map(one).collect()
}
