/// What the columns of a log may be called, and how its header and its lines are written.
struct ColumnLayout: Sendable {
    /// How a file says which columns it has.
    enum Header: Sendable {
        /// `#Fields: date time …`, with `#Version: 1.0` before it: https://www.w3.org/TR/WD-logfile.html
        case directives
        /// A row of names. It is told from the others by its first cell, which is the name of a known column.
        case row
    }

    var header: Header
    var separator: UInt8
    /// Whether a cell may stand between double quotes, and hold the separator, and doubled quotes.
    var isQuoted = false
    var escaping: Escaping
    /// What the columns hold, by their names in small letters.
    var fields: [[UInt8]: TemplateField]
    /// The columns of a part of a file, which has no header: the order of the documentation. Empty where there is none.
    var standard: [TemplateField]

    init(
        header: Header,
        separator: UInt8,
        isQuoted: Bool = false,
        escaping: Escaping,
        fields: [String: TemplateField],
        standard: [String]
    ) {
        self.header = header
        self.separator = separator
        self.isQuoted = isQuoted
        self.escaping = escaping
        self.fields = Dictionary(uniqueKeysWithValues: fields.map { (Array($0.key.utf8), $0.value) })
        self.standard = standard.map { fields[$0] ?? .skip }
    }

    /// What the column holds whose name stands in `range`; nil for a name that is not known.
    func field(named range: Range<Int>, in bytes: Span<UInt8>) -> TemplateField? {
        var name: [UInt8] = []
        for index in range {
            let byte = bytes[index]
            name.append((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte)
        }
        return fields[name]
    }
}

/// The columns that lines have from here on.
struct Columns: Sendable {
    private(set) var fields: [TemplateField] = []
    /// How many columns a line must have: up to the last one that is needed.
    private(set) var needed = 0

    init(_ fields: [TemplateField] = []) {
        fields.forEach { append($0) }
    }

    mutating func append(_ field: TemplateField) {
        fields.append(field)
        if field != .skip {
            needed = fields.count
        }
    }
}
