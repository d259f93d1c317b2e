import Foundation

/// What tools say that they counted.
enum Figures {
    /// `	allocations:          	732688`
    static func allocations(in file: String) -> Double? {
        number(/(?m)^\s*allocations:\s+([0-9]+)/, in: file)
    }

    /// `123456,,instructions:u,…`
    static func instructions(in file: String) -> Double? {
        number(/(?m)^([0-9]+),[^,]*,instructions/, in: file)
    }

    private static func number(_ pattern: Regex<(Substring, Substring)>, in file: String) -> Double? {
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
        return text.firstMatch(of: pattern).flatMap { Double($0.1) }
    }
}
