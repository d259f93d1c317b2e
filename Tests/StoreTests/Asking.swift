import Analysis
import EbbTesting
import Registry
import Store

/// A move from `old.example` to `new.example`, with a backend `cdn.example`.
func move(
    _ more: [Endpoint] = [],
    renames: [Rename] = [],
    oldObserves: Observes = .everything,
    newVantage: Vantage? = nil
) -> Migration {
    let endpoints = [
        Endpoint(name: "old", role: .legacy, sites: [Site(host: "old.example")], observes: oldObserves),
        Endpoint(name: "new", role: .current, sites: [Site(host: "new.example")], vantage: newVantage),
        Endpoint(
            name: "cdn",
            role: .backend,
            sites: [Site(host: "cdn.example")],
            observes: [.blobs, .bytes, .referer, .clients]
        ),
    ]
    return Migration(name: "move", endpoints: endpoints + more, renames: renames)
}

extension StoreKind {
    /// The answer of a new store that holds one source with these requests.
    func ask(
        _ query: Query,
        _ requests: [MadeRequest],
        _ migration: Migration = move(),
        clientForm: String? = nil,
        networks: KnownNetworks? = nil,
        costs: Costs = Costs()
    ) throws -> Answer {
        try withStore { store in
            if let clientForm { try store.setText(.clientForm, clientForm) }
            _ = try store.commit([CountedSource("a.log", content: 1, requests)])
            return try store.answer(query.ofManifests, migration, networks: networks, costs: costs)
        }
    }

    /// What the store says to a question that it refuses.
    func refusal(
        _ query: Query,
        _ requests: [MadeRequest] = [],
        clientForm: String? = nil,
        costs: Costs = Costs()
    ) throws -> String {
        do {
            _ = try ask(query, requests, clientForm: clientForm, costs: costs)
        } catch let error as QueryError {
            return error.description
        }
        return "(answered)"
    }
}

extension Query {
    init(_ kind: Kind, _ change: (inout Query) -> Void) {
        self.init(kind)
        change(&self)
    }
}

extension Answer {
    /// Some columns of each row, as texts; `–` is what is not known.
    func table(_ names: String...) -> [String] {
        let indices = names.compactMap { name in columns.firstIndex { $0.name == name } }
        return rows.map { row in indices.map { shown(row[$0]) }.joined(separator: " ") }
    }

    private func shown(_ cell: Cell) -> String {
        switch cell {
        case .null: "–"
        case .text(let text): text
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .share(let share): String(share)
        case .flag(let flag): String(flag)
        case .money(let amount): amount.description
        case .time(let time): timestamp(time)
        case .texts(let texts): texts.joined(separator: "+")
        case .samples(let samples): samples.map(\.text).joined(separator: "+")
        }
    }
}

let old = MadeRequest("2023-03-20", "old.example")
let new = MadeRequest("2023-03-20", "new.example")
let cdn = MadeRequest("2023-03-20", "cdn.example").with {
    $0.operation = .blobGet
    $0.repository = ""
}

extension MadeRequest {
    /// The request a number of times.
    static func * (request: MadeRequest, count: Int) -> MadeRequest { request.with { $0.count = count } }

    func via(_ via: Via) -> MadeRequest { with { $0.via = via } }
    func on(_ day: String, hour: Int64 = 0) -> MadeRequest {
        with {
            $0.day = day
            $0.hour = hour
        }
    }
    var redirected: MadeRequest { with { $0.outcome = .redirected } }
    var head: MadeRequest { with { $0.operation = .manifestHead } }
    var blob: MadeRequest { with { $0.operation = .blobGet } }
    func bytes(_ bytes: Int64) -> MadeRequest { with { $0.bytes = bytes } }
    func of(_ repository: String) -> MadeRequest { with { $0.repository = repository } }
    func tagged(_ tag: String) -> MadeRequest { with { $0.tag = tag } }
    func from(_ client: String) -> MadeRequest { with { $0.client = client } }
    func by(_ agent: String) -> MadeRequest { with { $0.agent = agent } }
}
