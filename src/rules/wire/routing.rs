//! Signs that a target does not know the documented operation at all.

use super::message_of;
use crate::model::{Resource, Strength};
use crate::rules::Evidence;

/// How an answer shows that the operation has no route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouteSign {
    /// 404 on an entity that a read shows.
    NotFoundThoughReadable,
    /// 405 or 501 to the documented method.
    MethodRefused,
    /// The error text of a router.
    RouterMessage,
}

/// What routers say, in lower case.
const ROUTER_SAYS: &[&str] = &[
    "no method match route template",
    "no http resource was found",
    "no type was found that matches the controller",
    "no action was found on the controller",
    "no route matches",
    "no routes matched",
    "no matching route",
    "route not found",
    "resource not found for the segment",
    "does not support http method",
    "cannot patch /",
    "cannot put /",
    "cannot post /",
    "unknownerror: route",
];

/// Whether the answer to a valid request for the documented operation shows that nothing is routed there.
#[must_use]
pub fn unrouted(evidence: &Evidence<'_>) -> Option<RouteSign> {
    let response = evidence.response()?;
    let operation = &evidence.contract.operation;
    let ordinary = evidence.input.strength == Strength::Valid
        && evidence.input.resource == Resource::Entity
        && evidence.exchange.request.method == operation.method;
    if !ordinary {
        return None;
    }
    let message = || message_of(evidence, response).to_lowercase();
    match response.status {
        404 if evidence.before.is_some() => Some(RouteSign::NotFoundThoughReadable),
        405 | 501 => Some(RouteSign::MethodRefused),
        400 | 404 if ROUTER_SAYS.iter().any(|phrase| message().contains(phrase)) => Some(RouteSign::RouterMessage),
        _ => None,
    }
}
