/// Finds the message among the fields of journald's export format, which stand one a line.
///
/// https://systemd.io/JOURNAL_EXPORT_FORMATS/
///
///     __REALTIME_TIMESTAMP=1795356676917144
///     MESSAGE=192.0.2.10 - - [22/Nov/2026:14:11:16 +0000] "GET /v2/ HTTP/1.1" 200 2 "-" "curl/7.88.1"
///
/// Traps: a field that holds control characters stands as its name alone on a line, then its length in eight bytes,
/// then so many bytes, in which newlines may be.
struct JournalExport: Sendable {
    /// What a line of the export is.
    enum Field {
        /// The message begins at this offset.
        case message(Int)
        case other
    }

    /// When the entry at hand was written.
    private(set) var time = Record.noTime
    /// Bytes of a field with control characters that are still to come, its newlines counted.
    private var left = 0
    private var isInMessage = false
    /// Whether the next line begins with a length.
    private var awaitsLength = false

    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Field {
        if awaitsLength {
            return beginBinary(bytes, line)
        }
        if left > 0 {
            left -= line.count + 1
            return .other
        }
        if bytes.starts(with: "__REALTIME_TIMESTAMP=", in: line) {
            let time = bytes.epochTime(at: line.lowerBound + 21, to: line.upperBound, unitsPerSecond: 1_000_000)
            self.time = time?.seconds ?? Record.noTime
        } else if bytes.starts(with: "MESSAGE=", in: line) {
            return .message(line.lowerBound + 8)
        } else if !line.isEmpty, bytes.firstIndex(of: UInt8(ascii: "="), in: line) == line.upperBound {
            awaitsLength = true
            isInMessage = bytes.equals("MESSAGE", in: line)
        }
        return .other
    }

    /// The first line of a field with control characters. Of a message that holds newlines, this one counts.
    private mutating func beginBinary(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Field {
        awaitsLength = false
        guard line.count >= 8 else {
            return .other
        }
        var length: UInt64 = 0
        for index in 0..<8 {
            length |= UInt64(bytes[line.lowerBound + index]) << UInt64(index * 8)
        }
        let rest = line.count - 8
        // The newline behind the field is not in its length.
        left = length <= 1 << 40 && Int(length) > rest ? Int(length) - rest - 1 : 0
        return isInMessage ? .message(line.lowerBound + 8) : .other
    }
}
