#!/usr/bin/env python3
"""SAREX and OpenDrift on the same case in one sitting; prints a table of ratios.

    python3 -m venv venv && venv/bin/pip install opendrift
    venv/bin/python crates/drift/benches/against_opendrift.py target/release/sarex

The case: a life-raft without ballast at 47 N 25 W, 48 h at 10 min, hourly output, current on 301 x 301 nodes and wind on
81 x 81, both hourly, no land. OpenDrift is used through its public API and runs alone in a process of its own, as does
SAREX; both read the same two NetCDF files. The machine is noisy: compare ratios of one run of this script, not seconds of
two.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time

LON, LAT, HOURS, STEP_S = -25.0, 47.0, 48, 600
START = "2026-01-10T00:00Z"


def fields(folder):
    """Writes current.nc and wind.nc: closed formulas, the same bytes every time."""
    import netCDF4
    import numpy as np

    for kind, half, step in (("current", 3.0, 0.02), ("wind", 4.0, 0.1)):
        path = os.path.join(folder, kind + ".nc")
        if os.path.exists(path):
            continue
        axis = step * np.arange(-round(half / step), round(half / step) + 1)
        x, y = np.meshgrid(axis, axis)
        names = {"current": ("x_sea_water_velocity", "y_sea_water_velocity"), "wind": ("x_wind", "y_wind")}[kind]
        with netCDF4.Dataset(path, "w") as out:
            out.Conventions = "CF-1.8"
            for name, values, unit, standard in (
                ("time", np.arange(HOURS + 1), "hours since 2026-01-10 00:00:00", "time"),
                ("lat", LAT + axis, "degrees_north", "latitude"),
                ("lon", LON + axis, "degrees_east", "longitude"),
            ):
                out.createDimension(name, len(values))
                variable = out.createVariable(name, "f8", (name,))
                variable.units, variable.standard_name = unit, standard
                variable[:] = values
            east, north = (out.createVariable(name, "f4", ("time", "lat", "lon")) for name in names)
            for variable, name in ((east, names[0]), (north, names[1])):
                variable.units, variable.standard_name = "m s-1", name
            for hour in range(HOURS + 1):
                if kind == "current":
                    tide = 2 * np.pi * hour / 12.42
                    east[hour] = 0.3 * np.sin(np.pi * y) * np.cos(np.pi * x) + 0.25 * np.cos(tide)
                    north[hour] = -0.3 * np.cos(np.pi * y) * np.sin(np.pi * x) + 0.15 * np.sin(tide)
                else:
                    towards = np.radians(40 + 2.5 * hour + 10 * x + 5 * y)
                    speed = 8 + 3 * np.sin(2 * np.pi * hour / 24 + x)
                    east[hour], north[hour] = speed * np.sin(towards), speed * np.cos(towards)


def opendrift(folder, elements):
    """One OpenDrift run; prints a JSON line."""
    from datetime import datetime, timedelta

    import numpy as np
    from opendrift.models.leeway import Leeway
    from opendrift.readers.reader_netCDF_CF_generic import Reader

    model = Leeway(loglevel=50)
    model.add_reader([Reader(os.path.join(folder, kind + ".nc")) for kind in ("current", "wind")])
    model.set_config("general:use_auto_landmask", False)
    model.set_config("environment:constant:land_binary_mask", 0)
    np.random.seed(1)
    model.seed_elements(lon=LON, lat=LAT, radius=5000, number=elements, time=datetime(2026, 1, 10), object_type=26)
    ready, cpu = time.perf_counter(), time.process_time()
    model.run(
        duration=timedelta(hours=HOURS), time_step=STEP_S, time_step_output=3600, export_variables=["lon", "lat"]
    )
    print(json.dumps({
        "wall_s": time.perf_counter() - ready,
        "cpu_s": time.process_time() - cpu,
        "mean": [float(np.mean(model.elements.lon)), float(np.mean(model.elements.lat))],
        "rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }))


def sarex(program, folder, elements, threads):
    """One SAREX run, from reading the files to the last byte written."""
    out = os.path.join(folder, "out")
    command = [
        program, "drift", "--object", "LIFE-RAFT-NB-1", "--position", "47N 25W", "--sigma-nm", str(5000 / 1852),
        "--time", START, "--hours", str(HOURS), "--step-min", str(STEP_S / 60), "--elements", str(elements),
        "--wind", os.path.join(folder, "wind.nc"), "--current", os.path.join(folder, "current.nc"),
        "--threads", str(threads), "--no-picture", "--json", "--out", out,
    ]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    if status:
        sys.exit("sarex failed")
    last = json.loads(text)["times"][-1]
    return {
        "cpu_s": usage.ru_utime + usage.ru_stime,
        "wall_s": wall,
        "mean": [last["mean_lon_deg"], last["mean_lat_deg"]],
        "rss_mib": usage.ru_maxrss / 1024,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sarex", help="the program sarex")
    parser.add_argument("--folder", default="drift-bench", help="for the fields and the files")
    parser.add_argument("--elements", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--opendrift", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.opendrift:
        return opendrift(args.folder, args.opendrift)
    os.makedirs(args.folder, exist_ok=True)
    fields(args.folder)
    print("| program | elements | wall s | CPU s | M element-steps per CPU s | peak MiB | mean end | CPU ratio |")
    print("|---|---|---|---|---|---|---|---|")
    for elements in args.elements:
        steps = elements * HOURS * 3600 / STEP_S
        here = [sys.executable, __file__, args.sarex, "--folder", args.folder, "--opendrift", str(elements)]
        theirs = json.loads(subprocess.run(here, check=True, capture_output=True).stdout.splitlines()[-1])
        rows = [("OpenDrift, run() only", theirs)]
        rows += [(f"SAREX, {n} thread(s), all", sarex(args.sarex, args.folder, elements, n)) for n in (1, 2)]
        for name, row in rows:
            print(
                f"| {name} | {elements} | {row['wall_s']:.2f} | {row['cpu_s']:.2f} | {steps / row['cpu_s'] / 1e6:.2f} "
                f"| {row['rss_mib']:.0f} | {row['mean'][0]:.4f}, {row['mean'][1]:.4f} | {theirs['cpu_s'] / row['cpu_s']:.0f} |"
            )


if __name__ == "__main__":
    main()
