import Ingest
import Store
import Testing

struct ContentHashTests {
    private let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 151 ^ $0 >> 3 ^ 90) }

    private func identity(_ parts: [ArraySlice<UInt8>]) -> Identity {
        var hash = ContentHash()
        for part in parts {
            let part = Array(part)
            hash.update(part.span)
        }
        return hash.identity
    }

    @Test func dependsOnBytesNotOnCuts() {
        for length in [0, 1, 63, 64, 65, 128, 191, 300] {
            let whole = identity([bytes[..<length]])
            #expect(whole.length == Int64(length))
            for first in 0...length {
                #expect(identity([bytes[..<first], bytes[first..<length]]) == whole)
                let second = first + (length - first) / 3
                #expect(identity([bytes[..<first], bytes[first..<second], bytes[second..<length]]) == whole)
            }
            #expect(identity(bytes[..<length].indices.map { bytes[$0...$0] }) == whole)
        }
    }

    @Test func everyChangeGivesAnotherHash() {
        var known: Set<Identity> = [identity([bytes[...]])]
        for index in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                #expect(known.insert(identity([changed[...]])).inserted)
            }
            #expect(known.insert(identity([bytes[..<index]])).inserted)
        }
        // Zeros count by their number, also within one block and over several.
        for length in 0..<200 {
            #expect(known.insert(identity([[UInt8](repeating: 0, count: length + 1)[...]])).inserted)
        }
        // Halves, blocks and words that change places.
        for width in [1, 2, 8, 16, 64, 128] {
            let swapped = bytes[width..<(2 * width)] + bytes[..<width] + bytes[(2 * width)...]
            #expect(known.insert(identity([swapped])).inserted)
        }
    }

    /// The identity at any moment is that of the bytes so far, and asking for it changes nothing.
    @Test func mayBeAskedOnTheWay() {
        var hash = ContentHash()
        for index in bytes.indices {
            let next = [bytes[index]]
            hash.update(next.span)
            #expect(hash.identity == identity([bytes[...index]]))
        }
    }
}
