import Analysis
import EbbTesting
import Registry
import Store
import Testing

struct CostTests {
    private let gib = Int64(1) << 30

    private func amount(_ text: String) -> Amount { Amount(decimal: text) ?? .zero }

    /// 0.12 a GiB up to 100 GiB a month, then 0.08; 0.40 a million requests.
    private var google: Tariff {
        Tariff(
            name: "Google",
            endpoints: ["old"],
            rates: Rates(
                unit: .GiB,
                tiers: [.init(upTo: 100, price: amount("0.12")), .init(upTo: nil, price: amount("0.08"))],
                perMillionRequests: amount("0.40")
            ),
            list: PriceListName(list: "google-container-registry", zone: "worldwide")
        )
    }

    private var network: Tariff {
        Tariff(
            name: "CDN",
            endpoints: ["cdn"],
            rates: Rates(unit: .GiB, tiers: [.init(upTo: nil, price: amount("0.01"))])
        )
    }

    private func cost(_ per: Query.Per, _ change: (inout Query) -> Void = { _ in }) -> Query {
        var query = Query(.cost)
        query.per = per
        query.limit = 0
        change(&query)
        return query
    }

    @Test("a month is billed whole, by its tiers", arguments: StoreKind.allCases)
    func months(_ kind: StoreKind) throws {
        let requests = [
            old.bytes(90 * gib), old.bytes(60 * gib).on("2023-03-31"), old.bytes(10 * gib).on("2023-04-01"),
            new.bytes(5), cdn.bytes(gib),
        ]
        let answer = try kind.ask(cost(.month), requests, costs: Costs(tariffs: [google, network]))
        #expect(
            answer.table("item", "endpoint", "tariff", "requests", "bytes", "cost", "currency", "label") == [
                "2023-03 cdn CDN 1 \(gib) 0.01 USD effective", "2023-03 new – 1 5 – – –",
                // 100 GiB at 0.12, 50 at 0.08, two requests.
                "2023-03 old Google 2 \(150 * gib) 16.0000008 USD list",
                "2023-04 old Google 1 \(10 * gib) 1.2000004 USD list",
            ]
        )
        let notes = answer.completeness.notes.joined(separator: "\n")
        #expect(notes.contains("Nobody said what these cost: new."))
        #expect(notes.contains("2023-03 (2 of 31 days), 2023-04 (1 of 30 days)"))
        #expect(notes.contains("Google: google-container-registry, worldwide"))
    }

    @Test("images, days and clients bear a month at its average rate", arguments: StoreKind.allCases)
    func average(_ kind: StoreKind) throws {
        let requests = [
            old.bytes(150 * gib).of("a").from("192.0.2.1"),
            old.bytes(50 * gib).of("b").on("2023-03-21").from("192.0.2.2"),
        ]
        let costs = Costs(tariffs: [google])
        // 100 × 0.12 + 100 × 0.08 = 20, and 0.0000008 for two requests.
        let images = try kind.ask(cost(.image), requests, costs: costs)
        #expect(images.table("item", "cost") == ["a 15.0000004", "b 5.0000004"])
        #expect(
            try kind.ask(cost(.client), requests, costs: costs).table("item", "cost") == [
                "192.0.2.1 15.0000004", "192.0.2.2 5.0000004",
            ]
        )
        // A day alone is not cheaper for lying late in its month.
        let second = cost(.day) { $0.from = Day("2023-03-21") }
        #expect(try kind.ask(second, requests, costs: costs).table("item", "cost") == ["2023-03-21 5.0000004"])
    }

    @Test(
        "what is not known is a dash: beyond the tiers, without bytes, without a tariff",
        arguments: StoreKind.allCases
    )
    func unknown(_ kind: StoreKind) throws {
        var short = google
        short.rates?.tiers.removeLast()
        let requests = [old.bytes(101 * gib), old.bytes(gib).on("2023-04-02")]
        let answer = try kind.ask(cost(.month), requests, costs: Costs(tariffs: [short]))
        #expect(answer.table("item", "cost", "label") == ["2023-03 – –", "2023-04 0.1200004 list"])
        #expect(answer.completeness.notes.contains { $0.contains("Google tells no price for 2023-03") })
        #expect(
            try kind.ask(cost(.image), requests, costs: Costs(tariffs: [short])).table("item", "cost") == ["pause –"]
        )
        let blind = try kind.ask(
            cost(.month),
            requests,
            move(oldObserves: [.manifests, .clients]),
            costs: Costs(tariffs: [google])
        )
        #expect(blind.table("bytes", "cost") == ["– –", "– –"])
        #expect(try kind.ask(cost(.month), requests).table("cost") == ["–", "–"])
    }

    @Test("an invoice stands in the place of the rates, its credits apart", arguments: StoreKind.allCases)
    func invoices(_ kind: StoreKind) throws {
        var tariff = google
        tariff.invoices = [
            try #require(Month("2023-03")): .init(amount: amount("9.99"), credits: amount("9.99")),
            try #require(Month("2023-02")): .init(amount: amount("5")),
        ]
        let requests = [old.bytes(2 * gib).of("a"), old.bytes(gib).of("b"), old.bytes(gib).of("a").on("2023-04-01")]
        let answer = try kind.ask(
            cost(.image) { $0.from = Day("2023-02-01") },
            requests,
            costs: Costs(tariffs: [tariff])
        )
        #expect(
            answer.table("item", "cost", "credits", "label") == [
                "a 6.7800004 6.66 list+invoiced", "b 3.33 3.33 invoiced",
            ]
        )
        let months = try kind.ask(
            cost(.month) { $0.from = Day("2023-02-01") },
            requests,
            costs: Costs(tariffs: [tariff])
        )
        #expect(months.completeness.notes.contains { $0.contains("Google for 2023-02 stands in no row") })
    }

    @Test("one tariff's endpoints share its tiers, asked for or not", arguments: StoreKind.allCases)
    func shared(_ kind: StoreKind) throws {
        var tariff = google
        tariff.endpoints = ["old", "cdn"]
        let requests = [old.bytes(100 * gib), cdn.bytes(100 * gib)]
        let query = cost(.month) { $0.endpoint = "legacy" }
        let answer = try kind.ask(query, requests, costs: Costs(tariffs: [tariff]))
        #expect(answer.table("endpoint", "cost") == ["old 10.0000004"])
    }

    @Test("Σ days = Σ months = Σ images = Σ clients = Σ networks, to a billionth, in any range")
    func sums() throws {
        var draw = SeededGenerator(23)
        for round in 0..<12 {
            let requests = (0..<80).map { _ in
                [old, new, cdn].randomElement(using: &draw)!.with {
                    $0.day = "2023-0\(Int.random(in: 1...3, using: &draw))-\(Int.random(in: 10...28, using: &draw))"
                    $0.repository = "image-\(Int.random(in: 1...5, using: &draw))"
                    $0.client = "192.0.2.\(Int.random(in: 1...250, using: &draw))"
                    $0.bytes = Int64.random(in: 0...20, using: &draw) * Int64.random(in: 0...1 << 33, using: &draw)
                }
            }
            var own = network
            own.endpoints = ["cdn", "new"]
            own.rates?.minimum = amount("7")
            own.rates?.perMillionRequests = amount("333333.333333333")
            let costs = Costs(tariffs: [google, own])
            var found: [Query.Per: [String: Amount]] = [:]
            for per in Query.Per.allCases {
                let query = cost(per) {
                    $0.from = Day("2023-01-\(10 + round)")
                    $0.to = Day("2023-03-\(28 - round)")
                    $0.visibility = round % 2 == 0 ? .exact : .shown(Privacy(), key: nil)
                }
                let kind = StoreKind.allCases[round % 2]
                let answer = try kind.ask(query, requests, networks: NetworkTests.known(), costs: costs)
                for row in answer.rows {
                    guard case .text(let endpoint) = row[2], case .money(let amount) = row[6] else { continue }
                    found[per, default: [:]][endpoint, default: .zero] += amount
                }
            }
            for per in Query.Per.allCases { #expect(found[per] == found[.month], "\(per)") }
            #expect(found[.month]?.count == 3)
        }
    }

    @Test("networks of few clients are one row, and clients by network")
    func privacy() throws {
        let requests = [old.bytes(gib).from("192.0.2.1"), old.bytes(gib).from("198.51.100.1"), old.from("203.0.113.9")]
        for per in [Query.Per.client, .network] {
            let query = cost(per) { $0.visibility = .shown(Privacy(show: .prefix, minimumGroup: 5), key: nil) }
            let answer = try StoreKind.memory.ask(
                query,
                requests,
                networks: NetworkTests.known(),
                costs: Costs(tariffs: [google])
            )
            let few = "(fewer than 5 clients) \(2 * gib)"
            #expect(answer.table("item", "bytes") == (per == .client ? [few] : [few, "unknown 0"]))
        }
        let hidden = cost(.client) { $0.visibility = .shown(Privacy(show: .none), key: nil) }
        #expect(try StoreKind.memory.refusal(hidden, requests).contains("Clients are not kept or not shown"))
        #expect(
            try StoreKind.memory.refusal(cost(.network), requests, clientForm: "keyed monthly").contains(
                "networks can't be told"
            )
        )
    }

    @Test("what came by the redirect, at the price of the old endpoint's next bytes", arguments: StoreKind.allCases)
    func savings(_ kind: StoreKind) throws {
        var tariff = network
        tariff.endpoints = ["new", "cdn"]
        let requests = [
            old.bytes(90 * gib), new.bytes(20 * gib).blob.via(.followed), new.bytes(7 * gib).via(.direct),
            // Three of four requests for blobs followed: so did 6 of the CDN's 8 GiB.
            new.blob.redirected.via(.followed) * 2, new.blob.redirected.via(.direct), cdn.bytes(8 * gib),
        ]
        let answer = try kind.ask(cost(.month), requests, costs: Costs(tariffs: [google, tariff]))
        // 26 GiB more: 10 at 0.12 and 16 at 0.08 are 2.48; and 0.26 was paid for them. 20 and 6 parts of 26.
        #expect(answer.table("endpoint", "saved") == ["cdn 0.512307692", "new 1.707692308", "old –"])
    }

    @Test("another routing, priced as the next bytes of its tariffs", arguments: StoreKind.allCases)
    func whatIf(_ kind: StoreKind) throws {
        let bucket = Tariff(name: "bucket", rates: Rates(unit: .GiB, tiers: [.init(upTo: nil, price: .zero)]))
        let routing = Routing(
            name: "front",
            rules: [
                .init(traffic: .manifests, tariff: "CDN"), .init(network: "aws", tariff: "bucket"),
                .init(tariff: "CDN"),
            ]
        )
        let costs = Costs(tariffs: [google, network, bucket], routings: [routing])
        let requests = [
            old.blob.bytes(60 * gib).from("192.0.2.1"), old.blob.bytes(30 * gib).from("192.0.2.200"),
            old.blob.bytes(10 * gib).from("203.0.113.1"),
            cdn.bytes(3 * gib).from("192.0.2.3"),
        ]
        let query = cost(.month) {
            $0.whatIf = "front"
            $0.endpoint = "legacy"
        }
        let answer = try kind.ask(query, requests, networks: NetworkTests.known(), costs: costs)
        #expect(
            answer.table("item", "networks", "tariff", "requests", "bytes", "cost", "today") == [
                "2023-03 known bucket 2 \(90 * gib) 0.00 10.8000008",
                "2023-03 unknown CDN 1 \(10 * gib) 0.10 1.2000004",
            ]
        )
        #expect(answer.completeness.notes.contains("All of it by front: 0.10 USD; today: 12.00 USD."))
        let networks = try kind.ask(
            cost(.network) { $0.whatIf = "front" },
            requests,
            networks: NetworkTests.known(),
            costs: costs
        )
        #expect(
            networks.table("item", "tariff", "bytes", "cost") == [
                "aws eu-west-1 bucket \(30 * gib) 0.00", "aws us-east-1 bucket \(63 * gib) 0.00",
                "unknown CDN \(10 * gib) 0.10",
            ]
        )
        let refusal = try StoreKind.memory.refusal(cost(.day) { $0.whatIf = "front" }, requests, costs: costs)
        #expect(refusal.contains("per month or network"))
        #expect(
            try StoreKind.memory.refusal(cost(.month) { $0.whatIf = "x" }, costs: costs).contains("There are \"front\"")
        )
    }
}
