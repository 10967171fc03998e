//! One entry of a waivers file.

use jiff::civil::Date;

use crate::model::{Finding, Waived};
use crate::value::Glob;

/// An expected deviation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// File and line of the entry.
    pub by: String,
    /// Rule whose findings are expected.
    pub rule: String,
    /// Places; all when not given.
    pub place: Option<Glob>,
    /// Cases and inputs; all when not given.
    pub case: Option<Glob>,
    /// Targets; all when not given.
    pub target: Option<Glob>,
    /// Why it is expected.
    pub reason: String,
    /// Last day on which it is.
    pub expires: Date,
}

impl Waiver {
    /// Whether a run against `target` is any of its business.
    pub fn is_about(&self, target: &str) -> bool {
        self.target.as_ref().is_none_or(|glob| glob.fits(target))
    }

    /// Whether its last day is over.
    pub fn is_over(&self, today: Date) -> bool {
        self.expires < today
    }

    /// Whether it describes the finding.
    pub fn covers(&self, finding: &Finding) -> bool {
        let fits = |glob: &Option<Glob>, text: &str| glob.as_ref().is_none_or(|glob| glob.fits(text));
        self.rule == finding.rule && fits(&self.place, &finding.place) && fits(&self.case, &finding.case)
    }

    /// What a covered finding says of it.
    pub fn fact(&self) -> Waived {
        Waived { by: self.by.clone(), reason: self.reason.clone(), until: Some(self.expires.to_string()) }
    }
}
