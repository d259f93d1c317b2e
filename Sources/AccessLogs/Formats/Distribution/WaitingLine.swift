/// A queue from whose middle elements may leave, and in which they are found by a key. Joining, leaving and finding
/// cost constant time, as long as few have the same key.
struct WaitingLine<Element: BitwiseCopyable & Sendable>: Sendable {
    private struct Place: BitwiseCopyable {
        var element: Element
        var key: UInt64
        /// Who is next of those whose keys end alike; none where it is the last.
        var next = none
        var hasLeft = false
    }

    private static var none: Int { -1 }
    private static var chainCount: Int { 1024 }

    /// Everyone who has not been forgotten; the number of the first is `forgotten`.
    private var places: [Place] = []
    private var forgotten = 0
    /// The number of the one that has waited longest.
    private var head = 0
    /// The first and the last of those whose keys end alike; some of them may have left. Made when the first one joins.
    private var chains: [(first: Int, last: Int)] = []

    /// The one that has waited longest.
    var first: Element? {
        head < end ? places[head - forgotten].element : nil
    }

    private var end: Int { forgotten + places.count }

    mutating func append(_ element: Element, key: UInt64) {
        if chains.isEmpty {
            chains = Array(repeating: (Self.none, Self.none), count: Self.chainCount)
        }
        let chain = Self.chain(of: key)
        if chains[chain].first == Self.none {
            chains[chain].first = end
        } else {
            places[chains[chain].last - forgotten].next = end
        }
        chains[chain].last = end
        places.append(Place(element: element, key: key))
    }

    mutating func removeFirst() {
        remove(head)
    }

    /// The number of the one that has waited longest of those that have a key and fit.
    @inline(always)
    func find(_ key: UInt64, where fits: (Element) -> Bool) -> Int? {
        guard !chains.isEmpty else {
            return nil
        }
        var number = chains[Self.chain(of: key)].first
        while number != Self.none {
            let place = places[number - forgotten]
            if place.key == key, !place.hasLeft, fits(place.element) {
                return number
            }
            number = place.next
        }
        return nil
    }

    subscript(number: Int) -> Element {
        get { places[number - forgotten].element }
        set { places[number - forgotten].element = newValue }
    }

    /// Lets someone leave; keeps the front occupied, and forgets those before it once they are many.
    mutating func remove(_ number: Int) {
        places[number - forgotten].hasLeft = true
        while head < end, places[head - forgotten].hasLeft {
            // Whoever has waited longest is the first of a chain.
            let place = places[head - forgotten]
            chains[Self.chain(of: place.key)].first = place.next
            head += 1
        }
        if head == end {
            forgotten = end
            places.removeAll(keepingCapacity: true)
        } else if head - forgotten > 1024, head - forgotten > places.count / 2 {
            places.removeFirst(head - forgotten)
            forgotten = head
        }
    }

    private static func chain(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: key & UInt64(chainCount - 1))
    }
}
