//! Property names that a translation damaged: recovered from the example, or given up. Never invented.

use serde_json::{Map, Value};

use crate::model::ValueType;

use super::decode::DAMAGED;
use super::inline::Inline;
use super::vocabulary::ENGLISH_NAMES;

/// The name cell of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameCell {
    /// The identifier that the cell shows, in its own language or in the English half.
    pub shown: Option<String>,
    /// The English half, when both halves are identifiers and differ.
    pub other: Option<String>,
}

/// How a row came to its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// As the cell shows it.
    Shown(String),
    /// The cell shows something else; the example, or the other language half, has this name in its place.
    Recovered(String),
    /// As the cell shows it, though a complete example does not have it.
    Unconfirmed(String),
    /// Nothing recovers it.
    Lost,
}

impl NameCell {
    /// Reads a name cell.
    #[must_use]
    pub fn read(cell: &Inline) -> Self {
        let local = identifier(&cell.local());
        let english = cell.english().and_then(|text| identifier(&text));
        match (local, english) {
            (Some(local), Some(english)) if local != english => Self { shown: Some(local), other: Some(english) },
            (local, english) => Self { shown: local.or(english), other: None },
        }
    }
}

/// The identifier in a cell, without decoration and without a remark in brackets.
fn identifier(text: &str) -> Option<String> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | ':' | '"' | '“' | '”'));
    let text = text.split_once(['(', '（']).map_or(text, |(before, _)| before.trim_end());
    let is_name = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    is_name.then(|| text.to_owned())
}

/// Gives each row its name. `examples` are the bodies of the page's example, the most complete one first.
///
/// With `words_look_like_names`, as on pages in Spanish or German, a plain word that no example confirms is as likely
/// a translation as a name, and is given up unless its place in an example tells the name, or it is English.
#[must_use]
pub fn resolve(
    cells: &[NameCell],
    types: &[ValueType],
    examples: &[&Map<String, Value>],
    words_look_like_names: bool,
) -> Vec<Name> {
    let mut names: Vec<Name> = cells.iter().map(|cell| first_guess(cell, examples)).collect();
    if words_look_like_names {
        let is_kept = |shown: &str| shown == "id" || !is_plain_word(shown) || ENGLISH_NAMES.contains(&shown);
        let doubtful = |name: &Name| matches!(name, Name::Unconfirmed(shown) if !is_kept(shown));
        names.iter_mut().filter(|name| doubtful(name)).for_each(|name| *name = Name::Lost);
    }
    for example in examples {
        Recovery::new(example, &names).run(&mut names, types);
    }
    let settled = names.iter().filter(|n| matches!(n, Name::Shown(_) | Name::Recovered(_))).count();
    let is_camel = |name: &Name| matches!(name, Name::Shown(n) if n.starts_with(|c: char| c.is_ascii_lowercase()));
    let camel = names.iter().filter(|n| is_camel(n)).count() * 2 > settled;
    for name in &mut names {
        if let Name::Unconfirmed(shown) = name
            && camel
            && shown.starts_with(|c: char| c.is_ascii_uppercase())
        {
            *name = Name::Lost;
        }
    }
    names
}

/// A word without an inner capital, as natural languages have them.
#[must_use]
pub fn is_plain_word(name: &str) -> bool {
    name.chars().skip(1).all(|c| c.is_ascii_lowercase())
}

fn first_guess(cell: &NameCell, examples: &[&Map<String, Value>]) -> Name {
    let is_shown = |name: &str| examples.iter().any(|example| example.contains_key(name));
    match (&cell.shown, &cell.other) {
        (Some(shown), _) if is_shown(shown) => Name::Shown(shown.clone()),
        (_, Some(other)) if is_shown(other) => Name::Recovered(other.clone()),
        (Some(shown), _) => Name::Unconfirmed(shown.clone()),
        (None, _) => Name::Lost,
    }
}

/// Recovery from one example body.
struct Recovery<'e> {
    /// Members that no row names yet, by position; `None` where a row names the member.
    free: Vec<Option<(&'e str, &'e Value)>>,
    /// For each row, the position of its member.
    places: Vec<Option<usize>>,
}

impl<'e> Recovery<'e> {
    fn new(example: &'e Map<String, Value>, names: &[Name]) -> Self {
        let mut free: Vec<_> = example.iter().map(|(name, value)| Some((name.as_str(), value))).collect();
        let place = |name: &Name| match name {
            Name::Shown(n) | Name::Recovered(n) => example.keys().position(|key| key == n),
            _ => None,
        };
        let places: Vec<_> = names.iter().map(place).collect();
        for at in places.iter().flatten() {
            free[*at] = None;
        }
        for slot in &mut free {
            if slot.is_some_and(|(name, _)| name.contains(['@', DAMAGED])) {
                *slot = None;
            }
        }
        Self { free, places }
    }

