import Registry

/// The binary tree of a MaxMind file: each node has a record for the next bit 0 and one for 1, which leads to another
/// node, to a value, or nowhere.
struct MaxMindTree {
    private let nodes: Int
    /// Bits of a record: 24, 28 or 32.
    private let recordSize: Int
    private let isIPv4: Bool

    /// nil where the metadata lack something, or the tree does not fit into the file.
    ///
    /// - Parameter size: bytes before the metadata.
    init?(_ metadata: MaxMindValue, size: Int) {
        guard let nodes = metadata["node_count"]?.number, let recordSize = metadata["record_size"]?.number,
            let version = metadata["ip_version"]?.number, [24, 28, 32].contains(recordSize), [4, 6].contains(version),
            nodes <= UInt32.max, Int(nodes) * Int(recordSize) / 4 + Self.gap <= size
        else { return nil }
        self.nodes = Int(nodes)
        self.recordSize = Int(recordSize)
        isIPv4 = version == 4
    }

    /// Zeros between the tree and the data.
    private static let gap = 16

    /// The byte of the file at which the data begin.
    var dataStart: Int { nodes * recordSize / 4 + Self.gap }

    /// Goes through all networks that have a value.
    ///
    /// A tree of IPv6 holds IPv4 addresses under ::/96, which comes first; others, as 2002::/16, lead to the same nodes.
    /// Each node is visited once, so that these are passed over, and a tree that leads in circles ends.
    /// - Parameter body: gets the network and the offset of its value in the data.
    func eachRecord(
        in bytes: [UInt8],
        _ body: (IPNetwork, _ offset: Int) throws(MaxMindData.Damage) -> Void
    ) throws(MaxMindData.Damage) {
        guard nodes > 0 else { return }
        let bits = isIPv4 ? 32 : 128
        var isVisited = [Bool](repeating: false, count: nodes)
        var open: [(node: Int, path: UInt128, depth: Int)] = [(0, 0, 0)]
        while let (node, path, depth) = open.popLast() {
            guard !isVisited[node] else { continue }
            isVisited[node] = true
            guard depth < bits else { throw MaxMindData.Damage(position: node * recordSize / 4) }
            // The left one last, since the last is taken first.
            for side in [1, 0] {
                let record = record(side, of: node, in: bytes)
                let path = path | UInt128(side) << UInt128(bits - 1 - depth)
                if record < nodes {
                    open.append((record, path, depth + 1))
                } else if record > nodes {
                    guard record - nodes >= Self.gap else {
                        throw MaxMindData.Damage(position: node * recordSize / 4)
                    }
                    try body(network(path, depth + 1), record - nodes - Self.gap)
                }
            }
        }
    }

    private func network(_ path: UInt128, _ length: Int) -> IPNetwork {
        if isIPv4 { return IPNetwork(IPAddress(bits: 0xFFFF_0000_0000 | path), length: 96 + length) }
        let isMapped = length >= 96 && path >> 32 == 0
        return IPNetwork(IPAddress(bits: isMapped ? 0xFFFF_0000_0000 | path : path), length: length)
    }

    /// Of 28 bits, the middle byte holds the upper four of both records.
    private func record(_ side: Int, of node: Int, in bytes: [UInt8]) -> Int {
        let start = node * recordSize / 4
        func number(_ from: Int, _ count: Int) -> Int {
            bytes[(start + from)..<(start + from + count)].reduce(0) { $0 << 8 | Int($1) }
        }
        switch recordSize {
        case 24: return number(side * 3, 3)
        case 32: return number(side * 4, 4)
        default:
            let middle = number(3, 1)
            return side == 0 ? (middle >> 4) << 24 | number(0, 3) : (middle & 15) << 24 | number(4, 3)
        }
    }
}
