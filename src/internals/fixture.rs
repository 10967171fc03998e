//! A fixture of `tests/rules/` as evidence.

use bytes::Bytes;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::model::{
    Body, Case, Contract, Exchange, Header, Identity, Input, InputBody, Judgement, Level, Mutation,
    Outcome as ExchangeOutcome, Profile, Request, Resource, Response, Role, SeedToken, Strength, TransportFailure,
    WireFacts,
};
use crate::rules::{Control, Evidence, Listed, RULES, Rule, Subject, rule_by_id};
use crate::schema::Schemas;

/// Evidence as a fixture file writes it; what it leaves out is ordinary.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FixtureFile {
    /// The fact that the fixture shows.
    #[expect(dead_code, reason = "for readers of the file")]
    why: String,
    /// Members that replace those of the common contract.
    #[serde(default)]
    contract: Map<String, Value>,
    /// Properties that the common contract has not.
    #[serde(default)]
    more_properties: Vec<Value>,
    #[serde(default)]
    subject: Option<String>,
    #[serde(default)]
    input: FixtureInput,
    /// The absolute URL, when the path of the contract does not say it.
    #[serde(default)]
    url: Option<String>,
    /// Octets of the request's body, when it is too long for a file.
    #[serde(default)]
    request_octets: Option<u64>,
    #[serde(default)]
    response: Option<FixtureResponse>,
    /// Why no whole answer came; a closed connection when nothing is said and there is no response.
    #[serde(default)]
    failure: Option<TransportFailure>,
    #[serde(default)]
    entity_id: Option<String>,
    #[serde(default)]
    before: Option<Map<String, Value>>,
    #[serde(default)]
    after: Option<Map<String, Value>>,
    #[serde(default)]
    control: Option<String>,
    /// Whose token the request carries, when it is not the run's own.
    #[serde(default)]
    identity: Option<Identity>,
    #[serde(default)]
    etag_seen: bool,
    /// Whether it is not the first attempt.
    #[serde(default)]
    retried: bool,
    /// The authored case behind the input.
    #[serde(default)]
    case: Option<Case>,
    /// Another entity before and after.
    #[serde(default)]
    neighbour: Option<(Map<String, Value>, Map<String, Value>)>,
    /// The entity as the collection shows it.
    #[serde(default)]
    listed: Option<Map<String, Value>>,
    /// Whether the collection shows no entry, or more than one.
    #[serde(default)]
    entries: Option<usize>,
    #[serde(default)]
    live: bool,
    /// Whether the profile `strict-odata` is asked for.
    #[serde(default)]
    strict: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FixtureInput {
    #[serde(default)]
    strength: Option<Strength>,
    #[serde(default)]
    class: Option<String>,
    #[serde(default)]
    property: Option<String>,
    #[serde(default)]
    what: Option<String>,
    #[serde(default)]
    expect: Vec<u16>,
    #[serde(default)]
    method: Option<String>,
    #[serde(default)]
    resource: Option<Resource>,
    /// Header fields that differ from the ordinary ones; null leaves one out.
    #[serde(default)]
    headers: Map<String, Value>,
    #[serde(default)]
    patch: Map<String, Value>,
    /// The body, when it is not the patch: an object, a text, or null for none.
    #[serde(default, deserialize_with = "present")]
    body: Option<Value>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FixtureResponse {
    status: u16,
    #[serde(default)]
    version: Option<String>,
    /// A text, or a list of texts for a repeated field.
    #[serde(default)]
    headers: Map<String, Value>,
    /// A JSON body, declared as such.
    #[serde(default)]
    body: Option<Value>,
    /// A body as text, declared by `headers` only.
    #[serde(default)]
    text: Option<String>,
    /// A body as hexadecimal digits, declared by `headers` only.
    #[serde(default)]
    hex: Option<String>,
    /// Octets on the wire, when a content coding makes them differ from the body's.
    #[serde(default)]
    octets_received: Option<u64>,
    /// What the wire showed, when the answer was read octet by octet.
    #[serde(default)]
    wire: Option<WireFacts>,
}

/// Tells a member that is null from one that is absent.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Evidence ready to be judged.
#[derive(Debug)]
pub struct Fixture {
    contract: Contract,
    schemas: Schemas,
    subject: Subject,
    input: Input,
    exchange: Exchange,
    entity_id: String,
    before: Option<Map<String, Value>>,
    after: Option<Map<String, Value>>,
    control: Control,
    identity: Option<Identity>,
    etag_seen: bool,
    retried: bool,
    case: Option<Case>,
    neighbour: Option<(Map<String, Value>, Map<String, Value>)>,
    listed: Option<Map<String, Value>>,
    entries: Option<usize>,
    live: bool,
    strict: bool,
    json: Option<Value>,
}

/// What a rule says of a fixture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// `held`, `broken`, `skipped` or `undecided`.
    pub verdict: &'static str,
    /// Why it was skipped or undecided.
    pub reason: Option<&'static str>,
    /// What it saw.
    pub observed: Vec<Observed>,
}

