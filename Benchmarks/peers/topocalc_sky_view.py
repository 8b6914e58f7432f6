"""Sky view of the synthetic town by topocalc: topocalc_sky_view.py SURFACE REPETITIONS

SURFACE holds 1000 x 1000 32-bit little-endian floats. Prints the median and the best of the repetitions: 16 horizons
without a radius, cosine-weighted, so times and values compare.
"""

import statistics
import sys
import time

import numpy
from topocalc.horizon import horizon

surface = numpy.fromfile(sys.argv[1], "<f4").reshape(1000, 1000).astype(float)
times = []
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    total = numpy.zeros_like(surface)
    for direction in range(16):
        azimuth = 22.5 * direction
        total += 1 - horizon(azimuth - 360 if azimuth > 180 else azimuth, surface, 1.0) ** 2
    times.append(time.perf_counter() - start)
print(f"topocalc-sky-view {statistics.median(times):.4g} s, best {min(times):.4g} s")
print(f"topocalc-sky-view-mean {(total / 16).mean():.6g} 1")
