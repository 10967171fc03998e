//! A page proved against the mock of its own contract, healthy or with a fault.

use super::{Page, fault_rule};
use crate::engine::Check;
use crate::mock::{Mock, MockOptions};
use crate::model::Level;
use crate::report::Report;

impl Page {
    /// Proves a healthy mock of the page with `cases` generated patches.
    ///
    /// # Errors
    /// When the mock or the check cannot begin.
    pub async fn proved(&self, cases: u64) -> Result<Report, String> {
        let mock = Mock::start(MockOptions::new(self.contract().clone())).await.map_err(|error| error.to_string())?;
        let report = self.check_of(&mock).cases(cases).run().await.map_err(|error| error.to_string());
        mock.stop().await;
        report
    }

    /// Whether the rule that has to find `fault` does find it on a mock of the page, within `cases` generated patches.
    ///
    /// # Errors
    /// When there is no such fault, or the mock or the check cannot begin.
    pub async fn finds(&self, fault: &str, cases: u64) -> Result<bool, String> {
        let rule = fault_rule(fault).ok_or_else(|| format!("`{fault}` is no fault"))?;
        let options = MockOptions::new(self.contract().clone()).fault(fault).map_err(|error| error.to_string())?;
        let mock = Mock::start(options).await.map_err(|error| error.to_string())?;
        let check = self.check_of(&mock).cases(cases).rule(rule).first_only().deny(Level::Should);
        let report = check.run().await.map_err(|error| error.to_string());
        mock.stop().await;
        Ok(!report?.findings.is_empty())
    }

    /// A check of the mock that knows the values of all placeholders.
    fn check_of(&self, mock: &Mock) -> Check {
        let check = self.check(mock.url()).token(mock.token()).seed(1);
        mock.params().iter().chain(mock.key()).fold(check, |check, (name, value)| check.param(name, value))
    }
}
