/// The addresses of `X-Forwarded-For`, `192.0.2.1, 10.0.0.1`, or of `Forwarded`, `for=192.0.2.1;proto=https`, from the last
/// to the first. Empty places are passed over.
///
/// https://www.rfc-editor.org/rfc/rfc7239#section-4
struct ForwardedChain: BitwiseCopyable {
    /// One place of the chain.
    struct Hop {
        /// nil where no address stands there: `unknown`, a name, a made-up identifier.
        let address: IPAddress?
        let client: Client
    }

    private var end: Int

    init(_ text: Span<UInt8>) { end = text.count }

    /// The next place to the left; nil before the first one.
    mutating func previous(in text: Span<UInt8>) -> Hop? {
        while end > 0 {
            var start = end
            while start > 0, text[start - 1] != UInt8(ascii: ",") { start -= 1 }
            let place = Self.bare(text, start..<end)
            end = max(0, start - 1)
            guard !place.isEmpty else { continue }
            let name = text.extracting(Self.forValue(text, place))
            let address = IPAddress(name)
            return Hop(address: address, client: address.map { Client(ipv6: $0.bits) } ?? Client(address: name))
        }
        return nil
    }

    /// The value of `for`, or all of the place where it holds no parameters.
    private static func forValue(_ text: Span<UInt8>, _ place: Range<Int>) -> Range<Int> {
        var start = place.lowerBound
        var hasParameters = false
        while start < place.upperBound {
            var end = start
            var equals: Int?
            while end < place.upperBound, text[end] != UInt8(ascii: ";") {
                if equals == nil, text[end] == UInt8(ascii: "=") { equals = end }
                end += 1
            }
            if let equals {
                hasParameters = true
                if isFor(text, bare(text, start..<equals)) { return bare(text, equals + 1..<end) }
            }
            start = end + 1
        }
        return hasParameters ? place.lowerBound..<place.lowerBound : place
    }

    private static func isFor(_ text: Span<UInt8>, _ name: Range<Int>) -> Bool {
        name.count == 3 && text[name.lowerBound] | 0x20 == UInt8(ascii: "f")
            && text[name.lowerBound + 1] | 0x20 == UInt8(ascii: "o")
            && text[name.lowerBound + 2] | 0x20 == UInt8(ascii: "r")
    }

    /// Without spaces and quotes around it, whether the log escaped them or not: `%20`, `\x20` and `+` are spaces, too.
    private static func bare(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        func isAround(_ byte: UInt8) -> Bool {
            byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
                || byte == UInt8(ascii: "+")
        }
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end {
            let isEscape =
                text[start] == UInt8(ascii: "%")
                || text[start] == UInt8(ascii: "x") && start > range.lowerBound && text[start - 1] == UInt8(ascii: "\\")
            if isAround(text[start]) {
                start += 1
            } else if isEscape, end - start >= 3, text[start + 1] == UInt8(ascii: "2"),
                text[start + 2] == UInt8(ascii: "0")
            {
                start += 3
            } else {
                break
            }
        }
        while end > start, isAround(text[end - 1]) { end -= 1 }
        return start..<end
    }
}
