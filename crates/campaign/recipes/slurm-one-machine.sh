#!/bin/bash
# Tries slurm.sh on one machine: Debian's slurm-wlm and munge, two slurmd of one core each. Needs root.
#
#   apt-get install slurm-wlm munge
#   crates/campaign/recipes/slurm-one-machine.sh FOLDER            # of a planned campaign
set -eu
campaign="$(realpath "$1")"
here="$(cd "$(dirname "$0")" && pwd)"
state="$(mktemp -d)"
host="$(hostname -s)"
stop() { pkill -x slurmd || true; pkill -x slurmctld || true; }
trap stop EXIT

mkdir -p /run/munge "$state/ctld" "$state/d1" "$state/d2"
[ -s /etc/munge/munge.key ] || { dd if=/dev/urandom of=/etc/munge/munge.key bs=1024 count=1 status=none; }
chown -R munge:munge /run/munge /etc/munge && chmod 400 /etc/munge/munge.key
pgrep -x munged >/dev/null || runuser -u munge -- /usr/sbin/munged

cat >"$state/slurm.conf" <<CONF
ClusterName=sarex
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
SlurmUser=root
AuthType=auth/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
ReturnToService=2
SchedulerType=sched/backfill
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
StateSaveLocation=$state/ctld
SlurmdSpoolDir=$state/%n
SlurmdPidFile=$state/%n.pid
SlurmctldPidFile=$state/ctld.pid
SlurmctldLogFile=$state/ctld.log
SlurmdLogFile=$state/%n.log
AccountingStorageType=accounting_storage/none
NodeName=d1 NodeHostname=$host NodeAddr=127.0.0.1 Port=16818 CPUs=1 State=UNKNOWN
NodeName=d2 NodeHostname=$host NodeAddr=127.0.0.1 Port=16819 CPUs=1 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF="$state/slurm.conf"
slurmctld
sleep 2
slurmd -N d1
slurmd -N d2
sleep 3
sinfo
sbatch --wait --array=0-3 --output="$state/task-%a.log" "$here/slurm.sh" "$campaign"
cat "$state"/task-*.log | tail -n 5
sarex campaign status --out "$campaign"
sarex campaign resume --out "$campaign" --no-recordings
