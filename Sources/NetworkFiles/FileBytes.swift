import Foundation
import Ingest

/// The bytes of a list, inflated where they are gzip.
struct FileBytes {
    let path: String
    let bytes: [UInt8]
    /// When the file was written: seconds since 1970.
    let modified: Int64

    /// The largest lists there are take a tenth of it.
    private static let most = 1 << 30

    init(path: String) throws(NetworkFileError) {
        self.path = path
        let data: Data
        do {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path
            )
            guard attributes[.type] as? FileAttributeType == .typeRegular else {
                throw NetworkFileError(path, "this is no file", "Name a file under networks.files.")
            }
            guard (attributes[.size] as? NSNumber)?.intValue ?? 0 <= Self.most else { throw Self.tooLarge(path) }
            modified = Int64((attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0)
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch let error as NetworkFileError {
            throw error
        } catch {
            throw NetworkFileError(
                path,
                "the list of networks can't be read",
                "Check the path and its permissions, or take it out of networks.files."
            )
        }
        let bytes = [UInt8](data)
        self.bytes = bytes.starts(with: [0x1F, 0x8B]) ? try Self.inflated(bytes, path) : bytes
    }

    /// Its name without the folder.
    var name: String { URL(fileURLWithPath: path).lastPathComponent }

    func error(_ problem: String) -> NetworkFileError { NetworkFileError(path, problem, "Fetch the file again.") }

    private static func tooLarge(_ path: String) -> NetworkFileError {
        NetworkFileError(path, "it is larger than \(most >> 20) MB", "Name a list of networks under networks.files.")
    }

    private static func inflated(_ bytes: [UInt8], _ path: String) throws(NetworkFileError) -> [UInt8] {
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var stream = InflatingStream()
        var position = 0
        while true {
            let step = stream.inflate(bytes.span.extracting(position..<bytes.count), into: &buffer, 0..<buffer.count)
            position += step.consumed
            result += buffer[..<step.produced]
            guard result.count <= most else { throw tooLarge(path) }
            switch step.state {
            case .ended where position == bytes.count: return result
            case .ended: stream.reset()
            case .goingOn where step.produced > 0 || step.consumed > 0: continue
            case .goingOn, .damaged:
                let what = step.state == .damaged ? "is damaged" : "ends in the middle"
                throw NetworkFileError(path, "the gzip stream \(what), near byte \(position)", "Fetch the file again.")
            }
        }
    }
}
