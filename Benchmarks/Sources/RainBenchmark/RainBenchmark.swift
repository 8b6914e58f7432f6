@main
enum RainBenchmark {
  static func main() {}
}
