package import Registry

package enum Visibility: Hashable, Sendable {
    case exact
    case shown(Privacy, key: PrivacyKey?)
}

extension Store {
    package func snapshot<Value>(timeLimit: Duration?, _ body: (any Store) throws -> Value) throws -> Value {
        try body(self)
    }

    package func version() throws(StoreError) -> Int64 {
        try ledger().reduce(into: Int64(0)) { $0 = $0 &* 31 &+ $1.lines.total &+ $1.ingestedAt }
    }

    package var isBeingWritten: Bool { false }
}
