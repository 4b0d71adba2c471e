//! `sarex drift`.

use crate::failure::Failure;

/// The font of pictures: the desk's own, or a copy where the desk is left out.
#[cfg(feature = "desk")]
pub fn font() -> &'static [u8] {
    sarex_desk::FONT
}
#[cfg(not(feature = "desk"))]
pub fn font() -> &'static [u8] {
    include_bytes!("../../desk/assets/fonts/sarex-sans-cjk.otf")
}

/// Runs a drift case.
pub fn drift(args: &sarex_drift::inputs::Args) -> Result<(), Failure> {
    let answer = sarex_drift::command::drift(args, font()).map_err(|findings| Failure::inputs(&findings))?;
    for warning in &answer.warnings {
        eprintln!("{warning}");
    }
    print!("{}", answer.text);
    Ok(())
}