/// One observation, as far as fixtures say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observed {
    /// JSON pointer, `header:<name>`, `status` or `body`.
    pub place: String,
    /// Name of the deviation.
    pub cause: &'static str,
    /// `must`, `should` or `may`.
    pub level: &'static str,
    /// The sentence.
    pub message: String,
}

/// Ids of all rules, in registry order.
#[must_use]
pub fn rule_ids() -> Vec<&'static str> {
    RULES.iter().map(|rule| rule.id).collect()
}

/// Ids of the rules that are judged on request only, and of those that only inform.
#[must_use]
pub fn strict_rule_ids() -> Vec<&'static str> {
    let strict = |rule: &&&Rule| rule.profile == Profile::StrictOdata || rule.level == Level::May;
    RULES.iter().filter(strict).map(|rule| rule.id).collect()
}

impl Fixture {
    /// Reads a fixture over the common contract.
    ///
    /// # Errors
    /// Says which member does not fit.
    pub fn read(fixture: &Value, contract: &Value) -> Result<Self, String> {
        let file: FixtureFile = serde_path_to_error::deserialize(fixture).map_err(|error| error.to_string())?;
        let contract = merge(contract, &file.contract, &file.more_properties)?;
        let schemas = Schemas::compile(&contract).map_err(|error| error.to_string())?;
        let entity_id = file.entity_id.unwrap_or_else(|| "7443c8b9-c8b9-7443-b9c8-4374b9c84374".to_owned());
        let subject = match file.subject.as_deref() {
            None | Some("write") => Subject::Write,
            Some("read") => Subject::Read,
            Some("create") => Subject::Create,
            Some("delete") => Subject::Delete,
            Some("action") => Subject::Action,
            Some("permission") => Subject::Permission,
            Some(other) => return Err(format!("`{other}` is no subject")),
        };
        let control = match file.control.as_deref() {
            Some("accepted") => Control::Accepted,
            Some("refused") => Control::Refused,
            None | Some("not-needed") => Control::NotNeeded,
            Some(other) => return Err(format!("`{other}` is no control")),
        };
        let input = input(file.input, &contract);
        let mut request = request(&input, subject, &contract, &entity_id);
        request.url = file.url.unwrap_or(request.url);
        request.body.octets = file.request_octets.unwrap_or(request.body.octets);
        let outcome = match file.response {
            Some(given) => ExchangeOutcome::Response(response(given)?),
            None => ExchangeOutcome::Failure(file.failure.unwrap_or_else(closed)),
        };
        let role = if subject == Subject::Read { Role::Read } else { Role::Subject };
        let exchange = Exchange { role, request, outcome, duration_us: 1000 };
        let json = exchange.response().and_then(|response| serde_json::from_slice(&response.content).ok());
        let (before, after, etag_seen, retried) = (file.before, file.after, file.etag_seen, file.retried);
        let (case, neighbour, listed, live) = (file.case, file.neighbour, file.listed, file.live);
        let (entries, strict) = (file.entries, file.strict);
        Ok(Self {
            contract,
            schemas,
            subject,
            input,
            exchange,
            entity_id,
            before,
            after,
            control,
            identity: file.identity,
            etag_seen,
            retried,
            case,
            neighbour,
            listed,
            entries,
            live,
            strict,
            json,
        })
    }

