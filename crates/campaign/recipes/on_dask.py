"""A campaign on Dask: every task is `sarex campaign shard`, as a plain command.

pip install "dask[distributed]"
python on_dask.py /shared/campaign                       # workers on this machine
python on_dask.py /shared/campaign tcp://host:8786       # an existing scheduler
"""

import subprocess
import sys

from dask.distributed import Client, LocalCluster, as_completed


def shard(campaign, index):
    """Runs one shard; one that fails has left its reason in the campaign's folder."""
    done = subprocess.run(
        ["sarex", "campaign", "shard", "--plan", campaign, "--index", str(index)], capture_output=True, text=True
    )
    if done.returncode == 2:  # storage trouble: worth another try on another worker
        raise OSError(done.stderr)
    return (done.stdout or done.stderr).strip()


def main():
    campaign = sys.argv[1]
    count = ["sarex", "campaign", "shard", "--plan", campaign, "--index", "0", "--count"]
    shards = int(subprocess.run(count, check=True, capture_output=True, text=True).stdout)
    client = Client(sys.argv[2]) if len(sys.argv) > 2 else Client(LocalCluster(threads_per_worker=1))
    tasks = [client.submit(shard, campaign, index, retries=3, pure=False) for index in range(shards)]
    for task in as_completed(tasks):
        print(task.result())
    subprocess.run(["sarex", "campaign", "resume", "--out", campaign], check=True)


if __name__ == "__main__":
    main()
