/// The text of a format string as its server sees it: quotes of the configuration taken off, its escapes decoded.
/// Each byte remembers where it stood, so that errors can point there.
struct FormatText {
    struct Byte {
        var value: UInt8
        /// From 1.
        var column: Int
    }

    private(set) var bytes: [Byte] = []

    /// Appends `raw`, decoding `\"`, `\'`, `\\`, `\t`, `\n` and `\r`; other backslashes stay.
    mutating func append(_ raw: ArraySlice<UInt8>) {
        var index = raw.startIndex
        while index < raw.endIndex {
            let column = index + 1
            if raw[index] == UInt8(ascii: "\\"), index + 1 < raw.endIndex, let value = Self.unescaped(raw[index + 1]) {
                bytes.append(Byte(value: value, column: column))
                index += 2
            } else {
                bytes.append(Byte(value: raw[index], column: column))
                index += 1
            }
        }
    }

    private static func unescaped(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): byte
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        default: nil
        }
    }

    /// A run of bytes as text.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range].map(\.value), as: UTF8.self)
    }

    /// The words of a configuration directive, with quotes taken off and escapes left; a `;` ends it.
    /// Words that touch, `'a''b'`, are two.
    static func words(_ source: [UInt8]) throws(LogFormatError) -> [Word] {
        var words: [Word] = []
        var index = 0
        while index < source.count {
            let byte = source[index]
            if byte <= 0x20 {
                index += 1
            } else if byte == UInt8(ascii: ";") {
                break
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                guard let end = endOfQuoted(source, from: index + 1, quote: byte) else {
                    throw LogFormatError(
                        text: "the quote is not closed",
                        column: index + 1,
                        wayOut: "give the string as it stands in the server's configuration, up to its last quote"
                    )
                }
                words.append(Word(bytes: source[index + 1..<end], isQuoted: true))
                index = end + 1
            } else {
                let start = index
                while index < source.count, source[index] > 0x20, source[index] != UInt8(ascii: ";") {
                    index += 1
                }
                words.append(Word(bytes: source[start..<index], isQuoted: false))
            }
        }
        return words
    }

    private static func endOfQuoted(_ source: [UInt8], from start: Int, quote: UInt8) -> Int? {
        var index = start
        while index < source.count {
            if source[index] == UInt8(ascii: "\\") {
                index += 2
            } else if source[index] == quote {
                return index
            } else {
                index += 1
            }
        }
        return nil
    }

    /// One word of a directive.
    struct Word {
        var bytes: ArraySlice<UInt8>
        var isQuoted: Bool

        func equals(_ text: String) -> Bool {
            bytes.elementsEqual(text.utf8)
        }
    }
}
