import EbbTesting
import Foundation
import Registry
import Reports
import Store
import Testing

/// Whatever a log says stays text: in HTML, SVG, Markdown and paths.
struct HostileTests {
    private static let names = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE images; --", "{{{frame.style}}}",
        "=HYPERLINK(\"http://evil.example\")", "../../etc/passwd", "a|b`c](http://evil.example)",
        "https://evil.example/x",
        "\u{202E}gnp.exe", "zero\u{200B}width", "bell\u{7}\u{1B}[31mred", "CON", "con", "a/b", "a_b", "a--b", "A/B",
        String(repeating: "long/", count: 60),
    ]

    private static let requests = names.flatMap { name in
        [
            old.of(name).with {
                $0.tag = name
                $0.agent = name + "/1.0"
            },
            new.of(name),
        ]
    }

    @Test func pagesHoldNothingOfIt() throws {
        let shown = try Shown(Self.requests, move(name: "<b>move</b>"))
        for (path, parameters) in [
            ("/", []), ("/images", []), ("/clients", [("tool", "<i>")]), ("/tools", []), ("/sources", []),
            ("/images/" + Self.names[0], []), ("/images/" + Self.names[8], []),
        ] as [(String, [(name: String, value: String)])] {
            check(try shown.html(path, parameters), path)
        }
    }

    private func check(_ html: String, _ path: String) {
        #expect(!html.contains("<script>alert"), "\(path)")
        #expect(!html.contains("<img"), "\(path)")
        #expect(!html.contains("<b>move"), "\(path)")
        #expect(html.components(separatedBy: "<style>").count == 2, "\(path)")
        for scalar in html.unicodeScalars where scalar.isUnseen { #expect(scalar == "\n", "\(path): \(scalar.value)") }
    }

    @Test func unseenCharactersAreWrittenOut() throws {
        let html = try Shown(Self.requests).html("/images")
        #expect(html.contains("\\u{202e}gnp.exe"))
        #expect(html.contains("zero\\u{200b}width"))
    }

    @Test func reportPathsAreSafeAndDifferent() throws {
        let files = try Shown(Self.requests).report()
        let images = files.keys.filter { $0.hasPrefix("images/") }
        #expect(images.count == Self.names.count)
        #expect(Set(images.map { $0.lowercased() }).count == Self.names.count)
        for path in images {
            let name = path.dropFirst("images/".count)
            #expect(name.utf8.count < 200)
            #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) }, "\(name)")
            #expect(!name.hasPrefix(".") && !name.hasPrefix("-") && name != "con.html", "\(name)")
        }
        for (path, text) in files where path.hasSuffix(".html") { check(text, path) }
    }

    @Test func markdownHoldsItAsCode() throws {
        let text = try #require(try Shown(Self.requests + [old.of(Self.names[6]) * 5]).report()["summary.md"])
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
        for row in rows where row.contains("evil.example") || row.contains("script") {
            // A table of three columns: no pipe and no backtick of the log's is left.
            #expect(row.filter { $0 == "|" }.count == 4, "\(row)")
            #expect(row.filter { $0 == "`" }.count == 2, "\(row)")
        }
        #expect(text.contains("`a\\u{7c}b\\u{60}c](http://evil.example)`"))
    }
}
