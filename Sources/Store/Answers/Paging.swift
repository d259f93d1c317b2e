/// Sorts rows and cuts a page from them. A page begins behind a place in the order, not at a number or a row: it holds
/// while rows come, go and grow.
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
        let limit = query.limit ?? Query.defaultLimit
        guard limit >= 0 else { throw QueryError("The limit is \(limit); it must be 0 (all) or more.") }

        let identity = columns.indices.filter { Self.identifying.contains(columns[$0].name) }
        var placed = rows.map { row in
            (place: PagePlace(row[column], identity: identity.map { row[$0].text }), row: row)
        }
        placed.sort { $0.place.precedes($1.place, isDescending: isDescending) }
        for index in placed.indices.dropFirst() where placed[index].place.isTwin(of: placed[index - 1].place) {
            placed[index].place.occurrence = placed[index - 1].place.occurrence + 1
        }
        if let after = query.after {
            guard let place = PagePlace(cursor: after, sort: sort, identityCount: identity.count) else {
                throw QueryError(
                    "The cursor \"\(after)\" is none of this question sorted by \(sort). Begin again without it."
                )
            }
            placed.removeFirst(
                placed.firstIndex { place.precedes($0.place, isDescending: isDescending) } ?? placed.count
            )
        }
        guard limit > 0, placed.count > limit else { return (placed.map(\.row), nil) }
        return (placed.prefix(limit).map(\.row), placed[limit - 1].place.cursor(sort: sort))
    }

    /// The columns that tell rows apart. Where they do not, as with two files of one name, their order does.
    private static let identifying: Set<String> = [
        "repository", "tag", "role", "client", "tool", "version", "name", "source", "reason",
    ]
}
