//! `docproof mock`: the reference server as a program.

use std::error::Error;

use super::args::MockArgs;
use super::exit::Exit;
use super::{output, settings};
use crate::cases::ContractBundle;
use crate::engine::DEFAULT_CONTRACT;
use crate::mock::{Mock, MockOptions};

pub(super) fn mock(args: &MockArgs) -> Exit {
    match options(args) {
        Ok(options) => super::runtime::block_on(serve(options, &args.contract)),
        Err(error) => {
            output::error(error.as_ref());
            Exit::Usage
        }
    }
}

fn options(args: &MockArgs) -> Result<MockOptions, Box<dyn Error>> {
    let bundle = ContractBundle::find(&args.contract)?;
    let token = settings::token();
    let options = super::target::mock_options(&bundle, args.port, token, &args.fault, &args.freedom)?;
    args.identity.iter().try_fold(options, |options, (identity, variable)| {
        let token = settings::variable(variable);
        let token =
            token.ok_or_else(|| format!("{variable} is not set; the token of `{}` is in it", identity.name()))?;
        Ok(options.identity(*identity, token))
    })
}

async fn serve(options: MockOptions, contract: &str) -> Exit {
    let mock = match Mock::start(options).await {
        Ok(mock) => mock,
        Err(error) => {
            output::error(&error);
            return Exit::Usage;
        }
    };
    output::out(&format!("listening on {}\n", mock.url()));
    output::err(&token(&mock));
    let named = if contract == DEFAULT_CONTRACT { String::new() } else { format!(" --contract {contract}") };
    output::err(&format!("check it with: docproof run{named} --target {}", mock.url()));
    super::signals::stopped().await;
    mock.stop().await;
    Exit::Held
}

/// Which token lets in. The mock's own is no secret; the user's may be one.
fn token(mock: &Mock) -> String {
    match settings::token() {
        Some(_) => "it lets in who sends the token in DOCPROOF_TOKEN".to_owned(),
        None => format!(
            "it lets in who sends `Authorization: Bearer {}`, which is no secret; DOCPROOF_TOKEN sets another",
            mock.token()
        ),
    }
}
