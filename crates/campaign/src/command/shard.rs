//! `sarex campaign shard`.

use sarex_headless::failure::Failure;

use crate::{args::ShardArgs, job::Job, shard};

/// Runs one shard and says how it ended.
pub fn shard(args: &ShardArgs) -> Result<(), Failure> {
    if args.count {
        println!("{}", Job::open(&args.plan).map_err(Failure::input)?.shards());
        return Ok(());
    }
    let unit = Job::open(&args.plan).map_err(Failure::input)?.unit();
    match shard::guarded(&args.plan, args.index) {
        Ok(Ok(done)) if done.skipped => println!("shard {}: its {} {unit} are there already", done.shard, done.units),
        Ok(Ok(done)) => println!("shard {}: {} {unit} in {:.1} s", done.shard, done.units, done.wall_ms as f64 / 1e3),
        Ok(Err(given_up)) => {
            return Err(Failure::Findings(vec![format!("shard {}: {}", given_up.shard, given_up.why)]));
        }
        Err(error) => {
            return Err(Failure::input(format!("{error}\n  hint: is the disk full, or the folder read-only?")));
        }
    }
    Ok(())
}
