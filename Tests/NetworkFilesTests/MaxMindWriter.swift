/// Writes files in MaxMind's format, slowly: a tree of objects, then its bytes.
final class MaxMindWriter {
    private final class Node {
        var children: [Child] = [.nowhere, .nowhere]
        var number = 0
    }

    private enum Child {
        case nowhere
        case node(Node)
        case value(Int)
    }

    private let root = Node()
    private let bits: Int
    private var data: [UInt8] = []
    private var nodes: [Node] = []
    /// What the metadata say beside the usual; in place of it where the name is the same.
    var metadata: [(String, [UInt8])] = []

    init(version: Int) { bits = version == 4 ? 32 : 128 }

    /// Adds a network with a value; all networks must be disjoint.
    ///
    /// - Parameter path: the address's bits, as many as the network's length.
    func add(_ path: [UInt8], _ value: [UInt8]) {
        let offset = data.count
        data += value
        set(path, .value(offset))
    }

    /// Leads a second path to the node of another one.
    func alias(_ path: [UInt8], to other: [UInt8]) {
        var child = Child.node(root)
        for bit in other {
            if case .node(let node) = child { child = node.children[Int(bit)] }
        }
        set(path, child)
    }

    private func set(_ path: [UInt8], _ child: Child) {
        var node = root
        for bit in path.dropLast() {
            if case .node(let next) = node.children[Int(bit)] {
                node = next
            } else {
                let next = Node()
                node.children[Int(bit)] = .node(next)
                node = next
            }
        }
        node.children[Int(path[path.count - 1])] = child
    }

    func bytes(recordSize: Int) -> [UInt8] {
        nodes = []
        number(root)
        var bytes: [UInt8] = []
        for node in nodes {
            let records = node.children.map { child in
                switch child {
                case .nowhere: nodes.count
                case .node(let node): node.number
                case .value(let offset): nodes.count + 16 + offset
                }
            }
            func low(_ record: Int, _ count: Int) -> [UInt8] {
                (0..<count).reversed().map { UInt8(truncatingIfNeeded: record >> ($0 * 8)) }
            }
            if recordSize == 28 {
                let middle = UInt8((records[0] >> 24) << 4 | records[1] >> 24)
                bytes += low(records[0], 3) + [middle] + low(records[1], 3)
            } else {
                bytes += low(records[0], recordSize / 8) + low(records[1], recordSize / 8)
            }
        }
        var pairs: [(String, [UInt8])] = [
            ("binary_format_major_version", Self.number(2)), ("binary_format_minor_version", Self.number(0)),
            ("build_epoch", Self.number(1_795_219_388)), ("database_type", Self.text("Example-ASN")),
            ("description", Self.map([("en", Self.text("made up"))])), ("ip_version", Self.number(bits == 32 ? 4 : 6)),
            ("languages", [1, 4] + Self.text("en")), ("node_count", Self.number(UInt64(nodes.count))),
            ("record_size", Self.number(UInt64(recordSize))),
        ]
        pairs = pairs.map { pair in metadata.first { $0.0 == pair.0 } ?? pair }
        return bytes + [UInt8](repeating: 0, count: 16) + data + [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)
            + Self.map(pairs)
    }

    private func number(_ node: Node) {
        node.number = nodes.count
        nodes.append(node)
        for case .node(let child) in node.children where child.number == 0 && child !== root { number(child) }
    }

    static func text(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        return (bytes.count < 29 ? [2 << 5 | UInt8(bytes.count)] : [2 << 5 | 29, UInt8(bytes.count - 29)]) + bytes
    }

    static func number(_ number: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        for shift in stride(from: 56, through: 0, by: -8) where number >> UInt64(shift) > 0 {
            bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
        }
        // 64 bits are of an extended type.
        return bytes.count > 4 ? [UInt8(bytes.count), 2] + bytes : [6 << 5 | UInt8(bytes.count)] + bytes
    }

    static func map(_ pairs: [(String, [UInt8])]) -> [UInt8] {
        [7 << 5 | UInt8(pairs.count)] + pairs.flatMap { text($0.0) + $0.1 }
    }

    /// A pointer of 11 bits.
    static func pointer(_ offset: Int) -> [UInt8] { [1 << 5 | UInt8(offset >> 8), UInt8(truncatingIfNeeded: offset)] }

    static func system(_ number: UInt64, _ name: String) -> [UInt8] {
        map([("autonomous_system_number", Self.number(number)), ("autonomous_system_organization", text(name))])
    }
}
