#!/bin/bash
# A campaign as a Slurm job array: every task runs some shards, a lost node's tasks are run again, resume writes the report.
#
#   sarex campaign plan donghae-oki-raft --vary FILE.toml --runs 1000 --out /shared/campaign
#   sbatch --array=0-49 slurm.sh /shared/campaign        # 50 tasks; each takes every 50th shard
#   sarex campaign resume --out /shared/campaign         # when all are done: runs what is still missing, writes the report
#
#SBATCH --job-name=sarex
#SBATCH --cpus-per-task=1
#SBATCH --requeue
set -eu
campaign="$1"
shards="$(sarex campaign shard --plan "$campaign" --index 0 --count)"
for index in $(seq "$SLURM_ARRAY_TASK_ID" "$SLURM_ARRAY_TASK_COUNT" $((shards - 1))); do
    # A shard that fails is kept in the campaign's folder with its reason; the others go on.
    sarex campaign shard --plan "$campaign" --index "$index" || true
done
