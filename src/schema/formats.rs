//! Formats of OData values: RFC 3339 `date-time` is another grammar than `Edm.DateTimeOffset`.

use crate::value::{Binary, Date, DateTimeOffset, Duration, Guid, TimeOfDay};

pub(super) const BINARY: &str = "edm-binary";
pub(super) const DATE: &str = "edm-date";
pub(super) const DATE_TIME_OFFSET: &str = "edm-date-time-offset";
pub(super) const DURATION: &str = "edm-duration";
pub(super) const GUID: &str = "edm-guid";
pub(super) const TIME_OF_DAY: &str = "edm-time-of-day";

/// Whether a text has the format.
type Check = fn(&str) -> bool;

/// Every format with its check.
pub(super) const FORMATS: [(&str, Check); 6] = [
    (BINARY, |text| Binary::parse(text).is_some()),
    (DATE, |text| Date::parse(text).is_some()),
    (DATE_TIME_OFFSET, |text| DateTimeOffset::parse(text).is_ok()),
    (DURATION, |text| Duration::parse(text).is_some()),
    (GUID, |text| Guid::parse(text).is_some()),
    (TIME_OF_DAY, |text| TimeOfDay::parse(text).is_some()),
];
