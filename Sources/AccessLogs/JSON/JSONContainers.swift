/// The objects and arrays that a place in a document lies in: each chain of them that was met, kept once, so that one
/// number stands for all of it.
struct JSONContainers: Sendable {
    enum Kind: UInt8, BitwiseCopyable {
        case document, object, array
    }

    /// An object or array, and all that is around it.
    struct Container: BitwiseCopyable {
        let kind: Kind
        /// The wanted node that an object's keys stand below, or that an array's next element belongs to; -1 for none.
        var node: Int
        /// The one around it.
        fileprivate(set) var parent = -1
        /// How many are open, itself included.
        fileprivate(set) var depth = 0
        /// One of those that are right within it, and of those with the same parent.
        fileprivate var firstChild = -1
        fileprivate var sibling = -1

        init(_ kind: Kind, node: Int) {
            self.kind = kind
            self.node = node
        }
    }

    /// The first one is the document itself.
    private var known = [Container(.document, node: 0)]
    /// How many are kept at most; documents with random keys have no end of them.
    private static let limit = 256

    /// Where reading stands: one that is known, and what is open within it that is not.
    struct Place: Sendable {
        var known = 0
        var unknown: [Container] = []
    }

    var isFull: Bool { known.count >= Self.limit }

    func innermost(_ place: Place) -> Container {
        place.unknown.last ?? known[place.known]
    }

    func depth(_ place: Place) -> Int {
        known[place.known].depth + place.unknown.count
    }

    mutating func open(_ container: Container, _ place: inout Place) {
        guard place.unknown.isEmpty, let child = child(container, of: place.known) else {
            place.unknown.append(container)
            return
        }
        place.known = child
    }

    func close(_ place: inout Place) {
        if place.unknown.popLast() == nil {
            place.known = known[place.known].parent
        }
    }

    /// Only an array's first element stands for it: those that come now belong to nothing wanted.
    mutating func passElement(_ place: inout Place) {
        var array = innermost(place)
        guard array.node >= 0 else {
            return
        }
        close(&place)
        array.node = -1
        open(array, &place)
    }

    private mutating func child(_ container: Container, of parent: Int) -> Int? {
        var index = known[parent].firstChild
        while index >= 0 {
            if known[index].kind == container.kind, known[index].node == container.node {
                return index
            }
            index = known[index].sibling
        }
        guard !isFull else {
            return nil
        }
        var child = Container(container.kind, node: container.node)
        child.parent = parent
        child.depth = known[parent].depth + 1
        child.sibling = known[parent].firstChild
        known.append(child)
        known[parent].firstChild = known.count - 1
        return known.count - 1
    }
}
