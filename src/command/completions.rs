//! `reflect completions SHELL`: for packagers and terminals.

use super::out;
use crate::cli::Cli;
use crate::trouble::Trouble;
use clap::CommandFactory;
use clap_complete::Shell;

pub fn run(shell: Shell) -> Result<u8, Trouble> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "reflect", &mut script);
    out::print(&String::from_utf8_lossy(&script))?;
    Ok(0)
}
