//! Where the inputs of a run come from.

use std::rc::Rc;

use crate::engine::plan::control_of;
use crate::generate::Generator;
use crate::model::Input;
use crate::rules::Control;

/// The generator, the documented patch, and the request that must be accepted beside every negative.
#[derive(Debug)]
pub struct Inputs {
    pub generator: Rc<Generator>,
    /// The patch that the page shows.
    pub documented: Input,
    control: Option<Input>,
    /// Whether the control was seen accepted.
    control_holds: bool,
    /// Whether controls may have other values than the documented ones.
    may_vary: bool,
}

impl Inputs {
    /// Inputs around the patch that the page shows: the control until another one is accepted.
    pub fn new(generator: Generator, documented: &Input) -> Self {
        let control = control_of(documented);
        Self {
            generator: Rc::new(generator),
            documented: control.clone(),
            control: Some(control),
            control_holds: false,
            may_vary: true,
        }
    }

    /// Whether controls may have other values than the documented ones: as long as none was refused.
    pub fn takes_other_values(&self) -> bool {
        self.may_vary && self.control_holds
    }

    /// Other values were refused: from now on every control has the documented ones.
    pub fn keep_to_documented(&mut self) {
        self.may_vary = false;
    }

    /// The request that must be accepted beside every negative.
    pub fn control(&self) -> Option<&Input> {
        self.control.as_ref()
    }

    /// Makes `control` the control, since it is known to be accepted.
    pub fn settle_on(&mut self, control: Input) {
        (self.control, self.control_holds) = (Some(control), true);
    }

    /// Whether another patch may still become the control.
    pub fn control_is_provisional(&self) -> bool {
        !self.control_holds
    }

    /// What the control says of a negative before any is sent beside it.
    pub fn first_guard(&self) -> Control {
        if self.control_holds { Control::Accepted } else { Control::Refused }
    }
}
