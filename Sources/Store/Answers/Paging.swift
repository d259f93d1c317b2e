/// Sorts rows and cuts a page from them. A page begins behind a row, not at a number: it holds while rows come in.
struct Paging {
    let columns: [Answer.Column]
    let query: Query

    /// The rows of the page, and where the next one begins.
    func page(_ rows: [[Answer.Cell]], defaultSort: String) throws(QueryError) -> ([[Answer.Cell]], next: String?) {
        let sort = query.sort ?? defaultSort
        let isDescending = sort.hasPrefix("-")
        let name = isDescending ? String(sort.dropFirst()) : sort
        guard let column = columns.firstIndex(where: { $0.name == name }) else {
            let names = columns.map(\.name).joined(separator: ", ")
            throw QueryError("\(query.kind.rawValue) has no column \"\(name)\" to sort by; it has \(names).")
        }
        guard query.limit >= 0 else { throw QueryError("The limit is \(query.limit); it must be 0 (all) or more.") }
        var keyed = rows.map { row in (key: Key(row, sortedBy: column, isDescending: isDescending), row: row) }
        keyed.sort { $0.key < $1.key }
        if let after = query.after {
            guard let index = keyed.firstIndex(where: { $0.key.cursor == after }) else {
                throw QueryError("The cursor \"\(after)\" fits no row. Begin again without it.")
            }
            keyed.removeFirst(index + 1)
        }
        guard query.limit > 0, keyed.count > query.limit else { return (keyed.map(\.row), nil) }
        return (keyed.prefix(query.limit).map(\.row), keyed[query.limit - 1].key.cursor)
    }

    /// What a row is sorted by: one column, then all texts, which tell rows apart.
    private struct Key: Comparable {
        let number: Double
        let text: String
        let name: String
        let isDescending: Bool

        init(_ row: [Answer.Cell], sortedBy column: Int, isDescending: Bool) {
            self.isDescending = isDescending
            number = row[column].number
            text = row[column].text
            name = row.map(\.text).joined(separator: "\u{1F}")
        }

        /// Names the row, whatever its numbers have become.
        var cursor: String {
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            return hexadecimal(hash)
        }

        static func < (left: Key, right: Key) -> Bool {
            if left.number != right.number {
                return left.isDescending ? left.number > right.number : left.number < right.number
            }
            if left.text != right.text { return left.isDescending ? left.text > right.text : left.text < right.text }
            return left.name < right.name
        }
    }
}

extension Answer.Cell {
    fileprivate var number: Double {
        switch self {
        case .integer(let value), .time(let value): Double(value)
        case .real(let value): value
        case .flag(let value): value ? 1 : 0
        // What is not known sorts below what is.
        default: -1
        }
    }

    fileprivate var text: String {
        switch self {
        case .text(let value): value
        case .texts(let values): values.joined(separator: " ")
        default: ""
        }
    }
}
