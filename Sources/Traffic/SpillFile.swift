import Foundation

/// A temporary file without a name: it is gone when nobody holds it any more, even where the process is killed.
final class SpillFile: Sendable {
    private let descriptor: Int32

    init(folder: String) throws(SpillError) {
        let path = "\(folder)/.ebb-\(UUID().uuidString).tmp"
        // Unsafe: the path's bytes are lent to the call only.
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SpillError(folder: folder, errno: errno) }
        // Unsafe: as above.
        _ = unsafe unlink(path)
    }

    deinit { close(descriptor) }

    /// Writes the bytes of an array.
    /// - Returns: how many they are.
    func write<Element: BitwiseCopyable>(_ elements: [Element], at offset: Int) throws(SpillError) -> Int {
        let count = elements.count * MemoryLayout<Element>.stride
        var done = 0
        while done < count {
            let written = unsafe elements.withUnsafeBytes { bytes in
                // Unsafe: the kernel reads the array's own memory, and the slice checks that the rest lies in it.
                unsafe pwrite(
                    descriptor,
                    UnsafeRawBufferPointer(rebasing: bytes[done...]).baseAddress,
                    count - done,
                    off_t(offset + done)
                )
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw SpillError(folder: nil, errno: errno) }
            done += written
        }
        return count
    }

    /// Reads an array that was written at `offset`, and goes on behind it.
    func read<Element: BitwiseCopyable>(_ count: Int, at offset: inout Int) throws(SpillError) -> [Element] {
        let size = count * MemoryLayout<Element>.stride
        var failure: Int32?
        // Unsafe: the kernel fills the array's own memory with the bytes of such elements, of which any bytes make one.
        let elements = unsafe [Element](unsafeUninitializedCapacity: count) { buffer, initialized in
            let bytes = UnsafeMutableRawBufferPointer(buffer)
            var done = 0
            while done < size, failure == nil {
                let read = unsafe pread(
                    descriptor,
                    UnsafeMutableRawBufferPointer(rebasing: bytes[done..<size]).baseAddress,
                    size - done,
                    off_t(offset + done)
                )
                if read > 0 { done += read } else if read == 0 || errno != EINTR { failure = read == 0 ? EIO : errno }
            }
            initialized = failure == nil ? count : 0
        }
        if let failure { throw SpillError(folder: nil, errno: failure) }
        offset += size
        return elements
    }
}

/// Why facts could not be written to a temporary file, or read back.
package struct SpillError: Error, CustomStringConvertible {
    package let description: String

    fileprivate init(folder: String?, errno code: Int32) {
        // Unsafe: strerror's text is static, and copied at once.
        let text = unsafe String(cString: strerror(code))
        description =
            "what was counted takes up more memory than --memory allows, and a temporary file"
            + "\(folder.map { " in \($0)" } ?? "") can't hold it: \(text). Make room there, or allow more."
    }
}
