// The room of GeoFormats; see docs/architecture.md.
