//! `sarex plan` and the built-in part of `sarex pattern`.

use sarex_plan::{PatternCommand, PlanCommand};

use crate::failure::Failure;

/// Prints a worksheet.
pub fn plan(command: &PlanCommand) -> Result<(), Failure> {
    print!("{}", command.run().map_err(|findings| Failure::inputs(&findings))?);
    Ok(())
}

/// Prints or writes a pattern.
pub fn pattern(command: &PatternCommand) -> Result<(), Failure> {
    print!("{}", command.run().map_err(|findings| Failure::inputs(&findings))?);
    Ok(())
}
