//! Text of properties that are named after a web address. They are typed String, so every text is allowed; these are
//! the addresses that software likes to normalise.

use proptest::prop_oneof;
use proptest::strategy::Strategy as _;
use serde_json::Value;

use super::Domain;
use super::text;
use super::text_composites::URLS;
use crate::generate::recipe::Recipe;

const SPECIMENS: &[&str] = &[
    "https://example.com/onboardingUrl",
    "https://example.com/onboardingUrl/",
    "HTTPS://EXAMPLE.COM/Path",
    "https://example.com:443/",
    "https://example.com:8443/a",
    "https://example.com",
    "https://example.com/",
    "https://example.com/a?b=c&d=e%20f+g",
    "https://example.com/a#fragment",
    "https://user:secret@example.com/",
    "https://example.com/%7Euser/%41%2f%2F",
    "https://example.com/a/../b/./c",
    "https://b\u{fc}cher.example/stra\u{df}e",
    "https://xn--bcher-kva.example/",
    "https://[2001:DB8::1]:8080/a",
    "http://example.com:80/",
    "http://example.com/",
    "http://localhost/",
    "http://127.0.0.1:8080/",
    "https://example.com//double//slash",
    "https://example.com/a b",
    "https://example.com/a%20b",
    "https://example.com/a?",
    "https://example.com/a#",
    "https://example.com/?q=\"quoted\"",
    "https://example.com/?a=1&a=2",
    "https://example.com/?b=2&a=1",
    "https://www.example.com/",
    "https://example.com/?redirect=https%3A%2F%2Fexample.org%2F",
    "https://example.com/?redirect=https://example.org/",
    "https://example.com./",
    "https://EXAMPLE.com/",
    "https://example.com/%c3%a9",
    "https://example.com/%C3%A9",
    "https://example.com/\u{e9}",
    "https://example.com/e\u{301}",
    "https://example.com/\u{1f600}",
    "https://example.com/a;b=c/d,e",
    "https://example.com/~user",
    "https://example.com/a\\b",
    "https://example.com/<a>",
    "https://example.com/a|b^c`d{e}",
    "https://example.com/&amp;",
    "https://example.com:0443/",
    "https://@example.com/",
    "https://user@example.com/",
    "https://example.com:/",
    "https://0x7f.1/",
    "https://1.2.3/",
    "https://\u{ff45}xample.com/",
    "ftp://example.com/a",
    "https://example.com/?utm_source=a",
    "https://example.com/a/..",
    "https://example.com/a.html",
];

/// Very long addresses: around the limits of browsers and proxies.
const LONG: &[usize] = &[2030, 2060, 4097, 8193];

/// Addresses and the texts of any String in turn, then the rest of these.
pub fn domain(base: Option<&Value>) -> Domain {
    let plain = text::domain_beside(base);
    let mut listed: Vec<Recipe> = URLS.iter().chain(SPECIMENS).map(|text| Recipe::text(text)).collect();
    if let Some(base) = base.and_then(Value::as_str) {
        listed.extend(variants(base).into_iter().map(|text| Recipe::Value(Value::String(text))));
    }
    listed.extend(
        LONG.iter().map(|length| Recipe::Value(Value::String(format!("https://example.com/{}", "a".repeat(*length))))),
    );
    let listed = in_turn(listed, plain.listed);
    let free = prop_oneof![3 => free(), 1 => text::free()].sboxed();
    Domain { listed, extremes: plain.extremes, any: text::any(SPECIMENS, base.and_then(Value::as_str), free) }
}

/// One of each in turn; the longer list ends alone.
fn in_turn(addresses: Vec<Recipe>, texts: Vec<Recipe>) -> Vec<Recipe> {
    let (mut addresses, mut texts) = (addresses.into_iter(), texts.into_iter());
    let mut all = Vec::with_capacity(addresses.len() + texts.len());
    while all.len() < all.capacity() {
        all.extend(addresses.next());
        all.extend(texts.next());
    }
    all
}

/// Numbered plain addresses.
pub fn simple(n: usize) -> Value {
    Value::String(format!("https://example.com/changed/{}", n + 1))
}

fn variants(base: &str) -> Vec<String> {
    let toggled = base.strip_suffix('/').map_or_else(|| format!("{base}/"), str::to_owned);
    let mut all = vec![toggled, format!("{base}?a=b"), format!("{base}#a"), format!("{base}%20")];
    all.retain(|text| text != base);
    all
}

fn free() -> impl proptest::strategy::Strategy<Value = String> + Send + Sync + 'static {
    const SCHEMES: &[&str] = &["https", "http", "HTTPS", "ftp"];
    const HOSTS: &[&str] = &[
        "example.com",
        "EXAMPLE.org",
        "b\u{fc}cher.example",
        "10.0.0.1",
        "[::1]",
        "user@example.com",
        "a.b.c.example",
    ];
    const PORTS: &[&str] = &["", "", ":443", ":80", ":8080", ":65535"];
    const PARTS: &[&str] = &[
        "a",
        "..",
        ".",
        "",
        "%7E",
        "%20",
        "b c",
        "\u{e9}",
        "x=y",
        "%2F",
        "~",
        "long-segment-of-a-path",
        "\u{1f600}",
        "'",
    ];
    const TAILS: &[&str] = &["", "/", "?", "#", "?a=b&c", "#a/b", "?q=%20+", "/?x#y"];
    let parts = proptest::collection::vec(proptest::sample::select(PARTS), 0..6);
    let select = |list: &'static [&'static str]| proptest::sample::select(list);
    (select(SCHEMES), select(HOSTS), select(PORTS), parts, select(TAILS)).prop_map(
        |(scheme, host, port, parts, tail)| {
            let path: String = parts.iter().flat_map(|part| ["/", part]).collect();
            format!("{scheme}://{host}{port}{path}{tail}")
        },
    )
}
