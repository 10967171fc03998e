//! Text: lengths, scripts, and content that programs mistake for something else.

use proptest::prop_oneof;
use proptest::strategy::Strategy as _;
use serde_json::Value;

use super::Domain;
use super::text_composites::TEXTS;
use super::text_specimens::{LENGTHS, SPECIMENS};
use crate::generate::draw::AnyValue;
use crate::generate::recipe::Recipe;

/// Lengths that tell most.
const FIRST_LENGTHS: usize = 6;
/// Longest text made of several specimens, in code points: nobody may call it too long.
const MOST_OF_SEVERAL: usize = 250;
/// From this many code points on a service may call text too long.
const VERY_LONG: usize = 32_768;

/// Whether a property's name says that its text is a web address.
#[must_use]
pub fn is_url_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with("url") || name.ends_with("uri")
}

/// Whether text is at its limits (class D13): nothing visible, control characters, very long.
///
/// Services may refuse such text, so an input with it need not be accepted; when it is, it must be kept.
#[must_use]
pub fn is_extreme(text: &str) -> bool {
    text.trim().is_empty() || text.chars().any(char::is_control) || text.chars().nth(VERY_LONG - 1).is_some()
}

/// Specimens, lengths, changes of the example's text, and random text.
pub fn domain(base: Option<&Value>) -> Domain {
    let base = base.and_then(Value::as_str);
    let mut listed = interleaved(LENGTHS.len());
    listed.extend(variants_of(base));
    Domain { any: any(SPECIMENS, base, free().sboxed()), listed, extremes: extremes() }
}

/// The same for a property that is meant for something else than text: lengths and changes of the example come last.
pub fn domain_beside(base: Option<&Value>) -> Domain {
    let mut listed = interleaved(FIRST_LENGTHS);
    listed.extend(lengths().skip(FIRST_LENGTHS));
    listed.extend(variants_of(base.and_then(Value::as_str)));
    Domain { listed, ..domain(base) }
}

fn variants_of(base: Option<&str>) -> impl Iterator<Item = Recipe> {
    base.into_iter().flat_map(variants).map(|text| Recipe::Value(Value::String(text)))
}

fn lengths() -> impl Iterator<Item = Recipe> {
    LENGTHS.iter().map(|(unit, times)| Recipe::Repeat { unit, times: *times })
}

/// Numbered plain text.
pub fn simple(n: usize) -> Value {
    Value::String(format!("Changed value {}", n + 1))
}

/// Random text at its limits.
pub fn extreme() -> AnyValue {
    let control = proptest::sample::select(CONTROLS.to_vec());
    let blanks = proptest::sample::select(vec![' ', '\t', '\n', '\r', '\u{a0}', '\u{2003}', '\u{3000}']);
    prop_oneof![
        4 => (free(), control, free()).prop_map(|(left, control, right)| format!("{left}{control}{right}")),
        2 => proptest::collection::vec(blanks, 0..12).prop_map(String::from_iter),
    ]
    .prop_map(Value::String)
    .sboxed()
}

/// C0 and C1 controls that text formats single out.
const CONTROLS: &[char] = &[
    '\0', '\u{1}', '\u{2}', '\u{3}', '\u{4}', '\u{5}', '\u{6}', '\u{7}', '\u{8}', '\t', '\n', '\u{b}', '\u{c}', '\r',
    '\u{e}', '\u{f}', '\u{10}', '\u{11}', '\u{12}', '\u{13}', '\u{14}', '\u{15}', '\u{16}', '\u{17}', '\u{18}',
    '\u{19}', '\u{1a}', '\u{1b}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{1f}', '\u{7f}', '\u{85}', '\u{9b}',
];

fn extremes() -> Vec<Recipe> {
    let all: String = CONTROLS.iter().flat_map(|control| ['a', *control]).collect();
    let mut texts = vec![String::new(), " ".to_owned(), all, "line one\nline two".to_owned(), "a\tb".to_owned()];
    texts.extend(["\t", "\r\n", " \t ", "\u{a0}", "\u{3000}"].map(str::to_owned));
    texts.extend(["a\r\nSet-Cookie: b=c", "\u{1b}[31mred\u{1b}[0m"].map(str::to_owned));
    texts.extend(CONTROLS.iter().map(|control| format!("a{control}b")));
    let long = [("a", 65_535), ("a", 65_536), ("a", 65_537), ("\u{e9}", 65_536), ("\u{1d11e}", 65_536)];
    let long = long.into_iter().map(|(unit, times)| Recipe::Repeat { unit, times });
    texts.into_iter().map(|text| Recipe::Value(Value::String(text))).chain(long).collect()
}

/// Composites, then specimens and the first lengths in turn, so that the first dozen values hold all three.
fn interleaved(most_lengths: usize) -> Vec<Recipe> {
    let mut lengths = lengths().take(most_lengths);
    let mut all: Vec<Recipe> = TEXTS.iter().map(|text| Recipe::text(text)).collect();
    for text in SPECIMENS {
        all.extend(lengths.next());
        all.push(Recipe::text(text));
    }
    all.extend(lengths);
    all
}

