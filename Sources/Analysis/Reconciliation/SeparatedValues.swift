/// The records of a text of comma-separated values; semicolons and tabs part fields as well, where the first line has
/// more of them.
///
/// https://www.rfc-editor.org/rfc/rfc4180
struct SeparatedValues {
    struct Record {
        /// Of its beginning, from 1.
        var line: Int
        var fields: [String]
    }

    private(set) var records: [Record] = []
    /// The line on which a quote was opened that never closes; nil: none was.
    private(set) var openQuote: Int?

    /// - Parameter text: records that hold nothing are left out.
    init(_ text: String) {
        // The mark of UTF-8 is none of the first name.
        let scalars = Array(text.unicodeScalars.drop { $0 == "\u{FEFF}" })
        let head = scalars.prefix { $0 != "\n" && $0 != "\r" }
        let separators: [Unicode.Scalar] = [",", ";", "\t"]
        let separator = separators.max { one, other in head.count { $0 == one } < head.count { $0 == other } }
        var record = Record(line: 1, fields: [])
        var field = String.UnicodeScalarView()
        var line = 1
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            if scalar == "\n" { line += 1 }
            if openQuote != nil {
                if scalar != "\"" {
                    field.append(scalar)
                } else if index < scalars.count, scalars[index] == "\"" {
                    // A doubled quote stands for one.
                    field.append(scalar)
                    index += 1
                } else {
                    openQuote = nil
                }
            } else if scalar == "\"", field.isEmpty {
                openQuote = line
            } else if scalar == separator || scalar == "\n" || scalar == "\r" {
                record.fields.append(String(field))
                field = String.UnicodeScalarView()
                guard scalar != separator else { continue }
                add(record)
                record = Record(line: line, fields: [])
            } else {
                field.append(scalar)
            }
        }
        record.fields.append(String(field))
        add(record)
    }

    private mutating func add(_ record: Record) {
        if record.fields.contains(where: { !$0.isEmpty }) { records.append(record) }
    }
}
