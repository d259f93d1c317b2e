import AccessLogs
import Ingest
import Registry
import Store

/// An explanation as the JSON that `ebb explain --output json` prints.
struct ExplainDocument: Encodable {
    private let source: String
    private let format: String
    private let layers: [String]
    /// Whether the format was found, or is only the nearest one.
    private let found: Bool
    private let guesses: [Guess]
    private let counts: [String: Int]
    private let data: [Line]

    private struct Guess: Encodable {
        let format: String
        let read: Int
        let lines: Int?
    }

    private struct Line: Encodable {
        let line: Int64
        let byte: Int64
        let text: String
        let fate: String
        var reason: String?
        var position: Int?
        var fields: Fields?
        var meaning: Meaning?
    }

    fileprivate struct Fields: Encodable {
        let time: String
        let client, forwardedFor, host, method, path, query, referer, userAgent: String?
        let status: Int?
        let bytes: Int64?
        let count: UInt32
    }

    fileprivate struct Meaning: Encodable {
        let operation, outcome, tool, toolVersion: String
        let endpoint, role, client, repository, reference, referenceKind, via: String?
        let isPull: Bool
    }

    init(_ explanation: Explanation, path: String) {
        source = path
        format = explanation.format.name
        layers = explanation.format.layers.map(\.rawValue)
        switch explanation.detection {
        case .found(let finding):
            found = true
            let next = finding.next.map { Guess(format: $0.format.name, read: $0.read, lines: nil) }
            guesses =
                [Guess(format: finding.format.name, read: finding.read, lines: finding.lines)]
                + (next.map { [$0] } ?? [])
        case .unknown(let tried):
            found = false
            guesses = tried.map { Guess(format: $0.format.name, read: $0.read, lines: $0.lines) }
        case .noLines, .refused:
            found = false
            guesses = []
        }
        counts = Dictionary(explanation.counts.map { (Self.fate($0.fate).name, $0.count) }, uniquingKeysWith: +)
        data = explanation.lines.map { line in
            Line(
                line: line.number,
                byte: line.byte,
                text: line.text,
                fate: Self.fate(line.fate).name,
                reason: Self.fate(line.fate).reason,
                position: Self.fate(line.fate).reason == nil ? nil : line.position,
                fields: line.fields.map(Fields.init),
                meaning: line.meaning.map(Meaning.init)
            )
        }
    }

    private static func fate(_ fate: Explanation.Fate) -> (name: String, reason: String?) {
        switch fate {
        case .counted: ("counted", nil)
        case .unrelated: ("unrelated", nil)
        case .rejected(let reason): ("rejected", reason.text)
        case .skipped: ("skipped", nil)
        }
    }
}

extension ExplainDocument.Fields {
    fileprivate init(_ fields: Explanation.Fields) {
        time = timestamp(fields.time)
        client = fields.client.orNil
        forwardedFor = fields.forwardedFor.orNil
        host = fields.host.orNil
        method = fields.method.orNil
        path = fields.path.orNil
        query = fields.query.orNil
        referer = fields.referer.orNil
        userAgent = fields.userAgent.orNil
        status = fields.status == 0 ? nil : Int(fields.status)
        bytes = fields.bytes < 0 ? nil : fields.bytes
        count = fields.count
    }
}

extension ExplainDocument.Meaning {
    fileprivate init(_ meaning: Explanation.Meaning) {
        endpoint = meaning.endpoint?.name
        role = meaning.endpoint?.role.rawValue
        operation = "\(meaning.request.operation)"
        outcome = "\(meaning.outcome)"
        client = meaning.client.orNil
        tool = meaning.tool.family
        toolVersion = meaning.tool.version
        repository = meaning.repository.orNil
        reference = meaning.request.reference.orNil
        referenceKind = meaning.request.reference.isEmpty ? nil : "\(meaning.request.referenceKind)"
        via = meaning.endpoint?.role == .current ? "\(meaning.via)" : nil
        isPull = meaning.isPull
    }
}

extension String {
    fileprivate var orNil: String? { isEmpty ? nil : self }
}
