/// A log format: its name, what its lines tell, and how they are read.
package struct LogFormat: Sendable {
    /// The name that `--format` takes; `nginx` or `apache` for a format that was given as a string.
    package let name: String
    /// Whether the lines have a place for the host that was asked.
    package let hasHost: Bool
    /// Whether the lines have a place for the referer.
    package let hasReferer: Bool
    /// Whether ``Record/bytes`` counts response headers too.
    package let bytesIncludeHeaders: Bool
    /// How many of a record's fields a line gives; of two formats that read a line, the better one gives more.
    let fieldCount: Int
    let reading: Reading
    /// What stands around the lines, the outermost first.
    package internal(set) var layers: [Layer] = []

    /// How the lines are read; one parser a source, chosen once.
    enum Reading: Sendable {
        /// JSON by its keys, text by the first of these templates that fits a line.
        case shapes(KeyedShape?, [Template])
        case cloudFront
        /// With the template of the combined lines among the others.
        case distribution(Template)
        /// With the templates of nginx's lines and of the combined ones.
        case harbor(front: [Template], combined: Template)
        case dockerHub
    }

    init(
        name: String,
        hasHost: Bool,
        hasReferer: Bool,
        bytesIncludeHeaders: Bool,
        fieldCount: Int,
        reading: Reading
    ) {
        self.name = name
        self.hasHost = hasHost
        self.hasReferer = hasReferer
        self.bytesIncludeHeaders = bytesIncludeHeaders
        self.fieldCount = fieldCount
        self.reading = reading
    }

    /// A format that a template reads.
    init(_ name: String, _ result: TemplateBuilder.Result) {
        self.init(
            name: name,
            hasHost: result.fields.contains(.host),
            hasReferer: result.fields.contains(.referer),
            bytesIncludeHeaders: result.bytesIncludeHeaders,
            fieldCount: result.fields.count,
            reading: .shapes(nil, [result.template])
        )
    }

    /// The names that `--format` takes, in the order in which they are listed.
    package static var all: [String] { FormatTable.rows.map(\.name) }

    /// The formats that have a name.
    package static var table: [LogFormat] { FormatTable.rows }

    /// The format that the value of `--format` means: a name in ``all``, or a format string of nginx or Apache as it
    /// stands in the server's configuration.
    package init(option: String) throws(LogFormatError) {
        if let row = FormatTable.rows.first(where: { $0.name == option }) {
            self = row
        } else if let format = try FormatString.format(option) {
            self = format
        } else {
            throw LogFormatError(
                text: "there is no log format \"\(option)\"",
                wayOut: "name one of \(Self.all.joined(separator: ", ")), or give an nginx log_format or an Apache "
                    + "LogFormat as it stands in the server's configuration"
            )
        }
    }

    /// A parser for one source. Lines of one source belong into one parser, in their order.
    ///
    /// - Parameters:
    ///   - lineLimit: bytes that a line may have, its newline not counted; longer ones are rejected.
    ///   - lastChange: when the source was written last, in seconds since 1970: what tells the year of times that name
    ///     none. Without it they are no times.
    package func makeParser(lineLimit: Int = .max, lastChange: Int64? = nil) -> LineParser {
        LineParser(reading, unwrapper: Unwrapper(layers, lastChange: lastChange), lineLimit: lineLimit)
    }

    /// The same format, inside other layers.
    func wrapped(in layers: [Layer]) -> LogFormat {
        var format = self
        format.layers = layers
        return format
    }
}
