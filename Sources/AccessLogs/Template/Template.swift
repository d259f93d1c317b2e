/// A line's shape, compiled once per source: literal, field, literal, field, and so on to the end of the line.
struct Template: Sendable {
    /// What every line begins with.
    var prefix: [UInt8] = []
    var steps: [Step] = []
    /// All literals, one behind the other.
    var literals: [UInt8] = []
    /// How quoted fields are written.
    var escaping = Escaping.backslash
    /// Whether the server escapes quotes without fail, so that the first bare one ends its field. Where that is not
    /// known, one that the expected text does not follow is taken as a part of the field.
    var endsAtFirstQuote = false
    /// The first step without which a line is whole. A line may end behind any field from here on.
    var optionalFrom = Int.max
    /// Whether the time is made of parts.
    var hasTimeParts = false
    /// Whether the lines have a place for the referer.
    var hasReferer = false
    /// Whether a user that begins with `- ` means that the line has one field more, as those with a host in front do.
    var refusesShiftedUser = false
    /// Whether a client `-` means that the line has one field less, as those without a host in front do.
    var refusesAbsentClient = false
    /// Whether lines of this shape are no requests.
    var isNoRequest = false

    /// Whether a quote behind a backslash is a part of its field.
    var escapesQuotes: Bool { escaping == .backslash || escaping == .json }

    /// One field, and the literal that ends it.
    struct Step: BitwiseCopyable, Sendable {
        var field: TemplateField
        /// The field stands between double quotes, which belong to the literals around it.
        var isQuoted = false
        /// The field may bring its own double quotes.
        var mayBeQuoted = false
        /// The field may also end where the line ends.
        var mayEndLine = false
        /// Where a server escapes nothing: at which quote from the line's end the field ends, 0 to look forwards.
        var quoteFromEnd: UInt8 = 0
        /// The literal behind the field, in ``Template/literals``; with none, the field is the rest of the line.
        var start: UInt16 = 0
        var count: UInt16 = 0
        /// The first eight bytes of the literal as a word, and the mask of those that there are.
        var head: UInt64 = 0
        var mask: UInt64 = 0

        var first: UInt8 { UInt8(truncatingIfNeeded: head) }
    }

    /// Appends a step whose literal is `literal`.
    mutating func append(_ step: Step, endedBy literal: [UInt8]) {
        var step = step
        step.start = UInt16(truncatingIfNeeded: literals.count)
        step.count = UInt16(truncatingIfNeeded: literal.count)
        for (lane, byte) in literal.prefix(8).enumerated() {
            step.head |= UInt64(byte) << UInt64(lane * 8)
            step.mask |= 0xFF << UInt64(lane * 8)
        }
        literals += literal
        steps.append(step)
    }

    /// Whether the literal of `step` stands at `offset`.
    @inline(always)
    func matches(_ step: Step, _ bytes: Span<UInt8>, at offset: Int, to end: Int) -> Bool {
        guard offset + Int(step.count) <= end else {
            return false
        }
        var checked = 0
        if offset + 8 <= bytes.count {
            if (bytes.word(at: offset).bits ^ step.head) & step.mask != 0 {
                return false
            }
            checked = 8
        }
        while checked < Int(step.count) {
            if bytes[offset + checked] != literals[Int(step.start) + checked] {
                return false
            }
            checked += 1
        }
        return true
    }

    /// The first offset from `start` on at which the literal of `step` stands, or nil.
    @inline(always)
    func find(_ step: Step, _ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        var index = start
        while true {
            index = bytes.firstIndex(of: step.first, in: index..<end)
            if index == end {
                return nil
            }
            if matches(step, bytes, at: index, to: end) {
                return index
            }
            index += 1
        }
    }

    /// The first offset from `start` on at which the literal of `step` stands and no backslash is before it, or nil.
    /// Its first byte is a quote.
    @inline(always)
    func findUnescaped(_ step: Step, _ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        var index = start
        while true {
            index = bytes.firstIndex(of: step.first, or: UInt8(ascii: "\\"), in: index..<end)
            if index >= end {
                return nil
            }
            if bytes[index] == UInt8(ascii: "\\") {
                index += 2
                if index > end {
                    return nil
                }
            } else if matches(step, bytes, at: index, to: end) {
                return index
            } else if endsAtFirstQuote {
                return nil
            } else {
                index += 1
            }
        }
    }
}
