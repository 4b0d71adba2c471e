//! Third-party decoders may panic on damaged bytes; here that becomes an error and nothing is printed.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static DECODING: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// Runs a decoder; `None` when it panicked.
///
/// The hook that prints panics stays as it is for every other code and thread: once, a hook is laid over it that keeps
/// silent while this thread is in here.
pub(crate) fn quietly<T>(decode: impl FnOnce() -> T) -> Option<T> {
    HOOK.call_once(|| {
        let print = take_hook();
        set_hook(Box::new(move |info| {
            if !DECODING.get() {
                print(info);
            }
        }));
    });
    let outer = DECODING.replace(true);
    let result = catch_unwind(AssertUnwindSafe(decode));
    DECODING.set(outer);
    result.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_answer() {
        assert_eq!(quietly(|| 7), Some(7));
        assert_eq!(quietly(|| Vec::<u8>::new()[3]), None);
        assert!(!DECODING.get());
    }
}
