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
}
