/// One `%` directive of an Apache format string: `%h`, `%>s`, `%!200,304{User-Agent}i`, `%{%Y-%m-%d}t`.
struct ApacheDirective {
    private let letter: UInt8
    private let argument: String?
    private let isFinal: Bool
    /// Where the text goes on.
    let end: Int

    /// Reads the directive whose `%` stands at `start`.
    init(_ text: FormatText, at start: Int) throws(LogFormatError) {
        let bytes = text.bytes
        var index = start + 1
        var isFinal = false
        var argument: String?
        while index < bytes.count {
            switch bytes[index].value {
            case UInt8(ascii: ">"):
                isFinal = true
                index += 1
            case UInt8(ascii: "<"), UInt8(ascii: "!"), UInt8(ascii: ","), UInt8(ascii: "0")...UInt8(ascii: "9"):
                index += 1
            case UInt8(ascii: "{"):
                guard let close = bytes[index...].firstIndex(where: { $0.value == UInt8(ascii: "}") }) else {
                    throw LogFormatError(
                        text: "the brace is not closed",
                        column: bytes[index].column,
                        wayOut: "write it like %{Referer}i"
                    )
                }
                argument = text.text(index + 1..<close)
                index = close + 1
            case UInt8(ascii: "^"):
                // The names of `%^FB`, `%^ti`, `%^to` have two letters.
                index += 2
            default:
                letter = bytes[index].value
                self.argument = argument
                self.isFinal = isFinal
                end = index + 1
                return
            }
        }
        throw LogFormatError(
            text: "the directive is broken off",
            column: bytes[start].column,
            wayOut: "give the string as it stands in the server's configuration"
        )
    }

    /// What it writes into a line.
    func contents(column: Int) throws(LogFormatError) -> [TemplatePiece.Content] {
        switch letter {
        case UInt8(ascii: "%"): [.literal([UInt8(ascii: "%")])]
        case UInt8(ascii: "t"): try ApacheTime.contents(argument, column: column)
        default: [field.map { .field($0.field, rank: $0.rank) } ?? .field(.skip, rank: 0)]
        }
    }

    private var field: (field: TemplateField, rank: Int)? {
        switch letter {
        case UInt8(ascii: "a"): argument == "c" ? (.client, 3) : (.client, 0)
        case UInt8(ascii: "h"): argument == "c" ? (.client, 3) : (.client, 1)
        case UInt8(ascii: "u"): (.user, 0)
        case UInt8(ascii: "r"): (.request, 0)
        case UInt8(ascii: "m"): (.method, 0)
        case UInt8(ascii: "U"): (.path, 0)
        case UInt8(ascii: "q"): (.query, 0)
        case UInt8(ascii: "s"): (.status, isFinal ? 0 : 1)
        case UInt8(ascii: "b"), UInt8(ascii: "B"): (.bytes, 0)
        case UInt8(ascii: "O"): (.wireBytes, 1)
        case UInt8(ascii: "V"): (.host, 1)
        case UInt8(ascii: "v"): (.host, 2)
        case UInt8(ascii: "i"): header
        default: nil
        }
    }

    private var header: (field: TemplateField, rank: Int)? {
        switch argument?.lowercased() {
        case "referer": (.referer, 0)
        case "user-agent": (.userAgent, 0)
        case "host": (.host, 0)
        case "x-forwarded-for": (.forwardedFor, 0)
        case "x-real-ip": (.forwardedFor, 1)
        default: nil
        }
    }
}
