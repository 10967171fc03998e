//! Lexical grammars of values; no judgement.

mod binary;
mod civil;
mod clock;
mod closest;
mod date;
mod date_time_offset;
mod duration;
mod glob;
mod guid;
mod http_date;
mod json;
mod media_type;
mod members;
mod status_text;
mod table_type;
mod time_of_day;
mod url;

pub use binary::Binary;
pub use closest::{closest, did_you_mean};
pub use date::Date;
pub use date_time_offset::DateTimeOffset;
pub use duration::Duration;
pub use glob::Glob;
pub use guid::Guid;
pub use http_date::{HttpDate, HttpDateForm};
pub use json::{Irregularity, JsonFaultKind, scan_json};
pub use media_type::MediaType;
pub use members::json_members;
pub use status_text::{phrase, replace_word, with_status};
pub use table_type::table_type;
pub use time_of_day::TimeOfDay;
pub use url::same_url;
