import EbbTesting
import Ingest
import Testing

/// Each library that inflates, however its input and output are cut, gives the same bytes and refuses the same files.
struct InflatingTests {
    @Test(arguments: 0..<40)
    func membersOfEveryKind(seed: UInt64) throws {
        var random = SeededGenerator(seed)
        let (file, bytes) = someFile(using: &random)
        try expect(file, .bytes(bytes))
    }

    /// Bytes enough to fill what a library holds back several times.
    @Test(arguments: 0..<4)
    func largeMembers(seed: UInt64) throws {
        var random = SeededGenerator(seed)
        var file: [UInt8] = []
        var bytes: [UInt8] = []
        for level in [1, 6] as [Int32] {
            let some = someBytes(.random(in: 200_000...400_000, using: &random), using: &random)
            var deflating = ZlibDeflating()
            deflating.level = level
            file += GzipMember(some, body: deflating.deflated(some)).encoded
            bytes += some
        }
        try expect(file, .bytes(bytes), inputSizes: [1000, 4096], outputSizes: [100, 5000, 32_768, 65_536, 70_000])
    }

    @Test func cutAtEverySize() throws {
        let file = wholeMember().encoded + GzipMember([]).encoded + GzipMember(text).encoded + [0, 0, 0]
        let sizes = Array(1...file.count)
        try expect(file, .bytes(text + text), inputSizes: sizes, outputSizes: sizes)
    }

    @Test func truncatedAnywhere() throws {
        let first = wholeMember().encoded
        let file = first + GzipMember(text).encoded
        for end in 1..<file.count where end != first.count {
            try expect(Array(file[..<end]), .refused, inputSizes: [1, 9], outputSizes: [1])
        }
    }

    @Test(arguments: 0..<200)
    func damagedAnywhere(seed: UInt64) throws {
        var random = SeededGenerator(~seed)
        let (file, _) = someFile(using: &random)
        let other = someFile(using: &random).file
        for _ in 0..<3 {
            try expect(damaged(file, or: other, using: &random), inputSizes: [33], outputSizes: [1000])
        }
    }

    @Test func everyBitOfAMember() throws {
        let file = wholeMember().encoded
        for bit in 0..<file.count * 8 {
            var flipped = file
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            try expect(flipped, inputSizes: [1], outputSizes: [7])
        }
    }

    @Test func trailersAreChecked() throws {
        for bit in 0..<32 as Range<UInt32> {
            var member = GzipMember(text)
            member.checksum ^= 1 << bit
            try expect(member.encoded, .refused)
            try expect(GzipMember(text).encoded + member.encoded, .refused)
            member = GzipMember(text)
            member.length ^= 1 << bit
            try expect(member.encoded, .refused)
            try expect(member.encoded + GzipMember(text).encoded, .refused)
        }
    }

    @Test func whatFollowsTheLastMember() throws {
        let file = GzipMember(text).encoded
        for zeros in [1, 7, 8, 9, 5000] {
            let padded = file + [UInt8](repeating: 0, count: zeros)
            try expect(padded, .bytes(text))
            try expect(padded + [1], .refused)
            try expect(padded + file, .refused)
        }
        for rest in [[0x1F], [0x1F, 0], [0x1F, 0x8B], [0x8B], Array("garbage".utf8), [0x1F, 0x9D, 0x90]] as [[UInt8]] {
            try expect(file + rest, .refused)
        }
    }

    @Test func headersAreChecked() throws {
        for first in 0...255 as ClosedRange<UInt8> {
            // Magic numbers, method and flags.
            for index in 0..<4 {
                var header = GzipMember(text).encoded
                header[index] = first
                let isRight = [first == 0x1F, first == 0x8B, first == 8, first <= 1][index]
                // Other flags announce fields, which the deflated bytes are then taken for.
                try expect(header, isRight ? .bytes(text) : index == 3 && first < 32 ? nil : .refused)
            }
        }
        for count in [0, 1, 2, 255, 256, 65_535] {
            var member = wholeMember()
            member.extra = [UInt8](repeating: 0, count: count)
            try expect(member.encoded, .bytes(text))
            member.name = [UInt8](repeating: 0xFF, count: count)
            member.comment = []
            try expect(member.encoded, .bytes(text))
        }
        let header = wholeMember().header.count
        for index in header - 2..<header {
            for bit in 0..<8 as Range<UInt8> {
                var file = wholeMember().encoded
                file[index] ^= 1 << bit
                try expect(file, .refused, inputSizes: Array(1...header))
            }
        }
    }

