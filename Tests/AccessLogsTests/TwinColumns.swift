import AccessLogs

/// Lines whose columns a header names, read the slow way: cut into cells, then taken by name.
struct TwinColumns {
    var separator: UInt8
    var isQuoted = false
    var escaping: Escaping
    /// The first lines of a file.
    var header: String
    /// For each column, the name that it has in a ``TwinShape``.
    var names: [String]

    static let layouts: [String: TwinColumns] = [
        "cloudfront": TwinColumns(
            separator: 9,
            escaping: .percent,
            header: "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem "
                + "sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id "
                + "x-host-header cs-protocol cs-bytes time-taken x-forwarded-for\n",
            names: [
                "date", "clock", "skip", "bytes", "client", "method", "bucket", "path", "status", "referer", "agent",
                "query", "skip", "skip", "skip", "host", "skip", "skip", "skip", "forwarded",
            ]
        ),
        "w3c": TwinColumns(
            separator: UInt8(ascii: " "),
            escaping: .plus,
            header: "#Version: 1.0\n#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip "
                + "cs(User-Agent) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken\n",
            names: [
                "date", "clock", "skip", "method", "path", "query", "skip", "skip", "client", "agent", "referer",
                "host", "status", "skip", "skip", "bytes",
            ]
        ),
        "gcs-usage": TwinColumns(
            separator: UInt8(ascii: ","),
            isQuoted: true,
            escaping: .doubledQuote,
            header: "",
            names: [
                "micros", "client", "skip", "skip", "method", "target", "status", "skip", "bytes", "skip", "host",
                "referer", "agent", "skip", "skip", "bucket",
            ]
        ),
    ]

    func parse(_ line: [UInt8]) throws -> TwinParser.Outcome {
        var rest: [UInt8]? = line
        var fields = TwinFields()
        var date: [UInt8] = []
        for name in names {
            let value = try cell(&rest)
            switch name {
            case "date": date = value
            case "clock":
                let isFraction = value.count == 8 || value.count > 8 && value[8] == UInt8(ascii: ".")
                guard isFraction, value.dropFirst(9).allSatisfy({ (48...57).contains($0) }) else {
                    throw TwinParser.Failure()
                }
                fields.time = try TwinTime.iso(date + [UInt8(ascii: "T")] + value.prefix(8))
            default: try fields.set(name, value, TwinShape(pattern: ""))
            }
        }
        return fields.record(escaping: escaping).map { .record($0) } ?? .skipped
    }

    /// Cuts off the next cell.
    private func cell(_ rest: inout [UInt8]?) throws -> [UInt8] {
        let text = try rest.orThrow()
        let quote = UInt8(ascii: "\"")
        guard isQuoted, text.first == quote else {
            let end = text.firstIndex(of: separator)
            rest = end.map { Array(text[($0 + 1)...]) }
            return Array(text[..<(end ?? text.count)])
        }
        var index = 1
        while index < text.count {
            if text[index] == quote {
                if index + 1 == text.count || text[index + 1] == separator {
                    rest = index + 1 == text.count ? nil : Array(text[(index + 2)...])
                    return Array(text[1..<index])
                }
                index += text[index + 1] == quote ? 2 : 1
            } else {
                index += 1
            }
        }
        throw TwinParser.Failure()
    }
}
