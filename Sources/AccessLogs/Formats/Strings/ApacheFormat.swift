/// A `LogFormat` of Apache httpd, given as it stands in the configuration.
///
/// https://httpd.apache.org/docs/2.4/mod/mod_log_config.html#formats
///
///     LogFormat "%v:%p %h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"" vhost_combined
///
/// Traps: `%t` brings its own brackets; a time may be spelled part by part, over several `%{…}t`; `%b` is preferred to
/// `%O`, which counts headers; `%U%q` is one target though nothing stands between; conditions (`%!200,304{…}i`) only
/// turn a value into `-`. The client is `%a`, else `%h`; `X-Forwarded-For`, which anyone can claim, is kept
/// beside it.
enum ApacheFormat {
    private static let needs = FormatString.Needs(
        time: "%t",
        request: "%r, or %m with %U",
        status: "%>s",
        known: "%h, %a, %v, %V, %b, %B, %O, %q, %{Host}i, %{Referer}i, %{User-Agent}i, %{X-Forwarded-For}i"
    )

    /// A whole directive: `LogFormat "…" [nickname]`
    static func format(directive source: [UInt8]) throws(LogFormatError) -> LogFormat {
        guard let word = try FormatText.words(source).dropFirst().first else {
            throw LogFormatError(text: "LogFormat has no string", wayOut: "give it as it stands in the configuration")
        }
        return try compile(word.bytes)
    }

    /// Only the string, with or without its quotes.
    static func format(string source: [UInt8]) throws(LogFormatError) -> LogFormat {
        if source.count > 1, source.first == UInt8(ascii: "\""), source.last == UInt8(ascii: "\"") {
            return try compile(source[1..<source.count - 1])
        }
        return try compile(source[...])
    }

    private static func compile(_ raw: ArraySlice<UInt8>) throws(LogFormatError) -> LogFormat {
        var text = FormatText()
        text.append(raw)
        return try FormatString.compile("apache", pieces(text), .backslash, needs)
    }

    private static func pieces(_ text: FormatText) throws(LogFormatError) -> [TemplatePiece] {
        let bytes = text.bytes
        var pieces: [TemplatePiece] = []
        var index = 0
        while index < bytes.count {
            let column = bytes[index].column
            guard bytes[index].value == UInt8(ascii: "%") else {
                pieces.append(
                    TemplatePiece(
                        content: .literal([bytes[index].value]),
                        column: column,
                        spelling: text.text(index..<index + 1)
                    )
                )
                index += 1
                continue
            }
            let directive = try ApacheDirective(text, at: index)
            let spelling = text.text(index..<directive.end)
            for content in try directive.contents(column: column) {
                pieces.append(TemplatePiece(content: content, column: column, spelling: spelling))
            }
            index = directive.end
        }
        return joiningQuery(pieces)
    }

    /// `%U%q` is one target, the only directives that may touch.
    private static func joiningQuery(_ pieces: [TemplatePiece]) -> [TemplatePiece] {
        var joined: [TemplatePiece] = []
        for piece in pieces {
            if case .field(.query, _) = piece.content, case .field(.path, _) = joined.last?.content {
                joined[joined.count - 1].content = .field(.target, rank: 0)
            } else {
                joined.append(piece)
            }
        }
        return joined
    }
}
