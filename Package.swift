// swift-tools-version: 6.1
import PackageDescription

// One package, floors bottom up (docs/architecture.md). A target imports only from floors below its own;
// Tests/HouseTests reads this file and the sources and fails on an import that goes up or sideways.

let package = Package(
  name: "twinbench",
  products: [
    .executable(name: "twinbench", targets: ["twinbench"]),
    .executable(name: "twinbench-worker", targets: ["twinbench-worker"]),
    .library(
      name: "TwinbenchKernels",
      targets: [
        "ComfortModel", "Elementary", "Essentials", "Grids", "HeatModel", "ModelKit", "RainModel", "UrbanClimate",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: ["FullFoundation"]),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    // Floor 0: what Swift cannot say.
    .systemLibrary(name: "CArchive"),
    .systemLibrary(name: "CCairo"),
    .systemLibrary(name: "CCMark"),
    .systemLibrary(name: "CGDAL"),
    .systemLibrary(name: "CGEOS"),
    .systemLibrary(name: "CQREncode"),
    .systemLibrary(name: "CSodium"),
    .systemLibrary(name: "CZlib"),
    .target(name: "CConfinement"),
    .target(name: "CPlatform"),

    // Floor 1
    .target(name: "Essentials", dependencies: ["CSodium", "CPlatform", .product(name: "Yams", package: "Yams")]),
    .target(name: "Elementary"),

    // Floor 2
    .target(name: "Grids", dependencies: ["Essentials", "Elementary"]),
    .target(name: "Geometry", dependencies: ["CGEOS", "Essentials"]),
    .target(name: "Confinement", dependencies: ["CConfinement", "CPlatform", "Essentials"]),
    .target(name: "Markup", dependencies: ["CCMark", "Essentials"]),

    // Floor 3
    .target(name: "Archives", dependencies: ["CArchive", "Essentials"]),
    .target(name: "GeoFormats", dependencies: ["CGDAL", "Essentials", "Geometry", "Grids"]),
    .target(name: "ModelKit", dependencies: ["Essentials", "Elementary", "Grids"]),

    // Floor 4
    .target(name: "Areas", dependencies: ["Essentials", "Geometry", "Grids", "ModelKit"]),
    .target(name: "Maps", dependencies: ["CCairo", "Essentials", "Geometry", "Grids"]),
    .target(name: "TwinPacks", dependencies: ["Archives", "Essentials"]),
    .target(name: "UrbanClimate", dependencies: ["Elementary", "Essentials", "Grids", "ModelKit"]),

    // Floor 5
    .target(
      name: "ComfortModel", dependencies: ["Elementary", "Essentials", "Grids", "ModelKit", "UrbanClimate"],
      path: "Sources/Models/ComfortModel"),
    .target(
      name: "HeatModel", dependencies: ["Elementary", "Essentials", "Grids", "ModelKit", "UrbanClimate"],
      path: "Sources/Models/HeatModel"),
    .target(
      name: "RainModel", dependencies: ["Elementary", "Essentials", "Grids", "ModelKit"],
      path: "Sources/Models/RainModel"),
    .target(
      name: "Indicators", dependencies: ["Areas", "Essentials", "Geometry", "Grids"],
      plugins: [.plugin(name: "Registry")]),

    // Floor 6
    .target(
      name: "Scenarios",
      dependencies: [
        "Areas", "ComfortModel", "Essentials", "Geometry", "Grids", "HeatModel", "Indicators", "ModelKit", "RainModel",
      ],
      plugins: [.plugin(name: "Registry")]),

    // Floor 7
    .target(
      name: "Assessment",
      dependencies: ["Archives", "Areas", "Essentials", "Geometry", "Grids", "Indicators", "ModelKit", "Scenarios"],
      plugins: [.plugin(name: "Registry")]),

    // Floor 8
    .target(name: "AreaImport", dependencies: ["Areas", "Essentials", "GeoFormats", "Geometry", "Grids"]),
    .target(name: "AreaSynthesis", dependencies: ["Areas", "Essentials", "GeoFormats", "Geometry", "Grids"]),
    .target(
      name: "Classroom",
      dependencies: ["Areas", "Essentials", "Geometry", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(
      name: "Courses",
      dependencies: [
        "Archives", "Areas", "Assessment", "Essentials", "Indicators", "Markup", "Scenarios", "TwinPacks",
      ],
      plugins: [.plugin(name: "Registry")]),
    .target(
      name: "Jobs",
      dependencies: [
        "Archives", "Areas", "Assessment", "Essentials", "Grids", "Indicators", "ModelKit", "Scenarios", "TwinPacks",
      ]),

    // Floor 9
    .target(
      name: "Application",
      dependencies: [
        "Archives", "Areas", "Assessment", "Classroom", "Confinement", "Courses", "CPlatform", "Essentials", "Geometry",
        "Indicators", "Jobs", "ModelKit", "Scenarios", "TwinPacks",
      ]),
    .target(
      name: "WorkerTasks",
      dependencies: [
        "Archives", "AreaImport", "Areas", "AreaSynthesis", "Assessment", "Confinement", "Courses", "Essentials",
        "GeoFormats", "Geometry", "Grids", "Indicators", "Jobs", "Maps", "Markup", "ModelKit", "Scenarios", "TwinPacks",
        "UrbanClimate",
      ]),

    // Floor 10
    .target(
      name: "Workbench",
      dependencies: [
        "Application", "Areas", "Assessment", "Classroom", "CQREncode", "CZlib", "Essentials", "Geometry", "Indicators",
        "Jobs", "Scenarios", "TwinPacks",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      exclude: ["Localizations", "Views", "Web"]),

    // Floor 11
    .executableTarget(
      name: "twinbench",
      dependencies: [
        "Application", "Areas", "Assessment", "Classroom", "Courses", "Essentials", "Indicators", "Jobs", "Scenarios",
        "TwinPacks", "Workbench",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "twinbench-worker", dependencies: ["Confinement", "Essentials", "Jobs", "WorkerTasks"]),
    // A worker that tries what it must not; only the tests of Confinement start it.
    .executableTarget(name: "confinement-probe", dependencies: ["Confinement", "Essentials"]),

    // Lists the kinds of thing in a folder, so that a new one is one new file.
    .plugin(name: "Registry", capability: .buildTool()),
  ],
  swiftLanguageModes: [.v6]
)

package.targets += [
  .target(name: "TestSupport", path: "Tests/TestSupport"),
  .target(
    name: "ClimateTestSupport", dependencies: ["Grids", "ModelKit", "TestSupport"], path: "Tests/ClimateTestSupport"),
  .target(
    name: "AreaTestSupport", dependencies: ["Areas", "Essentials", "Geometry", "Grids", "TestSupport"],
    path: "Tests/AreaTestSupport"),
]

let programs = ["twinbench", "twinbench-worker"]

// The tests of a target are in Tests/NAMETests; those of Application also cover Jobs, WorkerTasks and the programs.
for (name, more) in [
  ("House", [String]()), ("Essentials", []), ("Elementary", []), ("Grids", ["Essentials"]),
  ("Geometry", ["Essentials", "Grids"]), ("Confinement", ["Essentials", "confinement-probe"]),
  ("Archives", ["Essentials"]),
  ("GeoFormats", ["Essentials", "Geometry", "Grids"]), ("ModelKit", ["Essentials", "Grids"]),
  ("Areas", ["AreaTestSupport", "Essentials", "Geometry", "Grids", "ModelKit"]),
  ("Maps", ["Essentials", "Geometry", "Grids"]),
  ("TwinPacks", ["Archives", "Essentials"]),
  ("UrbanClimate", ["ClimateTestSupport", "Elementary", "Essentials", "Grids", "ModelKit"]),
  ("ComfortModel", ["ClimateTestSupport", "Elementary", "Essentials", "Grids", "ModelKit", "UrbanClimate"]),
  ("HeatModel", ["ClimateTestSupport", "Elementary", "Essentials", "Grids", "ModelKit", "UrbanClimate"]),
  ("RainModel", ["Elementary", "Essentials", "Grids", "ModelKit"]),
  (
    "Scenarios",
    ["AreaTestSupport", "Areas", "Essentials", "Geometry", "Grids", "Indicators", "ModelKit", "HeatModel", "RainModel"]
  ),
  ("Markup", ["Essentials"]), ("Indicators", ["AreaTestSupport", "Areas", "Essentials", "Geometry", "Grids"]),
  (
    "Assessment",
    ["AreaTestSupport", "Archives", "Areas", "Essentials", "Geometry", "Grids", "Indicators", "ModelKit", "Scenarios"]
  ),
  ("Courses", ["Archives", "Areas", "Assessment", "Essentials", "Indicators", "Markup", "Scenarios", "TwinPacks"]),
  ("Classroom", ["Areas", "Essentials", "Geometry"]),
  ("AreaSynthesis", ["Areas", "Essentials", "GeoFormats", "Geometry", "Grids"]),
  ("AreaImport", ["Areas", "Essentials", "GeoFormats", "Geometry", "Grids"]),
  (
    "Application",
    [
      "Areas", "Assessment", "Classroom", "Confinement", "Courses", "Essentials", "Indicators", "Jobs", "Scenarios",
      "TwinPacks",
    ] + programs
  ),
  (
    "Workbench",
    ["Application", "Areas", "Assessment", "Classroom", "Essentials", "Indicators", "Jobs", "Scenarios", "TwinPacks"]
      + programs
  ),
] {
  let own: [Target.Dependency] = ["TestSupport"] + (name == "House" ? [] : [.byName(name: name)])
  package.targets.append(
    .testTarget(name: name + "Tests", dependencies: own + more.map { .byName(name: $0) }))
}

// Published cases, and the pages on them in docs/validation.
package.targets.append(
  .testTarget(
    name: "ValidationTests",
    dependencies: [
      "ClimateTestSupport", "ComfortModel", "Elementary", "Essentials", "GeoFormats", "Grids", "HeatModel", "ModelKit",
      "TestSupport",
      "UrbanClimate",
    ]
  ))
