//! What a request must satisfy before its body matters.

use super::{Facts, Refusal, Request, Route};
use crate::model::{Identity, SiblingRole};

/// Media types that an update accepts.
const ACCEPTED: &str = "application/json";

/// A bearer token must be given and be a known one (RFC 9110 §11, RFC 6750 §3): whose it is, `None` for the one that may
/// do everything.
pub fn check_token(facts: &Facts, request: &Request) -> Result<Option<Identity>, Refusal> {
    let mut fields = request.headers.iter().filter(|(n, _)| n == "authorization").map(|(_, v)| v.as_str());
    let (field, more) = (fields.next(), fields.next());
    let (scheme, token) = field.and_then(|f| f.trim().split_once(' ')).unwrap_or_default();
    let bearer = scheme.eq_ignore_ascii_case("bearer");
    if bearer && more.is_none() {
        let known = facts.identities.iter().find(|(_, known)| known == token.trim());
        if token.trim() == facts.token || known.is_some() {
            return Ok(known.map(|(identity, _)| *identity));
        }
    }
    let (message, hint) = match field {
        None => ("Access token is empty.", ""),
        Some(_) if !bearer => ("A bearer token is required.", ""),
        Some(_) => ("Access token validation failure.", ", error=\"invalid_token\""),
    };
    Err(Refusal::new(401, message).with("WWW-Authenticate", format!("Bearer realm=\"docproof mock\"{hint}")))
}

/// The path must lead somewhere and know the method; 405 lists the methods (RFC 9110 §15.5.6).
pub fn check_method(facts: &Facts, request: &Request, route: &Route) -> Result<(), Refusal> {
    let update = facts.contract.operation.method.as_str();
    let has = |role| facts.contract.sibling(role).is_some();
    let allowed = match route {
        Route::Entity(_) if has(SiblingRole::Delete) => vec!["GET", "HEAD", update, "DELETE"],
        Route::Entity(_) => vec!["GET", "HEAD", update],
        Route::Collection if has(SiblingRole::Create) => vec!["GET", "HEAD", "POST"],
        Route::Collection => vec!["GET", "HEAD"],
        Route::Action { .. } => vec!["POST"],
        Route::Unknown(id) => return Err(Refusal::new(404, format!("No entity has the id '{id}'."))),
        Route::Nowhere => return Err(Refusal::new(404, "The path does not name a resource of this service.")),
    };
    if allowed.contains(&request.method.as_str()) {
        return Ok(());
    }
    let message = format!("The method {} is not allowed here.", request.method);
    Err(Refusal::new(405, message).with("Allow", allowed.join(", ")))
}

/// Unsupported system options must be refused (OData Protocol 6.1); others are ignored.
pub fn check_options(request: &Request) -> Result<(), Refusal> {
    let names = request.query.split('&').filter_map(|pair| pair.split('=').next());
    let decoded = names.map(|n| percent_encoding::percent_decode_str(n).decode_utf8_lossy());
    match decoded.into_iter().find(|n| n.starts_with('$')) {
        Some(name) => Err(Refusal::new(400, format!("The query option '{name}' is not supported."))),
        None => Ok(()),
    }
}

/// The body must be JSON in UTF-8 without content coding, of an OData version that is understood.
pub fn check_media(request: &Request) -> Result<(), Refusal> {
    let media = request.media_type();
    if media.is_empty() {
        return Err(Refusal::new(400, "Write requests need the media type application/json."));
    }
    let unsupported =
        |what: String| Err(Refusal::new(415, what).with("Accept-Patch", ACCEPTED).with("Accept", ACCEPTED));
    if media != ACCEPTED {
        return unsupported(format!("The media type '{media}' is not supported."));
    }
    if let Some(charset) = request.media_parameter("charset").filter(|c| c != "utf-8" && c != "utf8") {
        return unsupported(format!("The charset '{charset}' is not supported."));
    }
    if let Some(coding) = request.list("content-encoding").find(|c| !c.eq_ignore_ascii_case("identity")) {
        return unsupported(format!("The content coding '{coding}' is not supported."));
    }
    match request.header("odata-version").map(str::trim) {
        None | Some("4.0" | "4.01") => Ok(()),
        Some(version) => Err(Refusal::new(400, format!("The OData version '{version}' is not supported."))),
    }
}
