//! Faults on purpose, for drills of a cluster: `SAREX_FAULT=panic:17` makes shard 17 panic, `abort:17` kills the process that
//! runs it, `slow:500` makes every shard wait so many milliseconds.

/// Does what `SAREX_FAULT` says for this shard; several are separated by commas.
pub fn before(shard: u64) {
    let Ok(faults) = std::env::var("SAREX_FAULT") else { return };
    for fault in faults.split(',') {
        let Some((what, number)) = fault.split_once(':') else { continue };
        let Ok(number) = number.parse::<u64>() else { continue };
        match what {
            "panic" if number == shard => panic!("shard {shard} is bad on purpose"),
            "abort" if number == shard => std::process::abort(),
            "slow" => std::thread::sleep(std::time::Duration::from_millis(number)),
            _ => {}
        }
    }
}