    /// What the rule named `id` says; skipped when it does not look at this kind of exchange.
    ///
    /// # Errors
    /// Fails for an unknown rule.
    pub fn judge(&self, id: &str) -> Result<Outcome, String> {
        let rule = rule_by_id(id).ok_or_else(|| format!("there is no rule `{id}`"))?;
        if !rule.subjects.contains(&self.subject) {
            return Ok(Outcome { verdict: "skipped", reason: Some("not its subject"), observed: Vec::new() });
        }
        let evidence = Evidence {
            contract: &self.contract,
            schemas: &self.schemas,
            subject: self.subject,
            input: &self.input,
            exchange: &self.exchange,
            entity_id: &self.entity_id,
            before: self.before.as_ref(),
            after: self.after.as_ref(),
            control: self.control,
            identity: self.identity,
            etag_seen: self.etag_seen,
            retried: self.retried,
            case: self.case.as_ref(),
            neighbour: self.neighbour.as_ref().map(|(before, after)| (before, after)),
            listed: match self.entries {
                Some(0) => Some(Listed::Missing),
                Some(2..) => Some(Listed::Repeated),
                _ => self.listed.as_ref().map(Listed::Shown),
            },
            live: self.live,
            strict: self.strict,
            json: self.json.as_ref(),
        };
        Ok(outcome(rule, (rule.judge)(&evidence)))
    }
}

fn closed() -> TransportFailure {
    TransportFailure::Closed { detail: "connection closed".to_owned() }
}

fn outcome(rule: &Rule, judgement: Judgement) -> Outcome {
    let (verdict, reason, seen) = match judgement {
        Judgement::Held => ("held", None, Vec::new()),
        Judgement::Skipped(reason) => ("skipped", Some(reason), Vec::new()),
        Judgement::Undecided(reason) => ("undecided", Some(reason), Vec::new()),
        Judgement::Broken(seen) => ("broken", None, seen),
    };
    let observed = seen.into_iter().map(|seen| Observed {
        level: match seen.level.unwrap_or(rule.level) {
            Level::Must => "must",
            Level::Should => "should",
            Level::May => "may",
        },
        place: seen.place,
        cause: seen.cause,
        message: seen.message,
    });
    Outcome { verdict, reason, observed: observed.collect() }
}

fn merge(common: &Value, replaced: &Map<String, Value>, more: &[Value]) -> Result<Contract, String> {
    let mut contract = common.as_object().cloned().unwrap_or_default();
    contract.extend(replaced.clone());
    if let Some(Value::Array(properties)) = contract.get_mut("properties") {
        properties.extend_from_slice(more);
    }
    serde_path_to_error::deserialize(Value::Object(contract)).map_err(|error| format!("contract: {error}"))
}

fn input(given: FixtureInput, contract: &Contract) -> Input {
    let mutation = given.class.map(|class| Mutation {
        class,
        property: given.property,
        what: given.what.unwrap_or_else(|| "as the fixture says".to_owned()),
        expect: given.expect,
    });
    let body = match given.body {
        None => InputBody::Patch(given.patch.clone()),
        Some(Value::Null) => InputBody::None,
        Some(Value::Object(members)) => InputBody::Patch(members),
        Some(Value::String(text)) => InputBody::Raw(text.into_bytes()),
        Some(other) => InputBody::Raw(other.to_string().into_bytes()),
    };
    let headers = given.headers.into_iter().map(|(name, value)| (name, value.as_str().map(str::to_owned)));
    Input {
        id: "fixture/1".to_owned(),
        seed: SeedToken::listed("fixture", 1),
        strength: given.strength.unwrap_or(Strength::Valid),
        mutation,
        method: given.method.unwrap_or_else(|| contract.operation.method.clone()),
        resource: given.resource.unwrap_or(Resource::Entity),
        headers: headers.collect(),
        body,
        patch: given.patch,
    }
}

