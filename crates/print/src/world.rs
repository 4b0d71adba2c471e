//! What Typst may see: our own template, the report as data, and one font.

use std::collections::BTreeMap;

use typst::{
    Library, LibraryExt,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, Source},
    text::{Font, FontBook},
    utils::LazyHash,
};

/// The template of the pages.
const TEMPLATE: &str = include_str!("report.typ");

/// A world of a few files in memory.
pub(crate) struct World {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    font: Font,
    main: Source,
    /// By path with a leading slash.
    files: BTreeMap<String, Bytes>,
}

impl World {
    pub fn new(files: BTreeMap<String, Vec<u8>>, font: Font) -> Self {
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts([&font])),
            main: Source::detached(TEMPLATE),
            files: files.into_iter().map(|(path, bytes)| (path, Bytes::new(bytes))).collect(),
            font,
        }
    }
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(id.vpath().get_with_slash()).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        (index == 0).then(|| self.font.clone())
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
