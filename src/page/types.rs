//! Type cells → value types.

use crate::model::{ComplexType, ValueType};

use super::inline::Inline;
use super::words;

/// A type as the cell alone tells it.
#[derive(Debug, PartialEq)]
pub struct CellType {
    /// The type; a linked or unknown type is complex until the description shows enum members.
    pub value_type: ValueType,
    /// Whether the name was replaced by a translation and comes from the link's target.
    pub from_link: bool,
}

/// Reads a type cell. On bilingual pages the English half is read first: where both differ it is right.
#[must_use]
pub fn read(cell: &Inline) -> Option<CellType> {
    let english = cell.english();
    let local = cell.local();
    let candidates = [english.as_deref(), Some(local.as_str())];
    let is_collection = candidates.into_iter().flatten().any(|text| words::collection_of(clean(text)).is_some());
    let named = candidates.into_iter().flatten().find_map(named);
    let item = match named {
        Some(value_type) => CellType { value_type, from_link: false },
        None => CellType { value_type: ValueType::Complex(ComplexType::named(linked(cell)?)), from_link: true },
    };
    Some(if is_collection { CellType { value_type: collection(item.value_type), ..item } } else { item })
}

/// The primitive type whose word stands among others that are not understood, as in `文字列型 (String)`.
#[must_use]
pub fn word_left_alone(cell: &Inline) -> Option<ValueType> {
    let text = cell.local();
    let mut known = text.split(|c: char| !c.is_ascii_alphanumeric()).filter_map(words::primitive);
    known.next().filter(|_| known.next().is_none())
}

/// A collection of items.
#[must_use]
pub fn collection(of: ValueType) -> ValueType {
    ValueType::Collection { of: Box::new(of) }
}

fn named(text: &str) -> Option<ValueType> {
    let text = clean(text);
    let item = clean(words::collection_of(text).unwrap_or(text));
    words::primitive(item).or_else(|| {
        let name = words::without_enumeration(item);
        let name = name.rsplit('.').next().unwrap_or(name);
        is_type_name(name).then(|| ValueType::Complex(ComplexType::named(name)))
    })
}

fn clean(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '。' | '.' | ':' | '*'))
}

/// The type that a link leads to: its fragment without `-values`, or the last part of the file stem.
fn linked(cell: &Inline) -> Option<String> {
    let (target, _) = cell.links.first()?;
    let (file, fragment) = target.split_once('#').map_or((target.as_str(), None), |(f, a)| (f, Some(a)));
    if let Some(name) = fragment.and_then(|f| f.strip_suffix("-values")) {
        return is_type_name(name).then(|| name.to_owned());
    }
    let stem = file.rsplit('/').next()?.strip_suffix(".md")?;
    let name = stem.rsplit(['-', '_']).next()?;
    is_type_name(name).then(|| name.to_owned())
}

fn is_type_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::{CellType, ComplexType, Inline, ValueType, collection, read};

    fn cell(local: &str, english: Option<&str>, link: Option<&str>) -> Inline {
        let mut inline = Inline::default();
        inline.push(false, false, local, 0);
        if let Some(text) = english {
            inline.push(false, true, text, 0);
        }
        inline.links.extend(link.map(|target| (target.to_owned(), false)));
        inline
    }

    fn complex(name: &str) -> ValueType {
        ValueType::Complex(ComplexType::named(name))
    }

    #[test]
    fn type_cells_are_read_by_word_link_and_english_half() {
        let stem = Some("../resources/intune-shared-mimecontent.md");
        for (inline, value_type, from_link) in [
            (cell("String", None, None), ValueType::String, false),
            (cell("alertStatus enum", None, None), complex("alertStatus"), false),
            (cell("字符串集合", None, None), collection(ValueType::String), false),
            (cell("mimeContent", None, stem), complex("mimeContent"), false),
            (cell("内容", None, stem), complex("mimecontent"), true),
            (cell("收件人集合", Some("recipient collection"), None), collection(complex("recipient")), false),
            (cell("年龄", None, Some("../resources/user.md#agegroup-values")), complex("agegroup"), true),
            (cell("microsoft.graph.search.answerState", None, None), complex("answerState"), false),
        ] {
            assert_eq!(read(&inline), Some(CellType { value_type, from_link }), "{inline:?}");
        }
    }

    #[test]
    fn an_unreadable_type_is_none() {
        assert_eq!(read(&cell("单一", None, None)), None);
        assert_eq!(read(&cell("", None, None)), None);
    }
}
