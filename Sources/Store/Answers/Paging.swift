/// Sorts rows and cuts a page from them. A page begins behind a place in the order, not at a number or a row: it holds
/// while rows come, go and grow.
struct Paging {
    private let columns: [Answer.Column]
    private let sort: String
    private let column: Int
    private let isDescending: Bool
    private let limit: Int
    /// The columns that tell rows apart.
    private let identity: [Int]
    /// Where the page before ended.
    private let after: PagePlace?

    init(columns: [Answer.Column], query: Query, defaultSort: String) throws(QueryError) {
        self.columns = columns
        let sort = query.sort ?? defaultSort
        let isDescending = sort.hasPrefix("-")
        let name = isDescending ? String(sort.dropFirst()) : sort
        guard let column = columns.firstIndex(where: { $0.name == name }) else {
            let names = columns.map(\.name).joined(separator: ", ")
            throw QueryError("\(query.kind.rawValue) has no column \"\(name)\" to sort by; it has \(names).")
        }
        let limit = query.limit ?? Query.defaultLimit
        guard limit >= 0 else { throw QueryError("The limit is \(limit); it must be 0 (all) or more.") }
        let identity = columns.indices.filter { $0 == 0 || Self.identifying.contains(columns[$0].name) }
        after = try query.after.map { cursor throws(QueryError) in
            guard let place = PagePlace(cursor: cursor, sort: sort, identityCount: identity.count) else {
                throw QueryError(
                    "The cursor \"\(cursor)\" is none of this question sorted by \(sort). Begin again without it."
                )
            }
            return place
        }
        self.sort = sort
        self.column = column
        self.isDescending = isDescending
        self.limit = limit
        self.identity = identity
    }

    /// The name of the column that rows are sorted by.
    var sortColumn: String { columns[column].name }

    /// Of rows that are not yet made, those that may stand on the page or begin the next one, by what they are sorted by.
    ///
    /// - Parameter numbers: the value of each row in the column that is sorted by; nil: not known.
    func candidates(_ numbers: [Int64?]) -> [Int] {
        let numbers = numbers.map { $0 ?? .min }
        let rest = numbers.indices.filter { row in
            guard let after else { return true }
            return isDescending ? numbers[row] <= after.number : numbers[row] >= after.number
        }
        guard limit > 0, rest.count > limit + 1 else { return rest }
        // The cursor's own row and its equals come before the page.
        let passed = after.map { place in rest.count { numbers[$0] == place.number } } ?? 0
        let ordered = rest.map { numbers[$0] }.sorted { isDescending ? $0 > $1 : $0 < $1 }
        let border = ordered[min(limit + passed, ordered.count - 1)]
        return rest.filter { isDescending ? numbers[$0] >= border : numbers[$0] <= border }
    }

    /// The rows of the page, and where the next one begins.
    func page(_ rows: [[Answer.Cell]]) -> ([[Answer.Cell]], next: String?) {
        var placed = rows.map { row in
            (place: PagePlace(row[column], identity: identity.map { row[$0].text }), row: row)
        }
        placed.sort { $0.place.precedes($1.place, isDescending: isDescending) }
        for index in placed.indices.dropFirst() where placed[index].place.isTwin(of: placed[index - 1].place) {
            placed[index].place.occurrence = placed[index - 1].place.occurrence + 1
        }
        if let after {
            placed.removeFirst(
                placed.firstIndex { after.precedes($0.place, isDescending: isDescending) } ?? placed.count
            )
        }
        guard limit > 0, placed.count > limit else { return (placed.map(\.row), nil) }
        return (placed.prefix(limit).map(\.row), placed[limit - 1].place.cursor(sort: sort))
    }

    /// Beside the first column. Where they do not tell rows apart, as with two files of one name, their order does.
    private static let identifying: Set<String> = [
        "repository", "tag", "role", "endpoint", "tariff", "network", "networks", "client", "tool", "version", "name",
        "source",
        "reason",
    ]
}
