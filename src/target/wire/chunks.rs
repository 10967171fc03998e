//! The chunked transfer coding (RFC 9112 §7.1).

use std::ops::Range;

use super::head::Lines;

/// What a chunked message holds so far.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Chunked {
    /// Where the content stands.
    pub content: Vec<Range<usize>>,
    /// Where the message ends; `None` when octets are missing or the chunks cannot be told apart.
    pub end: Option<usize>,
    /// Octets that are missing for certain.
    pub missing: u64,
    /// Names of deviations from the grammar.
    pub irregularities: Vec<&'static str>,
}

/// Reads chunks from `start` on.
pub fn read(octets: &[u8], start: usize) -> Chunked {
    let mut chunked = Chunked::default();
    let mut lines = Lines { octets, at: start, irregularities: Vec::new() };
    chunked.missing = 1;
    while let Some(line) = lines.next_line() {
        let Some(size) = size(line) else {
            chunked.irregularities.push("chunk-size");
            chunked.missing = 0;
            break;
        };
        if size == 0 {
            if lines.fields().is_some() {
                (chunked.end, chunked.missing) = (Some(lines.at), 0);
            }
            break;
        }
        let held = size.min(octets.len() - lines.at);
        chunked.content.push(lines.at..lines.at + held);
        lines.at += held;
        if held < size {
            chunked.missing = (size - held) as u64;
            break;
        }
        match octets.get(lines.at..lines.at + 2) {
            Some(b"\r\n") => lines.at += 2,
            Some(_) => {
                chunked.irregularities.push("chunk-end");
                chunked.missing = 0;
                break;
            }
            None => break,
        }
    }
    chunked.irregularities.append(&mut lines.irregularities);
    chunked
}

/// The size that a line states before its extensions.
fn size(line: &[u8]) -> Option<usize> {
    let digits = line.split(|octet| *octet == b';').next()?.trim_ascii_end();
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    usize::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::read;

    fn content(octets: &[u8]) -> (Vec<u8>, Option<usize>, u64, Vec<&'static str>) {
        let chunked = read(octets, 0);
        let content = chunked.content.iter().flat_map(|range| octets[range.clone()].to_vec()).collect();
        (content, chunked.end, chunked.missing, chunked.irregularities)
    }

    proptest! {
        #[test]
        fn what_was_put_in_chunks_comes_out(pieces in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 1..40), 0..5), cut in 0_usize..9) {
            let mut octets = Vec::new();
            for piece in &pieces {
                octets.extend(format!("{:X};x=y\r\n", piece.len()).into_bytes());
                octets.extend_from_slice(piece);
                octets.extend_from_slice(b"\r\n");
            }
            octets.extend_from_slice(b"0\r\nT: 1\r\n\r\n");
            prop_assert_eq!(content(&octets), (pieces.concat(), Some(octets.len()), 0, vec![]));
            let (_, end, missing, irregularities) = content(&octets[..octets.len() - 1 - cut]);
            prop_assert_eq!((end, missing, irregularities), (None, 1, vec![]));
        }

        #[test]
        fn any_octets_are_read_without_panic(octets in any::<Vec<u8>>(), text in "[0-9a-fA-F;\r\n]{0,60}") {
            let _ = (read(&octets, 0), read(text.as_bytes(), 0));
        }
    }

    #[test]
    fn what_is_no_chunk_has_a_name() {
        for (octets, names) in [
            ("zz\r\nab\r\n0\r\n\r\n", &["chunk-size"][..]),
            ("ffffffffffffffffff\r\nab", &["chunk-size"]),
            ("+1\r\na\r\n0\r\n\r\n", &["chunk-size"]),
            ("2\r\nabc\r\n0\r\n\r\n", &["chunk-end"]),
            ("2\nab\r\n0\r\n\r\n", &["bare-line-feed"]),
            ("5\r\nab", &[]),
        ] {
            assert_eq!(read(octets.as_bytes(), 0).irregularities, names, "{octets:?}");
        }
        assert_eq!(read(b"5\r\nab", 0).missing, 3);
    }
}
