// The room of Archives; see docs/architecture.md.
