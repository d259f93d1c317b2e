/// How a log writes the bytes of a user agent that mean something to itself.
enum AgentEscaping {
    /// nginx: `\x5C` for a backslash, `\x22` for a quote, `-` for none.
    case nginx
    /// Go's `%q`: a backslash before a backslash and a quote; nothing for none.
    case go
    /// JSON's strings.
    case json
    /// A quote is doubled.
    case csv
    /// As sent, `-` for none.
    case plain
    /// Percent-encoded, `-` for none.
    case percent

    func escape(_ text: String) -> [UInt8] {
        if text.isEmpty, self == .nginx || self == .plain || self == .percent { return [UInt8(ascii: "-")] }
        return text.utf8.flatMap { byte -> [UInt8] in
            switch (self, byte) {
            case (.nginx, UInt8(ascii: "\\")): Array("\\x5C".utf8)
            case (.nginx, UInt8(ascii: "\"")): Array("\\x22".utf8)
            case (.go, UInt8(ascii: "\\")), (.go, UInt8(ascii: "\"")), (.json, UInt8(ascii: "\\")),
                (.json, UInt8(ascii: "\"")):
                [UInt8(ascii: "\\"), byte]
            case (.csv, UInt8(ascii: "\"")): [byte, byte]
            case (.percent, UInt8(ascii: " ")), (.percent, UInt8(ascii: "\\")), (.percent, UInt8(ascii: "\"")),
                (.percent, UInt8(ascii: "%")):
                Array("%\(String(byte, radix: 16, uppercase: true))".utf8)
            default: [byte]
            }
        }
    }
}
