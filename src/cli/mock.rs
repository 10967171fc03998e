//! `docproof mock`: the reference server as a program.

use super::args::MockArgs;
use super::exit::Exit;
use super::output;
use crate::mock::{Mock, MockOptions};

pub(super) fn mock(args: &MockArgs) -> Exit {
    let bundle = match super::target::bundle(&args.contract) {
        Ok(bundle) => bundle,
        Err(error) => {
            output::error(&error);
            return Exit::Usage;
        }
    };
    let token = super::settings::token();
    let options = match super::target::mock_options(&bundle, args.port, token, &args.fault, &args.freedom) {
        Ok(options) => options,
        Err(error) => {
            output::error(&error);
            return Exit::Usage;
        }
    };
    super::runtime::block_on(serve(options))
}

async fn serve(options: MockOptions) -> Exit {
    let mock = match Mock::start(options).await {
        Ok(mock) => mock,
        Err(error) => {
            output::error(&error);
            return Exit::Usage;
        }
    };
    output::out(&format!("listening on {}\n", mock.url()));
    output::err(&format!("check it with: docproof run --target {}", mock.url()));
    super::signals::stopped().await;
    mock.stop().await;
    Exit::Held
}
