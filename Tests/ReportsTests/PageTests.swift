import EbbTesting
import Registry
import Reports
import Store
import Testing

/// Addresses, filters and what pages say of single things.
struct PageTests {
    @Test(arguments: ["/nothing", "", "/images/", "/clients/", "/Images", "/sources/a"])
    func unknownPathsAreNoPages(_ path: String) throws {
        #expect(try Page(path: path, parameters: []) == nil)
    }

    @Test func pathsNamePlaces() throws {
        #expect(try Page(path: "/images/a/b", parameters: [])?.place == .image("a/b"))
        #expect(try Page(path: "/clients/192.0.2.0/24", parameters: [])?.place == .client("192.0.2.0/24"))
    }

    @Test(
        "a filter that can't be taken is refused, and the refusal says what can",
        arguments: [
            ("/", "sort", "requests", "This page takes no \"sort\"; it takes from, to, definition."),
            ("/images", "from", "2023-02-31", "from is \"2023-02-31\"; write a day of the calendar"),
            ("/tools", "repository", "pause", "it takes from, to, endpoint, tool, definition, sort, after"),
            ("/sources", "from", "2023-02-01", "it takes sort, after"),
            ("/images", "endpoint", String(repeating: "x", count: 1025), "longer than 1,024 bytes"),
        ]
    )
    func refusals(_ path: String, _ name: String, _ value: String, _ words: String) {
        #expect {
            try Page(path: path, parameters: [(name, value)])
        } throws: { error in
            (error as? QueryError)?.description.contains(words) == true
        }
    }

    @Test func aFilterTwiceIsRefused() {
        #expect(throws: QueryError.self) {
            try Page(path: "/", parameters: [("from", "2023-01-01"), ("from", "2023-01-02")])
        }
    }

    @Test func whatNobodyAskedForIsNotFound() throws {
        let shown = try Shown([old, new])
        #expect(throws: PageError.self) { try shown.html("/images/nothing") }
        #expect(throws: PageError.self) { try shown.html("/clients/192.0.2.99") }
        // On other days only: there is a page, and it says so.
        let html = try shown.html("/images/pause", [("from", "2023-03-21")])
        #expect(html.contains("No request in this range."))
    }

    @Test func listsAreSortedByLinksAndPaged() throws {
        let shown = try Shown((0..<60).map { old.of("image-\($0)") * ($0 + 1) })
        let first = try shown.html("/images")
        #expect(first.all(between: "<tr><th scope=\"row\"", "</tr>").count == 50)
        #expect(first.contains("aria-sort=\"descending\""))
        #expect(first.contains("href=\"/images?sort=requests\""))
        let next = first.between("href=\"/images?after=", "\"")
        let cursor = next.split(separator: "%7E").joined(separator: "~")
        let query = try shown.ask(Query(.images))
        #expect(query.rows.count == 50)
        #expect(cursor.contains("requests"))
    }

    @Test func changesOfAWeek() throws {
        let requests = [
            old.of("steady").on("2023-03-01"), old.of("steady").on("2023-03-13"), old.of("steady"),
            old.of("back").on("2023-03-01"), old.of("back"), old.of("new"), old.of("gone").on("2023-03-02"),
            old.of("resting").on("2023-03-10"),
        ]
        let html = try Shown(requests).html("/").between("id=\"changes\"", "</section>")
        let groups = html.all(between: "<h3>", "</ul>")
        #expect(groups.map { $0.between("<b>", "</b>") } == ["1", "1", "1"])
        #expect(groups.map { $0.between("<bdi>", "</bdi>") } == ["new", "back", "gone"])
    }

    @Test func policyHoldsTheHashesOfWhatIsInlined() throws {
        #expect(Page.contentSecurityPolicy.hasPrefix("default-src 'none'; style-src 'sha256-"))
        #expect(Page.contentSecurityPolicy.contains("frame-ancestors 'none'"))
    }

    @Test func errorsAreTextToo() throws {
        let context = try Shown([]).context
        let html = ErrorPage.html(status: 404, title: "Not <found>", detail: "No \"x\"", context: context)
        #expect(html.contains("Not &lt;found&gt;") && html.contains("No &quot;x&quot;"))
    }

    @Test func whatFailsIfTheOldEndpointIsSwitchedOff() throws {
        let requests =
            (1...6).map { old.of("image-\($0)") * ($0 * 7) } + [
                old.redirected * 21, new.via(.followed) * 14, new.of("b") * 3, old.of("image-1").on("2023-03-13") * 700,
            ]
        let section = try Shown(requests).html("/").between("<h2 id=\"outage\">", "</section>")
        #expect(
            section.contains(
                "If old.example served nothing any more and kept its redirect, 21 pulls a day of 6 images would fail. "
                    + "2.0 a day would survive, since they follow the redirect. 1.0 redirects a day are lost even now"
            )
        )
        let images = section.all(between: "<tr><th scope=\"row\"", "</tr>")
        #expect(images.count == 5 && images[0].contains("image-6") && images[0].contains(">42<"))
        #expect(section.contains("/api/v1/outage?"))
        let redirecting = try Shown([old.redirected, new.via(.followed) * 7]).html("/")
            .between("<h2 id=\"outage\">", "</section>")
        #expect(redirecting.contains("none would fail. 7.0 a day would survive") && !redirecting.contains("<table"))
        #expect(try !Shown([new]).html("/").contains("id=\"outage\""))
    }

    @Test func whoIsStuckStandsBeforeWhoIsLeft() throws {
        let tries = (0..<12).map { number in
            new.with {
                $0.outcome = .missing
                $0.second = Int64(number) * 300
                $0.client = "192.0.2.77"
            }
        }
        let page = try Shown(tries + [old]).html("/")
        let section = page.between("<h2 id=\"stuck\">", "<h2 id=\"left\">")
        #expect(section.contains("192.0.2.77") && section.contains("pause") && section.contains(">12<"))
        #expect(try !Shown([old, new]).html("/").contains("id=\"stuck\""))
    }

    @Test("sources say which days have no logs, what came late, and what logs can't tell")
    func coverage() throws {
        let days = [1, 2, 5, 6, 7, 9, 28].map { "2023-03-0\($0)".replacing("028", with: "28") }
        let shown = try Shown(days.map { old.on($0) } + [new.on("2023-03-01")])
        let table = try shown.html("/sources").between("<h2 id=\"coverage\">", "</section>")
        #expect(table.contains("10 to 27 March 2023; 3 to 4 March 2023; 8 March 2023"))
        #expect(table.contains("2 to 28 March 2023"))
        #expect(table.contains("no log of it was read"))
        #expect(!table.contains("came late"))

        var source = CountedSource("late.log", content: 2, [old.on("2023-03-03")])
        source.row.ingestedAt += 86_400
        _ = try shown.store.commit([source])
        #expect(
            try shown.html("/sources").between("<p class=\"lead\">", "</p>")
                == "1 source came late, a day or more after one of later times: days of 3 March 2023 that had been told of "
                + "before were changed."
        )
    }

    @Test("figures are compared with the same number of days before, where there are logs of them")
    func periodBefore() throws {
        let requests = [
            old.on("2023-03-01") * 8, new.on("2023-03-01"), old.on("2023-03-02") * 4, old.redirected.on("2023-03-02"),
            new.via(.followed).on("2023-03-02") * 2,
        ]
        let shown = try Shown(requests)
        let second = try shown.html("/", [("from", "2023-03-02"), ("to", "2023-03-02")])
        #expect(second.contains("25.0\u{A0}% fewer than in the day before."))
        let first = try shown.html("/", [("from", "2023-03-01"), ("to", "2023-03-01")])
        #expect(!first.contains("than in the"))
    }
}
