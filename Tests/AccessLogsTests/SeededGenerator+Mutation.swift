import EbbTesting

extension SeededGenerator {
    /// `text` with a few of its bytes changed, removed or doubled, or its end cut off. Newlines stay where they are.
    mutating func mutated(_ text: [UInt8]) -> [UInt8] {
        var text = text
        for _ in 0..<Int.random(in: 1...4, using: &self) where !text.isEmpty {
            let index = Int.random(in: text.indices, using: &self)
            let interesting = Array("\"\\ -[]{}:,=/?%#\t0199azT\u{0}\u{7F}".utf8) + [0x80, 0xFF]
            switch UInt8.random(in: 0..<8, using: &self) {
            case 0: text.remove(at: index)
            case 1: text.insert(text[index], at: index)
            case 2: text.removeLast(Int.random(in: 0...min(text.count, 40), using: &self))
            case 3: text[index] ^= 1 << UInt8.random(in: 0..<8, using: &self)
            case 4: text.swapAt(index, Int.random(in: text.indices, using: &self))
            default: text[index] = interesting.randomElement(using: &self) ?? 0
            }
        }
        return text.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    }
}
