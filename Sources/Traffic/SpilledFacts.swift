/// Facts of a table that were moved to a temporary file. The table keeps the names behind their numbers.
package struct SpilledFacts: Sendable {
    /// The days on which something was counted, since 1970 in UTC.
    package let days: Set<Int32>
    private let file: SpillFile
    private let offset: Int
    private let hours: Int
    private let images: Int
    private let uses: Int
    private let handoffs: Int

    fileprivate init(_ table: TrafficTable, _ file: SpillFile, at offset: inout Int) throws(SpillError) {
        days = table.days
        self.file = file
        self.offset = offset
        let facts = table.facts
        hours = facts.hours.count
        images = facts.images.count
        uses = facts.uses.count
        handoffs = facts.handoffs.count
        offset += try file.write(facts.hours, at: offset)
        offset += try file.write(facts.images, at: offset)
        offset += try file.write(facts.uses, at: offset)
        offset += try file.write(facts.handoffs, at: offset)
    }

    /// Reads them back.
    package func read() throws(SpillError) -> Facts {
        var place = offset
        return Facts(
            hours: try file.read(hours, at: &place),
            images: try file.read(images, at: &place),
            uses: try file.read(uses, at: &place),
            handoffs: try file.read(handoffs, at: &place)
        )
    }
}

/// Moves the facts of one table, part by part, to one temporary file.
package struct Spilling: Sendable {
    private let folder: String
    private let limit: Int
    private var file: SpillFile?
    private var end = 0
    package private(set) var parts: [SpilledFacts]

    /// - Parameters:
    ///   - folder: where the temporary file is made, once it is needed.
    ///   - limit: bytes that the table may take up.
    ///   - parts: what was spilled of the table before.
    package init(folder: String, limit: Int, parts: [SpilledFacts] = []) {
        self.folder = folder
        self.limit = limit
        self.parts = parts
    }

    /// Moves the facts out of a table that takes up too much.
    package mutating func relieve(_ table: inout TrafficTable) throws(SpillError) {
        // However many names there are: facts that are moved by the handful would take for ever.
        if table.sizeOfFacts > max(limit - table.sizeOfNames, limit / 4) { try spill(&table) }
    }

    /// Moves what is left out of a table of which parts were moved before, so that they can be read back one by one.
    package mutating func finish(_ table: inout TrafficTable) throws(SpillError) {
        if !parts.isEmpty { try spill(&table) }
    }

    /// Forgets what was moved.
    package mutating func removeAll() { self = Spilling(folder: folder, limit: limit) }

    private mutating func spill(_ table: inout TrafficTable) throws(SpillError) {
        guard table.hasFacts else { return }
        if file == nil { file = try SpillFile(folder: folder) }
        guard let file else { return }
        parts.append(try SpilledFacts(table, file, at: &end))
        table.removeFacts()
    }
}
