/// What the formats make of a sample whose lines stand in the same layers.
struct Trial {
    var finding: Detection.Finding?
    var guesses: [Detection.Guess] = []
    private var score = 0
    /// How many lines the format that was found has no fault with.
    private var accepted = 0

    init(of sample: Span<UInt8>, in layers: [Layer], _ formats: [LogFormat], _ lastChange: Int64?) {
        var second = 0
        for format in formats {
            let format = format.wrapped(in: layers)
            let trial = format.tried(on: sample, lastChange)
            let batch = trial.batch
            let read = batch.records.count
            let lines = read + batch.rejects.count
            if read > 0, read * 4 >= lines, trial.plausible * 4 >= read {
                let score = (batch.lines - batch.rejects.count) * format.weight(of: batch.records)
                if score > self.score {
                    second = self.score
                    finding = Detection.Finding(
                        format: format,
                        read: read,
                        lines: lines,
                        next: finding.map { ($0.format, $0.read) }
                    )
                    self.score = score
                    accepted = batch.lines - batch.rejects.count
                } else if score > second {
                    second = score
                    finding?.next = (format, read)
                }
            }
            if let first = batch.rejects.first {
                guesses.append(
                    Detection.Guess(
                        format: format,
                        read: read,
                        lines: lines,
                        line: Int(first.line) + 1,
                        position: Int(first.position),
                        reason: first.reason
                    )
                )
            }
        }
    }

    func isBetter(than other: Trial?, orEqual: Bool) -> Bool {
        guard let other else {
            return true
        }
        guard finding != nil else {
            return other.finding == nil && guesses.contains { $0.read > 0 }
        }
        return accepted > other.accepted || accepted == other.accepted && orEqual
    }
}

extension LogFormat {
    /// Whether a line of it is told from others by its keys.
    var hasMarks: Bool {
        guard case .shapes(let keyed?, let templates) = reading, templates.isEmpty else {
            return false
        }
        return !keyed.marks.isEmpty
    }

    /// How much a line that it reads tells for the format: the fields that it has, in hundredths. What a format in JSON
    /// might find says nothing of it, so what it did find counts, and that its marks are there.
    fileprivate func weight(of records: [Record]) -> Int {
        guard case .shapes(let keyed?, let templates) = reading, templates.isEmpty, !records.isEmpty else {
            return fieldCount * 100
        }
        let found = records.reduce(0) { $0 + $1.fieldCount }
        return found * 100 / records.count + (keyed.marks.isEmpty ? 0 : 200)
    }

    /// What a parser makes of a sample, and of how many records the client may be one.
    fileprivate func tried(on sample: Span<UInt8>, _ lastChange: Int64?) -> (batch: Batch, plausible: Int) {
        var batch = Batch()
        var parser = makeParser(lastChange: lastChange)
        parser.parse(sample, into: &batch)
        let unwrapped = batch.unwrapped.bytes
        var plausible = batch.isUnwrapped ? unwrapped.span.plausible(batch.records) : sample.plausible(batch.records)
        var rest = Batch()
        let lines = parser.settle(atEnd: true, into: &rest)
        plausible += lines.span.plausible(rest.records)
        batch.records += rest.records
        batch.rejects += rest.rejects
        batch.skipped += rest.skipped
        batch.lines += rest.lines
        return (batch, plausible)
    }
}

extension Record {
    /// How many of its fields are there.
    fileprivate var fieldCount: Int {
        let ranges = [client, host, method, path, userAgent, forwardedFor]
        return 1 + ranges.count { !$0.isEmpty } + (status > 0 ? 1 : 0) + (bytes >= 0 ? 1 : 0) + (knowsReferer ? 1 : 0)
    }
}

extension Span where Element == UInt8 {
    /// Of how many records the client and the host may be some.
    fileprivate func plausible(_ records: [Record]) -> Int {
        records.count { mayBeClient($0.client) && mayBeHost($0.host) }
    }

    /// Whether a field may be a host's name, or is absent. One without a dot is usual in a cluster.
    private func mayBeHost(_ range: ByteRange) -> Bool {
        var isNumber = !range.isEmpty
        for index in range.indices {
            switch self[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): break
            case 0..<0x20, UInt8(ascii: "{"), UInt8(ascii: "\""), UInt8(ascii: "|"): return false
            default: isNumber = false
            }
        }
        return !isNumber
    }

    /// Whether a field looks like an address or a host's name, or is absent. A word without dot or colon is more likely a
    /// part of something that stands before the line.
    private func mayBeClient(_ range: ByteRange) -> Bool {
        if range.isEmpty || self[range.indices.lowerBound] == UInt8(ascii: "[")
            || equals("localhost", in: range.indices)
        {
            return true
        }
        var hasSeparator = false
        for index in range.indices {
            switch self[index] {
            case UInt8(ascii: "."), UInt8(ascii: ":"): hasSeparator = true
            case 0..<0x20, UInt8(ascii: "{"), UInt8(ascii: "\""), 0x7F...: return false
            default: break
            }
        }
        return hasSeparator
    }
}
