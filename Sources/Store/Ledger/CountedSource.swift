package import Traffic

/// A source that was read to its end: all that one transaction has to save.
package struct CountedSource: Sendable {
    package var row: LedgerRow
    /// The file's name without folder and without what rotation adds to it; see ``LedgerStart``.
    package var family: String
    /// Whether the source can grow: a plain file or a stream, no gzip.
    package var canGrow: Bool
    package var mark: FileMark?
    /// Fingerprint of all settings that decide what a line counts as.
    package var settings: String
    /// Where the last line begins if no newline ends it, else the length: a growing log continues from here.
    package var openLine: Int64
    package var table: TrafficTable
    /// What of the source's facts was moved out of ``table``, which holds the names of all.
    package var parts: [SpilledFacts] = []
    package var rejects: [RejectCount]
    /// The earlier, shorter state of this source, whose lines ``table`` does not hold.
    package var continues: Identity?
    /// The days on which something was counted, since 1970 in UTC.
    package var days: Set<Int32> { parts.reduce(into: table.days) { $0.formUnion($1.days) } }
    /// Whether ``table`` holds the difference to what was counted of the same source under other settings.
    package var replaces = false

    package init(
        row: LedgerRow,
        family: String,
        canGrow: Bool,
        mark: FileMark?,
        settings: String,
        openLine: Int64,
        table: TrafficTable,
        rejects: [RejectCount]
    ) {
        self.row = row
        self.family = family
        self.canGrow = canGrow
        self.mark = mark
        self.settings = settings
        self.openLine = openLine
        self.table = table
        self.rejects = rejects
    }
}

/// How many lines were rejected for one reason, and the first few of them.
package struct RejectCount: Hashable, Sendable {
    package struct Sample: Hashable, Sendable {
        /// Line number in the source, from 1.
        package var line: Int64
        /// Byte at which the line begins in the decompressed source, from 0.
        package var byte: Int64
        /// The line, cut short and masked.
        package var text: String

        package init(line: Int64, byte: Int64, text: String) {
            self.line = line
            self.byte = byte
            self.text = text
        }
    }

    package var reason: String
    package var count: Int64
    package var samples: [Sample]
    /// Where a line begins whose rejection in an earlier state is taken back; its sample goes with it.
    package var takenBack: Int64?

    package init(reason: String, count: Int64, samples: [Sample]) {
        self.reason = reason
        self.count = count
        self.samples = samples
    }
}
