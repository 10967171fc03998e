//! The nouns of the house: contract, case, input, exchange, evidence, finding, verdict.
//!
//! Plain owned data, serialisable, without behaviour beyond reading itself.

mod body;
mod case;
mod contract;
mod exchange;
mod facts;
mod file_fault;
mod finding;
mod identity;
mod input;
mod level;
mod placeholder;
mod property;
mod seed;
mod sibling;
mod value_type;
mod verdict;
mod waived;

pub use body::Body;
pub use case::{Case, CaseExpectation, CaseRequest, CaseSource, Contradicting};
pub use contract::Contract;
pub use exchange::{Exchange, Header, Outcome, Request, Response, Role, TransportFailure, WireFacts};
pub use facts::{HeaderFact, MetadataRef, Operation, PageRef, PathTemplate, PermissionKind, PermissionRow, StatusFact};
pub use file_fault::FileFault;
pub use finding::{Finding, Observation, SequenceStep, Source};
pub use identity::{IDENTITY_STREAM, Identity};
pub use input::{Input, InputBody, Mutation, Resource, Strength};
pub use level::{Level, Profile};
pub use placeholder::{CURRENT_ETAG, STALE_ETAG, TOKEN, TOKEN_CHANGED, TOKEN_CUT};
pub use property::{Access, Declaration, Property};
pub use seed::{SeedError, SeedToken};
pub use sibling::{Sibling, SiblingExample, SiblingRole};
pub use value_type::{ComplexType, Member, ValueType};
pub use verdict::{Judgement, Verdict};
pub use waived::{StaleWaiver, Waived};
