import AccessLogs

extension TwinFields {
    /// Puts a field where it belongs, by the name that it has in a ``TwinShape``.
    mutating func set(_ name: String, _ value: [UInt8], _ shape: TwinShape) throws {
        let text = String(decoding: value, as: UTF8.self)
        switch name {
        case "skip": break
        case "user":
            try check(!shape.refusesShiftedUser || !value.starts(with: Array("- ".utf8)))
        case "word": try check(!value.contains(UInt8(ascii: " ")))
        case "number": try check(text == "-" || text == "-1" || natural(value) != nil)
        case "client":
            client = present(value)
            try check(!shape.refusesAbsentClient || client != nil)
        case "address":
            client = present(value.lastIndex(of: UInt8(ascii: ":")).map { Array(value[..<$0]) } ?? value)
        case "true": client = present(value) ?? client
        case "forwarded": forwardedFor = present(value)
        case "host": host = present(value)
        case "bucket": bucket = present(value)
        case "key": key = present(value)
        case "request": setRequest(value)
        case "target": setTarget(present(value) ?? [])
        case "method": method = present(value)
        case "path": path = present(value)
        case "query": query = present(value.first == UInt8(ascii: "?") ? Array(value.dropFirst()) : value)
        case "referer": referer = present(value)
        case "agent": agent = present(value)
        case "nullable": agent = text == "(null)" ? nil : present(value)
        case "captures": value.split(separator: UInt8(ascii: "|")).forEach { setCapture(Array($0)) }
        case "status": status = text == "-1" ? 0 : try number(value, atMost: 999)
        case "bytes": bytes = text == "-1" ? -1 : try number(value, atMost: .max)
        case "clf": time = try TwinTime.commonLog(value)
        case "iso": time = try TwinTime.anyISO(value)
        case "dotted": time = try TwinTime.spelled(value, like: "00/aaa/0000:00:00:00.000")
        case "rfc": time = try TwinTime.spelled(value, like: "00 aaa 0000 00:00:00")
        case "compact": time = try TwinTime.compact(value)
        case "micros":
            let parts = value.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
            let isFraction = parts.dropFirst().allSatisfy { !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } }
            let seconds = try natural(Array(parts.first ?? [])).orThrow() / 1_000_000
            try check(isFraction && seconds < 253_402_300_800)
            time = seconds
        default: throw TwinParser.Failure()
        }
    }

    private mutating func setCapture(_ value: [UInt8]) {
        let text = String(decoding: value, as: UTF8.self)
        func consists(of letters: String) -> Bool {
            value.allSatisfy { letters.utf8.contains($0) }
        }
        func count(_ letter: Character) -> Int {
            value.count { $0 == letter.asciiValue }
        }
        if text == "-" {
            return
        }
        let behind = value.firstIndex(of: UInt8(ascii: "/")).map { $0 > 0 ? value[($0 + 1)...].first : nil } ?? nil
        if text.hasPrefix("http://") || text.hasPrefix("https://") {
            referer = referer ?? value
        } else if consists(of: "0123456789abcdefABCDEF[] .:,"),
            count(":") >= 2 || count(".") >= 3 && (count(":") == 0 || count(",") > 0)
        {
            forwardedFor = forwardedFor ?? value
        } else if let behind, "0123456789v".utf8.contains(behind) {
            agent = agent ?? value
        } else if count(".") + count(":") > 0,
            value.allSatisfy({ "-.:".utf8.contains($0) || $0 < 128 && Character(Unicode.Scalar($0)).isLetterOrDigit })
        {
            host = host ?? value
        } else if host != nil {
            agent = agent ?? value
        }
    }

    private func check(_ condition: Bool) throws {
        if !condition {
            throw TwinParser.Failure()
        }
    }

    private func present(_ field: [UInt8]) -> [UInt8]? {
        field.isEmpty || field == [UInt8(ascii: "-")] ? nil : field
    }

    private func natural(_ field: [UInt8]) -> Int64? {
        field.allSatisfy { (48...57).contains($0) } ? Int64(String(decoding: field, as: UTF8.self)) : nil
    }

    private func number(_ field: [UInt8], atMost limit: Int64) throws -> Int64 {
        if field == [UInt8(ascii: "-")] {
            return 0
        }
        let value = try natural(field).orThrow()
        try check(value <= limit)
        return value
    }
}

extension Optional {
    func orThrow() throws -> Wrapped {
        guard let self else {
            throw TwinParser.Failure()
        }
        return self
    }
}

extension Character {
    fileprivate var isLetterOrDigit: Bool { isLetter || isNumber }
}
