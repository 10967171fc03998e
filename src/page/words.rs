//! The few words of natural languages that carry a fact which nothing else on the page carries.

use crate::model::ValueType;

/// Words that call a header required.
const REQUIRED: [&str; 14] = [
    "required",
    "必需",
    "必须",
    "必填",
    "必須",
    "erforderlich",
    "обязательн",
    "obligatoire",
    "requis",
    "obligatorio",
    "necesario",
    "requerido",
    "obrigatóri",
    "necessário",
];

/// Words that deny it.
const NOT_REQUIRED: [&str; 6] = ["not required", "非必需", "不是必需", "不需要", "可选", "optional"];

/// Words that call a property read-only.
const READ_ONLY: [&str; 10] = [
    "read-only",
    "read only",
    "readonly",
    "只读",
    "唯讀",
    "schreibgeschützt",
    "読み取り専用",
    "только для чтения",
    "solo lectura",
    "somente leitura",
];

/// Words that introduce the values of an enumeration.
const VALUES_ARE: [&str; 36] = [
    "可取值为",
    "可取值",
    "可能的值",
    "可能值",
    "可能为",
    "可能是",
    "可取的值",
    "允许的值",
    "允许值",
    "有效值",
    "有效的值",
    "支持的值",
    "值为",
    "值包括",
    "以下值",
    "下列值",
    "值是",
    "possible value",
    "possible values",
    "allowed value",
    "valid value",
    "supported value",
    "following value",
    "values are",
    "value is one of",
    "mögliche werte",
    "zulässige werte",
    "gültige werte",
    "使用可能な値",
    "可能な値",
    "возможные значения",
    "допустимые значения",
    "valeurs possibles",
    "valores posibles",
    "los valores",
    "valores possíveis",
];

/// Words that introduce a range of numbers.
const RANGE_IS: [&str; 14] = [
    "有效值",
    "有效的值",
    "有效范围",
    "取值范围",
    "值范围",
    "范围为",
    "范围",
    "valid value",
    "valid range",
    "gültige werte",
    "有効な値",
    "допустимые значения",
    "valeurs valides",
    "valores válidos",
];

/// Words and signs that may stand between two values of a list.
const LIST_WORDS: [&str; 15] =
    ["和", "或", "与", "及", "以及", "and", "or", "und", "oder", "または", "および", "или", "et", "ou", "o"];

/// Words between the two ends of a range.
const RANGE_WORDS: [&str; 12] = ["到", "至", "-", "–", "—", "~", "～", "to", "through", "bis", "and", "和"];

/// Type words, lower case, as pages and their translations write them.
const TYPES: [(&str, ValueType); 43] = [
    ("string", ValueType::String),
    ("字符串", ValueType::String),
    ("唯一字符串", ValueType::String),
    ("zeichenfolge", ValueType::String),
    ("文字列", ValueType::String),
    ("строка", ValueType::String),
    ("chaîne", ValueType::String),
    ("cadena", ValueType::String),
    ("cadeia de caracteres", ValueType::String),
    ("boolean", ValueType::Boolean),
    ("bool", ValueType::Boolean),
    ("布尔", ValueType::Boolean),
    ("布尔值", ValueType::Boolean),
    ("boolesch", ValueType::Boolean),
    ("ブール値", ValueType::Boolean),
    ("ブール型", ValueType::Boolean),
    ("логический", ValueType::Boolean),
    ("booléen", ValueType::Boolean),
    ("booleano", ValueType::Boolean),
    ("int16", ValueType::Int16),
    ("int32", ValueType::Int32),
    ("int", ValueType::Int32),
    ("integer", ValueType::Int32),
    ("整数", ValueType::Int32),
    ("int64", ValueType::Int64),
    ("double", ValueType::Double),
    ("single", ValueType::Double),
    ("双精度", ValueType::Double),
    ("decimal", ValueType::Decimal),
    ("datetimeoffset", ValueType::DateTimeOffset),
    ("date", ValueType::Date),
    ("日期", ValueType::Date),
    ("timeofday", ValueType::TimeOfDay),
    ("duration", ValueType::Duration),
    ("期限", ValueType::Duration),
    ("持续时间", ValueType::Duration),
    ("dauer", ValueType::Duration),
    ("guid", ValueType::Guid),
    ("binary", ValueType::Binary),
    ("二进制", ValueType::Binary),
    ("バイナリ", ValueType::Binary),
    ("stream", ValueType::Stream),
    ("流", ValueType::Stream),
];

/// Words that make a collection of the type before them.
const COLLECTION_AFTER: [&str; 7] =
    ["集合", "コレクション", "collection", "-sammlung", "sammlung", "-auflistung", "auflistung"];

/// Words that make a collection of the type behind them.
const COLLECTION_BEFORE: [&str; 6] =
    ["collection of ", "collection de ", "коллекция ", "colección de ", "coleção de ", "集合 "];

fn contains_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether a header's description calls it required.
#[must_use]
pub fn says_required(text: &str) -> bool {
    let lower = text.to_lowercase();
    contains_any(&lower, &REQUIRED) && !contains_any(&lower, &NOT_REQUIRED)
}

/// Whether a description calls the property read-only.
#[must_use]
pub fn says_read_only(text: &str) -> bool {
    contains_any(&text.to_lowercase(), &READ_ONLY)
}

