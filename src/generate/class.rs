//! The catalogue of deviations: what each class does, and what must happen.

use crate::model::Strength;

/// Which part of a request a class changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// The body's octets: not JSON, or JSON at its limits.
    Json,
    /// A value of another JSON type.
    Types,
    /// A value of the right JSON type outside the property's domain, or a member the page does not know.
    Domain,
    /// Header fields.
    Headers,
    /// The `Authorization` header.
    Authentication,
    /// Method, path and query.
    Paths,
}

impl Family {
    /// Whether its classes change the request around the body, not the body.
    #[must_use]
    pub fn is_protocol(self) -> bool {
        matches!(self, Self::Headers | Self::Authentication | Self::Paths)
    }
}

/// One class of deviation.
#[derive(Debug, Clone, Copy)]
pub struct Class {
    /// Id in the catalogue, as in `D06`.
    pub id: &'static str,
    /// Stream of its inputs: the id, except for the pairs of D20.
    pub stream: &'static str,
    /// What it changes.
    pub family: Family,
    /// What must happen in general; single inputs may be judged more mildly or more strictly.
    pub strength: Strength,
    /// Statuses that show the right answer.
    pub expect: &'static [u16],
    /// What is done to the request.
    pub summary: &'static str,
    /// Where the strength comes from.
    pub why: &'static str,
}

/// Every class, in the order of the catalogue.
#[must_use]
pub fn classes() -> &'static [Class] {
    CLASSES
}

/// The class with this id.
#[must_use]
pub fn class(id: &str) -> Option<&'static Class> {
    CLASSES.iter().find(|class| class.id == id)
}

const REFUSED: &[u16] = &[400, 422];
const ACCEPTED: &[u16] = &[200, 204];
const ANY: &[u16] = &[200, 204, 400, 422];

const fn body(
    id: &'static str,
    family: Family,
    strength: Strength,
    expect: &'static [u16],
    summary: &'static str,
    why: &'static str,
) -> Class {
    Class { id, stream: id, family, strength, expect, summary, why }
}

use Family::{Authentication, Domain, Headers, Json, Paths, Types};
use Strength::{Either, MustAccept, MustReject, ShouldReject};

