//! `reflect man`: the manual page, for packagers.

use super::out;
use crate::cli::Cli;
use crate::trouble::Trouble;
use clap::CommandFactory;

pub fn run() -> Result<u8, Trouble> {
    let mut page = Vec::new();
    let failed = |error: std::io::Error| Trouble::refused(format!("No manual page: {error}."));
    clap_mangen::Man::new(Cli::command())
        .render(&mut page)
        .map_err(failed)?;
    // The page of the program itself names its verbs; what each takes follows below.
    for verb in Cli::command().get_subcommands() {
        let name = format!("reflect-{}", verb.get_name());
        let man = clap_mangen::Man::new(verb.clone().bin_name(name.clone()).display_name(name));
        man.render_synopsis_section(&mut page).map_err(failed)?;
        man.render_description_section(&mut page).map_err(failed)?;
        man.render_options_section(&mut page).map_err(failed)?;
    }
    out::print(&String::from_utf8_lossy(&page))?;
    Ok(0)
}
