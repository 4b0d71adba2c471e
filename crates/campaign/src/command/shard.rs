//! `sarex campaign shard`.

use sarex_headless::failure::Failure;

use crate::{args::ShardArgs, plan::Plan, shard};

/// Runs one shard and says how it ended.
pub fn shard(args: &ShardArgs) -> Result<(), Failure> {
    if args.count {
        println!("{}", Plan::open(&args.plan).map_err(Failure::input)?.shards());
        return Ok(());
    }
    match shard::guarded(&args.plan, args.index) {
        Ok(Ok(done)) if done.skipped => println!("shard {}: its {} runs are there already", done.shard, done.runs),
        Ok(Ok(done)) => println!("shard {}: {} runs in {:.1} s", done.shard, done.runs, done.wall_ms as f64 / 1e3),
        Ok(Err(given_up)) => {
            return Err(Failure::Findings(vec![format!("shard {}: {}", given_up.shard, given_up.why)]));
        }
        Err(error) => {
            return Err(Failure::input(format!("{error}\n  hint: is the disk full, or the folder read-only?")));
        }
    }
    Ok(())
}
