// The room of Maps; see docs/architecture.md.
