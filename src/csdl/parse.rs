//! The document as a stream of elements; only what says something about types is kept.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::error::CsdlError;
use super::metadata::{Declared, Definition, Metadata, Structure, Writing};

/// Reads the text of a metadata document.
pub(super) fn parse(file: &str, text: &str) -> Result<Metadata, CsdlError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut lines = LineCounter { text: text.as_bytes(), at: 0, line: 1 };
    let mut parser = Parser { out: Metadata { file: file.to_owned(), ..Metadata::default() }, ..Parser::default() };
    let not_xml = |lines: &mut LineCounter<'_>, at: u64, reason: String| CsdlError::NotXml {
        file: file.to_owned(),
        line: lines.at(at),
        reason,
    };
    let (mut depth, mut has_root) = (0_u32, false);
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return Err(not_xml(&mut lines, reader.error_position(), error.to_string())),
        };
        match event {
            Event::Start(start) => {
                let line = lines.at(reader.buffer_position());
                let element = Element { start: &start, line };
                if !has_root && element.name() != "Edmx" {
                    let root = String::from_utf8_lossy(start.name().as_ref()).into_owned();
                    return Err(CsdlError::NotCsdl { file: file.to_owned(), line, root });
                }
                (has_root, depth) = (true, depth + 1);
                parser.open(&element);
            }
            Event::End(end) => {
                depth -= 1;
                parser.close(std::str::from_utf8(end.local_name().as_ref()).unwrap_or_default());
            }
            Event::Text(text) => parser.text(&String::from_utf8_lossy(&text)),
            Event::Eof if !has_root => {
                return Err(CsdlError::NotCsdl { file: file.to_owned(), line: 1, root: String::new() });
            }
            Event::Eof if depth > 0 => {
                let at = reader.buffer_position();
                return Err(not_xml(&mut lines, at, "the document ends inside of an element".to_owned()));
            }
            Event::Eof => return Ok(parser.finish()),
            _ => {}
        }
    }
}

/// Counts lines up to growing positions.
struct LineCounter<'t> {
    text: &'t [u8],
    at: usize,
    line: u32,
}

impl LineCounter<'_> {
    fn at(&mut self, position: u64) -> u32 {
        let position = usize::try_from(position).unwrap_or(usize::MAX).min(self.text.len());
        let passed = self.text.get(self.at..position).unwrap_or_default();
        self.line = passed.iter().fold(self.line, |line, octet| line.saturating_add(u32::from(*octet == b'\n')));
        self.at = self.at.max(position);
        self.line
    }
}

/// A start tag.
struct Element<'e> {
    start: &'e BytesStart<'e>,
    line: u32,
}

impl Element<'_> {
    fn name(&self) -> &str {
        let name = self.start.name().into_inner();
        let local = name.iter().position(|octet| *octet == b':').map_or(name, |colon| &name[colon + 1..]);
        std::str::from_utf8(local).unwrap_or_default()
    }

    /// Value of an attribute; `None` when it is not there or cannot be read.
    fn attribute(&self, name: &str) -> Option<String> {
        let attribute = self.start.try_get_attribute(name).ok().flatten()?;
        attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
    }

    fn attribute_or_empty(&self, name: &str) -> String {
        self.attribute(name).unwrap_or_default()
    }
}

/// What stands open above the current element.
#[derive(Default)]
struct Parser {
    out: Metadata,
    namespace: String,
    /// The type that is being read, with its qualified name.
    current: Option<(String, Definition)>,
    in_property: bool,
    /// What an `Annotations` element is about.
    target: Option<String>,
    /// Nested annotations say something about annotations.
    annotations: u32,
    note: Option<Note>,
    /// Annotations away from their property: path of the property, and what they say.
    apart: Vec<(String, Writing)>,
}

/// A term of the vocabulary `Core` that is being read.
struct Note {
    term: String,
    value: String,
}

