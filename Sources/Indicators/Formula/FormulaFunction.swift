import Essentials

/// A function of the formula language. A new one is one new file in `Functions/`, with the type's name.
protocol FormulaFunction: Sendable {
  static var name: String { get }
  /// How to write it: `mean(layer)`.
  static var usage: String { get }
  /// One line for the page of functions and for messages.
  static var summary: LocalizedText { get }
  /// Its values are taken in the situation without plan.
  static var looksBefore: Bool { get }

  /// The type of the result, before anything runs.
  /// - Throws: through `call`, for values that do not fit.
  static func type(of call: FormulaCall, in symbols: FormulaSymbols) throws -> FormulaType

  /// - Parameter values: of the types that `type(of:in:)` accepted.
  static func value(_ values: [FormulaValue], of call: FormulaCall, in inputs: FormulaInputs) throws -> FormulaValue
}

extension FormulaFunction {
  static var looksBefore: Bool { false }
}

/// A function with what stands between its brackets.
struct FormulaCall: Sendable {
  struct Argument: Sendable {
    var type: FormulaType
    var range: Range<Int>
    /// A text or number that is written in the formula itself.
    var literal: FormulaNode.Kind?

    var text: String? { if case .text(let text) = literal { text } else { nil } }
    var number: Quantity? { if case .number(let number) = literal { number } else { nil } }
  }

  var function: String
  var usage: String
  var range: Range<Int>
  var arguments: [Argument]

  func requireCount(_ counts: ClosedRange<Int>) throws {
    guard counts.contains(arguments.count) else {
      throw FormulaFault(
        .argumentCount(function: function, usage: usage, found: arguments.count), range)
    }
  }

  /// The error for an argument of the wrong type.
  func wrongType(_ index: Int, expected: LocalizedText) -> FormulaFault {
    FormulaFault(.wrongType(expected: expected, found: arguments[index].type), arguments[index].range)
  }

  func nothingToMeasure(_ reason: LocalizedText) -> FormulaFault {
    FormulaFault(.nothingToMeasure(reason), range)
  }
}
