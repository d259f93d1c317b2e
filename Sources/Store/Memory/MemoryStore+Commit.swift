import Traffic

extension MemoryStore.State {
    /// Takes one source in. The caller throws the changed state away where this fails.
    mutating func commit(_ source: CountedSource) -> Result<LedgerRow, StoreError> {
        do throws(StoreError) {
            let known = source.row.identity.flatMap { identity in
                sources.firstIndex { $0.identities.contains(identity) }
            }
            let rule = try LedgerRule.rule(for: source, known: known.map { sources[$0].settings }) { earlier in
                sources.contains { $0.row.identity == earlier }
            }
            switch rule {
            case .alreadyIngested:
                guard let known else { break }
                if sources[known].row.identity == source.row.identity { sources[known].mark = source.mark }
                failed.removeAll { $0.name == source.row.name }
                var row = sources[known].row
                row.name = source.row.name
                row.status = .alreadyIngested
                return .success(row)
            case .add:
                sources.append(MemoryStore.Source(source, identities: []))
            case .extend(let earlier):
                guard let index = sources.firstIndex(where: { $0.row.identity == earlier }) else { break }
                let before = sources[index]
                sources[index] = MemoryStore.Source(source, identities: before.identities)
                if !source.replaces { sources[index].rejects = LedgerRule.merged(before.rejects, source.rejects) }
            case .restate:
                guard let known else { break }
                sources[known] = MemoryStore.Source(source, identities: sources[known].identities)
            }
            table.fold(source.table)
            for part in source.parts { table.fold(try read(part, of: source), namedBy: source.table) }
            if table.hasNegativeCounts { throw LedgerRule.cannotTakeBack(source.row.name) }
            if source.replaces || source.continues != nil { table.removeZeros() }
            for day in source.days {
                readAt[day] = max(readAt[day] ?? .min, source.row.ingestedAt)
                forgotten.remove(day)
            }
            failed.removeAll { $0.name == source.row.name }
            return .success(source.row)
        } catch {
            return .failure(error)
        }
    }
}

private func read(_ part: SpilledFacts, of source: CountedSource) throws(StoreError) -> Facts {
    do {
        return try part.read()
    } catch {
        throw StoreError(.failed, "\(source.row.name): \(error)")
    }
}

extension MemoryStore.Source {
    fileprivate init(_ source: CountedSource, identities: Set<Identity>) {
        self.init(
            row: source.row,
            family: source.family,
            canGrow: source.canGrow,
            mark: source.mark,
            settings: source.settings,
            openLine: source.openLine,
            identities: source.row.identity.map { identities.union([$0]) } ?? identities,
            rejects: source.rejects
        )
    }
}
