import AccessLogs

/// A slow, obvious parser of the text formats, to compare the fast one with: it cuts a line at what stands between
/// the fields, one after the other, on arrays, with no regard to cost.
struct TwinParser {
    enum Outcome: Equatable {
        case record(ParsedRecord)
        case skipped
        case rejected
    }

    private struct Failure: Error {}

    private var rest: [UInt8]

    /// Reads a line of `combined`, `common`, `vhost-combined` or `cloudfront`.
    static func parse(_ line: [UInt8], as format: String) -> Outcome {
        if line.isEmpty {
            return .skipped
        }
        var parser = TwinParser(rest: line)
        do {
            return format == "cloudfront" ? try parser.cloudFront() : try parser.combined(format)
        } catch {
            return .rejected
        }
    }

    private mutating func combined(_ format: String) throws -> Outcome {
        var fields = TwinFields()
        if format == "vhost-combined" {
            fields.host = present(try cut(" "))
        }
        fields.client = present(try cut(" "))
        if format == "vhost-combined", fields.client == nil {
            throw Failure()
        }
        _ = try cut(" ")
        if try cut(" [").starts(with: Array("- ".utf8)) {
            throw Failure()
        }
        let time = try TwinTime.commonLog(Array(rest.prefix(26)))
        rest = Array(rest.dropFirst(26))
        guard try cut("] \"").isEmpty else {
            throw Failure()
        }
        let request = try cutQuoted("\" ")
        let status = try number(try cut(" "), atMost: 999)
        let bytes: Int64
        if format == "common" {
            bytes = try number((try? cut(" ")) ?? rest, atMost: .max)
        } else {
            bytes = try number(try cut(" \""), atMost: .max)
            fields.referer = present(try cutQuoted("\" \""))
            let agent = (try? cutQuoted("\"")) ?? rest
            fields.agent = present(agent)
        }
        guard fields.setRequest(request) else {
            return .skipped
        }
        return .record(fields.record(time: time, status: UInt16(status), bytes: bytes, escaping: .backslash))
    }

    private mutating func cloudFront() throws -> Outcome {
        if rest[0] == UInt8(ascii: "#") {
            throw Failure()
        }
        let columns = rest.split(separator: 9, omittingEmptySubsequences: false).map(Array.init)
        guard columns.count >= 16 else {
            throw Failure()
        }
        var fields = TwinFields()
        fields.client = present(columns[4])
        fields.method = present(columns[5])
        fields.path = present(columns[7])
        fields.query = present(columns[11])
        fields.referer = present(columns[9])
        fields.agent = present(columns[10])
        fields.host = present(columns[15]) ?? present(columns[6])
        let time = try TwinTime.iso(columns[0] + [UInt8(ascii: "T")] + columns[1])
        let status = try number(columns[8], atMost: 999)
        let bytes = try number(columns[3], atMost: .max)
        return .record(fields.record(time: time, status: UInt16(status), bytes: bytes, escaping: .percent))
    }

    private func present(_ field: [UInt8]) -> [UInt8]? {
        field.isEmpty || field == [UInt8(ascii: "-")] ? nil : field
    }

    private func number(_ field: [UInt8], atMost limit: Int64) throws -> Int64 {
        if field == [UInt8(ascii: "-")] {
            return 0
        }
        guard field.allSatisfy({ (48...57).contains($0) }),
            let value = Int64(String(decoding: field, as: UTF8.self)), value <= limit
        else {
            throw Failure()
        }
        return value
    }

    /// Cuts off what stands before `end`, and `end`.
    private mutating func cut(_ end: String) throws -> [UInt8] {
        try cut(Array(end.utf8)) { _ in true }
    }

    /// The same, but not at a byte with an odd number of backslashes before it.
    private mutating func cutQuoted(_ end: String) throws -> [UInt8] {
        let text = rest
        return try cut(Array(end.utf8)) { index in
            text[..<index].reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 0
        }
    }

    private mutating func cut(_ end: [UInt8], where isEnd: (Int) -> Bool) throws -> [UInt8] {
        for index in rest.indices where rest[index...].starts(with: end) && isEnd(index) {
            let field = Array(rest[..<index])
            rest = Array(rest[(index + end.count)...])
            return field
        }
        throw Failure()
    }
}

/// The fields of a line on their way to a ``ParsedRecord``.
struct TwinFields {
    var host: [UInt8]?
    var client: [UInt8]?
    var method: [UInt8]?
    var path: [UInt8]?
    var query: [UInt8]?
    var referer: [UInt8]?
    var agent: [UInt8]?

    /// Takes a request line apart; false where there is none.
    mutating func setRequest(_ line: [UInt8]) -> Bool {
        guard !line.isEmpty, line != [UInt8(ascii: "-")] else {
            return false
        }
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
        let isMethod = { (byte: UInt8) in
            (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "-") || byte == 95
        }
        guard let first = words.first, !first.isEmpty, first.count <= 32, first.allSatisfy(isMethod) else {
            path = line
            return true
        }
        method = Array(first)
        var target = words.count > 1 ? Array(words[1]) : []
        if let space = target.lastIndex(of: UInt8(ascii: " ")),
            target[(space + 1)...].starts(with: Array("HTTP/".utf8))
        {
            target = Array(target[..<space])
        }
        setTarget(target)
        return true
    }

    /// Takes a target apart, whose host counts where no other is known.
    mutating func setTarget(_ target: [UInt8]) {
        var target = target
        for scheme in ["http://", "https://"]
        where String(decoding: target.prefix(scheme.utf8.count), as: UTF8.self).lowercased() == scheme {
            let rest = target.dropFirst(scheme.utf8.count)
            let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
            target = Array(rest.dropFirst(authority.count))
            host = host ?? (authority.isEmpty ? nil : Array(authority))
        }
        let parts = target.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        path = parts.first.map(Array.init)
        query = parts.count > 1 ? Array(parts[1]) : nil
    }

    func record(time: Int64, status: UInt16, bytes: Int64, escaping: Escaping) -> ParsedRecord {
        var chunk: [UInt8] = []
        var record = Record()
        func put(_ field: [UInt8]?) -> ByteRange {
            let start = chunk.count
            chunk += field ?? []
            return chunk.count == start ? .none : ByteRange(start..<chunk.count)
        }
        record.time = time
        record.status = status
        record.bytes = bytes
        record.client = put(client)
        record.host = put(host)
        record.method = put(method)
        record.path = put(path)
        record.query = put(query)
        record.referer = put(referer)
        record.userAgent = put(agent)
        record.escaping = escaping
        return ParsedRecord(record, in: chunk)
    }
}
