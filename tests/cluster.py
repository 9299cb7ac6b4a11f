"""A Dask cluster of two worker processes on this machine: prints its address, ends when its standard input does.

usage: python tests/cluster.py
"""

import sys

from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)  # noqa: T201
        sys.stdin.read()