    fn run(mut self, names: &mut [Name], types: &[ValueType]) {
        self.respell(names);
        self.last_one(names, types);
        let known = self.places.iter().flatten();
        if !known.clone().is_sorted() || known.count() * 2 < names.len() {
            return; // an order of its own, or too little of the entity: positions tell nothing
        }
        let mut from = 0;
        let mut low = 0;
        for row in 0..=names.len() {
            let place = if row == names.len() { Some(self.free.len()) } else { self.places[row] };
            let Some(high) = place else { continue };
            if low <= high {
                self.fill(names, types, from..row, low..high);
            }
            from = row + 1;
            low = high + 1;
        }
    }

    /// `ID` for `id`: only the case was damaged.
    fn respell(&mut self, names: &mut [Name]) {
        for (row, name) in names.iter_mut().enumerate() {
            let Name::Unconfirmed(shown) = name else { continue };
            let same = |slot: &Option<(&str, &Value)>| slot.is_some_and(|(n, _)| n.eq_ignore_ascii_case(shown));
            if let Some(at) = self.free.iter().position(same)
                && let Some((member, _)) = self.free[at].take()
            {
                self.places[row] = Some(at);
                *name = Name::Recovered(member.to_owned());
            }
        }
    }

    /// One row without a name and one member without a row belong together, wherever they stand: when the member is a
    /// plain word, because translations take those and leave names with inner capitals alone.
    fn last_one(&mut self, names: &mut [Name], types: &[ValueType]) {
        let mut lost = names.iter().enumerate().filter(|(_, name)| **name == Name::Lost).map(|(row, _)| row);
        let mut left = (0..self.free.len()).filter(|&at| self.free[at].is_some_and(|(member, _)| member != "id"));
        let (Some(row), None, Some(at), None) = (lost.next(), lost.next(), left.next(), left.next()) else { return };
        if let Some((member, _)) =
            self.free[at].take_if(|(member, value)| is_plain_word(member) && type_fits(&types[row], value))
        {
            self.places[row] = Some(at);
            names[row] = Name::Recovered(member.to_owned());
        }
    }

    /// Between two rows whose members are known, the unnamed rows take the unnamed members when the numbers and
    /// the types fit.
    fn fill(
        &mut self,
        names: &mut [Name],
        types: &[ValueType],
        rows: std::ops::Range<usize>,
        slots: std::ops::Range<usize>,
    ) {
        let members: Vec<_> = self.free[slots].iter().flatten().copied().collect();
        if members.is_empty() {
            return;
        }
        let open: Vec<usize> = rows.filter(|&row| names[row] == Name::Lost || may_be_damaged(&names[row])).collect();
        let fits = |(&row, (member, value)): (&usize, &(&str, &Value))| {
            *member != "id" && type_fits(&types[row], value) && may_mean(&names[row], member)
        };
        if open.len() == members.len() && open.iter().zip(&members).all(fits) {
            for (row, (member, _)) in open.into_iter().zip(members) {
                names[row] = Name::Recovered(member.to_owned());
            }
        }
    }
}

/// Services set these two; examples often leave them out.
fn may_be_damaged(name: &Name) -> bool {
    matches!(name, Name::Unconfirmed(shown) if !matches!(shown.as_str(), "id" | "createdDateTime" | "lastModifiedDateTime"))
}

/// A name that is an identifier is only replaced by one that it resembles.
fn may_mean(name: &Name, member: &str) -> bool {
    match name {
        Name::Unconfirmed(shown) => resembles(shown, member),
        _ => true,
    }
}

/// Whether a damaged identifier resembles a name.
#[must_use]
pub fn resembles(shown: &str, name: &str) -> bool {
    const ALIKE: f64 = 0.6;
    strsim::normalized_levenshtein(&shown.to_ascii_lowercase(), &name.to_ascii_lowercase()) > ALIKE
}

