import Registry
package import Store
import Traffic

extension FactSheet {
    /// All facts of a store, its numbers replaced by names.
    package init(_ store: any Store) throws(StoreError) {
        self.init()
        let names = try StoreNames(store)
        if let days = try store.days() {
            for marginal in Marginal.allCases {
                let columns = marginal.columns
                let query = SumQuery(marginal, days: days, sites: names.sites.keys.sorted(), by: columns)
                for row in try store.sums(query) {
                    var sum = row
                    sum.values = SIMD8()
                    add(marginal, columns.enumerated().map { names.name($1, row.values[$0]) }, sum)
                }
            }
        }
        removeEmptyRows()
    }
}

/// The dictionaries of a store.
private struct StoreNames {
    let sites: [Int64: String]
    private let agents: [Int64: String]
    private let repositories: [Int64: String]
    private let tags: [Int64: String]

    init(_ store: any Store) throws(StoreError) {
        var sites: [Int64: String] = [:]
        for (id, name) in try store.sites() { sites[id] = name.inWords }
        self.sites = sites
        agents = try store.agents()
        repositories = try store.repositories()
        tags = try store.tags()
    }

    func name(_ column: Column, _ value: Int64) -> String {
        let unnamed = "#\(value)"
        return switch column {
        case .hour, .day: "\(value)"
        case .site: sites[value] ?? unnamed
        case .agent: agents[value] ?? unnamed
        case .repository: repositories[value] ?? unnamed
        case .tag: tags[value] ?? unnamed
        case .client: hexadecimal(UInt64(bitPattern: value))
        case .operation: UInt8(exactly: value).flatMap(Operation.init).map { "\($0)" } ?? unnamed
        case .outcome: UInt8(exactly: value).flatMap(Outcome.init).map { "\($0)" } ?? unnamed
        case .via: UInt8(exactly: value).flatMap(Via.init).map { "\($0)" } ?? unnamed
        case .reference: UInt8(exactly: value).flatMap(ReferenceKind.init).map { "\($0)" } ?? unnamed
        }
    }
}
