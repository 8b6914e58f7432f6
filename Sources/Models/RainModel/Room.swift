// The room of RainModel; see docs/architecture.md.
