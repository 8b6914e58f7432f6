// The room of Scenarios; see docs/architecture.md.
