/// How a server writes bytes that its format cannot hold as they are.
public enum Escaping: UInt8, BitwiseCopyable, Sendable, CaseIterable {
    /// As they are.
    case none
    /// `\x22`, `\"`, `\\`, `\n`, `\u0022`: nginx, Apache, Go. A backslash before anything else stands for itself.
    case backslash
    /// The backslash escapes of JSON.
    case json
    /// `%20`: CloudFront.
    case percent
    /// `""` for a quote: CSV.
    case doubledQuote
    /// `#22`: HAProxy.
    case hash
    /// `+` for a space, and for a plus too: IIS, in the user agent alone.
    case plus

    /// What an escape begins with.
    var mark: UInt8 {
        switch self {
        case .none: 0
        case .backslash, .json: UInt8(ascii: "\\")
        case .percent: UInt8(ascii: "%")
        case .doubledQuote: UInt8(ascii: "\"")
        case .hash: UInt8(ascii: "#")
        case .plus: UInt8(ascii: "+")
        }
    }

    /// Appends the text behind `bytes` to `output`. An escape that is broken off or unknown stands for itself.
    package func decode(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
        guard self != .none else {
            output.append(bytes, from: 0, to: bytes.count)
            return
        }
        var index = 0
        while index < bytes.count {
            let next = bytes.firstIndex(of: mark, in: index..<bytes.count)
            output.append(bytes, from: index, to: next)
            guard next < bytes.count else {
                return
            }
            index = next + decodeEscape(bytes, at: next, into: &output)
        }
    }

    /// Decodes the escape that begins at `start`; returns its length.
    private func decodeEscape(_ bytes: Span<UInt8>, at start: Int, into output: inout [UInt8]) -> Int {
        switch self {
        case .plus:
            output.append(UInt8(ascii: " "))
            return 1
        case .percent, .hash:
            if let byte = bytes.hexadecimal(2, at: start + 1) {
                output.append(UInt8(truncatingIfNeeded: byte))
                return 3
            }
        case .doubledQuote:
            if start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "\"") {
                output.append(UInt8(ascii: "\""))
                return 2
            }
        default:
            if start + 1 < bytes.count {
                return decodeBackslash(bytes, at: start, into: &output)
            }
        }
        output.append(bytes[start])
        return 1
    }

    private func decodeBackslash(_ bytes: Span<UInt8>, at start: Int, into output: inout [UInt8]) -> Int {
        let isJSON = self == .json
        switch bytes[start + 1] {
        case UInt8(ascii: "\""): output.append(UInt8(ascii: "\""))
        case UInt8(ascii: "\\"): output.append(UInt8(ascii: "\\"))
        case UInt8(ascii: "/") where isJSON: output.append(UInt8(ascii: "/"))
        case UInt8(ascii: "b"): output.append(0x08)
        case UInt8(ascii: "f"): output.append(0x0C)
        case UInt8(ascii: "n"): output.append(0x0A)
        case UInt8(ascii: "r"): output.append(0x0D)
        case UInt8(ascii: "t"): output.append(0x09)
        case UInt8(ascii: "a") where !isJSON: output.append(0x07)
        case UInt8(ascii: "v") where !isJSON: output.append(0x0B)
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let length = decodeUnicode(bytes, at: start, into: &output)
            if length > 0 {
                return length
            }
            fallthrough
        case UInt8(ascii: "x") where !isJSON:
            if bytes[start + 1] == UInt8(ascii: "x"), let byte = bytes.hexadecimal(2, at: start + 2) {
                output.append(UInt8(truncatingIfNeeded: byte))
                return 4
            }
            fallthrough
        default:
            output.append(UInt8(ascii: "\\"))
            return 1
        }
        return 2
    }

    /// Decodes `\uXXXX`, a surrogate pair of them, or Go's `\UXXXXXXXX`; returns the length, 0 where it is none.
    private func decodeUnicode(_ bytes: Span<UInt8>, at start: Int, into output: inout [UInt8]) -> Int {
        let isLong = bytes[start + 1] == UInt8(ascii: "U")
        guard !(isLong && self == .json), var value = bytes.hexadecimal(isLong ? 8 : 4, at: start + 2) else {
            return 0
        }
        var length = isLong ? 10 : 6
        if value & 0xFFFF_FC00 == 0xD800, start + length + 1 < bytes.count,
            bytes[start + length] == UInt8(ascii: "\\"), bytes[start + length + 1] == UInt8(ascii: "u"),
            let low = bytes.hexadecimal(4, at: start + length + 2), low & 0xFC00 == 0xDC00
        {
            value = 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
            length += 6
        }
        // A lone surrogate is no character; it becomes the one that stands for such.
        output += UTF8.encode(Unicode.Scalar(value) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter
        return length
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ bytes: Span<UInt8>, from start: Int, to end: Int) {
        for index in start..<end {
            append(bytes[index])
        }
    }
}
