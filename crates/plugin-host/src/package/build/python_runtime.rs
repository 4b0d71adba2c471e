//! Mends two leaks of the runtime that componentize-py 0.25.1 puts into every component, so that a plugin in Python keeps
//! its memory however long an exercise lasts.
//!
//! - `cabi_realloc` allocates for an empty list too, and nothing frees that: 16 bytes for each empty list of a call.
//! - `wit_dylib_pop_list` copies the bytes of an answer, such as the ships' state, and nothing frees the copy.
//!
//! Both functions are exports of the runtime's module. Each gets a wrapper behind the module's last function, and its
//! export is pointed there; nothing else in the component changes.

/// The version that leaks so. Another one is left as it is: `sarex plugin check` tells whether its memory grows.
pub const VERSION: &str = "0.25.1";

const REALLOC: &str = "cabi_realloc";
const POP_LIST: &str = "wit_dylib_pop_list";
const DEALLOC: &str = "wit_dylib_dealloc_bytes";

const CORE_MODULE: u8 = 1;
const IMPORTS: u8 = 2;
const FUNCTIONS: u8 = 3;
const EXPORTS: u8 = 7;
const CODE: u8 = 10;
/// Kinds of imports and exports.
const FUNCTION: u8 = 0;
const TABLE: u8 = 1;
const MEMORY: u8 = 2;
const GLOBAL: u8 = 3;
const MAGIC: &[u8] = b"\0asm";
/// The magic number and the version, bytes.
const PREAMBLE: usize = 8;

/// The component with its runtime mended; none when it holds no runtime of the kind.
pub fn mended(component: &[u8]) -> Option<Vec<u8>> {
    let mut found = false;
    let mut sections = sections(component)?;
    for section in &mut sections {
        if section.id == CORE_MODULE
            && let Some(module) = mended_module(&section.payload)
        {
            section.payload = module;
            found = true;
        }
    }
    found.then(|| joined(component, &sections))
}

fn mended_module(module: &[u8]) -> Option<Vec<u8>> {
    let mut sections = sections(module)?;
    let list = |id: u8| sections.iter().find(|section| section.id == id).map(|section| section.payload.as_slice());
    let imported = items(list(IMPORTS)?, import)?.into_iter().filter(|kind| *kind == FUNCTION).count() as u32;
    let mut types = items(list(FUNCTIONS)?, Reader::number)?;
    let mut exports = items(list(EXPORTS)?, export)?;
    let mut bodies = items(list(CODE)?, Reader::text)?;

    let exported = |name: &str| exports.iter().find(|export| export.is(name)).map(|export| export.index);
    let (realloc, pop_list, dealloc) = (exported(REALLOC)?, exported(POP_LIST)?, exported(DEALLOC)?);
    let (realloc_new, pop_list_new) = (realloc_body(realloc), pop_list_body(pop_list, dealloc));
    for (name, index, body) in [(REALLOC, realloc, &realloc_new), (POP_LIST, pop_list, &pop_list_new)] {
        let wrapper = imported + types.len() as u32;
        types.push(*types.get(index.checked_sub(imported)? as usize)?);
        bodies.push(body);
        exports.iter_mut().filter(|export| export.is(name)).for_each(|export| export.index = wrapper);
    }

    let types = vector(&types, |out, kind| number(out, *kind));
    let exports = vector(&exports, Export::write);
    let bodies = vector(&bodies, |out, body| text(out, body));
    for section in &mut sections {
        match section.id {
            FUNCTIONS => section.payload.clone_from(&types),
            EXPORTS => section.payload.clone_from(&exports),
            CODE => section.payload.clone_from(&bodies),
            _ => {}
        }
    }
    Some(joined(module, &sections))
}

/// `cabi_realloc(old, old_size, align, size)`: an empty list is at its alignment, as no one reads or frees it. Bytes and
/// texts (alignment 1) are left alone: the runtime frees the former whatever their length.
fn realloc_body(realloc: u32) -> Vec<u8> {
    let mut body = vec![0x00]; // no locals
    body.extend([0x20, 3, 0x45]); // size == 0
    body.extend([0x20, 2, 0x41, 1, 0x47, 0x71]); // and align != 1
    body.extend([0x04, 0x7f, 0x20, 2, 0x05]); // if: align; else:
    body.extend([0x20, 0, 0x20, 1, 0x20, 2, 0x20, 3, 0x10]); // the call as it came, to
    number(&mut body, realloc);
    body.extend([0x0b, 0x0b]);
    body
}

