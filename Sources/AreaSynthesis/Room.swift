// The room of AreaSynthesis; see docs/architecture.md.
