import Analysis
import EbbTesting
import Registry
import Store
import Testing

struct FilterTests {
    /// Sets one filter of a query to a value that it may have.
    private func set(_ filter: Query.Filter, _ query: inout Query) {
        switch filter {
        case .from: query.from = Day("2023-03-20")
        case .to: query.to = Day("2023-03-20")
        case .endpoint: query.endpoint = "old"
        case .repository: query.repository = "pause"
        case .client: query.client = "192.0.2.1"
        case .tool: query.tool = "containerd"
        case .state: query.state = .moved
        case .without: query.without = [.mirrors]
        case .definition: query.definition = .complete
        case .compare: query.compare = true
        case .by: query.step = .day
        case .byTag: query.byTag = true
        case .per: query.per = .network
        case .measure: query.measure = .bytes
        case .whatIf: query.whatIf = "none"
        case .threshold: query.threshold = 5
        case .sort:
            query.sort =
                [
                    .rejects: "count", .sources: "name", .stuck: "tries", .outage: "fails", .unmet: "asked",
                    .restricted: "pulls", .progress: "direct",
                ][query.kind]
                ?? "requests"
        case .limit: query.limit = 10
        case .after: query.after = "?"
        }
    }

    @Test("a filter is taken, or refused with the names of those that are", arguments: Query.Kind.allCases)
    func matrix(_ question: Query.Kind) throws {
        for filter in Query.Filter.allCases {
            var query = Query(question)
            set(filter, &query)
            let costs = Costs(routings: [Routing(name: "none", rules: [])])
            let refusal = try StoreKind.memory.refusal(query, [old], costs: costs)
            if filter == .after, question.filters.contains(.after) {
                #expect(refusal.contains("Begin again without it"), "\(filter)")
            } else if question.filters.contains(filter) {
                #expect(refusal == "(answered)", "\(filter)")
            } else {
                #expect(refusal.hasPrefix("\(question.rawValue) takes no \(filter.rawValue); it takes "), "\(filter)")
                #expect(refusal.contains(question.filters[0].rawValue))
            }
        }
    }

    @Test(
        "wrong values are refused, and the message names what there is",
        arguments: [
            (Query(.images) { $0.sort = "-size" }, "images has no column \"size\" to sort by; it has repository, role"),
            (Query(.images) { $0.sort = "tag" }, "no column \"tag\""),
            (Query(.images) { $0.sort = "" }, "no column \"\""),
            (Query(.images) { $0.limit = -1 }, "The limit is -1; it must be 0 (all) or more."),
            (
                Query(.images) { $0.endpoint = "nowhere" },
                "There are legacy, current, backend, \"old\", \"new\", \"cdn\"."
            ),
            (
                Query(.images) {
                    $0.from = Day("2023-03-21")
                    $0.to = Day("2023-03-20")
                }, "ends on 2023-03-20, before it begins on 2023-03-21"
            ),
            (
                Query(.clients) {
                    $0.repository = "pause"
                    $0.tool = "docker"
                }, "repository or tool, not both"
            ),
        ]
    )
    func wrongValue(_ query: Query, _ message: String) throws {
        #expect(try StoreKind.memory.refusal(query, [old]).contains(message))
    }

    @Test("a range outside of what is stored is empty, and no error", arguments: StoreKind.allCases)
    func outside(_ kind: StoreKind) throws {
        for query in [Query(.images) { $0.from = Day("2024-01-01") }, Query(.images) { $0.to = Day("2022-01-01") }] {
            #expect(try kind.ask(query, [old]).rows.isEmpty)
        }
    }
}