/// `wit_dylib_pop_list(call, type, at) -> length`: a copy that was made at `*at` is freed when the call is over.
fn pop_list_body(pop_list: u32, dealloc: u32) -> Vec<u8> {
    let mut body = vec![0x01, 0x01, 0x7f]; // one local: the length
    body.extend([0x20, 0, 0x20, 1, 0x20, 2, 0x10]);
    number(&mut body, pop_list);
    body.extend([0x21, 3]);
    body.extend([0x20, 2, 0x28, 2, 0, 0x04, 0x40]); // if *at is not null:
    body.extend([0x20, 0, 0x20, 2, 0x28, 2, 0, 0x20, 3, 0x41, 1, 0x41, 1, 0x10]); // call, *at, length, alignment 1, later
    number(&mut body, dealloc);
    body.extend([0x0b, 0x20, 3, 0x0b]);
    body
}

struct Section {
    id: u8,
    payload: Vec<u8>,
}

/// The sections of a module or component.
fn sections(binary: &[u8]) -> Option<Vec<Section>> {
    let mut rest = Reader(binary.strip_prefix(MAGIC)?.get(PREAMBLE - MAGIC.len()..)?);
    let mut sections = Vec::new();
    while !rest.0.is_empty() {
        sections.push(Section { id: rest.byte()?, payload: rest.text()?.to_vec() });
    }
    Some(sections)
}

/// The module or component of these sections, of the same kind as `like`.
fn joined(like: &[u8], sections: &[Section]) -> Vec<u8> {
    let mut out = like[..PREAMBLE].to_vec();
    for section in sections {
        out.push(section.id);
        text(&mut out, &section.payload);
    }
    out
}

struct Export<'a> {
    name: &'a [u8],
    kind: u8,
    index: u32,
}

impl Export<'_> {
    fn is(&self, function: &str) -> bool {
        self.kind == FUNCTION && self.name == function.as_bytes()
    }

    fn write(out: &mut Vec<u8>, export: &Self) {
        text(out, export.name);
        out.push(export.kind);
        number(out, export.index);
    }
}

fn export<'a>(rest: &mut Reader<'a>) -> Option<Export<'a>> {
    Some(Export { name: rest.text()?, kind: rest.byte()?, index: rest.number()? })
}

/// Reads over an import and tells its kind.
fn import(rest: &mut Reader<'_>) -> Option<u8> {
    rest.text()?;
    rest.text()?;
    let kind = rest.byte()?;
    match kind {
        FUNCTION => drop(rest.number()?),
        TABLE => drop((rest.byte()?, rest.limits()?)),
        MEMORY => rest.limits()?,
        GLOBAL => drop((rest.byte()?, rest.byte()?)),
        _ => return None,
    }
    Some(kind)
}

/// What is left to be read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// An unsigned number in LEB128.
    fn number(&mut self) -> Option<u32> {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return u32::try_from(value).ok();
            }
        }
        None
    }

    /// Bytes with their number before them.
    fn text(&mut self) -> Option<&'a [u8]> {
        let length = self.number()? as usize;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(text)
    }

    /// Reads over the limits of a memory or table.
    fn limits(&mut self) -> Option<()> {
        let has_most = self.byte()? & 1 == 1;
        self.number()?;
        if has_most {
            self.number()?;
        }
        Some(())
    }
}

/// The items of a section.
fn items<'a, T>(payload: &'a [u8], one: impl Fn(&mut Reader<'a>) -> Option<T>) -> Option<Vec<T>> {
    let mut rest = Reader(payload);
    (0..rest.number()?).map(|_| one(&mut rest)).collect()
}

/// The payload of a section of these items.
fn vector<T>(items: &[T], one: impl Fn(&mut Vec<u8>, &T)) -> Vec<u8> {
    let mut out = Vec::new();
    number(&mut out, items.len() as u32);
    items.iter().for_each(|item| one(&mut out, item));
    out
}

