import EbbTesting
import Registry
import Reports
import Store
import Testing

/// A report as files.
struct ReportTests {
    private static let requests = (0..<30).flatMap { number in
        [
            old.of("team/image-\(number)") * (number + 1), new.of("team/image-\(number)"),
            new.on("2023-03-0\(number % 9 + 1)"),
        ]
    }

    @Test func sameStoreSameBytes() throws {
        #expect(try Shown(Self.requests).report() == Shown(Self.requests).report())
    }

    /// Each file is made once, by one of both, and is the same as without help.
    @Test func helpWritesTheSame() throws {
        let shown = try Shown(Self.requests)
        let report = Report(shown.context)
        let shared = SharedWork()
        var files: [String: String] = [:]
        let keep = { (file: Report.File) in #expect(files.updateValue(file.text, forKey: file.path) == nil) }
        try report.help(shared, ask: shown.ask, to: keep)
        #expect(files.count == 31)
        try report.write(shared, ask: shown.ask, to: keep)
        #expect(try files == shown.report())
    }

    @Test func linksLeadToFiles() throws {
        let files = try Shown(Self.requests).report()
        for (path, text) in files where path.hasSuffix(".html") {
            let folder = path.contains("/") ? "images/" : ""
            for link in text.all(between: " href=\"", "\"") where !link.hasPrefix("data:") {
                if link.hasPrefix("#") {
                    #expect(text.contains(" id=\"\(link.dropFirst())\""), "\(path): \(link)")
                } else {
                    let target = link.hasPrefix("../") ? String(link.dropFirst(3)) : folder + link
                    #expect(files[target] != nil, "\(path): \(link)")
                }
            }
        }
    }

    @Test func nothingIsLoadedFromElsewhere() throws {
        for (path, text) in try Shown(Self.requests).report() where path.hasSuffix(".html") {
            // The icon's name space is a name, and stands in a data URL.
            let links = text.split(separator: "xmlns='http:").joined()
            #expect(!links.contains("http:") && !links.contains("https:") && !links.contains("src="), "\(path)")
            #expect(!text.contains(" style=") && !text.contains(" onclick"), "\(path)")
            #expect(
                text.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;"),
                "\(path)"
            )
        }
    }

    @Test func dataAreTheAnswers() throws {
        let shown = try Shown(Self.requests)
        let files = try shown.report(from: Day("2023-03-02"), to: Day("2023-03-20"))
        var query = Query(.images)
        query.from = Day("2023-03-02")
        query.to = Day("2023-03-20")
        query.sort = "-requests"
        query.limit = 0
        #expect(files["data/images.json"] == (try shown.ask(query).json))
        #expect(files["data/images.csv"] == (try shown.ask(query).csv))
        #expect(files.keys.filter { $0.hasPrefix("data/") }.count == 32)
    }

    @Test func twoHundredImagesHavePages() throws {
        let requests = (0..<210).map { new.of("image-\($0)") * ($0 + 1) }
        let files = try Shown(requests).report()
        #expect(files.keys.filter { $0.hasPrefix("images/") }.count == 200)
        #expect(files["images/image-209.html"] != nil)
        #expect(files["images/image-9.html"] == nil)
    }

    @Test func emptyStore() throws {
        let files = try Shown([]).report()
        #expect(files["index.html"]?.contains("Nothing has been counted yet.") == true)
        #expect(files["summary.md"]?.contains("Nothing has been counted yet") == true)
    }
}
