//! Valid values: one file per type, each with its listed boundary values, its simple values and its strategy.

mod binary;
mod boolean;
mod by_type;
mod calendar;
mod collection;
mod complex;
mod date;
mod date_time;
mod date_time_specimens;
mod domain;
mod duration;
mod enumeration;
mod guid;
mod integer;
mod number;
mod text;
mod text_composites;
mod text_specimens;
mod time_of_day;
mod url;

#[cfg(test)]
pub use date_time_specimens::SPECIMENS as TIME_SPECIMENS;
#[cfg(test)]
pub use text_specimens::SPECIMENS as TEXT_SPECIMENS;

pub use by_type::{domain, simple};
pub use calendar::DateTimeText;
pub use domain::Domain;
pub use enumeration::UNKNOWN_FUTURE_VALUE;
pub use text::{extreme, is_extreme, is_url_name};