impl Parser {
    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "Annotation" => self.open_annotation(element),
            _ if self.annotations > 0 => {}
            "Include" | "Schema" => self.open_namespace(element),
            "EntityType" => self.current = Some((self.own(element), Definition::Entity(structure(element)))),
            "ComplexType" => self.current = Some((self.own(element), Definition::Complex(structure(element)))),
            "EnumType" => {
                let flags = element.attribute("IsFlags").is_some_and(|text| text == "true");
                let definition = Definition::Enum { members: Vec::new(), values: Vec::new(), flags };
                self.current = Some((self.own(element), definition));
            }
            "TypeDefinition" => {
                let underlying = element.attribute_or_empty("UnderlyingType");
                self.current = Some((self.own(element), Definition::Named { underlying }));
            }
            "Annotations" => self.target = element.attribute("Target"),
            name => self.open_part(name, element),
        }
    }

    fn open_namespace(&mut self, element: &Element<'_>) {
        let namespace = element.attribute_or_empty("Namespace");
        if let Some(alias) = element.attribute("Alias") {
            self.out.names.alias(alias, namespace.clone());
        }
        if element.name() == "Schema" {
            self.namespace = namespace;
        }
    }

    fn open_annotation(&mut self, element: &Element<'_>) {
        self.annotations += 1;
        let term = element.attribute_or_empty("Term");
        if let (1, Some(term)) = (self.annotations, self.out.names.core_term(&term)) {
            let value = element.attribute("Bool").or_else(|| element.attribute("EnumMember"));
            self.note = Some(Note { term: term.to_owned(), value: value.unwrap_or_default() });
        }
    }

    /// A part of the type that is being read.
    fn open_part(&mut self, name: &str, element: &Element<'_>) {
        match (&mut self.current, name) {
            (
                Some((_, Definition::Entity(structure) | Definition::Complex(structure))),
                "Property" | "NavigationProperty",
            ) => {
                self.in_property = true;
                structure.properties.push(declared(element, name == "NavigationProperty"));
            }
            (Some((_, Definition::Entity(structure))), "PropertyRef") => {
                structure.key.push(element.attribute_or_empty("Name"));
            }
            (Some((_, Definition::Enum { members, values, .. })), "Member") => {
                members.push(element.attribute_or_empty("Name"));
                // Where no number is said, they count from zero (CSDL XML 4.01 §10.3).
                let counted = i64::try_from(values.len()).unwrap_or_default();
                values.push(element.attribute("Value").and_then(|text| text.parse().ok()).unwrap_or(counted));
            }
            _ => {}
        }
    }

    /// The qualified name of the type that the element declares.
    fn own(&self, element: &Element<'_>) -> String {
        format!("{}.{}", self.namespace, element.attribute_or_empty("Name"))
    }

    fn text(&mut self, text: &str) {
        if let Some(note) = &mut self.note {
            note.value.push_str(text.trim());
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "Annotation" => self.close_annotation(),
            _ if self.annotations > 0 => {}
            "Property" | "NavigationProperty" => self.in_property = false,
            "Annotations" => self.target = None,
            "EntityType" | "ComplexType" | "EnumType" | "TypeDefinition" => self.out.types.extend(self.current.take()),
            _ => {}
        }
    }

    fn close_annotation(&mut self) {
        self.annotations = self.annotations.saturating_sub(1);
        if self.annotations > 0 {
            return;
        }
        let Some(note) = self.note.take() else { return };
        match (&self.target, &mut self.current) {
            (Some(target), _) => {
                let mut writing = Writing::default();
                note.apply(&mut writing);
                self.apart.push((target.clone(), writing));
            }
            (None, Some((_, Definition::Entity(structure) | Definition::Complex(structure)))) if self.in_property => {
                if let Some(property) = structure.properties.last_mut() {
                    note.apply(&mut property.writing);
                }
            }
            _ => {}
        }
    }

    /// The index, with aliases in full and annotations at their properties.
    fn finish(mut self) -> Metadata {
        let names = &self.out.names;
        for definition in self.out.types.values_mut() {
            if let Definition::Entity(structure) | Definition::Complex(structure) = definition {
                structure.base = structure.base.as_deref().map(|base| names.qualified(base));
            }
        }
        for (target, writing) in &self.apart {
            let Some((name, property)) = target.split_once('/') else { continue };
            let definition = self.out.types.get_mut(&self.out.names.qualified(name));
            let Some(Definition::Entity(structure)) = definition else { continue };
            for declared in structure.properties.iter_mut().filter(|declared| declared.name == property) {
                declared.writing.add(*writing);
            }
        }
        self.out
    }
}

fn structure(element: &Element<'_>) -> Structure {
    Structure {
        base: element.attribute("BaseType"),
        is_abstract: element.attribute("Abstract").as_deref() == Some("true"),
        line: element.line,
        ..Structure::default()
    }
}

fn declared(element: &Element<'_>, is_navigation: bool) -> Declared {
    Declared {
        name: element.attribute_or_empty("Name"),
        type_name: element.attribute_or_empty("Type"),
        nullable: element.attribute("Nullable").as_deref() != Some("false"),
        is_navigation,
        writing: Writing::default(),
    }
}

