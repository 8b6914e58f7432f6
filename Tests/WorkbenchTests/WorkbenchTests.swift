import Testing
import Workbench

@Suite("The workbench over HTTP")
struct WorkbenchTests {}
