/// The places in a JSON document that a format wants, compiled to a flat tree once per source.
///
/// A path is written `httpRequest.status`: it goes down at a dot, or the dot belongs to a key, as loggers that flatten
/// their keys write it. An array stands for its first element: `headers.User-Agent` finds
/// `{"headers":{"User-Agent":["curl"]}}`.
package struct JSONPaths: Sendable {
    /// An object's place in the tree: the slot that takes it, and the wanted keys below it.
    struct Node: BitwiseCopyable {
        /// -1 for none.
        var slot: Int32 = -1
        var firstKey: Int32 = 0
        var keyCount: Int32 = 0
        /// The lengths of the wanted keys, a bit each; the highest stands for all that are longer.
        var lengths: UInt64 = 0
    }

    /// A wanted key, and the node that its value belongs to.
    private struct Key: BitwiseCopyable {
        var start: Int32
        var count: Int32
        var node: Int32
    }

    private(set) var nodes: [Node] = []
    private var keys: [Key] = []
    private var text: [UInt8] = []
    /// How many slots there are: the value of `paths[i]` goes to slot `i`.
    package let slotCount: Int

    /// - Parameter paths: each of them once.
    package init(_ paths: [String]) {
        slotCount = paths.count
        var tree = [Branch()]
        for (slot, path) in paths.enumerated() {
            let parts = path.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map {
                Array($0)
            }
            Self.insert(parts[...], below: 0, slot, &tree)
        }
        for branch in tree {
            var node = Node(
                slot: Int32(branch.slot),
                firstKey: Int32(keys.count),
                keyCount: Int32(branch.children.count)
            )
            for child in branch.children {
                node.lengths |= 1 << UInt64(Swift.min(child.key.count, 63))
                keys.append(Key(start: Int32(text.count), count: Int32(child.key.count), node: Int32(child.node)))
                text += child.key
            }
            nodes.append(node)
        }
    }

    private struct Branch {
        var slot = -1
        var children: [(key: [UInt8], node: Int)] = []
    }

    /// Inserts a path, its parts as keys of their own and joined by dots.
    private static func insert(_ parts: ArraySlice<[UInt8]>, below parent: Int, _ slot: Int, _ tree: inout [Branch]) {
        guard !parts.isEmpty else {
            tree[parent].slot = slot
            return
        }
        for count in 1...parts.count {
            let key = Array(parts.prefix(count).joined(separator: [UInt8(ascii: ".")]))
            var node = tree[parent].children.first { $0.key == key }?.node
            if node == nil {
                tree.append(Branch())
                tree[parent].children.append((key, tree.count - 1))
                node = tree.count - 1
            }
            insert(parts.dropFirst(count), below: node ?? 0, slot, &tree)
        }
    }

    /// The node of a key below `parent`, or -1. The key stands as it is, without escapes.
    @inline(always)
    func find(_ bytes: Span<UInt8>, _ key: Range<Int>, below parent: Int) -> Int {
        guard parent >= 0 else {
            return -1
        }
        let node = nodes[parent]
        guard node.lengths & 1 << UInt64(Swift.min(key.count, 63)) != 0 else {
            return -1
        }
        return compare(bytes, key, node)
    }

    private func compare(_ bytes: Span<UInt8>, _ key: Range<Int>, _ node: Node) -> Int {
        for index in Int(node.firstKey)..<Int(node.firstKey + node.keyCount) where keys[index].count == key.count {
            let start = Int(keys[index].start)
            var offset = 0
            while offset < key.count, text[start + offset] == bytes[key.lowerBound + offset] {
                offset += 1
            }
            if offset == key.count {
                return Int(keys[index].node)
            }
        }
        return -1
    }
}