impl Note {
    fn apply(&self, writing: &mut Writing) {
        match self.term.as_str() {
            "Computed" => writing.computed = self.value != "false",
            "Immutable" => writing.immutable = self.value != "false",
            "Permissions" => {
                let mut permissions = self.value.split_whitespace().peekable();
                writing.read_only = permissions.peek().is_some() && permissions.all(|one| one.ends_with("/Read"));
            }
            _ => {}
        }
    }
}

impl Writing {
    fn add(&mut self, other: Self) {
        self.computed |= other.computed;
        self.immutable |= other.immutable;
        self.read_only |= other.read_only;
    }
}

#[cfg(test)]
mod tests {
    use super::super::metadata::{Definition, Metadata, Structure, Writing};
    use super::parse;

    fn document(schema: &str) -> String {
        format!(
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"e\"><edmx:Reference Uri=\"u\">\
             <edmx:Include Namespace=\"Org.OData.Core.V1\" Alias=\"Core\"/></edmx:Reference><edmx:DataServices>\n\
             <Schema Namespace=\"docproof.test\" Alias=\"self\" xmlns=\"x\">{schema}</Schema>\
             </edmx:DataServices></edmx:Edmx>"
        )
    }

    fn thing(metadata: &Metadata) -> &Structure {
        let Some(Definition::Entity(thing)) = metadata.types.get("docproof.test.thing") else { panic!("no thing") };
        thing
    }

    #[test]
    fn properties_have_type_nullability_and_line() {
        let text = document(
            "\n<EntityType Name=\"thing\" BaseType=\"self.base\"><Key><PropertyRef Name=\"id\"/></Key>\
             <Property Name=\"a\" Type=\"Edm.String\"/><Property Name=\"b\" Type=\"Edm.Int32\" Nullable=\"false\"></Property>\
             <NavigationProperty Name=\"c\" Type=\"Collection(self.thing)\"/></EntityType>",
        );
        let metadata = parse("m.csdl", &text).unwrap();
        let thing = thing(&metadata);
        assert_eq!((thing.base.as_deref(), thing.line), (Some("docproof.test.base"), 3));
        assert_eq!(thing.key, ["id"]);
        let seen: Vec<_> = thing.properties.iter().map(|p| (p.name.as_str(), p.nullable, p.is_navigation)).collect();
        assert_eq!(seen, [("a", true, false), ("b", false, false), ("c", true, true)]);
    }

    #[test]
    fn annotations_say_who_may_write_inline_and_apart() {
        let text = document(
            "<EntityType Name=\"thing\"><Property Name=\"a\" Type=\"Edm.String\"><Annotation Term=\"Core.Computed\"/></Property>\
             <Property Name=\"b\" Type=\"Edm.String\"><Annotation Term=\"Core.Immutable\" Bool=\"false\"/></Property>\
             <Property Name=\"c\" Type=\"Edm.String\"/><Property Name=\"d\" Type=\"Edm.String\"/></EntityType>\
             <Annotations Target=\"self.thing/c\"><Annotation Term=\"Org.OData.Core.V1.Permissions\">\
             <EnumMember>Org.OData.Core.V1.Permission/Read</EnumMember></Annotation></Annotations>\
             <Annotations Target=\"self.thing/d\"><Annotation Term=\"Core.Permissions\" \
             EnumMember=\"Core.Permission/Read Core.Permission/Write\"/><Annotation Term=\"Other.V1.Computed\"/></Annotations>",
        );
        let metadata = parse("m.csdl", &text).unwrap();
        let writing: Vec<Writing> = thing(&metadata).properties.iter().map(|property| property.writing).collect();
        let free = Writing::default();
        assert_eq!(writing, [Writing { computed: true, ..free }, free, Writing { read_only: true, ..free }, free,]);
    }

    #[test]
    fn what_is_no_metadata_is_refused_with_its_place() {
        for (text, message) in [
            ("", "m.csdl:1: the root element is ``, not `edmx:Edmx`; save what GET $metadata answers"),
            ("<!DOCTYPE html>\n<html></html>", "m.csdl:2: the root element is `html`"),
            ("<edmx:Edmx>\n<Schema>\n", "m.csdl:3: the metadata is no well-formed XML: the document ends inside"),
            ("<edmx:Edmx>\n<a></b></edmx:Edmx>", "m.csdl:2: the metadata is no well-formed XML"),
        ] {
            let told = parse("m.csdl", text).unwrap_err().to_string();
            assert!(told.starts_with(message), "{told}");
        }
        assert!(Metadata::read("m.csdl", &[b'<', 0xff]).unwrap_err().to_string().contains("behind byte 1"));
    }
}
