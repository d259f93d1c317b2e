package import Store

/// Something that every store must keep to: the suite holds MemoryStore, SQLiteStore and any later store to the same.
package struct StoreRule: Sendable, CustomStringConvertible {
    /// What must be so.
    package let description: String
    private let body: @Sendable (any Store) throws -> Void

    init(_ description: String, _ body: @escaping @Sendable (any Store) throws -> Void) {
        self.description = description
        self.body = body
    }

    /// Holds a new, empty store to the rule; a `BrokenRule` says where it does not keep to it.
    package func check(_ store: any Store) throws {
        try body(store)
    }

    /// All rules.
    package static let all = ledger + growth + failures + texts + sums + forgetting + snapshots
}

/// Where a store breaks a rule.
package struct BrokenRule: Error, CustomStringConvertible {
    package let description: String
}

/// Demands that two values are the same.
func equal<Value: Equatable>(
    _ found: Value,
    _ expected: Value,
    _ what: String,
    line: UInt = #line
) throws(BrokenRule) {
    guard found == expected else {
        throw BrokenRule(description: "\(what) (line \(line)): found \(found), expected \(expected)")
    }
}

/// Demands that a piece of work is refused, with this code.
func refused(
    _ code: StoreError.Code,
    _ what: String,
    line: UInt = #line,
    _ work: () throws(StoreError) -> Void
) throws(BrokenRule) {
    do throws(StoreError) {
        try work()
    } catch {
        guard error.code == code else {
            throw BrokenRule(description: "\(what) (line \(line)): refused as \(error.code): \(error)")
        }
        return
    }
    throw BrokenRule(description: "\(what) (line \(line)): not refused")
}

/// All that a store shows of itself, to see whether something has changed.
struct StoreState: Equatable {
    var ledger: [LedgerRow]
    var rejects: [RejectCount]
    var days: ClosedRange<Int32>?
    var sums: [Marginal: Set<NamedSum>] = [:]

    init(_ store: any Store) throws(StoreError) {
        ledger = try store.ledger()
        rejects = try store.rejects().map(\.reject)
        days = try store.days()
        for marginal in Marginal.allCases {
            sums[marginal] = try store.sums(NamedSumQuery(marginal, by: marginal.columns))
        }
    }
}