fn text(out: &mut Vec<u8>, bytes: &[u8]) {
    number(out, bytes.len() as u32);
    out.extend_from_slice(bytes);
}

fn number(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasmtime::{Engine, Instance, Memory, MemoryType, Module, Store};

    /// A runtime in little. It counts its allocations at 16, hands out 12 bytes at 64 for a list of type 1 and nothing for
    /// others, and notes at 20 to 36 what it is told to free.
    const RUNTIME: &str = r#"(component (core module
        (import "env" "memory" (memory 1))
        (import "env" "other" (func))
        (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
            (i32.store (i32.const 16) (i32.add (i32.load (i32.const 16)) (i32.const 1)))
            (i32.const 128))
        (func (export "wit_dylib_pop_list") (param i32 i32 i32) (result i32)
            (i32.store (local.get 2) (select (i32.const 64) (i32.const 0) (i32.eq (local.get 1) (i32.const 1))))
            (i32.const 12))
        (func (export "wit_dylib_dealloc_bytes") (param i32 i32 i32 i32 i32)
            (i32.store (i32.const 20) (local.get 0))
            (i32.store (i32.const 24) (local.get 1))
            (i32.store (i32.const 28) (local.get 2))
            (i32.store (i32.const 32) (local.get 3))
            (i32.store (i32.const 36) (local.get 4)))))"#;

    fn component(text: &str) -> Vec<u8> {
        wat::parse_str(text).unwrap()
    }

    /// The mended runtime and its memory.
    fn runtime() -> (Store<()>, Instance, Memory) {
        let mended = mended(&component(RUNTIME)).unwrap();
        let module = sections(&mended).unwrap().into_iter().find(|section| section.id == CORE_MODULE).unwrap().payload;
        let engine = Engine::default();
        let mut store = Store::new(&engine, ());
        let memory = Memory::new(&mut store, MemoryType::new(1, None)).unwrap();
        let other = wasmtime::Func::wrap(&mut store, || {});
        let module = Module::new(&engine, module).unwrap();
        let instance = Instance::new(&mut store, &module, &[memory.into(), other.into()]).unwrap();
        (store, instance, memory)
    }

    fn word(store: &Store<()>, memory: Memory, at: usize) -> u32 {
        u32::from_le_bytes(memory.data(store)[at..at + 4].try_into().unwrap())
    }

    #[test]
    fn only_an_empty_list_is_not_allocated() {
        let (mut store, instance, memory) = runtime();
        let realloc = instance.get_typed_func::<(u32, u32, u32, u32), u32>(&mut store, REALLOC).unwrap();
        assert_eq!(realloc.call(&mut store, (0, 0, 8, 0)).unwrap(), 8);
        assert_eq!(word(&store, memory, 16), 0);
        assert_eq!(realloc.call(&mut store, (0, 0, 8, 24)).unwrap(), 128);
        assert_eq!(realloc.call(&mut store, (0, 0, 1, 0)).unwrap(), 128, "bytes, which the runtime frees");
        assert_eq!(word(&store, memory, 16), 2);
    }

    #[test]
    fn the_bytes_of_an_answer_are_freed_when_the_call_is_over() {
        let (mut store, instance, memory) = runtime();
        let pop_list = instance.get_typed_func::<(u32, u32, u32), u32>(&mut store, POP_LIST).unwrap();
        assert_eq!(pop_list.call(&mut store, (7, 2, 40)).unwrap(), 12);
        assert_eq!(word(&store, memory, 24), 0, "a list of records has no copy");
        assert_eq!(pop_list.call(&mut store, (7, 1, 40)).unwrap(), 12);
        let freed = [20, 24, 28, 32, 36].map(|at| word(&store, memory, at));
        assert_eq!(freed, [7, 64, 12, 1, 1], "call, place, length, alignment, later");
    }

    #[test]
    fn what_is_no_runtime_is_left_alone() {
        assert_eq!(mended(&component("(component (core module (func (export \"cabi_realloc\"))))")), None);
        assert_eq!(mended(b"no component"), None);
        let whole = component(RUNTIME);
        for length in 0..whole.len() {
            assert_eq!(mended(&whole[..length]), None, "cut at {length}");
        }
    }
}
