extension JSONReader {
    /// Where reading stands within a gap.
    private enum Step {
        /// Behind a value, its container open.
        case behindValue
        /// Before a value that belongs to a node; -1 for one that nobody wants.
        case before(node: Int)
        case done(JSONGap.Ending, node: Int)
        case failed
    }

    /// Reads the gap at the cursor letter by letter, and keeps it in the memory; nil where it is no JSON.
    ///
    /// - Parameters:
    ///   - place: the containers that the cursor stands in.
    ///   - previous: the number of the gap before, if the memory has it.
    /// - Returns: what comes behind the gap, the slot that takes it, and the gap's number.
    mutating func explore(
        _ bytes: Span<UInt8>,
        _ cursor: inout JSONCursor,
        _ place: inout JSONContainers.Place,
        after previous: Int
    ) -> (ending: JSONGap.Ending, slot: Int, gap: Int)? {
        let start = cursor.position
        let from = previous == JSONMemory.start ? JSONMemory.outside : place.known
        let isPlaceKnown = place.unknown.isEmpty
        events.removeAll(keepingCapacity: true)
        cursor.skipSpace(bytes)
        var step = previous == JSONMemory.start ? Step.before(node: 0) : .behindValue
        while true {
            switch step {
            case .behindValue:
                step = leave(bytes, &cursor, &place, gapStart: start)
            case .before(let node):
                step = enter(bytes, &cursor, &place, node, gapStart: start)
            case .failed:
                return nil
            case .done(let ending, let node):
                let slot = slot(of: node)
                guard isPlaceKnown, place.unknown.isEmpty else {
                    return (ending, slot, JSONMemory.none)
                }
                let gap = JSONGap(
                    length: Int32(clamping: cursor.position - start),
                    ending: ending,
                    slot: Int32(slot),
                    from: Int32(from),
                    to: Int32(place.known)
                )
                return (ending, slot, memory.learn(gap, events, bytes, at: start))
            }
        }
    }

    /// Goes from the end of a value to the next one of its container, or out of that.
    private mutating func leave(
        _ bytes: Span<UInt8>,
        _ cursor: inout JSONCursor,
        _ place: inout JSONContainers.Place,
        gapStart: Int
    ) -> Step {
        cursor.skipSpace(bytes)
        let container = memory.containers.innermost(place)
        switch container.kind {
        case .document:
            return cursor.position == cursor.end ? .done(.end, node: -1) : .failed
        case .object:
            if cursor.take(bytes, UInt8(ascii: "}")) {
                return closeObject(&cursor, &place, gapStart: gapStart)
            }
            guard cursor.take(bytes, UInt8(ascii: ",")) else {
                return .failed
            }
            cursor.skipSpace(bytes)
            return key(bytes, &cursor, below: container.node)
        case .array:
            if cursor.take(bytes, UInt8(ascii: "]")) {
                memory.containers.close(&place)
                return .behindValue
            }
            guard cursor.take(bytes, UInt8(ascii: ",")) else {
                return .failed
            }
            cursor.skipSpace(bytes)
            memory.passElement(&place)
            return .before(node: -1)
        }
    }

    /// Goes into the value at the cursor: to its first byte, or into the container that it is.
    private mutating func enter(
        _ bytes: Span<UInt8>,
        _ cursor: inout JSONCursor,
        _ place: inout JSONContainers.Place,
        _ node: Int,
        gapStart: Int
    ) -> Step {
        guard cursor.position < cursor.end else {
            return .failed
        }
        guard memory.containers.depth(place) < Self.depthLimit else {
            cursor.reason = .nestedTooDeep
            return .failed
        }
        switch bytes[cursor.position] {
        case UInt8(ascii: "{"):
            memory.open(JSONContainers.Container(.object, node: node), &place)
            if let slot = wantedSlot(of: node) {
                _ = note(JSONGap.Event(slot: slot, isEnd: false, offset: 0), &cursor, gapStart: gapStart)
            }
            cursor.position += 1
            cursor.skipSpace(bytes)
            if cursor.take(bytes, UInt8(ascii: "}")) {
                return closeObject(&cursor, &place, gapStart: gapStart)
            }
            return key(bytes, &cursor, below: node)
        case UInt8(ascii: "["):
            memory.open(JSONContainers.Container(.array, node: node), &place)
            cursor.position += 1
            cursor.skipSpace(bytes)
            if cursor.take(bytes, UInt8(ascii: "]")) {
                memory.containers.close(&place)
                return .behindValue
            }
            return .before(node: node)
        case UInt8(ascii: "\""):
            cursor.position += 1
            return .done(.text, node: node)
        default:
            return .done(.word, node: node)
        }
    }

    /// Goes over a key and its colon.
    private func key(_ bytes: Span<UInt8>, _ cursor: inout JSONCursor, below node: Int) -> Step {
        guard let key = cursor.string(bytes) else {
            return .failed
        }
        cursor.skipSpace(bytes)
        guard cursor.take(bytes, UInt8(ascii: ":")) else {
            return .failed
        }
        cursor.skipSpace(bytes)
        guard key.isEscaped, node >= 0 else {
            return .before(node: paths.find(bytes, key.range.indices, below: node))
        }
        var text: [UInt8] = []
        Escaping.json.decode(bytes.extracting(key.range.indices), into: &text)
        return .before(node: paths.find(text.span, text.indices, below: node))
    }

    /// Leaves the object whose last byte is behind.
    private mutating func closeObject(
        _ cursor: inout JSONCursor,
        _ place: inout JSONContainers.Place,
        gapStart: Int
    ) -> Step {
        let node = memory.containers.innermost(place).node
        memory.containers.close(&place)
        guard let slot = wantedSlot(of: node) else {
            return .behindValue
        }
        return note(JSONGap.Event(slot: slot, isEnd: true, offset: 0), &cursor, gapStart: gapStart)
            ? .behindValue : .failed
    }

    /// Notes that a wanted object begins or ends at the cursor; false where there is a value already.
    private mutating func note(_ event: JSONGap.Event, _ cursor: inout JSONCursor, gapStart: Int) -> Bool {
        var event = event
        event.offset = Int32(truncatingIfNeeded: cursor.position - gapStart)
        events.append(event)
        return cursor.note(event, from: gapStart, &findings)
    }

    private func slot(of node: Int) -> Int {
        node >= 0 ? Int(paths.nodes[node].slot) : -1
    }

    private func wantedSlot(of node: Int) -> Int32? {
        let slot = slot(of: node)
        return slot >= 0 ? Int32(slot) : nil
    }
}
