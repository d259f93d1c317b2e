package import Analysis
package import Registry
import Store
import Synchronization

/// What turns facts into answers: the migration, and what is shown of clients.
package struct Rules: Sendable {
    package var migration: Migration
    package var privacy: Privacy
    /// The key of `privacy.show: keyed`.
    package var key: PrivacyKey?
    /// The paths of the lists of networks.
    package var networkFiles: [String]
    package var costs: Costs

    package init(
        migration: Migration,
        privacy: Privacy,
        key: PrivacyKey? = nil,
        networkFiles: [String] = [],
        costs: Costs = Costs()
    ) {
        self.migration = migration
        self.privacy = privacy
        self.key = key
        self.networkFiles = networkFiles
        self.costs = costs
    }

    /// - Parameter seesClients: whether the asker may see clients as they are stored.
    func visibility(seesClients: Bool) -> Visibility {
        seesClients ? .exact : .shown(privacy, key: key)
    }
}

/// The rules that hold for a version of the store: an ingest may bring other ones.
final class RulesReader: Sendable {
    private let last: Mutex<(version: Int64, rules: Rules)>
    private let read: @Sendable (any Store) throws -> Rules

    /// - Parameter read: reads the rules that a store was last filled by.
    init(_ store: any Store, read: @escaping @Sendable (any Store) throws -> Rules) throws {
        let first = try store.snapshot(timeLimit: nil) { (try $0.version(), try read($0)) }
        last = Mutex(first)
        self.read = read
    }

    /// The rules as they were last read, for what must be said without asking the store.
    var current: Rules { last.withLock(\.rules) }

    /// - Parameter store: a snapshot.
    func rules(at version: Int64, in store: any Store) throws -> Rules {
        if let known = last.withLock({ $0.version == version ? $0.rules : nil }) { return known }
        let rules = try read(store)
        last.withLock { last in
            if version > last.version { last = (version, rules) }
        }
        return rules
    }
}
