import EbbTesting

/// A deflated stream, put together bit by bit: with codes, runs and matches that no compressor would choose.
///
/// https://www.rfc-editor.org/rfc/rfc1951
struct HandMadeDeflate {
    /// What may be wrong with a block.
    enum Fault: CaseIterable {
        /// A code that leaves some sequences of bits without meaning.
        case incompleteLengths, incompleteLiterals, incompleteDistances
        /// A code that gives some sequences of bits two meanings.
        case ambiguousLengths, ambiguousLiterals, ambiguousDistances
        /// A match that begins before the first byte.
        case tooFarBack
        /// A run of code lengths that goes beyond the last of them.
        case tooLongRun
        /// A run of the length before, where there is none.
        case runOfNothing
        /// More codes than have a meaning.
        case tooManyLiterals, tooManyDistances
        case noEndOfBlock
        /// A block type that does not exist.
        case unknownType
        /// A stored block whose length is not said twice.
        case otherLength

        var isIncomplete: Bool {
            [.incompleteLengths, .incompleteLiterals, .incompleteDistances].contains(self)
        }
    }

    private(set) var body: [UInt8] = []
    /// What comes out of it, if no fault is in it.
    private(set) var bytes: [UInt8] = []
    private var random: SeededGenerator
    private var bitCount = 0

    init(seed: UInt64, blocks: Int, fault: Fault? = nil) {
        random = SeededGenerator(seed)
        // Something that matches can refer to.
        addStored([UInt8]("Who still pulls from the old endpoint?".utf8), isLast: false, fault: nil)
        for block in 1...blocks {
            let isLast = block == blocks
            let fault = isLast ? fault : nil
            switch (fault, Int.random(in: 0..<8, using: &random)) {
            case (.unknownType, _): add(isLast ? 7 : 6, 3)
            case (.otherLength, _), (nil, 0):
                addStored(Array("abc".utf8.prefix(.random(in: 0...3, using: &random))), isLast: isLast, fault: fault)
            case (nil, 1), (.tooFarBack, 1): addFixed(isLast: isLast, fault: fault)
            default: addDynamic(isLast: isLast, fault: fault)
            }
        }
    }

    // MARK: Blocks

    private mutating func addStored(_ stored: [UInt8], isLast: Bool, fault: Fault?) {
        add(isLast ? 1 : 0, 3)
        while bitCount % 8 != 0 { add(.random(in: 0...1, using: &random), 1) }
        add(stored.count, 16)
        add(~stored.count & 0xFFFF ^ (fault == nil ? 0 : 4), 16)
        for byte in stored { add(Int(byte), 8) }
        bytes += stored
    }

    private mutating func addFixed(isLast: Bool, fault: Fault?) {
        add(isLast ? 3 : 2, 3)
        let lengths =
            [Int](repeating: 8, count: 144) + [Int](repeating: 9, count: 112)
            + [Int](repeating: 7, count: 24) + [Int](repeating: 8, count: 8)
        addContent(PrefixCode(lengths), PrefixCode([Int](repeating: 5, count: 32)), fault: fault)
    }

    private mutating func addDynamic(isLast: Bool, fault: Fault?) {
        add(isLast ? 5 : 4, 3)
        // Enough of both that each fault can be made.
        let fewest = fault == nil ? (257, 1, 0) : (258, 3, 2)
        var literalCount = Int.random(in: fewest.0...286, using: &random)
        var distanceCount = Int.random(in: fewest.1...30, using: &random)
        if fault == .tooManyLiterals { literalCount = .random(in: 287...288, using: &random) }
        if fault == .tooManyDistances { distanceCount = .random(in: 31...32, using: &random) }
        var literals = lengths(
            of: literalCount,
            used: .random(in: max(fewest.2, 1)...literalCount, using: &random),
            always: fault == .tooFarBack ? [256, 257] : [256]
        )
        var distances = lengths(of: distanceCount, used: .random(in: fewest.2...distanceCount, using: &random))
        switch fault {
        case .incompleteLiterals: lengthen(&literals)
        case .incompleteDistances: lengthen(&distances)
        case .ambiguousLiterals: shorten(&literals)
        case .ambiguousDistances: shorten(&distances)
        case .noEndOfBlock: literals[256] = 0
        default: break
        }
        addLengths(literals + distances, literalCount, distanceCount, fault: fault)
        addContent(PrefixCode(literals), PrefixCode(distances), fault: fault)
    }

    /// The code lengths of both codes, in runs, themselves in a code.
    private mutating func addLengths(_ lengths: [Int], _ literalCount: Int, _ distanceCount: Int, fault: Fault?) {
        // The symbol, and what stands behind it: how many bits of which value.
        var symbols: [(symbol: Int, bits: Int, value: Int)] = []
        if fault == .runOfNothing { symbols.append((16, 2, 0)) }
        var index = 0
        while index < lengths.count {
            let rest = lengths[index...]
            let same = rest.prefix { $0 == lengths[index] }.count
            let before = index > 0 && lengths[index - 1] == lengths[index]
            if lengths[index] == 0, same >= 11, Bool.random(using: &random) {
                let count = Int.random(in: 11...min(same, 138), using: &random)
                symbols.append((18, 7, count - 11))
                index += count
            } else if lengths[index] == 0, same >= 3, Bool.random(using: &random) {
                let count = Int.random(in: 3...min(same, 10), using: &random)
                symbols.append((17, 3, count - 3))
                index += count
            } else if before, same >= 3, Int.random(in: 0..<4, using: &random) > 0 {
                let count = Int.random(in: 3...min(same, 6), using: &random)
                symbols.append((16, 2, count - 3))
                index += count
            } else {
                symbols.append((lengths[index], 0, 0))
                index += 1
            }
        }
        if fault == .tooLongRun { symbols[symbols.count - 1] = (18, 7, 127) }
        let used = Set(symbols.map(\.symbol))
        var code = self.lengths(
            of: 19,
            used: .random(in: min(19, max(2, used.count))...19, using: &random),
            always: Array(used),
            longest: 7
        )
        if fault == .incompleteLengths { lengthen(&code, longest: 7) }
        if fault == .ambiguousLengths { shorten(&code) }
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        let last = order.lastIndex { code[$0] > 0 } ?? 0
        let count = Int.random(in: max(4, last + 1)...19, using: &random)
        add(literalCount - 257, 5)
        add(distanceCount - 1, 5)
        add(count - 4, 4)
        for symbol in order.prefix(count) { add(code[symbol], 3) }
        let prefixCode = PrefixCode(code)
        for (symbol, bits, value) in symbols {
            add(prefixCode, symbol)
            add(value, bits)
        }
    }

