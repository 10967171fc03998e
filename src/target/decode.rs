//! Content codings of an answer.

use std::io::Read as _;

use bytes::Bytes;
use flate2::read::MultiGzDecoder;

/// Removes the content coding of a body, reading at most `limit` octets.
///
/// An unknown coding leaves the octets as they are: the rules then see that they are no JSON.
///
/// # Errors
/// When the body is not in the coding that its header names.
pub(super) fn decode(coding: Option<&str>, body: Bytes, limit: u64) -> std::io::Result<Bytes> {
    match coding.map(str::trim) {
        Some(coding) if coding.eq_ignore_ascii_case("gzip") || coding.eq_ignore_ascii_case("x-gzip") => {
            let mut decoded = Vec::new();
            MultiGzDecoder::new(&body[..]).take(limit).read_to_end(&mut decoded)?;
            Ok(decoded.into())
        }
        _ => Ok(body),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::decode;

    #[test]
    fn gzip_is_unpacked_and_bounded() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(&[b'a'; 5000]).unwrap();
        let packed = bytes::Bytes::from(encoder.finish().unwrap());
        assert_eq!(decode(Some("GZIP"), packed.clone(), 10_000).unwrap().len(), 5000);
        assert_eq!(decode(Some("gzip"), packed, 100).unwrap().len(), 100);
    }

    #[test]
    fn what_is_not_gzip_is_said() {
        assert!(decode(Some("gzip"), bytes::Bytes::from_static(b"{}"), 10).is_err());
        assert_eq!(&decode(None, bytes::Bytes::from_static(b"{}"), 10).unwrap()[..], b"{}");
    }
}
