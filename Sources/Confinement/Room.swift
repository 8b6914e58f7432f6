// The room of Confinement; see docs/architecture.md.