/// Whether an example value can be of a type.
#[must_use]
pub fn type_fits(value_type: &ValueType, value: &Value) -> bool {
    match (value_type, value) {
        (ValueType::Any | ValueType::Complex(_), _) | (_, Value::Null) => true,
        (ValueType::Collection { of }, Value::Array(items)) => items.iter().all(|item| type_fits(of, item)),
        (ValueType::Collection { .. }, _) | (_, Value::Array(_)) => false,
        (ValueType::Boolean, _) => value.is_boolean(),
        (ValueType::Int16 | ValueType::Int32 | ValueType::Int64, _) => value.is_i64() || value.is_u64(),
        (ValueType::Double | ValueType::Decimal, _) => value.is_number() || value.is_string(),
        _ => value.is_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value, json};

    use super::{Name, NameCell, ValueType, resolve};

    fn names(cells: &[&str], example: Value) -> Vec<String> {
        resolved(cells, example, false)
    }

    fn resolved(cells: &[&str], example: Value, words_look_like_names: bool) -> Vec<String> {
        let Value::Object(example) = example else { return Vec::new() };
        let cells: Vec<_> = cells.iter().map(|text| NameCell { shown: super::identifier(text), other: None }).collect();
        let types = vec![ValueType::String; cells.len()];
        let show = |name| match name {
            Name::Shown(n) => n,
            Name::Recovered(n) => format!("+{n}"),
            Name::Unconfirmed(n) => format!("?{n}"),
            Name::Lost => "-".to_owned(),
        };
        resolve(&cells, &types, &[&example], words_look_like_names).into_iter().map(show).collect()
    }

    #[test]
    fn a_translated_name_is_the_one_member_between_its_neighbours() {
        let example = json!({"@odata.type": "x", "id": "1", "title": "a", "notes": "b", "owner": "c"});
        assert_eq!(names(&["id", "标题", "notes", "所有者"], example), ["id", "+title", "notes", "+owner"]);
    }

    #[test]
    fn a_name_with_inner_capitals_is_not_taken_from_another_place() {
        let example = json!({"size": "1", "id": "1", "displayName": "a"});
        assert_eq!(names(&["id", "size", "名称"], example), ["id", "size", "-"]);
        assert_eq!(
            names(&["id", "size", "名称"], json!({"size": "1", "name": "a", "id": "1"})),
            ["id", "size", "+name"]
        );
    }

    #[test]
    fn two_members_for_one_row_recover_nothing() {
        assert_eq!(names(&["id", "标题", "z"], json!({"id": "1", "a": "x", "b": "y", "z": "q"})), ["id", "-", "z"]);
    }

    #[test]
    fn a_member_of_another_type_is_not_taken() {
        assert_eq!(names(&["id", "标题", "z"], json!({"id": "1", "a": 5, "z": "q"})), ["id", "-", "z"]);
    }

    #[test]
    fn damaged_identifiers_take_the_spelling_of_the_example() {
        let example = json!({"id": "1", "keepAwake": "x", "notes": "y"});
        assert_eq!(names(&["ID", "keepChwake", "Notes"], example), ["+id", "+keepAwake", "+notes"]);
    }

    #[test]
    fn a_clean_name_is_not_given_up_for_a_damaged_one() {
        assert_eq!(
            names(&["id", "keepAwake", "notes"], json!({"id": "1", "keepA\u{fffd}ake": "x", "notes": "y"})),
            ["id", "?keepAwake", "notes"]
        );
    }

    #[test]
    fn an_identifier_that_resembles_nothing_stays() {
        let example = json!({"id": "1", "wholly": "x", "notes": "y"});
        assert_eq!(names(&["id", "createdBy", "notes"], example), ["id", "?createdBy", "notes"]);
    }

    #[test]
    fn a_capital_among_camel_case_names_is_damage() {
        assert_eq!(names(&["id", "notes", "Creator"], json!({"id": "1", "notes": "y"})), ["id", "notes", "-"]);
    }

    #[test]
    fn a_plain_word_of_a_language_in_latin_script_is_no_name_unless_the_example_has_it() {
        let example = json!({"id": "1", "publisher": "x", "notes": "y", "size": "2"});
        assert_eq!(
            resolved(&["id", "publicador", "notes", "size", "estado", "keepAwake"], example, true),
            ["id", "+publisher", "notes", "size", "-", "?keepAwake"]
        );
        let example = json!({"id": "1", "size": "1", "target": "x"});
        assert_eq!(resolved(&["id", "size", "ajuste", "destino"], example, true), ["id", "size", "-", "-"]);
        let example = json!({"id": "1", "size": "1", "status": "x"});
        assert_eq!(
            resolved(&["id", "size", "fax", "city"], example, true),
            ["id", "size", "?fax", "?city"],
            "English words"
        );
    }

    #[test]
    fn without_an_example_nothing_is_recovered() {
        assert_eq!(
            resolve(&[NameCell { shown: None, other: None }], &[ValueType::Any], &[&Map::new()], false),
            [Name::Lost]
        );
    }
}
