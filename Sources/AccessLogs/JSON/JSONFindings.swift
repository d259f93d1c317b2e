/// What the wanted keys of a line hold, by slot.
struct JSONFindings: Sendable {
    private(set) var values: [JSONValue]
    /// The slots that were set.
    private(set) var slots = JSONSlots()
    /// How many of them hold escapes.
    private var escapedCount = 0

    init(slotCount: Int) {
        values = Array(repeating: JSONValue(), count: slotCount)
    }

    var areEscaped: Bool { escapedCount > 0 }

    /// Forgets what was found.
    @inline(always)
    mutating func removeAll() {
        slots.clear(&values)
        slots = JSONSlots()
        escapedCount = 0
    }

    /// Keeps a value; false where there is one already.
    @inline(always)
    mutating func keep(_ value: JSONValue, at slot: Int) -> Bool {
        guard values[slot].kind == .absent else {
            return false
        }
        values[slot] = value
        slots.insert(slot)
        escapedCount += value.isEscaped ? 1 : 0
        return true
    }

    /// Keeps a value in place of the one that there may be.
    mutating func replace(_ value: JSONValue, at slot: Int) {
        escapedCount += (value.isEscaped ? 1 : 0) - (values[slot].isEscaped ? 1 : 0)
        values[slot] = value
        slots.insert(slot)
    }

    /// Notes that a wanted object begins or ends in the gap at `start`. Where there is a value already, an end returns
    /// the offset at which the object began. Until its end an object is absent, but for its start.
    mutating func note(_ event: JSONGap.Event, from start: Int) -> Int? {
        let slot = Int(event.slot)
        let offset = start + Int(event.offset)
        guard event.isEnd else {
            values[slot].range = ByteRange(offset..<offset)
            slots.insert(slot)
            return nil
        }
        let begin = Int(values[slot].range.start)
        guard values[slot].kind == .absent else {
            return begin
        }
        values[slot] = JSONValue(kind: .object, range: ByteRange(begin..<offset))
        return nil
    }
}
