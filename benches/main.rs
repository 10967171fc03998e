//! Speed of the parts and of a whole run. `cargo bench` prints the table.

#![expect(clippy::unwrap_used, reason = "a benchmark ends at the first surprise")]

use std::hint::black_box;
use std::time::Duration;

use divan::Bencher;
use docproof::internals::{generated, import_bytes, judge_many, sample_page};
use docproof::{Check, Mock, MockOptions};

fn main() {
    divan::main();
}

/// One page of the shape of the seed page; the real one when it lies beside the project.
#[divan::bench]
fn import_one_page(bencher: Bencher<'_, '_>) {
    let seed = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/pages/seed/000_bbbf7c251b75f89c.md");
    let bytes = std::fs::read(seed).unwrap_or_else(|_| sample_page().into());
    bencher.bench(|| import_bytes("page.md", black_box(&bytes)));
}

/// The program on every page of both editions of 2023, when they lie beside the project.
fn whole_folder(bencher: Bencher<'_, '_>, command: &str, more: &[&str]) {
    let pages = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/pages/zh-CN-2023");
    let out = tempfile::tempdir().unwrap();
    if !std::path::Path::new(pages).exists() {
        return;
    }
    let editions = ["v1.0", "beta"].map(|edition| format!("{pages}/{edition}"));
    bencher.bench_local(|| {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_docproof"));
        program.arg(command).args(&editions).args(more).current_dir(out.path());
        assert_eq!(program.output().unwrap().status.code(), Some(0));
    });
}

/// 1140 pages into contracts, cases and schemas on disk; all but the first time nothing is written.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn import_every_page(bencher: Bencher<'_, '_>) {
    whole_folder(bencher, "import", &[]);
}

/// 1140 pages against themselves and the metadata.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn lint_every_page_with_metadata(bencher: Bencher<'_, '_>) {
    let metadata = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/csdl/v1.0.csdl");
    whole_folder(bencher, "lint", &["--csdl", metadata]);
}

#[divan::bench(sample_count = 10)]
fn generate_10_000_inputs(bencher: Bencher<'_, '_>) {
    bencher.bench(|| generated(black_box(7), 10_000));
}

#[divan::bench(sample_count = 10)]
fn judge_10_000_exchanges(bencher: Bencher<'_, '_>) {
    bencher.bench(|| judge_many(10_000));
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

/// A whole run of 600 patches, with everything around them.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn whole_run(bencher: Bencher<'_, '_>) {
    let runtime = runtime();
    bencher.bench_local(|| {
        runtime.block_on(async {
            let mock = Mock::start(MockOptions::new(docproof::shipped_contract())).await.unwrap();
            let report = Check::new(mock.url())
                .token(mock.token())
                .seed(7)
                .max_time(Duration::from_secs(600))
                .run()
                .await
                .unwrap();
            mock.stop().await;
            report.stats.requests
        })
    });
}

/// As many requests as a whole run sends, with the bare client: half patches, half reads.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn bare_requests_of_a_whole_run(bencher: Bencher<'_, '_>) {
    let runtime = runtime();
    let requests = runtime.block_on(async {
        let mock = Mock::start(MockOptions::new(docproof::shipped_contract())).await.unwrap();
        let report = Check::new(mock.url()).token(mock.token()).seed(7).run().await.unwrap();
        mock.stop().await;
        report.stats.requests
    });
    bencher.bench_local(|| runtime.block_on(bare(requests)));
}

async fn bare(requests: u64) {
    let mock = Mock::start(MockOptions::new(docproof::shipped_contract())).await.unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let url = format!("{}/deviceManagement/remoteAssistancePartners/7443c8b9-c8b9-7443-b9c8-4374b9c84374", mock.url());
    for number in 0..requests {
        let request = client.patch(&url).bearer_auth(mock.token()).header("content-type", "application/json");
        let answer = request.body(format!("{{\"displayName\":\"name {number}\"}}")).send().await.unwrap();
        assert!(answer.bytes().await.unwrap().len() > 2);
    }
    mock.stop().await;
}
