/// The fields of one line of CSV. Quotes around a field are left out; those within it stay doubled.
///
/// https://www.rfc-editor.org/rfc/rfc4180#section-2 but for line breaks within fields.
struct CSVFields: Sendable {
    private(set) var ranges: [Range<Int>] = []

    /// Splits a line; false where a quote is not closed.
    mutating func split(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        ranges.removeAll(keepingCapacity: true)
        var start = line.lowerBound
        while true {
            var end = start
            if start < line.upperBound, bytes[start] == UInt8(ascii: "\"") {
                guard let quote = closingQuote(bytes, start + 1..<line.upperBound) else {
                    return false
                }
                ranges.append(start + 1..<quote)
                end = bytes.firstIndex(of: UInt8(ascii: ","), in: quote + 1..<line.upperBound)
            } else {
                end = bytes.firstIndex(of: UInt8(ascii: ","), in: start..<line.upperBound)
                ranges.append(start..<end)
            }
            guard end < line.upperBound else {
                return true
            }
            start = end + 1
        }
    }

    private func closingQuote(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var start = range.lowerBound
        while start < range.upperBound {
            let quote = bytes.firstIndex(of: UInt8(ascii: "\""), in: start..<range.upperBound)
            guard quote < range.upperBound else {
                return nil
            }
            guard quote + 1 < range.upperBound, bytes[quote + 1] == UInt8(ascii: "\"") else {
                return quote
            }
            start = quote + 2
        }
        return nil
    }
}
