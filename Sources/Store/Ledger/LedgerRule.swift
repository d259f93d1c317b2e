/// What a commit does with one source: the rules of the ledger, the same in every store.
package enum LedgerRule: Sendable {
    /// The content is known: change nothing.
    case alreadyIngested
    /// A new row.
    case add
    /// The row of the earlier state takes over what was read.
    case extend(Identity)
    /// The row of the same content is written anew.
    case restate

    /// - Parameters:
    ///   - known: the settings under which the source's content was counted before, if it was.
    ///   - isCurrent: whether a state is the latest one of its source.
    package static func rule(
        for source: CountedSource,
        known: String?,
        isCurrent: (Identity) throws(StoreError) -> Bool
    ) throws(StoreError) -> LedgerRule {
        if let known {
            if source.replaces { return .restate }
            guard known == source.settings else { throw otherSettings(source.row.name) }
            return .alreadyIngested
        }
        guard let earlier = source.continues else { return .add }
        guard try isCurrent(earlier) else {
            throw StoreError(.busy, "\(source.row.name) was read by another run meanwhile. Run the ingest again.")
        }
        return .extend(earlier)
    }

    /// The error for content that was counted under other settings.
    package static func otherSettings(_ name: String) -> StoreError {
        StoreError(
            .refused,
            "\(name) was counted under other settings (configuration, --host, --format or --vantage). "
                + "Give the same settings, or --replace to count it anew."
        )
    }

    /// The error for facts that would fall below zero.
    package static func cannotTakeBack(_ name: String) -> StoreError {
        StoreError(
            .refused,
            "\(name) can't be counted anew: what was counted of it before does not add up with this version of ebb. "
                + "Ingest all logs into a new store."
        )
    }

    /// The rejects of a source that grew: those of its earlier state and those of what was read now.
    package static func merged(_ earlier: [RejectCount], _ later: [RejectCount]) -> [RejectCount] {
        var result = earlier
        for reject in later {
            if let index = result.firstIndex(where: { $0.reason == reject.reason }) {
                let kept = result[index].samples.filter { $0.byte != reject.takenBack }
                result[index].count += reject.count
                result[index].samples = Array((kept + reject.samples).prefix(sampleLimit))
            } else {
                result.append(reject)
            }
        }
        return result.filter { $0.count > 0 }
    }

    /// How many lines are kept of each reason and source.
    package static let sampleLimit = 5
}
