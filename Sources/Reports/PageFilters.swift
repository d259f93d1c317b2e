import Registry
import Store

/// What a reader narrowed a page to, by its URL.
struct PageFilters: Hashable, Sendable {
    var from: Day?
    var to: Day?
    var endpoint: String?
    var repository: String?
    var tool: String?
    var state: StragglerState?
    var without: Set<Query.Exclusion> = []
    var definition: PullDefinition?
    var sort: String?
    var after: String?

    init() {}

    /// - Throws: for a name that the page doesn't know, that stands there twice, or a value that can't be read. Forms
    ///   send empty values for what was left open: they filter nothing.
    init(_ parameters: [(name: String, value: String)], taken: [Query.Filter]) throws(QueryError) {
        var seen = Set<String>()
        for (name, value) in parameters {
            guard let filter = Query.Filter(rawValue: name), taken.contains(filter) else {
                let names = taken.map(\.rawValue).joined(separator: ", ")
                throw QueryError("This page takes no \"\(name)\"; it takes \(names).")
            }
            guard seen.insert(name).inserted else { throw QueryError("\(name) is given twice; give it once.") }
            guard value.utf8.count <= 1024 else { throw QueryError("\(name) is longer than 1,024 bytes.") }
            guard !value.isEmpty else { continue }
            switch filter {
            case .from: from = try day(value, name)
            case .to: to = try day(value, name)
            case .endpoint: endpoint = value
            case .repository: repository = value
            case .tool: tool = value
            case .state: state = try choice(value, name)
            case .without:
                for part in value.split(separator: ",", omittingEmptySubsequences: false) {
                    without.insert(try choice(String(part), name))
                }
            case .definition: definition = try choice(value, name)
            case .sort: sort = value
            case .after: after = value
            case .client, .compare, .by, .byTag, .per, .measure, .whatIf, .threshold, .limit: break
            }
        }
        if let from, let to, to < from {
            throw QueryError("The range ends on \(to), before it begins on \(from).")
        }
    }

    /// As they stand in a URL, in a fixed order.
    var parameters: [(name: String, value: String)] {
        let all: [(String, String?)] = [
            ("from", from?.description), ("to", to?.description), ("endpoint", endpoint), ("repository", repository),
            ("tool", tool), ("state", state?.rawValue),
            ("without", without.isEmpty ? nil : without.map(\.rawValue).sorted().joined(separator: ",")),
            ("definition", definition?.rawValue), ("sort", sort), ("after", after),
        ]
        return all.compactMap { name, value in value.map { (name, $0) } }
    }
}

private func choice<Choice: RawRepresentable & CaseIterable>(
    _ text: String,
    _ name: String
) throws(QueryError) -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: text) else {
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw QueryError("\(name) is \"\(text)\"; there are \(names).")
    }
    return choice
}

private func day(_ text: String, _ name: String) throws(QueryError) -> Day {
    guard let day = Day(text) else {
        throw QueryError("\(name) is \"\(text)\"; write a day of the calendar as YYYY-MM-DD, for instance 2023-03-20.")
    }
    return day
}
