// swift-tools-version: 6.1
import PackageDescription

// Timings of our kernels beside a peer that installs from PyPI. A benchmark reports; it asserts nothing.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "twinbench", path: "..")],
  targets: [
    .executableTarget(
      name: "HeatBenchmark", dependencies: [.product(name: "TwinbenchKernels", package: "twinbench")]),
    .executableTarget(
      name: "RainBenchmark", dependencies: [.product(name: "TwinbenchKernels", package: "twinbench")]),
  ],
  swiftLanguageModes: [.v6]
)
