/// Reads a JSON document in one pass, checks all of it, and keeps only the wanted values.
///
/// https://www.rfc-editor.org/rfc/rfc8259 Keys may come in any order. A wanted one that comes twice is refused, since
/// readers differ in which of the two they take. Control characters inside strings are let through.
///
/// A document is gaps and values in turn, see ``JSONGap``. A gap is compared with those that came at its place before,
/// and read letter by letter only where it is none of them.
package struct JSONReader: Sendable {
    /// Documents that nest deeper are refused.
    package static let depthLimit = 64

    let paths: JSONPaths
    var findings: JSONFindings
    var memory = JSONMemory()
    private var followers = JSONFollowers()
    /// What happened within the gap that is read letter by letter.
    var events: [JSONGap.Event] = []

    /// What was found by the last ``read(_:_:)``, by slot.
    package var values: [JSONValue] { findings.values }

    /// A reader for many documents.
    package init(_ paths: JSONPaths) {
        self.paths = paths
        findings = JSONFindings(slotCount: paths.slotCount)
    }

    /// Reads the document in `range`. Returns nil, or why it was refused.
    package mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> JSONFailure? {
        findings.removeAll()
        if memory.beginDocument() {
            followers = JSONFollowers()
        }
        var cursor = JSONCursor(position: range.lowerBound, end: range.upperBound)
        var gap = JSONMemory.start
        var found = JSONMemory.none
        var place = JSONContainers.Place()
        while true {
            switch memory.recall(bytes, &cursor, after: &gap, found, followers, &findings) {
            case .end: return nil
            case .refused: return JSONFailure(reason: cursor.reason, offset: cursor.position)
            case .unknown: break
            }
            found = memory.find(bytes, cursor, after: gap, likely: followers.table[gap][1], in: place)
            if found != JSONMemory.none {
                followers.note(found, after: gap)
                continue
            }
            if gap > JSONMemory.start {
                place.known = Int(memory.gaps[gap].to)
            }
            guard let next = explore(bytes, &cursor, &place, after: gap) else {
                return JSONFailure(reason: cursor.reason, offset: cursor.position)
            }
            followers.note(next.gap, after: gap)
            gap = next.gap
            if next.ending == .end {
                return nil
            }
            guard cursor.readValue(bytes, next.ending, next.slot, &findings) else {
                return JSONFailure(reason: cursor.reason, offset: cursor.position)
            }
        }
    }
}

extension JSONCursor {
    /// Reads a value behind a gap, and keeps it if it is wanted; false where it is none, or there is one already.
    @inline(always)
    fileprivate mutating func readValue(
        _ bytes: Span<UInt8>,
        _ ending: JSONGap.Ending,
        _ slot: Int,
        _ findings: inout JSONFindings
    ) -> Bool {
        let start = ending == .text ? position - 1 : position
        guard let value = ending == .text ? restOfString(bytes) : word(bytes) else {
            return false
        }
        guard slot < 0 || findings.keep(value, at: slot) else {
            reason = .duplicateKey
            position = start
            return false
        }
        return true
    }

    /// Notes that a wanted object begins or ends in the gap at `start`; false where there is a value already.
    @inline(always)
    mutating func note(_ event: JSONGap.Event, from start: Int, _ findings: inout JSONFindings) -> Bool {
        guard let begin = findings.note(event, from: start) else {
            return true
        }
        reason = .duplicateKey
        position = begin
        return false
    }
}

extension JSONMemory {
    fileprivate enum Recalled {
        case end, refused, unknown
    }

    /// Reads on as long as each gap is the one that came there last.
    ///
    /// - Parameters:
    ///   - last: the last gap that was read.
    ///   - found: the gap at the cursor, if that is known already.
    @inline(always)
    fileprivate func recall(
        _ bytes: Span<UInt8>,
        _ cursor: inout JSONCursor,
        after last: inout Int,
        _ found: Int,
        _ followers: JSONFollowers,
        _ findings: inout JSONFindings
    ) -> Recalled {
        let gaps = gaps.span
        let words = words.span
        let followers = followers.table.span
        var next = found
        while cursor.position <= bytes.count &- 8 {
            if next == Self.none {
                let word = bytes.word(at: cursor.position).bits
                next = Int(followers[last][0])
                guard gaps[next].matches(bytes, cursor.position, cursor.end, word, words) else {
                    return .unknown
                }
            }
            if gaps[next].eventCount > 0, !note(gaps[next], &cursor, &findings) {
                return .refused
            }
            cursor.position &+= Int(gaps[next].length)
            if gaps[next].ending == .end {
                return .end
            }
            guard cursor.readValue(bytes, gaps[next].ending, Int(gaps[next].slot), &findings) else {
                return .refused
            }
            last = next
            next = Self.none
        }
        return .unknown
    }

    /// Notes the wanted objects that begin or end in the gap at the cursor.
    @inline(never)
    private func note(_ gap: JSONGap, _ cursor: inout JSONCursor, _ findings: inout JSONFindings) -> Bool {
        let start = cursor.position
        for index in Int(gap.firstEvent)..<Int(gap.firstEvent + gap.eventCount) {
            guard cursor.note(events[index], from: start, &findings) else {
                return false
            }
        }
        return true
    }
}
