import Confinement
import WorkerTasks

/// A confined process that answers jobs on its standard input until whoever started it goes away.
@main
enum WorkerMain {
  static func main() {
    WorkerLoop.run { request, context in try TaskHandler.handle(request, context: context) }
  }
}