/// The example's text, changed the way careless code changes it.
fn variants(base: &str) -> Vec<String> {
    let changed = [
        format!("{base} "),
        format!(" {base}"),
        format!("{base}{base}"),
        base.to_uppercase(),
        base.to_lowercase(),
        base.chars().rev().collect(),
        base.chars().skip(1).collect(),
        base.replace(' ', "  "),
        base.replace(' ', "+"),
        base.replace(' ', "%20"),
        base.replace(['a', 'e'], "e\u{301}"),
        format!("{base}\u{1f600}"),
        format!("\"{base}\""),
        format!("{base}\\"),
    ];
    changed.into_iter().filter(|text| text != base && !is_extreme(text)).collect()
}

/// Dictionary, several of its entries in one, the example with one put in, and `free` text; never extreme, mostly short.
pub fn any(
    specimens: &'static [&'static str],
    base: Option<&str>,
    free: proptest::strategy::SBoxedStrategy<String>,
) -> AnyValue {
    let base: Vec<char> = base.unwrap_or("Display Name value").chars().collect();
    let inserted = (0..=base.len(), proptest::sample::select(specimens)).prop_map(move |(at, specimen)| {
        let (left, right) = base.split_at(at);
        left.iter().copied().chain(specimen.chars()).chain(right.iter().copied()).collect::<String>()
    });
    let listed = proptest::sample::select(specimens).prop_map(str::to_owned);
    let several = (proptest::collection::vec(proptest::sample::select(specimens), 2..7), proptest::bool::ANY)
        .prop_map(|(pieces, apart)| pieces.join(if apart { " " } else { "" }).chars().take(MOST_OF_SEVERAL).collect());
    prop_oneof![2 => listed, 2 => inserted, 3 => several, 5 => free]
        .prop_map(|text| {
            Value::String(if is_extreme(&text) { format!("x{}", text.replace(char::is_control, "")) } else { text })
        })
        .sboxed()
}

/// Random text out of one script or out of all.
pub fn free() -> impl proptest::strategy::Strategy<Value = String> + Send + Sync + 'static {
    let length = prop_oneof![8 => 1_usize..24, 4 => 24_usize..120, 1 => 120_usize..300, 1 => 250_usize..260];
    (length, 0..ALPHABETS.len(), proptest::num::u64::ANY).prop_map(|(length, alphabet, state)| {
        let mut state = state;
        (0..length)
            .map(|_| ALPHABETS[alphabet][next_below(&mut state, ALPHABETS[alphabet].len())].pick(&mut state))
            .collect()
    })
}

/// A span of code points without surrogates and controls.
#[derive(Debug, Clone, Copy)]
struct Span(char, char);

impl Span {
    fn pick(self, state: &mut u64) -> char {
        let (low, high) = (self.0 as u32, self.1 as u32);
        let width = usize::try_from(high - low + 1).unwrap_or(1);
        let offset = u32::try_from(next_below(state, width)).unwrap_or(0);
        char::from_u32(low + offset).unwrap_or(self.0)
    }
}

/// Steps a small generator (splitmix64): one draw of the strategy spells the whole text.
fn next_below(state: &mut u64, end: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let end = u64::try_from(end.max(1)).unwrap_or(1);
    usize::try_from((mixed ^ (mixed >> 31)) % end).unwrap_or(0)
}

const LETTERS: Span = Span('a', 'z');
const ALPHABETS: &[&[Span]] = &[
    &[LETTERS, Span('A', 'Z'), Span('0', '9'), Span(' ', ' ')],
    &[Span(' ', '~')],
    &[Span('!', '/'), Span(':', '@'), Span('[', '`'), Span('{', '~')],
    &[Span('\u{a1}', '\u{24f}'), LETTERS],
    &[LETTERS, Span('\u{300}', '\u{36f}')],
    &[Span('\u{5d0}', '\u{5ea}'), Span('\u{627}', '\u{64a}'), Span('\u{202a}', '\u{202e}'), Span(' ', ' ')],
    &[Span('\u{4e00}', '\u{9fff}'), Span('\u{3041}', '\u{3096}'), Span('\u{ac00}', '\u{d7a3}')],
    &[Span('\u{1f300}', '\u{1f64f}'), Span('\u{200d}', '\u{200d}'), Span('\u{fe0f}', '\u{fe0f}'), LETTERS],
    &[Span('\u{10000}', '\u{103ff}'), Span('\u{1d400}', '\u{1d7ff}'), Span('\u{20000}', '\u{20fff}')],
    &[
        LETTERS,
        Span('\u{370}', '\u{5ff}'),
        Span('\u{900}', '\u{d7ff}'),
        Span('\u{e000}', '\u{ffff}'),
        Span('\u{10000}', '\u{10ffff}'),
    ],
];

#[cfg(test)]
mod tests {
    use super::{Recipe, domain, extreme, is_extreme};
    use crate::generate::draw::Draw;
    use crate::model::SeedToken;

    #[test]
    fn listed_and_random_text_is_never_at_its_limits_and_extremes_always_are() {
        let domain = domain(Some(&serde_json::json!("Display Name value")));
        for value in domain.listed.iter().map(Recipe::make) {
            assert!(!is_extreme(value.as_str().unwrap()), "{value}");
        }
        for value in domain.extremes.iter().map(Recipe::make) {
            assert!(is_extreme(value.as_str().unwrap()), "{value}");
        }
        let extreme = extreme();
        for n in 0..500 {
            let mut draw = Draw::new(&SeedToken::listed("test", n));
            assert!(!is_extreme(draw.value(&domain.any).unwrap().as_str().unwrap()));
            assert!(is_extreme(draw.value(&extreme).unwrap().as_str().unwrap()));
        }
    }
}
