import Analysis
import EbbTesting
import Store
import Testing

struct CostPageTests {
    private let gib = Int64(1) << 30

    private func costs(_ name: String = "Google") throws -> Costs {
        let price = try #require(Amount(decimal: "0.12"))
        let rates = Rates(unit: .GiB, tiers: [.init(upTo: nil, price: price)])
        return Costs(
            tariffs: [
                Tariff(name: name, endpoints: ["old.example"], rates: rates),
                Tariff(name: "CDN", endpoints: ["cdn"], rates: rates),
            ],
            routings: [Routing(name: "all to <CDN>", rules: [.init(tariff: "CDN")])]
        )
    }

    private var requests: [MadeRequest] {
        [
            old.of("<b>").blob(100 * gib), old.of("pause").blob(900 * gib).on("2023-03-21"), new,
            MadeRequest("2023-03-21", "cdn.example").blob(1_000 * gib),
        ]
    }

    @Test("the cost in a sentence, by month, image and routing, with links to images and data")
    func page() throws {
        let html = try Shown(requests, costs: costs()).html("/cost")
        #expect(
            html.between("<h1 id=\"answer\">", "</h1>")
                == "old.example cost 120.00 USD of 240.00 USD, by own rates."
        )
        let images = html.between("<h2>Images</h2>", "</section>")
        #expect(images.contains("href=\"/images/%3Cb%3E\"") && images.contains("&lt;b&gt;") && !images.contains("<b>"))
        #expect(
            images.all(between: "<span title=\"", "</span>").filter { $0.hasPrefix("1") && !$0.contains("bytes") } == [
                "108.00\">108.00", "12.00\">12.00",
            ]
        )
        let routing = html.between("<h2>By the routing all to &lt;CDN&gt;</h2>", "</section>")
        #expect(routing.contains("240.00"))
        #expect(routing.contains("whatIf=all%20to%20%3CCDN%3E"))
        #expect(html.contains("Nobody said what these cost: new.example."))
    }

    @Test("the card of bytes says what they cost")
    func figure() throws {
        let html = try Shown(requests, costs: costs()).html("/")
        #expect(html.contains("They cost 120.00\u{A0}USD, 60.00\u{A0}USD a day, by own rates."))
        #expect(try !Shown(requests).html("/").contains("They cost"))
    }

    @Test("where nobody said what anything costs there is no page to go to, and it says what to write")
    func nothing() throws {
        let shown = try Shown(requests)
        #expect(try !shown.html("/").contains("href=\"/cost\""))
        #expect(try shown.html("/cost").contains("write costs.tariffs in ebb.yaml"))
        #expect(try Shown([], costs: costs()).html("/cost").contains("What the endpoints cost"))
    }
}
