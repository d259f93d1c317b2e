extension TwinTime {
    /// The time that `bytes` say in any of the ways in which logs write one; nil where they say none.
    static func any(_ bytes: [UInt8]) -> Int64? {
        var text = TwinEscapes.latin(bytes)
        if text.count > 2, text.hasPrefix("["), text.hasSuffix("]") {
            text = String(text.dropFirst().dropLast())
        }
        let inner = text.unicodeScalars.map { UInt8($0.value) }
        return iso(text) ?? (try? commonLog(inner)) ?? http(text) ?? epoch(text)
    }

    private static func iso(_ text: String) -> Int64? {
        let date = #/([0-9-]{10})[Tt ]([0-9:]{8})([.,][0-9]+)?/#
        let zone = #/Z|z|[-+][0-9]{2}(:?[0-9]{2})?/#
        guard let match = try? date.prefixMatch(in: text),
            let local = try? iso(Array("\(match.output.1)T\(match.output.2)".utf8))
        else {
            return nil
        }
        var rest = text[match.range.upperBound...]
        var time = local
        if let near = try? zone.prefixMatch(in: rest) {
            guard let offset = seconds(near.output.0) else {
                return nil
            }
            time -= offset
            rest = rest[near.range.upperBound...]
        }
        if rest.isEmpty || rest == " UTC" || rest == " GMT" {
            return time
        }
        guard rest.first == " ", let far = try? zone.wholeMatch(in: rest.dropFirst()),
            let offset = seconds(far.output.0)
        else {
            return nil
        }
        return time - offset
    }

    /// What a zone is ahead of UTC; nil where no clock is.
    private static func seconds(_ zone: Substring) -> Int64? {
        let digits = zone.filter(\.isNumber)
        guard let hours = Int64(digits.prefix(2)) else {
            return 0
        }
        let minutes = Int64(digits.dropFirst(2)) ?? 0
        guard hours < 24, minutes < 60 else {
            return nil
        }
        return (zone.first == "-" ? -60 : 60) * (hours * 60 + minutes)
    }

    private static func http(_ text: String) -> Int64? {
        let shape = #/[^0-9].., ([0-9]{2}) (...) ([0-9]{4}) ([0-9:]{8}) (GMT|UTC|Z|z|[-+][0-9]{2}(:?[0-9]{2})?)/#
        guard let match = try? shape.dotMatchesNewlines().wholeMatch(in: text) else {
            return nil
        }
        // The same day and clock as a common log has them.
        let common = "\(match.output.1)/\(match.output.2)/\(match.output.3):\(match.output.4) +0000"
        guard let time = try? commonLog(Array(common.utf8)), let offset = seconds(match.output.5) else {
            return nil
        }
        return time - offset
    }

    private static func epoch(_ text: String) -> Int64? {
        guard let match = try? #/([0-9]+)(?:\.([0-9]+))?(?:[eE]\+?([0-9]+))?/#.wholeMatch(in: text) else {
            return nil
        }
        let exponent = match.output.3.map { Int($0) ?? .max } ?? 0
        guard exponent <= 18 else {
            return nil
        }
        // The point goes to the right by as many digits as the exponent says.
        let fraction = Array(match.output.2 ?? "")
        let moved = (0..<exponent).map { $0 < fraction.count ? fraction[$0] : "0" }
        guard var value = Int64(match.output.1 + String(moved)) else {
            return nil
        }
        while value >= 100_000_000_000 {
            value /= 1000
        }
        return value
    }
}
