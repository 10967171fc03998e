//! One run from the first event to the last.

use std::rc::Rc;

use super::controls::control_of;
use super::emit::Listener;
use super::obstacle::Obstacle;
use super::plan::Plan;
use super::session::Session;
use super::{concurrency, page_facts, phases, preflight, reads, restore, sequences, wire};
use crate::cases::ContractBundle;
use crate::event::{EventKind, Phase, RuleEntry, RunFacts, VERSION};
use crate::generate::{GenerateError, Generator, SEQUENCE_STREAM};
use crate::journal::JournalError;
use crate::model::{Input, InputBody, Level, SeedToken, Verdict};
use crate::schema::{SchemaError, Schemas};
use crate::target::{Client, ClientError, Redactor};

/// A run that cannot begin. What happens after it began is an event, not an error.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let mock = docproof::Mock::start(docproof::MockOptions::new(docproof::shipped_contract())).await?;
/// use docproof::{Check, CheckError, RunError};
///
/// let nothing = Check::new(mock.url()).token(mock.token()).case("no-such-case").run().await;
/// assert!(matches!(nothing, Err(CheckError::Run(RunError::NothingSelected(_)))));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// A placeholder has no value.
    #[error("the path {path} needs a value for `{name}`; give --param {name}=VALUE")]
    MissingParam {
        /// The placeholder.
        name: String,
        /// The path template.
        path: String,
    },
    /// The collection shows no entity.
    #[error("no entity found at {url} to test on; give --param {name}=VALUE")]
    NothingDiscovered {
        /// The placeholder.
        name: String,
        /// The collection that was read.
        url: String,
    },
    /// The contract has no case to start from.
    #[error("the contract `{0}` has no case with a body; a run starts from a patch that is known to be accepted")]
    NoCase(String),
    /// Nothing fits the given patterns.
    #[error("no case and no input fits {0}; list them with `docproof generate`")]
    NothingSelected(String),
    /// A seed that makes no input.
    #[error(transparent)]
    Generate(#[from] GenerateError),
    /// The contract's schemas do not compile.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// The original values cannot be kept, or another run has the object.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// No client.
    #[error(transparent)]
    Client(#[from] ClientError),
}

/// Runs `plan` and tells `listener` everything that happens. The last event carries the verdict.
///
/// # Errors
/// When the run cannot begin; whatever goes wrong later is told as an event and ends in the verdict `undecided`.
pub async fn run(plan: &Plan, listener: Listener<'_>) -> Result<Verdict, RunError> {
    let schemas = Schemas::compile(&plan.bundle.contract)?;
    let mut session = begin(plan, &schemas, listener)?;
    Box::pin(go(&mut session)).await?;
    Ok(finish(session))
}

/// Everything between the first event and the last.
pub(super) async fn go(session: &mut Session<'_>) -> Result<(), RunError> {
    preflight::preflight(session).await?;
    let original = session.state.clone();
    if session.obstacles.is_empty() {
        // On the heap, as below: a caller's future stays small however much the phases remember.
        let outcome = Box::pin(inputs(session)).await;
        session.emitter.emit(EventKind::PhaseStarted { phase: Phase::Restore, planned: 0 });
        restore::original(session, original.as_ref()).await;
        outcome?;
    }
    Ok(())
}

/// A session whose first event is told.
pub(super) fn begin<'p>(plan: &'p Plan, schemas: &'p Schemas, listener: Listener<'p>) -> Result<Session<'p>, RunError> {
    let client = Client::new(plan.limits, Redactor::new(plan.token.clone()))?;
    let documented = documented(&plan.bundle)?;
    let generator = Rc::new(Generator::new(&plan.bundle.contract, &documented.patch));
    let mut session = Session::new(plan, schemas, client, generator, control_of(&documented), listener);
    session.emitter.emit(EventKind::RunStarted(facts(plan, &session)));
    Ok(session)
}