    /// Literals and matches as the codes allow, and the block's end.
    private mutating func addContent(_ literals: PrefixCode, _ distances: PrefixCode, fault: Fault?) {
        let bases = (lengths: Self.bases(28, 4, from: 3) + [258], distances: Self.bases(30, 2, from: 1))
        let symbols = literals.symbols.filter { $0 < 286 && $0 != 256 }
        let reaches = distances.symbols.filter { $0 < 30 && bases.distances[$0] <= bytes.count }
        for _ in 0..<Int.random(in: 0...300, using: &random) {
            guard let symbol = symbols.randomElement(using: &random) else { break }
            if symbol < 256 {
                add(literals, symbol)
                bytes.append(UInt8(symbol))
            } else if let reach = reaches.randomElement(using: &random) {
                let lengthBits = symbol == 285 ? 0 : max(0, (symbol - 257) / 4 - 1)
                let more = Int.random(in: 0..<1 << lengthBits, using: &random)
                let reachBits = max(0, reach / 2 - 1)
                let base = bases.distances[reach]
                let most = min((1 << reachBits) - 1, bytes.count - base)
                let further = Int.random(in: 0...most, using: &random)
                add(literals, symbol)
                add(more, lengthBits)
                add(distances, reach)
                add(further, reachBits)
                for _ in 0..<bases.lengths[symbol - 257] + more { bytes.append(bytes[bytes.count - base - further]) }
            }
        }
        if fault == .tooFarBack, let reach = distances.symbols.last(where: { $0 < 30 }) {
            let bits = max(0, reach / 2 - 1)
            add(literals, 257)
            add(distances, reach)
            add((1 << bits) - 1, bits)
            for _ in 0..<3 { bytes.append(0) }
        }
        add(literals, 256)
    }

    /// The smallest length or distance of each symbol; `group` of them have the same number of bits behind them.
    private static func bases(_ count: Int, _ group: Int, from first: Int) -> [Int] {
        var bases: [Int] = []
        var next = first
        for symbol in 0..<count {
            bases.append(next)
            next += 1 << max(0, symbol / group - 1)
        }
        return bases
    }

    // MARK: Codes

    /// The lengths of a complete code: as many symbols are used, these among them.
    private mutating func lengths(of count: Int, used: Int, always: [Int] = [], longest: Int = 15) -> [Int] {
        var lengths = [Int](repeating: 0, count: count)
        let others = (0..<count).filter { !always.contains($0) }.shuffled(using: &random)
        let symbols = (always + others).prefix(max(used, always.count)).shuffled(using: &random)
        // A lone symbol has a code of one bit, and the other one means nothing.
        guard symbols.count > 1 else {
            if let symbol = symbols.first { lengths[symbol] = 1 }
            return lengths
        }
        var leaves = [0]
        while leaves.count < symbols.count {
            let index = Int.random(in: leaves.indices, using: &random)
            guard leaves[index] < longest else { continue }
            leaves[index] += 1
            leaves.append(leaves[index])
        }
        for (symbol, length) in zip(symbols, leaves) { lengths[symbol] = length }
        return lengths
    }

    private mutating func lengthen(_ lengths: inout [Int], longest: Int = 15) {
        if let index = lengths.indices.filter({ 1..<longest ~= lengths[$0] }).randomElement(using: &random) {
            lengths[index] += 1
        }
    }

    private mutating func shorten(_ lengths: inout [Int]) {
        if let index = lengths.indices.filter({ lengths[$0] > 1 }).randomElement(using: &random) {
            lengths[index] -= 1
        } else if let index = lengths.indices.filter({ lengths[$0] == 0 }).randomElement(using: &random) {
            lengths[index] = 1
        }
    }

    // MARK: Bits

    private mutating func add(_ code: PrefixCode, _ symbol: Int) {
        let (word, length) = code.words[symbol]
        for bit in (0..<length).reversed() { add(word >> bit & 1, 1) }
    }

    private mutating func add(_ value: Int, _ count: Int) {
        for bit in 0..<count {
            if bitCount % 8 == 0 { body.append(0) }
            body[body.count - 1] |= UInt8(value >> bit & 1) << (bitCount % 8)
            bitCount += 1
        }
    }
}

/// The words of a prefix code, as their lengths give them.
struct PrefixCode {
    let words: [(word: Int, length: Int)]
    /// Those that have a word.
    let symbols: [Int]

    init(_ lengths: [Int]) {
        var next = [Int](repeating: 0, count: 17)
        for length in 1..<16 { next[length + 1] = (next[length] + lengths.count { $0 == length }) << 1 }
        words = lengths.map { length in
            defer { next[length] += 1 }
            return (next[length], length)
        }
        symbols = lengths.indices.filter { lengths[$0] > 0 }
    }
}
