/// A queue from whose middle elements may leave. Joining and leaving at the front cost constant time.
struct WaitingLine<Element: Sendable>: Sendable {
    private var places: [Element?] = []
    private var head = 0

    /// The one that has waited longest.
    var first: Element? {
        head < places.count ? places[head] : nil
    }

    mutating func append(_ element: Element) {
        places.append(element)
    }

    mutating func removeFirst() {
        places[head] = nil
        closeUp()
    }

    /// Removes the one that has waited longest of those that fit; false where none does.
    mutating func removeFirst(where fits: (Element) -> Bool) -> Bool {
        for index in head..<places.count {
            if let element = places[index], fits(element) {
                places[index] = nil
                closeUp()
                return true
            }
        }
        return false
    }

    /// Keeps the front occupied, and gives up the places before it once they are many.
    private mutating func closeUp() {
        while head < places.count, places[head] == nil {
            head += 1
        }
        if head == places.count {
            places.removeAll(keepingCapacity: true)
            head = 0
        } else if head > 1024, head > places.count / 2 {
            places.removeFirst(head)
            head = 0
        }
    }
}
