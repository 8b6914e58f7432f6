// The room of Areas; see docs/architecture.md.
