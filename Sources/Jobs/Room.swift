// The room of Jobs; see docs/architecture.md.
