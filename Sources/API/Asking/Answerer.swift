import Analysis
import Logging
import Reports
import Store

/// Where questions are asked: the store behind a cache, on threads of its own.
final class Answerer: Sendable {
    private let store: any Store
    private let check: @Sendable () throws -> Void
    private let reader: RulesReader
    private let networks: NetworkAccess
    private let version: String
    private let cache: AnswerCache
    /// The pool of SQLite's readers has five: four for questions, one for ``lookers``.
    private let workers = Workers(threads: 4, waiting: 128)
    /// For what takes microseconds and must not wait behind questions.
    private let lookers = Workers(threads: 1, waiting: 1_024)

    /// - Parameters:
    ///   - check: throws where the store could not be opened now.
    ///   - rules: reads the rules that hold for a store.
    ///   - networks: where networks are known from.
    ///   - version: Ebb's own.
    init(
        store: any Store,
        check: @escaping @Sendable () throws -> Void,
        rules: @escaping @Sendable (any Store) throws -> Rules,
        networks: NetworkAccess,
        version: String
    ) throws {
        self.store = store
        self.check = check
        self.version = version
        self.networks = networks
        reader = try RulesReader(store, read: rules)
        cache = AnswerCache(limit: 64 << 20)
    }

    /// The entity of a question, from the cache or made now.
    func entity(
        for question: Question,
        seesClients: Bool
    ) async throws -> (entity: Entity, result: AnswerCache.Result, age: Duration?) {
        let (version, isBeingWritten, networkState) = try await lookers.run { [self] in
            (try store.version(), store.isBeingWritten, networks.state(reader.current.networkFiles))
        }
        return try await cache.entity(
            for: CacheKey(question: question, seesClients: seesClients, networkState: networkState),
            version: version,
            isBeingWritten: isBeingWritten
        ) { [self] in
            try await workers.run { try self.make(question, seesClients: seesClients) }
        }
    }

    /// Asks what is asked first, so that its reader need not wait until a year's facts are added up.
    func prepare() async {
        _ = try? await entity(for: .metrics, seesClients: false)
        guard let overview = try? Page(path: "/", parameters: []) else { return }
        _ = try? await entity(for: .page(overview), seesClients: false)
    }

    /// Throws where the store can't be read.
    func checkStore() async throws { try await lookers.run(check) }

    /// What all pages have in common, as it was when the store was last asked.
    var context: PageContext { context(reader.current, seesClients: false) }

    private func context(_ rules: Rules, seesClients: Bool) -> PageContext {
        PageContext(
            migration: rules.migration,
            privacy: rules.privacy,
            version: version,
            seesClients: seesClients,
            knowsNetworks: !rules.networkFiles.isEmpty,
            costs: rules.costs
        )
    }

    private func make(_ question: Question, seesClients: Bool) throws -> AnswerCache.Made {
        try store.snapshot(timeLimit: Workers.timeLimit) { store in
            let version = try store.version()
            let rules = try reader.rules(at: version, in: store)
            let visibility = rules.visibility(seesClients: seesClients)
            let networks = networks.networks(rules.networkFiles)
            let ask = { (query: Query) throws -> Answer in
                var query = query
                query.visibility = visibility
                return try store.answer(query, rules.migration, networks: networks, costs: rules.costs)
            }
            let entity =
                switch question {
                case .answer(let query, let representation): Entity(try ask(query), representation)
                case .page(let page):
                    Entity(
                        try page.html(context(rules, seesClients: seesClients), ask: ask),
                        "text/html; charset=utf-8"
                    )
                case .metrics:
                    Entity(try StoreMetrics(store, rules.migration, rules.costs).text, Exposition.contentType)
                }
            return AnswerCache.Made(entity: entity, version: version)
        }
    }

    func end() async {
        await workers.end()
        await lookers.end()
    }
}

extension Entity {
    fileprivate init(_ answer: Answer, _ representation: Representation) {
        let text =
            switch representation {
            case .json: answer.json
            case .csv: answer.csv
            case .ndjson: answer.rows.map { Answer.object($0, answer.columns) + "\n" }.joined()
            }
        self.init(text, representation.contentType, next: answer.next)
    }
}
