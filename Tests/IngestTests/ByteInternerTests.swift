import Ingest
import Testing

/// The interner against a dictionary.
struct ByteInternerTests {
    private struct Key: Hashable {
        var bytes: [UInt8]
        var seed: UInt64
    }

    @Test func numbersLikeADictionary() {
        var interner = ByteInterner()
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
            let expected = dictionary[key] ?? dictionary.count
            dictionary[key] = expected
            #expect(interner.number(bytes.span, seed: key.seed) == expected)
            #expect(interner.count == dictionary.count)
        }
        interner.removeAll()
        #expect(interner.count == 0)
        let word: [UInt8] = [1, 2]
        #expect(interner.number(word.span) == 0)
    }
}
