/// The gaps that a source's lines were seen to have.
///
/// A gap is known when all of its bytes are the same and it begins in the same containers: then it means the same.
struct JSONMemory: Sendable {
    /// Stands for no gap: nothing matches it and nothing follows it.
    static let none = 0
    /// Stands for the start of a document.
    static let start = 1

    /// Stands for the containers before the start of a document.
    static let outside = -2

    private static let gapLimit = 1024
    private static let wordLimit = 16_384
    private static let lengthLimit = 1024
    private static let bucketBits: UInt64 = 9
    /// How many gaps that begin alike are kept: no more than are quickly looked through.
    private static let siblingLimit = 16
    /// How many documents are read before a full memory is emptied: one of random keys should not cost it each time.
    private static let pause = 4096

    private(set) var gaps: [JSONGap]
    private(set) var words: [UInt64] = []
    private(set) var events: [JSONGap.Event] = []
    private(set) var containers = JSONContainers()
    /// The last gap of those that begin alike.
    private var buckets: [Int32] = []
    private var documents = 0

    init() {
        gaps = [0, Int32(Self.outside)].map { container in
            JSONGap(first: .max, mask: .max, length: .max, ending: .end, slot: -1, from: 0, to: container)
        }
    }

    /// Makes room for what is new now, if there is none left; true where all that was known is forgotten.
    @inline(always)
    mutating func beginDocument() -> Bool {
        documents &+= 1
        return documents >= Self.pause && makeRoom()
    }

    @inline(never)
    private mutating func makeRoom() -> Bool {
        documents = 0
        guard isFull else {
            return false
        }
        self = JSONMemory()
        return true
    }

    private var isFull: Bool {
        gaps.count >= Self.gapLimit || words.count >= Self.wordLimit || containers.isFull
    }

    mutating func open(_ container: JSONContainers.Container, _ place: inout JSONContainers.Place) {
        containers.open(container, &place)
    }

    mutating func passElement(_ place: inout JSONContainers.Place) {
        containers.passElement(&place)
    }

    /// The gap at the cursor, or ``none``. Those shorter than a word are found as a `likely` one alone.
    ///
    /// - Parameters:
    ///   - last: the gap before, if it is known.
    ///   - likely: one that came after it before.
    ///   - place: where the cursor stands, if the gap before is not known.
    @inline(never)
    func find(
        _ bytes: Span<UInt8>,
        _ cursor: JSONCursor,
        after last: Int,
        likely: Int32,
        in place: JSONContainers.Place
    ) -> Int {
        guard cursor.position <= bytes.count - 8, last != Self.none || place.unknown.isEmpty, !buckets.isEmpty else {
            return Self.none
        }
        let gaps = gaps.span
        let words = words.span
        let word = bytes.word(at: cursor.position).bits
        if gaps[Int(likely)].matches(bytes, cursor.position, cursor.end, word, words) {
            return Int(likely)
        }
        let container = last == Self.none ? place.known : Int(gaps[last].to)
        var number = Int(buckets[Self.bucket(word, container)])
        while number != Self.none {
            if gaps[number].from == container,
                gaps[number].matches(bytes, cursor.position, cursor.end, word, words)
            {
                return number
            }
            number = Int(gaps[number].sibling)
        }
        return Self.none
    }

    private static func bucket(_ first: UInt64, _ container: Int) -> Int {
        let hash = (first ^ UInt64(truncatingIfNeeded: container)) &* 0x9E37_79B9_7F4A_7C15
        // The highest bits are those that all of the bytes have a say in.
        return Int(truncatingIfNeeded: hash >> (64 - bucketBits))
    }

    /// Keeps a gap that was not found, and what happens within it; returns its number, or ``none`` where there is no
    /// room.
    mutating func learn(_ gap: JSONGap, _ happened: [JSONGap.Event], _ bytes: Span<UInt8>, at position: Int) -> Int {
        // Nothing is found in a span's last bytes, so it may be known.
        guard gap.length <= Self.lengthLimit, position <= bytes.count - 8 else {
            return Self.none
        }
        let text = JSONGapText(start: position, count: Int(gap.length))
        var gap = gap
        gap.first = text.first(bytes)
        gap.mask = text.mask
        if gap.length < 8 {
            let known = findShort(gap)
            guard known == Self.none else {
                return known
            }
        }
        guard !isFull else {
            return Self.none
        }
        if buckets.isEmpty {
            buckets = Array(repeating: 0, count: 1 << Int(Self.bucketBits))
        }
        let bucket = Self.bucket(gap.first, Int(gap.from))
        gap.sibling = buckets[bucket]
        gap.siblingCount = gap.sibling == 0 ? 0 : gaps[Int(gap.sibling)].siblingCount + 1
        guard gap.siblingCount < Self.siblingLimit else {
            return Self.none
        }
        buckets[bucket] = Int32(gaps.count)
        gap.rest = Int32(words.count)
        gap.firstEvent = Int32(events.count)
        gap.eventCount = Int32(happened.count)
        gaps.append(gap)
        for index in 0..<text.restCount {
            words.append(text.rest(bytes, index))
        }
        events += happened
        return gaps.count - 1
    }

    /// The number of a gap that is shorter than a word.
    private func findShort(_ gap: JSONGap) -> Int {
        guard !buckets.isEmpty else {
            return Self.none
        }
        var number = Int(buckets[Self.bucket(gap.first, Int(gap.from))])
        while number != Self.none {
            let known = gaps[number]
            if known.from == gap.from, known.first == gap.first, known.mask == gap.mask, known.ending == gap.ending {
                return number
            }
            number = Int(known.sibling)
        }
        return Self.none
    }
}

/// The bytes of a gap in words, as ``JSONGap`` keeps them.
private struct JSONGapText {
    let start: Int
    let count: Int

    /// How many words there are behind the first.
    var restCount: Int { count <= 8 ? 0 : (count - 1) / 8 }

    /// Which bits of the first word count.
    var mask: UInt64 { count >= 8 ? .max : 1 << (UInt64(count) * 8) - 1 }

    func first(_ bytes: Span<UInt8>) -> UInt64 {
        word(bytes, at: start, Swift.min(count, 8))
    }

    /// A word behind the first; the last of them ends where the gap does.
    func rest(_ bytes: Span<UInt8>, _ index: Int) -> UInt64 {
        word(bytes, at: start + Swift.min(8 + index * 8, count - 8), 8)
    }

    /// A gap may end less than eight bytes before the span does.
    private func word(_ bytes: Span<UInt8>, at offset: Int, _ count: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in 0..<count {
            word |= UInt64(bytes[offset + index]) << UInt64(index * 8)
        }
        return word
    }
}