/// The input that a seed makes: a generated one, an authored case, or the control.
pub(super) fn input_of(session: &Session<'_>, token: &SeedToken) -> Result<Input, GenerateError> {
    let number = usize::try_from(token.number()).unwrap_or(usize::MAX);
    let authored = || session.plan.bundle.cases.get(number).map(|file| phases::of_case(&file.case, number));
    let special = match token.stream() {
        wire::STREAM => wire::input(session, token.number()),
        "case" => authored(),
        "control" | "read" | SEQUENCE_STREAM | concurrency::STREAM => session.control.clone(),
        _ => None,
    };
    let input = special.map_or_else(|| session.generator.input(token), Ok)?;
    Ok(if session.plan.read_only { reads::as_read(&input).unwrap_or_else(reads::of_entity) } else { input })
}

async fn inputs(session: &mut Session<'_>) -> Result<(), RunError> {
    if let Some(token) = &session.plan.only {
        if token.stream() == SEQUENCE_STREAM {
            sequences::only(session, token).await;
            return Ok(());
        }
        if token.stream() == concurrency::STREAM {
            concurrency::only(session, token).await;
            return Ok(());
        }
        let input = input_of(session, token)?;
        phases::only(session, input).await;
        return Ok(());
    }
    let complete = if session.plan.read_only {
        reads::reads(session).await
    } else {
        phases::cases(session).await;
        phases::protocol(session).await;
        Box::pin(phases::patches(session)).await
    };
    if session.cancelled() {
        session.obstruct(Obstacle::interrupted());
    } else if let (false, Some(what)) = (complete, session.spent()) {
        session.obstruct(Obstacle::spent(what, session.plan.max_time));
    } else if !session.plan.globs.is_empty() && session.stats.cases + session.stats.inputs == 0 && !session.ended() {
        let patterns: Vec<String> = session.plan.globs.iter().map(ToString::to_string).collect();
        return Err(RunError::NothingSelected(patterns.join(", ")));
    }
    Ok(())
}

/// Tells the last event.
pub(super) fn finish(mut session: Session<'_>) -> Verdict {
    let verdict = if session.findings.failing(session.plan.deny) {
        Verdict::Broken
    } else if session.obstacles.is_empty() {
        Verdict::Held
    } else {
        Verdict::Undecided
    };
    session.stats.duration_ms = u64::try_from(session.emitter.clock().elapsed().as_millis()).unwrap_or(u64::MAX);
    let (stats, promises) = (session.stats, session.promises.uses());
    session.emitter.emit(EventKind::RunFinished { verdict, stats, promises });
    verdict
}

/// The first authored case with a body that changes something: the page's own example. A page whose example sends an
/// empty object has nothing else to start from.
///
/// # Errors
/// When no case has a body that must be accepted.
pub fn documented(bundle: &ContractBundle) -> Result<Input, RunError> {
    let cases = bundle.cases.iter().enumerate().map(|(n, file)| phases::of_case(&file.case, n));
    let mut usable = cases.filter(|input| input.mutation.is_none() && input.body != InputBody::None);
    let (with, without): (Vec<Input>, Vec<Input>) = usable.by_ref().partition(|input| !input.patch.is_empty());
    let documented = with.iter().find(|input| input.id == "case/documented").or(with.first()).or(without.first());
    documented.cloned().ok_or_else(|| RunError::NoCase(bundle.contract.name.clone()))
}

fn facts(plan: &Plan, session: &Session<'_>) -> RunFacts {
    let contract = &plan.bundle.contract;
    let entry = |rule: &&'static crate::rules::Rule| RuleEntry {
        id: rule.id.to_owned(),
        level: rule.level,
        summary: rule.summary.to_owned(),
        clause: rule.clause.to_owned(),
    };
    RunFacts {
        version: VERSION,
        docproof: env!("CARGO_PKG_VERSION").to_owned(),
        started: session.emitter.clock().started(),
        contract: contract.name.clone(),
        page: contract.page.file.clone(),
        operation: format!("{} {}", contract.operation.method, contract.operation.path.0),
        target: plan.target.clone(),
        params: plan.params.clone(),
        seed: plan.seed,
        planned: plan.inputs,
        rules: plan.rules.iter().map(entry).collect(),
        properties: contract.properties.clone(),
        example: page_facts::example(&plan.bundle),
        changes: page_facts::changes(),
    }
}

/// The lowest level that makes a run fail when nothing else is asked for.
pub(super) const DEFAULT_DENY: Level = Level::Must;
