/// A `log_format` of nginx, given as it stands in the configuration.
///
/// https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format
///
///     log_format main '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer"';
///
/// Traps: `escape=json` and `escape=none` change how quotes are written; with `none` a quote is not escaped at all, so
/// only the whole text behind a variable shows where it ends. Variables that touch cannot be parted, but for
/// `$uri$is_args$args`. `$body_bytes_sent` is preferred to `$bytes_sent`, which counts headers. The client is
/// `$remote_addr`, which the realip module may have set right already; `$http_x_forwarded_for`, which anyone can claim,
/// is kept beside it.
enum NginxFormat {
    private static let needs = FormatString.Needs(
        time: "$time_local, $time_iso8601 or $msec",
        request: "$request, or $request_method with $request_uri or $uri",
        status: "$status",
        known: "$remote_addr, $host, $http_host, $server_name, $body_bytes_sent, $bytes_sent, $http_referer, "
            + "$http_user_agent, $http_x_forwarded_for"
    )

    /// A whole directive: `log_format NAME [escape=…] '…' '…';`
    static func format(directive source: [UInt8]) throws(LogFormatError) -> LogFormat {
        var words = try FormatText.words(source).dropFirst(2)
        var escaping = Escaping.backslash
        if let first = words.first, !first.isQuoted, first.bytes.starts(with: "escape=".utf8) {
            escaping = try Self.escaping(first)
            words = words.dropFirst()
        }
        var text = FormatText()
        for word in words {
            text.append(word.bytes)
        }
        return try FormatString.compile("nginx", pieces(text), escaping, needs)
    }

    /// Only the string: one or more quoted parts, or the text itself. A string that looks like JSON is taken as
    /// written with `escape=json`.
    static func format(string source: [UInt8]) throws(LogFormatError) -> LogFormat {
        var text = FormatText()
        if source.first(where: { $0 > 0x20 }) == UInt8(ascii: "'") {
            for word in try FormatText.words(source) {
                text.append(word.bytes)
            }
        } else {
            text.append(source[...])
        }
        let isJSON = text.bytes.first?.value == UInt8(ascii: "{") && text.bytes.last?.value == UInt8(ascii: "}")
        return try FormatString.compile("nginx", pieces(text), isJSON ? .json : .backslash, needs)
    }

    /// Whether `$name` or `${name}` stands in the text.
    static func hasVariables(_ source: [UInt8]) -> Bool {
        zip(source, source.dropFirst()).contains { dollar, next in
            dollar == UInt8(ascii: "$") && (isNamePart(next) || next == UInt8(ascii: "{"))
        }
    }

    private static func escaping(_ word: FormatText.Word) throws(LogFormatError) -> Escaping {
        if word.equals("escape=default") { return .backslash }
        if word.equals("escape=json") { return .json }
        if word.equals("escape=none") { return .none }
        throw LogFormatError(
            text: "nginx has no \(String(decoding: word.bytes, as: UTF8.self))",
            column: word.bytes.startIndex + 1,
            wayOut: "write escape=default, escape=json or escape=none"
        )
    }

    private static func pieces(_ text: FormatText) throws(LogFormatError) -> [TemplatePiece] {
        let bytes = text.bytes
        var pieces: [TemplatePiece] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index].value == UInt8(ascii: "$"), let name = name(in: text, behind: index) else {
                pieces.append(
                    TemplatePiece(
                        content: .literal([bytes[index].value]),
                        column: bytes[index].column,
                        spelling: text.text(index..<index + 1)
                    )
                )
                index += 1
                continue
            }
            let (field, rank) = field(name.text)
            pieces.append(
                TemplatePiece(
                    content: .field(field, rank: rank),
                    column: bytes[index].column,
                    spelling: "$" + name.text
                )
            )
            index = name.end
        }
        return joiningArguments(pieces)
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func name(in text: FormatText, behind dollar: Int) -> (text: String, end: Int)? {
        let bytes = text.bytes
        let isBraced = dollar + 1 < bytes.count && bytes[dollar + 1].value == UInt8(ascii: "{")
        let start = dollar + (isBraced ? 2 : 1)
        var end = start
        while end < bytes.count, isNamePart(bytes[end].value) {
            end += 1
        }
        guard end > start else {
            return nil
        }
        return (text.text(start..<end), isBraced ? min(end + 1, bytes.count) : end)
    }

    /// `$uri$is_args$args` is one target, the only variables that may touch.
    private static func joiningArguments(_ pieces: [TemplatePiece]) -> [TemplatePiece] {
        var joined: [TemplatePiece] = []
        for piece in pieces {
            let isArgument = ["$is_args", "$args", "$query_string"].contains(piece.spelling)
            if isArgument, let last = joined.last, ["$uri", "$document_uri"].contains(last.spelling) {
                joined[joined.count - 1].content = .field(.target, rank: 1)
            } else {
                joined.append(piece)
            }
        }
        return joined
    }

    private static func field(_ name: String) -> (TemplateField, rank: Int) {
        switch name {
        case "remote_addr": (.client, 0)
        case "http_x_forwarded_for": (.forwardedFor, 0)
        case "http_x_real_ip": (.forwardedFor, 1)
        case "realip_remote_addr", "proxy_protocol_addr": (.client, 2)
        case "remote_user": (.user, 0)
        case "time_local": (.commonTime, 0)
        case "time_iso8601": (.isoTime, 1)
        case "msec": (.epochSeconds, 2)
        case "request": (.request, 0)
        case "request_method": (.method, 0)
        case "request_uri": (.target, 0)
        case "uri", "document_uri": (.path, 1)
        case "args", "query_string": (.query, 0)
        case "status": (.status, 0)
        case "body_bytes_sent": (.bytes, 0)
        case "bytes_sent": (.wireBytes, 1)
        case "host": (.host, 0)
        case "http_host": (.host, 1)
        case "server_name": (.host, 2)
        case "http_referer": (.referer, 0)
        case "http_user_agent": (.userAgent, 0)
        default: (.skip, 0)
        }
    }
}
