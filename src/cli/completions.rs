//! `docproof completions` and `docproof man`: made from the definitions that read the command line.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::args::Cli;
use super::exit::Exit;
use super::output;

pub(super) fn completions(shell: Shell) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "docproof", &mut script);
    output::out(&String::from_utf8_lossy(&script));
    Exit::Held
}

/// One page for the program and all of its commands.
pub(super) fn man() -> Exit {
    match page() {
        Ok(page) => {
            output::out(&String::from_utf8_lossy(&page));
            Exit::Held
        }
        Err(error) => {
            output::error(&error);
            Exit::Bug
        }
    }
}

fn page() -> std::io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in command.get_subcommands() {
        let man = clap_mangen::Man::new(sub.clone());
        page.extend(format!(".SH \"DOCPROOF {}\"\n", sub.get_name().to_uppercase()).bytes());
        let mut body = Vec::new();
        man.render_synopsis_section(&mut body)?;
        man.render_description_section(&mut body)?;
        man.render_options_section(&mut body)?;
        // a section of a command is a part of its section
        page.extend(String::from_utf8_lossy(&body).replace("\n.SH ", "\n.SS ").replacen(".SH ", ".SS ", 1).bytes());
    }
    Ok(page)
}
