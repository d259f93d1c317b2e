import Ingest
import Testing

/// The memory by hashes against a dictionary by bytes.
struct MemoTests {
    private struct Key: Hashable {
        var bytes: [UInt8]
        var seed: UInt64
    }

    @Test func findsWhatADictionaryFinds() {
        var memo = Memo<Int>()
        var dictionary: [Key: Int] = [:]
        var state: UInt64 = 1
        func draw(_ count: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % count
        }
        for _ in 0..<20_000 {
            // Short runs of few bytes come again; long ones differ in one byte only.
            let length = draw(4) == 0 ? 40 : Int(draw(10))
            var bytes = (0..<length).map { UInt8($0 < 8 ? draw(3) : 7) }
            if length == 40 { bytes[Int(draw(40))] = UInt8(draw(256)) }
            let key = Key(bytes: bytes, seed: draw(3))
            let hash = RunHash(bytes.span, seed: key.seed)
            #expect(memo.value(of: hash) == dictionary[key])
            if dictionary[key] == nil {
                memo.insert(dictionary.count, for: hash)
                dictionary[key] = dictionary.count
            }
            #expect(memo.count == dictionary.count)
        }
    }

    /// Each byte, the length and the seed reach both halves of the hash.
    @Test func everyBitCounts() {
        for length in 0...70 {
            var bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37) }
            let hash = RunHash(bytes.span)
            func differs(_ other: RunHash) -> Bool { hash.low != other.low && hash.high != other.high }
            #expect(differs(RunHash(bytes.span, seed: 1)))
            #expect(differs(RunHash((bytes + [0]).span)))
            for index in bytes.indices {
                for bit in 0..<8 {
                    bytes[index] ^= 1 << bit
                    #expect(differs(RunHash(bytes.span)), "bit \(bit) of byte \(index) of \(length)")
                    bytes[index] ^= 1 << bit
                }
            }
        }
    }
}
