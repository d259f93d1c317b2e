/// The forms of Apache's `%t`: bare, in epoch units, or as strftime spells it.
///
/// https://httpd.apache.org/docs/2.4/mod/mod_log_config.html#formats
enum ApacheTime {
    /// What `%{argument}t` writes into a line.
    static func contents(_ argument: String?, column: Int) throws(LogFormatError) -> [TemplatePiece.Content] {
        guard var format = argument else {
            return [.literal([UInt8(ascii: "[")]), .field(.commonTime, rank: 0), .literal([UInt8(ascii: "]")])]
        }
        for prefix in ["begin:", "end:"] where format.hasPrefix(prefix) {
            format.removeFirst(prefix.utf8.count)
        }
        switch format {
        case "", "begin", "end": return try contents(nil, column: column)
        case "sec": return [.field(.epochSeconds, rank: 1)]
        case "msec": return [.field(.epochMilliseconds, rank: 1)]
        case "usec": return [.field(.epochMicroseconds, rank: 1)]
        case "msec_frac": return [.field(.fraction3, rank: 0)]
        case "usec_frac": return [.field(.fraction6, rank: 0)]
        case "%d/%b/%Y:%H:%M:%S %z", "%d/%b/%Y:%T %z": return [.field(.commonTime, rank: 0)]
        default: return try strftime(format, column: column)
        }
    }

    /// Reads a strftime format part by part. https://man7.org/linux/man-pages/man3/strftime.3.html
    private static func strftime(_ format: String, column: Int) throws(LogFormatError) -> [TemplatePiece.Content] {
        var contents: [TemplatePiece.Content] = []
        var letters = Array(format.utf8)[...]
        while let byte = letters.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                contents.append(.literal([byte]))
                continue
            }
            guard let letter = letters.popFirst(), let parts = parts(letter) else {
                throw LogFormatError(
                    text: "the time %{\(format)}t holds a part that Ebb does not read",
                    column: column,
                    wayOut: "use %Y %m %b %d %H %M %S %z %T %F %s, or %t alone"
                )
            }
            contents += parts
        }
        return contents
    }

    private static func parts(_ letter: UInt8) -> [TemplatePiece.Content]? {
        func fields(_ fields: TemplateField..., by separator: String) -> [TemplatePiece.Content] {
            Array(fields.map { [.field($0, rank: 0)] }.joined(separator: [.literal(Array(separator.utf8))]))
        }
        return switch letter {
        case UInt8(ascii: "Y"): fields(.year, by: "")
        case UInt8(ascii: "m"): fields(.month, by: "")
        case UInt8(ascii: "b"), UInt8(ascii: "h"): fields(.monthName, by: "")
        case UInt8(ascii: "d"): fields(.day, by: "")
        case UInt8(ascii: "H"): fields(.hour, by: "")
        case UInt8(ascii: "M"): fields(.minute, by: "")
        case UInt8(ascii: "S"): fields(.second, by: "")
        case UInt8(ascii: "z"): fields(.zone, by: "")
        case UInt8(ascii: "T"): fields(.hour, .minute, .second, by: ":")
        case UInt8(ascii: "F"): fields(.year, .month, .day, by: "-")
        case UInt8(ascii: "s"): [.field(.epochSeconds, rank: 1)]
        case UInt8(ascii: "Z"), UInt8(ascii: "a"): [.field(.skip, rank: 0)]
        case UInt8(ascii: "%"): [.literal([UInt8(ascii: "%")])]
        case UInt8(ascii: "t"): [.literal([0x09])]
        default: nil
        }
    }
}
