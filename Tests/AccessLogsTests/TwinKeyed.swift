import AccessLogs

/// A slow, obvious reader of the JSON formats, to compare the fast one with: names looked up in ``TwinJSON``, with a
/// table of its own of which name holds what.
struct TwinKeyed {
    enum Outcome: Equatable {
        case record(ParsedRecord)
        case skipped
        /// The document itself is refused: no JSON, or a wanted name twice.
        case refused
        case rejected(RejectReason)
    }

    enum Field: Hashable, CaseIterable {
        case time, method, request, target, query, host, status, bytes, client, forwardedFor, referer, userAgent
    }

    var format: String
    var marks: [String]
    var isMessageWithoutMark = true
    var statusMayLack = false
    /// Lines that are no JSON are read otherwise, and not compared here.
    var hasOtherLines = false
    var names: [Field: [String]]

    private var wanted: Set<String> { Set(marks + names.values.joined()) }

    func parse(_ line: [UInt8]) -> Outcome {
        guard let document = try? TwinJSON(line) else {
            return .refused
        }
        let values = { (name: String) in document.values[Array(name.utf8)] ?? [] }
        guard wanted.allSatisfy({ values($0).count < 2 }) else {
            return .refused
        }
        if !marks.isEmpty, marks.allSatisfy({ values($0).isEmpty || values($0) == [.null] }) {
            return isMessageWithoutMark ? .skipped : .rejected(.notThisFormat)
        }
        var found: [Field: [UInt8]] = [:]
        for field in Field.allCases {
            found[field] = (names[field] ?? []).lazy.flatMap(values).compactMap(Self.written).first
        }
        let outcome = fields(found)
        let requests = (names[.request] ?? []) + (names[.target] ?? [])
        return outcome == .rejected(.badRequest) && requests.contains { isEmptyText(values($0)) } ? .skipped : outcome
    }

    private func isEmptyText(_ values: [TwinJSON.Value]) -> Bool {
        switch values.first {
        case .text, .null: true
        default: false
        }
    }

    /// The text of a value that says something.
    private static func written(_ value: TwinJSON.Value) -> [UInt8]? {
        switch value {
        case .text(let bytes), .number(let bytes): bytes.isEmpty || bytes == [UInt8(ascii: "-")] ? nil : bytes
        case .null, .other: nil
        }
    }

    private func fields(_ found: [Field: [UInt8]]) -> Outcome {
        guard let written = found[.time] else {
            return .rejected(.noTime)
        }
        guard let time = TwinTime.any(written) else {
            return .rejected(.badTime)
        }
        guard let status = found[.status].map(Self.whole) ?? (statusMayLack ? 0 : nil), (0...999).contains(status)
        else {
            return .rejected(.badStatus)
        }
        guard let bytes = found[.bytes].map(Self.whole) ?? 0, bytes >= -1 else {
            return .rejected(.badBytes)
        }
        guard found[.target] != nil || found[.request] != nil else {
            return .rejected(.badRequest)
        }
        var fields = TwinFields()
        fields.host = found[.host]
        fields.method = found[.method]
        if found[.target] != nil, fields.method == nil, let request = found[.request], !request.contains(0x20) {
            fields.method = request
        }
        if let target = found[.target] {
            Self.set(target, in: &fields)
        } else if let request = found[.request] {
            fields.setRequest(request)
        }
        if fields.query?.isEmpty != false, let query = found[.query] {
            let rest = query.first == UInt8(ascii: "?") ? Array(query.dropFirst()) : query
            fields.query = rest == [UInt8(ascii: "-")] ? nil : rest
        }
        fields.client = found[.client]
        fields.referer = found[.referer].map(TwinEscapes.json)
        fields.agent = found[.userAgent].map(TwinEscapes.json)
        fields.path = fields.path.map(TwinEscapes.json)
        fields.query = fields.query.map(TwinEscapes.json)
        fields.forwardedFor = found[.forwardedFor]
        fields.time = time
        fields.status = status
        fields.bytes = bytes
        if let record = fields.record(escaping: .none) {
            return .record(record)
        }
        // A target that is nothing but a host, asked for by nobody knows what.
        fields.method = [UInt8(ascii: "x")]
        var record = fields.record(escaping: .none)
        record?.method = nil
        return record.map { .record($0) } ?? .rejected(.badRequest)
    }

    /// A whole number, perhaps with noughts behind a point.
    private static func whole(_ bytes: [UInt8]) -> Int64? {
        let text = TwinEscapes.latin(bytes)
        return (try? #/(-?[0-9]+)(\.0+)?/#.wholeMatch(in: text)).flatMap { Int64($0.output.1) }
    }

    /// Takes a target apart, which may be a URL whose slashes are escaped.
    private static func set(_ target: [UInt8], in fields: inout TwinFields) {
        let text = TwinEscapes.latin(target)
        guard let match = try? #/[^:]{4,6}:\\/\\/([^\\?]*)/#.prefixMatch(in: text) else {
            return fields.setTarget(target)
        }
        if !match.output.1.isEmpty {
            fields.authority = match.output.1.unicodeScalars.map { UInt8($0.value) }
        }
        let authority = fields.authority
        fields.setTarget(Array(target[match.output.0.unicodeScalars.count...]))
        fields.authority = authority
    }
}
