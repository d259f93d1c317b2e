/// A queue from whose middle elements may leave, and in which they are found by a key. Joining and leaving at the front
/// cost constant time.
struct WaitingLine<Element: BitwiseCopyable & Sendable>: Sendable {
    private var places: [Element] = []
    /// The key of each place, 0 for one that was left: side by side, so that looking through all of them is quick.
    private var keys: [UInt64] = []
    private var head = 0

    /// The one that has waited longest.
    var first: Element? {
        head < places.count ? places[head] : nil
    }

    /// Lets an element join; `key` is not 0.
    mutating func append(_ element: Element, key: UInt64) {
        places.append(element)
        keys.append(key)
    }

    mutating func removeFirst() {
        remove(at: head)
    }

    /// The place of the one that has waited longest of those that have a key and fit.
    @inline(always)
    func firstIndex(of key: UInt64, where fits: (Element) -> Bool) -> Int? {
        var index = head
        while index < keys.count {
            if keys[index] == key, fits(places[index]) {
                return index
            }
            index += 1
        }
        return nil
    }

    subscript(index: Int) -> Element {
        get { places[index] }
        set { places[index] = newValue }
    }

    /// Lets the one at a place leave; keeps the front occupied, and gives up the places before it once they are many.
    mutating func remove(at index: Int) {
        keys[index] = 0
        while head < keys.count, keys[head] == 0 {
            head += 1
        }
        if head == keys.count {
            places.removeAll(keepingCapacity: true)
            keys.removeAll(keepingCapacity: true)
            head = 0
        } else if head > 1024, head > keys.count / 2 {
            places.removeFirst(head)
            keys.removeFirst(head)
            head = 0
        }
    }
}
