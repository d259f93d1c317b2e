import Foundation
import Store

/// An open file or standard input, read front to back.
package struct FileReading: ~Copyable {
    let name: String
    /// Bytes read so far.
    private(set) var position: Int64 = 0
    private let descriptor: Int32
    private let goesOn: @Sendable () -> Bool

    /// - Parameters:
    ///   - path: a path, or `-` for standard input.
    ///   - goesOn: asked while nothing comes: whether to wait on.
    package init(path: String, goesOn: @escaping @Sendable () -> Bool) throws(SourceError) {
        name = path
        self.goesOn = goesOn
        if path == "-" {
            descriptor = STDIN_FILENO
            return
        }
        // Not blocking, since a named pipe would hold us here until somebody writes to it.
        // Unsafe: the path's bytes are lent to the call only.
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw SourceError(opening: path, errno: errno) }
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// Reads into a part of a buffer.
    /// - Returns: how many bytes came; 0 at the end.
    mutating func read(into buffer: inout [UInt8], _ room: Range<Int>) throws(SourceError) -> Int {
        while true {
            try wait()
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                // Unsafe: the kernel writes into the array's own memory, and the slice checks that the room lies in it.
                unsafe Glibc.read(
                    descriptor,
                    UnsafeMutableRawBufferPointer(rebasing: bytes[room]).baseAddress,
                    room.count
                )
            }
            if count >= 0 {
                position += Int64(count)
                return count
            }
            guard errno == EINTR || errno == EAGAIN else {
                throw SourceError(
                    .unreadable,
                    "\(name): can't be read at byte \(position): \(errorText(errno)). Check the file and its disk."
                )
            }
        }
    }

    /// Waits for bytes or the end. A pipe may stay silent for ever, so it looks up now and then.
    private func wait() throws(SourceError) {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // Unsafe: the system fills in the one struct that is lent to it.
        while unsafe poll(&waiting, 1, 100) == 0 {
            guard goesOn() else {
                throw SourceError(.cancelled, "\(name): stopped before its end. Nothing of it was counted.")
            }
        }
    }
}

extension SourceError {
    init(opening path: String, errno code: Int32) {
        switch code {
        case ENOENT, ENOTDIR:
            self.init(.notFound, "\(path): there is no such file. Check the path.")
        case EACCES, EPERM:
            self.init(.noPermission, "\(path): may not be read. Run as a user who may, or change its permissions.")
        default:
            self.init(.unreadable, "\(path): can't be opened: \(errorText(code)).")
        }
    }
}

/// The system's words for an error number.
func errorText(_ code: Int32) -> String {
    // Unsafe: strerror's text is static, and copied at once.
    unsafe String(cString: strerror(code))
}

/// What lies at a path, behind links.
enum FileKind {
    case file, folder, other, missing

    init(path: String) {
        var status = stat()
        // Unsafe: the system fills in the struct that is lent to it.
        guard unsafe stat(path, &status) == 0 else {
            self = .missing
            return
        }
        self =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            default: .other
            }
    }
}

extension FileMark {
    /// What a file looks like from outside; nil where it can't be seen.
    init?(path: String) {
        var status = stat()
        // Unsafe: the system fills in the struct that is lent to it.
        // A pipe has no outside, and opening it would take its writer's first bytes.
        guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        var trailer: UInt64 = 0
        if status.st_size >= 8, let file = FileHandle(forReadingAtPath: path),
            (try? file.seek(toOffset: UInt64(status.st_size - 8))) != nil,
            let bytes = try? file.read(upToCount: 8)
        {
            for byte in bytes { trailer = trailer << 8 | UInt64(byte) }
        }
        self.init(
            size: Int64(status.st_size),
            modified: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec),
            trailer: trailer
        )
    }
}