#[rustfmt::skip]
const CLASSES: &[Class] = &[
    body("J01", Json, MustReject, REFUSED, "a body cut off, unbalanced, or of random octets", "RFC 5789 section 2.2; no extension of JSON completes it"),
    body("J02", Json, ShouldReject, &[400, 411, 422], "no body, or one of blanks, with a JSON content type", "the page asks for a JSON body; some servers read {}"),
    body("J03", Json, MustReject, REFUSED, "an array, string, number or boolean at the top level", "OData JSON 4.2: a single object"),
    body("J04", Json, ShouldReject, REFUSED, "null at the top level", "OData JSON 4.2; often taken for no change"),
    body("J05", Json, Either, ANY, "extensions: trailing comma, comments, single quotes, bare names, NaN, leading zeros, raw control characters", "RFC 8259 section 9 lets a parser accept extensions"),
    body("J06", Json, Either, ANY, "one member twice with different values", "RFC 8259 section 4: unpredictable, the state is one of the two"),
    body("J07", Json, Either, ANY, "a byte order mark before the body", "RFC 8259 section 8.1: a parser may ignore it"),
    body("J08", Json, ShouldReject, &[400], "octets inside a string that are no UTF-8", "RFC 8259 section 8.1"),
    body("J09", Json, Either, ANY, "an escaped surrogate without its partner", "RFC 8259 section 8.2: grammatical, unpredictable"),
    body("J10", Json, Either, &[200, 204, 400, 415, 422], "UTF-16 with charset=utf-16", "OData JSON 4.1 allows the charset"),
    body("J11", Json, Either, &[200, 204, 400, 413, 422], "a member nested 10 000 deep, a string of 10 MiB", "RFC 8259 section 9: a parser may have limits"),
    body("J12", Json, ShouldReject, &[400], "text behind the JSON value", "RFC 8259 section 2; may be ignored"),
    body("J13", Json, MustAccept, ACCEPTED, "an empty object", "an empty merge changes nothing; a refusal is a warning"),
    body("J14", Json, MustAccept, ACCEPTED, "the same JSON in another spelling: escapes, blanks between tokens", "RFC 8259 sections 2 and 7: it means the same"),
    body("T01", Types, ShouldReject, REFUSED, "a number or boolean for text", "OData JSON 7.1"),
    body("T02", Types, MustReject, REFUSED, "an array or object for a scalar", "OData JSON 7.1; no lossless coercion exists"),
    body("T03", Types, ShouldReject, REFUSED, "text or a number for a Boolean", "OData JSON 7.1"),
    body("T04", Types, ShouldReject, REFUSED, "text or a fraction for an integer, text for a number", "OData JSON 7.1 and 3.2"),
    body("T05", Types, ShouldReject, REFUSED, "a number for a date and time", "OData JSON 7.1"),
    body("T06", Types, ShouldReject, REFUSED, "a number or boolean for an enum", "OData JSON 7.1"),
    body("T07", Types, MustReject, REFUSED, "null where metadata forbids it; either when nothing says so", "CSDL XML 7.2.1; Graph guideline on nullable properties"),
    body("T08", Types, MustAccept, ACCEPTED, "null where metadata allows it; either when nothing says so", "CSDL XML 7.2.1"),
    body("T09", Types, MustReject, REFUSED, "a scalar for a collection", "OData JSON 7.3 and 7.4: arrays"),
    body("T10", Types, MustReject, REFUSED, "something else for a nested object", "OData JSON 7.2: an object"),
    body("T11", Types, MustReject, REFUSED, "a wrong value of a member inside a nested object, judged as outside of one", "OData JSON 7.1 and 7.2: each member in the form of its type"),
    body("T12", Types, MustReject, REFUSED, "the same for and inside an object of a collection", "OData JSON 7.2 and 7.4: an array of objects"),
    body("D01", Domain, MustReject, REFUSED, "an enum name that the page does not list", "the page's list"),
    body("D02", Domain, Either, ANY, "an enum name in another case", "Graph: assume names are not case-sensitive; Intune is known to be"),
    body("D03", Domain, Either, ANY, "an enum as a number in a string; out of range it should be refused", "OData ABNF enumValue"),
    body("D04", Domain, ShouldReject, REFUSED, "an enum that is empty, has blanks around it, or is a list", "OData ABNF enumValue"),
    body("D05", Domain, Either, ANY, "`unknownFutureValue`", "Graph evolvable enums: a patch treats it as absent"),
    body("D06", Domain, MustReject, REFUSED, "text that no parser can read as a date: words, month 13, minute 61, offset +25:00", "OData JSON 7.1 and ABNF"),
    body("D07", Domain, MustReject, REFUSED, "a day that no calendar has", "CSDL XML 3.3: Gregorian; cannot be echoed"),
    body("D08", Domain, ShouldReject, REFUSED, "a date in another notation: no offset, date only, blank for T, slashes, hour 24", "OData ABNF; lenient parsers exist"),
    body("D09", Domain, Either, ANY, "an unusual but readable date: no seconds, lower-case t or z, 8 to 12 digits, -00:00, second 60", "OData ABNF against RFC 3339"),
    body("D10", Domain, Either, ANY, "a date beyond what services hold: more than 12 digits, year 0, negative, 10000", "CSDL XML 3.3: the range is the service's"),
    body("D11", Domain, ShouldReject, REFUSED, "a number outside the range that the page states", "page text"),
    body("D12", Domain, Either, ANY, "text that is no absolute web address where one is meant", "typed String only"),
    body("D13", Domain, Either, &[200, 204, 400, 413, 422], "text at its limits: empty, blanks, control characters, 64 Ki", "CSDL XML 7.2.2: arbitrary length; services may refuse"),
    body("D14", Domain, ShouldReject, REFUSED, "a property that the page does not know", "OData 11.4.3: clients should not send it"),
    body("D15", Domain, MustAccept, ACCEPTED, "an unknown annotation", "OData JSON 4.5: must not be an error"),
    body("D16", Domain, ShouldReject, REFUSED, "an @odata.type of another type", "OData 11.4.3: the type cannot change"),
    body("D17", Domain, MustAccept, ACCEPTED, "the right @odata.type", "later editions of the pages send it"),
    body("D18", Domain, Either, &[200, 204, 400], "the key with the value that the URL has", "OData 11.4.3: ignored; in practice sometimes refused"),
    body("D19", Domain, Either, &[200, 204, 400, 409, 422], "the key or a read-only property with another value", "OData 11.4.3: ignored, and the key cannot change"),
    Class { id: "D20", stream: "pair", family: Domain, strength: MustReject, expect: REFUSED, summary: "a valid change beside a value that must be refused, or should be", why: "RFC 5789 section 2: all or nothing; OData 11.4.3 and 9.2" },
    body("H01", Headers, ShouldReject, &[415, 400], "another content type with the JSON body", "RFC 5789 section 2.2; Graph answers 400"),
    body("H02", Headers, Either, &[400, 415, 200, 204], "no content type", "RFC 9110 section 8.3: a recipient may guess"),
    body("H03", Headers, MustAccept, ACCEPTED, "the content type with a charset or in another case", "OData JSON 4.1; RFC 9110 section 8.3.1"),
    body("H04", Headers, Either, &[415, 400, 200, 204], "a patch media type that the page does not name", "not documented"),
    body("H05", Headers, ShouldReject, &[415, 400], "an unknown content coding", "RFC 9110 section 15.5.16"),
    body("H06", Headers, Either, &[406, 200, 204], "Accept for HTML, or no Accept at all", "RFC 9110 section 12.5.1: the header is a hint"),
    body("H07", Headers, ShouldReject, &[412, 428], "If-Match with a tag that is not current; with * either", "OData 8.2.4; binding where the target shows ETags"),
    body("H08", Headers, ShouldReject, &[412], "If-None-Match: * on what exists", "OData 8.2.5 and 11.4.4; binding where the target shows ETags"),
    body("H09", Headers, Either, &[200, 204, 400, 406], "a version of OData that does not exist; the maximum 4.0 must be accepted", "OData 8.1.5 and 8.2.7"),
    body("H10", Headers, MustAccept, ACCEPTED, "an unknown header field", "RFC 9110 section 5.1: ignored"),
    body("H11", Headers, Either, &[200, 204, 411], "a chunked request body", "RFC 9112 section 6.3; Graph knows 411"),
    body("prefer", Headers, MustAccept, ACCEPTED, "preferences, known and unknown", "OData 8.2.8: what is not supported is ignored"),
    body("A01", Authentication, MustReject, &[401], "no Authorization", "the page requires it; RFC 9110 section 15.5.2"),
    body("A02", Authentication, MustReject, &[401, 400], "an empty, broken or invented bearer token", "RFC 6750 section 3.1"),
    body("A03", Authentication, MustReject, &[401], "another authentication scheme", "the page asks for a bearer token"),
    body("P01", Paths, MustReject, &[404, 412, 400, 409], "an id that does not exist, with If-Match: *", "OData 8.2.4 and 11.4.4"),
    body("P02", Paths, Either, &[400, 404, 412, 414], "an odd id", "the key is a string; it must never reach another entity"),
    body("P03", Paths, ShouldReject, &[405, 404, 400, 501], "the method on the collection", "OData 11.4.12 makes it legal but rare"),
    body("P04", Paths, ShouldReject, &[405, 404, 400, 501], "another method on the entity", "RFC 9110 section 15.5.6"),
    body("P05", Paths, ShouldReject, &[400, 501], "an unknown system query option; a plain one is either", "OData 6.1"),
    body("P06", Paths, Either, &[200, 204, 400, 404, 405], "another spelling of the path", "Graph paths are not case-sensitive, elsewhere they are"),
    body("head", Paths, Either, &[200, 204, 404, 405, 400, 501], "HEAD on the entity", "RFC 9110 section 9.3.2: no content"),
];

#[cfg(test)]
mod tests {
    use super::classes;

    #[test]
    fn class_ids_are_unique() {
        for (i, one) in classes().iter().enumerate() {
            assert!(classes()[i + 1..].iter().all(|other| other.id != one.id && other.stream != one.stream));
        }
    }
}
