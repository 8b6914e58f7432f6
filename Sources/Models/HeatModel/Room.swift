// The room of HeatModel; see docs/architecture.md.
