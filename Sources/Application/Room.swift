// The room of Application; see docs/architecture.md.
