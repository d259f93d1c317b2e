/// A piece of HTML or SVG. What is interpolated into one is escaped, unless it is such a piece itself:
///
///     let link: Markup = "<a href=\"\(address)\">\(name)</a>"
struct Markup: ExpressibleByStringInterpolation, Sendable, CustomStringConvertible {
    private(set) var text: String

    init(stringLiteral text: StaticString) { self.text = text.description }
    init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    /// A text that is none of a log's: a file of ours, or what a template made.
    init(trusted text: String) { self.text = text }

    /// What templates insert.
    var description: String { text }

    static func + (left: Markup, right: Markup) -> Markup { "\(left)\(right)" }
    static func += (left: inout Markup, right: Markup) { left.text += right.text }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }

        mutating func appendLiteral(_ literal: StaticString) { text += literal.description }
        mutating func appendInterpolation(_ value: String) { text += escaped(value) }
        mutating func appendInterpolation(_ value: Markup) { text += value.text }
        mutating func appendInterpolation(_ value: Int) { text += String(value) }
        /// A coordinate: two places are finer than any screen.
        mutating func appendInterpolation(_ value: Double) { text += coordinate(value) }
    }
}

extension Sequence<Markup> {
    func joined(separator: Markup = "") -> Markup {
        var result: Markup = ""
        for (index, piece) in enumerated() {
            if index > 0 { result += separator }
            result += piece
        }
        return result
    }
}

/// Text for an element or a quoted attribute of HTML or SVG. Characters that nobody would see are written out.
///
/// https://html.spec.whatwg.org/multipage/syntax.html#attributes-2
func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        default: result += visible(scalar)
        }
    }
    return result
}

/// A length in a picture: at most two places, no needless zeros.
func coordinate(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
    let sign = hundredths < 0 ? "-" : ""
    guard rest > 0 else { return sign + String(whole) }
    return sign + "\(whole)." + (rest % 10 == 0 ? String(rest / 10) : rest < 10 ? "0\(rest)" : "\(rest)")
}