    @Test(arguments: 0..<200)
    func blocksThatNoCompressorWrites(seed: UInt64) throws {
        let made = HandMadeDeflate(seed: seed, blocks: Int(seed % 5) + 1)
        try expect(GzipMember(made.bytes, body: made.body).encoded, .bytes(made.bytes), outputSizes: [1, 50])
    }

    @Test(arguments: HandMadeDeflate.Fault.allCases)
    func faultyBlocks(fault: HandMadeDeflate.Fault) throws {
        for seed in 0..<50 as Range<UInt64> {
            let made = HandMadeDeflate(seed: seed, blocks: Int(seed % 3) + 1, fault: fault)
            let file = GzipMember(made.bytes, body: made.body).encoded
            if fault.isIncomplete {
                // The one thing in which libraries differ: ISA-L does not mind, as long as the bytes are right.
                try expect(file, .refused, by: "zlib", inputSizes: [1, 5], outputSizes: [50])
                try expect(file, .bytes(made.bytes), by: "ISA-L", inputSizes: [1, 5], outputSizes: [50])
            } else {
                try expect(file, .refused, inputSizes: [1, 5], outputSizes: [50])
            }
        }
    }

    // MARK: Files

    private let text = [UInt8]((0..<40).map { "192.0.2.\($0) GET /v2/pause/manifests/3.\($0 % 9)\n" }.joined().utf8)

    /// A member whose header has every field.
    private func wholeMember() -> GzipMember {
        var member = GzipMember(text)
        member.flags = 1
        member.extra = [0, 1, 2, 0x1F, 0x8B]
        member.name = Array("access.log".utf8)
        member.comment = Array("of a day".utf8)
        member.hasHeaderChecksum = true
        return member
    }

    private func someFile(using random: inout SeededGenerator) -> (file: [UInt8], bytes: [UInt8]) {
        var file: [UInt8] = []
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let length = [0, 1, 100, 3000, 20_000].randomElement(using: &random) ?? 0
            let some = someBytes(length, using: &random)
            var member = GzipMember(some, body: ZlibDeflating(using: &random).deflated(some))
            member.addFields(using: &random)
            file += member.encoded
            bytes += some
        }
        if Bool.random(using: &random) { file += [UInt8](repeating: 0, count: .random(in: 1...600, using: &random)) }
        return (file, bytes)
    }

    /// Noise, runs, and repetitions of what came before, near and far.
    private func someBytes(_ count: Int, using random: inout SeededGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let length = Int.random(in: 1...400, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes += (0..<length).map { _ in .random(in: 0...255, using: &random) }
            case 1: bytes += [UInt8](repeating: .random(in: 0...255, using: &random), count: length)
            case 2: bytes += (0..<length).map { _ in .random(in: 97...110, using: &random) }
            default:
                guard !bytes.isEmpty else { continue }
                let reach = Int.random(in: 1...min(bytes.count, 40_000), using: &random)
                for _ in 0..<length { bytes.append(bytes[bytes.count - reach]) }
            }
        }
        return Array(bytes.prefix(count))
    }

    private func damaged(_ file: [UInt8], or other: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
        var file = file
        func range(using random: inout SeededGenerator) -> Range<Int> {
            let start = Int.random(in: file.indices, using: &random)
            return start..<min(file.count, start + .random(in: 1...50, using: &random))
        }
        let index = Int.random(in: file.indices, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: file.removeSubrange(range(using: &random))
        case 1: file.replaceSubrange(range(using: &random), with: other.prefix(.random(in: 0...60, using: &random)))
        case 2: file.insert(contentsOf: file[range(using: &random)], at: index)
        case 3: file.replaceSubrange(index..., with: other[Int.random(in: other.indices, using: &random)...])
        case 4: file += other.prefix(.random(in: 1...30, using: &random))
        case 5: file[index] = .random(in: 0...255, using: &random)
        default: file[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
        return file
    }

    // MARK: Expectations

    /// Expects every way to read a file, or every one of a library, to come to the same: the one given, where one is.
    private func expect(
        _ file: [UInt8],
        _ wanted: Inflated? = nil,
        by library: String = "",
        inputSizes: [Int] = [1, 2, 7, 64, 1000],
        outputSizes: [Int] = [1, 100, 33_000],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let folder = try Folder()
        let path = try folder.write(file, to: "file.gz")
        let all = try Inflated.inEveryWay(path, inputSizes: inputSizes, outputSizes: outputSizes)
        let right = try wanted ?? Inflated(path, by: ZlibStream.self)
        let wrong = all.filter { $0.key.hasPrefix(library) && $0.value != right }.sorted { $0.key < $1.key }
        #expect(
            wrong.isEmpty,
            "\(right) but \(wrong.prefix(3).map { "\($0.key): \($0.value)" })",
            sourceLocation: sourceLocation
        )
    }
}
