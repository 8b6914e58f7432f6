"""Sky view of the synthetic town by rvt-py: rvt_sky_view.py SURFACE REPETITIONS

SURFACE holds 1000 x 1000 32-bit little-endian floats. Prints the median and the best of the repetitions. rvt-py gives the
unweighted solid angle within 100 cells, so times compare, values do not.
"""

import statistics
import sys
import time

import numpy
import rvt.vis

surface = numpy.fromfile(sys.argv[1], "<f4").reshape(1000, 1000).astype(float)
times = []
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    result = rvt.vis.sky_view_factor(surface, resolution=1, compute_svf=True, svf_n_dir=16, svf_r_max=100)
    times.append(time.perf_counter() - start)
print(f"rvt-sky-view {statistics.median(times):.4g} s, best {min(times):.4g} s")
print(f"rvt-sky-view-mean {result['svf'].mean():.6g} 1")
