/// Takes a line out of a JSON object that holds it.
///
/// Docker's json-file driver: https://docs.docker.com/engine/logging/drivers/json-file/, journald:
/// https://systemd.io/JOURNAL_EXPORT_FORMATS/, Cloud Logging:
/// https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry
struct Box: Sendable {
    private static let texts = ["log", "MESSAGE", "textPayload", "message", "line"]
    private static let times = ["time", "timestamp", "@timestamp", "__REALTIME_TIMESTAMP", "ts", "date"]

    private var json = JSONReader(JSONPaths(Self.texts + ["jsonPayload", "jsonPayload.message"] + Self.times))

    /// The line in the object, and when the object says that it was written; nil where it holds none. `text` gets the
    /// line without its escapes where it has some, else the range is of `bytes`.
    mutating func open(
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        unescaped text: inout [UInt8]
    ) -> (line: Range<Int>, isUnescaped: Bool, time: Int64)? {
        guard !range.isEmpty, bytes[range.lowerBound] == UInt8(ascii: "{"), json.read(bytes, range) == nil,
            let value = line()
        else {
            return nil
        }
        let line = value.range.indices
        guard value.isEscaped else {
            return (line, false, time(bytes))
        }
        text.removeAll(keepingCapacity: true)
        Escaping.json.decode(bytes.extracting(line), into: &text)
        while let last = text.last, last == 0x0A || last == 0x0D {
            text.removeLast()
        }
        // What was one line stays one.
        for index in text.indices where text[index] == 0x0A {
            text[index] = UInt8(ascii: " ")
        }
        return (text.indices, true, time(bytes))
    }

    private func line() -> JSONValue? {
        for slot in Self.texts.indices where json.values[slot].kind == .string {
            return json.values[slot]
        }
        let message = json.values[Self.texts.count + 1]
        if message.kind == .string {
            return message
        }
        let payload = json.values[Self.texts.count]
        return payload.kind == .object && !payload.range.isEmpty ? payload : nil
    }

    private func time(_ bytes: Span<UInt8>) -> Int64 {
        for slot in Self.times.indices {
            let value = json.values[Self.texts.count + 2 + slot]
            guard value.kind == .string || value.kind == .number else {
                continue
            }
            let range = value.range.indices
            if let iso = bytes.isoTime(at: range.lowerBound, to: range.upperBound) {
                return iso.instant.seconds
            }
            if let number = bytes.epochTime(at: range.lowerBound, to: range.upperBound, unitsPerSecond: 1) {
                return number.seconds
            }
            if let number = bytes.epochTime(at: range.lowerBound, to: range.upperBound, unitsPerSecond: 1_000_000) {
                return number.seconds
            }
        }
        return Record.noTime
    }
}
