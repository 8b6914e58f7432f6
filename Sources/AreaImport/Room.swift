// The room of AreaImport; see docs/architecture.md.
