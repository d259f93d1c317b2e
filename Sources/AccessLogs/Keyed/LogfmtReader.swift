/// Reads a line of `key=value key="a \"quoted\" value"`, and keeps the wanted values.
///
/// https://github.com/sirupsen/logrus/blob/master/text_formatter.go
struct LogfmtReader: Sendable {
    private let paths: JSONPaths
    /// What was found by the last ``read(_:_:)``.
    private(set) var findings: JSONFindings

    var values: [JSONValue] { findings.values }

    init(_ paths: JSONPaths) {
        self.paths = paths
        findings = JSONFindings(slotCount: paths.slotCount)
    }

    /// Reads a line. Returns nil, or the offset of a quote that nothing ends.
    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Int? {
        findings.removeAll()
        var position = line.lowerBound
        while position < line.upperBound {
            let equals = bytes.firstIndex(of: UInt8(ascii: "="), or: UInt8(ascii: " "), in: position..<line.upperBound)
            guard equals < line.upperBound, bytes[equals] == UInt8(ascii: "=") else {
                // A word without a value.
                position = equals + 1
                continue
            }
            let key = position..<equals
            var value = JSONValue(kind: .string)
            let start = equals + 1
            if start < line.upperBound, bytes[start] == UInt8(ascii: "\"") {
                guard let end = endOfQuoted(bytes, start + 1..<line.upperBound, &value) else {
                    return start
                }
                value.range = ByteRange(start + 1..<end)
                position = end + 2
            } else {
                let end = bytes.firstIndex(of: UInt8(ascii: " "), in: start..<line.upperBound)
                value.range = ByteRange(start..<end)
                position = end + 1
            }
            let node = paths.find(bytes, key, below: 0)
            if node >= 0, paths.nodes[node].slot >= 0 {
                findings.replace(value, at: Int(paths.nodes[node].slot))
            }
        }
        return nil
    }

    private func endOfQuoted(_ bytes: Span<UInt8>, _ range: Range<Int>, _ value: inout JSONValue) -> Int? {
        var index = range.lowerBound
        while true {
            index = bytes.firstIndex(of: UInt8(ascii: "\""), or: UInt8(ascii: "\\"), in: index..<range.upperBound)
            guard index < range.upperBound else {
                return nil
            }
            if bytes[index] == UInt8(ascii: "\"") {
                return index
            }
            value.isEscaped = true
            guard index + 2 <= range.upperBound else {
                return nil
            }
            index += 2
        }
    }
}
