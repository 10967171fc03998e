//! Switchable peculiarities that every standard allows: nothing may be found in them.

mod freedom;
mod registry;

mod annotations;
mod dates;
mod http;
mod input;
mod limits;
mod nested;
mod paths;
mod refusals;

pub use freedom::{Freedom, FreedomId};
pub use registry::{FREEDOMS, freedom};
