import Registry

extension SumRow {
    /// A value of the query's `by` columns.
    func value(_ column: Column, in query: SumQuery) -> Int64 {
        query.by.firstIndex(of: column).map { values[$0] } ?? 0
    }

    func operation(in query: SumQuery) -> Operation {
        Operation(rawValue: UInt8(truncatingIfNeeded: value(.operation, in: query))) ?? .other
    }

    func outcome(in query: SumQuery) -> Outcome {
        Outcome(rawValue: UInt8(truncatingIfNeeded: value(.outcome, in: query))) ?? .unknown
    }

    func via(in query: SumQuery) -> Via {
        Via(rawValue: UInt8(truncatingIfNeeded: value(.via, in: query))) ?? .none
    }

    func reference(in query: SumQuery) -> ReferenceKind {
        ReferenceKind(rawValue: UInt8(truncatingIfNeeded: value(.reference, in: query))) ?? .none
    }

    /// Pulls by the definition `manifest`: manifests got by GET and served, or, at `current`, redirected onward.
    func pulls(at role: Role, in query: SumQuery) -> Int64 {
        guard operation(in: query) == .manifestGet, reference(in: query) != .signature else { return 0 }
        switch (role, outcome(in: query)) {
        case (.legacy, .served), (.current, .served), (.current, .redirected): return requests
        default: return 0
        }
    }

    /// The same, where served and redirected manifests are measures.
    func pulls(at role: Role) -> Int64 {
        switch role {
        case .legacy: served
        case .current: served + passedOn
        case .backend: 0
        }
    }
}

extension Endpoint {
    /// Whether pulls can be counted here: never at a backend, and only where manifests are seen.
    var countsPulls: Bool { role != .backend && observes.contains(.manifests) }
}
