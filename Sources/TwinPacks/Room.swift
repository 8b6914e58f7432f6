// The room of TwinPacks; see docs/architecture.md.
