/// The places in a JSON document that a format wants, compiled to a small tree once per source.
///
/// A path is written `httpRequest.status`. An array stands for its first element: `headers.User-Agent` finds
/// `{"headers":{"User-Agent":["curl"]}}`. `httpRequest.status` may also stand there as one key. Keys are compared as they are written; one with an escape is never found.
package struct JSONPaths: Sendable {
    /// One key of an object: its children are the wanted keys below it.
    struct Node: Sendable {
        var key: [UInt8]
        /// Which slot takes the value; -1 for none.
        var slot: Int
        var children: [Int]
    }

    private(set) var nodes = [Node(key: [], slot: -1, children: [])]
    /// How many slots there are: the value of `paths[i]` goes to slot `i`.
    package let slotCount: Int

    package init(_ paths: [String]) {
        slotCount = paths.count
        for (slot, path) in paths.enumerated() {
            var parent = 0
            for part in path.utf8.split(separator: UInt8(ascii: ".")) {
                parent = child(of: parent, Array(part))
            }
            nodes[parent].slot = slot
            // Loggers also write the whole path as one key.
            let whole = child(of: 0, Array(path.utf8))
            nodes[whole].slot = slot
        }
    }

    private mutating func child(of parent: Int, _ key: [UInt8]) -> Int {
        if let known = nodes[parent].children.first(where: { nodes[$0].key == key }) {
            return known
        }
        nodes.append(Node(key: key, slot: -1, children: []))
        nodes[parent].children.append(nodes.count - 1)
        return nodes.count - 1
    }

    /// The node of a key below `parent`, or -1.
    @inline(always)
    func find(_ bytes: Span<UInt8>, _ key: Range<Int>, below parent: Int) -> Int {
        guard parent >= 0 else {
            return -1
        }
        for child in nodes[parent].children where bytes.equals(nodes[child].key, in: key) {
            return child
        }
        return -1
    }
}

/// A value that was found.
package struct JSONValue: BitwiseCopyable, Sendable, Equatable {
    package enum Kind: UInt8, BitwiseCopyable, Sendable {
        case absent, string, number, boolean, null, object
    }

    package var kind = Kind.absent
    /// A string without its quotes, its escapes untouched; anything else as written. Empty for objects.
    package var range = ByteRange.none
    /// Whether backslashes stand in the string.
    package var isEscaped = false
}
