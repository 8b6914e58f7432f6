// The room of WorkerTasks; see docs/architecture.md.
