import API
import Analysis
import EbbTesting
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOEmbedded
import Registry
import Store

/// What came back.
struct Received {
    var status: Int
    var headers: HTTPFields
    var body: String

    /// A member of a body that is a JSON object.
    func member(_ name: String) throws -> String {
        let object = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
        return object?[name].map { "\($0)" } ?? "–"
    }
}

extension Service {
    /// The service on a store, without anything that listens.
    init(
        _ store: any Store,
        tokens: [AccessToken] = [],
        check: @escaping @Sendable () throws -> Void = {},
        rules: @escaping @Sendable (any Store) throws -> Rules = { _ in .example }
    ) throws {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        try self.init(store: store, check: check, rules: rules, tokens: tokens, version: "1.2.3", logger: logger)
    }

    func ask(
        _ path: String,
        _ method: HTTPRequest.Method = .get,
        host: String? = "localhost",
        headers: HTTPFields = [:]
    ) async throws -> Received {
        let head = HTTPRequest(method: method, scheme: "http", authority: host, path: path, headerFields: headers)
        let source = ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Logger(label: "test"))
        let response = await responder.respond(
            to: Request(head: head, body: RequestBody(buffer: ByteBuffer())),
            context: Visit(source: source)
        )
        let collector = Collector()
        try await response.body.write(collector)
        return Received(
            status: response.status.code,
            headers: response.headers,
            body: String(buffer: await collector.bytes.value)
        )
    }
}

/// Keeps what a response's body writes.
private struct Collector: ResponseBodyWriter {
    actor Bytes {
        private(set) var value = ByteBuffer()

        func append(_ more: ByteBuffer) { value.writeImmutableBuffer(more) }
    }

    let bytes = Bytes()

    func write(_ buffer: ByteBuffer) async throws { await bytes.append(buffer) }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

extension Rules {
    /// A move from `old.example` to `new.example`.
    static let example = Rules(
        migration: Migration(
            name: "move",
            endpoints: [
                Endpoint(name: "old", role: .legacy, sites: [Site(host: "old.example")]),
                Endpoint(name: "new", role: .current, sites: [Site(host: "new.example")]),
            ]
        ),
        privacy: Privacy(),
        costs: Costs(routings: [Routing(name: "front", rules: [])])
    )
}

extension MemoryStore {
    /// A store with one request of each repository at the old endpoint, all on one day.
    convenience init(_ repositories: String...) throws {
        self.init()
        try add(repositories)
    }

    func add(_ repositories: [String]) throws {
        let requests = repositories.map { name in
            MadeRequest("2023-03-20", "old.example").with { $0.repository = name }
        }
        let content = UInt64(ledger().count)
        _ = try commit([CountedSource("\(content).log", content: content, requests)])
    }
}
