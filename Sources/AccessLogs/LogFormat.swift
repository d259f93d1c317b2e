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
        /// By columns that a header names.
        case columns(ColumnLayout)
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

    /// A format that templates read, the first one that fits.
    ///
    /// - Parameters:
    ///   - hasHost: whether a host stands in a field that has more than one meaning.
    ///   - marks: how many fields stand in its lines that no record asks for, but that tell it from a plainer format.
    init(_ name: String, _ shapes: TemplateBuilder.Result..., hasHost: Bool = false, marks: Int = 0) {
        let fields = shapes.reduce(into: Set()) { $0.formUnion($1.fields) }
        self.init(
            name: name,
            hasHost: hasHost || fields.contains(.host),
            hasReferer: fields.contains(.referer),
            bytesIncludeHeaders: shapes.contains { $0.bytesIncludeHeaders },
            fieldCount: fields.count + marks,
            reading: .shapes(nil, shapes.map(\.template))
        )
    }

    /// A format whose columns a header names.
    init(_ name: String, _ layout: ColumnLayout) {
        let fields = layout.fields.values
        self.init(
            name: name,
            hasHost: fields.contains(.host),
            hasReferer: fields.contains(.referer),
            bytesIncludeHeaders: fields.contains(.wireBytes),
            fieldCount: Set(fields.compactMap(\.role)).count,
            reading: .columns(layout)
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
