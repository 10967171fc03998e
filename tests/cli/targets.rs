//! Targets in another process or thread, well-behaved and not.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use crate::program::{OtherProcess, Program};

const PARTNER: &str = "remoteAssistancePartnerId=7443c8b9-c8b9-7443-b9c8-4374b9c84374";

#[test]
fn without_arguments_the_embedded_mock_is_proved() {
    let ended = Program::new().run(&["run"]);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("held"), "{}", ended.out);
}

#[test]
fn a_server_in_another_process_is_checked_the_same_way() {
    let program = Program::new();
    let healthy = OtherProcess::mock(&program, &[]);
    let ended = program.run(&["run", "--target", &healthy.url, "--param", PARTNER, "--cases", "60"]);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);

    let faulty = OtherProcess::mock(&program, &["--fault", "text-cut-at-255"]);
    let ended = program.run(&["run", "--target", &faulty.url, "--seed", "1"]);
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("echo-sent"), "{}", ended.out);
}

#[test]
fn a_run_with_an_object_of_its_own_writes_to_no_other() {
    let program = Program::new();
    let log = program.state().join("run.ndjson");
    let report = format!("ndjson={}", log.display());
    let mock = OtherProcess::mock(&program, &[]);
    let run = ["run", "--target", &mock.url, "--throwaway", "--seed", "1", "--cases", "80"];
    let ended = program.run(&[&run[..], &["--report", &report]].concat());
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    let text = std::fs::read_to_string(log).unwrap();
    let events: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let requests: Vec<_> = events.iter().map(|event| &event["exchange"]["request"]).filter(|r| r.is_object()).collect();
    let sent = |method: &str| requests.iter().filter(|r| r["method"] == method).count();
    assert_eq!(sent("DELETE"), 1);
    let others = ["7443c8b9-c8b9-7443-b9c8-4374b9c84374", "2b9c1f60-5d0e-4f6e-8a53-9d3b1c7e0a42"];
    for request in requests.iter().filter(|r| !matches!(r["method"].as_str(), Some("GET" | "HEAD"))) {
        let url = request["url"].as_str().unwrap();
        assert!(others.iter().all(|other| !url.contains(other)), "{request}");
    }
    let ended = program.run(&[&run[..], &["--param", PARTNER]].concat());
    assert_eq!(ended.code, 2, "{}{}", ended.out, ended.err);
    assert!(ended.err.contains("leave out --param"), "{}", ended.err);
}

#[test]
fn pages_of_one_resource_make_one_contract_with_which_a_run_makes_its_own_object() {
    let program = Program::new();
    let dir = program.state().join("gadget");
    let page = |name: &str| format!("{}/tests/pages/fixtures/{name}.md", env!("CARGO_MANIFEST_DIR"));
    let (update, create, delete) = (page("every-type-update"), page("gadget-create"), page("gadget-delete"));
    let out = dir.display().to_string();
    // The order in which the pages are given does not matter.
    let ended = program.run(&["import", &delete, &update, &create, "--out", &out]);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    assert!(ended.out.lines().count() == 1 && ended.out.contains("2 sibling operations"), "{}", ended.out);
    let ended = program.run(&["run", "--contract", &out, "--throwaway", "--seed", "1", "--cases", "60"]);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);

    let alone = program.state().join("alone").display().to_string();
    assert_eq!(program.run(&["import", &update, "--out", &alone]).code, 0);
    let ended = program.run(&["run", "--contract", &alone, "--throwaway"]);
    assert_eq!(ended.code, 2, "{}{}", ended.out, ended.err);
    assert!(ended.err.contains("no documented create"), "{}", ended.err);
}

#[test]
fn a_wrong_token_is_undecided_and_never_shown() {
    let program = Program::new();
    let mock = OtherProcess::mock(&program, &[]);
    let ended = program.run_with(&["run", "--target", &mock.url], &[("DOCPROOF_TOKEN", "s3cr3t-wrong-token")]);
    assert_eq!(ended.code, 3, "{}{}", ended.out, ended.err);
    let shown = format!("{}{}", ended.out, ended.err);
    assert!(shown.contains("DOCPROOF_TOKEN"), "{shown}");
    assert!(!shown.contains("s3cr3t"), "{shown}");
}

