import Registry

/// On which days of a range networks used repositories at the old endpoint, and the same ones directly at the new one.
struct UseHistories {
    struct History {
        var network: Int64
        /// Under its old name.
        var repository: Int64
        var old = UseDays()
        var direct = UseDays()
        /// Whether it stands for forgotten clients: they have another number each day.
        var isForgotten: Bool { Client(id: UInt64(bitPattern: network)).isForgotten }
    }

    private var places = KeyTable(width: 2)
    /// Of those that used the old endpoint.
    private(set) var all: [History] = []

    /// - Parameters:
    ///   - names: the store's repositories.
    ///   - repositories: the numbers of the only ones to look at, by their old names; nil: all.
    init(
        _ scope: Scope,
        _ store: any Store,
        _ names: [Int64: String],
        of repositories: [Int64]? = nil
    ) throws(StoreError) {
        let newNames = NewNames(names, scope.migration.renames)
        // By network and new name: several old names may have become one.
        var joined = KeyTable(width: 2)
        var placesOf: [[Int]] = []
        try UsedDays.forEach(.old, scope, store) { network, repository, days in
            guard repositories?.contains(repository) != false else { return }
            let place = places.number(of: [network, repository])
            if place == all.count {
                all.append(History(network: network, repository: repository))
                let key = joined.number(of: [network, newNames.number(for: repository)])
                if key == placesOf.count { placesOf.append([]) }
                placesOf[key].append(place)
            }
            all[place].old.formUnion(days)
        }
        try UsedDays.forEach(.direct, scope, store) { network, repository, days in
            guard let key = joined.known([network, repository]) else { return }
            for place in placesOf[key] { all[place].direct.formUnion(days) }
        }
    }

    subscript(network: Int64, repository: Int64) -> History? {
        places.known([network, repository]).map { all[$0] }
    }
}
