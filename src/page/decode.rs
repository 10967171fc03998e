//! Bytes of a page → its text.

use std::borrow::Cow;

use super::error::PageError;

/// Stands for bytes that are no character.
pub const DAMAGED: char = '\u{fffd}';

/// The text of a page without the mark at its start. Bytes that are no UTF-8 are [`DAMAGED`] characters: one of them is no
/// reason to throw the page away, and nothing of which they are a part is sent.
///
/// # Errors
/// When the bytes are no text of this encoding at all.
pub fn decode<'b>(file: &str, bytes: &'b [u8]) -> Result<Cow<'b, str>, PageError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(PageError::Empty { file: file.to_owned() });
    }
    let text = String::from_utf8_lossy(bytes);
    let is_text = !bytes.contains(&0) && 100 * text.matches(DAMAGED).count() < text.len();
    if is_text { Ok(text) } else { Err(not_utf8(file, bytes)) }
}

/// That a page is no text in UTF-8, and where.
pub fn not_utf8(file: &str, bytes: &[u8]) -> PageError {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let offset = bytes[..valid].iter().position(|byte| *byte == 0).unwrap_or(valid);
    let line = bytes[..offset].split(|&b| b == b'\n').count();
    PageError::NotUtf8 { file: file.to_owned(), offset, line }
}
