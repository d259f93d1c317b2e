import Analysis
import Foundation

extension OutsideTotals {
    /// Bytes of a file at most: a year by the hour is less than one megabyte.
    private static let largest = 100 << 20

    /// Reads a file of comma-separated values.
    ///
    /// - Parameter path: `-` is standard input.
    init(csvFile path: String) throws {
        let handle =
            path == "-" ? .standardInput : try? FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        guard let handle, let data = try? handle.read(upToCount: Self.largest + 1) ?? Data() else {
            throw Failure("\(path): the file can't be read. Check the path and its permissions.")
        }
        guard data.count <= Self.largest else {
            throw Failure("\(path): the file has more than 100 MB. Sum it by day.")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw Failure("\(path): the file is no UTF-8 text. Save it as UTF-8.")
        }
        try self.init(csv: text, file: path)
    }
}