#[test]
fn the_same_seed_sends_the_same_requests_in_the_same_order() {
    let program = Program::new();
    let requests = |name: &str| {
        let file = program.state().join(name);
        let ended =
            program.run(&["run", "--seed", "7", "--cases", "80", "--report", &format!("ndjson={}", file.display())]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        let text = std::fs::read_to_string(file).unwrap();
        let events = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        events
            .filter(|event| event["event"] == "exchanged")
            .map(|event| {
                let request = &event["exchange"]["request"];
                let path = request["url"].as_str().unwrap().split_once("/v1.0").unwrap().1.to_owned();
                (request["method"].to_string(), path, request["headers"].to_string(), request["body"].to_string())
            })
            .collect::<Vec<_>>()
    };
    let (one, two) = (requests("one.ndjson"), requests("two.ndjson"));
    assert!(one.len() > 100);
    assert!(one == two, "the requests differ");
}

#[test]
fn a_token_that_expires_in_the_middle_is_undecided_and_no_finding() {
    let entity = r#"{"@odata.context":"$metadata#deviceManagement/remoteAssistancePartners/$entity","id":"7443c8b9-c8b9-7443-b9c8-4374b9c84374"}"#;
    let answered = std::sync::atomic::AtomicUsize::new(0);
    let url = server(move |mut stream| {
        request_read(&mut stream);
        let before = answered.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        // The first read and the collection are answered, and the entity once more.
        let (status, body) = if before < 3 { ("200 OK", entity) } else { ("401 Unauthorized", "{}") };
        let _ = write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nWWW-Authenticate: Bearer\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
    });
    let ended =
        Program::new().run(&["run", "--target", &url, "--param", PARTNER, "--cases", "30", "--rule", "status-success"]);
    assert_eq!(ended.code, 3, "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("DOCPROOF_TOKEN"), "{}", ended.out);
    assert!(!ended.out.contains("FAIL"), "{}", ended.out);
}

/// A server that does `answer` with each connection, and its URL.
fn server(answer: impl Fn(TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v1.0", listener.local_addr().unwrap());
    std::thread::spawn(move || listener.incoming().flatten().for_each(answer));
    url
}

fn request_read(stream: &mut TcpStream) {
    let mut buffer = [0; 4096];
    let _ = stream.read(&mut buffer);
}

fn events_are_kept(program: &Program) {
    let mut folder = program.state().join("runs");
    while !folder.is_file() {
        folder = std::fs::read_dir(folder).unwrap().flatten().last().expect("a log was written").path();
    }
    let text = std::fs::read_to_string(folder).unwrap();
    assert!(text.contains("\"event\":\"exchanged\""), "the exchange is in the log");
}

#[test]
fn a_target_that_is_not_there_is_undecided() {
    let program = Program::new();
    let ended = program.run(&["run", "--target", "http://127.0.0.1:9/v1.0", "--param", PARTNER]);
    assert_eq!(ended.code, 3, "{}{}", ended.out, ended.err);
    assert!(format!("{}{}", ended.out, ended.err).contains("cannot reach"), "{}{}", ended.out, ended.err);
    events_are_kept(&program);
}

#[test]
fn a_target_that_answers_html_is_told_so() {
    let url = server(|mut stream| {
        request_read(&mut stream);
        let page = "<html><body>Welcome</body></html>";
        let _ = write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{page}",
            page.len()
        );
    });
    let ended = Program::new().run(&["run", "--target", &url, "--param", PARTNER, "--cases", "10"]);
    assert_eq!(ended.code, 1, "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("ct-json"), "{}", ended.out);
}

#[test]
fn a_target_that_closes_is_undecided() {
    let url = server(|mut stream| request_read(&mut stream));
    let program = Program::new();
    let ended = program.run(&["run", "--target", &url, "--param", PARTNER]);
    assert_eq!(ended.code, 3, "{}{}", ended.out, ended.err);
    assert!(format!("{}{}", ended.out, ended.err).contains("closed"), "{}{}", ended.out, ended.err);
    events_are_kept(&program);
}

#[test]
fn a_target_that_stalls_is_undecided() {
    let url = server(|mut stream| {
        request_read(&mut stream);
        std::thread::spawn(move || {
            // Holds the connection until the client gives up.
            let _ = stream.read(&mut [0; 16]);
        });
    });
    let ended = Program::new().run(&["run", "--target", &url, "--param", PARTNER, "--timeout", "300ms"]);
    assert_eq!(ended.code, 3, "{}{}", ended.out, ended.err);
    assert!(format!("{}{}", ended.out, ended.err).contains("did not answer"), "{}{}", ended.out, ended.err);
}

#[test]
fn a_target_that_sends_a_hundred_megabytes_is_cut_off() {
    let url = server(|mut stream| {
        request_read(&mut stream);
        let _ =
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n\r\n");
        let chunk = vec![b' '; 1 << 20];
        for _ in 0..100 {
            if stream.write_all(&chunk).is_err() {
                return;
            }
        }
    });
    let ended = Program::new().run(&["run", "--target", &url, "--param", PARTNER]);
    assert_eq!(ended.code, 3, "{}{}", ended.out, ended.err);
    assert!(format!("{}{}", ended.out, ended.err).contains("larger than"), "{}{}", ended.out, ended.err);
}
