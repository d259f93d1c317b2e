import Analysis
import EbbTesting
import Registry
import Reports
import Store

/// A move from `old.example` to `new.example`, with a backend.
func move(name: String = "move", oldObserves: Observes = .everything, milestones: [Milestone] = []) -> Migration {
    Migration(
        name: name,
        endpoints: [
            Endpoint(name: "old.example", role: .legacy, sites: [Site(host: "old.example")], observes: oldObserves),
            Endpoint(name: "new.example", role: .current, sites: [Site(host: "new.example")]),
            Endpoint(
                name: "cdn",
                role: .backend,
                sites: [Site(host: "cdn.example")],
                observes: [.blobs, .bytes, .clients]
            ),
        ],
        milestones: milestones
    )
}

let old = MadeRequest("2023-03-20", "old.example")
let new = MadeRequest("2023-03-20", "new.example")

extension MadeRequest {
    static func * (request: MadeRequest, count: Int) -> MadeRequest { request.with { $0.count = count } }
    func on(_ day: String) -> MadeRequest { with { $0.day = day } }
    func of(_ repository: String) -> MadeRequest { with { $0.repository = repository } }
    func via(_ via: Via) -> MadeRequest { with { $0.via = via } }
    var redirected: MadeRequest { with { $0.outcome = .redirected } }
    func blob(_ bytes: Int64) -> MadeRequest {
        with {
            $0.operation = .blobGet
            $0.bytes = bytes
        }
    }
}

/// A store with some requests, and the pages over it.
struct Shown {
    let store: MemoryStore
    let migration: Migration
    let context: PageContext

    init(_ requests: [MadeRequest], _ migration: Migration = move(), seesClients: Bool = true, costs: Costs = Costs())
        throws
    {
        store = MemoryStore()
        self.migration = migration
        context = PageContext(
            migration: migration,
            privacy: Privacy(),
            version: "1.2.3",
            seesClients: seesClients,
            costs: costs
        )
        if !requests.isEmpty { _ = try store.commit([CountedSource("a.log", content: 1, requests)]) }
    }

    func ask(_ query: Query) throws -> Answer { try store.answer(query.ofManifests, migration, costs: context.costs) }

    /// A page of the service.
    func html(_ path: String, _ parameters: [(name: String, value: String)] = []) throws -> String {
        guard let page = try Page(path: path, parameters: parameters) else { return "(no page)" }
        return try page.html(context, ask: ask)
    }

    /// The overview's sentence.
    func sentence(_ parameters: [(name: String, value: String)] = []) throws -> String {
        try html("/", parameters).between("<h1 id=\"answer\">", "</h1>")
    }

    /// What stands below the sentence.
    func standfirst() throws -> String { try html("/").between("</h1>\n<p>", "</p>") }

    /// A report's files by path.
    func report(from: Day? = nil, to: Day? = nil) throws -> [String: String] {
        var files: [String: String] = [:]
        try Report(context, from: from, to: to).write(ask: ask) { files[$0.path] = $0.text }
        return files
    }
}

extension String {
    /// The text between the first of one mark and the next of another; spaces that do not break as plain ones.
    func between(_ begin: String, _ end: String) -> String {
        all(between: begin, end).first ?? "(not found)"
    }

    func all(between begin: String, _ end: String) -> [String] {
        var result: [String] = []
        for part in split(separator: begin, omittingEmptySubsequences: false).dropFirst() {
            let text = part.split(separator: end, maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
            result.append(String(text.map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 }))
        }
        return result
    }
}
