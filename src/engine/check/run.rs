//! From what was asked for to a plan in which nothing can be wrong any more, and to its report.

use std::time::Duration;

use super::check::Check;
use super::error::CheckError;
use crate::engine::plan::{Plan, Throwaway};
use crate::engine::run::prove;
use crate::event::Event;
use crate::model::{Contract, Profile};
use crate::report::Report;
use crate::rules::{RULES, Rule, UnknownRule, rule_named};
use crate::target::{Address, Limits};

/// Most writes to a target that is not on this machine.
const LIVE_WRITES: u64 = 200;
/// Most writes per second to a target that is not on this machine: half of what Graph allows one application.
const LIVE_RATE: u32 = 4;
/// Longest duration of a run on this machine.
const LOCAL_TIME: Duration = Duration::from_secs(60);
/// Longest duration of another one: time for every write with the read behind it, though each take a second, and as much
/// again for waits.
const LIVE_TIME: Duration = Duration::from_secs(600);
/// Longest wait for one answer of a target that is not on this machine.
const LIVE_TIMEOUT: Duration = Duration::from_secs(30);

impl Check {
    /// Runs the check.
    ///
    /// # Errors
    /// When it cannot begin. Whatever goes wrong later is in the report.
    pub async fn run(self) -> Result<Report, CheckError> {
        self.run_and_tell(&mut |_| ()).await
    }

    /// Runs the check and tells `listener` each event as it happens.
    ///
    /// # Errors
    /// When it cannot begin.
    pub async fn run_and_tell(self, listener: &mut dyn FnMut(&Event)) -> Result<Report, CheckError> {
        let plan = self.plan()?;
        Ok(prove(&plan, listener).await?)
    }

    /// The validated plan.
    ///
    /// # Errors
    /// When a setting does not fit: the contract, the target, a parameter, a rule.
    pub(crate) fn plan(self) -> Result<Plan, CheckError> {
        let bundle = self.contract?;
        let address = Address::parse(&self.target)?;
        if !address.is_loopback() && !self.allow_writes && !self.read_only {
            return Err(CheckError::WritesNotAllowed { root: address.root().to_owned() });
        }
        let path = &bundle.contract.operation.path;
        if let Some((name, _)) = self.params.iter().find(|(name, _)| !path.placeholders().contains(&name.as_str())) {
            let known = path.placeholders().join(", ");
            return Err(CheckError::UnknownParam { name: name.clone(), path: path.0.clone(), known });
        }
        let throwaway =
            (self.throwaway && !self.read_only).then(|| throwaway(&bundle.contract, &self.params)).transpose()?;
        let live = !address.is_loopback();
        let limits = Limits::default();
        let timeout = self.timeout.unwrap_or(if live { LIVE_TIMEOUT } else { limits.timeout });
        let invocation = self.invocation.unwrap_or_else(|| format!("docproof run --target {}", address.root()));
        Ok(Plan {
            target: self.label.unwrap_or_else(|| address.root().to_owned()),
            rules: select(&self.rules, &self.profiles)?,
            strict: self.profiles.contains(&Profile::StrictOdata),
            limits: Limits { timeout, ..limits },
            budget_writes: self.budget_writes.or(live.then_some(LIVE_WRITES)),
            write_rate: self.write_rate.or(live.then_some(LIVE_RATE)),
            read_only: self.read_only,
            throwaway,
            eventual: self.eventual || live,
            journal: self.journal,
            bundle,
            address,
            params: self.params,
            tokens: self.tokens,
            callers: self.callers,
            connection: self.connection,
            seed: self.seed,
            only: self.only,
            inputs: self.inputs,
            globs: self.globs,
            shard: self.shard,
            waivers: self.waivers,
            deny: self.deny,
            max_time: self.max_time.unwrap_or(if live { LIVE_TIME } else { LOCAL_TIME }),
            first_only: self.first_only,
            invocation,
            cancelled: self.cancelled,
        })
    }
}

/// The requests around an object of the run's own.
fn throwaway(contract: &Contract, params: &[(String, String)]) -> Result<Throwaway, CheckError> {
    let path = &contract.operation.path;
    let id = path.placeholders().pop().filter(|_| path.collection().is_some());
    if let Some((name, _)) = params.iter().find(|(name, _)| id == Some(name)) {
        return Err(CheckError::OwnId { name: name.clone() });
    }
    Throwaway::of(contract).map_err(|missing| CheckError::NoThrowaway { contract: contract.name.clone(), missing })
}

/// The named rules, or all of the profiles when none is named.
fn select(ids: &[String], profiles: &[Profile]) -> Result<Vec<&'static Rule>, UnknownRule> {
    if ids.is_empty() {
        return Ok(RULES.iter().copied().filter(|rule| profiles.contains(&rule.profile)).collect());
    }
    let mut named = ids.iter().map(|id| rule_named(id)).collect::<Result<Vec<_>, _>>()?;
    named.sort_by_key(|rule| rule.id);
    named.dedup_by_key(|rule| rule.id);
    Ok(named)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{LIVE_RATE, LIVE_TIME, LIVE_WRITES};
    use crate::engine::Check;
    use crate::engine::ask::duration_of;

    #[test]
    fn a_live_run_has_the_time_for_the_writes_that_it_may_make() {
        let check = || Check::new("https://graph.example/v1.0").param("remoteAssistancePartnerId", "1").allow_writes();
        let plan = check().plan().unwrap();
        let limits = (plan.max_time, plan.budget_writes, plan.write_rate);
        assert_eq!(limits, (LIVE_TIME, Some(LIVE_WRITES), Some(LIVE_RATE)));
        let answers = Duration::from_secs(2) * u32::try_from(LIVE_WRITES).unwrap();
        assert!(answers.max(duration_of(LIVE_WRITES, LIVE_RATE)) < plan.max_time);
        assert_eq!(check().max_time(Duration::from_secs(5)).plan().unwrap().max_time, Duration::from_secs(5));
        assert_eq!(Check::new("http://localhost:1").plan().unwrap().max_time, Duration::from_secs(60));
    }
}
