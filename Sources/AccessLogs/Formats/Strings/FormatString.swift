/// What the format strings of nginx, Apache and Envoy have in common: how they are recognised, checked and compiled.
enum FormatString {
    /// The format of a string, or nil where the text is no format string at all.
    static func format(_ option: String) throws(LogFormatError) -> LogFormat? {
        let source = Array(option.utf8)
        let start = source.drop { $0 <= 0x20 }
        if start.starts(with: "log_format".utf8) {
            return try NginxFormat.format(directive: source)
        }
        if start.starts(with: "LogFormat".utf8) {
            return try ApacheFormat.format(directive: source)
        }
        if NginxFormat.hasVariables(source) {
            return try NginxFormat.format(string: source)
        }
        if EnvoyFormat.hasOperators(source) {
            return try EnvoyFormat.format(string: source)
        }
        if source.contains(UInt8(ascii: "%")) {
            return try ApacheFormat.format(string: source)
        }
        return nil
    }

    /// Checks that nothing is missing, and compiles.
    static func compile(
        _ name: String,
        _ pieces: [TemplatePiece],
        _ escaping: Escaping,
        _ needs: Needs
    ) throws(LogFormatError) -> LogFormat {
        try TemplateBuilder.checkSeparation(of: pieces)
        var builder = TemplateBuilder()
        builder.escaping = escaping
        builder.endsAtFirstQuote = true
        let result = builder.build(pieces)
        var missing: [String] = []
        if !result.fields.contains(.time) {
            missing.append("the time (\(needs.time))")
        }
        if !result.fields.contains(.request), !result.fields.isSuperset(of: [.method, .target]) {
            missing.append("the request (\(needs.request))")
        }
        if !result.fields.contains(.status) {
            missing.append("the status (\(needs.status))")
        }
        guard missing.isEmpty else {
            throw LogFormatError(
                text: "the format does not log \(missing.joined(separator: ", nor "))",
                wayOut: "Ebb also reads \(needs.known); add what is missing to the server's configuration"
            )
        }
        return LogFormat(name, result)
    }

    /// How a dialect calls what must be there, and what else it can say.
    struct Needs {
        var time: String
        var request: String
        var status: String
        var known: String
    }
}
