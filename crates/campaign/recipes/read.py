"""Reads the results of a campaign with pandas and with DuckDB, and holds one against the other.

pip install pandas pyarrow duckdb
python read.py sarex-out/splits
"""

import sys

import duckdb
import pandas

parts = f"{sys.argv[1]}/parts"
frame = pandas.read_parquet(parts)
table = duckdb.sql(
    f"SELECT variant, count(*) AS runs, avg(found::INT) AS found, avg(survivors) AS survivors "
    f"FROM read_parquet('{parts}/*.parquet') GROUP BY variant ORDER BY variant"
).df()
here = frame.groupby("variant").agg(runs=("run", "nunique"), found=("found", "mean"), survivors=("survivors", "mean"))
here = here.reset_index().astype({"found": float})
print(table.to_string(index=False))
assert len(frame) == len(frame[["row", "run"]].drop_duplicates()) == table["runs"].sum(), "every run once"
assert (abs(table[["found", "survivors"]] - here[["found", "survivors"]]) < 1e-12).all().all(), "both read the same"
