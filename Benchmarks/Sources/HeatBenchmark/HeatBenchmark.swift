@main
enum HeatBenchmark {
  static func main() {}
}
