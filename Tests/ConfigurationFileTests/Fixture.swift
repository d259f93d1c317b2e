import Foundation
import Testing

/// A document of `Fixtures`.
struct Fixture: Sendable, CustomTestStringConvertible {
    let url: URL
    var testDescription: String { url.lastPathComponent }
    var text: String { get throws { try String(contentsOf: url, encoding: .utf8) } }

    /// The error that a bad document must give, without the name of the file.
    var expected: String {
        get throws {
            try String(contentsOf: url.deletingPathExtension().appendingPathExtension("txt"), encoding: .utf8)
                .trimmingCharacters(in: .newlines)
        }
    }

    static let good = all("good")
    static let bad = all("bad")

    private static func all(_ folder: String) -> [Fixture] {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(folder)")
        let files = (try? FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "yaml" }.map { Fixture(url: $0) }
            .sorted { $0.testDescription < $1.testDescription }
    }
}
