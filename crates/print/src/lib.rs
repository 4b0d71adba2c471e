//! The after-action report on paper: blocks in, PDF out, set by Typst.
//!
//! Invariant: the document's texts reach Typst as data, never as markup; nothing is read from disk or network, and no
//! clock is asked, so that the same report gives the same bytes.
#![warn(missing_docs)]

mod pages;
mod world;

use sarex_report::document::Document;
use typst::{foundations::Bytes, text::Font};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use world::World;

/// Why a report could not be set.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The font is no font.
    #[error("the font for the PDF cannot be read: it is no OpenType font")]
    Font,
    /// Typst gave up.
    #[error("the report cannot be set as PDF: {0}; the HTML report can be printed from a browser")]
    Typst(String),
}

/// Sets a report as tagged PDF on A4 pages, with the exercise marker on each.
///
/// `font`: an OpenType font with Latin, Korean and Japanese letters, the only one used.
///
/// # Errors
/// The font is none, or Typst refuses a picture or the whole.
pub fn pdf(document: &Document, font: &[u8]) -> Result<Vec<u8>, PrintError> {
    let font = Font::new(Bytes::new(font.to_vec()), 0).ok_or(PrintError::Font)?;
    let world = World::new(pages::files(document, &font.info().family)?, font);
    let told = |diagnostics: &[typst::diag::SourceDiagnostic]| {
        let texts: Vec<&str> = diagnostics.iter().map(|d| d.message.as_str()).collect();
        PrintError::Typst(texts.join("; "))
    };
    let paged: PagedDocument = typst::compile(&world).output.map_err(|d| told(&d))?;
    let bytes = typst_pdf::pdf(&paged, &PdfOptions::default()).map_err(|d| told(&d))?;
    // Typst keeps what it reckoned for the next document; here there is none.
    typst::comemo::evict(0);
    Ok(bytes)
}

#[cfg(test)]
mod tests;
