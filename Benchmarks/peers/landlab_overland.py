"""Cell-updates per second of landlab's OverlandFlow (de Almeida et al. 2012), for comparison with RainBenchmark.

Usage: landlab_overland.py TERRAIN SIDE SECONDS
TERRAIN holds SIDE x SIDE bed levels as little-endian float32 (RainBenchmark --terrain), cells of 2 m. Rain of
70 mm/h falls until the hour or SECONDS of wall time are over. It reports; it asserts nothing.
"""

import sys
import time

import numpy as np
from landlab import RasterModelGrid
from landlab.components import OverlandFlow


def main() -> None:
    path, side, budget = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    grid = RasterModelGrid((side, side), xy_spacing=2.0)
    # landlab counts rows from the south.
    bed = np.fromfile(path, dtype="<f4").reshape(side, side)[::-1].astype(float)
    grid.add_field("topographic__elevation", bed.ravel(), at="node")
    grid.add_zeros("surface_water__depth", at="node")
    flow = OverlandFlow(grid, mannings_n=0.03, theta=0.8, alpha=0.7, rainfall_intensity=70 / 3.6e6)

    simulated, steps = 0.0, 0
    processor = time.process_time()
    start = time.perf_counter()
    while simulated < 3600 and time.perf_counter() - start < budget:
        # Beyond 1 s thin water on slopes becomes a checkerboard at cells of 2 m; our own model keeps to it too.
        dt = min(flow.calc_time_step(), 1.0, 3600 - simulated)
        flow.run_one_step(dt=dt)
        simulated += dt
        steps += 1
    elapsed = time.perf_counter() - start
    processor = time.process_time() - processor
    updates = side * side * steps / 1e6
    print(
        f"landlab OverlandFlow: {updates / elapsed:.2f} M cell-updates/s, {steps} steps, "
        f"{simulated:.0f} s simulated in {elapsed:.1f} s ({updates / processor:.2f} per second of processor time)"
    )


if __name__ == "__main__":
    main()
