//! One run against one entity: asks, keeps the state in view, rules, tells.

mod collection;
mod converge;
mod effort;
mod inputs;
mod observe;
mod rule;
#[expect(clippy::module_inception, reason = "the folder is about the session; its parts together are one of its files")]
mod session;

pub use inputs::Inputs;
pub use session::Session;