fn request(input: &Input, subject: Subject, contract: &Contract, entity_id: &str) -> Request {
    let ordinary =
        [("authorization", "<redacted>"), ("accept", "application/json"), ("content-type", "application/json")];
    let is_same = |name: &str| input.headers.iter().any(|(other, _)| other == name);
    let kept = ordinary.iter().filter(|(name, _)| !is_same(name));
    let mut headers: Vec<Header> =
        kept.map(|(name, value)| Header { name: (*name).to_owned(), value: (*value).to_owned() }).collect();
    let set =
        input.headers.iter().filter_map(|(name, value)| Some(Header { name: name.clone(), value: value.clone()? }));
    headers.extend(set);
    let collection = contract.operation.path.collection().map(|path| path.0).unwrap_or_default();
    let path = match &input.resource {
        Resource::Entity => format!("{collection}/{entity_id}"),
        Resource::Collection => collection,
        Resource::OtherKey(key) => format!("{collection}/{key}"),
        Resource::Suffix(suffix) => format!("{collection}/{entity_id}{suffix}"),
        Resource::KeyInParentheses => format!("{collection}('{entity_id}')"),
        Resource::PathInOtherCase => format!("{}/{entity_id}", collection.to_ascii_uppercase()),
    };
    let (method, body) = match subject {
        Subject::Write | Subject::Permission => (input.method.clone(), input.body.bytes()),
        Subject::Create | Subject::Action => ("POST".to_owned(), input.body.bytes()),
        Subject::Delete => ("DELETE".to_owned(), Vec::new()),
        Subject::Read if input.method == "HEAD" => ("HEAD".to_owned(), Vec::new()),
        Subject::Read => ("GET".to_owned(), Vec::new()),
    };
    let url = format!("http://127.0.0.1:8080/v1.0{path}");
    Request { method, url, headers, body: Body::record(&body) }
}

fn response(given: FixtureResponse) -> Result<Response, String> {
    let mut headers = Vec::new();
    for (name, value) in given.headers {
        let values = match value {
            Value::Array(values) => values,
            single => vec![single],
        };
        for value in values {
            let value = value.as_str().ok_or_else(|| format!("header `{name}` is no text"))?.to_owned();
            headers.push(Header { name: name.clone(), value });
        }
    }
    let content = match (&given.body, &given.text, &given.hex) {
        (Some(body), None, None) => {
            if headers.iter().all(|header| header.name != "content-type") {
                headers.push(Header { name: "content-type".to_owned(), value: "application/json".to_owned() });
            }
            serde_json::to_vec(body).map_err(|error| error.to_string())?
        }
        (None, Some(text), None) => text.clone().into_bytes(),
        (None, None, Some(hex)) => {
            let body: Body = serde_json::from_value(json!({"octets": 0, "hex": hex})).map_err(|e| e.to_string())?;
            body.bytes()
        }
        (None, None, None) => Vec::new(),
        _ => return Err("a response has one of `body`, `text` and `hex`".to_owned()),
    };
    let version = given.version.unwrap_or_else(|| "HTTP/1.1".to_owned());
    let (body, octets_received) = (Body::record(&content), given.octets_received.unwrap_or(content.len() as u64));
    Ok(Response {
        status: given.status,
        version,
        headers,
        body,
        octets_received,
        wire: given.wire,
        content: Bytes::from(content),
    })
}