/// Whether a text introduces a list of values.
#[must_use]
pub fn introduces_values(text: &str) -> bool {
    contains_any(&text.to_lowercase(), &VALUES_ARE)
}

/// Whether a text is only what stands between two values of a list: punctuation, connecting words, and remarks in
/// brackets.
#[must_use]
pub fn separates_values(text: &str) -> bool {
    let mut outside = String::new();
    let mut depth = 0_u32;
    for c in text.chars() {
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    let lower = outside.to_lowercase();
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .all(|word| LIST_WORDS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit()))
}

/// The range that a description states for a number: the two integers behind a phrase such as "valid values".
#[must_use]
pub fn stated_range(text: &str) -> Option<(i64, i64)> {
    let lower = text.to_lowercase();
    RANGE_IS
        .iter()
        .flat_map(|phrase| lower.match_indices(phrase).map(|(at, p)| &lower[at + p.len()..]))
        .find_map(range_at)
}

/// Two integers with a range word between them, close behind the phrase.
fn range_at(text: &str) -> Option<(i64, i64)> {
    const NEAR: usize = 16;
    let (at, _) = text.char_indices().take(NEAR).find(|(_, c)| c.is_ascii_digit())?;
    let lead = &text[..at];
    if lead.contains(['。', ';', '`', '|']) {
        return None;
    }
    let minus =
        lead.ends_with(['-', '−']) && !lead.trim_end_matches(['-', '−']).ends_with(|c: char| c.is_ascii_digit());
    let (low, rest) = integer(&text[at..])?;
    let after = rest.trim_start();
    let word = RANGE_WORDS.iter().find(|word| after.starts_with(**word))?;
    let rest = after[word.len()..].trim_start();
    let (rest, minus_high) = rest.strip_prefix(['-', '−']).map_or((rest, false), |r| (r, true));
    let (high, _) = integer(rest)?;
    let (low, high) = (if minus { -low } else { low }, if minus_high { -high } else { high });
    (low < high).then_some((low, high))
}

fn integer(text: &str) -> Option<(i64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let fraction = text[end..].strip_prefix('.').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    if fraction { None } else { text[..end].parse().ok().map(|n| (n, &text[end..])) }
}

/// The primitive type that a word names.
#[must_use]
pub fn primitive(word: &str) -> Option<ValueType> {
    let lower = word.trim().to_lowercase();
    let bare = lower.strip_prefix("edm.").unwrap_or(&lower);
    TYPES.iter().find(|(name, _)| *name == bare).map(|(_, value_type)| value_type.clone())
}

/// The type inside a collection: `X collection`, `X 集合`, `Collection(X)`. A type name that ends in
/// `Collection` without a blank is none.
#[must_use]
pub fn collection_of(text: &str) -> Option<&str> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    if let Some(inner) = lower.strip_prefix("collection(").and_then(|r| r.strip_suffix(')')) {
        let start = "collection(".len();
        return text.get(start..start + inner.len());
    }
    if let Some(inner) = text.strip_prefix("集合").map(str::trim).and_then(|r| r.strip_prefix('(')?.strip_suffix(')'))
    {
        return Some(inner);
    }
    if let Some(inner) = text.strip_suffix("[]") {
        return Some(inner);
    }
    if let Some(word) = COLLECTION_BEFORE.iter().find(|word| lower.starts_with(**word)) {
        return text.get(word.len()..);
    }
    let word = COLLECTION_AFTER.iter().find(|word| lower.ends_with(**word))?;
    let inner = text.get(..text.len() - word.len())?;
    (!word.is_ascii() || word.starts_with('-') || inner.ends_with(char::is_whitespace)).then(|| inner.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{collection_of, introduces_values, says_read_only, says_required, separates_values, stated_range};

    #[test]
    fn ranges_are_read_in_many_wordings() {
        for (text, range) in [
            ("Number of days. Valid values 0 to 100", Some((0, 100))),
            ("天数。有效值 1 到 99", Some((1, 99))),
            ("有效值为 4 - 16。", Some((4, 16))),
            ("Valid values -100 to 100", Some((-100, 100))),
            ("有效值：`a`、1 到 2", None),
            ("valid values 1.5 to 2", None),
            ("after 3 to 5 days", None),
        ] {
            assert_eq!(stated_range(text), range, "{text}");
        }
    }

    #[test]
    fn collections_need_a_word_of_their_own() {
        for (text, inner) in [
            ("String collection", Some("String")),
            ("String 集合", Some("String")),
            ("字符串集合", Some("字符串")),
            ("Collection(Edm.String)", Some("Edm.String")),
            ("集合 (字符串)", Some("字符串")),
            ("protectionResourceCollection", None),
        ] {
            assert_eq!(collection_of(text), inner, "{text}");
        }
    }

    #[test]
    fn lists_are_told_from_sentences() {
        for separator in ["、", " ：、、、。 ", ", ", " 和 ", " or ", "（默认）、", " - 0, "] {
            assert!(separates_values(separator), "{separator}");
        }
        assert!(!separates_values("。请使用 "));
        assert!(introduces_values("Status. Possible values are: "));
    }

    #[test]
    fn marks_are_read_in_more_than_one_language() {
        assert!(
            says_required("Bearer {token}. Required.") && says_required("必需。") && !says_required("Not required.")
        );
        assert!(says_read_only("Read-only.") && says_read_only("此属性为只读。") && !says_read_only("read"));
    }
}
