import Ingest

/// What reading a gzip file came to.
enum Inflated: Equatable, CustomStringConvertible {
    case bytes([UInt8])
    case refused

    /// Reads a whole file.
    /// - Parameters:
    ///   - inputSize: bytes that are read at a time.
    ///   - outputSize: bytes that are asked for at a time.
    init<Stream: GzipStream & ~Copyable>(
        _ path: String,
        by _: Stream.Type,
        inputSize: Int = 1 << 20,
        outputSize: Int = 1 << 20
    ) throws {
        var file = try FileReading(path: path) { true }
        var inflating = Inflating<Stream>(name: path, inputSize: inputSize)
        // Not from the beginning on, since it is not asked for so.
        let start = 3
        var buffer = [UInt8](repeating: 0, count: start + outputSize)
        var bytes: [UInt8] = []
        do throws(SourceError) {
            while true {
                let count = try inflating.read(from: &file, into: &buffer, start..<buffer.count)
                if count == 0 { break }
                bytes += buffer[start..<start + count]
            }
            self = .bytes(bytes)
        } catch {
            guard error.code == .damaged else { throw error }
            self = .refused
        }
    }

    /// Reads a whole file in every way there is: with each library that is built in, and with input and output cut into
    /// pieces of these sizes.
    static func inEveryWay(
        _ path: String,
        inputSizes: [Int] = [1, 2, 7, 64, 1000],
        outputSizes: [Int] = [1, 100, 33_000]
    ) throws -> [String: Inflated] {
        var all: [String: Inflated] = [:]
        let sizes =
            [(1 << 20, 1 << 20)] + inputSizes.map { ($0, 1 << 20) } + outputSizes.map { (1 << 20, $0) }
            + zip(inputSizes.reversed(), outputSizes)
        for (inputSize, outputSize) in sizes {
            let way = "in \(inputSize), out \(outputSize)"
            all["zlib, \(way)"] = try Inflated(
                path,
                by: ZlibStream.self,
                inputSize: inputSize,
                outputSize: outputSize
            )
            #if ISAL && arch(x86_64)
            all["ISA-L, \(way)"] = try Inflated(
                path,
                by: ISALStream.self,
                inputSize: inputSize,
                outputSize: outputSize
            )
            #endif
        }
        return all
    }

    var description: String {
        switch self {
        case .bytes(let bytes): "\(bytes.count) bytes"
        case .refused: "refused"
        }
    }
}
