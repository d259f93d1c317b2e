import AccessLogs

/// Decodes escapes the slow way: at each byte, tries each escape that may stand there.
enum NaiveEscaping {
    static func decode(_ text: [UInt8], _ escaping: Escaping) -> [UInt8] {
        var rest = text[...]
        var output: [UInt8] = []
        while !rest.isEmpty {
            let (decoded, length) = step(rest, escaping) ?? (Array(rest.prefix(1)), 1)
            output += decoded
            rest = rest.dropFirst(length)
        }
        return output
    }

    private static func step(_ rest: ArraySlice<UInt8>, _ escaping: Escaping) -> ([UInt8], Int)? {
        switch escaping {
        case .none: nil
        case .hash: rest.first == UInt8(ascii: "#") ? byte(rest.dropFirst()).map { ([$0], 3) } : nil
        case .plus: rest.first == UInt8(ascii: "+") ? ([0x20], 1) : nil
        case .percent: rest.first == UInt8(ascii: "%") ? byte(rest.dropFirst()).map { ([$0], 3) } : nil
        case .doubledQuote: rest.starts(with: Array("\"\"".utf8)) ? (Array("\"".utf8), 2) : nil
        case .json: short(rest, #""\/bfnrt"#, "\"\\/\u{8}\u{C}\n\r\t") ?? unicode(rest, allowsLong: false)
        case .backslash:
            short(rest, #""\bfnrtav"#, "\"\\\u{8}\u{C}\n\r\t\u{7}\u{B}") ?? hexadecimal(rest)
                ?? unicode(rest, allowsLong: true)
        }
    }

    private static func short(_ rest: ArraySlice<UInt8>, _ names: String, _ values: String) -> ([UInt8], Int)? {
        for (name, value) in zip(names.utf8, values.utf8) where rest.starts(with: [UInt8(ascii: "\\"), name]) {
            return ([value], 2)
        }
        return nil
    }

    private static func hexadecimal(_ rest: ArraySlice<UInt8>) -> ([UInt8], Int)? {
        rest.starts(with: Array(#"\x"#.utf8)) ? byte(rest.dropFirst(2)).map { ([$0], 4) } : nil
    }

    private static func unicode(_ rest: ArraySlice<UInt8>, allowsLong: Bool) -> ([UInt8], Int)? {
        if allowsLong, rest.starts(with: Array(#"\U"#.utf8)), let value = number(rest.dropFirst(2), 8) {
            return (Array(String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8), 10)
        }
        guard let high = unit(rest) else {
            return nil
        }
        if (0xD800..<0xDC00).contains(high), let low = unit(rest.dropFirst(6)), (0xDC00..<0xE000).contains(low) {
            let units = [UInt16(high), UInt16(low)]
            return (Array(String(decoding: units, as: UTF16.self).utf8), 12)
        }
        return (Array(String(decoding: [UInt16(high)], as: UTF16.self).utf8), 6)
    }

    private static func unit(_ rest: ArraySlice<UInt8>) -> UInt32? {
        rest.starts(with: Array(#"\u"#.utf8)) ? number(rest.dropFirst(2), 4) : nil
    }

    private static func byte(_ rest: ArraySlice<UInt8>) -> UInt8? {
        number(rest, 2).flatMap { UInt8(exactly: $0) }
    }

    private static func number(_ rest: ArraySlice<UInt8>, _ digits: Int) -> UInt32? {
        let text = rest.prefix(digits)
        guard text.count == digits, !text.contains(UInt8(ascii: "+")), !text.contains(UInt8(ascii: "-")) else {
            return nil
        }
        return UInt32(String(decoding: text, as: UTF8.self), radix: 16)
    }
}
