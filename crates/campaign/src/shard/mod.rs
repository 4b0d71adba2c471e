//! A shard: some seeds of one row, run and committed; the same work from any engine, twice or at once.

mod guard;
mod one_run;
mod work;

pub use guard::{GivenUp, forget_failures, given_up, guarded};
pub use one_run::record;
pub use work::{Done, Failed, work};
