import Store
import Traffic

extension IngestRun {
    /// What the store holds of a source, counted under other settings: how much of it, and under which.
    struct EarlierState {
        var length: Int64
        var settings: String
    }

    /// The state in which a source was counted before, and which it counts anew; nil: there is nothing to take back.
    func earlierState(
        of source: CountedSource,
        _ start: LedgerStart,
        in store: any Store
    ) throws(SourceError) -> EarlierState? {
        guard let identity = source.row.identity else { return nil }
        let name = source.row.name
        if let known = try atSource(name, { () throws(StoreError) in try store.settings(of: identity) }) {
            return known == settings.fingerprint ? nil : EarlierState(length: identity.length, settings: known)
        }
        let beginning = start.beginnings.first { $0.identity == source.continues }
        // Without a format there were no requests.
        guard let beginning, !beginning.row.format.isEmpty else { return nil }
        return EarlierState(length: beginning.identity.length, settings: beginning.settings)
    }

    /// Counts the earlier state once more as it was counted then, and leaves in the source's facts what changes.
    func takeBack(
        _ old: EarlierState,
        from source: inout CountedSource,
        _ memory: TableMemory,
        in store: any Store
    ) throws(SourceError) {
        let name = source.row.name
        let text = try atSource(name) { () throws(StoreError) in try store.text(.settings(fingerprint: old.settings)) }
        guard name != "-" else {
            throw SourceError(
                .otherSettings,
                "Standard input can't be counted anew, since it can't be read twice: its beginning was counted before, "
                    + "under other settings or as another format. Name a file, or the format with --format."
            )
        }
        guard let text, let settings = Settings(json: text) else {
            throw SourceError(.otherSettings, LedgerRule.cannotTakeBack(name).description)
        }
        let counting = sourceCounting(name, settings, memory) { progress.add(bytes: 0, lines: $1) }
        let counted = CountedFacts(table: source.table, parts: source.parts)
        // Held once, so that it is not copied.
        source.table = TrafficTable()
        var learned: Learned?
        let left = try counting.count(length: old.length, takingBackFrom: consume counted, &learned).source
        source.table = left.table
        source.parts = left.parts
        source.replaces = true
    }
}

/// Runs a piece of work on the store on behalf of one source.
func atSource<Value>(
    _ path: String,
    _ body: () throws(StoreError) -> Value
) throws(SourceError) -> Value {
    do {
        return try body()
    } catch {
        throw SourceError(.unreadable, "\(path): \(error)")
    }
}
