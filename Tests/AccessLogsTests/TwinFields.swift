import AccessLogs

/// The fields of a line on their way to a ``ParsedRecord``.
struct TwinFields {
    var host: [UInt8]?
    /// The host of an absolute target.
    var authority: [UInt8]?
    var client: [UInt8]?
    var forwardedFor: [UInt8]?
    var method: [UInt8]?
    var path: [UInt8]?
    var query: [UInt8]?
    var referer: [UInt8]?
    var agent: [UInt8]?
    var bucket: [UInt8]?
    var key: [UInt8]?
    var time: Int64?
    var status: Int64 = 0
    var bytes: Int64 = -1

    /// Takes a request line apart.
    mutating func setRequest(_ line: [UInt8]) {
        guard !line.isEmpty, line != [UInt8(ascii: "-")], line != Array("<BADREQ>".utf8) else {
            return
        }
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
        let isMethod = { (byte: UInt8) in
            (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "-") || byte == 95
        }
        guard let first = words.first, !first.isEmpty, first.count <= 32, first.allSatisfy(isMethod) else {
            path = line
            return
        }
        method = Array(first)
        var target = words.count > 1 ? Array(words[1]) : []
        if let space = target.lastIndex(of: UInt8(ascii: " ")),
            target[(space + 1)...].starts(with: Array("HTTP/".utf8))
        {
            target = Array(target[..<space])
        }
        guard method == [UInt8(ascii: "-")] else {
            setTarget(target)
            return
        }
        // What load balancers write for a request that they could not read.
        method = nil
        if target.suffix(2) == Array(" -".utf8) {
            target.removeLast(2)
        }
        if !target.isEmpty, target != [UInt8(ascii: "-")] {
            setTarget(target)
        }
        if path?.isEmpty ?? true, authority?.last == UInt8(ascii: "-") {
            authority?.removeLast()
        }
    }

    /// Takes a request's target apart.
    mutating func setTarget(_ text: [UInt8]) {
        var target = text
        for scheme in ["http://", "https://"]
        where String(decoding: target.prefix(scheme.utf8.count), as: UTF8.self).lowercased() == scheme {
            let rest = target.dropFirst(scheme.utf8.count)
            authority = Array(rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") })
            target = Array(rest.dropFirst(authority?.count ?? 0))
        }
        let parts = target.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        path = parts.first.map(Array.init)
        query = parts.count > 1 ? Array(parts[1]) : nil
    }

    /// The record, or nil where there was no request.
    func record(escaping: Escaping) -> ParsedRecord? {
        var path = path ?? []
        if path.isEmpty, method ?? [] == [] {
            path = key ?? []
        }
        guard !path.isEmpty || method ?? [] != [], let time else {
            return nil
        }
        let host = [host, authority, bucket].compactMap(\.self).first { !$0.isEmpty }
        var chunk: [UInt8] = []
        var record = Record()
        func put(_ field: [UInt8]?) -> ByteRange {
            let start = chunk.count
            chunk += field ?? []
            return chunk.count == start ? .none : ByteRange(start..<chunk.count)
        }
        record.time = time
        record.status = UInt16(status)
        record.bytes = bytes
        record.client = put(client)
        record.forwardedFor = put(forwardedFor)
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
